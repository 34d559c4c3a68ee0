//! Options that are one of a few words.

use keyward::history::HistoryMode;
use keyward::{Disclosure, ExplainFormat, Language, Operation, Style};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

/// The one of these that is called so; the error names them all.
fn named<T: Copy>(what: &str, given: &str, all: impl IntoIterator<Item = (&'static str, T)>) -> PyResult<T> {
    let all: Vec<_> = all.into_iter().collect();
    let found = all.iter().find(|(name, _)| *name == given);
    found.map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|(name, _)| format!("'{name}'")).collect();
        PyValueError::new_err(format!("{what} must be one of {}", names.join(", ")))
    })
}

/// Who will read.
pub(crate) fn disclosure(given: &str) -> PyResult<Disclosure> {
    named("disclosure", given, Disclosure::ALL.iter().map(|level| (level.id(), *level)))
}

/// A language by its tag.
pub(crate) fn language(given: &str) -> PyResult<Language> {
    named("language", given, Language::ALL.iter().map(|language| (language.id(), *language)))
}

/// Who sets the password.
pub(crate) fn operation(given: &str) -> PyResult<Operation> {
    named("operation", given, [("change", Operation::Change), ("set", Operation::Set)])
}

/// What an explanation is written in.
pub(crate) fn format(given: &str) -> PyResult<ExplainFormat> {
    named("format", given, ExplainFormat::ALL.iter().map(|format| (format.id(), *format)))
}

/// What a suggestion looks like.
pub(crate) fn style(given: &str) -> PyResult<Style> {
    named("style", given, [("words", Style::Words), ("random", Style::Random)])
}

/// When a history is asked.
pub(crate) fn ask(given: &str) -> PyResult<HistoryMode> {
    named("ask_history", given, [("if-accepted", HistoryMode::IfAccepted), ("always", HistoryMode::Always)])
}
