//! `keyward suggest`: passwords that are sure to pass, or the initials of a sentence and what they lack.

use std::io;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use keyward::history::{HistoryMode, Search};
use keyward::{
    Disclosure, Language, NamedPolicy, Operation, Report, Style, Suggester, Suggestion, Validator, initials,
    read_aloud,
};
use serde_json::json;
use zeroize::Zeroizing;

use crate::account::{Account, AccountOptions};
use crate::options::{AnswerOptions, Format, count};
use crate::outcome::Outcome;
use crate::output::{print, print_to_reader};
use crate::{answer, open, password, progress};

pub(crate) const HELP: &str = "\
Exit status: 0 something is suggested, 1 the sentence's initials are rejected, 2 nothing can be suggested.";

#[derive(Args)]
pub(crate) struct SuggestOptions {
    #[command(flatten)]
    answer: AnswerOptions,

    /// How passwords are made: of short words, numbers and symbols; of random characters; or of the first letters of a
    /// sentence, which is asked for without showing it.
    #[arg(long, value_name = "words|random|initials", default_value = "words", hide_possible_values = true)]
    style: StyleOption,

    /// The number of random characters, or the fewest characters with words.
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true)]
    length: Option<usize>,

    /// How many passwords to suggest.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 1, value_parser = how_many, allow_negative_numbers = true)]
    count: usize,

    #[command(flatten)]
    account: AccountOptions,

    /// The account's earlier passwords, as `keyward history add` keeps them: none that they refuse is suggested.
    #[arg(long, value_name = "FILE")]
    history: Option<PathBuf>,

    /// A word list of the organisation's own, compiled with `keyward dict build`; may be given again.
    #[arg(long = "dictionary", value_name = "FILE.blob")]
    dictionaries: Vec<PathBuf>,

    /// A filter of leaked passwords, made with `keyward breached build`: none of them is suggested.
    #[arg(long, value_name = "FILE")]
    breached: Option<PathBuf>,

    /// Read the sentence from standard input.
    #[arg(long)]
    stdin: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StyleOption {
    Words,
    Random,
    Initials,
}

fn how_many(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|count| (1..=1000).contains(count)).ok_or("not a whole number from 1 to 1000")
}

pub(crate) fn run(options: &SuggestOptions) -> Result<Outcome> {
    let blobs = open::blobs(&options.dictionaries)?;
    let policy = open::policy(&options.answer.policy)?;
    let validator = open::validator(policy, &blobs, options.breached.as_deref())?;
    let file = options.account.read_file()?;
    let mut account = Account::from_options(&options.account, &file)?;
    account.operation = Operation::Set;
    if let Some(path) = &options.history {
        account.history = open::history_for(path, validator.policy())?;
    }
    let style = match options.style {
        StyleOption::Words => Style::Words,
        StyleOption::Random => Style::Random,
        StyleOption::Initials => {
            if options.length.is_some() || options.count > 1 {
                bail!("--length and --count cannot be used with --style initials: the sentence decides");
            }
            return from_sentence(options, &validator, &account);
        }
    };
    if options.stdin {
        bail!("--stdin is for the sentence of --style initials");
    }
    account.in_context(|context| {
        let mut suggester = Suggester::new(&validator, context, style, options.length)?;
        for _ in 0..options.count {
            let suggestion = progress::during("Comparing with earlier passwords", || {
                suggester.suggest_with_history(&account.history, &Search::DEFAULT)
            })?;
            if !print_to_reader(&told(&suggestion, validator.named(), options))? {
                break;
            }
        }
        Ok(Outcome::Accepted)
    })
}

fn told(suggestion: &Suggestion, policy: &NamedPolicy, options: &SuggestOptions) -> Zeroizing<Vec<u8>> {
    let aloud = suggestion.read_aloud();
    let text = match options.answer.format {
        Format::Text => {
            let change = match (suggestion.must_change(), options.answer.lang) {
                (false, _) => "",
                (true, Language::English) => "  Change it the first time you log on.\n",
                (true, Language::Welsh) => "  Newidiwch ef y tro cyntaf i chi fewngofnodi.\n",
            };
            let bits = suggestion.entropy_bits();
            let (said, entropy) = match options.answer.lang {
                Language::English => ("Read aloud", "Entropy"),
                Language::Welsh => ("Yn uchel", "Entropi"),
            };
            format!(
                "{}\n  {said}: {}\n  {entropy}: {bits:.1} bits\n{change}",
                suggestion.password(),
                aloud.as_str()
            )
        }
        Format::Json => {
            let answer = json!({
                "password": suggestion.password(),
                "read_aloud": aloud.as_str(),
                "entropy_bits": (suggestion.entropy_bits() * 10.0).floor() / 10.0,
                "must_change": suggestion.must_change(),
                "policy": policy.name(),
                "policy_digest": policy.digest(),
            });
            format!("{answer}\n")
        }
    };
    Zeroizing::new(text.into_bytes())
}

/// The initials, and what a check of them says to the person who typed the sentence.
fn from_sentence(
    options: &SuggestOptions,
    validator: &Validator<'_>,
    account: &Account<'_>,
) -> Result<Outcome> {
    let sentence =
        if options.stdin { password::read(io::stdin().lock())? } else { password::ask("Sentence: ")? };
    let password = initials(&sentence);
    let mut report = Report::EMPTY;
    account.judge(&mut report, &password, validator, HistoryMode::IfAccepted, &Search::DEFAULT)?;
    let style = answer::Style::new(validator.named(), Disclosure::Private, options.answer.lang);
    let mut answer = Zeroizing::new(Vec::new());
    match options.answer.format {
        Format::Text => {
            answer.extend_from_slice(password.as_bytes());
            answer.push(b'\n');
            style.write_text(&mut *answer, &password, &report, None)?;
        }
        Format::Json => {
            let mut line = Zeroizing::new(Vec::new());
            style.write_json(&mut *line, None, &report, None)?;
            let opened =
                json!({ "password": password.as_str(), "read_aloud": read_aloud(&password).as_str() });
            let opened = Zeroizing::new(opened.to_string());
            // One object: what was made, then what a check answers.
            answer.extend_from_slice(opened.trim_end_matches('}').as_bytes());
            answer.push(b',');
            answer.extend_from_slice(line.get(1..).unwrap_or_default());
        }
    }
    print(&answer)?;
    Ok(Outcome::of(&report))
}
