//! What came of one password. Messages and findings are made when they are asked for.

use std::sync::Arc;

use keyward::{Answer, Disclosure, Language, Report as Found, Rule, Span};
use pyo3::prelude::*;
use serde::Serialize;
use zeroize::Zeroizing;

use crate::choice;
use crate::error::{KeywardError, raised};
use crate::validator::Loaded;

/// Why a password is refused, or that it is not. It is true if the password is accepted.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct Report {
    pub(crate) found: Found,
    pub(crate) loaded: Arc<Loaded>,
}

#[pymethods]
impl Report {
    /// Whether the password may be used.
    #[getter]
    fn accepted(&self) -> bool {
        self.found.accepted()
    }

    /// The rules that object, in their order.
    #[getter]
    fn rules(&self) -> Vec<&'static str> {
        self.found.findings().map(|finding| finding.rule.id()).collect()
    }

    /// What the policy is called.
    #[getter]
    fn policy(&self) -> &str {
        self.loaded.validator().named().name()
    }

    /// The digest of what it asks for.
    #[getter]
    fn policy_digest(&self) -> &str {
        self.loaded.validator().named().digest()
    }

    /// What to tell the reader: 'private' is the person who typed the password, 'desk' the service desk, 'log' a log.
    #[pyo3(signature = (disclosure="desk", language="en"))]
    fn messages(&self, disclosure: &str, language: &str) -> PyResult<Vec<String>> {
        let (disclosure, language) = (choice::disclosure(disclosure)?, choice::language(language)?);
        Ok(self.told(disclosure, language))
    }

    /// Every finding; places and words are told to the person who typed the password alone ('private').
    #[pyo3(signature = (disclosure="desk", language="en"))]
    fn findings(&self, disclosure: &str, language: &str) -> PyResult<Vec<Finding>> {
        let (disclosure, language) = (choice::disclosure(disclosure)?, choice::language(language)?);
        let private = disclosure == Disclosure::Private;
        let policy = self.loaded.validator().policy();
        let told = self.found.findings().zip(self.told(disclosure, language));
        let told = told.map(|(finding, message)| Finding {
            rule: finding.rule,
            clause: policy.clause(finding.rule),
            message: Zeroizing::new(message),
            span: finding.span.filter(|_| private),
            found: finding.word().filter(|_| private).map(|word| Zeroizing::new(word.to_owned())),
        });
        Ok(told.collect())
    }

    /// Each rule of a checklist with whether the password keeps it.
    #[getter]
    fn requirements(&self) -> Vec<(&'static str, bool)> {
        let policy = self.loaded.validator().policy();
        self.found.requirements(policy).map(|line| (line.rule.id(), line.met)).collect()
    }

    /// The answer as `keyward check --json` gives it, but for the places, which count characters here.
    #[pyo3(signature = (disclosure="desk", language="en"))]
    fn to_dict<'py>(&self, py: Python<'py>, disclosure: &str, language: &str) -> PyResult<Bound<'py, PyAny>> {
        let (disclosure, language) = (choice::disclosure(disclosure)?, choice::language(language)?);
        let policy = self.loaded.validator().named();
        from_json(py, &Answer { report: &self.found, policy, disclosure, language })
    }

    fn __bool__(&self) -> bool {
        self.found.accepted()
    }

    fn __repr__(&self) -> String {
        let verdict = if self.found.accepted() { "accepted" } else { "refused" };
        let rules = self.rules().join(", ");
        let colon = if rules.is_empty() { "" } else { ": " };
        format!("<keyward_policy.Report {verdict}{colon}{rules}>")
    }
}

impl Report {
    fn told(&self, disclosure: Disclosure, language: Language) -> Vec<String> {
        let validator = self.loaded.validator();
        let told = |finding| validator.message(&finding, disclosure, language).to_string();
        self.found.findings().map(told).collect()
    }
}

/// One rule's objection.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct Finding {
    rule: Rule,
    clause: &'static str,
    message: Zeroizing<String>,
    span: Option<Span>,
    found: Option<Zeroizing<String>>,
}

#[pymethods]
impl Finding {
    /// The rule's stable identifier.
    #[getter]
    fn rule(&self) -> &'static str {
        self.rule.id()
    }

    /// The clause of the policy that it comes from.
    #[getter]
    fn clause(&self) -> &'static str {
        self.clause
    }

    /// 'violation', which refuses the password, or 'advice'.
    #[getter]
    fn severity(&self) -> &'static str {
        self.rule.severity().id()
    }

    /// What to do, for the reader it was asked for.
    #[getter]
    fn message(&self) -> &str {
        &self.message
    }

    /// The first character it is about, from 0.
    #[getter]
    fn start(&self) -> Option<usize> {
        self.span.map(|span| span.start)
    }

    /// One past the last character it is about.
    #[getter]
    fn end(&self) -> Option<usize> {
        self.span.map(|span| span.end)
    }

    /// The word that was read.
    #[getter]
    fn found(&self) -> Option<&str> {
        self.found.as_ref().map(|word| word.as_str())
    }

    fn __repr__(&self) -> String {
        format!("<keyward_policy.Finding {} {}>", self.rule.id(), self.clause)
    }
}

/// What the library writes as JSON, in Python's own types.
pub(crate) fn from_json<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let json = serde_json::to_string(value).map(Zeroizing::new).map_err(raised::<KeywardError>)?;
    py.import("json")?.call_method1("loads", (json.as_str(),))
}
