//! A password that passes.

use keyward::Suggestion as Made;
use pyo3::prelude::*;

/// A password that passes the policy it was made under.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct Suggestion(pub(crate) Made);

#[pymethods]
impl Suggestion {
    /// The password itself.
    #[getter]
    fn password(&self) -> &str {
        self.0.password()
    }

    /// How hard it is to guess for those who know how it is made.
    #[getter]
    fn entropy_bits(&self) -> f64 {
        self.0.entropy_bits()
    }

    /// Whether the policy asks its owner to change it at the first log-on.
    #[getter]
    fn must_change(&self) -> bool {
        self.0.must_change()
    }

    /// How it is read out over the telephone.
    #[getter]
    fn read_aloud(&self) -> String {
        self.0.read_aloud().to_string()
    }

    fn __repr__(&self) -> String {
        format!("<keyward_policy.Suggestion of {:.1} bits>", self.0.entropy_bits())
    }
}
