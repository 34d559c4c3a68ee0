//! The presets keep their own standards, and every setting that breaks one is noticed.

use super::*;
use keyward_core::{Blocklist, Lifecycle, Policy};

fn remarks_of(policy: &Policy, standard: Standard) -> Vec<(Relation, &'static str)> {
    lint(&policy.clone().into())
        .into_iter()
        .filter(|remark| remark.standard == standard)
        .map(|remark| (remark.relation, remark.clause))
        .collect()
}

fn breaks(policy: &Policy, standard: Standard) -> Vec<&'static str> {
    let remarks = remarks_of(policy, standard).into_iter();
    remarks.filter(|(relation, _)| *relation == Relation::Breaks).map(|(_, clause)| clause).collect()
}

#[test]
fn the_two_documents_break_what_is_known() {
    let policy = Policy::NHS_APPENDIX_A;
    assert_eq!(
        breaks(&policy, Standard::Nist),
        ["3.1.1.2 (1)", "3.1.1.2 (5)", "3.1.1.2 (6)", "3.1.1.2 blocklist"]
    );
    assert_eq!(breaks(&policy, Standard::Asvs), ["6.2.5", "6.2.10"]);
    assert_eq!(breaks(&policy, Standard::CyberEssentials), Vec::<&str>::new());
    assert_eq!(breaks(&policy, Standard::NhsAppendixA), ["WE-G1", "WE-G2"]);
    assert!(!breaks(&Policy::HW_5_3_2, Standard::Nist).contains(&"3.1.1.2 (6)"));
}

#[test]
fn the_documents_own_examples_fail_on_special_characters_alone() {
    let texts: Vec<_> = lint(&Policy::NHS_APPENDIX_A.into())
        .into_iter()
        .filter(|remark| remark.standard == Standard::NhsAppendixA)
        .map(|remark| remark.text)
        .collect();
    assert_eq!(
        texts,
        [
            "the document's own example, FarmHairTree83*, does not meet WE-C6",
            "the document's own example, Iu2l@n1TA, does not meet WE-C6",
        ]
    );
}

/// One rule looks, and two look; a clause may be a name.
#[test]
fn remarks_are_sentences() {
    let one = Policy { personal: true, ..Policy::NIST_800_63B_4_SINGLE };
    let two = Policy { date: true, ..one.clone() };
    for (policy, expected) in [
        (&one, "personal looks for substrings; "),
        (&two, "date, personal look for substrings; "),
        (&Policy::NCSC_THREE_WORDS, "Iu2l@n1TA, does not meet Three random words"),
    ] {
        let texts: Vec<_> = lint(&policy.clone().into()).into_iter().map(|remark| remark.text).collect();
        assert!(texts.iter().any(|text| text.contains(expected)), "{expected}: {texts:?}");
    }
}

#[test]
fn each_preset_keeps_its_own_standard() {
    let presets = vec![
        (Policy::NIST_800_63B_4_SINGLE, Standard::Nist),
        (Policy::OWASP_ASVS_5_L1, Standard::Asvs),
        (Policy::CYBER_ESSENTIALS_12, Standard::CyberEssentials),
        (Policy::NHSUK_SERVICE_MANUAL, Standard::NhsukServiceManual),
        (Policy::NCSC_THREE_WORDS, Standard::CyberEssentials),
        (Policy::NCSC_THREE_WORDS, Standard::NhsukServiceManual),
    ];
    for (policy, standard) in presets {
        assert_eq!(breaks(&policy, standard), Vec::<&str>::new(), "{standard:?}");
    }
    assert_eq!(breaks(&Policy::NIST_800_63B_4_MFA, Standard::Nist), ["3.1.1.2 (1)"]);
}

#[test]
fn each_setting_is_noticed() {
    let base = Policy::NIST_800_63B_4_SINGLE;
    let set = |text| keyward_core::Characters::parse(text).unwrap();
    let cases = vec![
        (Policy { min_length: 7, ..base.clone() }, Standard::Nist, Relation::Breaks, "3.1.1.2 (1)"),
        (Policy { min_length: 7, ..base.clone() }, Standard::Asvs, Relation::Breaks, "6.2.1"),
        (Policy { min_length: 12, ..base.clone() }, Standard::Asvs, Relation::FallsShort, "6.2.1"),
        (Policy { max_length: 63, ..base.clone() }, Standard::Nist, Relation::FallsShort, "3.1.1.2 (2)"),
        (Policy { max_length: 63, ..base.clone() }, Standard::Asvs, Relation::Breaks, "6.2.9"),
        (Policy { digit: 1, ..base.clone() }, Standard::Nist, Relation::Breaks, "3.1.1.2 (5)"),
        (
            Policy { common_password: Blocklist::Off, ..base.clone() },
            Standard::Nist,
            Relation::Breaks,
            "3.1.1.2 blocklist",
        ),
        (
            Policy { common_password: Blocklist::Off, ..base.clone() },
            Standard::Asvs,
            Relation::Breaks,
            "6.2.4",
        ),
        (Policy { classes: 3, ..base.clone() }, Standard::Nist, Relation::Breaks, "3.1.1.2 (5)"),
        (
            Policy { forbidden_characters: set("[<]"), ..base.clone() },
            Standard::Nist,
            Relation::FallsShort,
            "3.1.1.2 (3)",
        ),
        (
            Policy { allowed_characters: set("ascii-printable"), ..base.clone() },
            Standard::Nist,
            Relation::FallsShort,
            "3.1.1.2 (4)",
        ),
        (
            Policy { forbidden_characters: set("[<]"), ..base.clone() },
            Standard::Asvs,
            Relation::Breaks,
            "6.2.5",
        ),
        (Policy { history: 1, ..base.clone() }, Standard::Nist, Relation::GoesBeyond, "3.1.1.2"),
        (Policy { name: true, ..base.clone() }, Standard::Asvs, Relation::GoesBeyond, "6.2.4"),
        (Policy { personal: false, ..base.clone() }, Standard::Asvs, Relation::FallsShort, "6.2.11"),
        (
            Policy { common_password: Blocklist::Whole, ..base.clone() },
            Standard::Asvs,
            Relation::Breaks,
            "6.2.4",
        ),
        (Policy { min_length: 10, ..base.clone() }, Standard::Asvs, Relation::FallsShort, "6.2.4"),
        (base.clone(), Standard::PciDss, Relation::Breaks, "8.3.4"),
        (base.clone(), Standard::PciDss, Relation::FallsShort, "8.3.5"),
        (Policy { min_length: 11, ..base.clone() }, Standard::PciDss, Relation::Breaks, "8.3.6"),
        (Policy { history: 3, ..base.clone() }, Standard::PciDss, Relation::Breaks, "8.3.7"),
        (base.clone(), Standard::PciDss, Relation::FallsShort, "8.3.9"),
        (Policy { min_length: 13, ..base.clone() }, Standard::CisControls, Relation::Breaks, "5.2"),
        (
            Policy {
                lifecycle: Lifecycle { lock_after_attempts: Some(3), ..base.lifecycle },
                ..base.clone()
            },
            Standard::NhsukServiceManual,
            Relation::FallsShort,
            "NCSC password policy",
        ),
    ];
    for (policy, standard, relation, clause) in cases {
        assert!(remarks_of(&policy, standard).contains(&(relation, clause)), "{standard:?} {clause}");
    }
}

#[test]
fn what_meets_the_numbers_of_a_standard_breaks_nothing_of_it() {
    let lifecycle = Lifecycle {
        lock_after_attempts: Some(10),
        change_at_first_log_on: true,
        expires_after_days: Some(90),
    };
    let of_cards = Policy {
        min_length: 12,
        lowercase: 1,
        digit: 1,
        history: 4,
        lifecycle,
        ..Policy::NIST_800_63B_4_MFA
    };
    assert_eq!(remarks_of(&of_cards, Standard::PciDss), []);
    let without = |change: fn(&mut Policy)| {
        let mut policy = of_cards.clone();
        change(&mut policy);
        breaks(&policy, Standard::PciDss)
    };
    assert_eq!(without(|policy| policy.lifecycle.lock_after_attempts = Some(11)), ["8.3.4"]);
    assert_eq!(without(|policy| policy.digit = 0), ["8.3.6"]);
    assert_eq!(without(|policy| policy.relaxed_from = 20), ["8.3.6"]);
    assert_eq!(without(|policy| (policy.lowercase, policy.digit, policy.classes) = (0, 0, 4)), [""; 0]);
    // Two of three classes may be symbols and numbers, but not three.
    assert_eq!(without(|policy| (policy.lowercase, policy.classes) = (0, 3)), [""; 0]);
    assert_eq!(without(|policy| (policy.lowercase, policy.classes) = (0, 2)), ["8.3.6"]);
    assert_eq!(remarks_of(&Policy { min_length: 14, ..of_cards }, Standard::CisControls), []);
}

/// The numbers by which 6.2.4 is judged are those of the list.
#[test]
fn the_lengths_of_the_list_are_counted() {
    let list = include_str!("../../../words/data/passwords.txt");
    for least in 5..=20_u16 {
        let listed = list.lines().filter(|password| password.chars().count() >= usize::from(least)).count();
        assert_eq!(usize::from(standards::listed_from(least)), listed, "{least}");
    }
}

#[test]
fn words_of_the_organisation_are_words_of_the_context() {
    let clauses = |words: &str| {
        let policy =
            NamedPolicy::from_toml(&format!("base = 'cyber-essentials-12'\nwords = {words}")).unwrap();
        let remarks = lint(&policy).into_iter();
        remarks.map(|remark| (remark.standard, remark.clause)).collect::<Vec<_>>()
    };
    let (none, some) = (clauses("[]"), clauses("['Riverside']"));
    let context = (Standard::Asvs, "6.2.11");
    let substrings = (Standard::Nist, "3.1.1.2 blocklist");
    assert!(none.contains(&context) && !some.contains(&context));
    assert!(!none.contains(&substrings) && some.contains(&substrings));
}

#[test]
fn a_remark_is_one_line() {
    let first = lint(&Policy::NHS_APPENDIX_A.into()).remove(0);
    assert_eq!(
        first.to_string(),
        "breaks NIST SP 800-63B-4 3.1.1.2 (1): 8 characters are enough; a password without a second factor shall have 15, with one 8"
    );
    assert_eq!(
        serde_json::to_value(&first).unwrap(),
        serde_json::json!({
            "standard": "nist-800-63b-4", "clause": "3.1.1.2 (1)", "relation": "breaks", "text": first.text,
        })
    );
}
