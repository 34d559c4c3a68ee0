//! The values of a policy file: each is checked as it is read, and its error says what it is and what it must be.

use std::cell::RefCell;
use std::fmt;

use keyward_core::{Characters, Key, Kind, Lists, MAX_CHARACTERS, Preset, Value};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Progress, Rows, SHORTEST_WORD, is_name, table_of};
use crate::excerpt::excerpt;
use crate::policy_file::error::{PolicyFileError, nearest, shown};

/// The most pairs of the readings: more than there are characters, with all that each may stand for.
const MOST_ROWS: usize = 512;

/// The value of a field.
pub(super) struct ValueSeed<'a>(pub(super) &'a RefCell<Progress>, pub(super) Key);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.1.kind().write(formatter)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        match self.1.kind() {
            Kind::Number { .. } => self.read(&value.to_string()),
            _ => Err(self.is("a number")),
        }
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        match u64::try_from(value) {
            Ok(value) => self.visit_u64(value),
            Err(_) => Err(self.is(value)),
        }
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Err(self.is(value))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Value, E> {
        match self.1.kind() {
            Kind::Flag => Ok(Value::Flag(value)),
            _ => Err(self.is(value)),
        }
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        match self.1.kind() {
            Kind::Choice(names) => {
                self.0.borrow_mut().nearest = nearest(value, names.iter().copied());
                self.read(value)
            }
            Kind::Characters => Characters::parse(value).map(Value::Characters).map_err(|error| {
                let (before, rest) = value.split_at_checked(error.place()).unwrap_or((value, ""));
                let place = before.chars().count() + 1;
                let end = rest.find(|one: char| !(one.is_ascii_alphabetic() || one == '-'));
                let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                if !Characters::CLASS_NAMES.contains(&name) {
                    self.0.borrow_mut().nearest = nearest(name, Characters::CLASS_NAMES.into_iter());
                }
                E::custom(format!("is {}, and at character {place} {error}", shown(value)))
            }),
            _ => Err(self.is(shown(value))),
        }
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        Err(self.is("empty"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(self.is("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(self.is("a table"))
    }
}

impl ValueSeed<'_> {
    fn read<E: serde::de::Error>(&self, text: &str) -> Result<Value, E> {
        let kind = self.1.kind();
        let is_number = matches!(kind, Kind::Number { .. });
        let found = || if is_number { excerpt(text).into_owned() } else { shown(text) };
        kind.read(text).ok_or_else(|| self.is(found()))
    }

    /// What it is, and what it must be.
    fn is<E: serde::de::Error>(&self, what: impl fmt::Display) -> E {
        E::custom(format!("is {what}, and must be {}", self.1.kind()))
    }
}

#[derive(Clone, Copy)]
pub(super) enum TextKind {
    Id,
    Base,
}

/// The name of a policy or of its base.
pub(super) struct TextSeed<'a>(pub(super) &'a RefCell<Progress>, pub(super) TextKind);

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for TextSeed<'_> {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.1 {
            TextKind::Id => "a name in quotation marks",
            TextKind::Base => "the name of a preset in quotation marks",
        })
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
        match self.1 {
            TextKind::Base if Preset::from_id(text).is_none() => {
                self.0.borrow_mut().nearest = PolicyFileError::no_preset(text).nearest;
                Err(E::custom(format!("is {}, which is not a preset", shown(text))))
            }
            TextKind::Id if !is_name(text) => Err(E::custom("must be a name that can be read")),
            _ => Ok(text.to_owned()),
        }
    }
}

/// The organisation's own words.
pub(super) struct WordsSeed;

impl<'de> DeserializeSeed<'de> for WordsSeed {
    type Value = Vec<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<String>, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for WordsSeed {
    type Value = Vec<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of words")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
        let (mut words, mut bytes) = (Vec::new(), 0);
        while let Some(word) = list.next_element::<String>()? {
            if word.chars().filter(|character| character.is_alphanumeric()).count() < SHORTEST_WORD {
                let problem =
                    format!("has {}, and a word must have {SHORTEST_WORD} letters or more", shown(&word));
                return Err(A::Error::custom(problem));
            }
            if word.chars().any(char::is_control) {
                return Err(A::Error::custom(format!("has {}, which cannot be read", shown(&word))));
            }
            if word.chars().nth(MAX_CHARACTERS).is_some() {
                let problem = format!(
                    "has {}, and a word may have {MAX_CHARACTERS} characters, as a password",
                    shown(&word)
                );
                return Err(A::Error::custom(problem));
            }
            if words.len() == Lists::MOST_OWN_WORDS {
                let most = Lists::MOST_OWN_WORDS;
                let problem = format!("has more than {most} words; make a dictionary of a longer list");
                return Err(A::Error::custom(problem));
            }
            bytes += word.len();
            if bytes > Lists::MOST_OWN_BYTES {
                let most = Lists::MOST_OWN_BYTES >> 10;
                let problem = format!("has more than {most} KiB; make a dictionary of a longer list");
                return Err(A::Error::custom(problem));
            }
            words.push(word);
        }
        Ok(words)
    }
}

/// The readings: pairs of what is written and the letter it stands for.
pub(super) struct RowsSeed;

impl<'de> DeserializeSeed<'de> for RowsSeed {
    type Value = Rows;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for RowsSeed {
    type Value = Rows;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of pairs, such as [[\"4\", \"a\"], [\"@\", \"a\"]]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut rows = Rows::new();
        while let Some(row) = list.next_element()? {
            if rows.len() == MOST_ROWS {
                return Err(A::Error::custom(format!("has more than {MOST_ROWS} pairs")));
            }
            rows.push(row);
            table_of(&rows).map_err(|error| A::Error::custom(error.problem))?;
        }
        Ok(rows)
    }
}
