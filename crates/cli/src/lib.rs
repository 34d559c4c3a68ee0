//! The `keyward` command: checks a new password against a written policy and says why not.
//!
//! The exit status is 0 for accepted, 1 for rejected, and 2 where nothing could be checked; the reason is then on
//! standard error. A password is read from the terminal or from standard input and never taken as an argument.
//!
//! It is a library so that fuzz targets reach it; the program is `main.rs`.

#![forbid(unsafe_code)]

mod account;
mod answer;
mod arguments;
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
mod password;
mod policy;
mod progress;
mod request;
mod suggest;
mod usage;

use std::io::{self, Read, Write};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;
use keyward::history::Ask;
use keyward::{Disclosure, Language, Operation, Validator};

use crate::answer::Style;
use crate::arguments::{Arguments, Command};
use crate::batch::Batch;

/// What a command came to; its number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Every password was accepted, or there was nothing to judge.
    Accepted = 0,
    /// A password was rejected.
    Rejected = 1,
    /// Something could not be checked.
    Unchecked = 2,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Does what the command line says; this is the whole program.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::report(&error).into(),
    };
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
                eprintln!("keyward: {error:#}");
            }
            Outcome::Unchecked.into()
        }
    }
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
    let style = Style { policy: validator.named(), disclosure, language: Language::English };
    let batch = Batch { validator, style: &style, operation: Operation::Change, ask: Ask::IfAccepted };
    batch.run(input, output)
}

/// Prints a line; an output that cannot be written is an error, not a panic.
fn say(line: &str) -> anyhow::Result<()> {
    writeln!(io::stdout(), "{line}").context("cannot write the answer")
}

/// Writes an answer out whole. If nobody reads it, the exit status still tells.
fn print(answer: &[u8]) -> anyhow::Result<()> {
    print_to_reader(answer).map(|_| ())
}

/// Writes an answer out whole, and says whether anybody still reads.
fn print_to_reader(answer: &[u8]) -> anyhow::Result<bool> {
    let mut output = io::stdout().lock();
    match output.write_all(answer).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true).context("cannot write the answer"),
    }
}

fn is_closed_output(error: &anyhow::Error) -> bool {
    let closed = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(closed)
}
