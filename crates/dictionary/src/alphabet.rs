//! The alphabet of dictionary entries and its classes: what the blob format takes for granted.
//!
//! An entry is spelled with [`Code`]s: 26 letters, and 32 digits and symbols for password lists. Every byte of a candidate
//! has one *class*, and so has every code; bytes that can be read alike share a class. `1` may stand for i or l and `7` for
//! l or t, so i, l and t are one class, and so are b and g, because of `6`. A candidate thus has exactly one string of
//! classes, however many readings it has, and one look into a filter keyed by classes answers for all of them.
//! Changing anything here changes what old blobs mean: it needs a new format version.
#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "tables that the compiler works out"
)]

/// The folded byte for `€`, as in Windows-1252.
pub const EURO: u8 = 0x80;
/// The folded byte for `£`, as in Windows-1252 and Latin-1.
pub const POUND: u8 = 0xA3;

/// The number of an entry's character: 0..26 for letters, 32.. for [`SYMBOLS`].
pub(crate) type Code = u8;

/// The characters other than letters that an entry may hold, in the order of their codes.
pub(crate) const SYMBOLS: &[u8; 32] = b"0123456789!#$%&'()*+,-./:;=?@_^~";

/// The code of the first symbol.
pub(crate) const FIRST_SYMBOL: Code = 32;

/// No code: the byte occurs in no entry.
pub(crate) const NO_CODE: Code = 255;

/// The class of bytes that no entry holds and that stand for no letter.
pub(crate) const NO_CLASS: u8 = 31;

/// Bits of a class.
pub(crate) const CLASS_BITS: u32 = 5;

/// The class of each letter.
const LETTER_CLASSES: [u8; 26] = {
    let alike: [&[u8]; 23] = [
        b"a", b"bg", b"c", b"d", b"e", b"f", b"h", b"ilt", b"j", b"k", b"m", b"n", b"o", b"p", b"q", b"r",
        b"s", b"u", b"v", b"w", b"x", b"y", b"z",
    ];
    let mut classes = [NO_CLASS; 26];
    let mut class = 0;
    while class < alike.len() {
        let mut place = 0;
        while place < alike[class].len() {
            classes[(alike[class][place] - b'a') as usize] = class as u8;
            place += 1;
        }
        class += 1;
    }
    classes
};

/// What symbols are commonly read as; they take the class of that letter.
const LOOK_ALIKES: &[(u8, u8); 19] = &[
    (b'0', b'o'),
    (b'1', b'i'),
    (b'2', b'z'),
    (b'3', b'e'),
    (b'4', b'a'),
    (b'5', b's'),
    (b'6', b'b'),
    (b'7', b't'),
    (b'8', b'b'),
    (b'9', b'g'),
    (b'!', b'i'),
    (b'$', b's'),
    (b'@', b'a'),
    (b'(', b'c'),
    (b'+', b't'),
    (b'|', b'i'),
    (EURO, b'e'),
    (POUND, b'l'),
    (b'#', b'h'),
];

/// The code of each byte, letters of either case alike.
pub(crate) const CODES: [Code; 256] = {
    let mut codes = [NO_CODE; 256];
    let mut letter = 0;
    while letter < 26 {
        codes[b'a' as usize + letter] = letter as u8;
        codes[b'A' as usize + letter] = letter as u8;
        letter += 1;
    }
    let mut symbol = 0;
    while symbol < SYMBOLS.len() {
        codes[SYMBOLS[symbol] as usize] = FIRST_SYMBOL + symbol as u8;
        symbol += 1;
    }
    codes
};

/// The class of each byte.
pub(crate) const CLASSES: [u8; 256] = {
    let mut classes = [NO_CLASS; 256];
    let mut symbol = 0;
    while symbol < SYMBOLS.len() {
        classes[SYMBOLS[symbol] as usize] = match SYMBOLS[symbol] {
            b'.' => 23,
            b'_' => 24,
            b'-' => 25,
            _ => 26,
        };
        symbol += 1;
    }
    let mut pair = 0;
    while pair < LOOK_ALIKES.len() {
        classes[LOOK_ALIKES[pair].0 as usize] = LETTER_CLASSES[(LOOK_ALIKES[pair].1 - b'a') as usize];
        pair += 1;
    }
    let mut letter = 0;
    while letter < 26 {
        classes[b'a' as usize + letter] = LETTER_CLASSES[letter];
        classes[b'A' as usize + letter] = LETTER_CLASSES[letter];
        letter += 1;
    }
    classes
};

/// The codes of each class.
pub(crate) const CODES_OF_CLASS: [u64; 32] = {
    let mut codes = [0; 32];
    let mut byte = 0;
    while byte < CODES.len() {
        if CODES[byte] != NO_CODE {
            codes[CLASSES[byte] as usize] |= 1 << CODES[byte];
        }
        byte += 1;
    }
    codes
};

/// The lowest code of each class.
pub(crate) const BASE_CODES: [Code; 32] = {
    let mut lowest = [0; 32];
    let mut class = 0;
    while class < lowest.len() {
        if CODES_OF_CLASS[class] != 0 {
            lowest[class] = CODES_OF_CLASS[class].trailing_zeros() as Code;
        }
        class += 1;
    }
    lowest
};

/// What each class adds to the hash of a run of classes: 30 bits, of which the highest six are the class itself, and the others
/// look random. So no two runs of five classes have the same hash.
pub(crate) const ROLLS: [u32; 32] = {
    let mut rolls = [0; 32];
    let mut state = 0_u64;
    let mut class = 0;
    while class < rolls.len() {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        rolls[class] = (class as u32) << 24 | (mixed >> 40) as u32;
        class += 1;
    }
    rolls
};

/// What each byte adds to a hash.
pub(crate) const BYTE_ROLLS: [u32; 256] = {
    let mut rolls = [0; 256];
    let mut byte = 0;
    while byte < rolls.len() {
        rolls[byte] = ROLLS[CLASSES[byte] as usize];
        byte += 1;
    }
    rolls
};

/// The class that adds so much to a hash.
#[inline]
pub(crate) const fn class_of(roll: u32) -> u8 {
    (roll >> 24) as u8
}

/// The hash of five classes: each moves the earlier ones on by a fifth of the 30 bits, so that the sixth is gone.
#[inline]
pub(crate) const fn roll(hash: u32, roll: u32) -> u32 {
    hash >> 6 ^ roll
}

/// Looks up a byte.
#[inline]
pub const fn at<T: Copy>(table: &[T; 256], byte: u8) -> T {
    table[byte as usize]
}

/// The byte that a code is written as.
pub(crate) fn byte_of(code: Code) -> u8 {
    if code < 26 {
        b'a' + code
    } else {
        SYMBOLS.get(usize::from(code.wrapping_sub(FIRST_SYMBOL))).copied().unwrap_or(b'?')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_alike_is_of_one_class() {
        let mut classes = 0_u32;
        for byte in 0..=255_u8 {
            let class = at(&CLASSES, byte);
            assert_eq!(class, at(&CLASSES, byte.to_ascii_lowercase()));
            assert!(class <= NO_CLASS && (class < NO_CLASS || at(&CODES, byte) == NO_CODE));
            classes |= 1 << class;
        }
        assert_eq!(classes.count_ones(), 23 + 4 + 1);
    }

    #[test]
    fn codes_come_back() {
        for byte in (0..=255_u8).filter(|byte| !byte.is_ascii_uppercase()) {
            if at(&CODES, byte) != NO_CODE {
                assert_eq!(byte_of(at(&CODES, byte)), byte);
            }
        }
    }
}
