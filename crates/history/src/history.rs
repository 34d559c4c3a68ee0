//! The history of one account: its records, newest first.

use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use crate::{Error, Params, ParseError, Record};

/// The earlier passwords of one account, hashed, newest first.
///
/// Its text form (`parse`, `to_string`) has one PHC string per line. Blank lines and blanks around a line are passed
/// over; anything else that is not a record is an error that names its line, never a record that matches nothing.
#[derive(Clone, Debug, Default)]
pub struct History {
    records: Vec<Record>,
}

impl History {
    /// A history without records.
    #[must_use]
    pub const fn new() -> History {
        History { records: Vec::new() }
    }

    /// Puts `password` in as the newest, hashed under `params` with 16 fresh random bytes of `salt`.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`]; the history is then as before.
    pub fn add(&mut self, password: &str, params: &Params, salt: &[u8; 16]) -> Result<(), Error> {
        let record = Record::new(password, params, salt)?;
        self.records.insert(0, record);
        Ok(())
    }

    /// Keeps the newest `depth` records and drops the rest.
    pub fn prune(&mut self, depth: usize) {
        self.records.truncate(depth);
    }

    /// The records, newest first.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// How many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

impl FromStr for History {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<History, ParseError> {
        let mut records = Vec::new();
        for (line, record) in (1..).zip(text.lines()) {
            let record = record.trim_matches([' ', '\t', '\r']);
            if !record.is_empty() {
                records.push(record.parse().map_err(|error| ParseError { line, error })?);
            }
        }
        Ok(History { records })
    }
}

impl FromIterator<Record> for History {
    /// The records, newest first.
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> History {
        History { records: records.into_iter().collect() }
    }
}

impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.records.iter().try_for_each(|record| writeln!(f, "{record}"))
    }
}
