//! A password as the comparison sees it: folded characters in a fixed buffer that is wiped when it goes.
//!
//! [`Units`] holds up to [`LIMIT`] [`Unit`]s. Accents are taken off, and marks passed over, so that composed and
//! decomposed text fold to the same units; what has no reading in Latin letters stays what it is, in lower
//! case.

use zeroize::{DefaultIsZeroes, Zeroize};

use crate::character::{Kind, fold, kind, lower};
use crate::policy::MAX_CHARACTERS;
use keyward_dictionary::{EURO, POUND, Readings};

/// The most units that are compared one by one: one for each character of the longest password a policy takes.
pub(super) const LIMIT: usize = MAX_CHARACTERS;

/// What a character is to someone who varies a password.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Sort {
    /// Neither letter nor digit: also a space.
    #[default]
    Symbol,
    Letter,
    Digit,
}

/// One character: folded, with the letters it can stand for.
#[derive(Clone, Copy, Default)]
pub(super) struct Unit {
    pub(super) folded: char,
    /// One bit for each letter a to z that the character can be read as.
    readings: u32,
    pub(super) sort: Sort,
}

impl DefaultIsZeroes for Unit {}

impl Unit {
    /// What a character is read as: several letters for some, or the first of them alone unless `spelled`; nothing for a mark,
    /// itself where there is no reading.
    fn all_of(character: char, spelled: bool) -> impl Iterator<Item = Self> {
        let most = if spelled { usize::MAX } else { 1 };
        fold(character).take(most).map(move |byte| match byte {
            0 => Unit::unread(character),
            _ => Unit::read(byte.to_ascii_lowercase()),
        })
    }

    fn read(folded: u8) -> Self {
        let sort = match folded {
            b'a'..=b'z' => Sort::Letter,
            b'0'..=b'9' => Sort::Digit,
            _ => Sort::Symbol,
        };
        Unit { folded: folded.into(), readings: Readings::STANDARD.letters(folded), sort }
    }

    fn unread(character: char) -> Self {
        let sort = match kind(character) {
            Kind::Upper | Kind::Lower | Kind::OtherLetter | Kind::OtherNumber => Sort::Letter,
            Kind::Digit => Sort::Digit,
            _ => Sort::Symbol,
        };
        let readings = match character {
            '€' => Readings::STANDARD.letters(EURO),
            '£' => Readings::STANDARD.letters(POUND),
            _ => 0,
        };
        Unit { folded: lower(character), readings, sort }
    }

    /// Whether the two are the same character but for case and accents.
    pub(super) fn same(self, other: Self) -> bool {
        self.folded == other.folded
    }

    /// Whether the two are the same or can be read as the same letter: `a`, `@` and `4`.
    pub(super) fn alike(self, other: Self) -> bool {
        self.folded == other.folded || self.readings & other.readings != 0
    }

    pub(super) fn is_letter(self) -> bool {
        self.sort == Sort::Letter
    }

    pub(super) fn is_digit(self) -> bool {
        self.sort == Sort::Digit
    }

    pub(super) fn is_symbol(self) -> bool {
        self.sort == Sort::Symbol
    }
}

/// The folded characters of one password.
pub(super) struct Units {
    units: [Unit; LIMIT],
    length: usize,
}

impl Units {
    pub(super) fn new() -> Self {
        Units { units: [Unit { folded: '\0', readings: 0, sort: Sort::Symbol }; LIMIT], length: 0 }
    }

    /// Takes in `text` alone; false when it has more than [`LIMIT`] units. In place, so that no copy is left behind.
    pub(super) fn read(&mut self, text: &str, spelled: bool) -> bool {
        self.wipe();
        for unit in text.chars().flat_map(|character| Unit::all_of(character, spelled)) {
            let Some(place) = self.units.get_mut(self.length) else { return false };
            *place = unit;
            self.length += 1;
        }
        true
    }

    pub(super) fn as_slice(&self) -> &[Unit] {
        self.units.get(..self.length).unwrap_or_default()
    }

    fn wipe(&mut self) {
        if let Some(used) = self.units.get_mut(..self.length) {
            used.zeroize();
        }
        self.length = 0;
    }
}

impl Drop for Units {
    fn drop(&mut self) {
        self.wipe();
    }
}

#[cfg(test)]
pub(super) mod tests {
    extern crate std;
    use super::{LIMIT, Sort, Unit, Units};
    use std::vec::Vec;

    /// The units of `text`, for the tests of this module's neighbours.
    pub(in crate::recycled) fn units(text: &str) -> Vec<Unit> {
        text.chars().flat_map(|character| Unit::all_of(character, true)).collect()
    }

    #[test]
    fn takes_as_many_characters_as_the_limit_and_no_more() {
        for (count, fits) in [(0, true), (LIMIT, true), (LIMIT + 1, false)] {
            let mut units = Units::new();
            assert_eq!(units.read(&"é".repeat(count), true), fits, "{count}");
            assert_eq!(units.as_slice().len(), count.min(LIMIT));
            assert_eq!(units.read(&"ß".repeat(count), false), fits, "{count}");
            assert_eq!(units.as_slice().len(), count.min(LIMIT));
        }
    }

    fn unit(character: char) -> Unit {
        Unit::all_of(character, true).next().unwrap()
    }

    #[test]
    fn sorts_what_is_read_and_what_is_not() {
        let cases = [("aÉжあ漢½", Sort::Letter), ("7٤", Sort::Digit), ("! £€”😀\u{1}", Sort::Symbol)];
        for (characters, expected) in cases {
            for character in characters.chars() {
                assert!(unit(character).sort == expected, "{character}");
            }
        }
        // What cannot be read is not all the same.
        assert!(!unit('漢').alike(unit('字')));
    }

    #[test]
    fn alike_is_the_same_or_the_same_letter() {
        let cases = [
            ('a', 'A', true),
            ('a', '@', true),
            ('4', '@', true),
            ('l', '1', true),
            ('i', '1', true),
            ('i', 'l', false),
            ('É', '€', true),
            ('l', '£', true),
            ('a', 'b', false),
            ('#', '#', true),
            ('#', '%', false),
        ];
        for (left, right, expected) in cases {
            let (of_left, of_right) = (unit(left), unit(right));
            assert_eq!(of_left.alike(of_right), expected, "{left} {right}");
            assert_eq!(of_right.alike(of_left), expected, "{right} {left}");
        }
    }
}
