//! Every preset refuses the most used passwords of its length: OWASP ASVS 5.0, 6.2.4, asks for "the top 3000 passwords which match the
//! application's password policy", and NIST SP 800-63B-4, 3.1.1.2, for a blocklist.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests may")]

use keyward::{Context, PRESETS, Rule, Validator};

/// Of each of three lengths the most used: `cargo xtask words` makes it from a public list.
const MOST_USED: &str = include_str!("../../words/data/most-used.txt");
const EACH: usize = 3_000;

#[test]
fn each_preset_refuses_99_in_100_of_the_most_used_of_its_length() {
    for preset in PRESETS {
        let least = usize::from(preset.policy.min_length);
        // Only these lengths have the whole of their most used there.
        assert!([8, 12, 15].contains(&least), "{}", preset.id);
        let validator = Validator::new(preset.policy.clone());
        let of_length = || MOST_USED.lines().filter(|password| password.chars().count() >= least).take(EACH);
        let accepted: Vec<_> =
            of_length().filter(|password| validator.accepts(password, &Context::default())).collect();
        assert_eq!(of_length().count(), EACH);
        assert!(accepted.len() * 100 <= EACH, "{} accepts {}: {accepted:?}", preset.id, accepted.len());
    }
}

#[test]
fn what_is_not_listed_is_not_refused() {
    let preset = PRESETS.iter().find(|preset| preset.id == "nist-800-63b-4-single").unwrap();
    let validator = Validator::new(preset.policy.clone());
    for (password, is_listed) in
        [("ldvcienporciento", true), ("LDVcienPorCiento", true), ("ldvcienporcienta", false)]
    {
        let report = validator.check(password, &Context::default());
        assert_eq!(report.finding(Rule::CommonPassword).is_some(), is_listed, "{password}");
    }
}
