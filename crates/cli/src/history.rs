//! `keyward history`: an account's earlier passwords, hashed, in a file that only its owner may read.

use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::{Args, Subcommand};
use keyward::history::{self, History, Params, Record, Search};
use keyward::{Disclosure, Language, Report};
use zeroize::Zeroizing;

use crate::answer::Style;
use crate::file::Updatable;
use crate::options::{AnswerOptions, Format, PasswordSource, count, disclosure};
use crate::outcome::Outcome;
use crate::output::say;
use crate::{open, password, progress};

pub(crate) const HELP: &str = "\
A file that is there keeps its owner, and a new one belongs to who makes it: run the first `add` as the account that will \
read the history.";

#[derive(Subcommand)]
pub(crate) enum HistoryCommand {
    /// Adds a password as the newest. The file is made if it is not there; only its owner may read it.
    Add {
        #[command(flatten)]
        file: HistoryFile,
        #[command(flatten)]
        source: PasswordSource,
        /// Keep the newest so many, with this one, and drop the rest.
        #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
        keep: Option<usize>,
    },
    /// Says whether a password is in the history or made from one that is; the exit status is 1 if so, 0 if not.
    Check {
        #[command(flatten)]
        file: HistoryFile,
        #[command(flatten)]
        source: PasswordSource,
        #[command(flatten)]
        options: AnswerOptions,
        /// Who will read the answer: the typist (private), a service desk, or a log. Only `private` says what was done to
        /// an earlier password. [default: private at a terminal's prompt, desk otherwise]
        #[arg(long, value_name = "private|desk|log", value_parser = disclosure(), hide_possible_values = true)]
        disclosure: Option<Disclosure>,
    },
    /// Keeps the newest passwords and drops the rest.
    Prune {
        #[command(flatten)]
        file: HistoryFile,
        /// How many to keep.
        #[arg(long, value_name = "N", default_value = "4", value_parser = count, allow_negative_numbers = true)]
        keep: usize,
    },
}

#[derive(Args)]
pub(crate) struct HistoryFile {
    /// The history: one argon2 record a line, newest first.
    #[arg(long, value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// Does what the options say.
pub(crate) fn run(command: &HistoryCommand) -> Result<Outcome> {
    match command {
        HistoryCommand::Add { file, source, keep } => add(&file.file, source, *keep),
        HistoryCommand::Check { file, source, options, disclosure } => {
            look_up(&file.file, source, options, *disclosure)
        }
        HistoryCommand::Prune { file: HistoryFile { file: path }, keep } => {
            let file = Updatable::find(path)?;
            // On Windows a lock would leave a file beside one that is not there.
            let missing = || open::no_history(path);
            file.read()?.ok_or_else(missing)?;
            file.update(|old| {
                let mut history = open::read_history(path, old.ok_or_else(missing)?)?;
                history.prune(*keep);
                Ok(history.to_string())
            })?;
            Ok(Outcome::Accepted)
        }
    }
}

fn add(path: &Path, source: &PasswordSource, keep: Option<usize>) -> Result<Outcome> {
    // Everything that can be refused is looked at before a password is asked for.
    let file = Updatable::find(path)?;
    open::read_history(path, &file.read()?.unwrap_or_default())?;
    let password = take(source, "Password to remember: ", "nothing was added")?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| anyhow!("no randomness for a salt: {error}"))?;
    // Before others are kept out, as it takes a while.
    let record = Record::new(&password, &Params::DEFAULT, &salt)?;
    file.update(|old| {
        let older = open::read_history(path, old.unwrap_or_default())?;
        let all = iter::once(&record).chain(older.records()).cloned();
        Ok(all.take(keep.unwrap_or(usize::MAX)).collect::<History>().to_string())
    })?;
    Ok(Outcome::Accepted)
}

fn look_up(
    path: &Path,
    source: &PasswordSource,
    options: &AnswerOptions,
    disclosure: Option<Disclosure>,
) -> Result<Outcome> {
    let policy = open::policy(&options.policy)?;
    let history = open::history_for(path, policy.policy())?;
    let password = take(source, "Password: ", "nothing was compared")?;
    let mut report = Report::default();
    let found = progress::during("Comparing with earlier passwords", || {
        history::finding(&password, policy.policy(), &history, &Search::DEFAULT)
    })?;
    if let Some(finding) = found {
        report.add(finding);
    }
    let otherwise = if source.stdin { Disclosure::Desk } else { Disclosure::Private };
    let disclosure = disclosure.unwrap_or(otherwise);
    if report.accepted() && options.format == Format::Text && disclosure != Disclosure::Log {
        let compared = history.len().min(policy.policy().history.into());
        let made_over_too = history::hashes_for(policy.policy(), &history, &Search::DEFAULT)? > 1;
        say(&not_found(compared, made_over_too, options.lang))?;
    } else {
        let style = Style::new(&policy, disclosure, options.lang);
        style.print(&password, &report, None, options.format)?;
    }
    Ok(Outcome::of(&report))
}

/// That a password is not there says nothing of whether it can be used: no other rule was asked.
fn not_found(compared: usize, made_over_too: bool, language: Language) -> String {
    let (not_in_it, made_over, how_many) = match language {
        Language::English => ("Not in the history", ", and not made from it", "newest compared"),
        Language::Welsh => ("Nid yw yn yr hanes", ", ac ni wnaed ef ohono", "diweddaraf a gymharwyd"),
    };
    let made_over = if made_over_too { made_over } else { "" };
    format!("{not_in_it}{made_over} ({how_many}: {compared}).")
}

/// A password that is not empty; `otherwise` says what became of one that is.
fn take(source: &PasswordSource, prompt: &str, otherwise: &str) -> Result<Zeroizing<String>> {
    let password = if source.stdin { password::read(io::stdin().lock())? } else { password::ask(prompt)? };
    if password.is_empty() {
        bail!("the password is empty; {otherwise}");
    }
    Ok(password)
}
