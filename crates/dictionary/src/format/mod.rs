//! The blob: a compiled dictionary as one byte string, the same for every target.
//!
//! Little-endian, no alignment asked. The parts lie in the order of [`Layout`]'s fields:
//!
//! - the *header*, [`HEADER`] bytes: magic, version, checksum of all that follows, kind, the sizes of the parts, and whether
//!   there are other characters than letters;
//! - the *trigram filter*, one bit for each three classes: whether any entry begins with them;
//! - the *filter*, 2^b words of 64 bits: one bit is set for the hash of each entry's first five classes;
//! - the *counts*, 2^b numbers: how many bits are set in all words before: with those below a bit in its own word, the number
//!   of its prefix;
//! - the *prefixes*, 8 bytes for each of these bits: the first five codes of the entries, and the edges that go on from them;
//!   if a bit has several prefixes, where they are, which is behind the others. Of some codes only how much more they are than
//!   the base of their class, see [`delta_mask`];
//! - the *edges* of a minimal automaton of what follows the first five codes, 4 bytes each. Those of one node lie side by
//!   side, and those they lead to always further on;
//! - the *short* entries of fewer than five characters, sorted, 4 bytes each;
//! - the *provenance*, UTF-8.
//!
//! In version 1, prefixes had all their codes as they are.
//!
//! Everything is checked once, in [`Layout::read`]. A search relies on none of it: all its reads are checked, and a walk
//! only goes forward. So even a blob that was made to do harm can only give wrong answers.

use core::fmt;

mod edge;
mod key;
mod prefix;
mod write;

pub(crate) use edge::Edge;
pub(crate) use key::{Key, bits_for, unpacked};
pub(crate) use prefix::{EACH, Prefix, are_letters, base, delta_mask};
pub(crate) use write::{Contents, short_key};

use crate::Kind;
use crate::alphabet::CLASS_BITS;

pub(crate) const MAGIC: [u8; 8] = *b"keyward\0";
pub(crate) const VERSION: u32 = 2;
pub(crate) const HEADER: usize = 64;
/// Where the checksum lies.
pub(crate) const CHECKSUM: usize = 16;
/// Where what the checksum covers begins.
pub(crate) const COVERED: usize = 24;

/// How many characters of an entry the filter and the prefixes hold.
pub const PREFIX: usize = 5;
/// How many characters of an entry the trigram filter holds.
pub(crate) const TRIGRAM: usize = 3;
/// Words of the trigram filter.
pub(crate) const TRIGRAM_WORDS: usize = 1024;
/// The most characters of an entry.
pub const MAX_ENTRY: usize = 64;
/// The filter has two to this power words, at least and at most.
pub(crate) const MIN_BITS: u32 = 8;
pub(crate) const MAX_BITS: u32 = 19;

/// Short entries: the tier's bit.
pub(crate) const SHORT_COMMON: u32 = 1 << 31;

/// Why a blob cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BlobError {
    /// The bytes do not begin like a dictionary.
    Magic,
    /// The dictionary is of a newer version than this library knows.
    Version(u32),
    /// There are fewer or more bytes than the header says.
    Length,
    /// The checksum is wrong: the bytes were damaged.
    Checksum,
    /// A number in the header has no meaning.
    Header,
    /// The checksum holds, but a part points outside itself.
    Structure,
}

impl fmt::Display for BlobError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => out.write_str("not a compiled dictionary; make one with `keyward dict build`"),
            Self::Version(version) => {
                write!(out, "dictionary format {version} is newer than this library; update it")
            }
            Self::Length => out.write_str("the compiled dictionary is cut off or has bytes added"),
            Self::Checksum => out.write_str("the compiled dictionary is damaged: its checksum is wrong"),
            Self::Header => out.write_str("the compiled dictionary's header has no meaning"),
            Self::Structure => out.write_str("the compiled dictionary points outside itself"),
        }
    }
}

impl core::error::Error for BlobError {}

/// The parts of a blob.
#[derive(Clone, Copy)]
pub(crate) struct Layout<'a> {
    pub(crate) kind: Kind,
    pub(crate) entries: u32,
    pub(crate) common: u32,
    pub(crate) longest: u32,

    /// Whether no prefix has anything but letters.
    pub(crate) letters_only: bool,
    /// The codes of a prefix whose classes its place tells.
    delta_mask: u64,
    trigram_filter: &'a [[u8; 4]],
    pub(crate) filter: &'a [[u8; 8]],
    counts: &'a [[u8; 4]],
    pub(crate) prefixes: &'a [[u8; 8]],
    pub(crate) edges: &'a [[u8; 4]],
    pub(crate) short: &'a [[u8; 4]],
    pub(crate) provenance: &'a str,
}

/// Takes a part of `count` pieces of `N` bytes off the front.
fn part<'a, const N: usize>(bytes: &mut &'a [u8], count: usize) -> Result<&'a [[u8; N]], BlobError> {
    let length = count.checked_mul(N).ok_or(BlobError::Header)?;
    let (part, rest) = bytes.split_at_checked(length).ok_or(BlobError::Length)?;
    *bytes = rest;
    Ok(part.as_chunks().0)
}

fn number(pieces: &[[u8; 4]], index: usize) -> u32 {
    pieces.get(index).map_or(0, |piece| u32::from_le_bytes(*piece))
}

impl<'a> Layout<'a> {
    /// Checks a blob: what it says of itself, then its checksum, then each part. Linear in its length.
    pub(crate) fn read(blob: &'a [u8]) -> Result<Self, BlobError> {
        let (mut layout, version) = Self::of(blob)?;
        let header: &[[u8; 4]] = part(&mut &*blob, HEADER / 4)?;
        let sum = u64::from(number(header, 4)) | u64::from(number(header, 5)) << 32;
        if sum != checksum(blob.get(COVERED..).unwrap_or_default()) {
            return Err(BlobError::Checksum);
        }
        layout.check()?;
        if version == 1 {
            layout.delta_mask = 0;
            layout.letters_only = layout.prefixes.iter().all(|prefix| Prefix::read(*prefix).is_letters());
        }
        Ok(layout)
    }

    /// Where the parts of a blob lie by what it says of itself, and its version.
    pub(crate) fn of(blob: &'a [u8]) -> Result<(Self, u32), BlobError> {
        let mut rest = blob;
        if blob.get(..MAGIC.len()) != Some(&MAGIC) {
            return Err(BlobError::Magic);
        }
        let header: &[[u8; 4]] = part(&mut rest, HEADER / 4)?;
        let version = number(header, 2);
        if version > VERSION {
            return Err(BlobError::Version(version));
        }
        let field = |index: usize| number(header, COVERED / 4 + index);
        let size = |index: usize| usize::try_from(field(index)).map_err(|_| BlobError::Header);
        let kind = Kind::from_number(field(0)).ok_or(BlobError::Header)?;
        let filter_bits = field(4);
        if version == 0 || number(header, 3) != 0 || !(MIN_BITS..=MAX_BITS).contains(&filter_bits) {
            return Err(BlobError::Header);
        }
        let layout = Self {
            kind,
            entries: field(1),
            common: field(2),
            longest: field(3),
            letters_only: field(9) == 0,
            delta_mask: delta_mask(filter_bits),
            trigram_filter: part(&mut rest, TRIGRAM_WORDS)?,
            filter: part(&mut rest, 1 << filter_bits)?,
            counts: part(&mut rest, 1 << filter_bits)?,
            prefixes: part(&mut rest, size(5)?)?,
            edges: part(&mut rest, size(6)?)?,
            short: part(&mut rest, size(7)?)?,
            provenance: core::str::from_utf8(part::<1>(&mut rest, size(8)?)?.as_flattened())
                .map_err(|_| BlobError::Structure)?,
        };
        if !rest.is_empty() {
            return Err(BlobError::Length);
        }
        Ok((layout, version))
    }

    /// The word of the filter for a hash.
    pub(crate) fn filter(&self, hash: u32) -> u64 {
        let word = self.filter.get(hash as usize & self.filter.len().wrapping_sub(1));
        word.map_or(0, |word| u64::from_le_bytes(*word))
    }

    /// The prefix, or several, for a hash whose bit is set in a word of the filter; another's if several hashes share it.
    #[inline]
    pub(crate) fn prefix(&self, word: u64, hash: u32) -> Prefix {
        let count = number(self.counts, hash as usize & self.counts.len().wrapping_sub(1));
        let number = count as usize + (word & (filter_bit(hash) - 1)).count_ones() as usize;
        self.prefixes.get(number).map_or(Prefix::NONE, |prefix| Prefix::read(*prefix))
    }

    /// What is to be added to a prefix as it is written, or taken from its codes, when its items are of these classes.
    #[inline]
    pub(crate) fn base(&self, classes: [u8; PREFIX]) -> u64 {
        base(classes) & self.delta_mask
    }

    /// Those that several are; none if it is one.
    #[inline]
    pub(crate) fn bucket(&self, several: Prefix) -> Option<&'a [[u8; 8]]> {
        if several.is_bucket() { self.prefixes.get(several.range()) } else { None }
    }

    /// Whether any entry begins with so many classes, two or three.
    pub(crate) fn may_begin(&self, classes: u32, count: usize) -> bool {
        if count < TRIGRAM {
            number(self.trigram_filter, classes as usize) != 0
        } else {
            number(self.trigram_filter, (classes >> CLASS_BITS) as usize) >> (classes & 31) & 1 == 1
        }
    }

    fn check(&self) -> Result<(), BlobError> {
        let counted = self.filter.iter().zip(self.counts).try_fold(0, |count, (word, counted)| {
            let ones = u64::from_le_bytes(*word).count_ones();
            (u32::from_le_bytes(*counted) == count).then(|| count + ones)
        });
        let enough = counted.is_some_and(|count| count as usize <= self.prefixes.len());
        let count = self.edges.len();
        let inside = |prefix: &[u8; 8]| {
            let prefix = Prefix::read(*prefix);
            if prefix.is_bucket() {
                self.prefixes.get(prefix.range()).is_some()
            } else {
                prefix.edge().node().is_none_or(|node| node < count)
            }
        };
        let onward = |(place, edge): (usize, &[u8; 4])| {
            Edge::read(*edge, place).node().is_none_or(|node| (place + 1..count).contains(&node))
        };
        let closed = self.edges.last().is_none_or(|edge| Edge::read(*edge, 0).is_last());
        let sorted = self.short.is_sorted_by_key(|entry| u32::from_le_bytes(*entry) & !SHORT_COMMON);
        let whole = enough
            && sorted
            && closed
            && self.prefixes.iter().all(inside)
            && self.edges.iter().enumerate().all(onward);
        let longest = usize::try_from(self.longest).is_ok_and(|longest| longest <= MAX_ENTRY);
        if whole && longest { Ok(()) } else { Err(BlobError::Structure) }
    }
}

/// The bit of a hash in its word of the filter.
#[inline]
pub(crate) const fn filter_bit(hash: u32) -> u64 {
    1 << filter_bit_index(hash)
}

/// The place of that bit.
#[inline]
pub(crate) const fn filter_bit_index(hash: u32) -> u32 {
    hash >> 18 & 63
}

/// Whether a blob begins as it should and has the checksum that it says it has.
pub(crate) const fn is_whole(blob: &[u8]) -> bool {
    let Some((magic, rest)) = blob.split_first_chunk() else { return false };
    let Some((version, rest)) = rest.split_first_chunk() else { return false };
    let Some((_, rest)) = rest.split_first_chunk::<{ CHECKSUM - 12 }>() else { return false };
    let Some((sum, covered)) = rest.split_first_chunk() else { return false };
    let version = u32::from_le_bytes(*version);
    u64::from_le_bytes(*magic) == u64::from_le_bytes(MAGIC)
        && 0 < version
        && version <= VERSION
        && u64::from_le_bytes(*sum) == checksum(covered)
}

/// Four sums side by side, so that they need not wait for each other; any one changed bit changes the whole.
#[expect(
    clippy::indexing_slicing,
    reason = "so that it runs when a crate is compiled, too; each index is below a length"
)]
pub(crate) const fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut lanes = [1_u64, 2, 3, 4];
    let mut block = 0;
    while block < blocks.len() {
        let (pieces, _) = blocks[block].as_chunks::<8>();
        let mut lane = 0;
        while lane < lanes.len() && lane < pieces.len() {
            let piece = u64::from_le_bytes(pieces[lane]);
            lanes[lane] = (lanes[lane] ^ piece).wrapping_mul(PRIME).rotate_left(29);
            lane += 1;
        }
        block += 1;
    }
    let mut sum = bytes.len() as u64;
    let mut lane = 0;
    while lane < lanes.len() {
        sum = (sum ^ lanes[lane]).wrapping_mul(PRIME).rotate_left(29);
        lane += 1;
    }
    let mut place = 0;
    while place < rest.len() {
        sum = (sum ^ rest[place] as u64).wrapping_mul(PRIME).rotate_left(29);
        place += 1;
    }
    sum ^ sum >> 32
}
