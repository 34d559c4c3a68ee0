//! What stands around a word and adds nothing to it: `Summer2024!!`, `wardmanager2100`.

use core::ops::Range;

/// The most digits and symbols around a word that add nothing. More are a secret of their own, six random digits being a million.
pub(super) const MOST_AROUND: usize = 6;

/// From the first letter of a text to its last; empty if it has none.
pub(super) fn from_letter_to_letter(text: &[u8]) -> Range<usize> {
    let start = text.iter().position(u8::is_ascii_alphabetic).unwrap_or(0);
    let end = text.iter().rposition(u8::is_ascii_alphabetic).map_or(0, |last| last + 1);
    start..end
}
