//! The command line as clap reads it. Its help texts are the manual.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use keyward::{Date, Disclosure, Language, Operation};

use crate::explain::ExplainOptions;
use crate::lint::LintOptions;
use crate::policy::PolicyOptions;
use crate::suggest::SuggestOptions;

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
    #[command(after_help = CHECK_HELP)]
    Check(CheckOptions),
    /// Suggests passwords that are sure to pass.
    #[command(after_help = SUGGEST_HELP)]
    Suggest(SuggestOptions),
    /// Says what a policy requires, for people and for browsers.
    Explain(ExplainOptions),
    /// Says where a policy breaks published standards.
    #[command(after_help = LINT_HELP)]
    Lint(LintOptions),
    /// Lists presets, writes policies out and checks policy files.
    Policy(PolicyOptions),
}

const CHECK_HELP: &str = "\
The password is asked for at the terminal without showing it, or read with --stdin. It is never an argument.

Exit status: 0 accepted, 1 rejected, 2 could not check (the reason is on standard error).
With --batch: 0 if every password was accepted, 1 if one was rejected, 2 if a line could not be checked.";

const SUGGEST_HELP: &str = "\
Exit status: 0 something is suggested, 1 the sentence's initials are rejected, 2 nothing can be suggested.";

const LINT_HELP: &str = "\
Exit status: 0 no clause is broken, 1 at least one is, 2 the policy cannot be read.";

#[derive(Args)]
pub(crate) struct CheckOptions {
    /// The policy: nhs-appendix-a, hw-5.3.2, or a policy file.
    #[arg(long, value_name = "PRESET|FILE", default_value = "nhs-appendix-a")]
    pub(crate) policy: String,

    #[command(flatten)]
    pub(crate) account: AccountOptions,

    /// Who sets the password: its owner (change), or somebody for them (set).
    #[arg(long, value_name = "change|set", value_parser = operation(), hide_possible_values = true)]
    pub(crate) operation: Option<Operation>,

    /// Who will read the answer: the typist (private), a service desk, or a log. Only `private` says where in the
    /// password a finding lies and which word was read. [default: private at a terminal's prompt, desk otherwise]
    #[arg(long, value_name = "private|desk|log", value_parser = disclosure(), hide_possible_values = true)]
    pub(crate) disclosure: Option<Disclosure>,

    /// How to answer; --batch always answers in JSON.
    #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
    pub(crate) format: Format,

    /// The language of messages: English or Welsh.
    #[arg(long, value_name = "en|cy", default_value = "en", value_parser = language(), hide_possible_values = true)]
    pub(crate) lang: Language,

    /// Read one password from standard input; exactly one newline (LF or CR LF) at its end is taken off.
    #[arg(long, conflicts_with = "batch")]
    pub(crate) stdin: bool,

    /// Read requests from standard input, one JSON object a line, and answer each in order with one line.
    #[arg(long, conflicts_with = "AccountOptions")]
    pub(crate) batch: bool,
}

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
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

fn date(text: &str) -> Result<Date, &'static str> {
    Date::parse(text).ok_or("not a day of the calendar written as YYYY-MM-DD")
}

fn operation() -> impl TypedValueParser<Value = Operation> {
    let named = |name: String| if name == "set" { Operation::Set } else { Operation::Change };
    PossibleValuesParser::new(["change", "set"]).map(named)
}

fn disclosure() -> impl TypedValueParser<Value = Disclosure> {
    PossibleValuesParser::new(Disclosure::ALL.map(Disclosure::id))
        .map(|id| Disclosure::from_id(&id).unwrap_or_default())
}

pub(crate) fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::id))
        .map(|id| Language::from_id(&id).unwrap_or_default())
}
