//! Earlier passwords as argon2id records, newest first.

use keyward::history::{History as Records, Params};
use pyo3::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::{HistoryError, of_history, raised};
use crate::text::text;

/// Earlier passwords that are kept as hashes: one record a line as text, newest first.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct History(Mutex<Records>);

#[pymethods]
impl History {
    /// Reads what `str` of another one wrote; nothing makes an empty one.
    #[new]
    #[pyo3(signature = (text=""))]
    fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        text.parse().map(|records| Self(Mutex::new(records))).map_err(|error| of_history(py, &error))
    }

    /// Hashes a password and puts it first; `keep` says how many records are kept at most. The cost of the hash is OWASP's,
    /// 19 MiB and 2 passes, unless another is given.
    #[pyo3(signature = (password, *, keep=None, memory_kib=19_456, passes=2, lanes=1))]
    fn add(
        &self,
        py: Python<'_>,
        password: &Bound<'_, PyAny>,
        keep: Option<usize>,
        memory_kib: u32,
        passes: u32,
        lanes: u32,
    ) -> PyResult<()> {
        let params = Params::new(memory_kib, passes, lanes).map_err(raised::<HistoryError>)?;
        let password = text(password, "the password")?;
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(raised::<HistoryError>)?;
        let add = || {
            let mut records = self.records();
            records.add(password, &params, &salt)?;
            if let Some(keep) = keep {
                records.prune(keep);
            }
            Ok(())
        };
        py.detach(add).map_err(|error: keyward::history::Error| raised::<HistoryError>(error))
    }

    fn __len__(&self) -> usize {
        self.records().len()
    }

    fn __str__(&self) -> String {
        self.records().to_string()
    }

    fn __repr__(&self) -> String {
        format!("<keyward_policy.History of {}>", self.records().len())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> (Bound<'py, PyAny>, (String,)) {
        (py.get_type::<Self>().into_any(), (self.__str__(),))
    }
}

impl History {
    /// The records, while nobody adds to them. Nothing is left half done where a thread panics.
    pub(crate) fn records(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
