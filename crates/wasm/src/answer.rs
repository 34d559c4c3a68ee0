//! An answer is lines of text with tabs between their columns: no message holds either, so the glue only has to split.

use core::fmt::{self, Write};

use keyward_core::{Disclosure, Finding, Language, Policy, Report, Rule, write_number};

use crate::request::FIELDS;
use crate::settings::{Audience, Problem};

/// Text written into a fixed buffer. What does not fit is left out, whole lines or not; the buffer has room to spare.
pub(crate) struct Lines<'a> {
    buffer: &'a mut [u8],
    length: usize,
    refused: bool,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(buffer: &'a mut [u8]) -> Self {
        Self { buffer, length: 0, refused: false }
    }

    /// Says what is wrong with what, and nothing else. A key of a setting that is far too long is left out.
    pub(crate) fn refuse(&mut self, what: &str, problem: &Problem) {
        (self.length, self.refused) = (0, true);
        if self.texts(&[what, ": "]).and_then(|()| problem.write(self)).is_err() {
            self.length = 0;
            let _ = self.write_str("a key of a policy is not so long");
        }
    }

    fn texts(&mut self, texts: &[&str]) -> fmt::Result {
        texts.iter().try_for_each(|text| self.write_str(text))
    }

    /// A number and what comes behind it.
    fn number(&mut self, number: usize, after: &str) -> fmt::Result {
        write_number(number, self)?;
        self.write_str(after)
    }

    /// How many bytes were written; less than nothing if they say what is wrong.
    pub(crate) fn length(&self) -> isize {
        let length = isize::try_from(self.length).unwrap_or(0);
        if self.refused { -length } else { length }
    }
}

impl Write for Lines<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.buffer.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// The names of a context's fields, then the rules, one a line in the order of their numbers: identifier, clause, severity,
/// requirement.
pub(crate) fn rules(policy: &Policy, language: Language, out: &mut Lines<'_>) -> fmt::Result {
    out.write_str(FIELDS)?;
    for &rule in Rule::ALL {
        let (clause, severity) = (policy.clause(rule), rule.severity().id());
        out.texts(&[rule.id(), "\t", clause, "\t", severity])?;
        writeln!(out, "\t{}", rule.requirement(policy, language))?;
    }
    Ok(())
}

/// The verdict alone: 1 if the candidate is accepted, 0 if not.
pub(crate) fn verdict(accepted: bool, out: &mut Lines<'_>) -> fmt::Result {
    out.number(accepted.into(), "")
}

/// One line for the verdict and the checklist (accepted, then the rules listed and those met, as bits by number), and one
/// for each finding: number, start and end in UTF-16 units, what was found, message.
pub(crate) fn report(
    report: &Report,
    candidate: &str,
    policy: &Policy,
    audience: Audience,
    out: &mut Lines<'_>,
) -> fmt::Result {
    let (mut listed, mut met) = (0, 0);
    for line in report.requirements(policy) {
        let bit = 1 << line.rule.number();
        listed |= bit;
        met |= if line.met { bit } else { 0 };
    }
    out.number(report.accepted().into(), "\t")?;
    out.number(listed, "\t")?;
    out.number(met, "")?;
    report.findings().try_for_each(|found| finding(&found, candidate, policy, audience, out))
}

fn finding(
    finding: &Finding<'_>,
    candidate: &str,
    policy: &Policy,
    audience: Audience,
    out: &mut Lines<'_>,
) -> fmt::Result {
    out.write_str("\n")?;
    out.number(finding.rule.number().into(), "\t")?;
    let private = audience.disclosure == Disclosure::Private;
    match finding.span.filter(|_| private) {
        Some(span) => {
            let units = span.in_utf16(candidate);
            out.number(units.start, "\t")?;
            out.number(units.end, "\t")?;
        }
        None => out.write_str("\t\t")?,
    }
    out.texts(&[finding.word().filter(|_| private).unwrap_or(""), "\t"])?;
    if audience.disclosure == Disclosure::Log {
        return Ok(());
    }
    write!(out, "{}", finding.message(policy, audience.disclosure, audience.language))
}
