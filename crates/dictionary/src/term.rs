//! Finds one given term in a candidate, in any reading: a user name, a surname, the name of a system.

use crate::Readings;
use crate::work;

/// A term, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermMatch {
    /// Where it begins in the folded candidate.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many of its letters are really there.
    pub real_letters: usize,
    /// Whether any character was read as another letter.
    pub substituted: bool,
}

impl Readings {
    /// The first place, at `from` or after it, where `folded` reads as `term`: letters a to z in lower case, and digits and
    /// symbols, which stand only for themselves. To look for a term written backwards, give it reversed. An empty term is
    /// nowhere.
    #[must_use]
    pub fn find_term(&self, folded: &[u8], term: &[u8], from: usize) -> Option<TermMatch> {
        (from..folded.len()).find_map(|start| self.term_at(folded, term, start))
    }

    /// There is at most one way to read a letter at a place: a table that leaves two open is refused when it is made.
    fn term_at(&self, folded: &[u8], term: &[u8], start: usize) -> Option<TermMatch> {
        let mut found = TermMatch { start, end: start, real_letters: 0, substituted: false };
        for &wanted in term {
            work::count(1);
            let byte = *folded.get(found.end)?;
            if byte.eq_ignore_ascii_case(&wanted) {
                found.real_letters += usize::from(wanted.is_ascii_alphabetic());
                found.end += 1;
                continue;
            }
            let length = if self.reads_as(byte, char::from(wanted)) {
                1
            } else {
                self.spellings(folded.get(found.end..)?).find(|(letter, _)| *letter == wanted)?.1
            };
            found.end += length;
            found.substituted = true;
        }
        (found.end > start).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_in_any_reading() {
        let cases = [
            ("p4t3stu$er#n65", "testuser", Some((2, 10, 6))),
            ("3ge11ng", "egeling", Some((0, 7, 4))),
            ("xxVVinter!", "winter", Some((2, 9, 5))),
            ("Ro55!!KwTz7", "ross", Some((0, 4, 2))),
            ("CheeSe", "cheese", Some((0, 6, 6))),
            ("ab07700", "0770", Some((2, 6, 0))),
            ("johnsmit", "johnsmith", None),
            ("anything", "", None),
            ("", "a", None),
        ];
        for (text, term, expected) in cases {
            let found = Readings::STANDARD.find_term(text.as_bytes(), term.as_bytes(), 0);
            assert_eq!(found.map(|found| (found.start, found.end, found.real_letters)), expected, "{term:?}");
        }
        let second = Readings::STANDARD.find_term(b"anna4nna", b"anna", 1);
        assert_eq!(second, Some(TermMatch { start: 4, end: 8, real_letters: 3, substituted: true }));
        assert_eq!(Readings::PLAIN.find_term(b"4nna", b"anna", 0), None);
    }
}
