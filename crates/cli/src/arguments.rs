//! The command line as clap reads it. Its help texts are the manual.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use keyward::{Date, Disclosure, Language, NamedPolicy, Operation};

use crate::breached::BreachedCommand;
use crate::explain::ExplainOptions;
use crate::lint::LintOptions;
use crate::policy::PolicyCommand;
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
    Check(Box<CheckOptions>),

    /// Suggests passwords that are sure to pass.
    #[command(after_help = SUGGEST_HELP)]
    Suggest(Box<SuggestOptions>),

    /// Says what a policy requires, for people and for browsers.
    Explain(ExplainOptions),

    /// Says where a policy breaks published standards.
    #[command(after_help = LINT_HELP)]
    Lint(LintOptions),

    /// Lists presets, writes policies out and checks policy files.
    #[command(subcommand)]
    Policy(PolicyCommand),

    /// Remembers earlier passwords of an account, hashed, and recognises them.
    #[command(subcommand, after_help = HISTORY_HELP)]
    History(HistoryCommand),

    /// Compiles an organisation's own word list.
    #[command(subcommand, after_help = DICT_HELP)]
    Dict(DictCommand),

    /// Makes a filter of leaked passwords.
    #[command(subcommand)]
    Breached(BreachedCommand),
}

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

#[derive(Args)]
pub(crate) struct PasswordSource {
    /// Read the password from standard input; exactly one newline (LF or CR LF) at its end is taken off.
    #[arg(long)]
    pub(crate) stdin: bool,
}

#[derive(Subcommand)]
pub(crate) enum DictCommand {
    /// Compiles a list: one entry a line, `#` begins a comment. Case, diacritics and what is between letters do not matter.
    Build {
        /// The list, UTF-8.
        #[arg(value_name = "LIST.txt")]
        list: PathBuf,
        /// Where the compiled dictionary goes.
        #[arg(value_name = "FILE.blob")]
        blob: PathBuf,
        /// Where the list comes from, kept in the dictionary. [default: the name of the list]
        #[arg(long, value_name = "TEXT")]
        provenance: Option<String>,
    },
    /// Says what is in a compiled dictionary.
    Info {
        /// The compiled dictionary.
        #[arg(value_name = "FILE.blob")]
        blob: PathBuf,
    },
}

const CHECK_HELP: &str = r#"The password is asked for at the terminal without showing it, or read with --stdin. It is never an argument.

Exit status: 0 accepted, 1 rejected, 2 could not check (the reason is on standard error).
With --batch: 0 if every password was accepted, 1 if one was rejected, 2 if a line could not be checked.

A request of --batch, where only the password must be there; the file of --context holds its context:
  {"id":1,"password":"...","operation":"change","context":{"username":"","names":[],"email":"",
  "phone":"","date_of_birth":"YYYY-MM-DD","related":[],"subjects":[]},"previous":[],
  "other_accounts":[],"history":[]}
An answer, and that to a line that cannot be checked:
  {"id":1,"accepted":false,"findings":[{"rule":"special","clause":"WE-C6","severity":"violation",
  "message":"..."}],"policy":"nhs-appendix-a","policy_digest":"..."}
  {"line":2,"error":"..."}
The current password, typed at a change, goes into `previous`: options and files would keep it. docs/batch.md explains each key."#;

const HISTORY_HELP: &str = "\
Beside FILE lies FILE.lock, which is empty and lets one writer at a time change it. It may be deleted when nobody writes.

A file that is there keeps its owner, and a new one belongs to who makes it: run the first `add` as the account that will \
read the history.";

const DICT_HELP: &str = "\
Beside FILE.blob lies FILE.blob.lock, which is empty and lets one writer at a time change it. It may be deleted when \
nobody writes.";

const SUGGEST_HELP: &str = "\
Exit status: 0 something is suggested, 1 the sentence's initials are rejected, 2 nothing can be suggested.";

const LINT_HELP: &str = "\
Exit status: 0 no clause is broken, 1 at least one is, 2 the policy cannot be read.";

#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) answer: AnswerOptions,

    #[command(flatten)]
    pub(crate) account: AccountOptions,

    /// The account's earlier passwords, as `keyward history add` keeps them.
    #[arg(long, value_name = "FILE", conflicts_with = "batch")]
    pub(crate) history: Option<PathBuf>,

    /// Ask the history even when a cheaper rule has already objected.
    #[arg(long)]
    pub(crate) thorough: bool,

    /// A word list of the organisation's own, compiled with `keyward dict build`; may be given again.
    #[arg(long = "dictionary", value_name = "FILE.blob")]
    pub(crate) dictionaries: Vec<PathBuf>,

    /// A filter of leaked passwords, made with `keyward breached build`: none of them is accepted.
    #[arg(long, value_name = "FILE")]
    pub(crate) breached: Option<PathBuf>,

    /// Who sets the password: its owner (change), or somebody for them (set). The verdict is the same; somebody else is not
    /// told what is for its owner alone. [default: change]
    #[arg(long, value_name = "change|set", value_parser = operation(), hide_possible_values = true)]
    pub(crate) operation: Option<Operation>,

    /// Who will read the answer: the typist (private), a service desk, or a log. Only `private` says where in the
    /// password a finding lies, which word was read and what was done to an earlier password. [default: private at a
    /// terminal's prompt, desk with --operation set, --stdin and --batch]
    #[arg(long, value_name = "private|desk|log", value_parser = disclosure(), hide_possible_values = true)]
    pub(crate) disclosure: Option<Disclosure>,

    /// Show zxcvbn's score and how many guesses it expects, too: advice that does not change the verdict.
    #[arg(long, conflicts_with = "batch")]
    pub(crate) strength: bool,

    /// Read one password from standard input; exactly one newline (LF or CR LF) at its end is taken off.
    #[arg(long, conflicts_with = "batch")]
    pub(crate) stdin: bool,

    /// Read requests from standard input, one JSON object a line, and answer each in order with one line, always in JSON.
    #[arg(long, conflicts_with = "AccountOptions")]
    pub(crate) batch: bool,
}

/// The policy that a command speaks of: named as it is, or as the other commands name theirs.
#[derive(Args)]
pub(crate) struct PolicyArgument {
    /// The policy: a preset or a policy file. [default: nhs-appendix-a]
    #[arg(value_name = "PRESET|FILE")]
    policy: Option<String>,

    /// The same, as an option.
    #[arg(long = "policy", value_name = "PRESET|FILE", conflicts_with = "policy")]
    option: Option<String>,
}

impl PolicyArgument {
    pub(crate) fn name(&self) -> &str {
        self.policy.as_ref().or(self.option.as_ref()).map_or(NamedPolicy::DEFAULT, String::as_str)
    }
}

/// Under which policy, and in which form and language.
#[derive(Args)]
pub(crate) struct AnswerOptions {
    /// The policy: nhs-appendix-a, hw-5.3.2, another preset or a policy file.
    #[arg(long, value_name = "PRESET|FILE", default_value = "nhs-appendix-a")]
    pub(crate) policy: String,

    /// How to answer.
    #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
    pub(crate) format: Format,

    /// The language of messages: English or Welsh.
    #[arg(long, value_name = "en|cy", default_value = "en", value_parser = language(), hide_possible_values = true)]
    pub(crate) lang: Language,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// A number of things, where none would be a mistake.
pub(crate) fn count(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|count| *count > 0).ok_or("not a whole number of 1 or more")
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
