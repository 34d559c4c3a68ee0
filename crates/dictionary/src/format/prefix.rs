//! A prefix as a blob holds it: the first five codes of its entries, and where those go on.

use super::PREFIX;
use super::edge::Edge;
use crate::alphabet::{BASE_CODES, Code};

/// The codes of a prefix whose classes follow from the place of its bit and from the classes of its other codes, so that only
/// what each is more than the base of its class need be written. Of such a code all bits are set here. (A bit of the filter
/// stands for some digits of six bits of the hashes that lead to it. A hash's last digit is the last class, the one before
/// mixes the last two, and so on: this tells the classes of the first, the fourth and, in a filter of 2^12 words, the second
/// code.) That makes the prefixes of a word list a fifth smaller when they are compressed.
pub(crate) const fn delta_mask(filter_bits: u32) -> u64 {
    if filter_bits < 12 { 0xFF00_00FF } else { 0xFF00_FFFF }
}

/// The base codes of these classes, as far as any are [`delta_mask`].
#[inline]
pub(crate) fn base([first, second, _, fourth, _]: [u8; PREFIX]) -> u64 {
    let base = |class: u8| u64::from(BASE_CODES.get(usize::from(class)).copied().unwrap_or_default());
    base(first) | base(second) << 8 | base(fourth) << 24
}

/// One prefix: five codes of a byte each, the flags and the place of an edge that they are the label of. Or several: where they
/// begin, and how many they are.
#[derive(Clone, Copy)]
pub(crate) struct Prefix(u64);

#[expect(clippy::cast_possible_truncation, reason = "fields of a few bits")]
impl Prefix {
    const CODES: u64 = (1 << (8 * PREFIX)) - 1;
    /// In the last code's byte, which has room for it.
    const BUCKET: u64 = 1 << 39;
    /// Its codes are none.
    pub(crate) const NONE: Self = Self(Self::CODES);

    pub(crate) const fn new(codes: u64, edge: Edge) -> Self {
        let flags = (edge.0 >> Edge::FLAGS & 3) as u64;
        Self(codes | flags << 40 | ((edge.0 >> Edge::TARGET) as u64) << 42)
    }

    pub(crate) const fn bucket(start: u32, count: u32) -> Self {
        Self(start as u64 | (count as u64) << 40 | Self::BUCKET)
    }

    #[inline]
    pub(crate) const fn read(bytes: [u8; 8]) -> Self {
        Self(u64::from_le_bytes(bytes))
    }

    /// The prefix with all its codes, where it was read from a blob and `base` are those of its items' classes.
    #[inline]
    pub(crate) const fn decode(self, base: u64) -> Self {
        Self(self.0.wrapping_add(base))
    }

    pub(crate) const fn bytes(self) -> [u8; 8] {
        self.0.to_le_bytes()
    }

    #[inline]
    pub(crate) const fn is_bucket(self) -> bool {
        self.0 & Self::BUCKET != 0
    }

    /// Whether all its codes are letters, or it stands for several that tell for themselves.
    pub(crate) fn is_letters(self) -> bool {
        self.is_bucket() || are_letters(self.codes())
    }

    /// Where the several begin and end. A damaged blob may say anything; then the end is not one of the list.
    pub(crate) const fn range(self) -> core::ops::Range<usize> {
        let start = self.0 as u32 as usize;
        start..start.saturating_add((self.0 >> 40) as usize)
    }

    #[inline]
    pub(crate) const fn codes(self) -> u64 {
        self.0 & Self::CODES
    }

    #[inline]
    pub(crate) const fn code(self, place: usize) -> Code {
        (self.0 >> (8 * place)) as u8 & 63
    }

    /// Whether every code is among those that its item may be.
    #[inline]
    pub(crate) fn fits(self, codes: &[u64; PREFIX]) -> bool {
        let fits = codes.iter().enumerate().fold(1, |fits, (place, codes)| fits & codes >> self.code(place));
        fits & 1 == 1
    }

    #[inline]
    pub(crate) const fn edge(self) -> Edge {
        Edge(((self.0 >> 42) as u32) << Edge::TARGET | ((self.0 >> 40) as u32 & 3) << Edge::FLAGS)
    }
}

/// One in each byte of a prefix's codes.
pub(crate) const EACH: u64 = Prefix::CODES / 0xFF;

/// Whether these are the codes of five letters.
#[inline]
pub(crate) const fn are_letters(codes: u64) -> bool {
    // A code above 25 leaves a high bit in one of the sums; what a byte below `a` borrowed leaves one in the codes.
    (codes | codes.wrapping_add((0x80 - 26) * EACH)) & (0x80 * EACH) == 0
}
