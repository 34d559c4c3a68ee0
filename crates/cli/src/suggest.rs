//! `keyward suggest`: passwords that are sure to pass, or the initials of a sentence and what they lack.

use std::io;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use keyward::{
    Context, Disclosure, Language, NamedPolicy, Operation, Style, Suggester, Suggestion, Validator, initials,
    read_aloud,
};
use serde_json::json;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::arguments::{self, AccountOptions, Format};
use crate::{Outcome, answer, password, policy, print};

#[derive(Args)]
pub(crate) struct SuggestOptions {
    /// The policy: a preset or a policy file.
    #[arg(long, value_name = "PRESET|FILE", default_value = NamedPolicy::DEFAULT)]
    policy: String,

    /// How passwords are made: of short words, numbers and symbols; of random characters; or of the first letters of a
    /// sentence, which is asked for without showing it.
    #[arg(long, value_name = "words|random|initials", default_value = "words", hide_possible_values = true)]
    style: StyleOption,

    /// The number of random characters, or the fewest characters with words.
    #[arg(long, value_name = "N")]
    length: Option<usize>,

    /// How many passwords to suggest.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1000))]
    count: u16,

    #[command(flatten)]
    account: AccountOptions,

    /// How to answer.
    #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
    format: Format,

    /// The language of messages: English or Welsh. Passwords are read aloud in English.
    #[arg(long, value_name = "en|cy", default_value = "en", value_parser = arguments::language(), hide_possible_values = true)]
    lang: Language,

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

pub(crate) fn run(options: &SuggestOptions) -> Result<Outcome> {
    let validator = Validator::new(policy::open(&options.policy)?);
    let mut account = Account::from_options(&options.account)?;
    account.operation = Operation::Set;
    let style = match options.style {
        StyleOption::Words => Style::Words,
        StyleOption::Random => Style::Random,
        StyleOption::Initials => {
            if options.length.is_some() || options.count > 1 {
                bail!("--length and --count cannot be used with --style initials: the sentence decides");
            }
            return account.with_context(|context| from_sentence(options, &validator, context));
        }
    };
    if options.stdin {
        bail!("--stdin is for the sentence of --style initials");
    }
    account.with_context(|context| {
        let mut suggester = Suggester::new(&validator, context, style, options.length)?;
        for _ in 0..options.count {
            let suggestion = suggester.suggest()?;
            print(&told(&suggestion, validator.policy(), options))?;
        }
        Ok(Outcome::Accepted)
    })
}

fn told(suggestion: &Suggestion, policy: &NamedPolicy, options: &SuggestOptions) -> Zeroizing<Vec<u8>> {
    let aloud = suggestion.read_aloud();
    let text = match options.format {
        Format::Text => {
            let change = match (suggestion.must_change(), options.lang) {
                (false, _) => "",
                (true, Language::English) => "  Change it the first time you log on.\n",
                (true, Language::Welsh) => "  Newidiwch ef y tro cyntaf i chi fewngofnodi.\n",
            };
            let bits = suggestion.entropy_bits();
            let (said, entropy) = match options.lang {
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
    context: &Context<'_>,
) -> Result<Outcome> {
    let sentence =
        if options.stdin { password::read(io::stdin().lock())? } else { password::ask("Sentence: ")? };
    let password = initials(&sentence);
    let report = validator.check(&password, context);
    let style =
        answer::Style { policy: validator.policy(), disclosure: Disclosure::Private, language: options.lang };
    let mut answer = Zeroizing::new(Vec::new());
    match options.format {
        Format::Text => {
            answer.extend_from_slice(password.as_bytes());
            answer.push(b'\n');
            style.write_text(&mut *answer, &password, &report)?;
        }
        Format::Json => {
            let mut line = Zeroizing::new(Vec::new());
            style.write_json(&mut *line, None, &report)?;
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
    Ok(if report.accepted() { Outcome::Accepted } else { Outcome::Rejected })
}
