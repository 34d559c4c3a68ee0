//! Every judged case, through the Rust library.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

use std::collections::BTreeSet;

use keyward::{Detail, Disclosure, Finding, Key, Language, NamedPolicy, Rule, Validator};
use keyward_tests::{Case, cases};
use serde_json::Value;

/// A preset, or a policy file in JSON.
fn policy(text: &str) -> NamedPolicy {
    let policy = if text.starts_with('{') { NamedPolicy::from_json(text) } else { NamedPolicy::preset(text) };
    policy.unwrap()
}

fn rules(case: &Case, policy: NamedPolicy) -> Vec<&'static str> {
    let validator = Validator::new(policy);
    case.with_context(|context| validator.check(case.password(), context))
        .findings()
        .map(|finding| finding.rule.id())
        .collect()
}

/// What decides nothing here: a page has no filter, advice is no verdict, and what happens later is no check's.
const WITHOUT_CASES: [Key; 5] =
    [Key::Breached, Key::Strength, Key::ExpiresAfterDays, Key::ChangeAtFirstLogOn, Key::LockAfterAttempts];

#[test]
fn every_key_of_a_policy_file_decides_some_case() {
    let mut decided = BTreeSet::new();
    for case in cases().unwrap().into_iter().flat_map(|(_, cases)| cases) {
        let Ok(Value::Object(keys)) = serde_json::from_str(&case.policy) else { continue };
        for key in keys.keys() {
            let mut others = keys.clone();
            others.remove(key);
            let Ok(without) = NamedPolicy::from_json(&Value::Object(others).to_string()) else { continue };
            if rules(&case, without) != rules(&case, policy(&case.policy)) {
                decided.insert(key.clone());
            }
        }
    }
    for key in Key::ALL.iter().filter(|key| !WITHOUT_CASES.contains(key)) {
        assert!(decided.contains(key.id()), "no case hangs on {}", key.id());
    }
    assert!(decided.contains("words"));
}

#[test]
fn every_case_is_judged_as_its_policy_says() {
    let mut unmet = Vec::new();
    for (file, cases) in cases().unwrap() {
        for case in cases {
            let validator = Validator::new(policy(&case.policy));
            let report = case.with_context(|context| validator.check(case.password(), context));
            let rules: Vec<_> = report.findings().map(|finding| finding.rule.id().to_owned()).collect();
            let alone = case.with_context(|context| validator.accepts(case.password(), context));
            assert_eq!(alone, report.accepted(), "{}: the verdict alone", case.name(&file));
            unmet.extend(
                case.expect
                    .unmet(report.accepted(), &rules)
                    .map(|reason| format!("{}: {reason}", case.name(&file))),
            );
        }
    }
    assert!(unmet.is_empty(), "{} cases:\n{}", unmet.len(), unmet.join("\n"));
}

#[test]
fn every_case_can_fail_and_has_a_name_of_its_own() {
    let ids: BTreeSet<_> = Rule::ALL.iter().copied().map(Rule::id).collect();
    for (file, cases) in cases().unwrap() {
        let mut names = BTreeSet::new();
        for case in &cases {
            let expect = &case.expect;
            let rules = expect.any_of.iter().chain(&expect.exactly).flatten().chain(&expect.none_of);
            for rule in rules.clone() {
                assert!(ids.contains(rule.as_str()), "{}: no rule {rule}", case.name(&file));
            }
            let says_something = expect.accepted.is_some() || expect.exactly.is_some() || rules.count() > 0;
            assert!(says_something, "{} expects nothing", case.name(&file));
            assert!(!case.why.is_empty() && case.request["password"].is_string(), "{}", case.name(&file));
            assert!(names.insert(case.id.to_string()), "{} is there twice", case.name(&file));
        }
    }
}

#[test]
fn every_rule_of_a_preset_is_both_broken_and_kept() {
    let all: Vec<_> = cases().unwrap().into_iter().flat_map(|(_, cases)| cases).collect();
    for name in ["nhs-appendix-a", "hw-5.3.2"] {
        for rule in Rule::ALL.iter().copied().filter(|rule| policy(name).policy().applies(*rule)) {
            let of_policy = || all.iter().filter(|case| case.policy == name);
            let is_named =
                |rules: &Option<Vec<String>>| rules.iter().flatten().any(|named| named == rule.id());
            let broken = of_policy().any(|case| {
                is_named(&case.expect.exactly)
                    || case.expect.any_of.as_ref().is_some_and(|rules| rules.as_slice() == [rule.id()])
            });
            let kept = of_policy().any(|case| {
                case.expect.none_of.iter().any(|named| named == rule.id())
                    || case.expect.exactly.is_some() && !is_named(&case.expect.exactly)
            });
            assert!(broken && kept, "{name} {}: broken {broken}, kept {kept}", rule.id());
        }
    }
}

#[test]
fn desk_and_log_texts_tell_nothing_of_the_candidate() {
    for (file, cases) in cases().unwrap() {
        for case in cases {
            let policy = self::policy(&case.policy);
            let validator = Validator::new(policy.clone());
            let report = case.with_context(|context| validator.check(case.password(), context));
            let characters: Vec<char> = case.password().chars().collect();
            for finding in report.findings() {
                // What the text would be whatever the candidate is.
                let any = Finding { rule: finding.rule, span: None, detail: Detail::Plain };
                for disclosure in [Disclosure::Desk, Disclosure::Log] {
                    for &language in Language::ALL {
                        let text = finding.message(policy.policy(), disclosure, language).to_string();
                        let anyway = any.message(policy.policy(), disclosure, language).to_string();
                        let told = characters
                            .windows(3)
                            .map(String::from_iter)
                            .any(|part: String| text.contains(&part) && !anyway.contains(&part));
                        assert!(!told, "{}: {}", case.name(&file), finding.rule.id());
                    }
                }
            }
        }
    }
}
