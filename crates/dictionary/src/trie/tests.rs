//! A trie against looking at every entry, and against damage.

use std::collections::BTreeMap;
use std::string::String;
use std::vec::Vec;

use proptest::prelude::*;

use super::walk::BUDGET;
use super::*;
use crate::{BuildError, EntryError};

fn built(entries: &[(&str, u8)]) -> Vec<u8> {
    let mut list = TrieBuilder::new("a test");
    for (entry, number) in entries {
        list.add(entry, *number).unwrap();
    }
    list.build().unwrap()
}

/// Every place, end and number, by each entry in turn.
fn naive(entries: &BTreeMap<String, u8>, text: &[u8]) -> Vec<(usize, usize, u8)> {
    let mut found = Vec::new();
    for start in 0..text.len() {
        for (entry, number) in entries {
            let mut from = start;
            while let Some(hit) = Readings::STANDARD.find_term(text, entry.as_bytes(), from) {
                if hit.start > start {
                    break;
                }
                found.push((start, hit.end, *number));
                from = hit.start + 1;
            }
        }
    }
    found.sort_unstable();
    found
}

#[test]
fn entries_are_found_in_every_reading() {
    let blob = built(&[("ian", 1), ("lan", 2), ("ianto", 3), ("will", 4)]);
    let trie = Trie::open(&blob).unwrap();
    let found = |text: &[u8], separator| {
        let mut found = Vec::new();
        trie.each_match(text, Readings::STANDARD, separator, &mut |hit| {
            found.push((hit.start, hit.end, hit.number, hit.replaced, hit.separators));
        });
        found
    };
    assert_eq!(found(b"1An70", None), [(0, 3, 1, 1, 0), (0, 5, 3, 3, 0), (0, 3, 2, 1, 0)]);
    assert_eq!(found(b"xVVill", None), [(1, 6, 4, 1, 0)]);
    assert_eq!(found(b"ia", None), []);
    assert_eq!(found(b"-w_i_ll", Some(b'_')), [(1, 7, 4, 0, 2)]);
    assert_eq!(found(b"w__ill_", Some(b'_')), [], "a separator stands once");
    assert_eq!((trie.number(b"IANto"), trie.number(b"iant"), trie.entries()), (Some(3), None, 4));
}

#[test]
fn what_no_trie_can_hold_is_refused() {
    let mut list = TrieBuilder::new("");
    assert_eq!(list.build(), Err(BuildError::Empty));
    for (entry, number, error) in [
        ("ab", 1, EntryError::Length),
        ("abcdefghijklmnopqrstuvwxyzabcdef", 1, EntryError::Length),
        ("ab1", 1, EntryError::Character),
        ("abc", 0, EntryError::Number),
        ("abc", 64, EntryError::Number),
    ] {
        assert_eq!(list.add(entry, number), Err(error), "{entry} {number}");
    }
}

#[test]
fn every_damaged_blob_is_refused() {
    let blob = built(&[("emma", 1), ("emmanuel", 63)]);
    assert!(Trie::is_whole(&blob));
    for end in 0..blob.len() {
        assert!(Trie::open(&blob[..end]).is_err(), "cut at {end}");
    }
    for bit in 0..blob.len() * 8 {
        let mut damaged = blob.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(Trie::open(&damaged).is_err() && !Trie::is_whole(&damaged), "bit {bit}");
    }
}

#[test]
fn whatever_the_nodes_are_a_walk_ends() {
    let blob = built(&[("emma", 1), ("emmanuel", 63), ("ella", 2)]);
    let (trie, _) = Trie::of(&blob).unwrap();
    for seed in 0..500_u64 {
        let mut nodes: Vec<[u8; 8]> = trie.nodes.to_vec();
        for (place, node) in nodes.iter_mut().enumerate() {
            *node = (seed + place as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).to_le_bytes();
        }
        let broken = Trie { nodes: &nodes, ..trie };
        let text = [b'1'; 400];
        let mut count = 0;
        broken.each_match(&text, Readings::STANDARD, Some(b'1'), &mut |_| count += 1);
        assert!(count <= BUDGET * 400, "{count}");
    }
}

proptest! {
    #[test]
    fn a_trie_finds_what_each_entry_alone_is_found_at(
        entries in prop::collection::btree_map("[a-cilt]{3,6}", 1_u8..64, 1..40),
        text in "[a-cA-C1il7t!|()v4@ph]{0,24}",
    ) {
        let list: Vec<(&str, u8)> = entries.iter().map(|(entry, number)| (entry.as_str(), *number)).collect();
        let blob = built(&list);
        let trie = Trie::open(&blob).unwrap();
        let text = text.as_bytes();
        let mut found = Vec::new();
        trie.each_match(text, Readings::STANDARD, None, &mut |hit| found.push((hit.start, hit.end, hit.number)));
        found.sort_unstable();
        prop_assert_eq!(found, naive(&entries, text));
    }
}
