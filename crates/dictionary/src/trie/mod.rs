//! `Trie` is a list of short pieces, each with a number of its own: walked from one offset of a text at a time, in every
//! reading at once. A [`Dictionary`](crate::Dictionary) answers whether a long list has any entry anywhere; a trie answers
//! which entries begin here, also those of three letters, and what their numbers are.
//!
//! The blob: little-endian, no alignment asked. A magic word, the checksum of all that follows, how many entries and nodes
//! there are and how long the provenance is; the provenance; the *filter*, one bit for each three classes with which any
//! entry begins; and the *nodes*, 8 bytes each, in the order of their depth. A node has a bit for each letter that may
//! follow, the number of the entry that ends there, and where its children begin, which lie side by side in the order of
//! their letters.

#[cfg(feature = "alloc")]
mod build;
#[cfg(test)]
mod tests;

use crate::alphabet::{CLASSES, CODES, NO_CODE, at};
use crate::format::{BlobError, checksum};
use crate::readings::Readings;

#[cfg(feature = "alloc")]
pub use build::TrieBuilder;

pub(crate) const MAGIC: [u8; 8] = *b"keytrie\x01";
/// Magic, checksum, and three numbers.
pub(crate) const HEADER: usize = 28;
/// Where what the checksum covers begins.
pub(crate) const COVERED: usize = 16;
/// Where the checksum lies.
#[cfg(feature = "alloc")]
pub(crate) const CHECKSUM: usize = 8;
/// Words of the filter: a bit for each three classes of five bits.
pub(crate) const FILTER_WORDS: usize = 1 << 9;

/// The fewest and the most letters of an entry.
pub const SHORTEST: usize = 3;
/// The most letters of an entry.
pub const LONGEST: usize = 31;
/// The highest number that an entry may have. The lowest is 1.
pub const MAX_NUMBER: u8 = 63;

/// The most nodes that are looked at from one offset. In the lists that come with keyward the worst text that hill-climbing
/// found takes 70; only a list and readings made for each other can take more.
const BUDGET: u32 = 256;

/// One entry that begins at an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrieMatch {
    /// Where it ends in the folded text.
    pub end: usize,
    /// The number of the entry.
    pub number: u8,
    /// How many characters, or spellings of several, were read as another letter.
    pub replaced: u8,
}

/// A list, opened. It borrows the blob, and costs nothing to copy.
#[derive(Clone, Copy)]
pub struct Trie<'a> {
    entries: u32,
    provenance: &'a str,
    filter: &'a [[u8; 8]; FILTER_WORDS],
    nodes: &'a [[u8; 8]],
}

/// A node: which letters may follow, the number of the entry that ends, the first child.
#[derive(Clone, Copy)]
pub(crate) struct Node(u64);

impl Node {
    /// Nothing follows and nothing ends.
    pub(crate) const NONE: Self = Self(0);
    const LETTERS: u32 = (1 << 26) - 1;
    /// Set in a node whose children are not laid out yet.
    const WAITING: u32 = 1 << 31;

    /// A node whose children are told from some step on.
    pub(crate) const fn waiting(number: u8, step: u32) -> Self {
        Self::new(0, number, step | Self::WAITING)
    }

    /// Where the children of a waiting node are told.
    pub(crate) const fn first_step(self) -> Option<u32> {
        let first = (self.0 >> 32) as u32;
        if first & Self::WAITING == 0 { None } else { Some(first & !Self::WAITING) }
    }

    pub(crate) const fn read(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    pub(crate) const fn bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    pub(crate) const fn new(letters: u32, number: u8, first: u32) -> Self {
        Self(letters as u64 | (number as u64) << 26 | (first as u64) << 32)
    }

    #[expect(clippy::cast_possible_truncation, reason = "fields")]
    pub(crate) const fn letters(self) -> u32 {
        self.0 as u32 & Self::LETTERS
    }

    #[expect(clippy::cast_possible_truncation, reason = "a field")]
    pub(crate) const fn number(self) -> u8 {
        (self.0 >> 26) as u8 & MAX_NUMBER
    }

    /// The place of the child for one of the letters.
    pub(crate) const fn child(self, letter: u32) -> usize {
        let before = self.letters() & ((1 << letter) - 1);
        (self.0 >> 32) as usize + before.count_ones() as usize
    }
}

impl<'a> Trie<'a> {
    /// Opens a blob, after checking all of it. Afterwards no search can fail, whatever the bytes are.
    ///
    /// # Errors
    ///
    /// If the bytes are not such a blob, or a damaged one, or one of another format.
    pub fn open(blob: &'a [u8]) -> Result<Self, BlobError> {
        let (trie, sum) = Self::of(blob)?;
        if sum != checksum(blob.get(COVERED..).unwrap_or_default()) {
            return Err(BlobError::Checksum);
        }
        trie.check().then_some(trie).ok_or(BlobError::Structure)
    }

    /// Whether a blob is as it was made. This runs when a crate is compiled, too.
    #[must_use]
    pub const fn is_whole(blob: &[u8]) -> bool {
        let Some((magic, rest)) = blob.split_first_chunk() else { return false };
        let Some((sum, covered)) = rest.split_first_chunk() else { return false };
        u64::from_le_bytes(*magic) == u64::from_le_bytes(MAGIC)
            && u64::from_le_bytes(*sum) == checksum(covered)
    }

    /// Where the parts lie, and the checksum that the blob says it has.
    pub(crate) fn of(blob: &'a [u8]) -> Result<(Self, u64), BlobError> {
        let rest = blob.strip_prefix(&MAGIC).ok_or(BlobError::Magic)?;
        let (sum, rest) = rest.split_first_chunk().ok_or(BlobError::Length)?;
        let (numbers, rest) = rest.split_first_chunk::<{ HEADER - COVERED }>().ok_or(BlobError::Length)?;
        let [entries, count, length] = [0, 4, 8].map(|place| {
            numbers.get(place..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_le_bytes(*bytes))
        });
        let (provenance, rest) = rest.split_at_checked(length as usize).ok_or(BlobError::Length)?;
        let provenance = core::str::from_utf8(provenance).map_err(|_| BlobError::Header)?;
        let (filter, nodes) = rest.split_at_checked(8 * FILTER_WORDS).ok_or(BlobError::Length)?;
        let filter = filter.as_chunks().0.try_into().map_err(|_| BlobError::Length)?;
        match nodes.as_chunks() {
            (nodes, []) if nodes.len() == count as usize => {
                Ok((Self { entries, provenance, filter, nodes }, u64::from_le_bytes(*sum)))
            }
            _ => Err(BlobError::Length),
        }
    }

    /// Whether every child is there, and the entries are as many as is said.
    fn check(&self) -> bool {
        let mut next = 1;
        let mut entries = 0;
        for node in self.nodes {
            let node = Node::read(*node);
            entries += u32::from(node.number() > 0);
            if node.letters() != 0 {
                if node.child(0) != next {
                    return false;
                }
                next += node.letters().count_ones() as usize;
            }
        }
        next == self.nodes.len() && entries == self.entries
    }

    /// How many entries there are.
    #[must_use]
    pub const fn entries(&self) -> u32 {
        self.entries
    }

    /// Where the list came from.
    #[must_use]
    pub const fn provenance(&self) -> &'a str {
        self.provenance
    }

    fn node(&self, place: usize) -> Node {
        self.nodes.get(place).map_or(Node::NONE, |node| Node::read(*node))
    }

    /// Where entries may begin in the first 64 characters of `folded`, a bit for each offset. It is right about all others:
    /// there none begins in any reading.
    #[must_use]
    pub fn may_begin(&self, folded: &[u8], readings: &Readings) -> u64 {
        if readings.cross_class || readings.has_digraph(folded) {
            return u64::MAX;
        }
        let Some((head, rest)) = folded.split_first_chunk::<{ SHORTEST - 1 }>() else { return 0 };
        let class = |byte: &u8| usize::from(at(&CLASSES, *byte));
        let mut classes = head.iter().fold(0, |classes, byte| classes << 5 | class(byte));
        let mut open = 0;
        for (place, byte) in rest.iter().take(64).enumerate() {
            classes = (classes << 5 | class(byte)) % (64 * FILTER_WORDS);
            let word = self.filter.get(classes >> 6).map_or(0, |word| u64::from_le_bytes(*word));
            open |= (word >> (classes & 63) & 1) << place;
        }
        open
    }

    /// Calls `visit` for each entry that begins at `start`, in each of its readings. The work is bounded, and nothing is
    /// allocated.
    ///
    /// ```
    /// use keyward_dictionary::{Readings, Trie, TrieBuilder};
    ///
    /// let mut list = TrieBuilder::new("names");
    /// list.add("emma", 7)?;
    /// let blob = list.build()?;
    /// let trie = Trie::open(&blob)?;
    /// let mut found = Vec::new();
    /// trie.each_at(b"xEmm4!", Readings::STANDARD, 1, &mut |hit| found.push((hit.end, hit.number, hit.replaced)));
    /// assert_eq!(found, [(5, 7, 1)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn each_at(
        &self,
        folded: &[u8],
        readings: &Readings,
        start: usize,
        visit: &mut dyn FnMut(TrieMatch),
    ) {
        let mut walk = Walk { trie: self, text: folded, readings, steps: 0, visit };
        walk.from(self.node(0), start, 0);
    }

    /// The number of an entry, case ignored.
    #[must_use]
    pub fn number(&self, entry: &[u8]) -> Option<u8> {
        let mut number = None;
        self.each_at(entry, Readings::PLAIN, 0, &mut |found| {
            if found.end == entry.len() {
                number = Some(found.number);
            }
        });
        number
    }
}

impl core::fmt::Debug for Trie<'_> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Trie")
            .field("entries", &self.entries)
            .field("provenance", &self.provenance)
            .finish_non_exhaustive()
    }
}

/// A walk from one offset.
struct Walk<'w> {
    trie: &'w Trie<'w>,
    text: &'w [u8],
    readings: &'w Readings,
    steps: u32,
    visit: &'w mut dyn FnMut(TrieMatch),
}

impl Walk<'_> {
    /// Follows every way on from a node. It goes no deeper than the longest entry, as a child is always further on.
    fn from(&mut self, node: Node, place: usize, replaced: u8) {
        self.steps += 1;
        if self.steps > BUDGET {
            return;
        }
        if node.number() > 0 {
            (self.visit)(TrieMatch { end: place, number: node.number(), replaced });
        }
        let Some(rest) = self.text.get(place..) else { return };
        let Some(&byte) = rest.first() else { return };
        let own = at(&CODES, byte);
        let mut open = self.readings.letters(byte) & node.letters();
        while open != 0 {
            let letter = open.trailing_zeros();
            open &= open - 1;
            let same = own != NO_CODE && u32::from(own) == letter;
            self.from(self.trie.node(node.child(letter)), place + 1, replaced + u8::from(!same));
        }
        for (letter, length) in self.readings.spellings(rest) {
            let letter = u32::from(letter.wrapping_sub(b'a'));
            if node.letters() >> letter & 1 == 1 {
                self.from(self.trie.node(node.child(letter)), place + length, replaced + 1);
            }
        }
    }
}
