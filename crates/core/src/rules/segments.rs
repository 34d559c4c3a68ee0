//! The segments of a candidate, and which matches in it are excused.
//!
//! A *segment* is letters up to a digit, a symbol or a *seam* (a lower-case letter, then an upper-case one). Three short words
//! joined make a good password (WE-G1), but where two of them meet they often spell a longer one: `JobsTart`. So a match across
//! a seam is excused if all that it touches are whole short words. And `Tree5` is a short word with a digit, not a way to write
//! `trees`. Without these, words joined by digits and symbols were refused ten times as often.

use core::ops::Range;

use keyward_dictionary::{Match, REAL_LETTERS, Tier};

use crate::Lists;

impl Lists<'_> {
    /// Whether a match goes across a seam, and all it touches are whole short words, but it is not made of whole segments.
    pub(super) fn is_marked_join(&self, folded: &[u8], found: Match) -> bool {
        (found.start + 1..found.end).any(|index| has_seam(folded, found.start, index))
            && !(is_edge(folded, found.start) && is_edge(folded, found.end))
            && touches_alone(folded, found.range(), |segment| {
                self.is_short_word(segment) || self.is_piece(segment)
            })
    }

    /// Whether a match is a short word and a symbol, or needs symbols at its ends while all else that it touches are whole
    /// short words: `Tree5`, `Coup73`, and `$Mite`.
    pub(super) fn is_short_with_symbol(&self, folded: &[u8], range: Range<usize>) -> bool {
        self.is_short_and_symbol(folded, range.clone()) || self.is_short_beside_symbols(folded, range)
    }

    /// Whether a match needs symbols at its ends while all else that it touches are whole short words: `Coup73`, and `$Mite`,
    /// whose capital says where the word begins. Before a small letter a symbol stands for a letter: `5tart`, `Pat1en7`.
    fn is_short_beside_symbols(&self, folded: &[u8], range: Range<usize>) -> bool {
        let matched = folded.get(range.clone()).unwrap_or_default();
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let before = matched.iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
        let inner = matched.get(before..).unwrap_or_default();
        let begins =
            matches!(inner, [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase());
        let goes_on =
            |pair: &[u8]| !is_letter(pair.first()) && pair.last().is_some_and(u8::is_ascii_lowercase);
        (if before > 0 { begins } else { !is_letter(matched.last()) })
            && !inner.windows(2).any(goes_on)
            && touches_alone(folded, range, |segment| self.is_short_word(segment))
    }

    /// Whether a match is a short word and a symbol: `Tree5`.
    pub(super) fn is_short_and_symbol(&self, folded: &[u8], range: Range<usize>) -> bool {
        let matched = folded.get(range).unwrap_or_default();
        matched.split_last().is_some_and(|(_, word)| self.is_short_word(word))
    }

    /// Whether a match is a part of short words and of the symbols beside them: `ell4` in `Bell49`.
    pub(super) fn is_in_short_words(&self, folded: &[u8], range: Range<usize>) -> bool {
        let whole = is_edge(folded, range.start) && is_edge(folded, range.end);
        !whole && self.is_short_beside_symbols(folded, range)
    }

    /// Whether all that a match touches are whole short words: `Haze£Watt` has no Hazel.
    pub(super) fn is_among_short_words(&self, folded: &[u8], range: Range<usize>) -> bool {
        touches_alone(folded, range, |segment| self.is_short_word(segment))
    }

    fn is_short_word(&self, segment: &[u8]) -> bool {
        segment.len() < 5 && self.standard.words.is_some_and(|words| words.tier(segment).is_some())
    }

    /// Whether a match is a whole short word and a number, with other letters around it: `Blue12` is a common password, but
    /// `Blue12!!xQ` is not built on it.
    pub(super) fn is_short_with_number(&self, folded: &[u8], found: Match) -> bool {
        let matched = folded.get(found.start..found.end).unwrap_or_default();
        let letters = matched.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, number) = matched.split_at_checked(letters).unwrap_or_default();
        let others = folded.get(..found.start).into_iter().chain(folded.get(found.end..)).flatten();
        !number.is_empty()
            && number.iter().all(u8::is_ascii_digit)
            && is_edge(folded, found.start)
            && self.is_short_word(word)
            && others.into_iter().any(u8::is_ascii_alphabetic)
    }

    /// Whether it is a short name or the like, which is joined as short words are: `TakeSaulFail`.
    fn is_piece(&self, segment: &[u8]) -> bool {
        segment.len() < 5 && self.standard.pieces.is_some_and(|pieces| pieces.number(segment).is_some())
    }
}

/// Whether each segment that a match touches is a whole short word.
fn touches_alone(folded: &[u8], range: Range<usize>, is_whole: impl Fn(&[u8]) -> bool) -> bool {
    let start = (0..=range.start).rev().find(|index| is_edge(folded, *index)).unwrap_or(0);
    let end = (range.end..folded.len()).find(|index| is_edge(folded, *index)).unwrap_or(folded.len());
    let mut from = start;
    while from < end {
        let to = (from + 1..end).find(|index| is_edge(folded, *index)).unwrap_or(end);
        let segment = folded.get(from..to).unwrap_or_default();
        if segment.first().is_some_and(u8::is_ascii_alphabetic) && !is_whole(segment) {
            return false;
        }
        from = to;
    }
    true
}

/// Whether enough of an entry's letters are really there: two; one more if capitals stand in the middle, as they do in
/// random letters, and one more if few people use the password.
pub(super) fn has_real_letters(folded: &[u8], found: Match, tier: Tier) -> bool {
    let crosses_seam = (found.start + 1..found.end).any(|index| has_seam(folded, found.start, index));
    found.letters >= REAL_LETTERS + usize::from(crosses_seam) + usize::from(tier != Tier::Common)
}

/// Whether a segment begins or ends at `index`: at a seam, or where letters and others meet.
pub(super) fn is_edge(folded: &[u8], index: usize) -> bool {
    let (Some(before), Some(after)) =
        (index.checked_sub(1).and_then(|index| folded.get(index)), folded.get(index))
    else {
        return true;
    };
    !(before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
        || before.is_ascii_lowercase() && after.is_ascii_uppercase()
}

/// Whether an upper-case letter at `index` follows, directly or after symbols, on a lower-case one at `start` or later.
fn has_seam(folded: &[u8], start: usize, index: usize) -> bool {
    folded.get(index).is_some_and(u8::is_ascii_uppercase)
        && folded
            .get(start..index)
            .and_then(|before| before.iter().rev().find(|byte| byte.is_ascii_alphabetic()))
            .is_some_and(u8::is_ascii_lowercase)
}
