//! An edge as a blob holds it.

use crate::Tier;
use crate::alphabet::Code;

/// One edge: a code of 6 bits, flags, and where the edges begin that follow it.
#[derive(Clone, Copy)]
pub(crate) struct Edge(pub(crate) u32);

#[expect(clippy::cast_possible_truncation, reason = "fields of a few bits")]
impl Edge {
    /// It is the last one of its node.
    pub(crate) const LAST: u32 = 1 << 6;
    /// An entry ends with it.
    pub(crate) const ENDS: u32 = 1 << 7;
    /// The entry that ends is a common one.
    pub(crate) const COMMON: u32 = 1 << 8;
    /// The place is not counted from the edge.
    const FAR: u32 = 1 << 31;
    /// The lowest bit of the flags of an entry.
    pub(crate) const FLAGS: u32 = 7;
    /// The lowest bit of the place.
    pub(crate) const TARGET: u32 = 9;

    /// The edge at some place. Where the edges lie that follow it is written as how much further on, or, if that is far, as
    /// their own place with a bit of [`Self::FAR`]: far ones are shared by many, and what is often the same packs well.
    #[inline]
    pub(crate) const fn read(bytes: [u8; 4], place: usize) -> Self {
        let edge = u32::from_le_bytes(bytes);
        if edge >> Self::TARGET == 0 || edge & Self::FAR != 0 {
            Self(edge & !Self::FAR)
        } else {
            Self(edge.wrapping_add((place as u32) << Self::TARGET))
        }
    }

    /// How far on edges may lie to be counted from the edge that they follow.
    const NEAR: u32 = 64;

    /// The edge as a blob holds it at some place: what [`Self::read`] reads.
    pub(crate) const fn bytes(self, place: u32) -> [u8; 4] {
        let (label, next) = (self.0 & ((1 << Self::TARGET) - 1), self.0 >> Self::TARGET);
        let further = next.saturating_sub(place);
        let written =
            if further < Self::NEAR { further << Self::TARGET } else { next << Self::TARGET | Self::FAR };
        (label | written).to_le_bytes()
    }

    /// The code of an edge of a blob.
    #[inline]
    pub(crate) const fn label(bytes: [u8; 4]) -> Code {
        Self(u32::from_le_bytes(bytes)).code()
    }

    /// Whether an edge of a blob is the last of its node.
    #[inline]
    pub(crate) const fn closes(bytes: [u8; 4]) -> bool {
        Self(u32::from_le_bytes(bytes)).is_last()
    }

    #[inline]
    pub(crate) const fn code(self) -> Code {
        self.0 as u8 & 63
    }

    #[inline]
    pub(crate) const fn is_last(self) -> bool {
        self.0 & Self::LAST != 0
    }

    #[inline]
    pub(crate) const fn ends(self) -> bool {
        self.0 & Self::ENDS != 0
    }

    #[inline]
    pub(crate) const fn tier(self) -> Tier {
        if self.0 & Self::COMMON == 0 { Tier::Other } else { Tier::Common }
    }

    /// Where the edges begin that follow; none if nothing follows. No edge leads to place 0.
    #[inline]
    pub(crate) const fn node(self) -> Option<usize> {
        match self.0 >> Self::TARGET {
            0 => None,
            place => Some(place as usize),
        }
    }
}
