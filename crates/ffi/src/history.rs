//! `keyward_history`: the earlier passwords of one account, as hashes.

use keyward::history::{self, History as Records, HistoryMode, Params, Search};
use keyward::{SuggestError, Suggester, Suggestion};

use crate::border::{In, Out, OutSize, Unit, Utf8, Utf8Buffer, Utf16, given, given_mut, guard};
use crate::numbers::Status;
use crate::policy::{GivenPolicy, Policy};
use crate::report::{OutReport, Report};

/// The earlier passwords of one account as argon2id hashes, newest first. It holds no password. Any number of threads may
/// read one at a time; while it is changed, no other thread may use it.
#[derive(Clone)]
pub struct History {
    records: Records,
    cost: Params,
    search: Search,
}

/// `keyward_history **`
///
/// cbindgen:ignore
pub type OutHistory = Out<*mut History>;

/// `const keyward_history *`
///
/// cbindgen:ignore
pub type GivenHistory<'a> = Option<&'a History>;

/// `keyward_history *`
///
/// cbindgen:ignore
pub type GivenHistoryMut<'a> = Option<&'a mut History>;

/// `const keyward_history *`, which may be NULL
///
/// cbindgen:ignore
pub type MaybeHistory<'a> = Option<&'a History>;

/// `keyward_history *`, which may be NULL
///
/// cbindgen:ignore
pub type FreedHistory = Option<Box<History>>;

impl History {
    fn hand_over(records: Records, place: OutHistory) -> Result<(), Status> {
        place.hand_over_new(|| Self { records, cost: Params::DEFAULT, search: Search::DEFAULT })
    }

    /// Suggests a password that it does not refuse.
    pub(crate) fn suggest(&self, suggester: &mut Suggester<'_>) -> Result<Suggestion, SuggestError> {
        suggester.suggest_with_history(&self.records, &self.search)
    }

    /// Adds what it says to a report of a check.
    pub(crate) fn ask(
        &self,
        found: &mut keyward::Report,
        password: &str,
        policy: &Policy,
        ask: HistoryMode,
    ) -> Result<(), Status> {
        let asked = policy.0.validator().ask_history(found, password, &self.records, ask, &self.search);
        asked.map_err(status)
    }

    fn add<U: Unit>(&mut self, password: In<U>, len: usize) -> Result<(), Status> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|_| Status::Randomness)?;
        U::read(password, len, |password| self.records.add(password, &self.cost, &salt))?.map_err(status)
    }

    fn check<U: Unit>(
        &self,
        policy: &Policy,
        password: In<U>,
        len: usize,
        place: OutReport,
    ) -> Result<(), Status> {
        place.given()?;
        let mut report = Report::new(policy)?;
        let found = U::read(password, len, |password| {
            history::finding(password, policy.0.policy(), &self.records, &self.search)
        })?;
        if let Some(finding) = found.map_err(status)? {
            report.found().add(finding);
        }
        place.hand_over(report)
    }
}

/// Why a history could not be asked, or added to.
pub(crate) const fn status(error: history::Error) -> Status {
    match error {
        history::Error::OutOfMemory => Status::Memory,
        history::Error::Cost { .. } => Status::Invalid,
        history::Error::Unverifiable => Status::Callback,
        _ => Status::Internal,
    }
}

/// Makes a history without records. The caller gives it back to `keyward_history_free`.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_new(history: OutHistory) -> Status {
    guard(|| History::hand_over(Records::new(), history))
}

/// Makes a history from its text in UTF-8: one PHC string a line, newest first. The caller gives it back to
/// `keyward_history_free`.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `INVALID` for a line that is no record, or one that asks for more memory or time
/// than is allowed, which `keyward_history_mistake_utf8` explains.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_new_utf8(text: Utf8, text_len: usize, history: OutHistory) -> Status {
    guard(|| {
        history.given()?;
        let records = u8::read(text, text_len, str::parse::<Records>)?;
        History::hand_over(records.map_err(|_| Status::Invalid)?, history)
    })
}

/// What is wrong with the text of a history, for the administrator: an explanation that names the line, and the line, counted
/// from 1. Both texts are UTF-8. If nothing is wrong, the explanation is empty and the line is 0. No part of the text is
/// quoted.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_mistake_utf8(
    text: Utf8,
    text_len: usize,
    line: OutSize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        line.given()?;
        let place = buffer.of(capacity, needed);
        match u8::read(text, text_len, str::parse::<Records>)? {
            Ok(_) => place.text("").and_then(|()| line.put(0)),
            Err(mistake) => place.fill(|pen| write!(pen, "{mistake}")).and_then(|()| line.put(mistake.line)),
        }
    })
}

/// Frees a history. NULL is fine. Contexts that were given it keep their copy.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_free(history: FreedHistory) {
    guard(|| {
        drop(history);
        Ok(())
    });
}

/// How many records there are.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_count(history: GivenHistory<'_>, count: OutSize) -> Status {
    guard(|| count.put(given(history)?.records.len()))
}

/// Sets what each hash that is added from now on costs: memory in KiB, passes over it, lanes. Without this it is 19 MiB,
/// 2 passes, 1 lane.
///
/// Errors: `NULL`, `VALUE` for a cost that argon2 cannot have or that is not allowed.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_set_cost(
    history: GivenHistoryMut<'_>,
    memory: u32,
    passes: u32,
    lanes: u32,
) -> Status {
    guard(|| {
        given_mut(history)?.cost = Params::new(memory, passes, lanes).map_err(|_| Status::Value)?;
        Ok(())
    })
}

/// Sets how many hashes a check may make for each record, from the password itself to the less and less likely forms that it
/// may have been made from. Without this it is 32; 1 looks for the password alone. Contexts that were given the history
/// before keep what they had.
///
/// Errors: `NULL`, `VALUE` for 0.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_set_max_hashes(history: GivenHistoryMut<'_>, max_hashes: usize) -> Status {
    guard(|| {
        let history = given_mut(history)?;
        history.search.max_hashes = if max_hashes == 0 { Err(Status::Value) } else { Ok(max_hashes) }?;
        Ok(())
    })
}

/// Sets on how many threads a check may hash, each with the memory of one hash; 1 is the thread of the call alone. Without
/// this, and with 0, it is one for each core. The answer is the same. Contexts that were given the history before keep what
/// they had.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_set_threads(history: GivenHistoryMut<'_>, threads: usize) -> Status {
    guard(|| {
        given_mut(history)?.search.threads = threads;
        Ok(())
    })
}

/// Puts a password in UTF-8 in as the newest, hashed with a salt from the operating system's random numbers.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `RANDOMNESS`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_add_utf8(
    history: GivenHistoryMut<'_>,
    password: Utf8,
    password_len: usize,
) -> Status {
    guard(|| given_mut(history)?.add(password, password_len))
}

/// `keyward_history_add_utf8` for UTF-16; the length is in units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_add_utf16(
    history: GivenHistoryMut<'_>,
    password: Utf16,
    password_len: usize,
) -> Status {
    guard(|| given_mut(history)?.add(password, password_len))
}

/// Keeps the newest `depth` records and drops the rest.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_prune(history: GivenHistoryMut<'_>, depth: usize) -> Status {
    guard(|| {
        given_mut(history)?.records.prune(depth);
        Ok(())
    })
}

/// The history as text in UTF-8, to be kept: one PHC string a line, newest first.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_text_utf8(
    history: GivenHistory<'_>,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        let records = &given(history)?.records;
        buffer.of(capacity, needed).fill(|pen| write!(pen, "{records}"))
    })
}

/// Looks for a password in UTF-8, and for what it may have been made from, in a history alone, and makes a report with
/// `KEYWARD_RULE_REUSED`, `KEYWARD_RULE_RECYCLED` or nothing. The policy says how many records count. It hashes up to 32
/// forms of the password for each record, or as many as `keyward_history_set_max_hashes` says, on all cores, which takes a
/// good part of a second: as many whatever it finds, so that the time does not tell. Where records cost so much that all
/// together would take more than a few seconds, each gets fewer hashes.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `INVALID` where one hash of each record that counts would take longer than
/// that.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_check_utf8(
    policy: GivenPolicy<'_>,
    history: GivenHistory<'_>,
    password: Utf8,
    password_len: usize,
    report: OutReport,
) -> Status {
    guard(|| given(history)?.check(given(policy)?, password, password_len, report))
}

/// `keyward_history_check_utf8` for UTF-16; the length is in units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_check_utf16(
    policy: GivenPolicy<'_>,
    history: GivenHistory<'_>,
    password: Utf16,
    password_len: usize,
    report: OutReport,
) -> Status {
    guard(|| given(history)?.check(given(policy)?, password, password_len, report))
}
