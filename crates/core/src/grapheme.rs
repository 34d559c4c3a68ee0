//! Extended grapheme clusters (UAX 29): what people count as one character. `e` with an accent behind it, a flag and a
//! family of emoji are one each.
//!
//! Where a cluster ends is told from the characters one after the other, with three things remembered of those before.

use crate::breaks::BREAKS;
use Break::{
    Apart, Consonant, Control, Extend, Feed, Joiner, Leading, Linker, Pictographic, Prepend, Regional,
    Return, Spacing, Syllable, Tie, Trailing, Vowel,
};

/// How a character breaks from its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Break {
    Other,
    /// A consonant of a script that joins consonants.
    Consonant,
    /// A symbol that joins others into one picture.
    Pictographic,
    /// CR.
    Return,
    /// LF.
    Feed,
    /// A control character, or another that stands alone; the start of the text too.
    #[default]
    Control,
    /// A mark on what stands before it.
    Extend,
    /// A mark that joins two consonants.
    Linker,
    /// It joins a consonant with the next, though it is no mark.
    Tie,
    /// A mark between which and the next no consonants join.
    Apart,
    /// The zero width joiner.
    Joiner,
    /// A mark with a width of its own.
    Spacing,
    /// It goes with what follows it.
    Prepend,
    /// Half a flag.
    Regional,
    /// The parts of a Hangul syllable, and a whole one with or without the last part.
    Leading,
    Vowel,
    Trailing,
    Syllable,
}

/// The graphemes of a text, each with its place in bytes.
pub(crate) fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut rest, mut place) = (text, 0);
    let mut before = Before::default();
    let _ = text.chars().next().map(|first| before.goes_on_with(first));
    core::iter::from_fn(move || {
        let end = rest.char_indices().skip(1).find(|(_, next)| !before.goes_on_with(*next));
        let (grapheme, after) = rest.split_at_checked(end.map_or(rest.len(), |(end, _)| end))?;
        let start = place;
        (rest, place) = (after, place + grapheme.len());
        (!grapheme.is_empty()).then_some((start, grapheme))
    })
}

/// What counts of the characters so far.
#[derive(Default)]
struct Before {
    last: Break,
    /// Whether the last is a Hangul syllable without its last part.
    open: bool,
    /// Whether a picture stands before the marks, if there are any, that end it.
    picture: bool,
    /// Whether the next consonant joins one before.
    conjunct: Conjunct,
    /// Whether an odd number of halves of flags ends it.
    half: bool,
}

/// How far two consonants are on the way to being joined.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Conjunct {
    #[default]
    None,
    /// A consonant, perhaps with marks.
    Begun,
    /// A linker among the marks.
    Linked,
}

impl Before {
    /// Whether there is no break before the next character, which then is the last so far. The numbers are those of the rules of
    /// UAX 29.
    #[expect(clippy::match_same_arms, reason = "one arm, one rule")]
    fn goes_on_with(&mut self, next: char) -> bool {
        let kind = kind(next);
        let goes_on = match (self.last, kind) {
            // GB3 to GB5
            (Return, Feed) => true,
            (Return | Feed | Control, _) | (_, Return | Feed | Control) => false,
            // GB6 to GB8
            (Leading, Leading | Vowel | Syllable) => true,
            (Vowel, Vowel | Trailing) => true,
            (Syllable, Vowel) => self.open,
            (Syllable | Trailing, Trailing) => true,
            // GB9, GB9a and GB9b
            (_, Extend | Linker | Apart | Joiner | Spacing) | (Prepend, _) => true,
            // GB9c
            (_, Consonant) => self.conjunct == Conjunct::Linked,
            // GB11
            (Joiner, Pictographic) => self.picture,
            // GB12 and GB13
            (Regional, Regional) => self.half,
            _ => false,
        };
        self.take(next, kind);
        goes_on
    }

    fn take(&mut self, character: char, kind: Break) {
        let picture = match kind {
            Pictographic => true,
            // A joiner ends the marks: only a picture may follow it.
            Extend | Linker | Apart | Joiner => self.picture && self.last != Joiner,
            _ => false,
        };
        self.conjunct = match kind {
            Consonant => Conjunct::Begun,
            Linker | Tie if self.conjunct != Conjunct::None => Conjunct::Linked,
            Extend | Joiner => self.conjunct,
            _ => Conjunct::None,
        };
        self.half = kind == Regional && !self.half;
        let syllable = u32::from(character).wrapping_sub(FIRST_SYLLABLE);
        self.open = kind == Syllable && syllable.is_multiple_of(ENDINGS);
        (self.picture, self.last) = (picture, kind);
    }
}

/// Hangul syllables stand in order, each without an ending before those with one.
const FIRST_SYLLABLE: u32 = 0xAC00;
const ENDINGS: u32 = 28;

fn kind(character: char) -> Break {
    if matches!(character, ' '..='~') {
        return Break::Other;
    }
    let after = BREAKS.partition_point(|(first, _)| *first <= character);
    after.checked_sub(1).and_then(|run| BREAKS.get(run)).map_or(Break::Other, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn ours(text: &str) -> Vec<(usize, &str)> {
        graphemes(text).collect()
    }

    fn theirs(text: &str) -> Vec<(usize, &str)> {
        text.grapheme_indices(true).collect()
    }

    #[test]
    fn graphemes_are_what_people_count() {
        for (text, count) in [
            ("", 0),
            ("ab\r\n", 3),
            ("e\u{301}x", 2),
            ("👩‍⚕️🇬🇧🇫🇷", 3),
            ("🇬🇧🇫", 2),
            ("각각", 2),
            ("한", 1),
            ("क्षि", 1),
            ("क्‌ष", 2),
            ("👩\u{200d}\u{200d}👩", 2),
        ] {
            assert_eq!(graphemes(text).count(), count, "{text:?} {:?}", ours(text));
        }
    }

    /// One character of each kind, and what differs inside a kind.
    const KINDS: [&str; 22] = [
        "a",
        "क",
        "ত",
        "👩",
        "©",
        "\r",
        "\n",
        "\u{1}",
        "\u{301}",
        "\u{94d}",
        "\u{200c}",
        "\u{200d}",
        "\u{903}",
        "\u{600}",
        "🇬",
        "\u{1100}",
        "\u{1160}",
        "\u{11a8}",
        "가",
        "각",
        "\u{fe0f}",
        "\u{1f3fd}",
    ];

    #[test]
    fn every_run_of_kinds_breaks_as_in_unicode_segmentation() {
        let mut compared = 0_u32;
        for length in 1..=4_u32 {
            for number in 0..22_usize.pow(length) {
                let kind = |place| KINDS[number / 22_usize.pow(place) % 22];
                let text: std::string::String = (0..length).map(kind).collect();
                assert_eq!(ours(&text), theirs(&text), "{text:?}");
                compared += 1;
            }
        }
        assert_eq!(compared, 22 + 484 + 10_648 + 234_256);
    }

    /// In every neighbourhood that tells one kind from another; line ends keep those apart. That crate knows an older Unicode,
    /// so that 60 characters, which are new since or have changed, break otherwise there.
    #[test]
    fn every_character_breaks_as_in_unicode_segmentation() {
        let differs = |character: &char| {
            let text = std::format!(
                "a{character}a\nक\u{94d}{character}\u{94d}क\n👩{character}\u{200d}👩\n\u{1100}{character}\u{1160}\n\
                 🇬{character}🇬\n각{character}\u{11a8}\n👩\u{200d}{character}\u{301}"
            );
            ours(&text) != theirs(&text)
        };
        let differ: Vec<char> = ('\0'..=char::MAX).filter(differs).collect();
        assert_eq!((differ.len(), differ.first(), differ.last()), (60, Some(&'\u{5c8}'), Some(&'\u{1f7ff}')));
    }
}
