//! What is known of the account, owned, so that it can be kept and used for many checks.

use keyward::{Context as Lent, Date, OwnedContext};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use zeroize::Zeroizing;

use crate::choice;
use crate::text::{optional, texts};

/// What is known of an account and of the person who owns it, and the passwords they have or had, in clear, newest first.
///
/// The keys are those of a request of `keyward check --batch`, and so are the bounds: 256 values of each, 64 KiB of text in all.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct Context(OwnedContext);

#[pymethods]
impl Context {
    #[new]
    #[pyo3(signature = (*, operation="change", username=None, names=None, email=None, phone=None, date_of_birth=None,
        related=None, subjects=None, previous=None, other_accounts=None))]
    #[expect(clippy::too_many_arguments, reason = "keywords, each of which may be left out")]
    fn new(
        operation: &str,
        username: Option<&Bound<'_, PyAny>>,
        names: Option<&Bound<'_, PyAny>>,
        email: Option<&Bound<'_, PyAny>>,
        phone: Option<&Bound<'_, PyAny>>,
        date_of_birth: Option<&Bound<'_, PyAny>>,
        related: Option<&Bound<'_, PyAny>>,
        subjects: Option<&Bound<'_, PyAny>>,
        previous: Option<&Bound<'_, PyAny>>,
        other_accounts: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let passwords = |given, what| -> PyResult<Vec<_>> {
            Ok(texts(given, what)?.into_iter().map(Zeroizing::new).collect())
        };
        let context = OwnedContext {
            operation: choice::operation(operation)?,
            username: optional(username, "username")?,
            names: texts(names, "names")?,
            email: optional(email, "email")?,
            phone: texts(phone, "phone")?.join("\n"),
            date_of_birth: date(date_of_birth)?,
            related: texts(related, "related")?,
            subjects: texts(subjects, "subjects")?,
            previous: passwords(previous, "previous")?,
            other_accounts: passwords(other_accounts, "other_accounts")?,
        };
        context.lend(|lent| lent.is_of_size().map_err(|excess| PyValueError::new_err(excess.to_string())))?;
        Ok(Self(context))
    }

    #[expect(clippy::unused_self, reason = "it shows nothing of what it holds")]
    fn __repr__(&self) -> &'static str {
        "<keyward_policy.Context>"
    }
}

/// Hands one that may not be there on in the form that a check borrows.
pub(crate) fn lend<R>(context: Option<&Context>, run: impl FnOnce(&Lent<'_>) -> R) -> R {
    match context {
        Some(context) => context.0.lend(run),
        None => run(&Lent::default()),
    }
}

/// A `datetime.date`, or a text in the form YYYY-MM-DD.
fn date(object: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(object) = object.filter(|object| !object.is_none()) else { return Ok(None) };
    let written = object.call_method0("isoformat");
    let written: String = written.as_ref().unwrap_or(object).extract()?;
    let day = written.get(..10).unwrap_or(&written);
    if day.is_empty() {
        return Ok(None);
    }
    let wrong =
        || PyValueError::new_err("date_of_birth must be a date, or a day of the calendar as 'YYYY-MM-DD'");
    Date::parse(day).map(Some).ok_or_else(wrong)
}
