//! `keyward lint`: where a policy breaks published standards, falls short of them or goes beyond.

use anyhow::Result;
use clap::Args;
use keyward::{Relation, lint};
use serde_json::json;

use crate::arguments::{Format, PolicyArgument};
use crate::{Outcome, check, print};

#[derive(Args)]
pub(crate) struct LintOptions {
    #[command(flatten)]
    policy: PolicyArgument,

    /// How to answer.
    #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
    format: Format,
}

pub(crate) fn run(options: &LintOptions) -> Result<Outcome> {
    let policy = check::open_policy(options.policy.name())?;
    let remarks = lint(&policy);
    let answer = match options.format {
        Format::Text => remarks.iter().map(|remark| format!("{remark}\n")).collect::<Vec<_>>().concat(),
        Format::Json => {
            let answer =
                json!({ "policy": policy.name(), "policy_digest": policy.digest(), "remarks": remarks });
            format!("{answer}\n")
        }
    };
    print(answer.as_bytes())?;
    let broken = remarks.iter().any(|remark| remark.relation == Relation::Breaks);
    Ok(if broken { Outcome::Rejected } else { Outcome::Accepted })
}
