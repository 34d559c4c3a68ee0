//! A candidate without what stands inside its pieces: `D_r_a_g_o_n` is `Dragon`.

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
}

impl Squeezed {
    pub(super) const EMPTY: Self = Self { bytes: [0; MOST], places: [0; MOST], len: 0 };

    /// Reads a candidate where it lies: what is moved leaves a copy behind that nobody wipes. Nothing is read of a long one.
    pub(super) fn read(&mut self, text: &[u8], is_left_out: impl Fn(usize, u8) -> bool) {
        let text = if text.len() > MOST { &[] } else { text };
        for (place, &byte) in text.iter().enumerate().filter(|(place, byte)| !is_left_out(*place, **byte)) {
            if let (Some(to), Some(from)) = (self.bytes.get_mut(self.len), self.places.get_mut(self.len)) {
                *to = byte;
                *from = u8::try_from(place).unwrap_or(u8::MAX);
                self.len += 1;
            }
        }
    }

    /// What is left.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Where in the candidate a run of what is left begins and ends.
    pub(super) fn place(&self, start: u16, end: u16) -> (u16, u16) {
        let place = |index: u16| self.places.get(usize::from(index)).map_or(0, |place| u16::from(*place));
        (place(start), place(end.saturating_sub(1)) + 1)
    }
}

/// Whether a separator stands among letters enough for an entry.
pub(super) fn are_joined(text: &[u8], mark: u8) -> bool {
    let (mut letters, mut is_parted) = (0, false);
    text.iter().any(|&byte| {
        if byte.is_ascii_alphabetic() {
            letters += 1;
            return is_parted && letters >= SHORTEST;
        }
        is_parted = byte == mark && letters > 0;
        letters = if is_parted { letters } else { 0 };
        false
    })
}

impl Drop for Squeezed {
    fn drop(&mut self) {
        if let Some(used) = self.bytes.get_mut(..self.len) {
            used.zeroize();
        }
    }
}
