//! `cargo lab judged`: the cases that people judged (`lab/data`), and which of them the rules judge otherwise.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;
use keyward::{PRESETS, Validator};
use keyward_tests::Case;
use serde_json::{Value, json};

/// `habits`: what people do to get past the counts. `reports`: what users of other libraries reported, chosen as what is
/// judged wrongly. `judgements`: what the policy's text says.
const FILES: [&str; 3] = ["habits", "reports", "judgements"];

#[derive(Args)]
pub struct Arguments {
    /// A file of cases, instead of those of `lab/data`.
    files: Vec<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let own = || FILES.into_iter().map(path).collect();
    let files = if arguments.files.is_empty() { own() } else { arguments.files.clone() };
    for file in files {
        let (cases, differences) = differences(&file)?;
        for difference in &differences {
            println!("  {difference}");
        }
        println!("{}: {} of {cases} differ", file.display(), differences.len());
    }
    Ok(())
}

fn path(name: &str) -> PathBuf {
    crate::root().join(format!("lab/data/{name}.jsonl"))
}

/// How many cases a file has, and those that are judged otherwise.
fn differences(file: &Path) -> Result<(usize, Vec<String>)> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let mut differences = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let judged = case(line, number + 1).with_context(|| format!("{}:{}", file.display(), number + 1))?;
        let preset = PRESETS.iter().find(|preset| preset.id == judged.policy);
        let preset = preset.with_context(|| format!("no preset is called {}", judged.policy))?;
        let validator = Validator::new(preset.policy.clone());
        let report = judged.with_context(|context| validator.check(judged.password(), context));
        let rules: Vec<String> = report.findings().map(|finding| finding.rule.id().to_owned()).collect();
        if let Some(reason) = judged.expect.unmet(report.accepted(), &rules) {
            differences.push(format!("{} {}: {reason}", number + 1, judged.password()));
        }
    }
    Ok((text.lines().count(), differences))
}

/// A case of either form: as in `tests/vectors`, or a password with what is wanted of it.
fn case(line: &str, number: usize) -> Result<Case> {
    let value: Value = serde_json::from_str(line)?;
    if value.get("expect").is_some() {
        return Ok(serde_json::from_value(value)?);
    }
    let wanted = value["want"].as_str().context("no `want`")?;
    let context = value.get("context").cloned().unwrap_or_else(|| json!({}));
    Ok(serde_json::from_value(json!({
        "id": number,
        "policy": value["policy"].as_str().unwrap_or("nhs-appendix-a"),
        "request": { "password": value["password"], "context": context },
        "expect": { "accepted": wanted == "accept" },
        "why": "",
    }))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_cases_are_judged_otherwise_than_were() {
        for (name, most) in [("habits", 5), ("reports", 2), ("judgements", 0)] {
            let (cases, differences) = differences(&path(name)).unwrap();
            assert!(cases > 40, "{name} has {cases} cases");
            assert!(differences.len() <= most, "{name}: {differences:#?}");
        }
    }
}
