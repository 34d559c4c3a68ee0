//! The part of `ffi_calls` that remembers: histories of cheap hashes, word lists that are built, and changes of a password.

use arbitrary::Arbitrary;
use keyward_ffi::change::{keyward_change_between_utf8, keyward_change_between_utf16};
use keyward_ffi::context::{Context, keyward_context_set_history};
use keyward_ffi::dictionary::{keyward_dictionary_build_utf8, keyward_dictionary_info};
use keyward_ffi::explain::{keyward_policy_explain_utf8, keyward_policy_explain_utf16};
use keyward_ffi::history::{
    History, keyward_history_add_utf8, keyward_history_add_utf16, keyward_history_check_utf8,
    keyward_history_check_utf16, keyward_history_count, keyward_history_free, keyward_history_mistake_utf8,
    keyward_history_new, keyward_history_new_utf8, keyward_history_prune, keyward_history_set_cost,
    keyward_history_set_max_hashes, keyward_history_set_threads, keyward_history_text_utf8,
};
use keyward_ffi::numbers::Status;
use keyward_ffi::policy::Policy;
use keyward_ffi::report::{Report, keyward_report_count, keyward_report_free};
use keyward_ffi::words::keyward_policy_add_dictionary;

use crate::c::{filled, handle, out, result, text};
use crate::handles::{POLICY, kept};

/// What makes a hash take microseconds.
const CHEAP: &str = "$m=8,t=1,p=1$";

/// As many records as a policy usually asks for.
const RECORDS: usize = 4;

#[derive(Arbitrary)]
pub(crate) enum Call<'a> {
    Read(&'a str),
    Cost(u32, u32, u32),
    Limits { hashes: u8, threads: bool },
    Remember(&'a [u8]),
    RememberWide(Vec<u16>),
    Prune(u8),
    Use { always: u8 },
    Forget,
    Search(&'a [u8]),
    Change(&'a str, &'a str),
    Build { words: &'a [u8], origin: &'a [u8] },
    Explain { language: u8, format: u8, capacity: u8 },
    NoHandles(&'a [u8]),
}

/// A history whose hashes are cheap, as they are made by the thousand here.
pub(crate) fn new_history() -> Box<History> {
    let mut history = handle(|place| keyward_history_new(place)).expect("a history");
    assert_eq!(keyward_history_set_cost(Some(&mut history), 8, 1, 1), Status::Ok);
    limit(&mut history);
    history
}

/// No more hashes than a few for each record, on this thread.
fn limit(history: &mut History) {
    assert_eq!(keyward_history_set_max_hashes(Some(history), 4), Status::Ok);
    assert_eq!(keyward_history_set_threads(Some(history), 1), Status::Ok);
}

/// How many records a history has, which is how many lines its text has.
fn count(history: &History) -> usize {
    let count = result(0, |place| keyward_history_count(Some(history), place)).expect("a count");
    let text = filled(16, b'~', |buffer, room, needed| {
        keyward_history_text_utf8(Some(history), buffer, room, needed)
    });
    let text = String::from_utf8(text.expect("a text")).expect("UTF-8");
    assert_eq!(text.lines().count(), count);
    count
}

impl Call<'_> {
    pub(crate) fn run(
        self,
        policy: &mut Policy,
        context: &mut Context,
        history: &mut Box<History>,
        report: &mut Option<Box<Report>>,
    ) -> Status {
        match self {
            Call::Read(file) => return read(file, history),
            Call::Cost(memory, passes, lanes) => {
                let status = keyward_history_set_cost(Some(history), memory, passes, lanes);
                // Whatever was asked for: hashes stay cheap.
                assert_eq!(keyward_history_set_cost(Some(history), 8, 1, 1), Status::Ok);
                return status;
            }
            Call::Limits { hashes, threads } => {
                let hashes = usize::from(hashes % 9);
                let status = keyward_history_set_max_hashes(Some(history), hashes);
                assert_eq!(status == Status::Ok, hashes > 0);
                return keyward_history_set_threads(Some(history), 1 + usize::from(threads));
            }
            Call::Remember(password) => {
                let (start, len) = text(password);
                let before = count(history);
                let status = keyward_history_add_utf8(Some(history), start, len);
                assert_eq!(status == Status::Ok, std::str::from_utf8(password).is_ok());
                assert_eq!(count(history), before + usize::from(status == Status::Ok));
                assert_eq!(keyward_history_prune(Some(history), RECORDS), Status::Ok);
                return status;
            }
            Call::RememberWide(password) => {
                let (start, len) = text(&password);
                let status = keyward_history_add_utf16(Some(history), start, len);
                let read = String::from_utf16(&password);
                assert_eq!(status == Status::Ok, read.is_ok());
                // What was just remembered is found, unless it is longer than any that could be taken into use.
                if read.is_ok_and(|read| read.chars().count() <= 256) {
                    let found =
                        |place| keyward_history_check_utf16(Some(&POLICY), Some(history), start, len, place);
                    let found = handle(found).expect("a report");
                    let count = result(0, |place| keyward_report_count(Some(&found), place));
                    assert_eq!(count, Ok(1));
                    keyward_report_free(Some(found));
                }
                assert_eq!(keyward_history_prune(Some(history), RECORDS), Status::Ok);
                return status;
            }
            Call::Prune(depth) => {
                let before = count(history);
                assert_eq!(keyward_history_prune(Some(history), depth.into()), Status::Ok);
                assert_eq!(count(history), before.min(depth.into()));
            }
            Call::Use { always } => return keyward_context_set_history(Some(context), Some(history), always),
            Call::Forget => return keyward_context_set_history(Some(context), None, 0),
            Call::Search(password) => {
                let (start, len) = text(password);
                let found =
                    |place| keyward_history_check_utf8(Some(policy), Some(history), start, len, place);
                let found = handle(found);
                assert_eq!(found.is_ok(), std::str::from_utf8(password).is_ok());
                return kept(found, report);
            }
            Call::Change(new, old) => change(new, old),
            Call::Build { words, origin } => return build(words, origin, policy),
            Call::Explain { language, format, capacity } => explain(policy, language, format, capacity),
            Call::NoHandles(password) => {
                let (start, len) = text(password);
                assert_eq!(keyward_history_add_utf8(None, start, len), Status::Null);
                assert_eq!(keyward_history_prune(None, 1), Status::Null);
                let none = handle(|place| keyward_history_check_utf8(Some(policy), None, start, len, place));
                assert_eq!(none.err(), Some(Status::Null));
                keyward_history_free(None);
            }
        }
        Status::Ok
    }
}

/// Reads the text of a history. It stays only if its hashes are cheap and few.
fn read(file: &str, history: &mut Box<History>) -> Status {
    let (start, len) = text(file.as_bytes());
    let line = std::cell::Cell::new(usize::MAX);
    let mistake = filled(9, b'~', |buffer, room, needed| {
        let mut place = usize::MAX;
        let status = keyward_history_mistake_utf8(start, len, out(&mut place), buffer, room, needed);
        line.set(place);
        status
    });
    match handle(|place| keyward_history_new_utf8(start, len, place)) {
        Ok(mut read) => {
            assert_eq!(mistake, Ok(Vec::new()));
            let records = count(&read);
            if records <= RECORDS && file.matches(CHEAP).count() == records {
                limit(&mut read);
                assert_eq!(keyward_history_set_cost(Some(&mut read), 8, 1, 1), Status::Ok);
                keyward_history_free(Some(std::mem::replace(history, read)));
            } else {
                keyward_history_free(Some(read));
            }
            Status::Ok
        }
        Err(status) => {
            assert!(mistake.is_ok_and(|explanation| !explanation.is_empty()));
            assert!((1..=file.lines().count()).contains(&line.get()));
            status
        }
    }
}

/// Both encodings tell the same change.
fn change(new: &str, old: &str) {
    let wide = [new, old].map(|text| text.encode_utf16().collect::<Vec<_>>());
    let ((new, new_len), (old, old_len)) = (text(new.as_bytes()), text(old.as_bytes()));
    let (mut len, mut wide_len) = (0, 0);
    let kind = result(std::ptr::null(), |kind| {
        keyward_change_between_utf8(new, new_len, old, old_len, kind, out(&mut len))
    });
    let ((new, new_len), (old, old_len)) = (text(&wide[0]), text(&wide[1]));
    let wide_kind = result(std::ptr::null(), |kind| {
        keyward_change_between_utf16(new, new_len, old, old_len, kind, out(&mut wide_len))
    });
    assert_eq!((kind, len), (wide_kind, wide_len));
}

/// A word list that is built is whole, can be asked about, and can be used.
fn build(words: &[u8], origin: &[u8], policy: &mut Policy) -> Status {
    let ((words, words_len), (origin, origin_len)) = (text(words), text(origin));
    let blob = filled(64, b'~', |buffer, room, needed| {
        keyward_dictionary_build_utf8(words, words_len, origin, origin_len, buffer, room, needed)
    });
    let blob = match blob {
        Ok(blob) => blob,
        Err(status) => return status,
    };
    let (start, len) = text(&blob);
    let (mut common, mut told, mut told_len) = (u32::MAX, std::ptr::null(), 0);
    let entries = result(0, |place| {
        keyward_dictionary_info(start, len, place, out(&mut common), out(&mut told), out(&mut told_len))
    });
    assert!(entries.is_ok_and(|entries| entries > 0 && common <= entries) && told_len == origin_len);
    keyward_policy_add_dictionary(Some(policy), start, len)
}

/// Both encodings explain the same.
fn explain(policy: &Policy, language: u8, format: u8, capacity: u8) {
    let (language, format) = (u32::from(language % 4), u32::from(format % 5));
    let narrow = filled(capacity.into(), b'~', |buffer, room, needed| {
        keyward_policy_explain_utf8(Some(policy), language, format, buffer, room, needed)
    });
    let wide = filled(capacity.into(), 0xFFFF_u16, |buffer, room, needed| {
        keyward_policy_explain_utf16(Some(policy), language, format, buffer, room, needed)
    });
    let narrow = narrow.map(|text| String::from_utf8(text).ok());
    assert_eq!(narrow, wide.map(|text| String::from_utf16(&text).ok()));
}
