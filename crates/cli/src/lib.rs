//! The `keyward` command: checks a new password against a written policy and says why not.
//!
//! The exit status is 0 for accepted, 1 for rejected, and 2 where nothing could be checked; the reason is then on
//! standard error. A password is read from the terminal or from standard input and never taken as an argument.
//!
//! It is a library so that fuzz targets reach it; the program is `main.rs`.

#![forbid(unsafe_code)]
// All that is said goes through `output`.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod account;
mod answer;
mod arguments;
#[cfg(unix)]
mod at_end;
mod batch;
mod breached;
mod check;
mod dict;
mod explain;
mod file;
mod history;
mod json;
mod lines;
mod lint;
mod open;
mod options;
mod outcome;
mod output;
mod password;
mod policy;
mod progress;
#[cfg_attr(not(unix), path = "prompt/elsewhere.rs")]
mod prompt;
mod request;
mod secrets;
mod suggest;
mod usage;

use std::io::{Read, Write};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser};
use keyward::history::{HistoryMode, Search};
use keyward::{Disclosure, Language, Operation, Validator};

use crate::answer::Style;
use crate::arguments::{Arguments, Command};
use crate::batch::Batch;
use crate::output::{complain, one_line};
use crate::progress::Requests;

pub use crate::outcome::Outcome;

/// Does what the command line says; this is the whole program.
#[must_use]
pub fn run() -> ExitCode {
    secrets::leave_no_core();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error).into(),
    };
    if matches!(arguments.command, Command::Check(_) | Command::Suggest(_) | Command::History(_)) {
        secrets::leave_no_swap();
    }
    let outcome = match arguments.command {
        Command::Check(options) => check::run(&options),
        Command::Dict(command) => dict::run(&command),
        Command::Breached(command) => breached::run(&command),
        Command::History(command) => history::run(&command),
        Command::Suggest(options) => suggest::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Lint(options) => lint::run(&options),
        Command::Policy(command) => policy::run(&command),
    };
    match outcome {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            // The reader of our output has gone: there is nobody to tell.
            if !is_closed_output(&error) {
                complain(&one_line(&format!("{error:#}")));
            }
            Outcome::Unchecked.into()
        }
    }
}

/// The command line, for manual pages and the completions of shells.
#[doc(hidden)]
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Answers requests as `keyward check --batch` does, in English.
///
/// # Errors
/// If the input cannot be read or the output cannot be written; never because of what a line holds.
pub fn answer_batch(
    validator: &Validator<'_>,
    disclosure: Disclosure,
    input: &mut impl Read,
    output: &mut impl Write,
) -> anyhow::Result<Outcome> {
    let style = Style::new(validator.named(), disclosure, Language::English);
    let batch = Batch {
        validator,
        style: &style,
        operation: Operation::Change,
        ask: HistoryMode::IfAccepted,
        search: Search::DEFAULT,
        verdict_only: false,
    };
    Ok(batch.run(input, output, &mut Requests::hidden())?.outcome())
}

fn is_closed_output(error: &anyhow::Error) -> bool {
    let closed = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(closed)
}
