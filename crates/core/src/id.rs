//! Identifiers and dates as text: `to_string` writes them, `parse` reads them, and with the feature `serde` they are strings of
//! any format.

use core::fmt;
#[cfg(feature = "serde")]
use core::marker::PhantomData;
use core::str::FromStr;

use crate::recycled::Change;
use crate::{Date, Disclosure, Key, Known, Language, Operation, Rule, Run, Severity};

/// Why a text cannot be read: it is not what it should be. It is not repeated, as it may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextError(&'static str);

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "not {}", self.0)
    }
}

impl core::error::Error for TextError {}

macro_rules! written {
    ($($kind:ty),*) => {
        $(impl fmt::Display for $kind {
            /// The stable identifier.
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(self.id())
            }
        }

        #[cfg(feature = "serde")]
        impl serde_core::Serialize for $kind {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        })*
    };
}

macro_rules! read {
    ($($kind:ty, $read:path, $what:literal;)*) => {
        $(impl FromStr for $kind {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                $read(text).ok_or(TextError($what))
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde_core::Deserialize<'de> for $kind {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Parsed::<Self>(PhantomData, $what))
            }
        })*
    };
}

written!(Rule, Severity, Disclosure, Language, Operation, Key, Run, Known, Change);

read! {
    Rule, Rule::from_id, "the identifier of a rule";
    Disclosure, Disclosure::from_id, "private, desk or log";
    Language, Language::from_id, "en or cy";
    Operation, Operation::from_id, "change or set";
    Key, Key::from_id, "a key of a policy";
    Date, Date::parse, "a day of the calendar written as YYYY-MM-DD";
}

/// Reads what `parse` does.
#[cfg(feature = "serde")]
struct Parsed<T>(PhantomData<T>, &'static str);

#[cfg(feature = "serde")]
impl<T: FromStr<Err = TextError>> serde_core::de::Visitor<'_> for Parsed<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.1)
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

#[cfg(feature = "serde")]
impl serde_core::Serialize for Date {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn what_is_written_is_read_back() {
        for &rule in Rule::ALL {
            assert_eq!(rule.to_string().parse(), Ok(rule));
        }
        for &disclosure in Disclosure::ALL {
            assert_eq!(disclosure.to_string().parse(), Ok(disclosure));
        }
        for &language in Language::ALL {
            assert_eq!(language.to_string().parse(), Ok(language));
        }
        assert_eq!("0987-02-14".parse::<Date>().map(|date| date.to_string()).as_deref(), Ok("0987-02-14"));
        let error = "30 February".parse::<Date>().unwrap_err();
        assert_eq!(error.to_string(), "not a day of the calendar written as YYYY-MM-DD");
        for &key in Key::ALL {
            assert_eq!(key.to_string().parse(), Ok(key));
        }
        for &operation in Operation::ALL {
            assert_eq!(operation.to_string().parse(), Ok(operation));
        }
        assert_eq!("Digit".parse::<Rule>().unwrap_err().to_string(), "not the identifier of a rule");
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_format_holds_them_as_strings() {
        let date = Date { year: 1987, month: 2, day: 14 };
        let all = (Rule::MinLength, Severity::Advice, Disclosure::Log, Key::History, Operation::Set, date);
        let json = serde_json::to_string(&all).unwrap();
        assert_eq!(json, r#"["min_length","advice","log","history","set","1987-02-14"]"#);
        type Read = (Rule, std::string::String, Disclosure, Key, Operation, Date);
        let read: Read = serde_json::from_str(&json).unwrap();
        assert_eq!((read.0, read.2, read.3, read.4, read.5), (all.0, all.2, all.3, all.4, all.5));
        let error = serde_json::from_str::<Rule>("\"Digit\"").unwrap_err().to_string();
        assert!(error.starts_with("not the identifier of a rule"), "{error}");
    }
}
