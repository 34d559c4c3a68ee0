//! What is answered: as JSON, one line a password, or as text for people. How much it says depends on who will read it.

use std::io::{self, Write};

use anyhow::Result;
use keyward::{Answer, Disclosure, Language, NamedPolicy, Report, Severity, Strength};
use serde::Serialize;
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::options::Format;
use crate::output;

/// How to answer.
pub(crate) struct Style<'a> {
    pub(crate) policy: &'a NamedPolicy,
    pub(crate) disclosure: Disclosure,
    pub(crate) language: Language,
}

/// The answer of a check, with what is asked for beside it.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    answer: Answer<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    strength: Option<AnsweredStrength>,
}

#[derive(Serialize)]
struct AnsweredStrength {
    score: u8,
    guesses_log10: f64,
}

#[derive(Serialize)]
struct Verdict<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    accepted: bool,
}

#[derive(Serialize)]
struct Unanswered<'a> {
    line: u64,
    error: &'a str,
}

impl Style<'_> {
    /// One line of JSON.
    pub(crate) fn write_json(
        &self,
        output: &mut impl Write,
        id: Option<&RawValue>,
        report: &Report,
        strength: Option<Strength>,
    ) -> io::Result<()> {
        let Self { policy, disclosure, language } = *self;
        let on_one_line = on_one_line(id)?;
        let line = Line {
            id: on_one_line.as_deref().or(id),
            answer: Answer { report, policy, disclosure, language },
            strength: strength
                // All digits of it would tell one password from another, in a log too.
                .map(|Strength { score, guesses_log10 }| AnsweredStrength {
                    score,
                    guesses_log10: (guesses_log10 * 10.0).round() / 10.0,
                }),
        };
        write_line(output, &line)
    }

    /// A verdict and a line for each finding.
    pub(crate) fn write_text(
        &self,
        output: &mut impl Write,
        password: &str,
        report: &Report,
        strength: Option<Strength>,
    ) -> io::Result<()> {
        writeln!(output, "{}", self.disclosure.verdict(self.language, report.accepted()))?;
        for finding in report.findings() {
            write!(output, "  ")?;
            if self.disclosure != Disclosure::Log {
                let message = finding.message(self.policy.policy(), self.disclosure, self.language);
                write!(output, "{} ", message.within(password))?;
            }
            write!(output, "[{}", finding.rule.id())?;
            let clause = self.policy.policy().clause(finding.rule);
            if !clause.is_empty() {
                write!(output, ", {clause}")?;
            }
            if finding.severity() == Severity::Advice {
                write!(output, ", {}", finding.severity().id())?;
            }
            writeln!(output, "]")?;
        }
        if let Some(Strength { score, guesses_log10 }) = strength {
            match self.language {
                Language::English => {
                    writeln!(output, "  zxcvbn: score {score} of 4, about 10^{guesses_log10:.1} guesses")?;
                }
                Language::Welsh => {
                    writeln!(output, "  zxcvbn: sgôr {score} o 4, tua 10^{guesses_log10:.1} cynnig")?;
                }
            }
        }
        Ok(())
    }

    /// Prints the answer to one password.
    pub(crate) fn print(
        &self,
        password: &str,
        report: &Report,
        strength: Option<Strength>,
        format: Format,
    ) -> Result<()> {
        let mut answer = Zeroizing::new(Vec::new());
        match format {
            Format::Text => self.write_text(&mut *answer, password, report, strength)?,
            Format::Json => self.write_json(&mut *answer, None, report, strength)?,
        }
        output::print(&answer)
    }
}

/// The verdict alone, as one line of JSON.
pub(crate) fn write_verdict(
    output: &mut impl Write,
    id: Option<&RawValue>,
    accepted: bool,
) -> io::Result<()> {
    let on_one_line = on_one_line(id)?;
    write_line(output, &Verdict { id: on_one_line.as_deref().or(id), accepted })
}

/// An `id` that must be written otherwise than it came: between its parts it may have carriage returns, which a terminal
/// obeys; inside of a string JSON allows none.
fn on_one_line(id: Option<&RawValue>) -> io::Result<Option<Box<RawValue>>> {
    let broken = id.filter(|id| id.get().contains('\r'));
    Ok(broken.map(|id| RawValue::from_string(id.get().replace('\r', " "))).transpose()?)
}

/// The answer to a line that could not be checked.
pub(crate) fn write_error(output: &mut impl Write, line: u64, error: &str) -> io::Result<()> {
    write_line(output, &Unanswered { line, error })
}

fn write_line(output: &mut impl Write, answer: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}
