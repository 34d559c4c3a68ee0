//! `keyward history`: an account's earlier passwords, hashed, in a file that only its owner may read.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use keyward::history::{self, History, Params, Search};
use keyward::{Disclosure, Report};

use crate::answer::Style;
use crate::arguments::{HistoryCommand, HistoryFile, PasswordSource};
use crate::file::{self, Readers, lock, replace};
use crate::{Outcome, check, password, progress};

/// Does what the options say.
pub(crate) fn run(command: &HistoryCommand) -> Result<Outcome> {
    match command {
        HistoryCommand::Add { file, source, keep } => add(file, source, *keep),
        HistoryCommand::Check { file, source, options } => {
            let policy = check::open_policy(&options.policy)?;
            let history = read(&file.file)?;
            let password = take(source, "Password: ")?;
            let mut report = Report::default();
            let found = progress::during("Comparing with earlier passwords", || {
                history::finding(&password, policy.policy(), &history, &Search::DEFAULT)
            })?;
            if let Some(finding) = found {
                report.add(finding);
            }
            let disclosure = if source.stdin { Disclosure::Desk } else { Disclosure::Private };
            let style = Style { policy: &policy, disclosure, language: options.lang };
            check::print(&password, &report, None, &style, options.format)?;
            Ok(check::outcome(&report))
        }
        HistoryCommand::Prune { file, keep } => change(&file.file, |history| {
            history.prune(*keep);
            Ok(())
        }),
    }
}

fn add(file: &HistoryFile, source: &PasswordSource, keep: Option<usize>) -> Result<Outcome> {
    // Everything that can be refused is looked at before a password is asked for.
    if file.file.exists() {
        read(&file.file)?;
    }
    let password = take(source, "Password to remember: ")?;
    if password.is_empty() {
        bail!("the password is empty; nothing was added");
    }
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| anyhow!("no randomness for a salt: {error}"))?;
    change(&file.file, |history| {
        history.add(&password, &Params::DEFAULT, &salt)?;
        history.prune(keep.unwrap_or(usize::MAX));
        Ok(())
    })
}

/// Changes a history file, one writer at a time. A file that is not there is an empty history.
fn change(path: &Path, change: impl FnOnce(&mut History) -> Result<()>) -> Result<Outcome> {
    let _lock = lock(path)?;
    let mut history = match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => History::new(),
        _ => read(path)?,
    };
    change(&mut history)?;
    replace(path, history.to_string().as_bytes(), Readers::Owner)?;
    Ok(Outcome::Accepted)
}

/// Reads a history file; its error names the line.
pub(crate) fn read(path: &Path) -> Result<History> {
    let text = file::read_text(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse().with_context(|| format!("{} is no history of passwords", path.display()))
}

fn take(source: &PasswordSource, prompt: &str) -> Result<zeroize::Zeroizing<String>> {
    if source.stdin { password::read(io::stdin().lock()) } else { password::ask(prompt) }
}
