//! What one look at each character of a candidate tells: a bit for each of the first 64, where bit 0 is the first.

use keyward_dictionary::at;

use super::costs::{Cost, unexplained};
use super::keys::{self, KEY};

/// The most characters that have a bit.
pub(super) const LONGEST: usize = 64;

#[derive(Clone, Copy)]
pub(super) struct Outline {
    pub(super) digits: u64,
    pub(super) symbols: u64,
    small: u64,
    pub(super) letters: u64,
    /// Those whose key may follow the one before in a walk or a run, follows it in a run, or is the same on one of the keyboards.
    pub(super) near: u64,
    pub(super) next: u64,
    pub(super) held: u64,
    /// Those whose key was struck before.
    pub(super) again: u64,
    /// What all cost together if nothing explains them.
    pub(super) cost: Cost,
}

impl Outline {
    /// That of no characters.
    pub(super) const NONE: Self =
        Self { digits: 0, symbols: 0, small: 0, letters: 0, near: 0, next: 0, held: 0, again: 0, cost: 0 };

    pub(super) fn of(text: &[u8]) -> Self {
        let mut classes = [0; 4];
        let (mut keys, mut key_before) = (0_u64, 0);
        let mut outline = Self::NONE;
        for (place, byte) in text.iter().take(LONGEST).enumerate() {
            let told = at(&keys::TOLD, *byte);
            let key = told & KEY;
            if let Some(class) = classes.get_mut(usize::from(told >> 6)) {
                *class |= 1_u64 << place;
            }
            let beside = keys::beside(key_before);
            outline.near |= (beside.near >> key & 1) << place;
            outline.next |= (beside.next >> key & 1) << place;
            outline.held |= (beside.same >> key & 1) << place;
            outline.again |= (keys >> key & 1) << place;
            outline.cost += unexplained(*byte);
            keys |= 1 << key;
            key_before = key;
        }
        let [symbols, digits, small, capitals] = classes;
        let Self { near, next, held, .. } = outline;
        Self {
            digits,
            symbols,
            small,
            letters: small | capitals,
            near: near & !1,
            next: next & !1,
            held: held & !1,
            ..outline
        }
    }

    /// The symbol that parts the characters of pieces: one that stands between letters or digits twice, or once before a small
    /// letter, or once in all the letters that there are. Before other capitals and digits it parts one piece from the next, as
    /// the policy advises.
    pub(super) fn separator(&self, text: &[u8]) -> Option<u8> {
        let others = self.letters | self.digits;
        let mut between = self.symbols & others << 1 & others >> 1;
        let inside = between & self.letters << 1 & self.small >> 1;
        let at_first =
            |bits: u64| (bits != 0).then(|| text.get(bits.trailing_zeros() as usize).copied()).flatten();
        let mut seen = [None; 2];
        while let Some(mark) = at_first(between) {
            if seen.contains(&Some(mark)) {
                return Some(mark);
            }
            seen = [Some(mark), seen[0]];
            between &= between - 1;
        }
        at_first(inside).or_else(|| {
            let between = self.symbols & self.letters << 1 & self.letters >> 1;
            let all = self.letters | between;
            let is_one_run = all != 0 && (all >> all.trailing_zeros()).wrapping_add(1).is_power_of_two();
            at_first(between).filter(|_| is_one_run)
        })
    }
}
