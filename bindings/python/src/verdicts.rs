//! What came of a column of passwords: a number a row.

use keyward::Rule;
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyList};

use crate::context::Context;
use crate::validator::{Loaded, judge};

/// The bit of a row whose password is accepted. The bit of a rule that objects is that of its number, from 1.
const ACCEPTED: u32 = 1;

/// Verdicts on a column of passwords, a row each: True, False, or None where there was no password.
#[pyclass(frozen, sequence, module = "keyward_policy")]
#[derive(Default)]
pub(crate) struct Verdicts {
    /// Nothing is set where there was no password.
    rows: Vec<u32>,
}

#[pymethods]
impl Verdicts {
    fn __len__(&self) -> usize {
        self.rows.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<Option<bool>> {
        self.row(index).map(accepted)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(py, self.to_list())?.try_iter()
    }

    /// All of them as a list.
    fn to_list(&self) -> Vec<Option<bool>> {
        self.rows.iter().copied().map(accepted).collect()
    }

    /// The rules that object to one row.
    fn rules(&self, index: isize) -> PyResult<Vec<&'static str>> {
        let row = self.row(index)?;
        Ok(Rule::ALL.iter().copied().filter(|rule| objects(row, *rule)).map(Rule::id).collect())
    }

    /// How many passwords were accepted.
    #[getter]
    fn accepted(&self) -> usize {
        self.rows.iter().filter(|row| **row & ACCEPTED != 0).count()
    }

    /// How many passwords were refused.
    #[getter]
    fn refused(&self) -> usize {
        self.rows.iter().filter(|row| **row != 0 && **row & ACCEPTED == 0).count()
    }

    /// How many rows had no password.
    #[getter]
    fn missing(&self) -> usize {
        self.rows.iter().filter(|row| **row == 0).count()
    }

    /// How often each rule objected; those that never did are left out.
    fn by_rule<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for &rule in Rule::ALL {
            let count = self.rows.iter().filter(|row| objects(**row, rule)).count();
            if count > 0 {
                counts.set_item(rule.id(), count)?;
            }
        }
        Ok(counts)
    }

    /// A little-endian number of 32 bits a row: bit 0 is set if the password is accepted, bit n if the nth rule of `RULES`
    /// objects, counted from 1; 0 stands for no password. For libraries of columns, which take such bytes as they are.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        PyBytes::new_with(py, 4 * self.rows.len(), |bytes| {
            bytes
                .as_chunks_mut()
                .0
                .iter_mut()
                .zip(&self.rows)
                .for_each(|(place, row)| *place = row.to_le_bytes());
            Ok(())
        })
    }

    fn __repr__(&self) -> String {
        format!("<keyward_policy.Verdicts {} of {} accepted>", self.accepted(), self.rows.len())
    }
}

impl Verdicts {
    /// Judges the password of the next row.
    pub(crate) fn judge(
        &mut self,
        loaded: &Loaded,
        password: Option<&str>,
        context: Option<&Context>,
    ) -> PyResult<()> {
        let Some(password) = password else {
            self.rows.push(0);
            return Ok(());
        };
        let found = judge(loaded, password, context)?;
        let objecting: u32 = found.findings().map(|finding| 1 << finding.rule.number()).sum();
        self.rows.push(objecting | (u32::from(found.accepted()) * ACCEPTED));
        Ok(())
    }

    /// [`Verdicts::judge`] with the next of some contexts.
    pub(crate) fn judge_with(
        &mut self,
        loaded: &Loaded,
        password: Option<&str>,
        contexts: &mut Bound<'_, PyIterator>,
    ) -> PyResult<()> {
        let context = contexts.next().ok_or_else(uneven)??;
        let context: Option<Bound<'_, Context>> = context.extract()?;
        self.judge(loaded, password, context.as_ref().map(Bound::get))
    }

    fn row(&self, index: isize) -> PyResult<u32> {
        let from_end =
            if index < 0 { self.rows.len().checked_add_signed(index) } else { usize::try_from(index).ok() };
        let row = from_end.and_then(|index| self.rows.get(index));
        row.copied().ok_or_else(|| PyIndexError::new_err("there is no such row"))
    }
}

/// There must be a context a row.
pub(crate) fn uneven() -> PyErr {
    PyValueError::new_err("there must be as many contexts as passwords")
}

const fn accepted(row: u32) -> Option<bool> {
    if row == 0 { None } else { Some(row & ACCEPTED != 0) }
}

fn objects(row: u32, rule: Rule) -> bool {
    row & (1 << rule.number()) != 0
}
