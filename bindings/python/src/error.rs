//! What is raised: a family of exceptions, each of which says where the mistake is and never what a password holds.

use keyward::PolicyFileError;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::{PyTypeInfo, create_exception};

create_exception!(keyward_policy, KeywardError, PyValueError, "What keyward raises.");
create_exception!(
    keyward_policy,
    PolicyError,
    KeywardError,
    "A policy has a mistake. `line`, `key` and `nearest` say where and what would be right, where that is known."
);
create_exception!(
    keyward_policy,
    EncodingError,
    KeywardError,
    "A text is not well-formed. `position` is its first bad character or byte, from 0."
);
create_exception!(
    keyward_policy,
    HistoryError,
    KeywardError,
    "A history has a bad record, in the line `line`, from 1; or a hash could not be made."
);
create_exception!(
    keyward_policy,
    WordListError,
    KeywardError,
    "A word list cannot be compiled, or a compiled one is damaged."
);
create_exception!(
    keyward_policy,
    BreachFilterError,
    KeywardError,
    "A breach filter is damaged, cannot be read, or is missing though the policy asks for one."
);
create_exception!(keyward_policy, SuggestError, KeywardError, "No password can be suggested.");

/// Puts them into the module. Places that are not known are None.
pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    for (name, class, places) in [
        ("KeywardError", py.get_type::<KeywardError>(), &[][..]),
        ("PolicyError", py.get_type::<PolicyError>(), &["line", "key", "nearest"]),
        ("EncodingError", py.get_type::<EncodingError>(), &["position"]),
        ("HistoryError", py.get_type::<HistoryError>(), &["line"]),
        ("WordListError", py.get_type::<WordListError>(), &[]),
        ("BreachFilterError", py.get_type::<BreachFilterError>(), &[]),
        ("SuggestError", py.get_type::<SuggestError>(), &[]),
    ] {
        for place in places {
            class.setattr(place, py.None())?;
        }
        module.add(name, class)?;
    }
    Ok(())
}

/// An exception that says what an error of the library says.
pub(crate) fn raised<E: PyTypeInfo>(error: impl std::fmt::Display) -> PyErr {
    PyErr::new::<E, _>(error.to_string())
}

/// A mistake in a policy with its place.
pub(crate) fn of_policy(py: Python<'_>, error: &PolicyFileError) -> PyErr {
    let raised = raised::<PolicyError>(error);
    let value = raised.value(py);
    let set = || {
        value.setattr("line", error.line())?;
        value.setattr("key", error.key())?;
        value.setattr("nearest", error.nearest())
    };
    set().err().unwrap_or(raised)
}

/// A history's mistake with its line.
pub(crate) fn of_history(py: Python<'_>, error: &keyward::history::ParseError) -> PyErr {
    let raised = raised::<HistoryError>(error);
    raised.value(py).setattr("line", error.line).err().unwrap_or(raised)
}
