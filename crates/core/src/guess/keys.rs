//! Keys as the patterns see them: which may follow one another in a run or a walk, and which pairs were struck before.

use keyward_dictionary::at;

use crate::keyboard::{KEYS, Keys};

/// The keys of a row, from column 0 on.
const COLUMNS: u8 = 14;

/// For each character its key on the keyboard of the United Kingdom, counted from 1 along the rows, 0 for none; and above
/// [`KEY`] its class: 0 a symbol, 1 a digit, 2 a small letter, 3 a capital.
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
pub(super) static TOLD: [u8; 256] = {
    let (mut told, mut byte) = ([0; 256], 0_u8);
    loop {
        let key = KEYS[0][byte as usize];
        if key != 0 {
            told[byte as usize] = ((key >> 4) - 1) * COLUMNS + (key & 15) + 1;
        }
        told[byte as usize] |= match byte {
            b'0'..=b'9' => 1 << 6,
            b'a'..=b'z' => 2 << 6,
            b'A'..=b'Z' => 3 << 6,
            _ => 0,
        };
        if byte == u8::MAX {
            break told;
        }
        byte += 1;
    }
};

/// The bits of the key.
pub(super) const KEY: u8 = 63;

/// The keys, a bit each, that may be the next of a walk or a run after some key; the next of a run alone; or give the same
/// character, or another one of the same key, on one of the keyboards.
#[derive(Clone, Copy)]
pub(super) struct Beside {
    pub(super) near: u64,
    pub(super) next: u64,
    pub(super) same: u64,
}

impl Beside {
    const NONE: Self = Self { near: 0, next: 0, same: 0 };
}

#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
static BESIDE: [Beside; 64] = {
    // Characters of no key may be the same.
    let mut all = [Beside::NONE; 64];
    all[0] = Beside { near: 1, next: 0, same: 1 };
    let mut one = 0_u8;
    while one < u8::MAX {
        let mut other = 0_u8;
        while other < u8::MAX {
            let (from, to) = (of(one), of(other));
            if from != 0 && to != 0 {
                let is_walk =
                    key_step(&KEYS[0], one, other).is_some() || key_step(&KEYS[1], one, other).is_some();
                let is_next = run_step(one, other).is_some();
                let beside = &mut all[from as usize];
                beside.near |= ((is_walk || is_next) as u64) << to;
                beside.next |= (is_next as u64) << to;
                beside.same |= (is_same(one, other) as u64) << to;
            }
            other += 1;
        }
        one += 1;
    }
    all
};

#[inline]
pub(super) fn beside(key: u8) -> Beside {
    BESIDE.get(usize::from(key & KEY)).copied().unwrap_or(Beside::NONE)
}

pub(super) const fn of(byte: u8) -> u8 {
    at(&TOLD, byte) & KEY
}

/// The step from one letter or digit to the next, up or down. None if they are not neighbours.
pub(super) const fn run_step(one: u8, next: u8) -> Option<i8> {
    let (one, next) = (one.to_ascii_lowercase(), next.to_ascii_lowercase());
    let same_class = one.is_ascii_lowercase() && next.is_ascii_lowercase()
        || one.is_ascii_digit() && next.is_ascii_digit();
    match next.wrapping_sub(one).cast_signed() {
        step @ (1 | -1) if same_class => Some(step),
        _ => None,
    }
}

/// The step from one key to another: rows down, columns right. None if they are not neighbours, nor the end of one column and
/// the start of the next, nor two apart in a row.
pub(super) const fn key_step(keys: &Keys, one: u8, next: u8) -> Option<(i8, i8)> {
    let (one, next) = (at(keys, one).cast_signed(), at(keys, next).cast_signed());
    let (down, right) = ((next >> 4) - (one >> 4), (next & 15) - (one & 15));
    let near = matches!((down, right), (-1..=1, -1..=1) | (0, 2 | -2) | (3 | -3, 1 | -1));
    if one != 0 && next != 0 && near { Some((down, right)) } else { None }
}

/// Whether two characters are of the same letter, or of the same key on one of the keyboards.
pub(super) const fn is_same(one: u8, other: u8) -> bool {
    one.eq_ignore_ascii_case(&other) || is_same_key(&KEYS[0], one, other) || is_same_key(&KEYS[1], one, other)
}

const fn is_same_key(keys: &Keys, one: u8, other: u8) -> bool {
    at(keys, one) != 0 && at(keys, one) == at(keys, other)
}

/// Pairs of keys that were struck one after the other, in either order: a few bits of each pair, so that another may be taken
/// for one of them, but none is missed.
#[derive(Clone, Copy, Default)]
pub(super) struct Pairs([u64; 8]);

impl Pairs {
    /// Adds a pair. Whether it was there.
    pub(super) fn insert(&mut self, one: u8, next: u8) -> bool {
        let (sum, difference) = (u32::from(one) + u32::from(next), u32::from(one ^ next));
        let hash = (sum * 4) ^ (difference * 21);
        let bit = 1 << (hash & 63);
        let Some(word) = self.0.get_mut(hash as usize >> 6 & 7) else { return true };
        let seen = *word & bit != 0;
        *word |= bit;
        seen
    }
}
