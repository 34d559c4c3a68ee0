//! The keys of a UK and a US keyboard: what lies beside, below and under shift of what.
//!
//! Rows count from the digits down, columns from the left, so that the keys of a column lie under each other the way
//! people move their hands: `1qaz`, `2wsx`. Column 0 is the key left of `1`, which few reach for.

/// The four rows of a keyboard, plain and shifted, each from column 0 on. A character is its number in Unicode, which is
/// below 256 for all of them; a space stands for no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyboard([(&'static [u8], &'static [u8]); ROWS]);

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

    /// Every row, plain and shifted, from column 0 on.
    ///
    /// ```
    /// use keyward_core::keyboard::Keyboard;
    /// let [(digits, shifted), ..] = Keyboard::UNITED_KINGDOM.rows();
    /// assert_eq!((char::from(digits[3]), char::from(shifted[3])), ('3', '£'));
    /// ```
    #[must_use]
    pub const fn rows(&self) -> &[(&'static [u8], &'static [u8]); ROWS] {
        &self.0
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
    fn every_key_has_two_characters() {
        for keyboard in [Keyboard::UNITED_KINGDOM, Keyboard::UNITED_STATES] {
            for (row, (plain, shifted)) in keyboard.rows().iter().enumerate() {
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
