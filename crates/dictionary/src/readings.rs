//! `Readings` is the table of what symbols may stand for: `@` for a, `1` for i or l, `vv` for w. A reading of a candidate
//! takes one letter for each item or spelling; the matcher looks at all of them at once, and never writes one out.

#[cfg(feature = "alloc")]
use alloc::{string::String, vec::Vec};
use core::fmt;

use crate::alphabet::{CLASSES, CODES, EURO, NO_CODE, POUND, at};

/// The most letters that one character may stand for, itself included. Each step of a walk takes at most this many ways, all
/// of which end inside one dictionary's entries: with every symbol a joker they would no longer be few.
pub const MAX_LETTERS: u32 = 4;
/// The most spellings of several characters.
pub const MAX_SPELLINGS: usize = 16;
/// The most characters in a spelling.
pub const MAX_SPELLING: usize = 4;

/// The bits of a set of codes that are letters.
const LETTERS: u64 = (1 << 26) - 1;

/// What a scan wants to know of a byte, a bit each. The bits are [`FLAG_WIDTH`] apart: shifting the flags of one item after the other
/// into a word collects what so many items in a row have of each, side by side.
pub(crate) struct ScanFlags;

impl ScanFlags {
    /// It stands for a letter.
    const LETTER: u64 = 1;
    /// It may begin a spelling of several characters.
    const FIRST: u64 = Self::LETTER << FLAG_WIDTH;
    /// It may be the second character of one.
    const SECOND: u64 = Self::FIRST << FLAG_WIDTH;

    /// The items that stand for letters, of the flags of fewer than [`FLAG_WIDTH`] items; bit 0 is the last one's.
    #[inline]
    pub(crate) const fn letters(flags: u64) -> u64 {
        flags & (Self::FIRST - 1)
    }

    /// The items that may be second in a spelling, with one before them that may begin it.
    #[inline]
    pub(crate) const fn digraphs(flags: u64) -> u64 {
        Self::letters(flags >> (FLAG_WIDTH + 1) & flags >> (2 * FLAG_WIDTH))
    }
}

/// Fewer items than this have room for their flags in one word.
pub(crate) const FLAG_WIDTH: usize = 21;

/// The spellings of several characters that a byte may begin, and those that it may be the second character of: a bit for
/// each, or for several.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Digraphs {
    begins: u8,
    second: u8,
}

/// Several characters that stand for one letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spelling {
    bytes: [u8; MAX_SPELLING],
    len: u8,
    pub(crate) letter: u8,
}

impl Spelling {
    pub(crate) const fn len(self) -> usize {
        self.len as usize
    }

    pub(crate) fn begins(self, text: &[u8]) -> bool {
        let bytes = self.bytes.get(..self.len()).unwrap_or_default();
        text.get(..self.len()).is_some_and(|start| start.eq_ignore_ascii_case(bytes))
    }
}

/// The two tables that everyone uses are compiled in once; whoever names them borrows them.
static PLAIN: Readings = Readings::plain();
static STANDARD: Readings = Readings::standard();

/// What each character of a candidate may stand for: a compiled table of 4.6 KB, made once and then borrowed.
#[derive(Clone, PartialEq, Eq)]
pub struct Readings {
    /// The codes that each byte may be: the letters it stands for, and itself.
    pub(crate) codes: [u64; 256],
    /// What a scan wants to know of each byte.
    pub(crate) flags: [u64; 256],
    digraphs: [Digraphs; 256],
    /// Whether some byte stands for letters of other classes than its own.
    pub(crate) cross_class: bool,
    /// Whether letters stand for themselves alone.
    pub(crate) letters_are_plain: bool,
    spellings: [Spelling; MAX_SPELLINGS],
    spelling_count: usize,
}

/// Why a table of readings cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadingsError {
    /// The spelling is empty or longer than [`MAX_SPELLING`] characters.
    Length,
    /// A spelling holds a character that is neither visible ASCII nor `€` nor `£`.
    Character,
    /// The letter is not one of a to z.
    Letter,
    /// A character would stand for more than [`MAX_LETTERS`] letters.
    TooManyLetters,
    /// There are more than [`MAX_SPELLINGS`] spellings of several characters.
    TooManySpellings,
    /// A spelling begins with another one, or with a character, for the same letter.
    Overlap,
}

impl fmt::Display for ReadingsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Length => "a spelling must have 1 to 4 characters",
            Self::Character => "a spelling may only hold visible ASCII characters, € and £",
            Self::Letter => "a reading must be a letter from a to z",
            Self::TooManyLetters => "a character may stand for 4 letters at most",
            Self::TooManySpellings => "there may be 16 spellings of several characters at most",
            Self::Overlap => "a spelling begins with a shorter one of the same letter",
        })
    }
}

impl core::error::Error for ReadingsError {}

impl Readings {
    /// Every letter stands for itself, and nothing else for a letter.
    pub const PLAIN: &Self = &PLAIN;

    /// The common substitutions.
    pub const STANDARD: &Self = &STANDARD;

    #[expect(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "worked out by the compiler"
    )]
    const fn plain() -> Self {
        let mut codes = [0; 256];
        let mut flags = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let code = at(&CODES, byte as u8);
            if code != NO_CODE {
                codes[byte] = 1 << code;
            }
            if codes[byte] & LETTERS != 0 {
                flags[byte] = ScanFlags::LETTER;
            }
            byte += 1;
        }
        let nothing = Spelling { bytes: [0; MAX_SPELLING], len: 0, letter: 0 };
        Self {
            codes,
            flags,
            digraphs: [Digraphs { begins: 0, second: 0 }; 256],
            cross_class: false,
            letters_are_plain: true,
            spellings: [nothing; MAX_SPELLINGS],
            spelling_count: 0,
        }
    }

    #[expect(clippy::indexing_slicing, reason = "worked out by the compiler")]
    const fn standard() -> Self {
        let table: [(&[u8], u8); 31] = [
            (b"4", b'a'),
            (b"@", b'a'),
            (b"8", b'b'),
            (b"6", b'b'),
            (b"(", b'c'),
            (b"3", b'e'),
            (&[EURO], b'e'),
            (b"9", b'g'),
            (b"6", b'g'),
            (b"1", b'i'),
            (b"!", b'i'),
            (b"|", b'i'),
            (b"1", b'l'),
            (b"|", b'l'),
            (b"7", b'l'),
            (&[POUND], b'l'),
            (b"0", b'o'),
            (b"5", b's'),
            (b"$", b's'),
            (b"7", b't'),
            (b"+", b't'),
            (b"2", b'z'),
            (b"vv", b'w'),
            (b"uu", b'w'),
            (b"()", b'o'),
            (b"|)", b'd'),
            (b"|-|", b'h'),
            (b"|<", b'k'),
            (b"/\\/\\", b'm'),
            (b"|_|", b'u'),
            (b"ph", b'f'),
        ];
        let mut readings = Self::plain();
        let mut row = 0;
        while row < table.len() {
            assert!(readings.add(table[row].0, table[row].1).is_ok());
            row += 1;
        }
        readings
    }

    /// A table of one's own: each row a spelling of one to four characters, and the letter it stands for.
    ///
    /// ```
    /// use keyward_dictionary::{Readings, ReadingsError};
    ///
    /// let readings = Readings::new(&[("4", 'a'), ("%", 'x'), ("\\/", 'v')])?;
    /// assert!(readings.reads_as(b'%', 'x'));
    /// let joker = [("*", 'a'), ("*", 'e'), ("*", 'i'), ("*", 'o'), ("*", 'u')];
    /// assert_eq!(Readings::new(&joker), Err(ReadingsError::TooManyLetters));
    /// # Ok::<(), ReadingsError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If a row has no meaning, or the table as a whole would leave so much open that a search could not be kept linear.
    pub fn new(table: &[(&str, char)]) -> Result<Self, ReadingsError> {
        let mut readings = Self::plain();
        for &(spelling, letter) in table {
            let letter = u8::try_from(letter).map_err(|_| ReadingsError::Letter)?;
            let mut bytes = [0; MAX_SPELLING];
            let mut len = 0;
            for character in spelling.chars() {
                *bytes.get_mut(len).ok_or(ReadingsError::Length)? = match character {
                    '!'..='~' => u8::try_from(character).map_err(|_| ReadingsError::Character)?,
                    '€' => EURO,
                    '£' => POUND,
                    _ => return Err(ReadingsError::Character),
                };
                len += 1;
            }
            readings.add(bytes.get(..len).unwrap_or_default(), letter.to_ascii_lowercase())?;
        }
        Ok(readings)
    }

    #[expect(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "tables of 256 looked up by bytes; lengths are checked first"
    )]
    const fn add(&mut self, spelling: &[u8], letter: u8) -> Result<(), ReadingsError> {
        if !letter.is_ascii_lowercase() {
            return Err(ReadingsError::Letter);
        }
        match spelling {
            [byte] => {
                self.add_byte(byte.to_ascii_lowercase(), letter);
                self.add_byte(byte.to_ascii_uppercase(), letter);
                if self.letters(*byte).count_ones() > MAX_LETTERS {
                    return Err(ReadingsError::TooManyLetters);
                }
            }
            [first, second, ..] if spelling.len() <= MAX_SPELLING => {
                if self.spelling_count == MAX_SPELLINGS {
                    return Err(ReadingsError::TooManySpellings);
                }
                let bit = 1 << (self.spelling_count % 8);
                self.add_digraph(first.to_ascii_lowercase(), second.to_ascii_lowercase(), bit);
                self.add_digraph(first.to_ascii_uppercase(), second.to_ascii_uppercase(), bit);
                let mut bytes = [0; MAX_SPELLING];
                let mut index = 0;
                while index < spelling.len() {
                    bytes[index] = spelling[index].to_ascii_lowercase();
                    index += 1;
                }
                self.spellings[self.spelling_count] = Spelling { bytes, len: spelling.len() as u8, letter };
                self.spelling_count += 1;
            }
            _ => return Err(ReadingsError::Length),
        }
        if self.overlaps() { Err(ReadingsError::Overlap) } else { Ok(()) }
    }

    #[expect(clippy::indexing_slicing, reason = "tables of 256 looked up by bytes")]
    const fn add_byte(&mut self, byte: u8, letter: u8) {
        self.codes[byte as usize] |= 1 << (letter - b'a');
        self.flags[byte as usize] |= ScanFlags::LETTER;
        self.letters_are_plain &= !byte.is_ascii_alphabetic();
        self.cross_class |= at(&CLASSES, byte) != at(&CLASSES, letter);
    }

    #[expect(clippy::indexing_slicing, reason = "tables of 256 looked up by bytes")]
    const fn add_digraph(&mut self, first: u8, second: u8, bit: u8) {
        self.flags[first as usize] |= ScanFlags::FIRST;
        self.flags[second as usize] |= ScanFlags::SECOND;
        self.digraphs[first as usize].begins |= bit;
        self.digraphs[second as usize].second |= bit;
    }

    /// Whether some letter can be spelled in two ways from the same index.
    #[expect(clippy::indexing_slicing, reason = "counted places")]
    const fn overlaps(&self) -> bool {
        let mut a = 0;
        while a < self.spelling_count {
            let spelling = self.spellings[a];
            if self.letters(spelling.bytes[0]) >> (spelling.letter - b'a') & 1 == 1 {
                return true;
            }
            let mut b = 0;
            while b < self.spelling_count {
                let other = self.spellings[b];
                let mut index = 0;
                while index < other.len as usize
                    && index < spelling.len as usize
                    && other.bytes[index] == spelling.bytes[index]
                {
                    index += 1;
                }
                if a != b && other.letter == spelling.letter && index == other.len as usize {
                    return true;
                }
                b += 1;
            }
            a += 1;
        }
        false
    }

    /// The rows that [`Readings::new`] makes this table of, in one order whatever order they were given in.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn rows(&self) -> Vec<(String, char)> {
        let mut rows = Vec::new();
        self.each_row(|spelling, letter| {
            let character = |byte: &u8| match *byte {
                EURO => '€',
                byte => char::from(byte),
            };
            rows.push((spelling.iter().map(character).collect(), letter));
        });
        rows.sort_unstable();
        rows
    }

    /// What is written and the letter it stands for.
    fn each_row(&self, mut see: impl FnMut(&[u8], char)) {
        for byte in (0..=255_u8).filter(|byte| !byte.is_ascii_uppercase()) {
            for letter in ('a'..='z').filter(|letter| *letter != char::from(byte)) {
                if self.reads_as(byte, letter) {
                    see(&[byte], letter);
                }
            }
        }
        for spelling in self.spellings.get(..self.spelling_count).unwrap_or_default() {
            see(spelling.bytes.get(..spelling.len()).unwrap_or_default(), char::from(spelling.letter));
        }
    }

    /// Whether a byte of a folded candidate may stand for `letter` (a to z).
    #[must_use]
    pub fn reads_as(&self, byte: u8, letter: char) -> bool {
        letter.is_ascii_lowercase() && self.letters(byte) >> (u32::from(letter) - u32::from('a')) & 1 == 1
    }

    /// The letters that a byte of a folded candidate may stand for; bit 0 is a.
    #[must_use]
    pub const fn letters(&self, byte: u8) -> u32 {
        (at(&self.codes, byte) & LETTERS) as u32
    }

    /// The spellings of several characters that `text` begins with: for each its letter and how many bytes it takes.
    #[inline]
    pub fn spellings(&self, text: &[u8]) -> impl Iterator<Item = (u8, usize)> {
        let may_begin = match text {
            [first, second, ..] => self.digraphs_at(*first, *second),
            _ => 0,
        };
        let count = if may_begin == 0 { 0 } else { self.spelling_count };
        let spellings = self.spellings.get(..count).unwrap_or_default().iter().enumerate();
        spellings
            .filter(move |(index, spelling)| may_begin >> (index % 8) & 1 == 1 && spelling.begins(text))
            .map(|(_, spelling)| (spelling.letter, spelling.len()))
    }

    /// The spellings that two neighbours may begin.
    #[inline]
    const fn digraphs_at(&self, before: u8, byte: u8) -> u8 {
        at(&self.digraphs, before).begins & at(&self.digraphs, byte).second
    }

    /// Whether two neighbours may begin a spelling.
    #[inline]
    pub(crate) const fn is_digraph(&self, before: u8, byte: u8) -> bool {
        self.digraphs_at(before, byte) != 0
    }

    /// Whether a spelling of several characters may begin anywhere.
    #[must_use]
    pub fn has_digraph(&self, text: &[u8]) -> bool {
        text.windows(2).any(|pair| matches!(*pair, [before, byte] if self.is_digraph(before, byte)))
    }

    /// Whether a byte stands for letters of other classes than its own.
    pub(crate) fn is_cross_class(&self, byte: u8) -> bool {
        let other = |letter: &u8| at(&CLASSES, *letter) != at(&CLASSES, byte);
        self.cross_class && (b'a'..=b'z').filter(other).any(|letter| self.reads_as(byte, char::from(letter)))
    }
}

impl fmt::Debug for Readings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = out.debug_map();
        self.each_row(|spelling, letter| {
            map.entry(&spelling, &letter);
        });
        map.finish()
    }
}
