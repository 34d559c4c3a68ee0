//! JSON objects with a fixed set of keys. Errors name the key and what it should hold, and never what it holds.
//! What they say of a place or of a key that is not known is kept apart, as a log must not have it.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use keyward::{Context, Disclosure, TooMuch};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

/// Why something was not understood.
#[derive(Debug)]
pub(crate) struct Problem {
    /// What is wrong, in words that would be the same whatever password is there.
    what: String,
    /// Where and how: it tells something of what is there.
    detail: String,
}

impl Problem {
    pub(crate) fn new(what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { what: what.into(), detail: detail.into() }
    }

    /// As much of it as a reader may see.
    pub(crate) fn shown_to(self, reader: Disclosure) -> String {
        if reader == Disclosure::Log { self.what } else { self.what + &self.detail }
    }
}

impl From<String> for Problem {
    fn from(what: String) -> Self {
        Self::new(what, "")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.what, self.detail)
    }
}

/// A string, borrowed from the line it is written in where it has no escapes.
#[derive(serde::Deserialize)]
pub(crate) struct Text<'a>(#[serde(borrow)] pub(crate) Cow<'a, str>);

/// The values of an object's known keys, each still as it was written.
///
/// # Errors
/// What is wrong, for people: no JSON, no object, an unknown key or a key given twice.
pub(crate) fn members<'a, const N: usize>(
    json: &'a str,
    what: &str,
    keys: [&str; N],
) -> Result<[Option<&'a RawValue>; N], Problem> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let read = Members { what, keys }.deserialize(&mut reader);
    let ended = read.and_then(|members| reader.end().map(|()| members));
    ended.map_err(|error| because(&error, what, "must be a JSON object"))?
}

/// Reads the value of a key; the default if it is not given or `null`.
///
/// # Errors
/// That the value must be `wanted`, or what is wrong with its JSON.
pub(crate) fn value<'a, T: Deserialize<'a> + Default>(
    raw: Option<&'a RawValue>,
    key: &str,
    wanted: &str,
) -> Result<T, Problem> {
    match raw.map(RawValue::get) {
        None | Some("null") => Ok(T::default()),
        Some(json) => serde_json::from_str(json)
            .map_err(|error| because(&error, &format!("`{key}`"), &format!("must be {wanted}"))),
    }
}

/// Reads a list; the empty one if it is not given or `null`. It stops where a list has more values than an account has.
///
/// # Errors
/// That the value must be `wanted` or has too many, or what is wrong with its JSON.
pub(crate) fn list<'a, T: Deserialize<'a>>(
    raw: Option<&'a RawValue>,
    key: &'static str,
    wanted: &str,
) -> Result<Vec<T>, Problem> {
    let List(values) = value(raw, key, wanted)?;
    if values.len() > Context::MOST_VALUES {
        return Err(TooMuch::Values(key).to_string().into());
    }
    Ok(values)
}

/// Values, of which one too many is kept to tell that there are more; the others are passed over.
struct List<T>(Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Values<T> {
            type Value = List<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List<T>, A::Error> {
                let mut values = Vec::new();
                while values.len() <= Context::MOST_VALUES {
                    match list.next_element()? {
                        Some(value) => values.push(value),
                        None => return Ok(List(values)),
                    }
                }
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(List(values))
            }
        }

        deserializer.deserialize_seq(Values(PhantomData))
    }
}

/// serde's own words for a wrong type repeat the value, so they are not used; those for broken JSON never do.
fn because(error: &serde_json::Error, what: &str, must_be: &str) -> Problem {
    if error.classify() == Category::Data {
        return format!("{what} {must_be}").into();
    }
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    let detail = if words.contains("surrogate") || words.contains("hex escape") {
        ": it has half of a surrogate pair, which is no character".to_owned()
    } else {
        format!(": {words} (byte {})", error.column())
    };
    Problem::new(format!("{what} is not JSON"), detail)
}

/// Says that a key is not known, and which is the nearest, or all of them if none is near. The key itself is left out if it is so
/// unlike a key that it may be anything.
fn unknown_key(key: &str, what: &str, keys: &[&str]) -> Problem {
    let what = format!("{what} has an unknown key");
    let known = format!("; the keys are {}", keys.join(", "));
    let is_a_name = key.len() <= 40 && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if !is_a_name {
        return (what + &known).into();
    }
    let mistakes = |known: &&str| strsim::damerau_levenshtein(known, key);
    let nearest = keys.iter().copied().min_by_key(mistakes);
    let detail = match nearest.filter(|best| mistakes(best) < best.len().div_ceil(2)) {
        Some(nearest) => format!(" `{key}`; did you mean `{nearest}`?"),
        None => format!(" `{key}`{known}"),
    };
    Problem::new(what, detail)
}

/// Reads an object's members into the places of their keys.
struct Members<'k, const N: usize> {
    what: &'k str,
    keys: [&'k str; N],
}

impl<'de, const N: usize> DeserializeSeed<'de> for Members<'_, N> {
    type Value = Result<[Option<&'de RawValue>; N], Problem>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, const N: usize> Visitor<'de> for Members<'_, N> {
    type Value = Result<[Option<&'de RawValue>; N], Problem>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    /// The first problem is told, unless what comes after it is no JSON.
    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let Self { what, keys } = self;
        let mut values = Ok([None; N]);
        while let Some((Text(key), value)) = map.next_entry::<Text<'de>, &'de RawValue>()? {
            let Ok(known) = &mut values else { continue };
            let place = keys.iter().position(|known| *known == key).and_then(|place| known.get_mut(place));
            match place {
                None => values = Err(unknown_key(&key, what, &keys)),
                Some(Some(_)) => values = Err(format!("{what} has the key `{key}` twice").into()),
                Some(place) => *place = Some(value),
            }
        }
        Ok(values)
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self(Cow::Borrowed(""))
    }
}
