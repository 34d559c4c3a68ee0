//! `keyward lint`: where a policy breaks published standards, falls short of them or goes beyond.

use anyhow::Result;
use clap::Args;
use keyward::{Relation, lint};
use serde_json::json;

use crate::open;
use crate::options::{Format, PolicyArgument};
use crate::outcome::Outcome;
use crate::output::print;

pub(crate) const HELP: &str = "\
Exit status: 0 no clause is broken, 1 at least one is, 2 the policy cannot be read.";

#[derive(Args)]
pub(crate) struct LintOptions {
    #[command(flatten)]
    policy: PolicyArgument,

    /// How to answer.
    #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
    format: Format,
}

pub(crate) fn run(options: &LintOptions) -> Result<Outcome> {
    let policy = open::policy(options.policy.name())?;
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
