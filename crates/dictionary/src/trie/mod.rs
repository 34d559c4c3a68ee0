//! `Trie` is a list of short pieces, each with a number of its own: walked from every offset of a text, in every
//! reading at once. A [`Dictionary`](crate::Dictionary) answers whether a long list has any entry anywhere; a trie answers
//! which entries there are, also those of three letters, and what their numbers are.
//!
//! The blob: little-endian, no alignment asked. A magic word, the checksum of all that follows, how many entries and nodes
//! there are and how long the provenance is; the provenance; the *filter*; and the *nodes*, 8 bytes each, in the order of their depth. A node has a bit for each letter that may
//! follow, the number of the entry that ends there, and where its children begin, which lie side by side in the order of
//! their letters.

#[cfg(feature = "alloc")]
mod build;
mod filter;
#[cfg(test)]
mod tests;
mod walk;

use crate::alphabet::{CODES, at};
use crate::format::{BlobError, checksum};
use crate::readings::Readings;

#[cfg(feature = "alloc")]
pub use build::TrieBuilder;
use filter::{Classes, Filter};
pub(crate) use filter::{FILTER, fill};
use walk::Walk;

pub(crate) const MAGIC: [u8; 8] = *b"keytrie\x01";
/// Magic, checksum, and three numbers.
pub(crate) const HEADER: usize = 28;
/// Where what the checksum covers begins.
pub(crate) const COVERED: usize = 16;
/// Where the checksum lies.
#[cfg(feature = "alloc")]
pub(crate) const CHECKSUM: usize = 8;

/// The fewest and the most letters of an entry.
pub const SHORTEST: usize = 3;
/// The most letters of an entry.
pub const LONGEST: usize = 31;
/// The fewest letters of the entries that [`Trie::each_marked_match`] finds.
pub const LONG: usize = 5;
/// The highest number that an entry may have. The lowest is 1.
pub const MAX_NUMBER: u8 = 63;

/// Set in the number of an entry that [`Trie::each_marked_match`] finds.
pub const MARK: u8 = 32;

/// One entry that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrieMatch {
    /// Where it begins in the folded text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The number of the entry.
    pub number: u8,
    /// How many of its letters are really there.
    pub letters: u8,
    /// How many characters, or spellings of several, were read as another letter.
    pub replaced: u8,
    /// How many separators stand inside.
    pub separators: u8,
}

impl TrieMatch {
    /// Whether the entry is marked and of [`LONG`] characters or more, as [`Trie::each_marked_match`] finds them.
    #[must_use]
    pub const fn is_long_and_marked(&self) -> bool {
        self.number & MARK != 0 && self.end - self.start >= LONG
    }
}

/// A list, opened. It borrows the blob, and costs nothing to copy.
#[derive(Clone, Copy)]
pub struct Trie<'a> {
    entries: u32,
    provenance: &'a str,
    filter: Filter<'a>,
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
        let (filter, nodes) = rest.split_at_checked(FILTER).ok_or(BlobError::Length)?;
        let filter = Filter::of(filter).ok_or(BlobError::Length)?;
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

    /// Calls `visit` for each entry in `folded`, in each of its readings, also where `separator` stands once between its
    /// characters (`D_r_a_g_o_n`). The work is linear in the length, and nothing is allocated.
    ///
    /// ```
    /// use keyward_dictionary::{Readings, Trie, TrieBuilder};
    ///
    /// let mut list = TrieBuilder::new("names");
    /// list.add("emma", 7)?;
    /// let blob = list.build()?;
    /// let trie = Trie::open(&blob)?;
    /// let mut found = Vec::new();
    /// trie.each_match(b"xEm-m4!", Readings::STANDARD, Some(b'-'), &mut |hit| {
    ///     found.push((hit.start, hit.end, hit.number, hit.replaced, hit.separators));
    /// });
    /// assert_eq!(found, [(1, 6, 7, 1, 1)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(never)]
    pub fn each_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        separator: Option<u8>,
        visit: &mut dyn FnMut(TrieMatch),
    ) {
        let mut walk = Walk::new(self, folded, readings, separator, visit);
        // The classes from each offset on, with separators and without.
        let [mut classes, mut parted] = [Classes::default(); 2];
        let filter = self.filter;
        if let Some(separator) = separator {
            walk.wherever(|byte| {
                classes = Classes::and(byte, classes);
                parted = if byte == separator { parted } else { Classes::and(byte, parted) };
                filter.may_begin(classes) | filter.may_begin(parted)
            });
        } else {
            walk.wherever(|byte| {
                classes = Classes::and(byte, classes);
                filter.may_begin(classes)
            });
        }
    }

    /// [`Self::each_match`] of marked entries of [`LONG`] letters or more alone, without separators, and sooner.
    #[inline(never)]
    pub fn each_marked_match(&self, folded: &[u8], readings: &Readings, visit: &mut dyn FnMut(TrieMatch)) {
        let mut visit = |found: TrieMatch| {
            if found.is_long_and_marked() {
                visit(found);
            }
        };
        let mut walk = Walk::new(self, folded, readings, None, &mut visit);
        let (filter, mut classes) = (self.filter, Classes::default());
        walk.wherever(|byte| {
            classes = Classes::and(byte, classes);
            filter.may_begin_marked(classes)
        });
    }

    /// The number of an entry, case ignored.
    #[must_use]
    pub fn number(&self, entry: &[u8]) -> Option<u8> {
        let end = entry.iter().try_fold(self.node(0), |node, byte| {
            let letter = u32::from(at(&CODES, *byte));
            let follows = letter < 26 && node.letters() >> letter & 1 == 1;
            follows.then(|| self.node(node.child(letter)))
        });
        end.map(Node::number).filter(|number| *number > 0)
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
