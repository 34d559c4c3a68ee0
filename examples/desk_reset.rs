//! A password reset at a service desk, from the suggestion to the history: `desk-reset USERNAME "FULL NAME" HISTORY-FILE`.
//!
//! Without anything on standard input it suggests a password. Otherwise it reads one, judges it as the desk may see it, and
//! remembers it once it is accepted.

use std::io::{IsTerminal as _, Read as _, stdin};
use std::process::ExitCode;
use std::{env, fs};

use anyhow::{Context as _, Result};
use keyward::history::{History, HistoryMode, Params, Search};
use keyward::{Context, Disclosure, Language, Operation, Policy, Style, Suggester, Validator};

fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [username, name, file] = &arguments[..] else {
        eprintln!("usage: desk-reset USERNAME \"FULL NAME\" HISTORY-FILE < PASSWORD");
        return Ok(ExitCode::from(2));
    };
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let names = [name.as_str()];
    let context = Context { username, names: &names, operation: Operation::Set, ..Context::default() };
    let mut history: History = match fs::read_to_string(file) {
        Ok(records) => records.parse().with_context(|| format!("{file} is damaged"))?,
        Err(_) => History::new(),
    };

    let mut password = String::new();
    if !stdin().is_terminal() {
        stdin().read_to_string(&mut password)?;
    }
    // One newline is how the line ended; anything else may be a part of the password.
    let password = password.strip_suffix('\n').unwrap_or(&password);
    if password.is_empty() {
        let mut suggester = Suggester::new(&validator, &context, Style::Words, None)?;
        let suggestion = suggester.suggest_with_history(&history, &Search::DEFAULT)?;
        println!("{}\n{}", suggestion.password(), *suggestion.read_aloud());
        return Ok(ExitCode::SUCCESS);
    }

    let report = validator.check_with_history(
        password,
        &context,
        &history,
        HistoryMode::IfAccepted,
        &Search::DEFAULT,
    )?;
    for finding in report.findings() {
        // What the desk is told has nothing of the password in it.
        println!("{}", validator.message(&finding, Disclosure::Desk, Language::English));
    }
    if !report.accepted() {
        return Ok(ExitCode::from(1));
    }

    // Here the directory is told, and only if it says yes is the password remembered.
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)?;
    history.add(password, &Params::DEFAULT, &salt)?;
    history.prune(validator.policy().history.into());
    fs::write(file, history.to_string())?;
    println!("accepted");
    Ok(ExitCode::SUCCESS)
}
