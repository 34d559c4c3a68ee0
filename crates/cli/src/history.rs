//! `keyward history`: an account's earlier passwords, hashed, in a file that only its owner may read.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use keyward::history::{self, History, Params, Search};
use keyward::{Disclosure, Language, Report};
use zeroize::Zeroizing;

use crate::answer::Style;
use crate::arguments::{AnswerOptions, Format, HistoryCommand, PasswordSource};
use crate::file::{self, Readers, lock, replace};
use crate::{Outcome, check, password, progress};

/// Does what the options say.
pub(crate) fn run(command: &HistoryCommand) -> Result<Outcome> {
    match command {
        HistoryCommand::Add { file, source, keep } => add(&file.file, source, *keep),
        HistoryCommand::Check { file, source, options, disclosure } => {
            look_up(&file.file, source, options, *disclosure)
        }
        HistoryCommand::Prune { file, keep } => {
            // Before the lock makes a file beside one that is not there.
            read(&file.file)?;
            let _lock = lock(&file.file)?;
            let mut history = read(&file.file)?;
            history.prune(*keep);
            write(&file.file, &history)
        }
    }
}

fn add(path: &Path, source: &PasswordSource, keep: Option<usize>) -> Result<Outcome> {
    // Everything that can be refused is looked at before a password is asked for.
    read_or_new(path)?;
    let password = take(source, "Password to remember: ", "nothing was added")?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| anyhow!("no randomness for a salt: {error}"))?;
    let _lock = lock(path)?;
    let mut history = read_or_new(path)?;
    history.add(&password, &Params::DEFAULT, &salt)?;
    history.prune(keep.unwrap_or(usize::MAX));
    write(path, &history)
}

fn look_up(
    path: &Path,
    source: &PasswordSource,
    options: &AnswerOptions,
    disclosure: Option<Disclosure>,
) -> Result<Outcome> {
    let policy = check::open_policy(&options.policy)?;
    let history = read(path)?;
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
        crate::say(&not_found(compared, policy.policy().recycled, options.lang))?;
    } else {
        let style = Style { policy: &policy, disclosure, language: options.lang };
        check::print(&password, &report, None, &style, options.format)?;
    }
    Ok(check::outcome(&report))
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

/// Reads a history file; its error names the line.
pub(crate) fn read(path: &Path) -> Result<History> {
    let shown = path.display();
    let text = file::read_text(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            anyhow!("there is no file {shown}; `keyward history add --file {shown}` makes it")
        }
        _ => anyhow!(error).context(format!("cannot read {shown}")),
    })?;
    text.parse().with_context(|| format!("{shown} is no history of passwords"))
}

/// A file that is not there is an empty history.
fn read_or_new(path: &Path) -> Result<History> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(History::new()),
        _ => read(path),
    }
}

fn write(path: &Path, history: &History) -> Result<Outcome> {
    replace(path, history.to_string().as_bytes(), Readers::Owner)?;
    Ok(Outcome::Accepted)
}

/// A password that is not empty; `otherwise` says what became of one that is.
fn take(source: &PasswordSource, prompt: &str, otherwise: &str) -> Result<Zeroizing<String>> {
    let password = if source.stdin { password::read(io::stdin().lock())? } else { password::ask(prompt)? };
    if password.is_empty() {
        bail!("the password is empty; {otherwise}");
    }
    Ok(password)
}
