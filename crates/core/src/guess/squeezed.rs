//! A candidate without the separators that stand inside its pieces: `D_r_a_g_o_n` is `Dragon`.

use zeroize::Zeroize;

/// Longer candidates are read as they are: with so many characters no piece but a repeat makes them cheap.
const MOST: usize = 64;

/// The characters that are left, each with its place. Wiped on drop.
pub(super) struct Squeezed {
    bytes: [u8; MOST],
    places: [u8; MOST],
    len: usize,
}

impl Squeezed {
    pub(super) const EMPTY: Self = Self { bytes: [0; MOST], places: [0; MOST], len: 0 };

    /// Reads a candidate where it lies: what is moved leaves a copy behind that nobody wipes. Nothing is read if no symbol
    /// stands between letters or digits, or the candidate is long.
    pub(super) fn read(&mut self, text: &[u8]) {
        let Some(mark) = mark(text).filter(|_| text.len() <= MOST) else { return };
        for (place, &byte) in text.iter().enumerate().filter(|(_, byte)| **byte != mark) {
            if let (Some(to), Some(from)) = (self.bytes.get_mut(self.len), self.places.get_mut(self.len)) {
                *to = byte;
                *from = u8::try_from(place).unwrap_or(u8::MAX);
                self.len += 1;
            }
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// Where in the candidate a run of what is left begins and ends, and how many separators are in it.
    pub(super) fn place(&self, start: usize, end: usize) -> (usize, usize, usize) {
        let place = |index: usize| self.places.get(index).map_or(0, |place| usize::from(*place));
        let (from, to) = (place(start), place(end.saturating_sub(1)) + 1);
        (from, to, (to - from).saturating_sub(end - start))
    }
}

impl Drop for Squeezed {
    fn drop(&mut self) {
        if let Some(used) = self.bytes.get_mut(..self.len) {
            used.zeroize();
        }
    }
}

/// The symbol that most often has a letter or a digit on both sides.
fn mark(text: &[u8]) -> Option<u8> {
    let is_between = |window: &[u8]| match *window {
        [before, mark, after] => {
            before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() && !mark.is_ascii_alphanumeric()
        }
        _ => false,
    };
    let first = text.windows(3).position(is_between)? + 1;
    let mut best = (0, *text.get(first)?);
    let mut tried = 0;
    for window in text.windows(3).skip(first - 1).filter(|window| is_between(window)) {
        let [_, mark, _] = *window else { continue };
        tried += 1;
        let count: usize = text.iter().map(|byte| usize::from(*byte == mark)).sum();
        if count > best.0 {
            best = (count, mark);
        }
        if tried == 4 {
            break;
        }
    }
    Some(best.1)
}
