//! Every judged case through the command: the same findings as in Rust, policy by policy.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests may")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use common::run;
use keyward_tests::{Case, cases};
use serde_json::Value;

#[test]
fn the_command_judges_every_case_as_its_policy_says() {
    let mut by_policy: BTreeMap<String, Vec<(String, Case)>> = BTreeMap::new();
    for (file, cases) in cases().unwrap() {
        for case in cases {
            by_policy.entry(case.policy.clone()).or_default().push((case.name(&file), case));
        }
    }
    let mut unmet = Vec::new();
    let folder = tempfile::tempdir().unwrap();
    for (policy, cases) in by_policy {
        let mut requests = String::new();
        for (_, case) in &cases {
            writeln!(requests, "{}", case.request).unwrap();
        }
        let file = folder.path().join("policy.json");
        std::fs::write(&file, &policy).unwrap();
        let given = if policy.starts_with('{') { file.to_str().unwrap() } else { &policy };
        let run = run(&["check", "--batch", "--policy", given], requests.as_bytes());
        let refuses = run.output.contains("\"accepted\":false");
        assert_eq!((run.status, run.errors.as_str()), (Some(i32::from(refuses)), ""));
        assert_eq!(run.output.lines().count(), cases.len());
        for (answer, (name, case)) in run.output.lines().zip(&cases) {
            let answer: Value = serde_json::from_str(answer).unwrap();
            assert_eq!(answer["policy"], *if policy.starts_with('{') { "policy" } else { &policy });
            let findings = answer["findings"].as_array().unwrap();
            let rules: Vec<_> =
                findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect();
            let accepted = answer["accepted"].as_bool().unwrap();
            unmet.extend(case.expect.unmet(accepted, &rules).map(|reason| format!("{name}: {reason}")));
        }
    }
    assert!(unmet.is_empty(), "{} cases:\n{}", unmet.len(), unmet.join("\n"));
}
