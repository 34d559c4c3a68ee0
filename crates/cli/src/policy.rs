//! `keyward policy`: the presets, a policy written out in full, and whether a policy file can be used.

use anyhow::Result;
use clap::Subcommand;
use keyward::{NamedPolicy, PRESETS, ReadRules, policy_file_reference, policy_file_schema};
use serde::Serialize;

use crate::open;
use crate::options::Format;
use crate::outcome::Outcome;
use crate::output::print;

#[derive(Subcommand)]
pub(crate) enum PolicyCommand {
    /// Lists the presets.
    List {
        /// How to answer.
        #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
        format: Format,
    },
    /// Writes a policy out in full, as a policy file in TOML.
    Show {
        /// The policy: a preset or a policy file.
        #[arg(value_name = "PRESET|FILE", default_value = NamedPolicy::DEFAULT)]
        policy: String,
    },
    /// Says whether a policy file can be used, and its digest.
    Check {
        /// The policy file.
        #[arg(value_name = "FILE")]
        policy: String,
    },
    /// Explains every key of a policy file.
    Keys,
    /// Writes the JSON Schema of policy files, for an editor.
    Schema,
    /// Writes a policy file made from a text in Apple's passwordrules language. Whatever the policy accepts, the text allows.
    FromPasswordrules {
        /// The text, such as "minlength: 8; required: digit; allowed: upper, [-_.]".
        #[arg(value_name = "TEXT")]
        rules: String,
    },
}

#[derive(Serialize)]
struct Listed {
    id: &'static str,
    title: &'static str,
    source: &'static str,
    digest: String,
}

pub(crate) fn run(command: &PolicyCommand) -> Result<Outcome> {
    let answer = match command {
        PolicyCommand::List { format } => list(*format)?,
        PolicyCommand::Show { policy } => open::policy(policy)?.to_toml(),
        PolicyCommand::Check { policy } => {
            let policy = open::policy(policy)?;
            format!("{} {}\n", policy.name(), policy.digest())
        }
        PolicyCommand::Keys => policy_file_reference(),
        PolicyCommand::Schema => policy_file_schema(),
        PolicyCommand::FromPasswordrules { rules } => {
            let made = rules.parse::<ReadRules>()?.to_policy()?;
            let remarks = made.narrower.iter().map(|remark| format!("# {remark}\n")).collect::<Vec<_>>();
            remarks.concat() + &made.policy.to_toml()
        }
    };
    print(answer.as_bytes())?;
    Ok(Outcome::Accepted)
}

fn list(format: Format) -> Result<String> {
    let listed: Vec<_> = PRESETS
        .iter()
        .map(|preset| Listed {
            id: preset.id,
            title: preset.title,
            source: preset.source,
            digest: NamedPolicy::of(preset.id, preset.policy.clone()).digest().to_owned(),
        })
        .collect();
    Ok(match format {
        Format::Text => {
            listed.iter().map(|row| format!("{:<22} {}\n", row.id, row.title)).collect::<Vec<_>>().concat()
        }
        Format::Json => serde_json::to_string(&listed)? + "\n",
    })
}
