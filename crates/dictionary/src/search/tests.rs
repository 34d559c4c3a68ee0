//! What a search costs, counted: prefixes, edges and class paths looked at. Time would only measure the machine.

use core::ops::ControlFlow;
use std::string::String;
use std::vec::Vec;

use super::walk::{Search, codes_of_letters};
use super::{CHUNK, Ending, Scan, budget};
use crate::format::{MAX_ENTRY, are_letters};
use crate::search::Exhausted;
use crate::{Builder, Dictionary, Kind, Readings, Tier};

const WORDS: &[u8] = include_bytes!("../../../words/src/words.blob");

/// The most steps that a character may cost, in the list of words.
const BOUND: usize = 16;

fn visited(text: &str, length: usize) -> usize {
    let fold = |character| if character == '€' { 0x80 } else { u8::try_from(character).unwrap() };
    let text: Vec<u8> = text.chars().map(fold).cycle().take(length).collect();
    let dictionary = Dictionary::open(WORDS).unwrap();
    let mut visit = |_, _: &[u8]| ControlFlow::Continue(());
    let mut search = Search::new(&dictionary, &text, Readings::STANDARD, &mut visit);
    let first = Scan::of(&text[..text.len().min(CHUNK)], Readings::STANDARD, &dictionary.layout);
    assert_eq!(search.run(first), Ending::Complete);
    search.steps
}

#[test]
fn no_candidate_costs_more_than_so_much_a_character() {
    let climbed = include_str!("../../../../benches/corpora/worst.txt").lines();
    let known =
        ["7177£r1n6", "6££££££££££££££££", "+1+1£+1+1£+1+1£", "££££££££££££££1111", "vvvvvvvvuuuuuuuu", "a"];
    let mut worst = (0, String::new());
    for text in climbed.chain(known) {
        for length in [64, 256, 4096] {
            let each = visited(text, length).div_ceil(length);
            worst = worst.max((each, text.into()));
        }
    }
    assert!((BOUND / 4..=BOUND).contains(&worst.0), "{worst:?}");
}

/// All strings of so many of four vowels, and readings by which each of four symbols may be any of them: a list and readings
/// that are made for each other.
fn vowels(length: usize) -> (Vec<u8>, Readings) {
    let mut list = Builder::new(Kind::Own, "vowels");
    for number in 0..4_u32.pow(u32::try_from(length).unwrap()) {
        let vowel = |index: usize| char::from(b"aeio"[(number >> (2 * index) & 3) as usize]);
        list.add(&(0..length).map(vowel).collect::<String>(), Tier::Common).unwrap();
    }
    let rows: Vec<_> =
        "*!%&".chars().flat_map(|symbol| "aeio".chars().map(move |letter| (symbol, letter))).collect();
    let symbols: Vec<_> = rows.iter().map(|(symbol, letter)| (String::from(*symbol), *letter)).collect();
    let rows: Vec<_> = symbols.iter().map(|(symbol, letter)| (symbol.as_str(), *letter)).collect();
    (list.build().unwrap(), Readings::new(&rows).unwrap())
}

#[test]
fn a_search_ends_when_its_budget_is_spent() {
    let (blob, readings) = vowels(7);
    let dictionary = Dictionary::open(&blob).unwrap();
    for length in [16, 64, 256, 4096] {
        let text: Vec<u8> = b"ae*!%&**".iter().copied().cycle().take(length).collect();
        let mut found = 0;
        let mut visit = |_, _: &[u8]| {
            found += 1;
            ControlFlow::Continue(())
        };
        let mut search = Search::new(&dictionary, &text, &readings, &mut visit);
        let first = Scan::of(&text[..text.len().min(CHUNK)], &readings, &dictionary.layout);
        let ending = search.run(first);
        assert_eq!((ending, search.steps), (Ending::Exhausted, budget(length) + 1), "{length}");
        assert!(found <= budget(length));
        assert!(dictionary.is_match(&text, &readings), "what is not known counts as a match");
        assert_eq!(dictionary.longest_match(&text, &readings, |_| false), Err(Exhausted));
        assert!(dictionary.longest_match(&text, &readings, |_| true).is_ok_and(|found| found.is_some()));
    }
}

#[test]
fn plain_letters_never_spend_the_budget() {
    let mut list = Builder::new(Kind::Own, "held keys");
    for length in 5..=MAX_ENTRY {
        list.add(&"a".repeat(length), Tier::Other).unwrap();
        list.add(&"1".repeat(length), Tier::Other).unwrap();
    }
    let blob = list.build().unwrap();
    let dictionary = Dictionary::open(&blob).unwrap();
    for text in ["a", "1", "a1"].map(|text| text.repeat(4096)) {
        let mut found = 0;
        let ending = dictionary.each_match(text.as_bytes(), Readings::PLAIN, |_| {
            found += 1;
            ControlFlow::Continue(())
        });
        assert_eq!(ending, Ending::Complete, "{found}");
    }
}

#[test]
fn cost_grows_with_the_length_alone() {
    for text in include_str!("../../../../benches/corpora/worst.txt").lines() {
        let (short, long) = (visited(text, 512), visited(text, 8 * 512));
        assert!(10 * long <= 11 * 8 * short, "{text}: {short}, {long}");
    }
}

#[test]
fn five_letters_are_told_from_other_items() {
    for place in 0..5 {
        for byte in 0..=u8::MAX {
            let mut items = *b"azAZm";
            items[place] = byte;
            let codes = codes_of_letters(items);
            assert_eq!(are_letters(codes), byte.is_ascii_alphabetic(), "{byte:#x} at {place}");
            if byte.is_ascii_alphabetic() {
                let expected = items.map(|item| item.to_ascii_lowercase() - b'a');
                assert_eq!(codes.to_le_bytes()[..5], expected);
            }
        }
    }
}
