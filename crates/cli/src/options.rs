//! Options that several commands share.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use keyward::{Disclosure, Language, NamedPolicy, Operation};

#[derive(Args)]
pub(crate) struct PasswordSource {
    /// Read the password from standard input; exactly one newline (LF or CR LF) at its end is taken off.
    #[arg(long)]
    pub(crate) stdin: bool,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
}

/// A number of things, where none would be a mistake.
pub(crate) fn count(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|count| *count > 0).ok_or("not a whole number of 1 or more")
}

pub(crate) fn operation() -> impl TypedValueParser<Value = Operation> {
    PossibleValuesParser::new(Operation::ALL.iter().map(|each| each.id()))
        .map(|id| Operation::from_id(&id).unwrap_or_default())
}

pub(crate) fn disclosure() -> impl TypedValueParser<Value = Disclosure> {
    PossibleValuesParser::new(Disclosure::ALL.iter().map(|each| each.id()))
        .map(|id| Disclosure::from_id(&id).unwrap_or_default())
}

pub(crate) fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.iter().map(|each| each.id()))
        .map(|id| Language::from_id(&id).unwrap_or_default())
}
