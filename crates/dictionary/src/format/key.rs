//! A `Key` is what the filter, the trigram filter and the prefixes of a blob know of an entry: its first five codes.

use super::prefix::{are_letters, base, delta_mask};
use super::{MAX_BITS, MIN_BITS, PREFIX, TRIGRAM, filter_bit};
use crate::alphabet::{CLASS_BITS, CLASSES, Code, ROLLS, at, byte_of, roll};

/// The first five codes of entries, and their classes.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    codes: u64,
    classes: u32,
    hash: u32,
}

impl Key {
    /// Of no codes.
    pub(crate) const NONE: Self = Self { codes: 0, classes: 0, hash: 0 };

    pub(crate) fn of(codes: &[Code]) -> Self {
        let mut key = Self::NONE;
        for (place, code) in codes.iter().take(PREFIX).enumerate() {
            let class = at(&CLASSES, byte_of(*code));
            key.codes |= u64::from(*code) << (8 * place);
            key.classes = key.classes << CLASS_BITS | u32::from(class);
            key.hash = roll(key.hash, ROLLS.get(usize::from(class)).copied().unwrap_or_default());
        }
        key
    }

    /// Whether all the codes are letters.
    pub(crate) const fn is_letters(&self) -> bool {
        are_letters(self.codes)
    }

    /// The codes as a blob with a filter of two to the power of `bits` words holds them.
    pub(crate) fn written(&self, bits: u32) -> u64 {
        self.codes - (base(unpacked(self.classes)) & delta_mask(bits))
    }

    /// The first three classes.
    pub(crate) const fn head(&self) -> u32 {
        self.classes >> (CLASS_BITS as usize * (PREFIX - TRIGRAM))
    }

    /// Where it stands in a blob among the prefixes: by the words and bits of the filter, then by its codes.
    pub(crate) const fn order(&self, bits: u32) -> ((u32, u64), u64) {
        (self.slot(bits), self.codes)
    }

    /// The word of a filter of two to the power of `bits` words, and the bit in it.
    pub(crate) const fn slot(&self, bits: u32) -> (u32, u64) {
        (self.hash & ((1 << bits) - 1), filter_bit(self.hash))
    }
}

/// Five classes out of one number, which has the last in its base bits.
#[expect(clippy::cast_possible_truncation, reason = "five bits of each")]
pub(crate) fn unpacked(classes: u32) -> [u8; PREFIX] {
    let class = |place: u32| (classes >> (place * CLASS_BITS)) as u8 & 31;
    [class(4), class(3), class(2), class(1), class(0)]
}

/// How many bits number a table of one word for at most six of `count` things; none if there are too many.
pub(crate) fn bits_for(count: u32) -> Option<u32> {
    (MIN_BITS..=MAX_BITS).find(|bits| count <= 6 << bits)
}
