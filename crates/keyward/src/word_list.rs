//! An organisation's own word list as it is written in a file, compiled into a dictionary: the same list is the same
//! dictionary for `keyward dict build` and for C.

use std::fmt;

use keyward_core::dictionary::{BuildError, Builder, EntryError, Kind, Tier};
use keyward_core::{Alphabet, MAX_CHARACTERS, Text};

/// So many bad lines are named.
const NAMED: usize = 10;

/// Why a word list cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordListError {
    /// Entries that no dictionary can hold, each with its line, counted from 1.
    Entries(Vec<(usize, EntryError)>),
    /// What is wrong with the list as a whole.
    List(BuildError),
}

impl fmt::Display for WordListError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entries(bad) => {
                formatter.write_str("there are entries that no dictionary can hold:")?;
                for (line, error) in bad.iter().take(NAMED) {
                    write!(formatter, "\nline {line}: {error}")?;
                }
                match bad.len().saturating_sub(NAMED) {
                    0 => Ok(()),
                    more => write!(formatter, "\n… and {more} more"),
                }
            }
            Self::List(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for WordListError {}

/// Compiles a list of common words: one entry a line; blank lines are passed over, and so are those that begin with `#`. Case,
/// diacritics and what is between letters do not matter. `origin` says where the list comes from.
///
/// ```
/// use keyward::dictionary::Dictionary;
/// use keyward::{Context, Policy, Rule, Validator, compile_word_list};
///
/// let blob = compile_word_list("# our wards\nZörb Lax\n", "our wards")?;
/// let validator = Validator::new(Policy::NHS_APPENDIX_A).with_dictionary(Dictionary::open(&blob)?);
/// let report = validator.check("ZorblaxK#!77q", &Context::default());
/// assert!(report.finding(Rule::DictionaryWord).is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// If an entry cannot be held by a dictionary, or the list has none or too many.
pub fn compile_word_list(text: &str, origin: &str) -> Result<Vec<u8>, WordListError> {
    let mut builder = Builder::new(Kind::Own, origin);
    let mut bad = Vec::new();
    // Some programs of Windows begin a text with a mark.
    for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
        let entry = line.trim();
        if entry.is_empty() || entry.starts_with('#') {
            continue;
        }
        if let Err(error) = builder.add(&folded(entry), Tier::Common) {
            bad.push((number, error));
        }
    }
    if bad.is_empty() {
        builder.build().map_err(WordListError::List)
    } else {
        Err(WordListError::Entries(bad))
    }
}

/// An entry as candidates are read: letters without case and diacritics, digits, and nothing between them.
fn folded(entry: &str) -> String {
    let letters = |text: &Text<'_>| {
        let read = text.folded().iter().filter(|byte| **byte == 0 || byte.is_ascii_alphanumeric());
        read.map(|byte| char::from(*byte)).collect()
    };
    Text::read(entry, MAX_CHARACTERS, Alphabet::Unicode, letters).unwrap_or_else(|| entry.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_line_by_line() {
        let error = compile_word_list("zorblax\n# x\nx\n\n你好\n", "").unwrap_err();
        assert_eq!(error, WordListError::Entries(vec![(3, EntryError::Length), (5, EntryError::Character)]));
        let shown = error.to_string();
        assert!(
            shown.starts_with("there are entries that no dictionary can hold:\nline 3: an entry "),
            "{shown}"
        );
        let shown = compile_word_list(&"x\n".repeat(13), "").unwrap_err().to_string();
        assert!(shown.contains("\nline 10: ") && shown.ends_with("\n… and 3 more"), "{shown}");
        assert_eq!(compile_word_list("\u{feff}# none\n", ""), Err(WordListError::List(BuildError::Empty)));
    }
}
