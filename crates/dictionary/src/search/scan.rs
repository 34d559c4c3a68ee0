//! The scan: at each place of a candidate a rolling hash of five classes, and one look into the filter.

use crate::alphabet::{BYTE_ROLLS, at, roll};
use crate::format::{Layout, PREFIX, filter_bit_index};
use crate::readings::{FLAG_WIDTH, Readings, ScanFlags};

/// So many items are scanned at a time.
pub(super) const CHUNK: usize = FLAG_WIDTH - 1;
/// Windows of five items are scanned by so many: lengths of a candidate that differ a little then take the same branches.
const STEP: usize = 4;

/// What the filter says of a chunk of at most [`CHUNK`] items, a bit for each item; bit 0 is for the last.
#[derive(Clone, Copy)]
pub(super) struct Scan {
    /// Whether a prefix may end with it.
    pub(super) open: u64,
    /// Whether it may be second in a spelling of several characters.
    pub(super) digraphs: u64,
}

impl Scan {
    /// Asks the filter at every item of a chunk whether a prefix may end there. There is no branch to mispredict, but for the
    /// number of steps.
    #[inline]
    pub(super) fn of(chunk: &[u8], readings: &Readings, layout: &Layout<'_>) -> Self {
        // The size that the word list's filter has is made known to the compiler.
        if let Ok(filter) = <&[[u8; 8]; 1 << 12]>::try_from(layout.filter) {
            Self::ask(chunk, readings, layout, |hash| filter.get(hash as usize % filter.len()))
        } else {
            let last = layout.filter.len().wrapping_sub(1);
            Self::ask(chunk, readings, layout, |hash| layout.filter.get(hash as usize & last))
        }
    }

    #[inline]
    fn ask<'f>(
        chunk: &[u8],
        readings: &Readings,
        layout: &Layout<'_>,
        filter: impl Fn(u32) -> Option<&'f [u8; 8]>,
    ) -> Self {
        let Some((head, rest)) = chunk.split_first_chunk::<{ PREFIX - 1 }>() else {
            return Self { open: 0, digraphs: 0 };
        };
        let (mut hash, mut flags, mut open) = (0, 0, 0);
        for &byte in head {
            hash = roll(hash, at(&BYTE_ROLLS, byte));
            flags = flags << 1 | at(&readings.flags, byte);
        }
        let mut done = 0;
        while done < rest.len() {
            for place in done..done + STEP {
                // Behind the end the last item is taken again; what it gives is cut off below.
                let byte = rest.get(place.min(rest.len() - 1)).copied().unwrap_or_default();
                hash = roll(hash, at(&BYTE_ROLLS, byte));
                flags = flags << 1 | at(&readings.flags, byte);
                let word = filter(hash).map_or(0, |word| u64::from_le_bytes(*word));
                open = open << 1 | word >> filter_bit_index(hash) & 1;
            }
            done += STEP;
        }
        let surplus = done - rest.len();
        open >>= surplus;
        if layout.letters_only {
            let read = ScanFlags::letters(flags) >> surplus;
            open &= read & read >> 1 & read >> 2 & read >> 3 & read >> 4;
        }
        Self { open, digraphs: ScanFlags::digraphs(flags) >> surplus }
    }
}
