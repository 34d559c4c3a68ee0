//! Lists for the wire: those committed give the committed blobs again, others give back what went in, and damaged ones
//! give an error.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation, reason = "tests may fail")]

use std::sync::{Mutex, PoisonError};

use keyward_dictionary::transfer::{Decoder, List, WireError, Workspace, encode};
use keyward_dictionary::{Builder, Dictionary, Kind, Tier, Trie, TrieBuilder};
use proptest::prelude::*;

/// Too large for the stack.
static WORKSPACE: Mutex<Workspace> = Mutex::new(Workspace::NEW);

fn workspace() -> std::sync::MutexGuard<'static, Workspace> {
    WORKSPACE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All blobs that the bytes give.
fn read(wire: &[u8]) -> Result<Vec<Vec<u8>>, WireError> {
    let mut workspace = workspace();
    let mut lists = Decoder::new(wire, &mut workspace)?;
    let mut blobs = Vec::new();
    let mut blob = vec![0xAA; 700_000];
    while let Some(list) = lists.next(&mut blob) {
        let (list, left) = list?;
        let (is_trie, left) = (matches!(list, List::Trie(_)), left.len());
        let blob = blob.get(..blob.len() - left).unwrap();
        assert!(if is_trie { Trie::open(blob).is_ok() } else { Dictionary::open(blob).is_ok() });
        blobs.push(blob.to_vec());
    }
    Ok(blobs)
}

fn list(entries: &[(&str, Tier)], kind: Kind) -> Builder {
    let mut list = Builder::new(kind, "a test");
    for (entry, tier) in entries {
        list.add(entry, *tier).unwrap();
    }
    list
}

#[test]
fn the_committed_lists_give_the_committed_blobs() {
    let blobs = read(keyward_words::WIRE).unwrap();
    for (name, blob, committed) in [
        ("words", blobs.first(), keyward_words::WORDS),
        ("passwords", blobs.get(1), keyward_words::PASSWORDS),
        ("pieces", blobs.get(2), keyward_words::PIECES),
    ] {
        assert!(blob.is_some_and(|blob| blob == committed), "{name}");
    }
    assert_eq!(blobs.len(), 3);
}

#[test]
fn damaged_bytes_give_no_list_that_was_not_sent() {
    let list = list(
        &[
            ("hospital", Tier::Common),
            ("ward", Tier::Other),
            ("wards!", Tier::Other),
            ("nightingale", Tier::Other),
        ],
        Kind::Own,
    );
    let wire = encode(&[&list], None).unwrap();
    assert_eq!(read(&wire).unwrap(), [list.build().unwrap()]);
    for end in 0..wire.len() {
        let error = if end < 8 { WireError::Magic } else { WireError::Damaged };
        assert_eq!(read(wire.get(..end).unwrap()), Err(error), "cut at {end}");
    }
    assert_eq!(read(&[&wire[..], b"x"].concat()), Err(WireError::Damaged));
    for bit in 0..wire.len() * 8 {
        let mut wire = wire.clone();
        *wire.get_mut(bit / 8).unwrap() ^= 1 << (bit % 8);
        // What no byte of the steps stands for may be anything; so may be how many lists there are, if there is one.
        for blob in read(&wire).unwrap_or_default() {
            assert_eq!(blob, list.build().unwrap(), "bit {bit}");
        }
    }
}

#[test]
fn large_lists_survive_damage() {
    let length = keyward_words::WIRE.len();
    for place in (400..length).step_by(length / 30) {
        let mut wire = keyward_words::WIRE.to_vec();
        *wire.get_mut(place).unwrap() ^= 1 << (place % 8);
        assert!(read(&wire).is_err(), "{place}");
        assert_eq!(read(keyward_words::WIRE.get(..place).unwrap()), Err(WireError::Damaged), "{place}");
    }
}

#[test]
fn numbers_that_are_not_so_are_errors() {
    let list = list(&[("hospital", Tier::Common), ("hospice", Tier::Other)], Kind::Own);
    let wire = encode(&[&list], None).unwrap();
    // How many lists; the kind, the nodes, the tiers, the checksum and the length of the provenance.
    for (place, value, error) in [
        (8, 9, WireError::TooLarge),
        (9, 77, WireError::Damaged),
        (13, 0, WireError::Damaged),
        (13, 1, WireError::Damaged),
        (15, 255, WireError::TooLarge),
        (17, 0, WireError::Damaged),
        (21, 0, WireError::Damaged),
        (26, 255, WireError::Damaged),
    ] {
        let mut wire = wire.clone();
        *wire.get_mut(place).unwrap() = value;
        assert_eq!(read(&wire), Err(error), "{value} at {place}");
    }
}

#[test]
fn a_place_too_small_is_an_error() {
    let mut workspace = workspace();
    let mut lists = Decoder::new(keyward_words::WIRE, &mut workspace).unwrap();
    assert!(matches!(lists.next(&mut vec![0; 100_000]), Some(Err(WireError::TooLarge))));
    assert!(lists.next(&mut vec![0; 700_000]).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn lists_come_back(
        words in prop::collection::btree_map("[a-c]{2,9}", any::<bool>(), 1..60),
        others in prop::collection::btree_map("[a-z0-9!~]{2,64}", any::<bool>(), 1..20),
        pieces in prop::collection::btree_map("[a-dx-z]{3,9}", 1_u8..64, 1..60),
    ) {
        let mut trie = TrieBuilder::new("a test");
        for (piece, number) in &pieces {
            trie.add(piece, *number).unwrap();
        }
        let tier = |common: bool| if common { Tier::Common } else { Tier::Other };
        let entries = |map: &std::collections::BTreeMap<String, bool>, kind| {
            let entries: Vec<_> = map.iter().map(|(entry, common)| (entry.as_str(), tier(*common))).collect();
            list(&entries, kind)
        };
        let lists = [entries(&words, Kind::Words), entries(&others, Kind::Passwords)];
        let wire = encode(&[&lists[0], &lists[1]], Some(&trie)).unwrap();
        let [words, others] = lists.map(|list| list.build().unwrap());
        prop_assert_eq!(read(&wire).unwrap(), [words, others, trie.build().unwrap()]);
    }

    #[test]
    fn any_bits_are_harmless(trie in any::<bool>(), nodes in 0_u32..2000, tiers in 0_u32..2, bits in prop::collection::vec(any::<u8>(), 0..600)) {
        let dictionary = u32::from_le_bytes(*encode(&[&list(&[("ward", Tier::Other)], Kind::Own)], None).unwrap()[9..].first_chunk().unwrap());
        let kind = if trie { 256 } else { dictionary };
        let numbers = [kind, nodes, tiers, 0, 0].map(u32::to_le_bytes).concat();
        let wire = [b"keywire\x05\x01", &numbers[..], &bits].concat();
        // Whatever list that is, its checksum is another.
        prop_assert!(read(&wire).is_err());
        prop_assert!(read(&[b"keywire\x05\x03", &numbers[..], &bits].concat()).is_err());
    }
}
