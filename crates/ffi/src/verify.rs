//! Earlier passwords that the caller keeps in a form of its own: a directory's hashes, say. The caller verifies, keyward
//! says what is to be verified.

use keyward::history::{self, Error, Search};

use crate::border::{Callback, In, Unit, UserData, Utf8, Utf16, given, guard};
use crate::history::status;
use crate::numbers::Status;
use crate::policy::{GivenPolicy, Policy};
use crate::report::{OutReport, Report};

/// One entry that the caller verifies.
struct Entry {
    function: Callback,
    data: UserData,
    place: usize,
}

impl history::Verify for Entry {
    fn verify(&self, password: &str) -> Result<bool, Error> {
        self.function.ask(self.data, self.place, password).map_err(|_| Error::Unverifiable)
    }
}

/// Looks for a password in UTF-8, and for what it may have been made from, among `entries` earlier ones that the caller
/// verifies, newest first, and makes a report with `KEYWARD_RULE_REUSED`, `KEYWARD_RULE_RECYCLED` or nothing. The policy
/// says how many of them count. For each of these `verify` is called up to `max_hashes` times, from the password itself to
/// the less and less likely forms that it may have been made from; 1 looks for the password alone, and 32 is usual. That
/// many times it is called whatever it finds, so that the time does not tell, in the thread of the call, with `data` as it is.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `VALUE` for 0 as `max_hashes`, `CALLBACK` if `verify` answers neither 0 nor 1.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_check_with_utf8(
    policy: GivenPolicy<'_>,
    verify: Callback,
    data: UserData,
    entries: usize,
    max_hashes: usize,
    password: Utf8,
    password_len: usize,
    report: OutReport,
) -> Status {
    guard(|| {
        Asked { verify, data, entries, max_hashes }.check(given(policy)?, password, password_len, report)
    })
}

/// `keyward_history_check_with_utf8` for a password in UTF-16; the length is in units. `verify` is given UTF-8.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_history_check_with_utf16(
    policy: GivenPolicy<'_>,
    verify: Callback,
    data: UserData,
    entries: usize,
    max_hashes: usize,
    password: Utf16,
    password_len: usize,
    report: OutReport,
) -> Status {
    guard(|| {
        Asked { verify, data, entries, max_hashes }.check(given(policy)?, password, password_len, report)
    })
}

/// Whom to ask, and how often.
struct Asked {
    verify: Callback,
    data: UserData,
    entries: usize,
    max_hashes: usize,
}

impl Asked {
    fn check<U: Unit>(
        self,
        policy: &Policy,
        password: In<U>,
        len: usize,
        place: OutReport,
    ) -> Result<(), Status> {
        place.given()?;
        let Self { verify, data, entries, max_hashes } = self;
        verify.given()?;
        if max_hashes == 0 {
            return Err(Status::Value);
        }
        let rules = policy.0.policy();
        let entries: Vec<Entry> = (0..entries.min(rules.history.into()))
            .map(|place| Entry { function: verify, data, place })
            .collect();
        let entries: Vec<&dyn history::Verify> =
            entries.iter().map(|entry| entry as &dyn history::Verify).collect();
        // In the thread of the call, so that the caller's data stays there.
        let search = Search { max_hashes, threads: 1, ..Search::DEFAULT };
        let found = U::read(password, len, |password| {
            history::finding_with(password, rules, &entries, &search).map_err(status)
        })??;
        let mut report = Report::new(policy)?;
        if let Some(finding) = found {
            report.found().add(finding);
        }
        place.hand_over(report)
    }
}
