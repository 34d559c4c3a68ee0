//! `check`: any candidate and any context under every preset.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use keyward::{Context, Date, Detail, Disclosure, Language, Operation, PRESETS, Rule, Severity, Validator};

static VALIDATORS: LazyLock<Vec<Validator<'static>>> =
    LazyLock::new(|| PRESETS.iter().map(|preset| Validator::new(preset.policy.clone())).collect());

#[derive(Arbitrary)]
struct Input<'a> {
    preset: u8,
    set: bool,
    born: Option<(u16, u8, u8)>,
    single: Option<[&'a str; 3]>,
    names: Vec<&'a str>,
    related: Vec<&'a str>,
    subjects: Vec<&'a str>,
    previous: Vec<&'a str>,
    other_accounts: Vec<&'a str>,
    candidate: &'a str,
}

/// A check answers, always the same, and the answer can be shown: places lie inside the candidate, accepted means no
/// violation, the verdict alone is the same, the log hears nothing but the rule, and what is written for debugging tells nothing.
pub fn check(data: &[u8]) {
    let Ok(input) = Input::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let [username, email, phone] = input.single.unwrap_or_default();
    let context = Context {
        operation: if input.set { Operation::Set } else { Operation::Change },
        username,
        names: &input.names,
        email,
        phone,
        date_of_birth: input.born.map(|(year, month, day)| Date { year, month, day }),
        related: &input.related,
        subjects: &input.subjects,
        previous: &input.previous,
        other_accounts: &input.other_accounts,
    };
    let validator = &VALIDATORS[usize::from(input.preset) % VALIDATORS.len()];
    let policy = validator.policy();
    let report = validator.check(input.candidate, &context);
    assert_eq!(report, validator.check(input.candidate, &context));
    assert_eq!(report.accepted(), validator.accepts(input.candidate, &context));
    assert_eq!(report.accepted(), report.findings().all(|found| found.severity() != Severity::Violation));
    let characters = input.candidate.chars().count();
    assert_eq!(report.finding(Rule::MaxLength).is_some(), characters > usize::from(policy.max_length));
    for finding in report.findings() {
        assert!(policy.applies(finding.rule));
        if let Some(span) = finding.span {
            assert!(!input.candidate[span.range()].is_empty());
            let units = span.in_utf16(input.candidate);
            assert!(units.start < units.end && units.end <= input.candidate.encode_utf16().count());
        }
        for &language in Language::ALL {
            assert!(!finding.message(policy, Disclosure::Private, language).to_string().is_empty());
            assert!(!finding.message(policy, Disclosure::Desk, language).to_string().is_empty());
            let logged = finding.message(policy, Disclosure::Log, language).to_string();
            assert!(logged.is_ascii() && logged.contains(finding.rule.id()));
        }
        // Nothing of the word shows where it is written out for debugging: another word there looks the same.
        let mut other = finding;
        if let Detail::Word(word) | Detail::Known(_, word) = &mut other.detail {
            *word = "other";
        }
        assert_eq!(format!("{finding:?}"), format!("{other:?}"));
    }
}
