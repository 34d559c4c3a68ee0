//! Pairs of passwords with the change between them, and what must hold for any two strings.

extern crate std;
use super::{Change, change_between};
use proptest::prelude::*;
use std::string::String;
use std::{format, vec::Vec};
use unicode_normalization::UnicodeNormalization;

/// New, old, expected.
const CASES: &[(&str, &str, Option<Change>)] = &[
    ("Zx7#qLp9", "Zx7#qLp9", Some(Change::Identical)),
    ("", "", Some(Change::Identical)),
    ("", "Zx7#qLp9", None),
    ("complexidentical3!", "ComplexIdentical3!", Some(Change::CaseChanged)),
    ("zX7#QlP9", "Zx7#qLp9", Some(Change::CaseChanged)),
    ("Cafe\u{301}12!!", "Caf\u{e9}12!!", Some(Change::CaseChanged)),
    ("Пароль13!", "Пароль12!", Some(Change::CounterMoved)),
    ("漢字漢字12", "漢字仮名12", Some(Change::CharactersChanged)),
    ("漢字漢字", "仮名仮名", None),
    ("Straße12!!", "STRASSE12!!", Some(Change::CaseChanged)),
    ("Cafe\u{301}12!!", "cafe12!!", Some(Change::CaseChanged)),
    ("P4$$w0rd", "Password", Some(Change::Leet)),
    ("Password", "P4$$w0rd", Some(Change::Leet)),
    ("F@rmH4irTr33", "F4rmHa!rTree", Some(Change::Leet)),
    ("Password2", "Password1", Some(Change::CounterMoved)),
    ("test34", "test12", Some(Change::CounterMoved)),
    ("Kw!8Qz#3mX", "Kw!7Qz#2mX", Some(Change::CounterMoved)),
    ("Oak2024Elm!", "Oak2023Elm!", Some(Change::YearMoved)),
    ("Summer24!!", "Spring24!!", Some(Change::SeasonMoved)),
    ("FebFarm12!", "JanFarm12!", Some(Change::MonthMoved)),
    ("TuesdayKx!", "MondayKx!", Some(Change::WeekdayMoved)),
    ("FarmHair!\"!!", "FarmHair12!!", Some(Change::ShiftRow)),
    ("FarmHair!@!!", "FarmHair12!!", Some(Change::ShiftRow)),
    ("FarmHair12?#", "FarmHair12!!", Some(Change::SymbolChanged)),
    ("Z x7#q Lp9", "Zx7#qLp9", Some(Change::Separated)),
    ("Z-x-7-#-q-L-p-9", "Zx7#qLp9", Some(Change::Separated)),
    ("Zx7#qLp9", "Z x7#q Lp9", Some(Change::Separated)),
    ("Zx7#qLp9Zx7#qLp9", "Zx7#qLp9", Some(Change::Doubled)),
    ("Zx7#qLp!!", "Zx7#qLp!", Some(Change::Doubled)),
    ("cxzdsaewq", "qweasdzxc", Some(Change::Reversed)),
    ("9pLq#7xZ!!", "Zx7#qLp9", Some(Change::Reversed)),
    ("qLp9Zx7#", "Zx7#qLp9", Some(Change::Rotated)),
    ("9Zx7#qLp", "Zx7#qLp9", Some(Change::Rotated)),
    ("HairFarmTree83*!", "FarmHairTree83*!", Some(Change::BlocksSwapped)),
    ("TreeHairFarm83*!", "FarmHairTree83*!", Some(Change::BlocksSwapped)),
    ("83*!TreeHairFarm", "FarmHairTree83*!", Some(Change::BlocksSwapped)),
    ("HelloZx7#qLp9", "Zx7#qLp9", Some(Change::CharactersAdded)),
    ("Zx7#qLp9Wv3!Kd8$", "Zx7#qLp9", Some(Change::CharactersAdded)),
    ("aZbxc7d#eqfLgph9", "Zx7#qLp9", Some(Change::CharactersAdded)),
    ("Zx7#qL", "Zx7#qLp9", Some(Change::CharactersRemoved)),
    ("Zx8#qLq9", "Zx7#qLp9", Some(Change::CharactersChanged)),
    ("xZ7#qLp9", "Zx7#qLp9", Some(Change::CharactersChanged)),
    ("!!Fred99", "Fred12??", Some(Change::CounterMoved)),
    ("99Fred!!", "Fred12??", Some(Change::CharactersChanged)),
    ("FarmDoorTree83*!", "FarmHairTree83*!", Some(Change::CharactersChanged)),
    ("Cx8$wZ;0", "Zx7#qLp9", None),
    ("Xc8$wA[0", "Zx7#qLp9", None),
    ("Htdf23!\"", "Grsd12`1", Some(Change::KeysMoved)),
    ("Gtrf23", "Fred12", Some(Change::KeysMoved)),
    ("FarmMilkTree83*!", "FarmHairTree83*!", Some(Change::CharactersChanged)),
    ("FormHeirTrie83?!", "FarmHairTree83*!", Some(Change::CharactersChanged)),
    ("HookHillCart25+!", "WoolSilkCart25+!", Some(Change::CharactersChanged)),
    ("Bobs2024!!", "Fred2024!!", Some(Change::PartKept)),
    ("Zx7#qWv3!Kd8$", "Zx7#qLp9", Some(Change::PartKept)),
    // The same shape, the same decoration, a short run in common: unrelated all the same.
    ("Wq7#Nv!2pZkd", "Ht5$Rb@9mYcg", None),
    ("Kw!7Qz#2mX", "Rt!4Bn#9pL", None),
    ("MilkDoorTree83*!", "FarmHairTree83*!", None),
    ("MilkDoorTree2024*!", "FarmHairTree2024*!", None),
    ("IvySockBean2024*?", "MoonParkBean2024*?", None),
    ("DuskMillCart25+!", "WoolSilkCart25+!", None),
    ("Zx7#WvKd", "Zx7#qLp9", None),
    ("83*!MilkDoor", "83*!FarmTree", None),
    ("Kw12!Qz34#", "Rt12!Bn34#", None),
    ("12345678", "90817263", None),
    ("Tree", "Farm", None),
    ("ab", "cd", None),
];

#[test]
fn tells_how_one_was_made_from_the_other() {
    let wrong: Vec<_> = CASES
        .iter()
        .filter(|(new, old, expected)| change_between(new, old) != *expected)
        .map(|(new, old, expected)| {
            format!("{new} from {old}: {:?}, not {expected:?}", change_between(new, old))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Any text, and text of few characters, so that the two have something in common.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,30}", "[ab1!]{0,30}", "(?s).{0,300}", "[a-z]{250,260}", "[A-Za-z0-9!#]{8,16}"]
}

proptest! {
    #[test]
    fn is_found_both_ways(new in text(), old in text()) {
        let (there, back) = (change_between(&new, &old), change_between(&old, &new));
        prop_assert_eq!(there.is_some(), back.is_some(), "{:?} {:?}", there, back);
    }

    #[test]
    fn what_contains_the_other_is_found(before in text(), old in text(), behind in text()) {
        let new = format!("{before}{old}{behind}");
        if old.chars().filter(char::is_ascii).count() >= 4 {
            prop_assert!(change_between(&new, &old).is_some());
            prop_assert!(change_between(&old, &new).is_some());
        }
    }

    #[test]
    fn turned_round_is_found(old in "[!-~]{4,300}", by in 0usize..300) {
        let reversed: String = old.chars().rev().collect();
        prop_assert!(change_between(&reversed, &old).is_some());
        if old.len() <= 256 {
            let (beginning, end) = old.split_at(by % old.len());
            let rotated = format!("{end}{beginning}");
            prop_assert!(change_between(&rotated, &old).is_some());
        }
    }

    #[test]
    fn one_character_is_found(old in "[!-~]{5,256}", place in 0usize..256, typed in "[!-~]") {
        let place = place % old.len();
        let mut new = old.clone();
        new.replace_range(place..=place, &typed);
        prop_assert!(change_between(&new, &old).is_some(), "{} {}", new, old);
        new.remove(place);
        prop_assert!(change_between(&new, &old).is_some(), "{} {}", new, old);
    }

    #[test]
    fn composed_and_decomposed_fold_alike(old in "[A-Za-zÀ-ÖØ-öø-ž0-9!]{1,40}") {
        let change = change_between(&old.nfd().collect::<String>(), &old);
        prop_assert!(matches!(change, Some(Change::Identical | Change::CaseChanged)), "{:?}", change);
    }

    #[test]
    fn unrelated_letters_pass(new in "[a-m]{4,40}", old in "[n-z]{4,40}") {
        // No letter in common; the keys of the two halves are neighbours here and there, not throughout.
        prop_assert_eq!(change_between(&new, &old).filter(|change| *change != Change::KeysMoved), None);
    }
}

#[test]
fn characters_that_read_as_several_letters_are_compared_up_to_the_limit() {
    for (letter, count) in [("ß", 120), ("ß", 130), ("ß", 253), ("\u{fb03}", 253), ("Æ", 253), ("é", 253)]
    {
        let block = letter.repeat(count);
        let change = change_between(&format!("{block}x84"), &format!("{block}x83"));
        assert_eq!(change, Some(Change::CounterMoved), "{letter} {count}");
        let change = change_between(&format!("{block}x84"), &format!("{}x84", block.to_lowercase()));
        assert!(
            matches!(change, Some(Change::CaseChanged | Change::Identical)),
            "{letter} {count} {change:?}"
        );
    }
}

#[test]
fn longer_than_the_limit_is_compared_whole() {
    let block = |letter: &str, count: usize| letter.repeat(count);
    let tail = "Zx7#qLp9";
    let long = format!("{}{tail}", block("ab", 128));
    let cases = [
        (long.clone(), tail.into(), Some(Change::CharactersAdded)),
        (tail.into(), long.clone(), Some(Change::CharactersRemoved)),
        (long.to_uppercase(), long.clone(), Some(Change::CaseChanged)),
        (long.chars().rev().collect(), long.clone(), Some(Change::Reversed)),
        // The same for 256 characters and different after: a cut would take them for equal.
        (
            format!("{}{}", block("c", 256), block("d", 400)),
            format!("{}{}", block("c", 256), block("e", 400)),
            None,
        ),
        (long.clone(), "Zx7".into(), None),
        (long, String::new(), None),
    ];
    for (new, old, expected) in cases {
        assert_eq!(change_between(&new, &old), expected, "{new} from {old}");
    }
}

#[test]
fn random_passwords_are_unrelated() {
    const CLASSES: [&[u8]; 4] =
        [b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz", b"0123456789", b"!\"#$%&*+-.?@_"];
    let mut state = 7_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    // Two of each class, as the policy demands, in any order, and more of any.
    let mut password = || {
        let mut text = Vec::new();
        for place in 0..8 + random(9) {
            let class = if place < 8 { CLASSES[place % 4] } else { CLASSES[random(4)] };
            text.push(class[random(class.len())]);
        }
        (1..text.len()).for_each(|place| text.swap(place, random(place + 1)));
        String::from_utf8(text).unwrap()
    };
    let pairs: Vec<(String, String)> = (0..20_000).map(|_| (password(), password())).collect();
    let alarms = pairs.iter().filter(|(new, old)| change_between(new, old).is_some()).count();
    assert!(alarms * 1000 <= pairs.len(), "{alarms} of {}", pairs.len());
}
