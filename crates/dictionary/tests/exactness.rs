//! The matcher finds exactly what a naive one finds, over the full lists. `cargo test --release` looks at a hundred times as
//! many candidates as a debug run.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may fail"
)]

mod common;

use common::{Naive, Random, list, matches, passwords, words};
use keyward_dictionary::Readings;
use keyward_dictionary::{Builder, Dictionary, Kind, MAX_ENTRY, REAL_LETTERS, Tier};

const MUTATIONS: usize = if cfg!(debug_assertions) { 1_000 } else { 1_000_000 };

/// What letters are replaced by in mutations.
const REPLACEMENTS: [&str; 26] = [
    "4@",
    "86",
    "(",
    "d",
    "3\u{80}",
    "f",
    "96",
    "h",
    "1!|",
    "j",
    "k",
    "17|\u{a3}",
    "m",
    "n",
    "0",
    "p",
    "q",
    "r",
    "5$",
    "7+",
    "u",
    "v",
    "w",
    "x",
    "y",
    "2",
];

fn replacements(letter: char) -> Vec<u8> {
    let index = (letter as usize).checked_sub('a' as usize).filter(|index| *index < 26);
    index.map_or(vec![], |index| REPLACEMENTS[index].chars().map(|symbol| symbol as u32 as u8).collect())
}

#[track_caller]
fn compare(dictionary: &Dictionary<'_>, naive: &Naive, text: &[u8], readings: &Readings) {
    let expected = naive.matches(text, readings);
    let found = matches(dictionary, text, readings);
    let places: Vec<_> = expected.iter().map(|(place, _)| *place).collect();
    assert_eq!(found, places, "{}", text.escape_ascii());
    assert_eq!(dictionary.is_match(text, readings), !expected.is_empty(), "{}", text.escape_ascii());
    let longest = expected.iter().map(|(place, _)| (place.len(), place.replaced == 0)).max();
    let reported = dictionary.longest_match(text, readings, |_| true).unwrap();
    assert_eq!(reported.map(|place| (place.len(), place.replaced == 0)), longest, "{}", text.escape_ascii());
    for place in found {
        let mut room = [0; MAX_ENTRY];
        let word = dictionary.spelling(text, readings, &place, &mut room);
        assert!(expected.iter().any(|(other, spelled)| *other == place && spelled == word), "{word}");
    }
}

#[test]
fn every_word_is_found_plain_capitalised_and_with_one_or_two_letters_replaced() {
    let (dictionary, entries) = (words(), list("words"));
    let naive = Naive::new(&entries);
    let step = if cfg!(debug_assertions) { 997 } else { 1 };
    for (word, _) in entries.iter().step_by(step) {
        let plain = word.as_bytes();
        compare(&dictionary, &naive, plain, Readings::STANDARD);
        let mut capitalised = word.clone().into_bytes();
        capitalised[0].make_ascii_uppercase();
        compare(&dictionary, &naive, &capitalised, Readings::PLAIN);
        for (first, letter) in word.char_indices() {
            for symbol in replacements(letter) {
                let mut once = plain.to_vec();
                once[first] = symbol;
                compare(&dictionary, &naive, &once, Readings::STANDARD);
                for (second, letter) in word.char_indices().skip(first + 1) {
                    for symbol in replacements(letter) {
                        let mut twice = once.clone();
                        twice[second] = symbol;
                        if twice.iter().filter(|byte| byte.is_ascii_alphabetic()).count() < REAL_LETTERS {
                            continue;
                        }
                        let found = matches(&dictionary, &twice, Readings::STANDARD);
                        assert!(
                            found.iter().any(|place| (place.start, place.end) == (0, twice.len())),
                            "{word}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn every_list_is_found_whole() {
    for (dictionary, name) in [(words(), "words"), (words(), "short"), (passwords(), "passwords")] {
        for (rank, (entry, tier)) in list(name).into_iter().enumerate() {
            let tier = if name == "passwords" && rank < 2000 { Tier::Common } else { tier };
            assert_eq!(dictionary.tier(entry.as_bytes()), Some(tier), "{entry}");
            assert_eq!(dictionary.tier(format!("{entry}%~").as_bytes()), None, "{entry}%~");
        }
    }
}

#[test]
fn mutations_give_the_naive_matches() {
    let entries = list("words");
    let word_list = Naive::new(&entries);
    let used: Vec<_> = list("passwords").into_iter().enumerate().collect();
    let used: Vec<_> = used
        .into_iter()
        .map(|(rank, (entry, _))| (entry, if rank < 2000 { Tier::Common } else { Tier::Other }))
        .collect();
    let password_list = Naive::new(&used);
    let mut random = Random(1);
    for _ in 0..MUTATIONS {
        let source = if random.below(3) == 0 { &used } else { &entries };
        let mut text = Vec::new();
        for _ in 0..=random.below(3) {
            text.extend(random.pick(source).0.bytes());
            for _ in 0..random.below(3) {
                text.push(random.below(95) as u8 + b' ');
            }
        }
        for _ in 0..random.below(6) {
            let place = random.below(text.len());
            match random.below(6) {
                0 => text[place].make_ascii_uppercase(),
                1 => drop(text.remove(place)),
                2 => text.insert(place, random.next() as u8),
                3 if text[place] == b'w' => drop(text.splice(place..=place, *b"vV")),
                4 if text[place] == b'f' => drop(text.splice(place..=place, *b"Ph")),
                _ => {
                    if let Some(symbol) = replacements(text[place] as char).first() {
                        text[place] = *symbol;
                    }
                }
            }
            if text.is_empty() {
                break;
            }
        }
        compare(&words(), &word_list, &text, Readings::STANDARD);
        compare(&passwords(), &password_list, &text, Readings::STANDARD);
    }
}

#[test]
fn random_bytes_of_any_length_give_the_naive_matches() {
    let naive = Naive::new(&list("words"));
    let mut random = Random(2);
    let symbols = b"aeilnorst1307!|vupVUPh()<5$4@6\x80\xA3";
    for round in 0..MUTATIONS / 100 {
        let length = random.below(300);
        let text: Vec<u8> = (0..length)
            .map(|_| if round % 2 == 0 { random.next() as u8 } else { *random.pick(symbols) })
            .collect();
        compare(&words(), &naive, &text, Readings::STANDARD);
    }
}

#[test]
fn readings_of_ones_own_give_the_naive_matches() {
    let readings = Readings::new(&[
        ("*", 'a'),
        ("*", 'e'),
        ("q", 'g'),
        ("%", 'x'),
        ("1", 't'),
        ("1", 'l'),
        ("\\/", 'v'),
        ("|\\/|", 'm'),
        ("ck", 'x'),
        ("0", 'o'),
        ("0", 'u'),
    ])
    .unwrap();
    let entries = list("words");
    let naive = Naive::new(&entries);
    let mut random = Random(3);
    for _ in 0..MUTATIONS / 10 {
        let mut text = Vec::new();
        for _ in 0..=random.below(12) {
            for letter in random.pick(&entries).0.bytes() {
                match (random.below(4), letter) {
                    (0, b'a' | b'e') => text.push(b'*'),
                    (0, b'g') => text.push(b'Q'),
                    (0, b'x') => text.extend(b"ck"),
                    (0, b'v') => text.extend(b"\\/"),
                    (0, b'm') => text.extend(b"|\\/|"),
                    (0, b'o' | b'u') => text.push(b'0'),
                    (0, b't' | b'l') => text.push(b'1'),
                    _ => text.push(letter),
                }
            }
        }
        compare(&words(), &naive, &text, &readings);
    }
}

#[test]
fn a_list_of_ones_own_may_hold_symbols() {
    let entries = ["c3po&r2d2", "n.h.s.", "ward-7", "l1ll1l1", "abc", "%%passwo", "aaaaa", "aaaaaa"];
    let entries: Vec<_> = entries.iter().map(|entry| ((*entry).to_owned(), Tier::Other)).collect();
    let mut builder = Builder::new(Kind::Own, "");
    for (entry, tier) in &entries {
        builder.add(entry, *tier).unwrap();
    }
    let blob = builder.build().unwrap();
    let dictionary = Dictionary::open(&blob).unwrap();
    let naive = Naive::new(&entries.iter().filter(|(entry, _)| entry.len() > 4).cloned().collect::<Vec<_>>());
    for text in
        ["xC3PO&R2D2", "N.H.S.", "w4rd-7", "w4rd-t", "L111111", "l1ll1l1", "%%p@ssw0", "AaAaAaAa", "@aaaa4a"]
    {
        compare(&dictionary, &naive, text.as_bytes(), Readings::STANDARD);
    }
    assert_eq!(dictionary.tier(b"ABC"), Some(Tier::Other));
}
