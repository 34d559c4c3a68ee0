//! Suggestions pass, whatever the policy, and have the shape and the length asked for.

use super::*;
use keyward_core::{Blocklist, PRESETS};

fn validators() -> impl Iterator<Item = (&'static str, Validator<'static>)> {
    PRESETS.iter().map(|preset| (preset.id, Validator::new(preset.policy.clone())))
}

#[test]
fn every_preset_has_suggestions_of_both_styles_and_all_pass() {
    for (id, validator) in validators() {
        for style in [Style::Words, Style::Random] {
            let context = Context { username: "jsmith", names: &["Kate Tree"], ..Context::default() };
            let mut suggester = Suggester::new(&validator, &context, style, None).unwrap();
            assert!(suggester.entropy_bits() > 40.0, "{id} {style:?}: {}", suggester.entropy_bits());
            for _ in 0..20 {
                let suggestion = suggester.suggest().unwrap();
                assert!(validator.check(suggestion.password(), &context).accepted(), "{id}");
                assert_eq!(suggestion.must_change(), validator.policy().lifecycle.change_at_first_log_on);
            }
        }
    }
}

#[test]
fn the_shape_is_that_of_the_document() {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context::default();
    let mut suggester = Suggester::new(&validator, &context, Style::Words, None).unwrap();
    let suggestion = suggester.suggest().unwrap();
    let classes: String = suggestion
        .password()
        .chars()
        .map(|character| match character {
            'A'..='Z' => 'A',
            'a'..='z' => 'a',
            '2'..='9' => '1',
            _ => '!',
        })
        .collect();
    assert_eq!(classes.matches('A').count(), 3);
    assert!(classes.starts_with('A') && classes.ends_with("a11!!"), "{classes}");
}

#[test]
fn the_length_asked_for_is_kept() {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context::default();
    for length in [8, 11, 30] {
        let mut suggester = Suggester::new(&validator, &context, Style::Random, Some(length)).unwrap();
        assert_eq!(suggester.suggest().unwrap().password().len(), length);
    }
    for length in [13, 17, 30] {
        let mut suggester = Suggester::new(&validator, &context, Style::Words, Some(length)).unwrap();
        assert!(suggester.suggest().unwrap().password().len() >= length);
    }
}

#[test]
fn what_else_is_asked_is_kept() {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context::default();
    let mut suggester = Suggester::new(&validator, &context, Style::Random, None).unwrap();
    let suggestion = suggester.suggest_if(|password| Ok(password.contains('K'))).unwrap();
    assert!(suggestion.password().contains('K'));
    assert_eq!(suggester.suggest_if(|_| Ok(false)).unwrap_err(), SuggestError::NothingPasses);
}

#[test]
fn the_history_is_asked_too() {
    // One character, and all letters were passwords before.
    let policy = Policy {
        min_length: 1,
        max_length: 1,
        common_password: Blocklist::Off,
        history: 52,
        ..Policy::CYBER_ESSENTIALS_12
    };
    let mut history = History::new();
    for letter in ('A'..='Z').chain('a'..='z') {
        let cheap = history::Params::new(8, 1, 1).unwrap();
        history.add(&letter.to_string(), &cheap, b"0123456789abcdef").unwrap();
    }
    let validator = Validator::new(policy);
    let context = Context::default();
    let mut suggester = Suggester::new(&validator, &context, Style::Random, None).unwrap();
    for _ in 0..5 {
        let suggestion = suggester.suggest_with_history(&history, &Search::DEFAULT).unwrap();
        assert!(!suggestion.password().contains(char::is_alphabetic), "{}", suggestion.password());
    }
}

/// Digits, special characters, runs: what no drawing at random would meet is made all the same.
#[test]
fn strict_policies_have_suggestions_of_both_styles() {
    let base = || Policy::NHS_APPENDIX_A;
    let policies = vec![
        Policy { digit: 8, ..base() },
        Policy { digit: 20, special: 20, ..base() },
        Policy { special: 30, max_length: 64, ..base() },
        Policy { digit: 14, sequence: 3, ..base() },
        Policy { min_length: 256, ..base() },
        Policy { min_length: 256, digit: 200, sequence: 3, ..base() },
    ];
    for policy in policies {
        let validator = Validator::new(policy);
        for style in [Style::Words, Style::Random] {
            let context = Context { username: "jsmith", ..Context::default() };
            let mut suggester = Suggester::new(&validator, &context, style, None).unwrap();
            let suggestion = suggester.suggest().unwrap();
            assert!(validator.check(suggestion.password(), &context).accepted(), "{:?}", validator.policy());
            assert!(suggestion.entropy_bits() > 30.0, "{style:?} {:?}", validator.policy());
        }
    }
}

/// What is made step by step has no more bits than there are ways: 3 digits in a row of 8 without a run of two.
#[test]
fn the_bits_of_a_stepwise_password_are_those_of_its_choices() {
    let policy = Policy {
        min_length: 3,
        max_length: 3,
        digit: 3,
        sequence: 3,
        common_password: Blocklist::Off,
        ..Policy::CYBER_ESSENTIALS_12
    };
    let validator = Validator::new(policy);
    let context = Context::default();
    let recipe = Recipe::random(validator.policy(), None).unwrap();
    let mut dice = Dice::new(system_randomness as Source);
    let made = stepwise::Stepwise::new(&validator, &context, &recipe).make(&mut dice).unwrap();
    // After two of the same, or one after the other, one to three of the eight are a run.
    let fewest = (8.0_f64 * 8.0 * 5.0).log2();
    assert!((fewest..=9.0).contains(&made.bits), "{}", made.bits);
}

/// The most checks that the longest password in words takes: 63 words of which 64 that pass are looked for, and nine in ten do. To
/// try all words for each took 50,000.
const MOST_CHECKS: usize = 5_000;

/// Words nearly never come to just the longest length, so this one is made step by step.
#[test]
fn the_longest_password_takes_few_checks() {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context { username: "jsmith", ..Context::default() };
    let recipe = Recipe::words(validator.policy(), Some(256)).unwrap();
    let mut dice = Dice::new(system_randomness as Source);
    for _ in 0..5 {
        let stepwise = Stepwise::new(&validator, &context, &recipe);
        let made = stepwise.make(&mut dice).unwrap();
        assert!(stepwise.checks() < MOST_CHECKS, "{}", stepwise.checks());
        assert!(validator.check(&made.password, &context).accepted() && made.password.len() == 256);
        // 612 if all words of four letters passed: the bounds take a quarter of a bit off each.
        assert!((560.0..612.0).contains(&made.bits), "{}", made.bits);
    }
}

/// Where nothing passes, it is said after a bounded number of checks.
#[test]
fn that_nothing_passes_takes_a_bounded_number_of_checks() {
    // Without a filter no password is accepted.
    let policy = Policy { breached: true, ..Policy::NHS_APPENDIX_A };
    let validator = Validator::new(policy);
    let context = Context::default();
    for length in [None, Some(256)] {
        let recipe = Recipe::words(validator.policy(), length).unwrap();
        let stepwise = Stepwise::new(&validator, &context, &recipe);
        let made = stepwise.make(&mut Dice::new(system_randomness as Source));
        assert_eq!(made.err(), Some(SuggestError::Conflict(Rule::MaxLength, Rule::Breached)));
        assert!(stepwise.checks() < stepwise::CHECKS + MOST_CHECKS, "{}", stepwise.checks());
    }
}

#[test]
fn what_cannot_pass_is_told() {
    let full = Policy { special: 12, digit: 12, max_length: 24, min_length: 24, ..Policy::NHS_APPENDIX_A };
    let short = Policy { max_length: 9, ..Policy::NHS_APPENDIX_A };
    // One character again and again is a run of two, and so is each next to any other of a single key.
    for (policy, style, told) in [
        (
            full.clone(),
            Style::Words,
            "no password of this style meets both `digit` and `max_length` of the policy",
        ),
        (full, Style::Random, "no password of this style meets both `digit` and `max_length` of the policy"),
        (
            short,
            Style::Words,
            "no password of this style meets both `min_length` and `max_length` of the policy",
        ),
    ] {
        let validator = Validator::new(policy);
        let error = Suggester::new(&validator, &Context::default(), style, None).unwrap_err().to_string();
        assert!(error == told || error.replace("special", "digit") == told, "{error}");
    }
}

#[test]
fn nothing_of_a_suggestion_is_shown() {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context::default();
    let mut suggester = Suggester::new(&validator, &context, Style::Words, None).unwrap();
    let suggestion = suggester.suggest().unwrap();
    let shown = format!("{suggestion:?} {suggester:?}");
    assert!(!shown.contains(suggestion.password()), "{shown}");
}

#[test]
fn the_bound_is_below_the_share() {
    for (passed, drawn) in [(8, 200_000), (256, 256), (256, 300), (256, 25_000)] {
        let share = f64::from(passed) / f64::from(drawn);
        let bound = lower_bound(passed, drawn);
        assert!(bound < share && bound > share / 3.0, "{passed}/{drawn}: {bound}");
    }
}
