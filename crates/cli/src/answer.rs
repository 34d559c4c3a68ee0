//! What is answered: as JSON, one line a password, or as text for people. How much it says depends on who will read it.

use std::io::{self, Write};

use anyhow::Result;
use keyward::{Disclosure, JsonAnswers, Language, NamedPolicy, Report, Severity, Strength};
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
    json: JsonAnswers<'a>,
}

#[derive(Serialize)]
struct AnsweredStrength {
    score: u8,
    guesses_log10: f64,
}

#[derive(Serialize)]
struct Unanswered<'a> {
    line: u64,
    error: &'a str,
}

impl<'a> Style<'a> {
    /// Answers under a policy, for a reader, in a language.
    pub(crate) fn new(policy: &'a NamedPolicy, disclosure: Disclosure, language: Language) -> Self {
        Self { policy, disclosure, language, json: JsonAnswers::new(policy, disclosure, language) }
    }

    /// One line of JSON.
    pub(crate) fn write_json(
        &self,
        output: &mut impl Write,
        id: Option<&RawValue>,
        report: &Report,
        strength: Option<Strength>,
    ) -> io::Result<()> {
        open_object(output, id)?;
        self.json.write_members(report, output)?;
        if let Some(Strength { score, guesses_log10 }) = strength {
            output.write_all(br#","strength":"#)?;
            // All digits of it would tell one password from another, in a log too.
            let guesses_log10 = (guesses_log10 * 10.0).round() / 10.0;
            serde_json::to_writer(&mut *output, &AnsweredStrength { score, guesses_log10 })?;
        }
        output.write_all(b"}\n")
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
    open_object(output, id)?;
    let verdict = if accepted { "\"accepted\":true}\n" } else { "\"accepted\":false}\n" };
    output.write_all(verdict.as_bytes())
}

/// Begins an object, with the `id` of the request if it has one. It stands as it came, but that between its parts it may have
/// carriage returns, which a terminal obeys; inside of a string JSON allows none.
fn open_object(output: &mut impl Write, id: Option<&RawValue>) -> io::Result<()> {
    output.write_all(b"{")?;
    let Some(id) = id.map(RawValue::get) else { return Ok(()) };
    output.write_all(br#""id":"#)?;
    let mut between: &[u8] = b"";
    for part in id.split('\r') {
        output.write_all(between)?;
        output.write_all(part.as_bytes())?;
        between = b" ";
    }
    output.write_all(b",")
}

/// The answer to a line that could not be checked.
pub(crate) fn write_error(output: &mut impl Write, line: u64, error: &str) -> io::Result<()> {
    serde_json::to_writer(&mut *output, &Unanswered { line, error })?;
    output.write_all(b"\n")
}
