//! Identifiers and dates as text: `to_string` writes them, `parse` reads them.

use core::fmt;
use core::str::FromStr;

use crate::recycled::Change;
use crate::{Date, Disclosure, Known, Language, Rule, Run, Severity};

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
        })*
    };
}

written!(Rule, Severity, Disclosure, Language, Run, Known, Change);

read! {
    Rule, Rule::from_id, "the identifier of a rule";
    Disclosure, Disclosure::from_id, "private, desk or log";
    Language, Language::from_id, "en or cy";
    Date, Date::parse, "a day of the calendar written as YYYY-MM-DD";
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
        for rule in Rule::ALL {
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
        assert_eq!("Digit".parse::<Rule>().unwrap_err().to_string(), "not the identifier of a rule");
    }
}
