//! The scan: at each place of a candidate a rolling hash of five classes, and one look into the filter.

use crate::dictionary::Dictionary;
use crate::dictionary::alphabet::{at, roll};
use crate::dictionary::blob::{PREFIX, filter_place};
use crate::readings::{Mark, Readings};

/// So many items are asked of the filter before any prefix is looked for. Each has a bit.
pub(super) const PIECE: usize = 64;

/// What the filter says of a piece of at most [`PIECE`] items, a bit for each item.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    /// Whether a prefix may end with it.
    pub(super) open: u64,
    /// Whether it stands for no letter.
    unread: u64,
    /// Whether there are spellings of several characters.
    pub(super) joined: bool,
}

impl Scan {
    #[inline]
    fn of<'f>(piece: &[u8], readings: &Readings, filter: impl Fn(u32) -> Option<&'f [u8; 8]>) -> Self {
        let mut scan = Self { open: 0, unread: 0, joined: false };
        let Some((head, rest)) = piece.split_first_chunk::<{ PREFIX - 1 }>() else { return scan };
        let (mut hash, mut before, mut joins) = (0, Mark(0), 0);
        for &byte in head {
            let mark = at(&readings.marks, byte);
            joins |= before.and(mark);
            before = mark;
            hash = roll(hash, mark.roll());
            scan.unread = scan.unread << 1 | mark.is_no_letter();
        }
        for &byte in rest {
            let mark = at(&readings.marks, byte);
            joins |= before.and(mark);
            before = mark;
            hash = roll(hash, mark.roll());
            scan.unread = scan.unread << 1 | mark.is_no_letter();
            let word = filter(hash).map_or(0, |word| u64::from_le_bytes(*word));
            scan.open = scan.open << 1 | word >> filter_place(hash) & 1;
        }
        Self { joined: Mark::joins(joins), ..scan }
    }
}

impl Dictionary<'_> {
    /// Asks the filter at every item of a piece whether a prefix may end there. There is no branch to mispredict.
    #[inline]
    pub(super) fn scan(&self, piece: &[u8], readings: &Readings) -> Scan {
        let filter = self.layout.filter;
        // The size that the word list's filter has is made known to the compiler.
        let mut scan = if let Ok(filter) = <&[[u8; 8]; 1 << 13]>::try_from(filter) {
            Scan::of(piece, readings, |hash| filter.get(hash as usize % filter.len()))
        } else {
            Scan::of(piece, readings, |hash| filter.get(hash as usize & filter.len().wrapping_sub(1)))
        };
        if self.layout.letters_alone {
            let Scan { unread, .. } = scan;
            scan.open &= !(unread | unread >> 1 | unread >> 2 | unread >> 3 | unread >> 4);
        }
        scan
    }
}
