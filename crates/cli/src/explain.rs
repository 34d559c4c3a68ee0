//! `keyward explain`: what a policy requires, for people and for browsers.

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use keyward::{ExplainFormat, Language, Meets, NamedPolicy, PasswordRules, browser_generators};

use crate::{Outcome, arguments, check, print};

#[derive(Args)]
pub(crate) struct ExplainOptions {
    /// The policy: a preset or a policy file.
    #[arg(value_name = "PRESET|FILE", default_value = NamedPolicy::DEFAULT)]
    policy: String,

    /// The language: English or Welsh.
    #[arg(long, value_name = "en|cy", default_value = "en", value_parser = arguments::language(), hide_possible_values = true)]
    lang: Language,

    /// How to write it: html is a paragraph and a list to put in a page.
    #[arg(long, value_name = "text|markdown|html", default_value = "text", value_parser = format(), hide_possible_values = true)]
    format: ExplainFormat,

    /// Write the passwordrules attribute of an HTML password field instead; standard error says whether the password
    /// generators of browsers can meet the policy.
    #[arg(long, conflicts_with_all = ["lang", "format"])]
    html_passwordrules: bool,
}

fn format() -> impl TypedValueParser<Value = ExplainFormat> {
    let named =
        |id: String| ExplainFormat::ALL.into_iter().find(|format| format.id() == id).unwrap_or_default();
    PossibleValuesParser::new(ExplainFormat::ALL.map(ExplainFormat::id)).map(named)
}

pub(crate) fn run(options: &ExplainOptions) -> Result<Outcome> {
    let named = check::open_policy(&options.policy)?;
    if options.html_passwordrules {
        print(format!("{}\n", PasswordRules::of(named.policy()).attribute()).as_bytes())?;
        for generator in browser_generators(named.policy()) {
            let meets = match generator.meets {
                Meets::Always => "always meets",
                Meets::Sometimes => "sometimes meets",
                Meets::Never => "never meets",
            };
            eprintln!("{meets} what the policy counts: {}", generator.name);
        }
    } else {
        print(named.explain(options.lang, options.format).as_bytes())?;
    }
    Ok(Outcome::Accepted)
}
