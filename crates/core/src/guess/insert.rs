//! What somebody put into a word or a name, as public rules of crackers do: a year, two digits or symbols and more, an HTML
//! entity (`corv1984ette`, `bas&ETH;eball`). What stands on both sides is read as one.

use core::ops::Range;

use super::outline::Outline;

/// Fewer letters on both sides together say nothing.
const FEWEST_LETTERS: usize = 4;

/// Fewer characters are left to the readings, in which a digit or a symbol stands for a letter, and to separators.
const SHORTEST: usize = 2;

/// The most characters between the `&` and the `;` of an entity.
const LONGEST_NAME: usize = 8;

/// What was put in, and what it was put into.
pub(super) struct Insert {
    pub(super) inside: Range<usize>,
    pub(super) around: Range<usize>,
    pub(super) is_entity: bool,
}

impl Insert {
    /// The first entity, or else the longest characters other than letters that stand between two of them.
    pub(super) fn of(text: &[u8], outline: &Outline) -> Option<Self> {
        let entity = entity(text);
        let is_entity = entity.is_some();
        let inside = entity.or_else(|| longest_between_letters(outline))?;
        let is_around =
            |byte: &u8| if is_entity { byte.is_ascii_alphanumeric() } else { byte.is_ascii_alphabetic() };
        let before = text.get(..inside.start)?.iter().rev().take_while(|byte| is_around(byte)).count();
        let behind = text.get(inside.end..)?.iter().take_while(|byte| is_around(byte)).count();
        let around = inside.start - before..inside.end + behind;
        (before > 0 && behind > 0 && before + behind >= FEWEST_LETTERS).then_some(Self {
            inside,
            around,
            is_entity,
        })
    }
}

fn entity(text: &[u8]) -> Option<Range<usize>> {
    let start = text.iter().position(|byte| *byte == b'&')?;
    let name = text.get(start + 1..)?;
    let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
    let is_whole = (1..=LONGEST_NAME).contains(&length) && name.get(length) == Some(&b';');
    is_whole.then_some(start..start + length + 2)
}

/// The first of the longest.
fn longest_between_letters(outline: &Outline) -> Option<Range<usize>> {
    let mut letters = outline.letters;
    let mut longest = None;
    let mut start = 0;
    // Letters up to the next other character, and those up to the next letter, are shifted out in turn.
    while letters != 0 {
        let others = letters.trailing_zeros() as usize;
        let is_longer = longest.as_ref().is_none_or(|best: &Range<usize>| best.len() < others);
        if start > 0 && others >= SHORTEST && is_longer {
            longest = Some(start..start + others);
        }
        letters >>= others;
        let run = letters.trailing_ones();
        letters = letters.checked_shr(run).unwrap_or(0);
        start += others + run as usize;
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_into_letters_is_told_from_what_stands_beside_them() {
        let told = |text: &'static str| {
            let Insert { inside, around, .. } = Insert::of(text.as_bytes(), &Outline::of(text.as_bytes()))?;
            Some((&text[inside], &text[around]))
        };
        assert_eq!(told("corv1984ette!!"), Some(("1984", "corv1984ette")));
        assert_eq!(told("12sil_93ver"), Some(("_93", "sil_93ver")));
        assert_eq!(told("pr1&ETH;nc3$$"), Some(("&ETH;", "pr1&ETH;nc3")));
        assert_eq!(told("&#39;bas&#216;eball"), None, "the first entity stands before the word");
        assert_eq!(told("12&ETH;34"), Some(("&ETH;", "12&ETH;34")));
        for text in ["", "corvette1934", "dra4gon", "a12b", "a&b;", "ab&c"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
