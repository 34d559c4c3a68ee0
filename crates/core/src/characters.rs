//! A set of characters, written as Apple's `passwordrules` language writes one: class names and sets in brackets between
//! commas, such as `upper, digit, [-_.]`. It is plain data, so that a policy can be a constant.

use core::fmt;

/// The most characters outside ASCII that one set can name.
const MOST_OTHERS: usize = 16;

/// A set of characters: any of ASCII, and up to 16 others, or every character there is.
///
/// ```
/// use keyward_core::Characters;
/// let set = Characters::parse("upper, [-_£]")?;
/// assert!(set.contains('Q') && set.contains('£') && !set.contains('q'));
/// assert_eq!(set.to_string(), "upper, [-_£]");
/// # Ok::<(), keyward_core::CharactersError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Characters {
    /// A bit for each character of ASCII.
    ascii: u128,
    /// The others in ascending order, then NUL.
    others: [char; MOST_OTHERS],
    /// Whether it has all that is not ASCII.
    unicode: bool,
}

/// Why a text is no set of characters: what is wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharactersError {
    place: usize,
    kind: Mistake,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    Class,
    Open,
    Empty,
    Hyphen,
    TooMany,
    Rest,
}

impl CharactersError {
    /// The byte of the text at which it goes wrong.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.place
    }
}

impl fmt::Display for CharactersError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            Mistake::Class => {
                "a class must stand here: upper, lower, digit, special, ascii-printable, unicode or a set such as [-_.]"
            }
            Mistake::Open => "a set of characters begins here and does not end with ]",
            Mistake::Empty => "a set must have at least one character",
            Mistake::Hyphen => "a hyphen must be the first character of its set, as in [-_.]",
            Mistake::TooMany => "a set can name no more than 16 characters outside ASCII",
            Mistake::Rest => "a comma must stand between two classes",
        })
    }
}

impl core::error::Error for CharactersError {}

/// The classes that have a name, each with its bits. `special` is every printable character of ASCII that is no letter and
/// no digit, and so has the space.
const CLASSES: [(&str, u128); 5] = [
    ("upper", range(b'A', b'Z')),
    ("lower", range(b'a', b'z')),
    ("digit", range(b'0', b'9')),
    ("special", range(b' ', b'~') & !range(b'A', b'Z') & !range(b'a', b'z') & !range(b'0', b'9')),
    ("ascii-printable", range(b' ', b'~')),
];
const UNICODE: &str = "unicode";

const fn range(first: u8, last: u8) -> u128 {
    (u128::MAX >> (127 - last)) & (u128::MAX << first)
}

impl Characters {
    /// The names of the classes.
    pub const CLASS_NAMES: [&'static str; 6] =
        ["upper", "lower", "digit", "special", "ascii-printable", UNICODE];

    /// No character.
    pub const NONE: Self = Self { ascii: 0, others: ['\0'; MOST_OTHERS], unicode: false };
    /// Every character.
    pub const ALL: Self = Self { ascii: u128::MAX, others: ['\0'; MOST_OTHERS], unicode: true };

    /// Reads a set: `upper, [-_.]`. Case does not matter in the names, nor space between classes; a text with nothing in it
    /// is [`Characters::NONE`].
    ///
    /// # Errors
    ///
    /// If the text is not in the language, or names more characters outside ASCII than a set can hold.
    pub fn parse(text: &str) -> Result<Self, CharactersError> {
        let (set, rest) = Self::read(text)?;
        if rest.is_empty() {
            Ok(set)
        } else {
            Err(CharactersError { place: text.len() - rest.len(), kind: Mistake::Rest })
        }
    }

    /// [`Characters::parse`] of the beginning of a text: the set, and what stands behind it.
    ///
    /// # Errors
    ///
    /// The same.
    pub fn read(text: &str) -> Result<(Self, &str), CharactersError> {
        let mut all = Self::NONE;
        let mut rest = text.trim_ascii_start();
        if rest.is_empty() {
            return Ok((all, rest));
        }
        loop {
            let error = |kind| CharactersError { place: text.len() - rest.len(), kind };
            rest = if let Some(inside) = rest.strip_prefix('[') {
                let end = inside.find(']').ok_or_else(|| error(Mistake::Open))?;
                // `]` itself may be the last character of a set.
                let end = end + usize::from(inside.get(end + 1..).is_some_and(|rest| rest.starts_with(']')));
                let (set, rest) = inside.split_at_checked(end).unwrap_or((inside, ""));
                if set.is_empty() {
                    return Err(error(Mistake::Empty));
                }
                for (place, character) in set.char_indices() {
                    let mistake = |kind| CharactersError { place: text.len() - inside.len() + place, kind };
                    if character == '-' && place > 0 {
                        return Err(mistake(Mistake::Hyphen));
                    }
                    all.insert(character).map_err(|()| mistake(Mistake::TooMany))?;
                }
                rest.strip_prefix(']').unwrap_or(rest)
            } else {
                let end = rest.bytes().position(|byte| !(byte.is_ascii_alphabetic() || byte == b'-'));
                let (name, after) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""));
                if name.eq_ignore_ascii_case(UNICODE) {
                    all = Self::ALL;
                } else {
                    let class = CLASSES.into_iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
                    all.ascii |= class.ok_or_else(|| error(Mistake::Class))?.1;
                }
                after
            };
            rest = rest.trim_ascii_start();
            match rest.strip_prefix(',') {
                Some(next) => rest = next.trim_ascii_start(),
                None => return Ok((all, rest)),
            }
        }
    }

    fn insert(&mut self, character: char) -> Result<(), ()> {
        if character.is_ascii() {
            self.ascii |= 1 << u32::from(character);
        } else if !self.unicode && !self.others.contains(&character) {
            // The last place is free as long as there is room at all.
            let last = self.others.last_mut().filter(|last| **last == '\0').ok_or(())?;
            *last = character;
            self.others
                .sort_unstable_by_key(|character| if *character == '\0' { char::MAX } else { *character });
        }
        Ok(())
    }

    /// Adds every character of another set; those outside ASCII as long as there is room.
    pub fn extend(&mut self, other: &Self) {
        self.ascii |= other.ascii;
        if other.unicode {
            *self = Self::ALL;
        }
        for character in other.others.into_iter().take_while(|character| *character != '\0') {
            if self.insert(character).is_err() {
                return;
            }
        }
    }

    /// The set without the characters of another; beyond ASCII only where the two name them.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut left = Self { ascii: self.ascii & !other.ascii, unicode: self.unicode, ..Self::NONE };
        for character in
            self.others.into_iter().filter(|character| *character != '\0' && !other.contains(*character))
        {
            // There is room: the set itself had them.
            let _ = left.insert(character);
        }
        left
    }

    /// The characters beyond ASCII that the set names, in ascending order.
    pub fn beyond_ascii(&self) -> impl Iterator<Item = char> {
        self.others.into_iter().take_while(|character| *character != '\0')
    }

    /// Whether a character is in the set.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        if character.is_ascii() {
            self.ascii >> u32::from(character) & 1 == 1
        } else {
            self.unicode || self.others.contains(&character)
        }
    }

    /// Whether the set has no character.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::NONE
    }

    /// Whether the set has every character.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::ALL
    }

    /// The printable characters of ASCII that are in the set.
    pub fn printable(&self) -> impl Iterator<Item = char> {
        let Self { ascii, .. } = *self;
        (' '..='~').filter(move |character| ascii >> u32::from(*character) & 1 == 1)
    }
}

impl fmt::Debug for Characters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Characters({self})")
    }
}

/// The set in the language it is read from.
impl fmt::Display for Characters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        if self.is_all() {
            return formatter.write_str(UNICODE);
        }
        let mut left = self.ascii & CLASSES.last().map_or(0, |(_, printable)| *printable);
        let mut comma = "";
        // The largest class first: where all are there, one name says so.
        for (name, class) in CLASSES.into_iter().rev().take(1).chain(CLASSES) {
            if left & class == class {
                write!(formatter, "{comma}{name}")?;
                comma = ", ";
                left &= !class;
            }
        }
        if left == 0 && self.others == Self::NONE.others {
            return Ok(());
        }
        let is_left = |character: char| left >> u32::from(character) & 1 == 1;
        write!(formatter, "{comma}[")?;
        if is_left('-') {
            formatter.write_char('-')?;
        }
        (' '..='~')
            .filter(|character| is_left(*character) && !matches!(character, '-' | ']'))
            .try_for_each(|character| formatter.write_char(character))?;
        self.others
            .iter()
            .take_while(|character| **character != '\0')
            .try_for_each(|character| formatter.write_char(*character))?;
        formatter.write_str(if is_left(']') { "]]" } else { "]" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn sets_are_read_and_written() {
        for (text, written) in [
            ("", ""),
            (" upper,lower ,  DIGIT", "upper, lower, digit"),
            ("special, upper, lower, digit", "ascii-printable"),
            ("upper, unicode", "unicode"),
            ("[a-]", "-"),
            ("[abc]]", "[abc]]"),
            ("[-]", "[-]"),
            ("[]]", "[]]"),
            ("[-é£!]", "[-!£é]"),
            ("[ !]", "[ !]"),
            ("[ABCDEFGHIJKLMNOPQRSTUVWXYZx]", "upper, [x]"),
            ("digit, [!], [#]", "digit, [!#]"),
        ] {
            match Characters::parse(text) {
                Ok(set) => {
                    assert_eq!(set.to_string(), written);
                    assert_eq!(Characters::parse(written), Ok(set));
                }
                Err(error) => assert_eq!((error.kind, written), (Mistake::Hyphen, "-"), "{text}"),
            }
        }
    }

    #[test]
    fn mistakes_have_their_place() {
        for (text, place, kind) in [
            ("uper", 0, Mistake::Class),
            ("upper, ", 7, Mistake::Class),
            ("upper lower", 6, Mistake::Rest),
            ("upper, [abc", 7, Mistake::Open),
            ("[]", 0, Mistake::Empty),
            ("[a-z]", 2, Mistake::Hyphen),
            ("[£a-]", 4, Mistake::Hyphen),
            ("[àáâãäåæçèéêëìíîïð]", 33, Mistake::TooMany),
        ] {
            assert_eq!(Characters::parse(text), Err(CharactersError { place, kind }), "{text}");
        }
    }

    #[test]
    fn a_set_has_what_it_names() {
        let set = Characters::parse("digit, [-_£]").unwrap();
        for (character, is_in) in
            [('0', true), ('9', true), ('-', true), ('£', true), ('a', false), ('é', false), ('\0', false)]
        {
            assert_eq!(set.contains(character), is_in, "{character:?}");
        }
        assert!(
            Characters::ALL.contains('田') && !Characters::parse("ascii-printable").unwrap().contains('é')
        );
        assert_eq!(set.printable().collect::<std::string::String>(), "-0123456789_");
    }
}
