//! A report as JSON, in the form that the command and the batch answer too.

use std::fmt;
use std::io;

use keyward::{Disclosure, Finding, Language};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::report::Report;

/// The answer of one check.
#[derive(Clone, Copy)]
pub(crate) struct Answer<'a> {
    report: &'a Report,
    disclosure: Disclosure,
    language: Language,
}

impl<'a> Answer<'a> {
    pub(crate) const fn new(report: &'a Report, disclosure: Disclosure, language: Language) -> Self {
        Self { report, disclosure, language }
    }

    /// Writes the object straight to its place, as it may hold a word of the password.
    pub(crate) fn write(self, to: &mut dyn fmt::Write) -> fmt::Result {
        serde_json::to_writer(Bytes(to), &self).map_err(|_| fmt::Error)
    }
}

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("accepted", &self.report.accepted())?;
        object.serialize_entry("findings", &Findings(*self))?;
        object.serialize_entry("policy", &self.report.loaded().named().name())?;
        object.serialize_entry("policy_digest", self.report.loaded().named().digest())?;
        object.end()
    }
}

struct Findings<'a>(Answer<'a>);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for finding in self.0.report.findings() {
            list.serialize_element(&One { finding, answer: self.0 })?;
        }
        list.end()
    }
}

struct One<'a> {
    finding: Finding<'a>,
    answer: Answer<'a>,
}

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { finding, answer } = self;
        let policy = answer.report.loaded().policy();
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("rule", finding.rule.id())?;
        object.serialize_entry("clause", policy.clause(finding.rule))?;
        object.serialize_entry("severity", finding.severity().id())?;
        if answer.disclosure != Disclosure::Log {
            let message = finding.message(policy, answer.disclosure, answer.language);
            object.serialize_entry("message", &Text(message))?;
        }
        if answer.disclosure == Disclosure::Private {
            if let Some(span) = finding.span {
                object.serialize_entry("start", &span.start)?;
                object.serialize_entry("end", &span.end)?;
            }
            if let Some(word) = finding.word() {
                object.serialize_entry("found", word)?;
            }
        }
        object.end()
    }
}

struct Text<T>(T);

impl<T: fmt::Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Takes the whole strings that JSON is written in.
struct Bytes<'a>(&'a mut dyn fmt::Write);

impl io::Write for Bytes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
