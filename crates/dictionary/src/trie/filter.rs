//! The filter: which classes entries begin with, so that the walk begins only where one of them does.

use super::{LONG, MARK, Node, SHORTEST};
use crate::alphabet::{CLASSES, at, byte_of};

/// Words of 64 bits: two bits for each three classes.
const THREE: usize = 1 << 10;
/// And a bit for each hash, of four and of five.
const HASHED: usize = 1 << 10;
/// Bytes of the filter.
pub(crate) const FILTER: usize = 8 * (THREE + 2 * HASHED);

/// Three classes are those of an entry.
const IS_ENTRY: u64 = 1;
/// Longer entries begin with three classes.
const GOES_ON: u64 = 2;

/// The classes of the next five characters, five bits each, the first in the highest.
#[derive(Clone, Copy, Default)]
pub(super) struct Classes(u32);

impl Classes {
    /// Those of one character and what is behind it.
    #[inline]
    pub(super) const fn and(byte: u8, behind: Self) -> Self {
        Self((at(&CLASSES, byte) as u32) << 20 | behind.0 >> 5)
    }

    /// The word of the first three, and how far to the left their two bits are.
    #[inline]
    const fn of_three(self) -> (usize, u32) {
        let three = self.0 >> 10;
        (three as usize >> 5 & (THREE - 1), 2 * (three & 31))
    }

    /// The word of the first four, and their two bits.
    #[inline]
    const fn of_four(self) -> (usize, u64) {
        Self(self.0 >> 5).hashed()
    }

    /// The word of all five, and their two bits: of random letters 6 % have both by chance, where 13 % would have one.
    #[inline]
    const fn hashed(self) -> (usize, u64) {
        let hash = self.0.wrapping_mul(0x9E37_79B1);
        (hash as usize >> 22 & (HASHED - 1), 1 << (hash >> 16 & 63) | 1 << (hash >> 10 & 63))
    }
}

/// For each three classes whether they are an entry's, and whether longer ones begin so; for the longer ones two bits for four
/// classes, and for the long marked ones two bits for five, which several share.
#[derive(Clone, Copy)]
pub(super) struct Filter<'a> {
    three: &'a [[u8; 8]; THREE],
    four: &'a [[u8; 8]; HASHED],
    five: &'a [[u8; 8]; HASHED],
}

#[inline]
fn are_set<const N: usize>(words: &[[u8; 8]; N], (place, bits): (usize, u64)) -> bool {
    words.get(place).is_some_and(|word| u64::from_le_bytes(*word) & bits == bits)
}

impl<'a> Filter<'a> {
    /// None unless there are [`FILTER`] bytes.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        let (three, rest) = bytes.as_chunks().0.split_first_chunk()?;
        let (four, five) = rest.split_first_chunk()?;
        Some(Self { three, four, five: five.try_into().ok()? })
    }

    /// Whether an entry may begin with these classes. It is right where it says no.
    #[inline]
    pub(super) fn may_begin(self, classes: Classes) -> bool {
        let (place, shift) = classes.of_three();
        let three = self.three.get(place).map_or(0, |word| u64::from_le_bytes(*word)) >> shift;
        // Without a branch: random letters would mispredict it.
        (three & IS_ENTRY != 0) | (three & GOES_ON != 0) & are_set(self.four, classes.of_four())
    }

    /// Whether a long marked entry may.
    #[inline]
    pub(super) fn may_begin_marked(self, classes: Classes) -> bool {
        are_set(self.five, classes.hashed())
    }
}

/// Writes the filter of the entries that some nodes hold.
pub(crate) fn fill(filter: &mut [u8], nodes: &[[u8; 8]]) {
    filter.fill(0);
    let (words, _) = filter.as_chunks_mut::<8>();
    let root = nodes.first().map_or(Node::NONE, |node| Node::read(*node));
    add(words, nodes, root, [0; LONG], 0);
}

/// Adds the classes at a node, which is so many letters from the root, and below. Whether there is a marked entry.
fn add(words: &mut [[u8; 8]], nodes: &[[u8; 8]], node: Node, mut letters: [u8; LONG], depth: usize) -> bool {
    const { assert!(SHORTEST == 3 && LONG == 5, "three parts") };
    let mut is_marked = node.number() & MARK != 0;
    for letter in (0..26_u8).filter(|letter| node.letters() >> letter & 1 == 1) {
        if let Some(room) = letters.get_mut(depth) {
            *room = byte_of(letter);
        }
        let child = nodes.get(node.child(letter.into())).map_or(Node::NONE, |child| Node::read(*child));
        is_marked |= add(words, nodes, child, letters, depth + 1);
    }
    let mut set = |place: usize, bits: u64| {
        if let Some(word) = words.get_mut(place) {
            *word = (u64::from_le_bytes(*word) | bits).to_le_bytes();
        }
    };
    let read = letters.iter().take(depth).rev();
    let classes = || read.fold(Classes::default(), |behind, letter| Classes::and(*letter, behind));
    match depth {
        3 => {
            let (place, shift) = classes().of_three();
            let is_entry = if node.number() > 0 { IS_ENTRY } else { 0 };
            let goes_on = if node.letters() != 0 { GOES_ON } else { 0 };
            set(place, (is_entry | goes_on) << shift);
        }
        4 => {
            let (place, bits) = classes().of_four();
            set(THREE + place, bits);
        }
        5 if is_marked => {
            let (place, bits) = classes().hashed();
            set(THREE + HASHED + place, bits);
        }
        _ => {}
    }
    is_marked
}
