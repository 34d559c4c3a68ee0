//! `keyward explain`: what a policy requires, for people and for browsers.

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use keyward::{ExplainFormat, Language, Meets, PasswordRules, browser_generators, explain};

use crate::open;
use crate::options::{self, PolicyArgument};
use crate::outcome::Outcome;
use crate::output::{note, print};

#[derive(Args)]
pub(crate) struct ExplainOptions {
    #[command(flatten)]
    policy: PolicyArgument,

    /// The language: English or Welsh.
    #[arg(long, value_name = "en|cy", default_value = "en", value_parser = options::language(), hide_possible_values = true)]
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
        |id: String| ExplainFormat::ALL.iter().copied().find(|format| format.id() == id).unwrap_or_default();
    PossibleValuesParser::new(ExplainFormat::ALL.iter().map(|each| each.id())).map(named)
}

pub(crate) fn run(options: &ExplainOptions) -> Result<Outcome> {
    let named = open::policy(options.policy.name())?;
    if options.html_passwordrules {
        print(format!("{}\n", PasswordRules::of(named.policy()).attribute()).as_bytes())?;
        for generator in browser_generators(named.policy()) {
            let meets = match generator.meets {
                Meets::Always => "always meets",
                Meets::Sometimes => "sometimes meets",
                Meets::Never => "never meets",
            };
            note(&format!("{meets} what the policy counts: {}", generator.name))?;
        }
    } else {
        print(explain(&named, options.lang, options.format).as_bytes())?;
    }
    Ok(Outcome::Accepted)
}
