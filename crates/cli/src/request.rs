//! One line of a batch: a password to judge and what is known of its account.

use std::borrow::Cow;

use keyward::history::{History, Record};
use keyward::{Context, Operation};
use serde_json::value::RawValue;

use crate::account::Account;
use crate::file::without_mark;
use crate::json::{Problem, Text, list, members, value};

/// A request, borrowing from its line what can be borrowed.
pub(crate) struct Request<'a> {
    pub(crate) id: Option<&'a RawValue>,
    pub(crate) password: Cow<'a, str>,
    pub(crate) account: Account<'a>,
}

impl<'a> Request<'a> {
    /// Reads a line, without its newline; `usual` is the operation where it names none.
    ///
    /// # Errors
    /// What is wrong with it, for people, without repeating any of it but the names of keys.
    pub(crate) fn read(line: &'a [u8], usual: Operation) -> Result<Self, Problem> {
        const PASSWORDS: &str = "a list of strings";
        let line = std::str::from_utf8(line).map_err(|error| {
            Problem::new("the line is not UTF-8", format!(" (byte {})", error.valid_up_to() + 1))
        })?;
        let line = without_mark(line);
        if line.trim_ascii().is_empty() {
            return Err("the line is empty; a request is a JSON object with a `password`".to_owned().into());
        }
        let keys = ["id", "password", "operation", "context", "previous", "other_accounts", "history"];
        let [id, password, operation, context, previous, other_accounts, history] =
            members(line, "the request", keys)?;
        let password = password.filter(|raw| raw.get() != "null");
        let Text(password) = match password {
            None => return Err("the request has no `password`".to_owned().into()),
            given => value(given, "password", "a string")?,
        };
        let mut account = Account { operation: self::operation(operation, usual)?, ..Account::default() };
        if let Some(context) = context.map(RawValue::get).filter(|json| *json != "null") {
            account.read_context(context)?;
        }
        account.previous = list(previous, "previous", PASSWORDS)?;
        account.other_accounts = list(other_accounts, "other_accounts", PASSWORDS)?;
        account.history = self::history(history)?;
        // A text is no longer than JSON writes it, and no list was read that has too many values.
        if line.len() > Context::MOST_BYTES {
            account.is_of_size("the request, besides its `password` and `history`,")?;
        }
        Ok(Self { id, password, account })
    }
}

/// Stored hashes, newest first.
fn history(raw: Option<&RawValue>) -> Result<History, Problem> {
    let records: Vec<Text<'_>> = list(raw, "history", "a list of argon2 records as strings")?;
    let read = |(Text(record), number): (&Text<'_>, u32)| {
        record.parse::<Record>().map_err(|error| format!("`history`, record {number}: {error}").into())
    };
    records.iter().zip(1..).map(read).collect()
}

fn operation(raw: Option<&RawValue>, usual: Operation) -> Result<Operation, Problem> {
    match raw.map(RawValue::get) {
        None | Some("null") => Ok(usual),
        Some("\"change\"") => Ok(Operation::Change),
        Some("\"set\"") => Ok(Operation::Set),
        Some(_) => Err("`operation` must be \"change\" or \"set\"".to_owned().into()),
    }
}
