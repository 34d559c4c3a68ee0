//! `Text` is a candidate, read once: how many characters of each class it has, and the letters it folds to, each with its
//! place in the input. Every rule looks at a `Text`, none at the bytes. For an ASCII candidate nothing is copied; the
//! folded copy of any other is wiped when it is dropped.

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroize;

use crate::character::{self, Kind};
use crate::finding::Span;
use crate::policy::{Alphabet, MAX_CHARACTERS};
use keyward_dictionary::{EURO, POUND, at};

/// Folded letters are never more than the UTF-8 bytes they come from, and a character has four of those at most.
pub(crate) const MAX_FOLDED: usize = 4 * MAX_CHARACTERS;

/// How many characters of each class a candidate has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Unicode scalar values.
    pub(crate) characters: usize,
    /// Extended grapheme clusters.
    pub(crate) graphemes: usize,
    /// Upper-case letters.
    pub(crate) uppercase: usize,
    /// Lower-case letters.
    pub(crate) lowercase: usize,
    /// Decimal digits.
    pub(crate) digits: usize,
    /// Graphemes that are neither alphanumeric nor a space.
    pub(crate) specials: usize,
}

/// A candidate as the rules see it.
pub struct Text<'a> {
    input: &'a str,
    folded: &'a [u8],
    /// Where in the input each folded byte starts; none if the two are the same bytes.
    starts: Option<&'a [u16]>,
    counts: Counts,
    /// How many of the folded bytes are letters, and how many digits: most rules can tell by these that they have nothing to
    /// look for.
    letters: usize,
    digits: usize,
    unacceptable: Option<Span>,
}

/// Room for the folded form of a candidate that is not ASCII.
pub(crate) struct Folded {
    bytes: [u8; MAX_FOLDED],
    starts: [u16; MAX_FOLDED],
    len: usize,
}

impl<'a> Text<'a> {
    /// Reads a candidate and hands it to `judge`. None if it has more characters than `limit` (at most
    /// [`MAX_CHARACTERS`]): such a candidate is never cut, so it is not read at all.
    pub fn read<R>(
        input: &str,
        limit: usize,
        alphabet: Alphabet,
        judge: impl FnOnce(&Text<'_>) -> R,
    ) -> Option<R> {
        let limit = limit.min(MAX_CHARACTERS);
        if input.len() <= limit
            && let Some(text) = Text::ascii(input)
        {
            return Some(judge(&text));
        }
        if input.len() > 4 * limit || input.chars().count() > limit {
            return None;
        }
        let mut folded = Folded::new();
        Some(judge(&Text::unicode(input, alphabet, &mut folded)))
    }

    /// None if it is not ASCII. It has at most 256 characters.
    fn ascii(input: &'a str) -> Option<Self> {
        let seen = input.bytes().fold(0, |seen, byte| seen + at(&CLASSES, byte));
        if input.len() > MAX_CHARACTERS || seen >> NOT_ASCII != 0 {
            return None;
        }
        let field = |place: u32| usize::from(u16::try_from(seen >> place & FIELD).unwrap_or(0));
        let (uppercase, lowercase, digits) = (field(UPPERCASE), field(LOWERCASE), field(DIGITS));
        let (specials, letters) = (field(SPECIALS), uppercase + lowercase);
        let characters = input.len();
        let mut counts = Counts { characters, graphemes: characters, uppercase, lowercase, digits, specials };
        let mut unacceptable = None;
        // What is left are spaces and control characters.
        if letters + digits + specials < characters
            && let Some(start) = input.bytes().position(|byte| byte.is_ascii_control())
        {
            // Of ASCII, only the two characters of a line end are one.
            counts.graphemes -= input.as_bytes().windows(2).filter(|pair| *pair == b"\r\n").count();
            unacceptable = Some(Span { start, end: start + 1 });
        }
        Some(Self { input, folded: input.as_bytes(), starts: None, counts, letters, digits, unacceptable })
    }

    fn unicode(input: &'a str, alphabet: Alphabet, room: &'a mut Folded) -> Self {
        let mut counts = Counts::default();
        for grapheme in input.graphemes(true) {
            counts.graphemes += 1;
            counts.specials += usize::from(is_special(grapheme));
        }
        let mut unacceptable = None;
        let mut rest = input.char_indices().peekable();
        while let Some((start, character)) = rest.next() {
            counts.characters += 1;
            // A letter with a mark behind it is no more an ASCII letter than the one character that both compose to.
            let counted = matches!(alphabet, Alphabet::Unicode)
                || character.is_ascii()
                    && !rest.peek().is_some_and(|(_, next)| character::kind(*next) == Kind::Mark);
            match character::kind(character) {
                Kind::Upper if counted => counts.uppercase += 1,
                Kind::Lower if counted => counts.lowercase += 1,
                Kind::Digit if counted => counts.digits += 1,
                Kind::Control | Kind::Unassigned | Kind::PrivateUse if unacceptable.is_none() => {
                    unacceptable = Some(Span { start, end: start + character.len_utf8() });
                }
                _ => {}
            }
            room.push(character, start);
        }
        let folded = room.bytes.get(..room.len).unwrap_or_default();
        let starts = room.starts.get(..room.len).unwrap_or_default();
        let letters = folded.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        let digits = folded.iter().filter(|byte| byte.is_ascii_digit()).count();
        Self { input, folded, starts: Some(starts), counts, letters, digits, unacceptable }
    }

    /// The candidate as it was given.
    pub(crate) const fn input(&self) -> &'a str {
        self.input
    }

    /// The candidate as ASCII: letters folded (case kept), digits and symbols as they are, [`EURO`] and [`POUND`], and 0
    /// for what cannot be read. Marks and invisible characters are left out.
    #[must_use]
    pub const fn folded(&self) -> &'a [u8] {
        self.folded
    }

    /// Whether the candidate is ASCII, and so the same bytes as it is folded to.
    pub(crate) const fn is_ascii(&self) -> bool {
        self.starts.is_none()
    }

    /// How many of the folded bytes are letters.
    pub(crate) const fn letters(&self) -> usize {
        self.letters
    }

    /// How many of the folded bytes are digits.
    pub(crate) const fn digits(&self) -> usize {
        self.digits
    }

    /// How many characters of each class there are.
    pub(crate) const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// The first character that is not acceptable in any password.
    pub(crate) const fn unacceptable(&self) -> Option<Span> {
        self.unacceptable
    }

    /// The place in the input of a run of folded bytes. It lies on character boundaries.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        let Some(starts) = self.starts else { return Span { start, end } };
        let place = |index: usize| starts.get(index).map_or(self.input.len(), |&start| usize::from(start));
        let last = place(end.saturating_sub(1).max(start));
        let width = self.input.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { start: place(start), end: last + width }
    }
}

impl core::fmt::Debug for Text<'_> {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.debug_struct("Text").finish_non_exhaustive()
    }
}

impl Folded {
    fn new() -> Self {
        Self { bytes: [0; MAX_FOLDED], starts: [0; MAX_FOLDED], len: 0 }
    }

    fn push(&mut self, character: char, start: usize) {
        let mut push = |byte: u8| {
            let (Some(place), Some(from)) = (self.bytes.get_mut(self.len), self.starts.get_mut(self.len))
            else {
                return;
            };
            *place = byte;
            *from = u16::try_from(start).unwrap_or(u16::MAX);
            self.len += 1;
        };
        match character {
            '€' => push(EURO),
            '£' | '￡' => push(POUND),
            // What is a letter with a ring or a stroke reads as the letter.
            '©' | '¢' => push(b'c'),
            '®' => push(b'r'),
            '\0'..='\x7F' => push(u8::try_from(character).unwrap_or(0)),
            _ => character::fold(character).for_each(push),
        }
    }
}

impl Drop for Folded {
    fn drop(&mut self) {
        if let Some(used) = self.bytes.get_mut(..self.len) {
            used.zeroize();
        }
    }
}

fn is_special(grapheme: &str) -> bool {
    // The base decides: `é` written as two characters is a letter, an emoji of many is one special.
    grapheme.chars().next().is_some_and(|base| character::kind(base) == Kind::Special)
}

/// Where in a sum of [`CLASSES`] each class is counted. There are at most 256 characters, so that no count runs over into the
/// next.
const UPPERCASE: u32 = 0;
const LOWERCASE: u32 = 12;
const DIGITS: u32 = 24;
const SPECIALS: u32 = 36;
const NOT_ASCII: u32 = 48;

/// One count of a sum.
const FIELD: u64 = 0xFFF;

/// One of its class for each byte; spaces and control characters are of none.
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
const CLASSES: [u64; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'A'..=b'Z' => 1 << UPPERCASE,
            b'a'..=b'z' => 1 << LOWERCASE,
            b'0'..=b'9' => 1 << DIGITS,
            b'!'..=b'~' => 1 << SPECIALS,
            0x80.. => 1 << NOT_ASCII,
            _ => 0,
        };
        if byte == u8::MAX {
            break classes;
        }
        byte += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(input: &str) -> Counts {
        Text::read(input, MAX_CHARACTERS, Alphabet::Unicode, |text| *text.counts()).unwrap()
    }

    #[test]
    fn classes_are_counted_as_people_count() {
        // (input, characters, graphemes, upper, lower, digits, specials)
        for (input, characters, graphemes, uppercase, lowercase, digits, specials) in [
            ("", 0, 0, 0, 0, 0, 0),
            ("KWpq12!!", 8, 8, 2, 2, 2, 2),
            (" a\t", 3, 3, 0, 1, 0, 0),
            ("\r\n", 2, 1, 0, 0, 0, 0),
            ("££", 2, 2, 0, 0, 0, 2),
            ("”é", 2, 2, 0, 1, 0, 1),
            ("e\u{301}", 2, 1, 0, 1, 0, 0),
            ("É", 1, 1, 1, 0, 0, 0),
            ("👩‍⚕️🇬🇧", 6, 2, 0, 0, 0, 2),
            ("٣½", 2, 2, 0, 0, 1, 0),
            ("ǅ好", 2, 2, 0, 0, 0, 0),
            ("\u{a0}x", 2, 2, 0, 1, 0, 0),
        ] {
            let expected = Counts { characters, graphemes, uppercase, lowercase, digits, specials };
            assert_eq!(counts(input), expected, "{input:?}");
        }
    }

    #[test]
    fn the_ascii_alphabet_counts_ascii_alone() {
        let text = |text: &Text<'_>| *text.counts();
        for input in ["ÉéE٣3£", "E\u{301}e\u{301}E٣3£"] {
            let ascii = Text::read(input, MAX_CHARACTERS, Alphabet::Ascii, text).unwrap();
            assert_eq!((ascii.uppercase, ascii.lowercase, ascii.digits, ascii.specials), (1, 0, 1, 1));
        }
    }

    #[test]
    fn folding_keeps_case_and_place() {
        for (input, folded) in [
            ("Pass", &b"Pass"[..]),
            ("pÀsswörd", b"pAssword"),
            ("pa\u{ad}s\u{200b}s", b"pass"),
            ("e\u{301}", b"e"),
            ("ｗ４＠", b"w4@"),
            ("ﬁß", b"fiss"),
            ("£€", &[POUND, EURO]),
            ("好x", b"\0x"),
        ] {
            Text::read(input, MAX_CHARACTERS, Alphabet::Unicode, |text| {
                assert_eq!(text.folded(), folded, "{input}");
            });
        }
    }

    #[test]
    fn spans_lie_on_character_boundaries() {
        for (input, start, end, expected) in [
            ("password", 0, 4, "pass"),
            ("£pàss£", 1, 5, "pàss"),
            ("xßx", 1, 2, "ß"),
            ("xßx", 2, 4, "ßx"),
            ("a\u{301}b", 0, 1, "a"),
            ("好", 0, 1, "好"),
        ] {
            let span =
                Text::read(input, MAX_CHARACTERS, Alphabet::Unicode, |text| text.span(start, end)).unwrap();
            assert_eq!(&input[span.range()], expected, "{input}");
        }
    }

    #[test]
    fn a_candidate_is_never_cut() {
        let read =
            |input: &str, limit| Text::read(input, limit, Alphabet::Unicode, |text| text.counts().characters);
        let long = "é".repeat(257);
        assert_eq!(read(&long, 256), None);
        assert_eq!(read(&long[2..], 256), Some(256));
        assert_eq!(read(&long[2..], usize::MAX), Some(256));
        assert_eq!(read(&"x".repeat(9), 8), None);
        assert_eq!(read(&"ﬃ".repeat(256), 256), Some(256));
    }

    #[test]
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method is of one lifetime, the closure of any"
    )]
    fn unacceptable_characters_are_placed() {
        for (input, span) in [
            ("KWpq12!\t", Some((7, 8))),
            ("KW\0pq", Some((2, 3))),
            ("£\u{7f}", Some((2, 3))),
            ("a\u{e000}", Some((1, 4))),
            ("a\u{378}", Some((1, 3))),
            ("a\u{200b}£ \u{a0}”", None),
        ] {
            let found =
                Text::read(input, MAX_CHARACTERS, Alphabet::Unicode, |text| text.unacceptable()).unwrap();
            assert_eq!(found, span.map(|(start, end)| Span { start, end }), "{input:?}");
        }
    }
}
