//! Seeded pairs of an old password and the new one somebody makes of it, by kind of change: what the recall
//! experiment is run on. Every password here, old and new, is one that the policy
//! `nhs-appendix-a` accepts: history is asked only when no other rule objects.
//!
//! The kinds come from what users were seen to do: Zhang, Monrose & Reiter (CCS 2010) for passwords that expire, Das
//! et al. (NDSS 2014) and Pal et al. (USENIX Security 2022) for passwords used on several sites. How often each variant
//! inside a kind occurs is an estimate, written out as weights below. Every kind counts the same, however rare.

mod bases;
mod edits;

use std::iter;
use std::sync::LazyLock;

use fastrand::Rng;
use keyward::{Context, Policy, Validator};

use bases::{base, number, symbols, word, words_around};
use edits::changed;
pub(crate) use edits::slip;

/// One password change.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The earlier password.
    pub(crate) old: String,
    /// The one made of it.
    pub(crate) new: String,
}

/// A kind of change: one step that turns an old password into a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A number goes up, mostly by one.
    Counter,
    /// A year moves on.
    Year,
    /// Spring to summer, full or short name.
    Season,
    /// January to February, full or short name.
    Month,
    /// Monday to Tuesday, full or short name.
    Weekday,
    /// A capital is moved, added or dropped.
    Capital,
    /// One or two characters more at the end.
    AddedAtEnd,
    /// One or two characters more at the start.
    AddedAtStart,
    /// One or two characters fewer at the end.
    RemovedAtEnd,
    /// One or two characters fewer at the start.
    RemovedAtStart,
    /// One symbol becomes another.
    SymbolSwapped,
    /// A symbol moves along the shifted digit row, or a digit is typed with shift.
    ShiftRow,
    /// Letters become look-alike digits or symbols.
    LeetOn,
    /// Look-alikes become letters again.
    LeetOff,
    /// The last character is typed twice, or no longer.
    DoubledLast,
    /// Some characters move from one end to the other.
    Rotated,
    /// Written backwards.
    Reversed,
    /// Two words, numbers or groups of symbols change places.
    BlocksSwapped,
    /// One character becomes its neighbour on the keyboard.
    KeyboardNeighbour,
}

impl Kind {
    /// Every kind, in the order reports print them.
    pub(crate) const ALL: [Kind; 19] = [
        Kind::Counter,
        Kind::Year,
        Kind::Season,
        Kind::Month,
        Kind::Weekday,
        Kind::Capital,
        Kind::AddedAtEnd,
        Kind::AddedAtStart,
        Kind::RemovedAtEnd,
        Kind::RemovedAtStart,
        Kind::SymbolSwapped,
        Kind::ShiftRow,
        Kind::LeetOn,
        Kind::LeetOff,
        Kind::DoubledLast,
        Kind::Rotated,
        Kind::Reversed,
        Kind::BlocksSwapped,
        Kind::KeyboardNeighbour,
    ];

    /// The name reports print.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Kind::Counter => "counter",
            Kind::Year => "year",
            Kind::Season => "season",
            Kind::Month => "month",
            Kind::Weekday => "weekday",
            Kind::Capital => "capital",
            Kind::AddedAtEnd => "added_at_end",
            Kind::AddedAtStart => "added_at_start",
            Kind::RemovedAtEnd => "removed_at_end",
            Kind::RemovedAtStart => "removed_at_start",
            Kind::SymbolSwapped => "symbol_swapped",
            Kind::ShiftRow => "shift_row",
            Kind::LeetOn => "leet_on",
            Kind::LeetOff => "leet_off",
            Kind::DoubledLast => "doubled_last",
            Kind::Rotated => "rotated",
            Kind::Reversed => "reversed",
            Kind::BlocksSwapped => "blocks_swapped",
            Kind::KeyboardNeighbour => "keyboard_neighbour",
        }
    }
}

/// `count` pairs of one kind; the same seed gives the same pairs.
pub(crate) fn pairs(kind: Kind, seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed ^ (kind as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    iter::repeat_with(move || changed(kind, &mut rng))
        .flatten()
        .filter(|pair| pair.old != pair.new && compliant(&pair.old) && compliant(&pair.new))
        .take(count)
}

/// `count` pairs that have nothing to do with each other.
pub(crate) fn unrelated(seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed);
    iter::repeat_with(move || Pair { old: base(&mut rng), new: base(&mut rng) }).take(count)
}

/// `count` unrelated pairs that happen to share one word of four letters.
pub(crate) fn sharing_a_word(seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed);
    iter::repeat_with(move || {
        let shared = word(&mut rng);
        Pair { old: words_around(&mut rng, Some(&shared)), new: words_around(&mut rng, Some(&shared)) }
    })
    .filter(|pair| pair.old != pair.new)
    .take(count)
}

/// `count` pairs that share one word of three, wherever it stands, and what is put behind the words: a person's habit,
/// with the rest thought up anew.
pub(crate) fn sharing_a_word_and_the_ending(seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed);
    iter::repeat_with(move || {
        let ending = format!("{}{}", number(&mut rng), symbols(&mut rng));
        let shared = word(&mut rng);
        let others: [String; 4] = std::array::from_fn(|_| word(&mut rng));
        let differ = |words: &[&String]| (1..words.len()).all(|i| !words[..i].contains(&words[i]));
        let [a, b, c, d] = &others;
        if !differ(&[&shared, a, b, c, d]) {
            return None;
        }
        let mut around = |a: &String, b: &String| {
            let mut words = vec![a, b];
            words.insert(rng.usize(0..3), &shared);
            words.into_iter().chain([&ending]).cloned().collect::<String>()
        };
        Some(Pair { old: around(a, b), new: around(c, d) })
    })
    .flatten()
    .take(count)
}

/// Whether the policy accepts a password: all of it, words and sequences too.
pub(crate) fn compliant(password: &str) -> bool {
    static POLICY: LazyLock<Validator<'static>> = LazyLock::new(|| Validator::new(Policy::NHS_APPENDIX_A));
    POLICY.check(password, &Context::default()).accepted()
}

#[cfg(test)]
mod tests {
    use super::edits::blocks;
    use super::*;

    #[test]
    fn every_kind_gives_compliant_different_pairs_and_the_same_ones_again() {
        for kind in Kind::ALL {
            let first: Vec<Pair> = pairs(kind, 7, 200).collect();
            assert_eq!(first.len(), 200, "{}", kind.id());
            for pair in &first {
                assert!(compliant(&pair.old) && compliant(&pair.new) && pair.old != pair.new, "{pair:?}");
            }
            let again: Vec<Pair> = pairs(kind, 7, 200).collect();
            assert!(first.iter().zip(&again).all(|(a, b)| a.old == b.old && a.new == b.new), "{}", kind.id());
        }
    }

    #[test]
    fn unrelated_pairs_are_compliant() {
        for pair in unrelated(7, 200).chain(sharing_a_word(7, 200)) {
            assert!(compliant(&pair.old) && compliant(&pair.new), "{pair:?}");
        }
    }

    #[test]
    fn blocks_split_at_capitals_and_classes() {
        assert_eq!(blocks("FarmHairTree83*!"), ["Farm", "Hair", "Tree", "83", "*!"]);
    }
}
