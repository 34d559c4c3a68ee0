//! What holds of every check, whatever the candidate: properties over many candidates from a fixed seed.
//!
//! Each test states its property exactly, with the exceptions that the policy's own advice makes necessary: short words
//! that are joined with capitals (`JobsTart`) are excused for what they spell where they meet, so capitals and letters
//! that move such a *seam* may change the verdict.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

#[path = "properties/tried.rs"]
mod tried;

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use keyward::dictionary::{Dictionary, Trie};
use keyward::{
    Alphabet, Blocklist, Context, Disclosure, Language, Lists, PRESETS, Policy, Readings, Report, Rule,
    StandardLists, accepts, check,
};
use keyward_tests::root;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed, TestCaseResult, TestRunner};
use unicode_normalization::UnicodeNormalization;

use tried::{COMMON, SHORT, account, anything, candidate, piece};

const CASES: u32 = if cfg!(debug_assertions) { 2_000 } else { 50_000 };

static STANDARD: LazyLock<StandardLists<'static>> = LazyLock::new(|| StandardLists {
    words: Some(Dictionary::open(keyward_words::WORDS).unwrap()),
    passwords: Some(Dictionary::open(keyward_words::PASSWORDS).unwrap()),
    pieces: Some(Trie::open(keyward_words::PIECES).unwrap()),
    ..StandardLists::NONE
});
static LISTS: LazyLock<Lists<'static>> = LazyLock::new(|| Lists { standard: &STANDARD, ..Lists::NONE });

/// Runs a property over candidates that are the same at every run.
fn always<S: Strategy>(strategy: &S, property: impl Fn(S::Value) -> TestCaseResult) {
    let config = Config {
        cases: CASES,
        rng_seed: RngSeed::Fixed(0x6b65_7977),
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(error) = TestRunner::new(config).run(strategy, property) {
        panic!("{error}");
    }
}

fn judged(candidate: &str, context: &Context<'_>, policy: &Policy) -> Report {
    check(candidate, context, policy, &LISTS)
}

fn rules(candidate: &str, context: &Context<'_>, policy: &Policy) -> BTreeSet<&'static str> {
    judged(candidate, context, policy).findings().map(|finding| finding.rule.id()).collect()
}

fn has_word(candidate: &str) -> bool {
    let report = judged(candidate, &Context::default(), &Policy::NHS_APPENDIX_A);
    report.finding(Rule::DictionaryWord).is_some()
}

/// Whether a small letter stands before a capital, with no other letter between.
fn has_seam(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|character| character.is_alphabetic()).collect();
    letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
}

fn flipped(text: &str, flips: &[bool]) -> String {
    let flip = |(character, flip): (char, &bool)| match (flip, character.is_lowercase()) {
        (false, _) => character.to_string(),
        (true, true) => character.to_uppercase().to_string(),
        (true, false) => character.to_lowercase().to_string(),
    };
    text.chars().zip(flips.iter().cycle()).map(flip).collect()
}

/// Capitals never make a word where small letters make none; and they hide one only behind a seam, as joined short words
/// are told by it (`JobsTart`). Letters of other scripts are left out: small and capital ones look like different Latin
/// letters (ν and Ν).
#[test]
fn case_alone_changes_no_dictionary_word() {
    let (kept, hidden) = (Cell::new(0), Cell::new(0));
    always(&(candidate(), prop::collection::vec(any::<bool>(), 1..30)), |(text, flips)| {
        let (lower, upper) = (text.to_lowercase(), text.to_uppercase());
        let flipped = flipped(&text, &flips);
        prop_assert_eq!(has_word(&lower), has_word(&upper));
        if has_seam(&flipped) {
            prop_assert!(has_word(&lower) || !has_word(&flipped), "{}", flipped);
        } else {
            prop_assert_eq!(has_word(&lower), has_word(&flipped), "{}", flipped);
        }
        kept.set(kept.get() + u32::from(has_word(&flipped)));
        hidden.set(hidden.get() + u32::from(has_word(&lower) && !has_word(&flipped)));
        Ok(())
    });
    assert!(kept.get() > CASES / 10 && hidden.get() > 0, "{kept:?} {hidden:?}");
}

/// A word stays one when a character is put before or behind the candidate, unless that is a letter which completes a
/// short word beside a seam: `obsTart` has `start`, `JobsTart` has two short words.
#[test]
fn more_characters_hide_no_dictionary_word() {
    let added = prop_oneof![
        prop::char::range(' ', '~'),
        select(&['é', '£', '好', '\u{301}', '\u{200b}', '½', '\t', '👩'][..]),
    ];
    let words = Cell::new(0);
    always(&(candidate(), any::<bool>(), added, any::<bool>()), |(text, capitals, more, before)| {
        let text = if capitals { flipped(&text, &[true, false, false]) } else { text };
        if !has_word(&text) {
            return Ok(());
        }
        words.set(words.get() + 1);
        let longer = if before { format!("{more}{text}") } else { format!("{text}{more}") };
        let may_hide = more.is_alphabetic() && has_seam(&longer);
        prop_assert!(has_word(&longer) || may_hide, "{} {}", text, longer);
        Ok(())
    });
    assert!(words.get() > CASES / 10);
}

/// Findings that one spelling has and another has not, with `reused` taken for `recycled`: without a hash passwords are
/// equal only if their bytes are, and the same text in another normal form is a deviation.
fn without_forms(rules: BTreeSet<&'static str>) -> BTreeSet<&'static str> {
    rules.into_iter().map(|rule| if rule == "reused" { "recycled" } else { rule }).collect()
}

/// A text in NFC and in NFD gets one verdict, up to the longest candidate that is read: its characters are counted one by
/// one, and NFD has more of them. Comparing with earlier passwords reads Latin letters through their accents, as well as the
/// letters of other scripts that look like them; what cannot be read so is compared character by character, and the same only
/// in the same form.
#[test]
fn composed_and_decomposed_text_get_one_verdict() {
    let accented =
        select(&["é", "Ö", "ǖ", "Ṩ", "각", "ガ", "й", "ΐ", "≠", "ệ", "े", "\u{301}", "ü", "İ", "å", "É"])
            .prop_map(String::from);
    let mixed = prop::collection::vec(prop_oneof![piece(), accented.clone(), accented], 1..9);
    // Repeated whole, so that runs and blocks are met too. A mark at the start would belong to no character.
    let text = (mixed, 1_usize..4).prop_map(|(pieces, times)| pieces.concat().repeat(times));
    let account = account(candidate());
    always(&(text, account, any::<bool>()), |(text, mut account, earlier)| {
        let text = text.trim_start_matches(|character: char| "\u{301}े".contains(character));
        let (composed, decomposed) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
        if decomposed.chars().count() > 256 {
            return Ok(());
        }
        if text.contains(['각', 'ガ', 'े', '≠']) {
            account.lists[3].clear();
            account.lists[4].clear();
        } else if earlier {
            account.lists[3].insert(0, composed.clone());
        }
        for preset in PRESETS {
            let found = [&composed, &decomposed]
                .map(|text| account.lend(|context| without_forms(rules(text, context, &preset.policy))));
            prop_assert_eq!(&found[0], &found[1], "{} {}", preset.id, &composed);
        }
        Ok(())
    });
}

/// The same of every character there is, but for 27 Greek capitals with an iota beside them (U+1F88 to U+1FFC): those
/// are in title case to Unicode, so only their decomposed form has an upper-case letter.
#[test]
fn every_character_is_judged_alike_composed_and_decomposed() {
    let judge = |text: &str| rules(text, &Context::default(), &Policy::NHS_APPENDIX_A);
    let mut compared = 0;
    for character in ('\0'..=char::MAX).filter(|character| !('\u{1f88}'..='\u{1ffc}').contains(character)) {
        let composed: String = character.nfc().collect();
        let decomposed: String = character.nfd().collect();
        if composed == decomposed {
            continue;
        }
        compared += 1;
        for [composed, decomposed] in [
            [format!("7{composed}Kx"), format!("7{decomposed}Kx")],
            [format!("7{}Kx", composed.repeat(4)), format!("7{}Kx", decomposed.repeat(4))],
        ] {
            assert_eq!(judge(&composed), judge(&decomposed), "{composed} {}", character.escape_unicode());
        }
    }
    assert!(compared > 12_000, "{compared}");
}

/// Every common word with letters replaced is found as long as two letters are really there. The exception is a word
/// that ends in a replaced letter and is short words otherwise (`tree5`), which reads as a word and a digit.
#[test]
fn replaced_letters_hide_no_common_word() {
    let short: BTreeSet<&str> = SHORT.iter().map(String::as_str).collect();
    let standing_for = |letter: char| -> Vec<char> {
        let symbols = ('!'..='~').filter(|symbol| !symbol.is_alphabetic());
        symbols.filter(|symbol| Readings::STANDARD.reads_as(*symbol as u8, letter)).collect()
    };
    let found = Cell::new(0);
    let choices = prop::collection::vec(prop::option::weighted(0.6, any::<Index>()), 20);
    always(&(any::<Index>(), choices), |(word, choices)| {
        let word = word.get(&COMMON);
        let replace = |(letter, choice): (char, &Option<Index>)| {
            let symbols = standing_for(letter);
            choice.filter(|_| !symbols.is_empty()).map_or(letter, |choice| *choice.get(&symbols))
        };
        let text: String = word.chars().zip(choices.iter().cycle()).map(replace).collect();
        let kept = text.chars().filter(char::is_ascii_alphabetic).count();
        let pieces = || text.split(|character: char| !character.is_ascii_alphabetic());
        let reads_as_short = !text.ends_with(|last: char| last.is_ascii_alphabetic())
            && pieces().all(|piece| piece.is_empty() || short.contains(piece));
        if text == *word || kept < 2 || reads_as_short {
            return Ok(());
        }
        found.set(found.get() + 1);
        for candidate in [text.clone(), format!("Kq{}7#", text.to_uppercase()), format!("92{text}%X")] {
            let report = judged(&candidate, &Context::default(), &Policy::NHS_APPENDIX_A);
            // Letters put beside it may make a longer word in plain letters of what is left.
            let rules = [Rule::LeetWord, Rule::DictionaryWord];
            prop_assert!(rules.iter().any(|rule| report.finding(*rule).is_some()), "{} {}", word, candidate);
        }
        Ok(())
    });
    assert!(found.get() > CASES / 3, "{found:?}");
}

/// How each part of a policy is made laxer.
const RELAXED: [fn(&mut Policy, u8); 18] = [
    |policy, by| policy.min_length = policy.min_length.saturating_sub(by.into()),
    |policy, by| policy.max_length = (policy.max_length + u16::from(by)).min(256),
    |policy, _| policy.alphabet = Alphabet::Unicode,
    |policy, by| policy.uppercase = policy.uppercase.saturating_sub(by),
    |policy, by| policy.lowercase = policy.lowercase.saturating_sub(by),
    |policy, by| policy.digit = policy.digit.saturating_sub(by),
    |policy, by| policy.special = policy.special.saturating_sub(by),
    |policy, _| policy.unacceptable_character = false,
    |policy, by| {
        policy.dictionary_word =
            if by > 2 || policy.dictionary_word == 0 { 0 } else { policy.dictionary_word + by }
    },
    |policy, by| policy.leet_word = if by > 2 || policy.leet_word == 0 { 0 } else { policy.leet_word + by },
    |policy, by| {
        policy.common_password = match policy.common_password {
            Blocklist::Contained if by < 3 => Blocklist::Whole,
            _ => Blocklist::Off,
        };
    },
    |policy, by| policy.sequence = if by > 2 || policy.sequence == 0 { 0 } else { policy.sequence + by },
    |policy, _| policy.date = false,
    |policy, _| policy.name = false,
    |policy, _| policy.personal = false,
    |policy, by| policy.history = policy.history.saturating_sub(by),
    |policy, _| policy.recycled = false,
    |policy, _| policy.other_account = false,
];

/// What one policy accepts, every laxer one accepts.
#[test]
fn a_laxer_policy_refuses_nothing_more() {
    let strict = (select(PRESETS), 0_u16..10, 0_u8..3, prop::collection::vec(any::<bool>(), 8)).prop_map(
        |(preset, length, class, on)| {
            let mut policy = preset.policy;
            policy.min_length = length;
            policy.max_length = 10 + 3 * length;
            (policy.uppercase, policy.digit, policy.special) = (class / 2, class, class / 2);
            policy.dictionary_word = if on[0] { 5 } else { 0 };
            policy.leet_word = if on[1] { 5 } else { 0 };
            policy.common_password = if on[2] { Blocklist::Contained } else { Blocklist::Whole };
            policy.sequence = if on[3] { 3 } else { 5 };
            (policy.date, policy.name, policy.personal) = (on[4], on[5], on[6]);
            (policy.history, policy.recycled, policy.other_account) = (3, on[7], on[4]);
            policy
        },
    );
    let relax = prop::collection::vec((select(&RELAXED[..]), 1_u8..5), 1..5);
    let accepted = Cell::new(0);
    always(&(anything(), account(candidate()), strict, relax), |(text, account, strict, relax)| {
        account.lend(|context| {
            if !judged(&text, context, &strict).accepted() {
                return Ok(());
            }
            accepted.set(accepted.get() + 1);
            let mut lax = strict.clone();
            for (relax, by) in relax {
                relax(&mut lax, by);
            }
            let refused = rules(&text, context, &lax);
            prop_assert!(refused.is_empty(), "{} {:?} {:?}", text, refused, lax);
            Ok(())
        })
    });
    assert!(accepted.get() > CASES / 20, "{accepted:?}");
}

/// The order of what the context knows decides nothing. (Of earlier passwords only so many count as the policy says, and
/// the newest come first; here there are no more than those.)
#[test]
fn the_order_of_context_values_decides_nothing() {
    let found = Cell::new(0);
    always(&(account(candidate()), any::<[Index; 3]>(), piece()), |(account, picks, more)| {
        // A candidate made of what the context knows.
        let known: Vec<&String> = account.lists.iter().flatten().collect();
        let text = if known.is_empty() {
            more
        } else {
            picks.map(|pick| pick.get(&known).as_str()).concat() + &more
        };
        let mut turned = account.clone();
        for list in &mut turned.lists {
            list.reverse();
        }
        let policy = &Policy::NHS_APPENDIX_A;
        let before = account.lend(|context| rules(&text, context, policy));
        prop_assert_eq!(&before, &turned.lend(|context| rules(&text, context, policy)), "{}", text);
        found.set(found.get() + u32::from(before.contains("personal") || before.contains("recycled")));
        Ok(())
    });
    assert!(found.get() > CASES / 10, "{found:?}");
}

/// No candidate and no context makes a check fail, under any preset, and what is said of it can be shown: a place lies on
/// character boundaries inside the candidate, a log hears identifiers alone, and each rule speaks once.
#[test]
fn anything_can_be_checked_and_the_answer_shown() {
    always(&(anything(), account(anything())), |(text, account)| {
        for preset in PRESETS {
            let report = account.lend(|context| judged(&text, context, &preset.policy));
            let spoken: BTreeSet<_> = report.findings().map(|finding| finding.rule.id()).collect();
            prop_assert_eq!(spoken.len(), report.findings().count());
            prop_assert_eq!(report.accepted(), spoken.is_empty());
            for finding in report.findings() {
                prop_assert!(preset.policy.applies(finding.rule));
                if let Some(span) = finding.span {
                    prop_assert!(text.get(span.range()).is_some_and(|place| !place.is_empty()));
                }
                for &language in Language::ALL {
                    for &disclosure in Disclosure::ALL {
                        let message = finding.message(&preset.policy, disclosure, language).to_string();
                        prop_assert!(!message.is_empty());
                    }
                    let logged = finding.message(&preset.policy, Disclosure::Log, language).to_string();
                    prop_assert!(logged.is_ascii() && logged.contains(finding.rule.id()), "{}", logged);
                }
            }
        }
        Ok(())
    });
}

/// The verdict alone is the verdict of a whole check, under every preset, though it is come to by fewer steps.
#[test]
fn the_verdict_alone_is_that_of_a_whole_check() {
    let verdicts = [Cell::new(0), Cell::new(0)];
    // A few more of each class, so that many candidates keep the counts and the other rules have to tell.
    let classes = "[A-Z]{0,3}[a-z]{0,3}[0-9]{0,3}[!-/]{0,3}";
    always(&((anything(), classes), account(candidate())), |((text, more), account)| {
        for text in [&text, &format!("{text}{more}")] {
            for preset in PRESETS {
                let whole = account.lend(|context| judged(text, context, &preset.policy).accepted());
                let alone = account.lend(|context| accepts(text, context, &preset.policy, &LISTS));
                prop_assert_eq!(alone, whole, "{} {}", preset.id, text);
                let counted = &verdicts[usize::from(whole)];
                counted.set(counted.get() + 1);
            }
        }
        Ok(())
    });
    assert!(verdicts.iter().all(|count| count.get() > CASES), "{verdicts:?}");
    for corpus in ["leaked", "policy-like", "random", "worst"] {
        let path = root().join(format!("benches/corpora/{corpus}.txt"));
        for text in std::fs::read_to_string(path).unwrap().lines() {
            let (context, policy) = (Context::default(), &Policy::NHS_APPENDIX_A);
            assert_eq!(accepts(text, &context, policy, &LISTS), judged(text, &context, policy).accepted());
        }
    }
}

/// The verdict of a text is the same in both encodings, and so are its places, counted in units of either; what is no text in
/// one is refused. The function is that of the fuzz target, here over many texts at every run.
#[test]
fn both_encodings_get_one_verdict() {
    let broken = (anything(), any::<u16>(), any::<Index>());
    always(&broken, |(text, unit, place)| {
        let mut units: Vec<u16> = text.encode_utf16().collect();
        keyward_fuzz::utf16(&units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>());
        units.insert(place.index(units.len() + 1), 0xD800 | unit & 0x7FF);
        keyward_fuzz::utf16(&units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>());
        Ok(())
    });
}
