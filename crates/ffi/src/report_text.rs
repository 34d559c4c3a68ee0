//! What is told of a report: words, messages, the whole as text or JSON.

use keyward::Finding;

use crate::border::{In, OutSize, Place, Unit, Utf8, Utf8Buffer, Utf16, Utf16Buffer, given, guard};
use crate::json;
use crate::numbers::{Disclosure, DisclosureNumber, Language, LanguageNumber, Status, known};
use crate::report::{GivenReport, Report};

/// What is to be told.
#[derive(Clone, Copy)]
enum Output {
    Word(usize, DisclosureNumber),
    Message(usize, Audience),
    Messages(Audience),
    Line(Audience, usize),
    Whole(Audience),
    Json(Audience),
}

/// Room for every verdict, and for the sign that there is more.
const SHORTEST_LINE: usize = 64;

/// Who will read a text, in which language, as C says it.
#[derive(Clone, Copy)]
struct Audience(DisclosureNumber, LanguageNumber);

impl Audience {
    fn known(self) -> Result<(keyward::Disclosure, keyward::Language), Status> {
        Ok((known::<Disclosure>(self.0)?.into(), known::<Language>(self.1)?.into()))
    }
}

/// Writes a text in either encoding.
fn tell<U: Unit>(report: Option<&Report>, output: Output, place: Place<U>) -> Status {
    guard(|| {
        let report = given(report)?;
        let policy = report.loaded().policy();
        match output {
            Output::Word(index, disclosure) => {
                let disclosure: Disclosure = known(disclosure)?;
                let word = report.finding(index)?.word().ok_or(Status::None)?;
                if disclosure != Disclosure::Private {
                    return Err(Status::NotDisclosed);
                }
                place.text(word)
            }
            Output::Message(index, audience) => {
                let (disclosure, language) = audience.known()?;
                let message = report.finding(index)?.message(policy, disclosure, language);
                place.fill(|pen| write!(pen, "{message}"))
            }
            Output::Messages(audience) => {
                let (disclosure, language) = audience.known()?;
                place.fill(|pen| {
                    let mut findings = report.findings();
                    findings.try_for_each(|finding| {
                        writeln!(pen, "{}", finding.message(policy, disclosure, language))
                    })
                })
            }
            Output::Line(audience, most) => {
                let (disclosure, language) = audience.known()?;
                if most < SHORTEST_LINE {
                    return Err(Status::Value);
                }
                place.text(&report.answer(disclosure, language).line(None, most))
            }
            Output::Whole(audience) => {
                let (disclosure, language) = audience.known()?;
                let accepted = report.accepted();
                place.fill(|pen| {
                    pen.write_str(disclosure.verdict(language, accepted))?;
                    for finding in report.findings() {
                        write!(pen, "\n{}", finding.message(policy, disclosure, language))?;
                        let (rule, clause) = (finding.rule.id(), policy.clause(finding.rule));
                        match disclosure {
                            keyward::Disclosure::Desk if clause.is_empty() => write!(pen, " [{rule}]")?,
                            keyward::Disclosure::Desk => write!(pen, " [{rule}, {clause}]")?,
                            keyward::Disclosure::Log if !clause.is_empty() => write!(pen, " [{clause}]")?,
                            _ => {}
                        }
                    }
                    Ok(())
                })
            }
            Output::Json(audience) => {
                let (disclosure, language) = audience.known()?;
                let answer = report.answer(disclosure, language);
                place.fill(|pen| json::write(&answer, pen))
            }
        }
    })
}

/// The word that the rule read in the password, folded to ASCII if it is in Latin letters, in UTF-8. It is for the typist
/// alone: any disclosure but private gives `NOT_DISCLOSED`. Wipe the buffer when the word has been shown.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if there is no word, `NOT_DISCLOSED`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_word_utf8(
    report: GivenReport<'_>,
    index: usize,
    disclosure: DisclosureNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Word(index, disclosure), buffer.of(capacity, needed))
}

/// `keyward_report_word_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_word_utf16(
    report: GivenReport<'_>,
    index: usize,
    disclosure: DisclosureNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Word(index, disclosure), buffer.of(capacity, needed))
}

/// What to tell the reader about one finding, in UTF-8: to the typist what was found and what to do, to the service desk
/// the name of the rule and what to do, to a log the identifier of the rule.
///
/// Errors: `NULL`, `NOT_FOUND`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_message_utf8(
    report: GivenReport<'_>,
    index: usize,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Message(index, Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// `keyward_report_message_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_message_utf16(
    report: GivenReport<'_>,
    index: usize,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Message(index, Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// What to tell the typist about one finding, with its place in the password counted in characters: `(characters 2 to 6)`.
/// The password is the one of the check that made the report, in UTF-8 as it was there.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_message_within_utf8(
    report: GivenReport<'_>,
    index: usize,
    language: LanguageNumber,
    password: Utf8,
    password_len: usize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| within(given(report)?, index, language, (password, password_len), buffer.of(capacity, needed)))
}

/// `keyward_report_message_within_utf8` after `keyward_check_utf16`; the length, the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_message_within_utf16(
    report: GivenReport<'_>,
    index: usize,
    language: LanguageNumber,
    password: Utf16,
    password_len: usize,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| within(given(report)?, index, language, (password, password_len), buffer.of(capacity, needed)))
}

fn within<U: Unit>(
    report: &Report,
    index: usize,
    language: LanguageNumber,
    (password, len): (In<U>, usize),
    place: Place<U>,
) -> Result<(), Status> {
    let language = known::<Language>(language)?.into();
    let found = report.finding(index)?;
    // Written only when the password has been read, as both may be in one place.
    let message = U::read(password, len, |password| {
        let span = found.span.map(|span| U::place_in_bytes(span, password));
        let found = Finding { span, ..found };
        let message = found.message(report.loaded().policy(), keyward::Disclosure::Private, language);
        message.within(password).to_string()
    })?;
    place.text(&message)
}

/// The messages of all findings in UTF-8, each as `keyward_report_message_utf8` has it and with a line feed behind it; empty if there
/// is none.
///
/// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_messages_utf8(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Messages(Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// `keyward_report_messages_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_messages_utf16(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Messages(Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// The report in UTF-8 on one line of at most `most` bytes, 64 or more, for a log or a dialogue: the verdict, then the messages,
/// each with its clause unless the typist reads it. A message that does not fit is left out whole with all behind it, and `…`
/// says so. It has no control characters.
///
/// Errors: `NULL`, `VALUE` for a number that is of no enum, or fewer bytes than 64, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_line_utf8(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    most: usize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Line(Audience(disclosure, language), most), buffer.of(capacity, needed))
}

/// `keyward_report_line_utf8` in UTF-16; `most` counts the bytes that it would have in UTF-8, the capacity and `needed` count
/// units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_line_utf16(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    most: usize,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Line(Audience(disclosure, language), most), buffer.of(capacity, needed))
}

/// The whole report as text in UTF-8: a line with the verdict, then a line for each finding, to the service desk and to a log
/// with the rule and its clause: `Special characters: use at least 2. [special, WE-C6]`. There is no line end after the last.
///
/// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_text_utf8(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Whole(Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// `keyward_report_text_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_text_utf16(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Whole(Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// The whole report as one JSON object in UTF-8, the same that the command `keyward check --format json` prints. Places
/// and words are in it for the typist alone, messages for all but the log.
///
/// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_json_utf8(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Json(Audience(disclosure, language)), buffer.of(capacity, needed))
}

/// `keyward_report_json_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_json_utf16(
    report: GivenReport<'_>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    tell(report, Output::Json(Audience(disclosure, language)), buffer.of(capacity, needed))
}
