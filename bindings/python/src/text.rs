//! Strings on the way in: `str` is borrowed as it is; `bytes` must be UTF-8. What cannot be read is told by its place alone,
//! as Python's own error would hold the whole text.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::error::EncodingError;

/// A text of the caller's, for as long as its object lives.
pub(crate) fn text<'a>(object: &'a Bound<'_, PyAny>, what: &str) -> PyResult<&'a str> {
    let py = object.py();
    if let Ok(string) = object.cast::<PyString>() {
        return string.to_str().map_err(|error| {
            let position = error.value(py).getattr("start").and_then(|start| start.extract()).unwrap_or(0);
            malformed(py, what, "a lone surrogate at character", position)
        });
    }
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return std::str::from_utf8(bytes.as_bytes())
            .map_err(|error| malformed(py, what, "no UTF-8 at byte", error.valid_up_to()));
    }
    Err(PyTypeError::new_err(format!("{what} must be str or bytes, not {}", object.get_type().name()?)))
}

/// Any number of texts; one alone stands for a list of it, and nothing for none.
pub(crate) fn texts(object: Option<&Bound<'_, PyAny>>, what: &str) -> PyResult<Vec<String>> {
    let Some(object) = object.filter(|object| !object.is_none()) else { return Ok(Vec::new()) };
    if object.is_instance_of::<PyString>() || object.is_instance_of::<PyBytes>() {
        return Ok(vec![text(object, what)?.to_owned()]);
    }
    object.try_iter()?.map(|item| Ok(text(&item?, what)?.to_owned())).collect()
}

/// One text; nothing stands for an empty one.
pub(crate) fn optional(object: Option<&Bound<'_, PyAny>>, what: &str) -> PyResult<String> {
    object
        .filter(|object| !object.is_none())
        .map_or_else(|| Ok(String::new()), |object| Ok(text(object, what)?.to_owned()))
}

fn malformed(py: Python<'_>, what: &str, problem: &str, position: usize) -> PyErr {
    let raised = EncodingError::new_err(format!("{what} has {problem} {position}"));
    raised.value(py).setattr("position", position).err().unwrap_or(raised)
}
