//! The command line as clap reads it, command by command. Its help texts are the manual.

use clap::{Parser, Subcommand};

use crate::breached::BreachedCommand;
use crate::check::{self, CheckOptions};
use crate::dict::DictCommand;
use crate::explain::ExplainOptions;
use crate::history::{self, HistoryCommand};
use crate::lint::{self, LintOptions};
use crate::policy::PolicyCommand;
use crate::suggest::{self, SuggestOptions};

/// Checks a new password against a written policy and says why not.
#[derive(Parser)]
#[command(name = "keyward", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Judges one password, or many with --batch.
    #[command(after_help = check::HELP)]
    Check(Box<CheckOptions>),

    /// Suggests passwords that are sure to pass.
    #[command(after_help = suggest::HELP)]
    Suggest(Box<SuggestOptions>),

    /// Says what a policy requires, for people and for browsers.
    Explain(ExplainOptions),

    /// Says where a policy breaks published standards.
    #[command(after_help = lint::HELP)]
    Lint(LintOptions),

    /// Lists presets, writes policies out and checks policy files.
    #[command(subcommand)]
    Policy(PolicyCommand),

    /// Remembers earlier passwords of an account, hashed, and recognises them.
    #[command(subcommand, after_help = history::HELP)]
    History(HistoryCommand),

    /// Compiles an organisation's own word list.
    #[command(subcommand)]
    Dict(DictCommand),

    /// Makes a filter of leaked passwords.
    #[command(subcommand)]
    Breached(BreachedCommand),
}
