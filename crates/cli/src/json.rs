//! JSON objects with a fixed set of keys. Errors name the key and what it should hold, and never what it holds.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

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
) -> Result<[Option<&'a RawValue>; N], String> {
    let Members(given) =
        serde_json::from_str(json).map_err(|error| because(&error, what, "must be a JSON object"))?;
    let mut values = [None; N];
    for (Text(key), value) in given {
        let place = keys.iter().position(|known| *known == key);
        let Some(value_of_key) = place.and_then(|place| values.get_mut(place)) else {
            return Err(unknown_key(&key, what, &keys));
        };
        if value_of_key.replace(value).is_some() {
            return Err(format!("{what} has the key `{key}` twice"));
        }
    }
    Ok(values)
}

/// Reads the value of a key; the default if it is not given or `null`.
///
/// # Errors
/// That the value must be `wanted`, or what is wrong with its JSON.
pub(crate) fn value<'a, T: Deserialize<'a> + Default>(
    raw: Option<&'a RawValue>,
    key: &str,
    wanted: &str,
) -> Result<T, String> {
    match raw.map(RawValue::get) {
        None | Some("null") => Ok(T::default()),
        Some(json) => serde_json::from_str(json)
            .map_err(|error| because(&error, &format!("`{key}`"), &format!("must be {wanted}"))),
    }
}

/// serde's own words for a wrong type repeat the value, so they are not used; those for broken JSON never do.
fn because(error: &serde_json::Error, what: &str, must_be: &str) -> String {
    if error.classify() == Category::Data {
        return format!("{what} {must_be}");
    }
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    if words.contains("surrogate") || words.contains("hex escape") {
        return format!("{what} has half of a surrogate pair, which is no character");
    }
    format!("{what} is not JSON: {words} (byte {})", error.column())
}

/// Says that a key is not known, and which is the nearest, or all of them if none is near. The key itself is left out if it is so
/// unlike a key that it may be anything.
fn unknown_key(key: &str, what: &str, keys: &[&str]) -> String {
    let mistakes = |known: &&str| strsim::damerau_levenshtein(known, key);
    let nearest =
        keys.iter().copied().min_by_key(mistakes).filter(|best| mistakes(best) < best.len().div_ceil(2));
    let is_a_name = key.len() <= 40 && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let name = if is_a_name { format!(" `{key}`") } else { String::new() };
    match nearest.filter(|_| is_a_name) {
        Some(nearest) => format!("{what} has an unknown key{name}; did you mean `{nearest}`?"),
        None => format!("{what} has an unknown key{name}; the keys are {}", keys.join(", ")),
    }
}

struct Members<'a>(Vec<(Text<'a>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    // So many members cannot all be known and different: those kept show it.
                    if members.len() < 64 {
                        members.push(member);
                    }
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self(Cow::Borrowed(""))
    }
}
