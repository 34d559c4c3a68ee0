//! What is known of the account, from options, from a file or from a batch request.

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use keyward::history::{History, HistoryMode, Search};
use keyward::{Context, Date, Operation, Report, TooMuch, Validator};
use serde_json::value::RawValue;

use crate::file;
use crate::json::{Problem, Text, list, members, value};
use crate::output::shown;

/// What is known of the account.
#[derive(Args, Default)]
#[group(multiple = true)]
pub(crate) struct AccountOptions {
    /// The user name.
    #[arg(long, value_name = "U")]
    pub(crate) username: Option<String>,
    /// A name of the owner, whole, such as "John Smith"; may be given again.
    #[arg(long = "name", value_name = "N")]
    pub(crate) names: Vec<String>,
    /// The email address.
    #[arg(long, value_name = "E")]
    pub(crate) email: Option<String>,
    /// The telephone number.
    #[arg(long, value_name = "P")]
    pub(crate) phone: Option<String>,
    /// The date of birth.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date_of_birth: Option<Date>,
    /// A relative, a pet, a team; may be given again.
    #[arg(long, value_name = "R")]
    pub(crate) related: Vec<String>,
    /// A system, project or subject; may be given again.
    #[arg(long = "subject", value_name = "S")]
    pub(crate) subjects: Vec<String>,
    /// A JSON file with what is known of the account, in the shape of a batch request's context. Options given
    /// beside it come on top.
    #[arg(long, value_name = "FILE.json")]
    pub(crate) context: Option<PathBuf>,
}

/// An account's owner, as far as known, and the passwords they have or had. It borrows what it can from where it was read.
#[derive(Default)]
pub(crate) struct Account<'a> {
    pub(crate) operation: Operation,
    pub(crate) username: Cow<'a, str>,
    pub(crate) names: Vec<Text<'a>>,
    pub(crate) email: Cow<'a, str>,
    pub(crate) phone: Cow<'a, str>,
    pub(crate) date_of_birth: Option<Date>,
    pub(crate) related: Vec<Text<'a>>,
    pub(crate) subjects: Vec<Text<'a>>,
    pub(crate) previous: Vec<Text<'a>>,
    pub(crate) other_accounts: Vec<Text<'a>>,
    pub(crate) history: History,
}

impl AccountOptions {
    /// The text of the file that they may name; an empty one if they name none.
    pub(crate) fn read_file(&self) -> Result<String> {
        let Some(path) = &self.context else { return Ok(String::new()) };
        file::read_text(path).with_context(|| format!("--context {}", shown(path)))
    }
}

impl<'a> Account<'a> {
    /// From the options of the command line, on top of the file that they may name.
    pub(crate) fn from_options(options: &'a AccountOptions, file: &'a str) -> Result<Self> {
        let mut account = Self::default();
        if let Some(path) = &options.context {
            let read = account.read_context(file).and_then(|()| account.is_of_size("the context"));
            read.map_err(|reason| anyhow!(reason)).with_context(|| format!("--context {}", shown(path)))?;
        }
        let replace = |place: &mut Cow<'a, str>, given: &'a Option<String>| {
            if let Some(given) = given {
                *place = Cow::Borrowed(given);
            }
        };
        replace(&mut account.username, &options.username);
        replace(&mut account.email, &options.email);
        replace(&mut account.phone, &options.phone);
        account.date_of_birth = options.date_of_birth.or(account.date_of_birth);
        let text = |given: &'a String| Text(Cow::Borrowed(given));
        account.names.extend(options.names.iter().map(text));
        account.related.extend(options.related.iter().map(text));
        account.subjects.extend(options.subjects.iter().map(text));
        account.is_of_size("what is known of the account").map_err(|reason| anyhow!(reason))?;
        Ok(account)
    }

    /// From the `context` of a request.
    pub(crate) fn read_context(&mut self, json: &'a str) -> Result<(), Problem> {
        const LIST: &str = "a list of strings";
        let keys = ["username", "names", "email", "phone", "date_of_birth", "related", "subjects"];
        let [username, names, email, phone, date_of_birth, related, subjects] =
            members(json, "the context", keys)?;
        Text(self.username) = value(username, "username", "a string")?;
        self.names = list(names, "names", LIST)?;
        Text(self.email) = value(email, "email", "a string")?;
        Text(self.phone) = value(phone, "phone", "a string")?;
        self.date_of_birth = date(date_of_birth)?;
        self.related = list(related, "related", LIST)?;
        self.subjects = list(subjects, "subjects", LIST)?;
        Ok(())
    }

    /// Whether it is no larger than any account is: a check takes as long as there is to compare with.
    ///
    /// # Errors
    /// Which list is too long, or that all is.
    pub(crate) fn is_of_size(&self, what: &str) -> Result<(), Problem> {
        self.in_context(|context| {
            context.is_of_size().map_err(|excess| match excess {
                TooMuch::Values(_) => excess.to_string().into(),
                TooMuch::Text => {
                    format!("{what} has more than {} KiB of text", Context::MOST_BYTES >> 10).into()
                }
            })
        })
    }

    /// Judges a password of this account into a report, in place of what that held.
    pub(crate) fn judge(
        &self,
        report: &mut Report,
        password: &str,
        validator: &Validator<'_>,
        ask: HistoryMode,
        search: &Search,
    ) -> Result<()> {
        self.in_context(|context| validator.try_check_into(report, password, context))?;
        Ok(validator.ask_history(report, password, &self.history, ask, search)?)
    }

    /// Whether a password of this account is accepted: the verdict of [`Self::judge`], sooner.
    pub(crate) fn accepts(&self, password: &str, validator: &Validator<'_>, search: &Search) -> Result<bool> {
        if !self.in_context(|context| validator.try_accepts(password, context))? {
            return Ok(false);
        }
        let mut report = Report::EMPTY;
        validator.ask_history(&mut report, password, &self.history, HistoryMode::Always, search)?;
        Ok(report.accepted())
    }

    /// Hands the account on in the form that a check borrows.
    pub(crate) fn in_context<R>(&self, run: impl FnOnce(&Context<'_>) -> R) -> R {
        fn borrowed<'b>(texts: &'b [Text<'_>]) -> Vec<&'b str> {
            texts.iter().map(|Text(text)| text.as_ref()).collect()
        }
        run(&Context {
            operation: self.operation,
            username: &self.username,
            names: &borrowed(&self.names),
            email: &self.email,
            phone: &self.phone,
            date_of_birth: self.date_of_birth,
            related: &borrowed(&self.related),
            subjects: &borrowed(&self.subjects),
            previous: &borrowed(&self.previous),
            other_accounts: &borrowed(&self.other_accounts),
        })
    }
}

fn date(raw: Option<&RawValue>) -> Result<Option<Date>, Problem> {
    let wanted = "a day of the calendar written as \"YYYY-MM-DD\"";
    let Text(text) = value(raw, "date_of_birth", wanted)?;
    if text.is_empty() {
        return Ok(None);
    }
    Date::parse(&text).map(Some).ok_or_else(|| format!("`date_of_birth` must be {wanted}").into())
}
