//! Blobs: an old one stays readable, and no bytes whatever make a search panic or run for ever.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod common;

use common::Random;
use keyward_dictionary::Readings;
use keyward_dictionary::{
    BlobError, BuildError, Builder, Dictionary, EntryError, Kind, MAX_ENTRY, Match, Tier,
};

/// What [`wards`] built when the format had version 1; never to be made again.
const VERSION_1: &[u8] = include_bytes!("blobs/version-1.blob");
/// Made by `UPDATE=1 cargo test -p keyward-dictionary --test blobs` when the format had version 2; never to be made again.
const VERSION_2: &[u8] = include_bytes!("blobs/version-2.blob");

fn wards() -> Builder {
    let mut builder = Builder::new(Kind::Own, "wards of no hospital");
    for (entry, tier) in [
        ("Nightingale", Tier::Common),
        ("Seacole", Tier::Common),
        ("willow", Tier::Other),
        ("willows", Tier::Common),
        ("a&e.7", Tier::Other),
        ("icu", Tier::Common),
        ("illit", Tier::Other),
        ("tilli", Tier::Other),
    ] {
        builder.add(entry, tier).unwrap();
    }
    builder
}

#[test]
fn old_versions_stay_readable() {
    if std::env::var_os("UPDATE").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/blobs/version-2.blob");
        std::fs::write(path, wards().build().unwrap()).unwrap();
    }
    for (version, blob) in [(1, VERSION_1), (2, VERSION_2)] {
        assert_eq!(blob[8], version);
        reads_wards(&Dictionary::open(blob).unwrap());
    }
    assert_eq!(wards().build().unwrap(), VERSION_2);
}

fn reads_wards(dictionary: &Dictionary<'_>) {
    assert_eq!((dictionary.kind(), dictionary.entries(), dictionary.common_entries()), (Kind::Own, 8, 4));
    assert_eq!(dictionary.provenance(), "wards of no hospital");
    assert_eq!(dictionary.tier(b"ICU"), Some(Tier::Common));
    assert_eq!(dictionary.tier(b"Willow"), Some(Tier::Other));
    assert_eq!(dictionary.tier(b"will"), None);
    let found = dictionary.longest_match(b"xW1llows7", Readings::STANDARD, |_| true).unwrap();
    let expected = Match { start: 1, end: 8, letters: 6, replaced: 1, tier: Tier::Common };
    assert_eq!(found, Some(expected));
    assert!(dictionary.is_match(b"A&E.7", Readings::STANDARD));
}

#[test]
fn lists_that_cannot_be_compiled_are_refused() {
    let mut builder = Builder::new(Kind::Own, "");
    assert_eq!(builder.build(), Err(BuildError::Empty));
    assert_eq!(builder.add("a", Tier::Other), Err(EntryError::Length));
    assert_eq!(builder.add(&"a".repeat(MAX_ENTRY + 1), Tier::Other), Err(EntryError::Length));
    assert_eq!(builder.add("caf\u{e9}", Tier::Other), Err(EntryError::Character));
    assert_eq!(builder.add("two words", Tier::Other), Err(EntryError::Character));
    assert!(builder.is_empty());
    builder.add(&"a".repeat(MAX_ENTRY), Tier::Other).unwrap();
    let blob = builder.build().unwrap();
    assert!(Dictionary::open(&blob).unwrap().is_match(&[b'A'; MAX_ENTRY], Readings::PLAIN));
}

#[test]
fn damaged_blobs_are_refused() {
    let whole = wards().build().unwrap();
    assert_eq!(Dictionary::open(&[]).unwrap_err(), BlobError::Magic);
    assert_eq!(Dictionary::open(b"not a dictionary").unwrap_err(), BlobError::Magic);
    for length in 0..whole.len() {
        assert!(Dictionary::open(&whole[..length]).is_err(), "{length}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert_eq!(Dictionary::open(&longer).unwrap_err(), BlobError::Length);
    let mut newer = whole.clone();
    newer[8] = 3;
    assert_eq!(Dictionary::open(&newer).unwrap_err(), BlobError::Version(3));
    for bit in 0..8 * whole.len() {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert!(Dictionary::open(&flipped).is_err(), "bit {bit}");
    }
}

/// Damage under a checksum that was made to hold: the blob may open, and then a search must end.
#[test]
fn blobs_made_to_do_harm_do_none() {
    let whole = wards().build().unwrap();
    let mut random = Random(7);
    let mut opened = 0;
    for _ in 0..if cfg!(debug_assertions) { 2_000 } else { 50_000 } {
        let mut blob = whole.clone();
        for _ in 0..=random.below(40) {
            let place =
                if random.below(2) == 0 { 24 + random.below(40) } else { 24 + random.below(blob.len() - 24) };
            blob[place] = u8::try_from(random.next() & 0xFF).unwrap();
        }
        let sum = checksum(&blob[24..]);
        blob[16..24].copy_from_slice(&sum.to_le_bytes());
        if let Ok(dictionary) = Dictionary::open(&blob) {
            opened += 1;
            for text in [&b"xW1llows7Nightingale"[..], &[b'1'; 300], b"a&e.7icu", b"111llttt1177+"] {
                let mut room = [0; MAX_ENTRY];
                if let Ok(Some(place)) = dictionary.longest_match(text, Readings::STANDARD, |_| true) {
                    let _ = dictionary.spelling(text, Readings::STANDARD, &place, &mut room);
                }
                let _ = dictionary.tier(text);
            }
        }
    }
    assert!(opened > 10, "{opened}");
}

/// As in the format's description: four sums side by side.
fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let step = |sum: u64, piece: u64| (sum ^ piece).wrapping_mul(PRIME).rotate_left(29);
    let mut lanes = [1_u64, 2, 3, 4];
    let blocks = bytes.chunks_exact(32);
    let rest = blocks.remainder();
    for block in blocks {
        for (lane, piece) in lanes.iter_mut().zip(block.chunks(8)) {
            *lane = step(*lane, u64::from_le_bytes(piece.try_into().unwrap()));
        }
    }
    let sum = lanes.into_iter().fold(bytes.len() as u64, step);
    let sum = rest.iter().fold(sum, |sum, byte| step(sum, u64::from(*byte)));
    sum ^ sum >> 32
}
