//! Every rule has every text, for every reader, in every language; and none says more than its reader may know.

use std::string::{String, ToString};
use std::vec::Vec;
use std::{format, vec};

use super::*;
use crate::{Detail, Known, Piece, Run, Span};

/// Every detail that the rule's findings may have.
fn details(rule: Rule) -> Vec<Detail<'static>> {
    match rule {
        Rule::MinLength
        | Rule::MaxLength
        | Rule::Uppercase
        | Rule::Lowercase
        | Rule::Digit
        | Rule::Special => (0..8).map(|found| Detail::Count { found, required: 8 }).collect(),
        Rule::Classes | Rule::Repeated => (1..5).map(|found| Detail::Count { found, required: 3 }).collect(),
        Rule::DictionaryWord
        | Rule::LeetWord
        | Rule::CommonPassword
        | Rule::Name
        | Rule::ForbiddenCharacter => {
            vec![Detail::Word("orange"), Detail::Word("")]
        }
        Rule::Sequence => [Run::Alphabet, Run::Digits, Run::Keyboard, Run::Repeat, Run::Block]
            .into_iter()
            .map(Detail::Run)
            .collect(),
        Rule::Personal => [
            Known::Username,
            Known::Name,
            Known::Email,
            Known::Phone,
            Known::DateOfBirth,
            Known::Related,
            Known::Subject,
        ]
        .into_iter()
        .map(|known| Detail::Known(known, "orange"))
        .collect(),
        Rule::Reused | Rule::Recycled | Rule::OtherAccount => Change::ALL
            .iter()
            .copied()
            .map(Some)
            .chain([None])
            .map(|change| Detail::Earlier { entry: 0, change })
            .collect(),
        Rule::Weak => vec![Detail::Count { found: 1, required: 3 }, Detail::Plain],
        Rule::Guessable => PieceKind::ALL
            .into_iter()
            .map(|kind| {
                let piece = |start, end| Piece::new(kind, Span { start, end });
                let pieces: &'static [Piece] = vec![piece(2, 8), piece(0, 2), piece(40, 44)].leak();
                Detail::Pieces { pieces, text: "1!orange" }
            })
            .collect(),
        Rule::UnacceptableCharacter | Rule::Date | Rule::Breached | Rule::Palindrome => vec![Detail::Plain],
    }
}

fn policy() -> Policy {
    let forbidden_characters = crate::Characters::parse("[<>]").unwrap();
    Policy { strength: 3, breached: true, forbidden_characters, ..Policy::NHS_APPENDIX_A }
}

fn all_messages(language: Language, disclosure: Disclosure) -> Vec<(Rule, String)> {
    let policy = policy();
    let mut messages = Vec::new();
    for &rule in Rule::ALL {
        for detail in details(rule) {
            let finding = Finding { rule, span: Some(Span { start: 2, end: 8 }), detail };
            messages
                .push((rule, finding.message(&policy, disclosure, language).within("1#orange").to_string()));
        }
    }
    messages
}

#[test]
fn rows_are_in_the_order_of_the_rules() {
    for &language in Language::ALL {
        for (rule, entry) in Rule::ALL.iter().copied().zip(&language.catalogue().entries) {
            assert_eq!(entry.rule, rule);
        }
    }
}

#[test]
fn every_rule_has_every_text_in_every_language() {
    let policy = Policy::NHS_APPENDIX_A;
    for &language in Language::ALL {
        for &rule in Rule::ALL {
            for text in [
                rule.label(language).to_string(),
                rule.requirement(&policy, language).to_string(),
                rule.remedy(&policy, language).to_string(),
            ] {
                assert!(text.len() > 2 && !text.contains(['{', '}', '#']), "{}: {text}", rule.id());
            }
            let entry = language.catalogue().entry(rule);
            assert!(entry.remedy.starts_with(|first: char| first.is_ascii_uppercase()), "{}", entry.remedy);
            assert!(entry.remedy.ends_with('.') && entry.problem.ends_with('.'), "{}", rule.id());
            assert!(!entry.requirement.ends_with('.'), "{}", entry.requirement);
        }
        for &disclosure in Disclosure::ALL {
            for (rule, message) in all_messages(language, disclosure) {
                assert!(message.len() > 3 && !message.contains(['{', '}', '#']), "{}: {message}", rule.id());
                assert!(!message.contains("  ") && !message.contains(" ."), "{}: {message}", rule.id());
            }
        }
    }
}

#[test]
fn the_languages_differ() {
    let (english, welsh) = (&english::CATALOGUE, &welsh::CATALOGUE);
    for (english, welsh) in english.entries.iter().zip(&welsh.entries) {
        assert_ne!(english.label, welsh.label);
        assert_ne!(english.requirement, welsh.requirement);
        assert_ne!(english.problem, welsh.problem);
        assert_ne!(english.remedy, welsh.remedy);
    }
    for (english, welsh) in english.changes.iter().zip(&welsh.changes) {
        assert_ne!(english, welsh);
    }
}

#[test]
fn the_desk_and_the_log_learn_nothing_of_the_password() {
    let policy = policy();
    for &language in Language::ALL {
        for (rule, message) in all_messages(language, Disclosure::Desk) {
            assert!(!message.contains("orange"), "{message}");
            // The same whatever was found: nothing but the rule and the policy is in it.
            let plain = Finding { rule, span: None, detail: Detail::Plain };
            assert_eq!(message, plain.message(&policy, Disclosure::Desk, language).to_string());
        }
        for (rule, message) in all_messages(language, Disclosure::Log) {
            assert_eq!(message, rule.id());
        }
    }
}

#[test]
fn debug_shows_no_word() {
    let detail = Detail::Word("orange");
    let finding = Finding { rule: Rule::DictionaryWord, span: None, detail };
    let message = finding.message(&Policy::NHS_APPENDIX_A, Disclosure::Private, Language::English);
    assert_eq!(format!("{:?}", message.within("orange")), "Message(dictionary_word)");
}

#[test]
fn messages_read_well() {
    let policy = Policy::NHS_APPENDIX_A;
    let (start, end) = (3, 9);
    let cases = [
        (
            Rule::Digit,
            Detail::Count { found: 0, required: 2 },
            "Your password has no numbers. Use at least 2 numbers.",
        ),
        (
            Rule::DictionaryWord,
            Detail::Word("orange"),
            "Your password has the word ‘orange’ (characters 3 to 8). Use words of fewer than 5 letters, or letters that do not make a word.",
        ),
        (
            Rule::DictionaryWord,
            Detail::Word("ward"),
            "Your password has the word ‘ward’ (characters 3 to 8). Choose letters, numbers and symbols that do not spell a word.",
        ),
        (
            Rule::LeetWord,
            Detail::Word("orange"),
            "Your password reads as the word ‘orange’ (characters 3 to 8). Choose letters, numbers and symbols that do not spell a word.",
        ),
        (
            Rule::LeetWord,
            Detail::Plain,
            "Words in disguise: choose letters, numbers and symbols that do not spell a word.",
        ),
        (
            Rule::Personal,
            Detail::Known(Known::Name, "orange"),
            "Your password has ‘orange’ in some form (characters 3 to 8), which comes from your name. Use something that nobody could guess from what is known of you or your work.",
        ),
        (
            Rule::Sequence,
            Detail::Run(Run::Alphabet),
            "Your password has letters in alphabetical order (characters 3 to 8). Use characters that do not follow one another.",
        ),
        (
            Rule::Weak,
            Detail::Count { found: 1, required: 3 },
            "This password is easy to guess: it scores 1 out of 4. Add more words or characters that are hard to guess.",
        ),
        (
            Rule::Reused,
            Detail::Earlier { entry: 1, change: None },
            "You have used this password before. Use a password that is not one of your last 4 passwords.",
        ),
        (
            Rule::Recycled,
            Detail::Earlier { entry: 0, change: Some(Change::CounterMoved) },
            "Your password is too close to one you have used before: only a number has changed. Start again with something new.",
        ),
    ];
    for (rule, detail, expected) in cases {
        let finding = Finding { rule, span: Some(Span { start, end }), detail };
        // £ has two bytes and is one character.
        let message = finding.message(&policy, Disclosure::Private, Language::English).within("1£0r4ng3");
        assert_eq!(message.to_string(), expected);
    }
}

/// A place that is not in the candidate is left out, and nothing breaks.
#[test]
fn a_place_outside_the_candidate_is_not_told() {
    for span in [Span { start: 2, end: 3 }, Span { start: 5, end: 99 }, Span { start: 3, end: 2 }] {
        let finding = Finding { rule: Rule::Date, span: Some(span), detail: Detail::Plain };
        let message = finding.message(&Policy::NHS_APPENDIX_A, Disclosure::Private, Language::English);
        assert!(message.within("a£b").to_string().starts_with("Your password has a date."));
    }
}

#[test]
fn plurals_follow_the_language() {
    let requirement = |rule: Rule, number: u8, language| {
        let policy = Policy {
            min_length: u16::from(number),
            uppercase: number,
            lowercase: number,
            digit: number,
            special: number,
            dictionary_word: number,
            history: number,
            ..Policy::NHS_APPENDIX_A
        };
        rule.requirement(&policy, language).to_string()
    };
    let cases = [
        (Rule::MinLength, 1, "at least 1 character", "o leiaf 1 nod"),
        (Rule::MinLength, 8, "at least 8 characters", "o leiaf 8 nod"),
        (Rule::Uppercase, 1, "at least 1 capital letter", "o leiaf 1 briflythyren"),
        (Rule::Uppercase, 2, "at least 2 capital letters", "o leiaf 2 briflythyren"),
        (Rule::Uppercase, 3, "at least 3 capital letters", "o leiaf 3 priflythyren"),
        (Rule::Uppercase, 6, "at least 6 capital letters", "o leiaf 6 phriflythyren"),
        (Rule::Lowercase, 2, "at least 2 lower case letters", "o leiaf 2 lythyren fach"),
        (Rule::Lowercase, 4, "at least 4 lower case letters", "o leiaf 4 llythyren fach"),
        (Rule::Digit, 2, "at least 2 numbers", "o leiaf 2 rif"),
        (Rule::Digit, 3, "at least 3 numbers", "o leiaf 3 rhif"),
        (
            Rule::DictionaryWord,
            5,
            "no dictionary word of 5 letters or more",
            "dim gair geiriadur o 5 llythyren neu fwy",
        ),
        (Rule::Reused, 1, "not your last password", "nid eich cyfrinair diwethaf"),
        (Rule::Reused, 2, "not one of your last 2 passwords", "nid un o'ch 2 gyfrinair diwethaf"),
        (Rule::Reused, 3, "not one of your last 3 passwords", "nid un o'ch 3 chyfrinair diwethaf"),
        (Rule::Reused, 4, "not one of your last 4 passwords", "nid un o'ch 4 cyfrinair diwethaf"),
        (Rule::Reused, 6, "not one of your last 6 passwords", "nid un o'ch 6 chyfrinair diwethaf"),
    ];
    for (rule, number, english, welsh) in cases {
        assert_eq!(requirement(rule, number, Language::English), english);
        assert_eq!(requirement(rule, number, Language::Welsh), welsh);
    }
    let none = Finding { rule: Rule::Digit, span: None, detail: Detail::Count { found: 0, required: 2 } };
    let message = none.message(&Policy::NHS_APPENDIX_A, Disclosure::Private, Language::Welsh);
    assert_eq!(message.to_string(), "Mae gan eich cyfrinair 0 rhifau. Defnyddiwch o leiaf 2 rif.");
}

#[test]
fn the_style_is_plain() {
    for (rule, message) in all_messages(Language::English, Disclosure::Private) {
        let lower = message.to_lowercase();
        for unwanted in
            ["please", "invalid", "forbidden", "illegal", "prohibited", "sorry", "don't", "must not"]
        {
            assert!(!lower.contains(unwanted), "{}: {message}", rule.id());
        }
    }
}

#[test]
fn identifiers_are_read_back() {
    for &disclosure in Disclosure::ALL {
        assert_eq!(Disclosure::from_id(disclosure.id()), Some(disclosure));
    }
    for &language in Language::ALL {
        assert_eq!(Language::from_id(language.id()), Some(language));
        assert_ne!(language.verdict(true), language.verdict(false));
    }
    assert_eq!(Language::from_id("fr"), None);
}

#[test]
fn the_characters_that_may_be_used_are_told() {
    let set = |text| crate::Characters::parse(text).unwrap();
    for (allowed, forbidden, english) in [
        ("upper, lower, digit, [-_]", "", "only capital letters, lower case letters, numbers, -, _"),
        (
            "ascii-printable, [£]",
            "[<]",
            concat!(
                "only capital letters, lower case letters, numbers, space, ",
                "!, \", #, $, %, &, ', (, ), *, +, ,, -, ., /, :, ;, =, >, ?, @, [, \\, ], ^, _, `, {, |, }, ~, £"
            ),
        ),
        ("special, [ab]", "[ ]", "only special characters, a, b"),
        ("unicode", "[<>\u{a3}]", "none of <, >, £"),
        ("unicode", "digit, [ ]", "none of numbers, space"),
    ] {
        let policy =
            Policy { allowed_characters: set(allowed), forbidden_characters: set(forbidden), ..Policy::ANY };
        let requirement = |language| Rule::ForbiddenCharacter.requirement(&policy, language).to_string();
        assert_eq!(requirement(Language::English), english);
        assert_ne!(requirement(Language::Welsh), english);
    }
}
