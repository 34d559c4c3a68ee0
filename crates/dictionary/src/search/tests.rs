//! What a search costs, counted: prefixes, nodes and ways looked at. Time would only measure the machine.

use core::ops::ControlFlow;
use std::string::String;
use std::vec::Vec;

use super::walk::{Search, codes_of_letters};
use super::{PIECE, Scan};
use crate::Dictionary;
use crate::Readings;
use crate::format::are_letters;

const WORDS: &[u8] = include_bytes!("../../../words/src/words.blob");

/// The most prefixes, nodes and ways that a character may cost, in the list of words.
const BOUND: usize = 16;

fn visited(text: &str, length: usize) -> usize {
    let fold = |character| if character == '€' { 0x80 } else { u8::try_from(character).unwrap() };
    let text: Vec<u8> = text.chars().map(fold).cycle().take(length).collect();
    let dictionary = Dictionary::open(WORDS).unwrap();
    let mut visit = |_, _: &[u8]| ControlFlow::Continue(());
    let mut search = Search::new(&dictionary, &text, Readings::STANDARD, None, &mut visit);
    let first = Scan::of(&text[..text.len().min(PIECE)], Readings::STANDARD, &dictionary.layout);
    let _ = search.run(first);
    search.visited
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
