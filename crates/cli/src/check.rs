//! `keyward check`: one password, or many with `--batch`.

use std::borrow::Cow;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use keyward::history::{HistoryMode, Search};
use keyward::{Disclosure, Operation, Report, Rule, Strength};

use crate::account::{Account, AccountOptions};
use crate::answer::Style;
use crate::batch::Batch;
use crate::json::Text;
use crate::options::{AnswerOptions, Format, disclosure, operation};
use crate::outcome::Outcome;
use crate::{open, output, password, progress};

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

    /// With --batch: judge on so many threads; the answers come in the order of the requests all the same.
    #[arg(long, value_name = "N", requires = "batch", default_value = "1", value_parser = threads)]
    pub(crate) threads: NonZeroUsize,

    /// With --batch: say at the end, on standard error, how many passwords were accepted and how often each rule objected. On a
    /// terminal a batch of more than a second says so anyway.
    #[arg(long, requires = "batch")]
    pub(crate) summary: bool,
}

fn threads(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse()
        .ok()
        .filter(|threads: &NonZeroUsize| threads.get() <= 256)
        .ok_or("not a whole number from 1 to 256")
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
    let disclosure = options.disclosure.unwrap_or(otherwise);
    let style = Style::new(validator.named(), disclosure, options.answer.lang);
    let ask = if options.thorough { HistoryMode::Always } else { HistoryMode::IfAccepted };
    if options.strength && style.disclosure == Disclosure::Log {
        bail!("--strength tells of the password, and a log must not: leave it out with --disclosure log");
    }
    if options.batch {
        let search = if options.threads == NonZeroUsize::MIN {
            Search::DEFAULT
        } else {
            // Each thread hashes for itself: more would wait for a core.
            Search { threads: 1, ..Search::DEFAULT }
        };
        let (validator, style, verdict_only) = (&validator, &style, options.verdict_only);
        let batch = Batch { validator, style, operation, ask, search, verdict_only };
        return run_batch(&batch, options);
    }
    let file = options.account.read_file()?;
    let mut account = Account::from_options(&options.account, &file)?;
    account.operation = operation;
    if let Some(path) = &options.history {
        account.history = open::history_for(path, validator.policy())?;
    }
    let (current, password) = match (options.current, options.stdin) {
        (false, false) => (None, password::ask("New password: ")?),
        (false, true) => (None, password::read(io::stdin().lock())?),
        (true, false) => (Some(password::ask("Current password: ")?), password::ask("New password: ")?),
        (true, true) => {
            let (current, new) = password::read_two(io::stdin().lock())?;
            (Some(current), new)
        }
    };
    account.previous.extend(current.as_ref().map(|current| Text(Cow::Borrowed(current))));
    let mut report = Report::EMPTY;
    progress::during("Comparing with earlier passwords", || {
        account.judge(&mut report, &password, &validator, ask, &Search::DEFAULT)
    })?;
    let advised = style.disclosure == Disclosure::Private
        && options.answer.format == Format::Text
        && validator.policy().applies(Rule::Weak);
    // The policy's own words are guessed first too, as they are for its advice.
    let estimate = || {
        account.in_context(|context| style.policy.in_context(context, |known| Strength::of(&password, known)))
    };
    let strength = (options.strength || advised).then(estimate);
    style.print(&password, &report, strength, options.answer.format)?;
    Ok(Outcome::of(&report))
}

/// Answers the requests of standard input.
fn run_batch(batch: &Batch<'_>, options: &CheckOptions) -> Result<Outcome> {
    let mut progress = progress::Requests::of_input();
    let mut output = io::stdout().lock();
    let summary = if options.threads == NonZeroUsize::MIN {
        batch.run(&mut io::stdin().lock(), &mut output, &mut progress)?
    } else {
        batch.run_on(options.threads, io::stdin(), &mut output, &mut progress)?
    };
    if progress.end() || options.summary {
        output::note(&summary.within(batch.validator.policy()).to_string())?;
    }
    Ok(summary.outcome())
}
