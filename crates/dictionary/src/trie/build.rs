//! `TrieBuilder` makes the blob of a [`Trie`](super::Trie) from a list.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{COVERED, FILTER, LONGEST, MAGIC, MAX_NUMBER, Node, SHORTEST, fill};
use crate::format::checksum;
use crate::{BuildError, EntryError};

/// Collects entries and their numbers, then compiles them.
#[derive(Clone, Debug)]
pub struct TrieBuilder {
    provenance: String,
    /// Spelled in lower case.
    entries: BTreeMap<Vec<u8>, u8>,
}

impl TrieBuilder {
    /// An empty list; `provenance` says where its entries come from.
    #[must_use]
    pub fn new(provenance: &str) -> Self {
        Self { provenance: provenance.into(), entries: BTreeMap::new() }
    }

    /// Adds an entry of 3 to 31 letters, case ignored, with a number from 1 to 63. A second number of one entry takes the
    /// place of the first.
    ///
    /// # Errors
    ///
    /// If the entry is too short or too long, or has anything but letters, or the number is none of those. The list is as it
    /// was.
    pub fn add(&mut self, entry: &str, number: u8) -> Result<(), EntryError> {
        if !(SHORTEST..=LONGEST).contains(&entry.len()) {
            return Err(EntryError::Length);
        }
        if !entry.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(EntryError::Character);
        }
        if !(1..=MAX_NUMBER).contains(&number) {
            return Err(EntryError::Number);
        }
        self.entries.insert(entry.to_ascii_lowercase().into_bytes(), number);
        Ok(())
    }

    pub(crate) fn provenance(&self) -> &str {
        &self.provenance
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (&[u8], u8)> {
        self.entries.iter().map(|(entry, number)| (entry.as_slice(), *number))
    }

    /// Compiles the list. The same list always gives the same bytes.
    ///
    /// # Errors
    ///
    /// If there is nothing to compile, or too much.
    pub fn build(&self) -> Result<Vec<u8>, BuildError> {
        let entries: Vec<(&[u8], u8)> = self.entries().collect();
        if entries.is_empty() {
            return Err(BuildError::Empty);
        }
        let nodes: Vec<_> = nodes(&entries).into_iter().map(Node::bytes).collect();
        let mut filter = alloc::vec![0; FILTER];
        fill(&mut filter, &nodes);
        let number =
            |count: usize| u32::try_from(count).map(u32::to_le_bytes).map_err(|_| BuildError::TooLarge);
        let mut blob = Vec::from(MAGIC);
        blob.extend([0; 8]);
        blob.extend(number(entries.len())?);
        blob.extend(number(nodes.len())?);
        blob.extend(number(self.provenance.len())?);
        blob.extend(self.provenance.as_bytes());
        blob.extend(filter);
        blob.extend(nodes.into_iter().flatten());
        let sum = checksum(blob.get(COVERED..).unwrap_or_default());
        if let Some(place) = blob.get_mut(COVERED - 8..COVERED) {
            place.copy_from_slice(&sum.to_le_bytes());
        }
        Ok(blob)
    }
}

/// The nodes of sorted entries in the order of their depth.
fn nodes(entries: &[(&[u8], u8)]) -> Vec<Node> {
    let mut nodes = Vec::new();
    // The entries below each node of one depth.
    let mut level: Vec<&[(&[u8], u8)]> = alloc::vec![entries];
    let mut depth = 0;
    while !level.is_empty() {
        let mut first = u32::try_from(nodes.len() + level.len()).unwrap_or(u32::MAX);
        let mut below = Vec::new();
        for entries in level {
            let ends = entries.first().filter(|(entry, _)| entry.len() == depth);
            let rest = entries.get(usize::from(ends.is_some())..).unwrap_or_default();
            let children = rest.chunk_by(|one, other| one.0.get(depth) == other.0.get(depth));
            let (mut letters, mut count) = (0, 0);
            for child in children {
                let letter = child.first().and_then(|(entry, _)| entry.get(depth)).copied().unwrap_or(b'a');
                letters |= 1 << (letter - b'a');
                count += 1;
                below.push(child);
            }
            nodes.push(Node::new(
                letters,
                ends.map_or(0, |(_, number)| *number),
                if count > 0 { first } else { 0 },
            ));
            first += count;
        }
        level = below;
        depth += 1;
    }
    nodes
}
