//! A policy: a preset, a file, or a text.

use keyward::{NamedPolicy, PasswordRules, Rule, Severity, explain, lint};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;

use crate::error::of_policy;
use crate::{choice, report};

/// A written policy, which validators judge by.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct Policy(pub(crate) NamedPolicy);

/// What a policy is given as.
#[derive(FromPyObject)]
pub(crate) enum Given<'py> {
    /// One that was made before.
    Policy(PyRef<'py, Policy>),
    /// The name of a preset, or where a file is.
    Name(PathBuf),
}

impl Given<'_> {
    pub(crate) fn read(self, py: Python<'_>) -> PyResult<NamedPolicy> {
        match self {
            Self::Policy(policy) => Ok(policy.0.clone()),
            Self::Name(name) => {
                NamedPolicy::open(&name.to_string_lossy()).map_err(|error| of_policy(py, &error))
            }
        }
    }
}

#[pymethods]
impl Policy {
    /// A preset, or the policy in a file: JSON if its name ends so, TOML otherwise.
    #[new]
    #[pyo3(signature = (name=Given::Name(NamedPolicy::DEFAULT.into())), text_signature = "(name='nhs-appendix-a')")]
    fn new(py: Python<'_>, name: Given<'_>) -> PyResult<Self> {
        name.read(py).map(Self)
    }

    /// Reads a policy from a text in TOML.
    #[staticmethod]
    fn from_toml(py: Python<'_>, text: &str) -> PyResult<Self> {
        NamedPolicy::from_toml(text).map(Self).map_err(|error| of_policy(py, &error))
    }

    /// Reads a policy from a text in JSON: one object with the same keys.
    #[staticmethod]
    fn from_json(py: Python<'_>, text: &str) -> PyResult<Self> {
        NamedPolicy::from_json(text).map(Self).map_err(|error| of_policy(py, &error))
    }

    /// The policy with other values for some of its keys, which are those of a policy file: `changed(min_length=12)`.
    #[pyo3(signature = (**keys))]
    fn changed(&self, py: Python<'_>, keys: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut changed = self.0.clone();
        for (key, value) in keys.into_iter().flatten() {
            let value = value.str()?.to_cow()?.into_owned();
            let value = match value.as_str() {
                "True" => "true",
                "False" => "false",
                other => other,
            };
            changed.set(&key.extract::<String>()?, value).map_err(|error| of_policy(py, &error))?;
        }
        Ok(Self(changed))
    }

    /// What answers call it.
    #[getter]
    fn name(&self) -> &str {
        self.0.name()
    }

    /// 16 hexadecimal digits that two policies share if they ask for the same.
    #[getter]
    fn digest(&self) -> &str {
        self.0.digest()
    }

    /// The whole policy as a file, every key written out.
    fn to_toml(&self) -> String {
        self.0.to_toml()
    }

    /// What it requires, for the people who must keep to it, as 'text', 'markdown' or 'html'.
    #[pyo3(signature = (language="en", format="text"))]
    fn explain(&self, language: &str, format: &str) -> PyResult<String> {
        Ok(explain(&self.0, choice::language(language)?, choice::format(format)?))
    }

    /// Each rule that can refuse a password, with what it asks for.
    #[pyo3(signature = (language="en"))]
    fn requirements<'py>(&self, py: Python<'py>, language: &str) -> PyResult<Bound<'py, PyDict>> {
        let language = choice::language(language)?;
        let policy = self.0.policy();
        let told = PyDict::new(py);
        for &rule in Rule::ALL {
            if policy.applies(rule) && rule.severity() == Severity::Violation {
                told.set_item(rule.id(), rule.requirement(policy, language).to_string())?;
            }
        }
        Ok(told)
    }

    /// The clause of its document that a rule comes from; empty if there is none.
    fn clause(&self, rule: &str) -> PyResult<&'static str> {
        let rule = Rule::from_id(rule);
        let unknown = || pyo3::exceptions::PyValueError::new_err("there is no such rule; RULES has them all");
        Ok(self.0.policy().clause(rule.ok_or_else(unknown)?))
    }

    /// Where it breaks, falls short of or goes beyond what is published: dicts of standard, clause, relation and text.
    fn lint<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        report::from_json(py, &lint(&self.0))
    }

    /// The value of the attribute `passwordrules` of a page, for generators in browsers.
    fn passwordrules(&self) -> String {
        PasswordRules::of(self.0.policy()).to_string()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.0.digest() == other.0.digest()
    }

    fn __hash__(&self) -> u64 {
        u64::from_str_radix(self.0.digest(), 16).unwrap_or_default()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_toml")?, (self.to_toml(),)))
    }

    fn __repr__(&self) -> String {
        format!("<keyward_policy.Policy {} {}>", self.0.name(), self.0.digest())
    }
}
