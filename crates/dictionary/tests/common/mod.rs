//! What the tests of the matcher share: the lists, a small generator of random numbers, and a naive matcher.

#![allow(dead_code, missing_docs, unreachable_pub, reason = "each test uses a part")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::collections::HashMap;
use std::ops::ControlFlow;

use keyward_dictionary::{Dictionary, Match, REAL_LETTERS, Tier};
use keyward_dictionary::{Ending, Readings};

pub fn words() -> Dictionary<'static> {
    Dictionary::open(keyward_words::WORDS).unwrap()
}

pub fn passwords() -> Dictionary<'static> {
    Dictionary::open(keyward_words::PASSWORDS).unwrap()
}

/// The lines of a list in crates/words/data, with their tiers.
pub fn list(name: &str) -> Vec<(String, Tier)> {
    let path = format!("{}/../words/data/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| {
            let (entry, tier) = line.split_once('\t').unwrap_or((line, ""));
            (entry.to_owned(), if tier == "common" { Tier::Common } else { Tier::Other })
        })
        .collect()
}

/// Pseudo-random numbers from a fixed seed.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        let mut random = fastrand::Rng::with_seed(self.0);
        let drawn = random.u64(..);
        self.0 = random.get_seed();
        drawn
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// The matcher as one would first write it: a tree of maps, and recursion over every reading.
#[derive(Default)]
pub struct Naive {
    children: HashMap<u8, Naive>,
    tier: Option<Tier>,
}

impl Naive {
    pub fn new(entries: &[(String, Tier)]) -> Self {
        let mut root = Self::default();
        for (entry, tier) in entries {
            let mut node = &mut root;
            for byte in entry.bytes() {
                node = node.children.entry(byte).or_default();
            }
            node.tier = Some(node.tier.map_or(*tier, |known| known.max(*tier)));
        }
        root
    }

    pub fn matches(&self, text: &[u8], readings: &Readings) -> Vec<(Match, String)> {
        let mut found = Vec::new();
        for start in 0..text.len() {
            let place = Match { start, end: start, letters: 0, replaced: 0, tier: Tier::Other };
            self.walk(text, readings, place, &mut String::new(), &mut found);
        }
        found.sort_by_key(|(place, word)| {
            (place.start, place.end, place.letters, place.replaced, place.tier, word.clone())
        });
        found
    }

    fn walk(
        &self,
        text: &[u8],
        readings: &Readings,
        place: Match,
        word: &mut String,
        found: &mut Vec<(Match, String)>,
    ) {
        if let Some(tier) = self.tier
            && (place.replaced == 0 || place.letters >= REAL_LETTERS)
        {
            found.push((Match { tier, ..place }, word.clone()));
        }
        let Some(&byte) = text.get(place.end) else { return };
        let own = byte.to_ascii_lowercase();
        if let Some(child) = self.children.get(&own) {
            let letters = place.letters + usize::from(own.is_ascii_lowercase());
            word.push(own as char);
            child.walk(text, readings, Match { end: place.end + 1, letters, ..place }, word, found);
            word.pop();
        }
        let singles = ('a'..='z').filter(|letter| *letter as u8 != own && readings.reads_as(byte, *letter));
        let several = readings.spellings(&text[place.end..]).map(|(letter, length)| (letter as char, length));
        for (letter, length) in singles.map(|letter| (letter, 1)).chain(several) {
            if let Some(child) = self.children.get(&(letter as u8)) {
                word.push(letter);
                child.walk(
                    text,
                    readings,
                    Match { end: place.end + length, replaced: place.replaced + 1, ..place },
                    word,
                    found,
                );
                word.pop();
            }
        }
    }
}

/// Every match of the real matcher, in the naive one's order, with its spelling.
pub fn matches(dictionary: &Dictionary<'_>, text: &[u8], readings: &Readings) -> Vec<Match> {
    let mut found = Vec::new();
    let ending = dictionary.each_match(text, readings, |place| {
        found.push(place);
        ControlFlow::Continue(())
    });
    assert_eq!(ending, Ending::Complete);
    found.sort_by_key(|place| (place.start, place.end, place.letters, place.replaced, place.tier));
    found
}
