//! The scan: at each place of a candidate a rolling hash of five classes, and one look into the filter.

use crate::alphabet::{BYTE_ROLLS, at, roll};
use crate::format::{Layout, PREFIX, filter_place};
use crate::readings::{LANE, Mark, Readings};

/// So many items are scanned at a time.
pub(super) const PIECE: usize = LANE - 1;
/// Windows of five items are scanned by so many: lengths of a candidate that differ a little then take the same branches.
const STEP: usize = 4;

/// What the filter says of a piece of at most [`PIECE`] items, a bit for each item; bit 0 is for the last.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    /// Whether a prefix may end with it.
    pub(super) open: u64,
    /// Whether it may be second in a spelling of several characters.
    pub(super) joined: u64,
}

impl Scan {
    /// Asks the filter at every item of a piece whether a prefix may end there. There is no branch to mispredict, but for the
    /// number of steps.
    #[inline]
    pub(super) fn of(piece: &[u8], readings: &Readings, layout: &Layout<'_>) -> Self {
        // The size that the word list's filter has is made known to the compiler.
        if let Ok(filter) = <&[[u8; 8]; 1 << 12]>::try_from(layout.filter) {
            Self::ask(piece, readings, layout, |hash| filter.get(hash as usize % filter.len()))
        } else {
            let last = layout.filter.len().wrapping_sub(1);
            Self::ask(piece, readings, layout, |hash| layout.filter.get(hash as usize & last))
        }
    }

    #[inline]
    fn ask<'f>(
        piece: &[u8],
        readings: &Readings,
        layout: &Layout<'_>,
        filter: impl Fn(u32) -> Option<&'f [u8; 8]>,
    ) -> Self {
        let Some((head, rest)) = piece.split_first_chunk::<{ PREFIX - 1 }>() else {
            return Self { open: 0, joined: 0 };
        };
        let (mut hash, mut marks, mut open) = (0, 0, 0);
        for &byte in head {
            hash = roll(hash, at(&BYTE_ROLLS, byte));
            marks = marks << 1 | at(&readings.marks, byte);
        }
        let mut done = 0;
        while done < rest.len() {
            for place in done..done + STEP {
                // Behind the end the last item is taken again; what it gives is cut off below.
                let byte = rest.get(place.min(rest.len() - 1)).copied().unwrap_or_default();
                hash = roll(hash, at(&BYTE_ROLLS, byte));
                marks = marks << 1 | at(&readings.marks, byte);
                let word = filter(hash).map_or(0, |word| u64::from_le_bytes(*word));
                open = open << 1 | word >> filter_place(hash) & 1;
            }
            done += STEP;
        }
        let surplus = done - rest.len();
        open >>= surplus;
        if layout.letters_alone {
            let read = Mark::read(marks) >> surplus;
            open &= read & read >> 1 & read >> 2 & read >> 3 & read >> 4;
        }
        Self { open, joined: Mark::joined(marks) >> surplus }
    }
}
