//! Reading a policy file. Each value is checked while its line is known, so that the parsers of TOML and JSON say where
//! a mistake is.

mod values;

use std::cell::RefCell;
use std::fmt;

use keyward_core::{Key, Policy, Readings, Value};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};

use super::error::{PolicyFileError, line_at, nearest};
use crate::excerpt::excerpt;
use values::{RowsSeed, TextKind, TextSeed, ValueSeed, WordsSeed};

/// The fewest letters and digits of an own word.
pub(super) const SHORTEST_WORD: usize = 3;

/// The keys that are not fields of a policy.
pub(super) const OTHER_KEYS: [&str; 4] = ["id", "base", "words", "readings"];

/// What is written and the letter it stands for.
type Rows = Vec<(String, char)>;

#[derive(Clone, Copy)]
pub(super) enum Format {
    Toml,
    Json,
}

/// What a file says.
#[derive(Default)]
pub(super) struct File {
    pub(super) id: Option<String>,
    pub(super) base: Option<String>,
    pub(super) values: Vec<(Key, Value)>,
    pub(super) words: Vec<String>,
    pub(super) readings: Option<Rows>,
}

/// What the parser was at when it stopped.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) key: Option<String>,
    pub(super) nearest: Option<String>,
}

pub(super) fn read(text: &str, format: Format) -> Result<File, PolicyFileError> {
    if matches!(format, Format::Toml) && text.trim_start().starts_with('{') {
        let problem = "is JSON, not TOML; a policy in JSON goes into a file whose name ends in .json";
        return Err(PolicyFileError::plain(problem.to_owned()).at(Some(1)));
    }
    let progress = RefCell::default();
    let seed = FileSeed(&progress);
    let failure = match format {
        Format::Toml => match toml::Deserializer::parse(text).and_then(|file| seed.deserialize(file)) {
            Ok(file) => return Ok(file),
            Err(error) => {
                let line = error.span().map(|span| line_at(text, span.start));
                PolicyFileError::plain(error.message().to_owned()).at(line)
            }
        },
        Format::Json => {
            let mut parser = serde_json::Deserializer::from_str(text);
            match seed.deserialize(&mut parser).and_then(|file| parser.end().map(|()| file)) {
                Ok(file) => return Ok(file),
                Err(error) => {
                    let message = error.to_string();
                    let problem = message.split(" at line ").next().unwrap_or(&message);
                    PolicyFileError::plain(problem.to_owned()).at((error.line() > 0).then(|| error.line()))
                }
            }
        }
    };
    let Progress { key, nearest } = progress.into_inner();
    if failure.problem == "duplicate key" {
        // The parser of TOML sees it before it comes to us.
        let key = failure.line.and_then(|line| key_of(text, line));
        return Err(PolicyFileError { key, nearest: None, problem: "is given twice".to_owned(), ..failure });
    }
    let problem = of_wrong_type(key.as_deref(), failure.problem);
    Err(PolicyFileError { key, nearest, problem, ..failure })
}

/// The parsers' own words for a value of another type are for programmers.
fn of_wrong_type(key: Option<&str>, problem: String) -> String {
    let wanted = match key {
        Some("id") => "must be a name in quotation marks",
        Some("base") => "must be the name of a preset in quotation marks",
        Some("words") => "must be a list of words, such as [\"Riverside\", \"ICB\"]",
        Some("readings") => "must be a list of pairs, such as [[\"4\", \"a\"], [\"@\", \"a\"]]",
        None => "a policy file has keys with values, such as min_length and 12",
        Some(_) => return problem,
    };
    let is_of_type = ["invalid type: ", "invalid value: ", "invalid length "];
    if is_of_type.iter().any(|words| problem.starts_with(words)) { wanted.to_owned() } else { problem }
}

/// The key that a line gives a value to.
fn key_of(text: &str, line: usize) -> Option<String> {
    let (key, _) = text.lines().nth(line.checked_sub(1)?)?.split_once('=')?;
    let key = key.trim().trim_matches(['"', '\'']);
    (!key.is_empty()).then(|| excerpt(key).into_owned())
}

/// The line that gives a key its value; the first that could.
pub(super) fn line_of(text: &str, key: &str) -> Option<usize> {
    let gives = |line: &str| {
        line.match_indices(key).any(|(place, _)| {
            let (before, after) =
                (line.get(..place).unwrap_or(""), line.get(place + key.len()..).unwrap_or(""));
            let after = after.trim_start_matches(['"', '\'']).trim_start();
            let whole = before.is_empty() || before.ends_with(['"', '\'', ' ', '\t']);
            whole && after.starts_with(['=', ':'])
        })
    };
    text.lines().position(gives).map(|place| place + 1)
}

/// Whether a policy can be called so: people can read it, and it stands on one line.
pub(super) fn is_name(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_control)
}

/// A text as TOML and JSON both write it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The value of a key as TOML and JSON both write it.
pub(super) fn text_of(key: Key, policy: &Policy) -> String {
    match key.value(policy) {
        value @ (Value::Number(_) | Value::Flag(_)) => value.to_string(),
        value => quoted(&value.to_string()),
    }
}

/// The readings of a file's rows.
pub(super) fn table_of(rows: &[(String, char)]) -> Result<Readings, PolicyFileError> {
    // In one order, so that the same table is the same policy.
    let mut rows: Vec<_> = rows.iter().map(|(spelling, letter)| (spelling.as_str(), *letter)).collect();
    rows.sort_unstable();
    rows.dedup();
    Readings::new(&rows)
        .map_err(|error| PolicyFileError::about("readings", format!("cannot be used: {error}")))
}

pub(super) struct FileSeed<'a>(pub(super) &'a RefCell<Progress>);

impl<'de> DeserializeSeed<'de> for FileSeed<'_> {
    type Value = File;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<File, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FileSeed<'_> {
    type Value = File;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the keys of a policy")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<File, A::Error> {
        let mut file = File::default();
        let mut seen = Vec::new();
        while let Some(name) = map.next_key_seed(NameSeed(self.0))? {
            if seen.contains(&name) {
                return Err(A::Error::custom("is given twice"));
            }
            seen.push(name);
            match name {
                "id" => file.id = Some(map.next_value_seed(TextSeed(self.0, TextKind::Id))?),
                "base" => file.base = Some(map.next_value_seed(TextSeed(self.0, TextKind::Base))?),
                "readings" => file.readings = Some(map.next_value_seed(RowsSeed)?),
                "words" => file.words = map.next_value_seed(WordsSeed)?,
                _ => {
                    let Some(key) = Key::from_id(name) else { continue };
                    file.values.push((key, map.next_value_seed(ValueSeed(self.0, key))?));
                }
            }
            *self.0.borrow_mut() = Progress::default();
        }
        Ok(file)
    }
}

/// The name of a key.
struct NameSeed<'a>(&'a RefCell<Progress>);

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<&'static str, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed<'_> {
    type Value = &'static str;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key of a policy")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<&'static str, E> {
        let known = || OTHER_KEYS.into_iter().chain(Key::ALL.iter().map(|key| key.id()));
        let mut progress = self.0.borrow_mut();
        progress.key = Some(excerpt(name).into_owned());
        known().find(|known| *known == name).ok_or_else(|| {
            progress.nearest = nearest(name, known());
            E::custom("is not a key of a policy")
        })
    }
}
