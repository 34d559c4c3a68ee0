//! The blob: a compiled dictionary as one byte string, the same for every target.
//!
//! Little-endian, no alignment asked. The parts lie in the order of [`Layout`]'s fields:
//!
//! - the *header*, [`HEADER`] bytes: magic, version, checksum of all that follows, kind, and the sizes of the parts;
//! - the *heads*, one bit for each three classes: whether any entry begins with them;
//! - the *filter*, 2^b words of 32 bits: two bits are set for the hash of each entry's first five classes;
//! - the *starts*, 2^b + 1 numbers: which prefixes belong to each word of the filter;
//! - the *prefixes*, 8 bytes each: the first five codes of entries, and where their tails are;
//! - the *tails*, a minimal automaton of what follows the first five codes. A node is 4 bytes (26 bits for its letters and six
//!   flags), 4 more for its symbols if it has any, and 3 bytes for each child, which always lies further on;
//! - the *short* entries of fewer than five characters, sorted, 4 bytes each;
//! - the *provenance*, UTF-8.
//!
//! Everything is checked once, in [`Layout::read`]. A search relies on none of it: all its reads are checked, and a walk
//! only goes forward. So even a blob that was made to do harm can only give wrong answers.

use core::fmt;

use super::Kind;
use super::alphabet::{Code, FIRST_SYMBOL};

pub(crate) const MAGIC: [u8; 8] = *b"keyward\0";
pub(crate) const VERSION: u32 = 1;
pub(crate) const HEADER: usize = 64;
/// Where what the checksum covers begins.
const COVERED: usize = 24;

/// How many characters of an entry the filter and the prefixes hold.
pub(crate) const PREFIX: usize = 5;
/// How many characters of an entry the heads hold.
pub(crate) const HEAD: usize = 3;
/// Words of the heads.
pub(crate) const HEADS: usize = 1024;
/// The most characters of an entry.
pub const MAX_ENTRY: usize = 64;
/// The filter has two to this power words, at least and at most.
pub(crate) const MIN_FILTER_BITS: u32 = 12;
pub(crate) const MAX_FILTER_BITS: u32 = 20;

/// A node's letters.
pub(crate) const LETTERS: u32 = (1 << 26) - 1;
/// The node has symbols as well.
pub(crate) const HAS_SYMBOLS: u32 = 1 << 26;
/// An entry ends at the node.
pub(crate) const ENDS: u32 = 1 << 27;
/// The entry that ends is a common one.
pub(crate) const COMMON: u32 = 1 << 28;
/// Bytes of a child's address.
pub(crate) const CHILD: usize = 3;

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
    /// 32 less the power of two that the filter has words.
    pub(crate) shift: u32,
    heads: &'a [[u8; 4]],
    filter: &'a [[u8; 4]],
    pub(crate) starts: &'a [[u8; 4]],
    pub(crate) prefixes: &'a [[u8; 8]],
    pub(crate) tails: &'a [u8],
    pub(crate) short: &'a [[u8; 4]],
    pub(crate) provenance: &'a str,
}

/// The numbers in a header, from byte 24 on.
#[derive(Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) kind: u32,
    pub(crate) entries: u32,
    pub(crate) common: u32,
    pub(crate) longest: u32,
    pub(crate) filter_bits: u32,
    pub(crate) prefixes: u32,
    pub(crate) tails: u32,
    pub(crate) short: u32,
    pub(crate) provenance: u32,
}

impl Sizes {
    #[cfg(feature = "alloc")]
    pub(crate) const fn numbers(&self) -> [u32; 10] {
        [
            self.kind,
            self.entries,
            self.common,
            self.longest,
            self.filter_bits,
            self.prefixes,
            self.tails,
            self.short,
            self.provenance,
            0,
        ]
    }
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
        if version == 0
            || number(header, 3) != 0
            || !(MIN_FILTER_BITS..=MAX_FILTER_BITS).contains(&filter_bits)
        {
            return Err(BlobError::Header);
        }
        let layout = Self {
            kind,
            entries: field(1),
            common: field(2),
            longest: field(3),
            shift: u32::BITS - filter_bits,
            heads: part(&mut rest, HEADS)?,
            filter: part(&mut rest, 1 << filter_bits)?,
            starts: part(&mut rest, (1 << filter_bits) + 1)?,
            prefixes: part(&mut rest, size(5)?)?,
            tails: part::<1>(&mut rest, size(6)?)?.as_flattened(),
            short: part(&mut rest, size(7)?)?,
            provenance: core::str::from_utf8(part::<1>(&mut rest, size(8)?)?.as_flattened())
                .map_err(|_| BlobError::Structure)?,
        };
        if !rest.is_empty() {
            return Err(BlobError::Length);
        }
        let sum = u64::from(number(header, 4)) | u64::from(number(header, 5)) << 32;
        if sum != checksum(blob.get(COVERED..).unwrap_or_default()) {
            return Err(BlobError::Checksum);
        }
        layout.check()?;
        Ok(layout)
    }

    /// The word of the filter for a hash.
    #[inline]
    pub(crate) fn filter(&self, mixed: u32) -> u32 {
        number(self.filter, (mixed >> self.shift) as usize)
    }

    /// Whether any entry begins with three classes.
    pub(crate) fn has_head(&self, key: u32) -> bool {
        number(self.heads, (key >> 5) as usize) >> (key & 31) & 1 == 1
    }

    fn check(&self) -> Result<(), BlobError> {
        let mut starts = self.starts.iter().map(|start| u32::from_le_bytes(*start));
        let last = starts.try_fold(0, |before, start| (before <= start).then_some(start));
        let prefixes = u32::try_from(self.prefixes.len()).map_err(|_| BlobError::Header)?;
        let inside = |prefix: &[u8; 8]| Prefix(u64::from_le_bytes(*prefix)).tail() < self.tails.len();
        let sorted = self.short.is_sorted_by_key(|entry| u32::from_le_bytes(*entry) & !SHORT_COMMON);
        let whole =
            last == Some(prefixes) && sorted && self.prefixes.iter().all(inside) && self.tails_are_whole();
        let longest = usize::try_from(self.longest).is_ok_and(|longest| longest <= MAX_ENTRY);
        if whole && longest { Ok(()) } else { Err(BlobError::Structure) }
    }

    /// Whether the tails are nodes, one after another, whose children all lie further on.
    fn tails_are_whole(&self) -> bool {
        let mut place = 0;
        while place < self.tails.len() {
            let Some(node) = Node::read(self.tails, place) else { return false };
            let first = node.first_child();
            let count = node.children(self.tails);
            let Some(children) = self.tails.get(first..first + CHILD * count) else { return false };
            let inside = |child: &[u8; CHILD]| {
                let [a, b, c] = *child;
                (place + 1..self.tails.len()).contains(&(u32::from_le_bytes([a, b, c, 0]) as usize))
            };
            if !children.as_chunks().0.iter().all(inside) {
                return false;
            }
            place = first + CHILD * count;
        }
        true
    }
}

/// One prefix: five members of classes (20 bits), what is left of the hash (20 bits), where the tail is (24 bits).
#[derive(Clone, Copy)]
pub(crate) struct Prefix(pub(crate) u64);

#[expect(clippy::cast_possible_truncation, reason = "fields of a few bits")]
impl Prefix {
    pub(crate) const TAG: u32 = (1 << 20) - 1;

    /// Which member of its class the code at `place` is.
    #[inline]
    pub(crate) const fn member(self, place: usize) -> u32 {
        (self.0 >> (4 * place)) as u32 & 15
    }

    #[inline]
    pub(crate) const fn tag(self) -> u32 {
        (self.0 >> 20) as u32 & Self::TAG
    }

    #[inline]
    pub(crate) const fn tail(self) -> usize {
        (self.0 >> 40) as usize
    }
}

/// One node of the tails.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub(crate) word: u32,
    place: usize,
}

impl Node {
    #[inline]
    pub(crate) fn read(tails: &[u8], place: usize) -> Option<Self> {
        Some(Self { word: word(tails, place)?, place })
    }

    #[inline]
    const fn first_child(self) -> usize {
        self.place + if self.word & HAS_SYMBOLS == 0 { 4 } else { 8 }
    }

    fn children(self, tails: &[u8]) -> usize {
        ones(self.word & LETTERS) + ones(self.symbols(tails))
    }

    /// The children for symbols, a bit for each.
    #[inline]
    fn symbols(self, tails: &[u8]) -> u32 {
        if self.word & HAS_SYMBOLS == 0 { 0 } else { word(tails, self.place + 4).unwrap_or(0) }
    }

    /// The place of the child for the letter whose bit is given. The node must have it.
    #[inline]
    pub(crate) fn letter(self, tails: &[u8], bit: u32) -> Option<usize> {
        self.child(tails, ones(self.word & LETTERS & (bit - 1)))
    }

    /// The place of the child for a symbol, if it has one.
    #[inline]
    pub(crate) fn symbol(self, tails: &[u8], code: Code) -> Option<usize> {
        if self.word & HAS_SYMBOLS == 0 {
            return None;
        }
        let symbols = self.symbols(tails);
        let bit = 1_u32.checked_shl(u32::from(code.wrapping_sub(FIRST_SYMBOL)))?;
        (symbols & bit != 0)
            .then(|| self.child(tails, ones(self.word & LETTERS) + ones(symbols & (bit - 1))))
            .flatten()
    }

    /// None for a child that does not lie further on, so that no walk can come back.
    #[inline]
    fn child(self, tails: &[u8], index: usize) -> Option<usize> {
        let at = self.first_child() + CHILD * index;
        let [a, b, c] = *tails.get(at..)?.first_chunk()?;
        let place = u32::from_le_bytes([a, b, c, 0]) as usize;
        (place > self.place).then_some(place)
    }
}

#[inline]
fn word(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(place..)?.first_chunk()?))
}

#[inline]
const fn ones(bits: u32) -> usize {
    bits.count_ones() as usize
}

/// Four sums side by side, so that they need not wait for each other; any one changed bit changes the whole.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x9E37_79B9_7F4A_7C15;
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut lanes = [1_u64, 2, 3, 4];
    for block in blocks {
        for (lane, piece) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = (*lane ^ u64::from_le_bytes(*piece)).wrapping_mul(PRIME).rotate_left(29);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(PRIME).rotate_left(29);
    }
    for byte in rest {
        sum = (sum ^ u64::from(*byte)).wrapping_mul(PRIME).rotate_left(29);
    }
    sum ^ sum >> 32
}
