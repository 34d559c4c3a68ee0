//! The keys of a UK and a US keyboard: what lies beside, below and under shift of what.
//!
//! Rows count from the digits down, columns from the left, so that the keys of a column lie under each other the way
//! people move their hands: `1qaz`, `2wsx`. Column 0 is the key left of `1`, which few reach for.

/// The four rows of a keyboard, plain and shifted, each from column 0 on. A character is its number in Unicode, which is
/// below 256 for all of them; a space stands for no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Keyboard([(&'static [u8], &'static [u8]); ROWS]);

/// For each character, by its number, the key that gives it, with or without shift: the row from 1 in the high half, the column
/// in the low half; 0 for no key. What a candidate folds to has the same numbers, also `£`.
pub(crate) type Keys = [u8; 256];

/// Those of the United Kingdom, then those of the United States.
pub(crate) static KEYS: [Keys; 2] = [Keyboard::UNITED_KINGDOM.keys(), Keyboard::UNITED_STATES.keys()];

/// How many rows of keys there are.
pub const ROWS: usize = 4;

impl Keyboard {
    /// The keyboard of the United Kingdom.
    pub const UNITED_KINGDOM: Self = Self([
        (b"`1234567890-=", b"\xAC!\"\xA3$%^&*()_+"),
        (b" qwertyuiop[]", b" QWERTYUIOP{}"),
        (b" asdfghjkl;'#", b" ASDFGHJKL:@~"),
        (b"\\zxcvbnm,./", b"|ZXCVBNM<>?"),
    ]);

    /// The keyboard of the United States.
    pub const UNITED_STATES: Self = Self([
        (b"`1234567890-=", b"~!@#$%^&*()_+"),
        (b" qwertyuiop[]\\", b" QWERTYUIOP{}|"),
        (b" asdfghjkl;'", b" ASDFGHJKL:\""),
        (b" zxcvbnm,./", b" ZXCVBNM<>?"),
    ]);

    #[expect(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "runs when the crate is compiled"
    )]
    const fn keys(&self) -> Keys {
        let mut keys = [0; 256];
        let mut row = 0;
        while row < ROWS {
            let (plain, shifted) = self.0[row];
            let mut column = 0;
            while column < plain.len() {
                if plain[column] != b' ' {
                    let key = ((row as u8 + 1) << 4) | column as u8;
                    keys[plain[column] as usize] = key;
                    keys[shifted[column] as usize] = key;
                }
                column += 1;
            }
            row += 1;
        }
        keys
    }

    /// The character of a key.
    #[must_use]
    pub fn plain(&self, row: usize, column: usize) -> Option<char> {
        let (plain, _) = self.0.get(row)?;
        plain.get(column).map(|key| char::from(*key)).filter(|key| *key != ' ')
    }

    /// The character of a key struck with shift.
    #[must_use]
    pub fn shifted(&self, row: usize, column: usize) -> Option<char> {
        let (_, shifted) = self.0.get(row)?;
        shifted.get(column).map(|key| char::from(*key)).filter(|key| *key != ' ')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_its_key() {
        let cases = [
            ('`', 0x10, 0x10),
            ('1', 0x11, 0x11),
            ('Q', 0x21, 0x21),
            ('£', 0x13, 0),
            ('¬', 0x10, 0),
            ('#', 0x3C, 0x13),
            ('\\', 0x40, 0x2D),
            ('|', 0x40, 0x2D),
            (' ', 0, 0),
            ('é', 0, 0),
        ];
        for (character, british, american) in cases {
            let keys = KEYS.map(|keys| keys[u32::from(character) as usize]);
            assert_eq!(keys, [british, american], "{character}");
        }
    }

    #[test]
    fn every_key_has_two_characters() {
        for keyboard in [Keyboard::UNITED_KINGDOM, Keyboard::UNITED_STATES] {
            for (row, (plain, shifted)) in keyboard.0.iter().enumerate() {
                assert_eq!(plain.len(), shifted.len(), "row {row}");
                for column in 0..plain.len() {
                    let (plain, shifted) = (keyboard.plain(row, column), keyboard.shifted(row, column));
                    assert_eq!(plain.is_some(), shifted.is_some(), "{row} {column}");
                    assert!(plain.is_none() || plain != shifted);
                }
            }
        }
    }
}
