//! `keyward check`: one password, or many with `--batch`.

use std::io;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use keyward::history::Ask;
use keyward::{Disclosure, Operation, Rule, Strength};

use crate::account::{Account, AccountOptions};
use crate::answer::Style;
use crate::batch::Batch;
use crate::options::{AnswerOptions, Format, disclosure, operation};
use crate::outcome::Outcome;
use crate::{open, password, progress};

pub(crate) const HELP: &str = r#"The password is asked for at the terminal without showing it, or read with --stdin. It is never an argument.

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
The current password, typed at a change, goes into `previous`; for one password there is --current. Options and files would keep it.
docs/batch.md explains each key."#;

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

    /// Take the current password too, which is typed at a change: what is made from it is refused. It is asked for first; with
    /// --stdin it is the first line, and the new one the second.
    #[arg(long, conflicts_with = "batch")]
    pub(crate) current: bool,

    /// Read requests from standard input, one JSON object a line, and answer each in order with one line, always in JSON.
    #[arg(long, conflicts_with = "AccountOptions")]
    pub(crate) batch: bool,

    /// With --batch: answer each request with its verdict alone, sooner, as nothing is looked at after the first violation.
    #[arg(long, requires = "batch", conflicts_with_all = ["disclosure", "thorough"])]
    pub(crate) verdict_only: bool,
}

/// Judges what the options say.
pub(crate) fn run(options: &CheckOptions) -> Result<Outcome> {
    let policy = open::policy(&options.answer.policy)?;
    let blobs = open::blobs(&options.dictionaries)?;
    let validator = open::validator(policy, &blobs, options.breached.as_deref())?;
    let operation = options.operation.unwrap_or_default();
    // Who sets a password for somebody is not to learn from it what that person's others are like.
    let typed_by_owner = !options.stdin && !options.batch && operation == Operation::Change;
    let otherwise = if typed_by_owner { Disclosure::Private } else { Disclosure::Desk };
    let style = Style {
        policy: validator.named(),
        disclosure: options.disclosure.unwrap_or(otherwise),
        language: options.answer.lang,
    };
    let ask = if options.thorough { Ask::Always } else { Ask::IfAccepted };
    if options.strength && style.disclosure == Disclosure::Log {
        bail!("--strength tells of the password, and a log must not: leave it out with --disclosure log");
    }
    if options.batch {
        let batch = Batch {
            validator: &validator,
            style: &style,
            operation,
            ask,
            verdict_only: options.verdict_only,
        };
        return batch.run(&mut io::stdin().lock(), &mut io::stdout().lock());
    }
    let mut account = Account::from_options(&options.account)?;
    account.known.operation = operation;
    if let Some(path) = &options.history {
        account.history = open::history_for(path, validator.policy())?;
    }
    let password = match (options.current, options.stdin) {
        (false, false) => password::ask("New password: ")?,
        (false, true) => password::read(io::stdin().lock())?,
        (true, false) => {
            account.known.previous.push(password::ask("Current password: ")?);
            password::ask("New password: ")?
        }
        (true, true) => {
            let (current, new) = password::read_two(io::stdin().lock())?;
            account.known.previous.push(current);
            new
        }
    };
    let report =
        progress::during("Comparing with earlier passwords", || account.judge(&password, &validator, ask))?;
    let advised = style.disclosure == Disclosure::Private
        && options.answer.format == Format::Text
        && validator.policy().applies(Rule::Weak);
    // The policy's own words are guessed first too, as they are for its advice.
    let estimate = || {
        account.known.lend(|context| style.policy.in_context(context, |known| Strength::of(&password, known)))
    };
    let strength = (options.strength || advised).then(estimate);
    style.print(&password, &report, strength, options.answer.format)?;
    Ok(Outcome::of(&report))
}
