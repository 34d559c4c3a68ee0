//! `ffi_calls`: any calls of the C library, in any order. `utf16`: the two ways to hand over text agree.

use arbitrary::{Arbitrary, Unstructured};
use keyward_ffi::check::{keyward_check_utf8, keyward_check_utf16, keyward_utf8_error, keyward_utf16_error};
use keyward_ffi::context::{
    Context, keyward_context_add_utf8, keyward_context_add_utf16, keyward_context_free, keyward_context_new,
    keyward_context_set_date_of_birth, keyward_context_set_operation,
};
use keyward_ffi::history::{History, keyward_history_free};
use keyward_ffi::numbers::Status;
use keyward_ffi::policy::{
    Policy, keyward_policy_free, keyward_policy_mistake_utf8, keyward_policy_new_utf8,
    keyward_policy_requirement_utf8, keyward_policy_toml_utf8,
};
use keyward_ffi::report::{
    Report, keyward_report_accepted, keyward_report_count, keyward_report_entry, keyward_report_free,
    keyward_report_met, keyward_report_span,
};
use keyward_ffi::report_text::{
    keyward_report_json_utf8, keyward_report_json_utf16, keyward_report_message_utf8,
    keyward_report_text_utf8, keyward_report_text_utf16, keyward_report_word_utf8,
};
use keyward_ffi::words::{
    keyward_policy_add_dictionary, keyward_policy_add_words_utf8, keyward_policy_add_words_utf16,
};

use crate::c::{filled, handle, out, result, text};
use crate::ffi_history::{self, new_history};
use crate::handles::{POLICY, kept, preset};

/// A span as C reads it.
fn span(report: &Report, index: usize) -> Result<(usize, usize), Status> {
    let mut end = 0;
    let start = result(0, |start| keyward_report_span(Some(report), index, start, out(&mut end)))?;
    Ok((start, end))
}

/// Units that are no text are refused where the standard library says so; text gets the same verdict as in UTF-8, with places
/// counted in units.
pub fn utf16(data: &[u8]) {
    let units: Vec<u16> = data.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let policy = &POLICY;
    let (start, len) = text(&units);
    let checked = handle(|place| keyward_check_utf16(Some(policy), None, start, len, place));
    let wrong = result(0, |place| {
        // Here `ENCODING` is what comes with a result.
        match keyward_utf16_error(start, len, place) {
            Status::Ok => Status::None,
            Status::Encoding => Status::Ok,
            status => status,
        }
    });
    let Ok(utf8) = String::from_utf16(&units) else {
        assert_eq!(checked.err(), Some(Status::Encoding));
        let wrong = wrong.expect("a place");
        assert!(String::from_utf16(&units[..wrong]).is_ok() && (0xD800..0xE000).contains(&units[wrong]));
        return;
    };
    assert_eq!(wrong, Err(Status::None));
    let checked = checked.expect("a report");
    let (start, len) = text(utf8.as_bytes());
    let twin = handle(|place| keyward_check_utf8(Some(policy), None, start, len, place)).expect("a report");
    let json = |report: &Report| {
        filled(0, b'~', |buffer, room, needed| {
            keyward_report_json_utf8(Some(report), 2, 1, buffer, room, needed)
        })
    };
    assert_eq!(json(&checked), json(&twin));
    let count = result(0, |place| keyward_report_count(Some(&checked), place)).expect("a count");
    for index in 0..count {
        match (span(&checked, index), span(&twin, index)) {
            (Ok((from, to)), Ok((start, end))) => {
                assert_eq!(String::from_utf16(&units[from..to]).ok().as_deref(), utf8.get(start..end));
            }
            (one, other) => assert_eq!(one, other),
        }
    }
    keyward_report_free(Some(checked));
    keyward_report_free(Some(twin));
}

#[derive(Arbitrary)]
enum Call<'a> {
    Preset(u8),
    Policy(u8, &'a [u8]),
    Dictionary(&'a [u8]),
    Words(&'a [u8]),
    WideWords(Vec<u16>),
    Add(u8, &'a [u8]),
    AddWide(u8, Vec<u16>),
    Born(u16, u8, u8),
    Operation(u32),
    NewContext,
    Check(&'a [u8]),
    CheckWide(Vec<u16>),
    Read { index: u8, number: u8, disclosure: u8, language: u8, capacity: u8 },
    NoHandles(&'a [u8]),
    Remembering(ffi_history::Call<'a>),
}

/// What a C program holds.
struct Handles {
    policy: Box<Policy>,
    context: Box<Context>,
    history: Box<History>,
    report: Option<Box<Report>>,
}

/// No call fails inside, writes where it may not, or leaves a handle that cannot be used.
pub fn ffi_calls(data: &[u8]) {
    let mut data = Unstructured::new(data);
    let context = handle(|place| keyward_context_new(place)).expect("a context");
    let mut handles = Handles { policy: preset(0), context, history: new_history(), report: None };
    // What goes wrong does so after a few calls; many would be slow.
    for _ in 0..24 {
        let Ok(call) = Call::arbitrary(&mut data) else { break };
        let status = handles.call(call);
        assert_ne!(status, Status::Internal);
        if data.is_empty() {
            break;
        }
    }
    keyward_report_free(handles.report);
    keyward_history_free(Some(handles.history));
    keyward_context_free(Some(handles.context));
    keyward_policy_free(Some(handles.policy));
}

impl Handles {
    fn call(&mut self, call: Call<'_>) -> Status {
        let (policy, context) = (&mut self.policy, &mut self.context);
        match call {
            Call::Preset(number) => *policy = preset(number),
            Call::Policy(format, file) => {
                let (start, len) = text(file);
                let format = u32::from(format % 4);
                let mistake = filled(3, b'~', |buffer, room, needed| {
                    keyward_policy_mistake_utf8(format, start, len, buffer, room, needed)
                });
                match handle(|place| keyward_policy_new_utf8(format, start, len, place)) {
                    Ok(made) => *policy = made,
                    Err(status) => {
                        assert!(status != Status::Invalid || mistake.is_ok());
                        return status;
                    }
                }
            }
            Call::Dictionary(blob) => {
                let (start, len) = text(blob);
                return keyward_policy_add_dictionary(Some(policy), start, len);
            }
            Call::Words(words) => {
                let (start, len) = text(words);
                return keyward_policy_add_words_utf8(Some(policy), start, len);
            }
            Call::WideWords(words) => {
                let (start, len) = text(&words);
                return keyward_policy_add_words_utf16(Some(policy), start, len);
            }
            Call::Add(field, value) => {
                let (start, len) = text(value);
                return keyward_context_add_utf8(Some(context), u32::from(field % 10), start, len);
            }
            Call::AddWide(field, value) => {
                let (start, len) = text(&value);
                return keyward_context_add_utf16(Some(context), u32::from(field % 10), start, len);
            }
            Call::Born(year, month, day) => {
                return keyward_context_set_date_of_birth(Some(context), year, month, day);
            }
            Call::Operation(number) => return keyward_context_set_operation(Some(context), number),
            Call::NewContext => *context = handle(|place| keyward_context_new(place)).expect("a context"),
            Call::Check(password) => {
                let (start, len) = text(password);
                let checked =
                    handle(|place| keyward_check_utf8(Some(policy), Some(context), start, len, place));
                let is_text = checked.as_ref().err() != Some(&Status::Encoding);
                assert_eq!(is_text, std::str::from_utf8(password).is_ok());
                let mut place = usize::MAX;
                let wrong = keyward_utf8_error(start, len, out(&mut place));
                assert_eq!(wrong == Status::Ok, is_text);
                assert!(is_text == (place == usize::MAX));
                return kept(checked, &mut self.report);
            }
            Call::CheckWide(password) => {
                let (start, len) = text(&password);
                let checked =
                    handle(|place| keyward_check_utf16(Some(policy), Some(context), start, len, place));
                let is_text = checked.as_ref().err() != Some(&Status::Encoding);
                assert_eq!(is_text, String::from_utf16(&password).is_ok());
                return kept(checked, &mut self.report);
            }
            Call::Read { index, number, disclosure, language, capacity } => {
                let [number, disclosure, language] =
                    [number % 24, disclosure % 5, language % 4].map(u32::from);
                self.read(usize::from(index % 20), number, disclosure, language, capacity.into());
            }
            Call::NoHandles(password) => {
                let (start, len) = text(password);
                let no_policy = handle(|place| keyward_check_utf8(None, Some(context), start, len, place));
                assert_eq!(no_policy.err(), Some(Status::Null));
                assert_eq!(keyward_policy_add_dictionary(None, start, len), Status::Null);
                assert_eq!(keyward_context_add_utf8(None, 1, start, len), Status::Null);
            }
            Call::Remembering(call) => {
                return call.run(policy, context, &mut self.history, &mut self.report);
            }
        }
        Status::Ok
    }

    /// All that a report and a policy can be asked.
    fn read(&self, index: usize, number: u32, disclosure: u32, language: u32, capacity: usize) {
        let utf8 = |read: Result<Vec<u8>, Status>| {
            if let Ok(text) = &read {
                assert!(std::str::from_utf8(text).is_ok());
            }
            assert_ne!(read.as_ref().err(), Some(&Status::Internal));
            read
        };
        let policy = Some(self.policy.as_ref());
        let _ = utf8(filled(capacity, b'~', |buffer, room, needed| {
            keyward_policy_requirement_utf8(policy, number, language, buffer, room, needed)
        }));
        let toml = utf8(filled(capacity, b'~', |buffer, room, needed| {
            keyward_policy_toml_utf8(policy, buffer, room, needed)
        }));
        assert!(toml.is_ok());
        let report = self.report.as_deref();
        let message = utf8(filled(capacity, b'~', |buffer, room, needed| {
            keyward_report_message_utf8(report, index, disclosure, language, buffer, room, needed)
        }));
        let count = result(0, |place| keyward_report_count(report, place));
        let numbers_known = (1..=3).contains(&disclosure) && (1..=2).contains(&language);
        assert_eq!(message.is_ok(), numbers_known && count.is_ok_and(|count| index < count));
        let word = utf8(filled(capacity, b'~', |buffer, room, needed| {
            keyward_report_word_utf8(report, index, disclosure, buffer, room, needed)
        }));
        assert!(word.is_err() || disclosure == 1);
        let narrow = utf8(filled(capacity, b'~', |buffer, room, needed| {
            keyward_report_text_utf8(report, disclosure, language, buffer, room, needed)
        }));
        let wide = filled(capacity, 0xFFFF_u16, |buffer, room, needed| {
            keyward_report_text_utf16(report, disclosure, language, buffer, room, needed)
        });
        assert_eq!(
            narrow.map(|text| String::from_utf8(text).ok()),
            wide.map(|text| String::from_utf16(&text).ok())
        );
        let json = filled(capacity, 0xFFFF_u16, |buffer, room, needed| {
            keyward_report_json_utf16(report, disclosure, language, buffer, room, needed)
        });
        assert_eq!(json.is_ok(), numbers_known && report.is_some());
        let accepted = result(false, |place| keyward_report_accepted(report, place));
        assert!(accepted != Ok(true) || count == Ok(0));
        let _ = result(false, |place| keyward_report_met(report, number, place));
        let _ = result(0, |place| keyward_report_entry(report, index, place));
        if let Some(Ok((start, end))) = report.map(|report| span(report, index)) {
            assert!(start < end);
        }
    }
}
