//! A `Key` is what the filter, the heads and the prefixes of a blob know of an entry: its first five codes.

use super::alphabet::{CLASS_BITS, CLASSES, Code, ROLLS, at, byte_of, roll};
use super::blob::{HEAD, MAX_BITS, MIN_BITS, PREFIX, filter_bit};

/// The first five codes of entries, and their classes.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    pub(crate) codes: u64,
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

    /// The first three classes.
    pub(crate) const fn head(&self) -> u32 {
        self.classes >> (CLASS_BITS as usize * (PREFIX - HEAD))
    }

    /// The word of a filter of two to the power of `bits` words, and the bit in it.
    pub(crate) const fn slot(&self, bits: u32) -> (u32, u64) {
        (self.hash & ((1 << bits) - 1), filter_bit(self.hash))
    }
}

/// How many bits number a table of one word for at most six of `count` things; none if there are too many.
pub(crate) fn bits_for(count: u32) -> Option<u32> {
    (MIN_BITS..=MAX_BITS).find(|bits| count <= 6 << bits)
}
