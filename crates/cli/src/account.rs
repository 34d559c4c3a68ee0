//! What is known of the account, from options, from a file or from a batch request.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use keyward::history::{Ask, History, Search};
use keyward::{Date, OwnedContext, Report, Validator};
use serde_json::value::RawValue;

use crate::file;
use crate::json::{Problem, members, value};
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

/// An account's owner, as far as known, and the passwords they have or had.
#[derive(Default)]
pub(crate) struct Account {
    pub(crate) known: OwnedContext,
    pub(crate) history: History,
}

impl Account {
    /// From the options of the command line, on top of the file that they may name.
    pub(crate) fn from_options(options: &AccountOptions) -> Result<Self> {
        let mut account = Self::default();
        if let Some(path) = &options.context {
            account.read_file(path).with_context(|| format!("--context {}", shown(path)))?;
        }
        let replace = |place: &mut String, given: &Option<String>| {
            if let Some(given) = given {
                place.clone_from(given);
            }
        };
        let known = &mut account.known;
        replace(&mut known.username, &options.username);
        replace(&mut known.email, &options.email);
        replace(&mut known.phone, &options.phone);
        known.date_of_birth = options.date_of_birth.or(known.date_of_birth);
        known.names.extend_from_slice(&options.names);
        known.related.extend_from_slice(&options.related);
        known.subjects.extend_from_slice(&options.subjects);
        Ok(account)
    }

    fn read_file(&mut self, path: &Path) -> Result<()> {
        let json = file::read_text(path)?;
        self.read_context(&json)
            .and_then(|()| self.is_of_size("the context"))
            .map_err(|reason| anyhow!(reason))
    }

    /// From the `context` of a request.
    pub(crate) fn read_context(&mut self, json: &str) -> Result<(), Problem> {
        const LIST: &str = "a list of strings";
        let keys = ["username", "names", "email", "phone", "date_of_birth", "related", "subjects"];
        let [username, names, email, phone, date_of_birth, related, subjects] =
            members(json, "the context", keys)?;
        self.known.username = value(username, "username", "a string")?;
        self.known.names = value(names, "names", LIST)?;
        self.known.email = value(email, "email", "a string")?;
        self.known.phone = value(phone, "phone", "a string")?;
        self.known.date_of_birth = date(date_of_birth)?;
        self.known.related = value(related, "related", LIST)?;
        self.known.subjects = value(subjects, "subjects", LIST)?;
        Ok(())
    }

    /// Whether it is no larger than any account is: a check takes as long as there is to compare with.
    ///
    /// # Errors
    /// Which list is too long, or that all is.
    pub(crate) fn is_of_size(&self, what: &str) -> Result<(), Problem> {
        const MOST_VALUES: usize = 256;
        const MOST_BYTES: usize = 64 << 10;
        self.known.lend(|known| {
            let lists = [
                ("names", known.names),
                ("related", known.related),
                ("subjects", known.subjects),
                ("previous", known.previous),
                ("other_accounts", known.other_accounts),
            ];
            for (key, list) in lists {
                if list.len() > MOST_VALUES {
                    return Err(format!("`{key}` has more than {MOST_VALUES} values").into());
                }
            }
            let texts = lists.into_iter().flat_map(|(_, list)| list);
            let bytes = [&known.username, &known.email, &known.phone].into_iter().chain(texts);
            if bytes.map(|text| text.len()).sum::<usize>() > MOST_BYTES {
                return Err(format!("{what} has more than {} KiB of text", MOST_BYTES >> 10).into());
            }
            Ok(())
        })
    }

    /// Judges a password of this account.
    pub(crate) fn judge(&self, password: &str, validator: &Validator<'_>, ask: Ask) -> Result<Report> {
        self.known.lend(|context| {
            let mut report = Report::default();
            validator.try_check_into(&mut report, password, context)?;
            validator.ask_history(&mut report, password, &self.history, ask, &Search::DEFAULT)?;
            Ok(report)
        })
    }

    /// Whether a password of this account is accepted: the verdict of [`Self::judge`], sooner.
    pub(crate) fn accepts(&self, password: &str, validator: &Validator<'_>) -> Result<bool> {
        self.known.lend(|context| {
            if !validator.try_accepts(password, context)? {
                return Ok(false);
            }
            let mut report = Report::EMPTY;
            validator.ask_history(&mut report, password, &self.history, Ask::Always, &Search::DEFAULT)?;
            Ok(report.accepted())
        })
    }
}

fn date(raw: Option<&RawValue>) -> Result<Option<Date>, Problem> {
    let wanted = "a day of the calendar written as \"YYYY-MM-DD\"";
    let text: String = value(raw, "date_of_birth", wanted)?;
    if text.is_empty() {
        return Ok(None);
    }
    Date::parse(&text).map(Some).ok_or_else(|| format!("`date_of_birth` must be {wanted}").into())
}
