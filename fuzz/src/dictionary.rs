//! `dict_open`: no blob makes a search go wrong. `dict_vs_naive`: the matcher finds what a naive one finds.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::{LazyLock, Mutex, PoisonError};

use arbitrary::{Arbitrary, Unstructured};
use keyward::Readings;
use keyward::dictionary::transfer::{Decoder, Workspace};
use keyward::dictionary::{Builder, Dictionary, Ending, Kind, Match, REAL_LETTERS, Tier};

/// Entries that a blob holds, before it is damaged.
const ENTRIES: [&str; 8] = ["wards", "wardrobe", "wardens", "passwords", "hospital", "a1b2c3", "nhs", "ox"];

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = Builder::new(Kind::Words, "fuzz");
    for entry in ENTRIES {
        builder.add(entry, Tier::Common).expect("an entry");
    }
    let blob = builder.build().expect("a blob");
    let mut sealed = blob.clone();
    seal(&mut sealed);
    assert_eq!(blob, sealed, "the checksum is no longer the one below");
    blob
});

/// Writes the checksum that the bytes have, as somebody would who means harm.
fn seal(blob: &mut [u8]) {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let mix = |sum: u64, piece: u64| (sum ^ piece).wrapping_mul(PRIME).rotate_left(29);
    let Some(covered) = blob.get(24..) else { return };
    let (blocks, rest) = covered.as_chunks::<32>();
    let mut lanes = [1_u64, 2, 3, 4];
    for block in blocks {
        for (lane, piece) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = mix(*lane, u64::from_le_bytes(*piece));
        }
    }
    let sum = lanes.into_iter().fold(covered.len() as u64, mix);
    let sum = rest.iter().fold(sum, |sum, byte| mix(sum, u64::from(*byte)));
    blob[16..24].copy_from_slice(&(sum ^ sum >> 32).to_le_bytes());
}

#[derive(Arbitrary)]
struct Damage<'a> {
    /// Places and what is written there, from the end of the blob, where all but the filter lies.
    writes: Vec<(u16, u32)>,
    from_start: bool,
    text: &'a [u8],
}

/// The bytes are opened as they are, and taken for damage to a good blob whose checksum is then made right. What opens can be
/// searched: each match lies inside the text.
pub fn dict_open(data: &[u8]) {
    if let Ok(dictionary) = Dictionary::open(data) {
        search(&dictionary, b"wardrobe");
    }
    read_wire(data);
    let Ok(damage) = Damage::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let mut blob = WHOLE.clone();
    for (place, value) in damage.writes {
        let place = usize::from(place) % (blob.len() - 4);
        let place = if damage.from_start { place } else { blob.len() - 4 - place };
        blob[place..place + 4].copy_from_slice(&value.to_le_bytes());
    }
    seal(&mut blob);
    if let Ok(dictionary) = Dictionary::open(&blob) {
        search(&dictionary, damage.text);
        search(&dictionary, b"xW4rdr()b3s passvv0rds");
    }
}

/// Lists for the wire are refused, or give blobs that open.
fn read_wire(data: &[u8]) {
    static ROOM: Mutex<Workspace> = Mutex::new(Workspace::NEW);
    let mut room = ROOM.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok(mut lists) = Decoder::new(data, &mut room) else { return };
    let mut blob = vec![0; 1 << 17];
    while let Some(Ok((_, rest))) = lists.next(&mut blob) {
        let left = rest.len();
        assert!(Dictionary::open(&blob[..blob.len() - left]).is_ok());
    }
}

fn search(dictionary: &Dictionary<'_>, text: &[u8]) {
    for readings in [Readings::PLAIN, Readings::STANDARD] {
        let mut found = 0_usize;
        let ending = dictionary.each_match(text, readings, |place| {
            assert!(place.start < place.end && place.end <= text.len() && place.letters <= place.len());
            found += 1;
            // Only a blob made to do harm has so many.
            if found < 1 << 16 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        assert_eq!(dictionary.is_match(text, readings), found > 0 || ending == Ending::Exhausted);
        if let Ok(Some(place)) = dictionary.longest_match(text, readings, |_| found < 1 << 16) {
            let _ = dictionary.spelling(text, readings, &place, &mut [0; 64]);
        }
    }
    let _ = (dictionary.tier(text), dictionary.entries(), dictionary.provenance(), format!("{dictionary:?}"));
}

#[derive(Arbitrary)]
struct Lists<'a> {
    entries: Vec<(&'a str, bool)>,
    own_readings: Option<Vec<(&'a str, char)>>,
    text: &'a [u8],
}

/// The same matches as by trying each entry at each place: of a list that is given, and of all words that come with keyward.
pub fn dict_vs_naive(data: &[u8]) {
    let Ok(lists) = Lists::arbitrary_take_rest(Unstructured::new(data)) else { return };
    let readings = match &lists.own_readings {
        None => Readings::STANDARD.clone(),
        Some(rows) => match Readings::new(rows) {
            Ok(readings) => readings,
            Err(_) => return,
        },
    };
    let mut builder = Builder::new(Kind::Own, "fuzz");
    let mut entries: Vec<(String, Tier)> = Vec::new();
    for (entry, common) in lists.entries.into_iter().chain(ENTRIES.map(|entry| (entry, true))) {
        let tier = if common { Tier::Common } else { Tier::Other };
        if builder.add(entry, tier).is_ok() {
            let entry = entry.to_ascii_lowercase();
            match entries.iter_mut().find(|(known, _)| *known == entry) {
                Some((_, known)) => *known = tier.max(*known),
                None => entries.push((entry, tier)),
            }
        }
    }
    let blob = builder.build().expect("a blob");
    let dictionary = Dictionary::open(&blob).expect("what was built opens");
    assert_eq!(dictionary.entries() as usize, entries.len());
    for (entry, tier) in &entries {
        assert_eq!(dictionary.tier(entry.as_bytes()), Some(*tier), "{entry}");
    }
    let mut expected = BTreeSet::new();
    for (entry, tier) in entries.iter().filter(|(entry, _)| entry.len() > 4) {
        for start in 0..lists.text.len() {
            spell(entry.as_bytes(), lists.text, &readings, begin(start, *tier), &mut expected);
        }
    }
    compare(&dictionary, &expected, lists.text, &readings);

    let mut expected = BTreeSet::new();
    for start in 0..lists.text.len() {
        spell_any(&WORDS, 0, lists.text, &readings, begin(start, Tier::Other), &mut expected);
    }
    compare(&COMPILED, &expected, lists.text, &readings);
}

/// The plain list that the compiled words are made of, in order.
static WORDS: LazyLock<Vec<(&[u8], Tier)>> = LazyLock::new(|| {
    let lines = include_str!("../../crates/words/data/words.txt").lines();
    let mut words: Vec<_> = lines
        .map(|line| match line.split_once('\t') {
            Some((word, _)) => (word.as_bytes(), Tier::Common),
            None => (line.as_bytes(), Tier::Other),
        })
        .collect();
    words.sort_unstable();
    assert!(words.len() > 80_000 && words.iter().all(|(word, _)| word.len() > 4));
    words
});

static COMPILED: LazyLock<Dictionary<'static>> =
    LazyLock::new(|| Dictionary::open(keyward_words::WORDS).expect("the list of words opens"));

/// The matcher finds these and no others.
fn compare(dictionary: &Dictionary<'_>, expected: &BTreeSet<Key>, text: &[u8], readings: &Readings) {
    let mut found = BTreeSet::new();
    let ending = dictionary.each_match(text, readings, |place| {
        found.insert(key(place));
        ControlFlow::Continue(())
    });
    // Readings made for the list may spend the budget; what was found until then is right all the same.
    if ending == Ending::Exhausted {
        assert!(found.is_subset(expected) && dictionary.is_match(text, readings));
        return;
    }
    assert_eq!(found, *expected, "{}", text.escape_ascii());
    assert_eq!(dictionary.is_match(text, readings), !expected.is_empty(), "{}", text.escape_ascii());
}

type Key = (usize, usize, usize, usize, Tier);

fn key(place: Match) -> Key {
    (place.start, place.end, place.letters, place.replaced, place.tier)
}

fn begin(start: usize, tier: Tier) -> Match {
    Match { start, end: start, letters: 0, replaced: 0, tier }
}

/// Every way to read a letter at the end of what was read.
fn onward(letter: u8, text: &[u8], readings: &Readings, place: Match) -> Vec<Match> {
    let Some(&byte) = text.get(place.end) else { return Vec::new() };
    let mut ways = Vec::new();
    if byte.eq_ignore_ascii_case(&letter) {
        let letters = place.letters + usize::from(letter.is_ascii_lowercase());
        ways.push(Match { end: place.end + 1, letters, ..place });
    } else if letter.is_ascii_lowercase() && readings.reads_as(byte, char::from(letter)) {
        ways.push(Match { end: place.end + 1, replaced: place.replaced + 1, ..place });
    }
    for (stands_for, length) in readings.spellings(&text[place.end..]) {
        if stands_for == letter {
            ways.push(Match { end: place.end + length, replaced: place.replaced + 1, ..place });
        }
    }
    ways
}

/// What was read counts if enough letters are really there.
fn keep(place: Match, found: &mut BTreeSet<Key>) {
    if place.replaced == 0 || place.letters >= REAL_LETTERS {
        found.insert(key(place));
    }
}

/// Every way to read the rest of an entry on from a place.
fn spell(rest: &[u8], text: &[u8], readings: &Readings, place: Match, found: &mut BTreeSet<Key>) {
    let Some((&letter, rest)) = rest.split_first() else { return keep(place, found) };
    for way in onward(letter, text, readings, place) {
        spell(rest, text, readings, way, found);
    }
}

/// [`spell`] for entries in order that begin alike, of which so many letters have been read.
fn spell_any(
    mut entries: &[(&[u8], Tier)],
    depth: usize,
    text: &[u8],
    readings: &Readings,
    place: Match,
    found: &mut BTreeSet<Key>,
) {
    while let Some((entry, tier)) = entries.first() {
        let Some(&letter) = entry.get(depth) else {
            keep(Match { tier: *tier, ..place }, found);
            entries = &entries[1..];
            continue;
        };
        let (alike, others) = entries.split_at(entries.partition_point(|(entry, _)| entry[depth] <= letter));
        for way in onward(letter, text, readings, place) {
            spell_any(alike, depth + 1, text, readings, way, found);
        }
        entries = others;
    }
}
