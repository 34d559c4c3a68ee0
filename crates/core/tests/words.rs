//! Which words count: marked joins, short words with a symbol, and what must be found in spite of them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may fail"
)]

use std::sync::LazyLock;

use keyward_core::dictionary::{Builder, Dictionary, Kind, Tier, Trie};
use keyward_core::{Context, Lists, Policy, Readings, Rule, StandardLists, check};

static STANDARD: LazyLock<StandardLists<'static>> = LazyLock::new(|| StandardLists {
    words: Some(Dictionary::open(keyward_words::WORDS).unwrap()),
    passwords: Some(Dictionary::open(keyward_words::PASSWORDS).unwrap()),
    pieces: Some(Trie::open(keyward_words::PIECES).unwrap()),
    ..StandardLists::NONE
});

fn lists() -> Lists<'static> {
    Lists { standard: &STANDARD, ..Lists::NONE }
}

/// The words that these rules find, or nothing.
fn found<const N: usize>(text: &str, policy: &Policy, lists: &Lists<'_>, rules: [Rule; N]) -> [String; N] {
    let report = check(text, &Context::default(), policy, lists);
    let word = |rule| report.finding(rule).and_then(|finding| finding.word());
    rules.map(|rule| word(rule).unwrap_or_default().to_owned())
}

/// The plain word and the leet word that are found.
fn found_words(text: &str, policy: &Policy, lists: &Lists<'_>) -> [String; 2] {
    found(text, policy, lists, [Rule::DictionaryWord, Rule::LeetWord])
}

#[test]
fn words_count_unless_they_are_excused() {
    let cases = [
        ("TownShip83!*", "township", ""),
        ("PassWord", "password", ""),
        ("HosPital83!*", "hospital", ""),
        ("CatEring", "catering", ""),
        ("notmountains", "mountains", ""),
        ("1%ksecret", "secret", ""),
        ("22QZ!!kNigHT", "knight", ""),
        ("5tart83!*KK", "", "start"),
        ("$ecret", "", "secret"),
        ("Hell0!!47KK", "", "hello"),
        ("P@$$w0rd", "", "password"),
        ("5t4t10n", "", "station"),
        ("0r4ng3", "", "orange"),
        ("M0nd4y", "", "monday"),
        ("Pat1en7!!47KQ", "", "patient"),
        ("Ho$pita1!!47KQ", "", "hospital"),
        ("p@$$w0rd", "", "password"),
        ("PaS$w0rd", "", "password"),
        ("JobsTart83!*", "", ""),
        ("FarmHairTree83*", "", ""),
        ("Iu2l@n1TA", "", ""),
        ("KingTree5!9*", "", ""),
        ("KingQuit3!9*K", "", ""),
        ("Blue7!Kw&5xZ", "", ""),
        ("King$", "", ""),
        ("Sunk4;Cafe9$Oars", "", ""),
        ("3$Lush", "", ""),
        ("$lush", "", "slush"),
        ("$LUSH", "", "slush"),
        ("BLue12!!xQ", "", ""),
    ];
    for (text, plain, leet) in cases {
        assert_eq!(found_words(text, &Policy::NHS_APPENDIX_A, &lists()), [plain, leet], "{text}");
    }
}

#[test]
fn passwords_and_names_count_unless_they_are_excused() {
    let cases = [
        ("LEtmein12!!", "letmein1", ""),
        ("ABcd1234!!", "abcd1234", ""),
        ("L3tm3in", "letmein", ""),
        ("FarmHairTree83*", "", ""),
        ("Iu2l@n1TA", "", ""),
        ("KingTree5!9*", "", ""),
        ("Blue7!Kw&5xZ", "", ""),
        ("JobsTart83!*", "", ""),
        ("KwSmithTv72", "", "smith"),
        ("#minnie#0000", "", "minnie"),
    ];
    for (text, password, name) in cases {
        let rules = [Rule::CommonPassword, Rule::Name];
        let found = found(text, &Policy::NHS_APPENDIX_A, &lists(), rules);
        assert_eq!(found, [password, name], "{text}");
    }
}

#[test]
fn the_policy_says_from_how_many_letters_a_word_counts() {
    let policy = Policy { dictionary_word: 7, leet_word: 7, ..Policy::NHS_APPENDIX_A };
    let cases = [
        ("xqchickenq", "chicken", ""),
        ("xqorangeq", "", ""),
        ("XxqZpqZzK2Ch1cken#", "", "chicken"),
        ("XxqZpqZzK20r4nge#", "", ""),
        // What spells six letters takes more room than seven letters do.
        ("Vv1ndovvK2Ch1cken#", "", "chicken"),
        ("Vv1ndovvK2#", "", ""),
    ];
    for (text, plain, leet) in cases {
        assert_eq!(found_words(text, &policy, &lists()), [plain, leet], "{text}");
    }
    let plain_alone = Policy { leet_word: 0, ..policy.clone() };
    let leet_alone = Policy { dictionary_word: 0, ..policy };
    assert_eq!(found_words("Ch1ckenXchickenq", &plain_alone, &lists()), ["chicken", ""]);
    assert_eq!(found_words("Ch1ckenXchickenq", &leet_alone, &lists()), ["", "chicken"]);
}

#[test]
fn an_organisations_own_words_count_under_every_policy() {
    let mut builder = Builder::new(Kind::Own, "wards");
    for entry in ["Zyxwuv", "nhs", "zorb", "start", "b12", "Qz3xv"] {
        builder.add(entry, Tier::Common).unwrap();
    }
    let blob = builder.build().unwrap();
    let own = [Dictionary::open(&blob).unwrap()];
    let lists = Lists { own: &own, ..lists() };
    let cases = [
        ("12zyxwuv", "zyxwuv", ""),
        ("2yxwuv", "", "zyxwuv"),
        ("2yxvvuv", "", "zyxwuv"),
        // Wherever it is, though it is a join of other words.
        ("JobsTart83!*", "start", ""),
        // A short one only where no letter of the segment touches it, nor a digit if it has one there.
        ("Nhs27#!KwTqz", "nhs", ""),
        ("NhsHome7", "nhs", ""),
        ("Nhsx27#!KwTqz", "", ""),
        ("xKZorb8!", "", ""),
        ("kwZorb8!", "zorb", ""),
        ("8!B12#", "b12", ""),
        ("8!B123#", "", ""),
        ("xb12#", "", ""),
    ];
    let strict = Policy { dictionary_word: 9, leet_word: 9, ..Policy::NHS_APPENDIX_A };
    let no_words = Policy { leet_word: 9, ..Policy::HW_5_3_2 };
    for (text, plain, leet) in cases {
        for policy in [&Policy::NHS_APPENDIX_A, &strict, &no_words] {
            assert_eq!(found_words(text, policy, &lists), [plain, leet], "{text}");
        }
        assert_eq!(found_words(text, &Policy::NIST_800_63B_4_MFA, &lists), [plain, ""], "{text}");
    }
    let policy = Policy::CYBER_ESSENTIALS_12;
    assert!(check("Kw7!pqnhs!xzvb", &Context::default(), &policy, &lists).accepted());
    assert!(!check("Kw7!pq!nhs!xzvb", &Context::default(), &policy, &lists).accepted());
}

/// A list and readings that are made for each other: all strings of six of four vowels, and symbols of which each may be any
/// of them. Before a search had a budget one check took seconds.
#[test]
fn a_candidate_with_too_many_readings_is_refused_after_a_bounded_search() {
    let mut builder = Builder::new(Kind::Own, "vowels");
    for number in 0..4_u32.pow(6) {
        let vowel = |index: u32| char::from(b"aeio"[(number >> (2 * index) & 3) as usize]);
        builder.add(&(0..6).map(vowel).collect::<String>(), Tier::Other).unwrap();
    }
    let blob = builder.build().unwrap();
    let own = [Dictionary::open(&blob).unwrap(); 2];
    let rows =
        ["*a", "*e", "*i", "*o", "!a", "!e", "!i", "!o", "%a", "%e", "%i", "%o"].map(|row| row.split_at(1));
    let rows = rows.map(|(symbol, letter)| (symbol, letter.chars().next().unwrap()));
    let readings = Readings::new(&rows).unwrap();
    let lists = Lists { own: &own, readings: &readings, ..lists() };
    // No entry is common, so with letters replaced none counts, and only the budget says that there is too much to look at.
    let text = "ae*!%*!%".repeat(32);
    let report = check(&text, &Context::default(), &Policy::NHS_APPENDIX_A, &lists);
    let finding = report.finding(Rule::LeetWord).unwrap();
    assert_eq!(finding.span.map(|span| span.start..span.end), Some(0..text.len()));
    assert_eq!(finding.word(), Some(""));
    // In plain letters alone the same text is quickly read.
    let policy = Policy { leet_word: 0, ..Policy::NHS_APPENDIX_A };
    let report = check(&text, &Context::default(), &policy, &lists);
    assert!(report.finding(Rule::LeetWord).is_none() && report.finding(Rule::DictionaryWord).is_none());
}
