//! The judge: a policy with the word lists and the breach filter that go with it.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use keyward::breached::{BreachFilter, OpenError};
use keyward::dictionary::Dictionary;
use keyward::history::{HistoryMode, Search};
use keyward::{NamedPolicy, Report as Found, Suggester, Validator as Judge, compile_word_list};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use self_cell::self_cell;

use crate::context::{self, Context};
use crate::error::{BreachFilterError, HistoryError, SuggestError, WordListError, raised};
use crate::history::History;
use crate::policy::{Given, Policy};
use crate::report::Report;
use crate::suggestion::Suggestion;
use crate::text::{text, texts};
use crate::verdicts::Verdicts;
use crate::{arrow, choice};

self_cell! {
    /// What a validator and its reports share: what the caller gave, and the judge that reads it.
    pub(crate) struct Loaded {
        owner: Extras,
        #[covariant]
        dependent: Judge,
    }
}

impl Loaded {
    pub(crate) fn validator(&self) -> &Judge<'_> {
        self.borrow_dependent()
    }
}

/// What the caller gave besides the policy.
struct Extras {
    dictionaries: Vec<Vec<u8>>,
    filter: Option<Filter>,
}

/// A breach filter: its bytes, or where its file is.
#[derive(FromPyObject)]
enum Filter {
    Bytes(Vec<u8>),
    File(PathBuf),
}

/// A compiled word list: its bytes, or where its file is.
#[derive(FromPyObject)]
enum List {
    Bytes(Vec<u8>),
    File(PathBuf),
}

impl List {
    fn read(self) -> PyResult<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::File(path) => std::fs::read(&path)
                .map_err(|error| raised::<WordListError>(format_args!("{}: {error}", path.display()))),
        }
    }
}

fn load(policy: NamedPolicy, extras: Extras) -> PyResult<Loaded> {
    let loaded = Loaded::try_new(extras, |extras| {
        let mut judge = Judge::new(policy);
        for blob in &extras.dictionaries {
            judge = judge.with_dictionary(Dictionary::open(blob).map_err(raised::<WordListError>)?);
        }
        let filter = match &extras.filter {
            None => return Ok(judge),
            Some(Filter::Bytes(bytes)) => BreachFilter::open(bytes),
            Some(Filter::File(path)) => {
                File::open(path).map_err(OpenError::Read).and_then(BreachFilter::open_file)
            }
        };
        Ok(judge.with_breach_filter(filter.map_err(raised::<BreachFilterError>)?))
    });
    let loaded: Loaded = loaded.map_err(|error: PyErr| error)?;
    loaded.validator().validate().map_err(raised::<BreachFilterError>)?;
    Ok(loaded)
}

/// Judges new passwords under a policy. It never changes, so threads may share it; a process that it is sent to makes its own.
///
/// `policy` is the name of a preset, a file, or a `Policy`; `words` are the organisation's own, `dictionaries` lists of them
/// that `keyward dict build` compiled, and `breached` a filter that `keyward breached build` made, as bytes or as a file.
#[pyclass(frozen, module = "keyward_policy")]
pub(crate) struct Validator(pub(crate) Arc<Loaded>);

#[pymethods]
impl Validator {
    #[new]
    #[pyo3(
        signature = (policy=Given::Name(NamedPolicy::DEFAULT.into()), *, words=None, dictionaries=vec![], breached=None),
        text_signature = "(policy='nhs-appendix-a', *, words=(), dictionaries=(), breached=None)"
    )]
    fn new(
        py: Python<'_>,
        policy: Given<'_>,
        words: Option<&Bound<'_, PyAny>>,
        dictionaries: Vec<List>,
        breached: Option<Filter>,
    ) -> PyResult<Self> {
        let words = texts(words, "words")?;
        let mut lists = dictionaries.into_iter().map(List::read).collect::<PyResult<Vec<_>>>()?;
        if !words.is_empty() {
            let list = compile_word_list(&words.join("\n"), "words");
            lists.push(list.map_err(raised::<WordListError>)?);
        }
        if lists.len() > Judge::MOST_DICTIONARIES {
            let most = Judge::MOST_DICTIONARIES;
            return Err(raised::<WordListError>(format_args!(
                "more than {most} lists; put their words into one"
            )));
        }
        let extras = Extras { dictionaries: lists, filter: breached };
        Ok(Self(Arc::new(load(policy.read(py)?, extras)?)))
    }

    /// The policy it judges by.
    #[getter]
    fn policy(&self) -> Policy {
        Policy(self.0.validator().named().clone())
    }

    /// Judges a password and says why.
    ///
    /// With a history it is looked for there too, which takes milliseconds a record: if nothing else objects, or always.
    #[pyo3(signature = (password, context=None, *, history=None, ask_history="if-accepted"))]
    fn check(
        &self,
        py: Python<'_>,
        password: &Bound<'_, PyAny>,
        context: Option<&Bound<'_, Context>>,
        history: Option<&Bound<'_, History>>,
        ask_history: &str,
    ) -> PyResult<Report> {
        let (password, ask) = (text(password, "the password")?, choice::ask(ask_history)?);
        let mut found = self.judge(password, context.map(Bound::get))?;
        if let Some(history) = history.map(Bound::get) {
            let ask = || self.ask(&mut found, password, history, ask);
            py.detach(ask).map_err(raised::<HistoryError>)?;
        }
        found.count_in_characters(password);
        Ok(Report { found, loaded: self.0.clone() })
    }

    /// Whether a password may be used.
    #[pyo3(signature = (password, context=None))]
    fn accepts(&self, password: &Bound<'_, PyAny>, context: Option<&Bound<'_, Context>>) -> PyResult<bool> {
        let password = text(password, "the password")?;
        let accepts = |context: &keyward::Context<'_>| self.0.validator().try_accepts(password, context);
        context::lend(context.map(Bound::get), accepts).map_err(raised::<BreachFilterError>)
    }

    /// Judges a column of passwords: anything with the Arrow interface (`pyarrow`, polars, pandas 3), which is read where it
    /// lies while other threads run, or any iterable. Missing values stay missing. `contexts` has one `Context`, or None, for
    /// each.
    #[pyo3(signature = (passwords, contexts=None))]
    fn check_many(
        &self,
        py: Python<'_>,
        passwords: &Bound<'_, PyAny>,
        contexts: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Verdicts> {
        let mut verdicts = Verdicts::default();
        let mut contexts = contexts.map(PyAnyMethods::try_iter).transpose()?;
        if let Some(column) = arrow::column(passwords)? {
            match &mut contexts {
                None => py.detach(|| column.each(|password| verdicts.judge(&self.0, password, None)))?,
                Some(contexts) => column.each(|password| verdicts.judge_with(&self.0, password, contexts))?,
            }
        } else {
            for password in passwords.try_iter()? {
                let password = password?;
                let password = if password.is_none() { None } else { Some(text(&password, "a password")?) };
                match &mut contexts {
                    None => verdicts.judge(&self.0, password, None)?,
                    Some(contexts) => verdicts.judge_with(&self.0, password, contexts)?,
                }
            }
        }
        match contexts.and_then(|mut contexts| contexts.next()) {
            None => Ok(verdicts),
            Some(_) => Err(crate::verdicts::uneven()),
        }
    }

    /// Makes a password that passes, of short 'words' or 'random' characters.
    #[pyo3(signature = (style="words", *, length=None, context=None, history=None))]
    fn suggest(
        &self,
        py: Python<'_>,
        style: &str,
        length: Option<usize>,
        context: Option<&Bound<'_, Context>>,
        history: Option<&Bound<'_, History>>,
    ) -> PyResult<Suggestion> {
        let style = choice::style(style)?;
        let (context, history) = (context.map(Bound::get), history.map(Bound::get));
        let make = || {
            context::lend(context, |context| {
                let mut suggester = Suggester::new(self.0.validator(), context, style, length)?;
                match history {
                    None => suggester.suggest(),
                    Some(history) => suggester.suggest_with_history(&history.records(), &Search::DEFAULT),
                }
            })
        };
        py.detach(make).map(Suggestion).map_err(raised::<SuggestError>)
    }

    /// What it is made of, so that another process can make the same.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Policy,))> {
        let (judge, extras) = (self.0.validator(), self.0.borrow_owner());
        let keywords = PyDict::new(py);
        let lists: Vec<_> = extras.dictionaries.iter().map(|list| PyBytes::new(py, list)).collect();
        keywords.set_item("dictionaries", lists)?;
        match &extras.filter {
            None => {}
            Some(Filter::Bytes(bytes)) => keywords.set_item("breached", PyBytes::new(py, bytes))?,
            Some(Filter::File(path)) => keywords.set_item("breached", path)?,
        }
        let make =
            py.import("functools")?.getattr("partial")?.call((py.get_type::<Self>(),), Some(&keywords))?;
        Ok((make, (Policy(judge.named().clone()),)))
    }

    fn __repr__(&self) -> String {
        let policy = self.0.validator().named();
        format!("<keyward_policy.Validator {} {}>", policy.name(), policy.digest())
    }
}

impl Validator {
    fn judge(&self, password: &str, context: Option<&Context>) -> PyResult<Found> {
        judge(&self.0, password, context)
    }

    fn ask(
        &self,
        found: &mut Found,
        password: &str,
        history: &History,
        ask: HistoryMode,
    ) -> Result<(), keyward::history::Error> {
        let records = history.records();
        self.0.validator().ask_history(found, password, &records, ask, &Search::DEFAULT)
    }
}

/// What the rules say of a password.
pub(crate) fn judge(loaded: &Loaded, password: &str, context: Option<&Context>) -> PyResult<Found> {
    let mut found = Found::default();
    let judged =
        context::lend(context, |context| loaded.validator().try_check_into(&mut found, password, context));
    judged.map(|()| found).map_err(raised::<BreachFilterError>)
}
