//! How many of many passwords a policy would refuse, and by which rules: `audit PRESET < PASSWORDS`, one a line.
//!
//! Nothing that is printed has anything of a password in it.

use std::collections::BTreeMap;
use std::env;
use std::io::{BufRead as _, stdin};

use anyhow::{Context as _, Result};
use keyward::{Context, Preset, Report, Validator};

fn main() -> Result<()> {
    let id = env::args().nth(1).unwrap_or_else(|| "nhs-appendix-a".to_owned());
    let preset = Preset::from_id(&id).with_context(|| format!("no preset is called {id}"))?;
    let validator = Validator::new(preset.policy.clone());

    let (mut all, mut accepted) = (0_u64, 0_u64);
    let mut by_rule = BTreeMap::new();
    let mut report = Report::default();
    for (index, line) in stdin().lock().lines().enumerate() {
        let password = line.with_context(|| format!("line {} is not UTF-8", index + 1))?;
        validator.check_into(&mut report, &password, &Context::default());
        all += 1;
        accepted += u64::from(report.accepted());
        for finding in report.findings() {
            *by_rule.entry(finding.rule).or_insert(0_u64) += 1;
        }
    }

    println!("{accepted} of {all} accepted by {}", preset.title);
    for (rule, count) in by_rule {
        println!("{count:>8}  {rule:<24}{}", preset.policy.clause(rule));
    }
    Ok(())
}
