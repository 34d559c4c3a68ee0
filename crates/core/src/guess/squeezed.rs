//! A candidate without the separators that stand inside its pieces: `D_r_a_g_o_n` is `Dragon`.

use zeroize::Zeroize;

/// Longer candidates are read as they are: with so many characters no piece but a repeat makes them cheap.
const MOST: usize = 64;

/// Entries of the lists of words and passwords have so many letters at the least. Shorter pieces are walked with their separators.
const SHORTEST: usize = 5;

/// The characters that are left, each with its place. Wiped on drop.
pub(super) struct Squeezed {
    bytes: [u8; MOST],
    places: [u8; MOST],
    len: usize,
    /// The most letters on both sides of a separator.
    joined: usize,
}

impl Squeezed {
    pub(super) const EMPTY: Self = Self { bytes: [0; MOST], places: [0; MOST], len: 0, joined: 0 };

    /// Reads a candidate where it lies: what is moved leaves a copy behind that nobody wipes. Nothing is read of a long one.
    pub(super) fn read(&mut self, text: &[u8], mark: u8) {
        if text.len() > MOST {
            return;
        }
        let (mut letters, mut is_parted) = (0, false);
        for (place, &byte) in text.iter().enumerate() {
            if byte == mark {
                is_parted = letters > 0;
                continue;
            }
            if byte.is_ascii_alphabetic() {
                letters += 1;
                self.joined = self.joined.max(if is_parted { letters } else { 0 });
            } else {
                (letters, is_parted) = (0, false);
            }
            if let (Some(to), Some(from)) = (self.bytes.get_mut(self.len), self.places.get_mut(self.len)) {
                *to = byte;
                *from = u8::try_from(place).unwrap_or(u8::MAX);
                self.len += 1;
            }
        }
    }

    /// What is left, if a separator stands among letters enough for an entry.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.bytes.get(..self.len).filter(|_| self.joined >= SHORTEST)
    }

    /// Where in the candidate a run of what is left begins and ends.
    pub(super) fn place(&self, start: u16, end: u16) -> (u16, u16) {
        let place = |index: u16| self.places.get(usize::from(index)).map_or(0, |place| u16::from(*place));
        (place(start), place(end.saturating_sub(1)) + 1)
    }
}

impl Drop for Squeezed {
    fn drop(&mut self) {
        if let Some(used) = self.bytes.get_mut(..self.len) {
            used.zeroize();
        }
    }
}
