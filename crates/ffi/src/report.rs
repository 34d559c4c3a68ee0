//! `keyward_report`: what one check found.

use std::sync::Arc;

use keyward::recycled::Change;
use keyward::{Answer, Detail, Disclosure, Finding, Language};

use crate::border::{Out, OutBool, OutNumber64, OutSize, OutText, boxed, given, guard};
use crate::numbers::{RuleNumber, Severity, Status, core_rule};
use crate::policy::{Loaded, Policy};
use crate::rule::OutRule;

/// What one check found: findings, at most one a rule, in the order of the rules' numbers. It never changes, so any number
/// of threads may read one. It holds no password, but may hold a word read in one, which is wiped when it is freed.
///
/// The functions that look at a finding take its index, from 0 to below `keyward_report_count`, and give `NOT_FOUND` for
/// any other.
pub struct Report {
    policy: Arc<Loaded>,
    /// Filled where it lies, so that no word of the password is left behind where it was moved from. Places are counted in the
    /// units of the check.
    found: keyward::Report,
}

/// `keyward_report **`
///
/// cbindgen:ignore
pub type OutReport = Out<*mut Report>;

/// `const keyward_report *`
///
/// cbindgen:ignore
pub type GivenReport<'a> = Option<&'a Report>;

/// `keyward_report *`, which may be NULL
///
/// cbindgen:ignore
pub type FreedReport = Option<Box<Report>>;

/// `keyward_severity *`
///
/// cbindgen:ignore
pub type OutSeverity = Out<Severity>;

impl Report {
    /// A report without findings.
    pub(crate) fn new(policy: &Policy) -> Result<Box<Self>, Status> {
        boxed(|| Self { policy: Arc::clone(&policy.0), found: keyward::Report::EMPTY })
    }

    /// What was found, to add to.
    pub(crate) const fn found(&mut self) -> &mut keyward::Report {
        &mut self.found
    }

    pub(crate) const fn accepted(&self) -> bool {
        self.found.accepted()
    }

    pub(crate) fn answer(&self, disclosure: Disclosure, language: Language) -> Answer<'_> {
        Answer { report: &self.found, policy: self.policy.named(), disclosure, language }
    }

    pub(crate) fn loaded(&self) -> &Loaded {
        &self.policy
    }

    pub(crate) fn findings(&self) -> impl Iterator<Item = Finding<'_>> + Clone {
        self.found.findings()
    }

    pub(crate) fn finding(&self, index: usize) -> Result<Finding<'_>, Status> {
        self.findings().nth(index).ok_or(Status::NotFound)
    }
}

/// Frees a report and wipes the words in it. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_free(report: FreedReport) {
    guard(|| {
        drop(report);
        Ok(())
    });
}

/// Whether the password may be used: no finding is a violation.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_accepted(report: GivenReport<'_>, accepted: OutBool) -> Status {
    guard(|| accepted.put(given(report)?.accepted()))
}

/// How many findings there are.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_count(report: GivenReport<'_>, count: OutSize) -> Status {
    guard(|| count.put(given(report)?.findings().count()))
}

/// Which rules have a finding, as bits by their numbers: `*rules & (uint64_t)1 << KEYWARD_RULE_SPECIAL`.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_rules(report: GivenReport<'_>, rules: OutNumber64) -> Status {
    guard(|| rules.put(given(report)?.findings().fold(0, |bits, found| bits | 1 << found.rule.number())))
}

/// The rule that objects.
///
/// Errors: `NULL`, `NOT_FOUND`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_rule(report: GivenReport<'_>, index: usize, rule: OutRule) -> Status {
    guard(|| rule.put(given(report)?.finding(index)?.rule.try_into()?))
}

/// How much the finding weighs.
///
/// Errors: `NULL`, `NOT_FOUND`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_severity(
    report: GivenReport<'_>,
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
    report: GivenReport<'_>,
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
    report: GivenReport<'_>,
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
    report: GivenReport<'_>,
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
pub extern "C" fn keyward_report_met(report: GivenReport<'_>, rule: RuleNumber, met: OutBool) -> Status {
    guard(|| {
        let report = given(report)?;
        let rule = core_rule(rule)?;
        let mut list = report.found.requirements(report.policy.policy());
        met.put(list.find(|line| line.rule == rule).ok_or(Status::None)?.met)
    })
}

/// Which of the earlier passwords or other accounts it is about, counted from 0 in the order in which they were added.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if it is not about one of them.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_entry(report: GivenReport<'_>, index: usize, entry: OutSize) -> Status {
    guard(|| match given(report)?.finding(index)?.detail {
        Detail::Earlier { entry: place, .. } => entry.put(place),
        _ => Err(Status::None),
    })
}

/// What kind of thing the rule saw, as an identifier in ASCII that is never freed: of a sequence `alphabet`, `digits`,
/// `keyboard`, `repeat` or `block`; of what the context knows `username`, `name`, `email`, `phone`, `date_of_birth`,
/// `related` or `subject`; of an earlier password or another account what was done to it, such as `counter_moved`, or
/// `identical`. For the typist alone: it tells what an earlier password is like.
///
/// Errors: `NULL`, `NOT_FOUND`, `NONE` if there is no more to say than the rule.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_report_kind(
    report: GivenReport<'_>,
    index: usize,
    kind: OutText,
    kind_len: OutSize,
) -> Status {
    guard(|| {
        let id = match given(report)?.finding(index)?.detail {
            Detail::Run(run) => run.id(),
            Detail::Known(known, _) => known.id(),
            Detail::Earlier { change, .. } => change.unwrap_or(Change::Identical).id(),
            _ => return Err(Status::None),
        };
        kind.text(id, kind_len)
    })
}
