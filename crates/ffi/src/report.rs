//! `keyward_report`: what one check found.

use std::sync::Arc;

use keyward::recycled::Change;
use keyward::{Detail, Finding, Known, Run};

use crate::border::{
    OutBool, OutRule, OutSeverity, OutSize, OutText, Place, Utf8Buffer, Utf16Buffer, given, guard,
};
use crate::json;
use crate::numbers::{
    Disclosure, DisclosureNumber, Language, LanguageNumber, RuleNumber, Status, core_rule, known,
};
use crate::policy::Loaded;
use crate::text::Unit;

/// What one check found: findings, at most one a rule, in the order of the rules' numbers. It never changes, so any number
/// of threads may read one. It holds no password, but may hold a word read in one, which is wiped when it is freed.
///
/// The functions that look at a finding take its index, from 0 to below `keyward_report_count`, and give `NOT_FOUND` for
/// any other.
pub struct Report {
    policy: Arc<Loaded>,
    /// As many as there are: a whole [`keyward::Report`] is large, and moving it about would cost as much as some rules.
    findings: Vec<Finding>,
}

impl Report {
    /// Places are counted in units of `U` from here on, as the password is not kept.
    pub(crate) fn new<U: Unit>(policy: Arc<Loaded>, report: &keyward::Report, password: &str) -> Self {
        // All the memory is asked for at once, so that no word is left behind where the list outgrew its place.
        let mut findings = Vec::with_capacity(report.findings().count());
        report.findings().for_each(|finding| {
            let span = finding.span.map(|span| U::count_place(span, password));
            findings.push(Finding { span, ..finding.clone() });
        });
        Self { policy, findings }
    }

    fn accepted(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity() != keyward::Severity::Violation)
    }

    /// The report as the check made it.
    fn whole(&self) -> keyward::Report {
        let mut whole = keyward::Report::default();
        self.findings.iter().for_each(|finding| whole.add(finding.clone()));
        whole
    }

    fn finding(&self, index: usize) -> Result<&Finding, Status> {
        self.findings.get(index).ok_or(Status::NotFound)
    }

    fn message<U: Unit>(&self, index: usize, voice: Voice, place: Place<U>) -> Result<(), Status> {
        let (disclosure, language) = voice.known()?;
        let message = self.finding(index)?.message(self.policy.policy(), disclosure, language);
        place.fill(|pen| write!(pen, "{message}"))
    }

    fn word<U: Unit>(
        &self,
        index: usize,
        disclosure: DisclosureNumber,
        place: Place<U>,
    ) -> Result<(), Status> {
        let disclosure: Disclosure = known(disclosure)?;
        let word = self.finding(index)?.word().ok_or(Status::None)?;
        if disclosure == Disclosure::Private {
            place.fill(|pen| pen.write_str(word))
        } else {
            Err(Status::NotDisclosed)
        }
    }

    fn text<U: Unit>(&self, voice: Voice, place: Place<U>) -> Result<(), Status> {
        let (disclosure, language) = voice.known()?;
        let policy = self.policy.policy();
        place.fill(|pen| {
            if disclosure == keyward::Disclosure::Log {
                pen.write_str(if self.accepted() { "accepted" } else { "rejected" })?;
            } else {
                pen.write_str(language.verdict(self.accepted()))?;
            }
            self.findings
                .iter()
                .try_for_each(|finding| write!(pen, "\n{}", finding.message(policy, disclosure, language)))
        })
    }

    fn json<U: Unit>(&self, voice: Voice, place: Place<U>) -> Result<(), Status> {
        let (disclosure, language) = voice.known()?;
        let answer = json::Answer::new(self.accepted(), &self.findings, &self.policy, disclosure, language);
        place.fill(|pen| answer.write(pen))
    }
}

/// Who will read a text, in which language, as C says it.
#[derive(Clone, Copy)]
struct Voice(DisclosureNumber, LanguageNumber);

impl Voice {
    fn known(self) -> Result<(keyward::Disclosure, keyward::Language), Status> {
        Ok((known::<Disclosure>(self.0)?.into(), known::<Language>(self.1)?.into()))
    }
}

/// Frees a report and wipes the words in it. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_free(report: Option<Box<Report>>) {
    guard(|| {
        drop(report);
        Ok(())
    });
}

/// Whether the password may be used: no finding is a violation.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_accepted(report: Option<&Report>, accepted: OutBool) -> Status {
    guard(|| accepted.put(given(report)?.accepted()))
}

/// How many findings there are.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_count(report: Option<&Report>, count: OutSize) -> Status {
    guard(|| count.put(given(report)?.findings.len()))
}

/// The rule that objects.
///
/// Errors: `NULL`, `NOT_FOUND`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_rule(report: Option<&Report>, index: usize, rule: OutRule) -> Status {
    guard(|| rule.put(given(report)?.finding(index)?.rule.into()))
}

/// How much the finding weighs.
///
/// Errors: `NULL`, `NOT_FOUND`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_severity(
    report: Option<&Report>,
    index: usize,
    severity: OutSeverity,
) -> Status {
    guard(|| severity.put(given(report)?.finding(index)?.severity().into()))
}

/// The clause of the policy's document that the rule comes from, in UTF-8; empty if it has none. It belongs to the report
/// and is good until the report is freed.
///
/// Errors: `NULL`, `NOT_FOUND`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_clause(
    report: Option<&Report>,
    index: usize,
    clause: OutText,
    clause_len: OutSize,
) -> Status {
    guard(|| {
        let report = given(report)?;
        clause.text(report.policy.policy().clause(report.finding(index)?.rule), clause_len)
    })
}

/// Where in the password the finding is, from `start` to before `end`, in units of the check: bytes after
/// `keyward_check_utf8`, units of UTF-16 after `keyward_check_utf16`. Show it to the typist alone.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if it is not about one place.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_span(
    report: Option<&Report>,
    index: usize,
    start: OutSize,
    end: OutSize,
) -> Status {
    guard(|| {
        let span = given(report)?.finding(index)?.span.ok_or(Status::None)?;
        start.given()?;
        end.put(span.end)?;
        start.put(span.start)
    })
}

/// What the rule counted and what the policy asks for, for the rules that count.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if the rule does not count.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_counted(
    report: Option<&Report>,
    index: usize,
    counted: OutSize,
    required: OutSize,
) -> Status {
    guard(|| match given(report)?.finding(index)?.detail {
        Detail::Count { found, required: asked } => {
            counted.given()?;
            required.put(asked)?;
            counted.put(found)
        }
        _ => Err(Status::None),
    })
}

/// Whether the password keeps a rule that belongs on a checklist beside a password field: what a person has to know before
/// choosing, and every rule that objects.
///
/// Errors: `NULL`, `VALUE` for a number that is no rule, `NONE` if the rule is not on the list.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_met(report: Option<&Report>, rule: RuleNumber, met: OutBool) -> Status {
    guard(|| {
        let report = given(report)?;
        let rule = core_rule(rule)?;
        let whole = report.whole();
        let mut list = whole.requirements(report.policy.policy());
        met.put(list.find(|line| line.rule == rule).ok_or(Status::None)?.met)
    })
}

/// Which of the earlier passwords or other accounts it is about, counted from 0 in the order in which they were added.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if it is not about one of them.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_entry(report: Option<&Report>, index: usize, entry: OutSize) -> Status {
    guard(|| match given(report)?.finding(index)?.detail {
        Detail::Earlier { entry: place, .. } => entry.put(place),
        _ => Err(Status::None),
    })
}

/// What kind of thing the rule saw, as an identifier in ASCII that is never freed: of a sequence `alphabet`, `digits`,
/// `keyboard`, `repeat` or `block`; of what the context knows `username`, `name`, `email`, `phone`, `date_of_birth`,
/// `related` or `subject`; of an earlier password or another account what was done to it, such as `counter_moved`, or
/// `identical`.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if there is no more to say than the rule.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_kind(
    report: Option<&Report>,
    index: usize,
    kind: OutText,
    kind_len: OutSize,
) -> Status {
    guard(|| kind.text(kind_of(&given(report)?.finding(index)?.detail).ok_or(Status::None)?, kind_len))
}

fn kind_of(detail: &Detail) -> Option<&'static str> {
    Some(match detail {
        Detail::Run(Run::Alphabet) => "alphabet",
        Detail::Run(Run::Digits) => "digits",
        Detail::Run(Run::Keyboard) => "keyboard",
        Detail::Run(Run::Repeat) => "repeat",
        Detail::Run(Run::Block) => "block",
        Detail::Known(Known::Username, _) => "username",
        Detail::Known(Known::Name, _) => "name",
        Detail::Known(Known::Email, _) => "email",
        Detail::Known(Known::Phone, _) => "phone",
        Detail::Known(Known::DateOfBirth, _) => "date_of_birth",
        Detail::Known(Known::Related, _) => "related",
        Detail::Known(Known::Subject, _) => "subject",
        Detail::Earlier { change, .. } => change.unwrap_or(Change::Identical).id(),
        Detail::Plain | Detail::Count { .. } | Detail::Word(_) => return None,
    })
}

/// The word that the rule read in the password, folded to ASCII, in UTF-8. It is for the typist alone: any disclosure but
/// private gives `NOT_DISCLOSED`. Wipe the buffer when the word has been shown.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if there is no word, `NOT_DISCLOSED`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_word_utf8(
    report: Option<&Report>,
    index: usize,
    disclosure: DisclosureNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.word(index, disclosure, buffer.of(capacity, needed)))
}

/// `keyward_report_word_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_word_utf16(
    report: Option<&Report>,
    index: usize,
    disclosure: DisclosureNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.word(index, disclosure, buffer.of(capacity, needed)))
}

/// What to tell the reader about one finding, in UTF-8: to the typist what was found and what to do, to the service desk
/// the name of the rule and what to do, to a log the identifier of the rule.
///
/// Errors: `NULL`, `NOT_FOUND`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_message_utf8(
    report: Option<&Report>,
    index: usize,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.message(index, Voice(disclosure, language), buffer.of(capacity, needed)))
}

/// `keyward_report_message_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_message_utf16(
    report: Option<&Report>,
    index: usize,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.message(index, Voice(disclosure, language), buffer.of(capacity, needed)))
}

/// The whole report as text in UTF-8: a line with the verdict, then a line for each finding. There is no line end after the
/// last.
///
/// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_text_utf8(
    report: Option<&Report>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.text(Voice(disclosure, language), buffer.of(capacity, needed)))
}

/// `keyward_report_text_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_text_utf16(
    report: Option<&Report>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.text(Voice(disclosure, language), buffer.of(capacity, needed)))
}

/// The whole report as one JSON object in UTF-8, the same that the command `keyward check --format json` prints. Places
/// and words are in it for the typist alone, messages for all but the log.
///
/// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_json_utf8(
    report: Option<&Report>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.json(Voice(disclosure, language), buffer.of(capacity, needed)))
}

/// `keyward_report_json_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_json_utf16(
    report: Option<&Report>,
    disclosure: DisclosureNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| given(report)?.json(Voice(disclosure, language), buffer.of(capacity, needed)))
}
