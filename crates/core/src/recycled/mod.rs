//! Recycled passwords: is a new password a deviation of an earlier one, and how (clauses WE-C8, WE-O4, WE-C9)?
//!
//! [`change_between`] compares two passwords in clear and answers with a [`Change`], the most telling one first. It
//! folds case and accents, reads digits and symbols as the letters they stand for, and then looks for what people do to
//! a password that has run out: they move a number on, hold shift, add, drop or type over a few characters, turn it
//! round, or keep most of it. What it must not do is take two passwords for each other that merely have the same
//! shape, or share a short run: every comparison that overlooks something (digits, symbols, order) demands that the
//! rest is there unchanged.

mod alignment;
mod calendar;
mod change;
mod folded;
mod keyboard;
mod similarity;

pub use change::Change;

use crate::policy::MAX_CHARACTERS;
use alignment::Overlap;
use folded::{Unit, Units};
use similarity::Similarity;

/// The fewest characters that one password must hold of another to be made from it.
const LEAST_CONTAINED: usize = 4;
/// The fewest letters (or letters and digits) that must agree where all else is overlooked.
const LEAST_LEFT: usize = 4;
/// The fewest characters that can be the same in another order by intent.
const LEAST_SHUFFLED: usize = 6;

/// How `new` was made from `old`; none when the two are unrelated.
///
/// Equal passwords are [`Change::Identical`]; a policy has a rule of its own for those (`reused`), which is asked first.
/// Accents are folded with case, and so is the normalisation form: both are [`Change::CaseChanged`].
///
/// Nothing is allocated, and the folded copies of both passwords are wiped before the answer is given. The grid that
/// compares each character with each has at most 256 × 256 cells. A character that reads as several letters (`ß`) counts as all
/// of them, or as the first where a password would have more than 256. Passwords of more characters, which no policy accepts, are
/// never cut: of those only ASCII case, reversal and containment are looked at.
///
/// ```
/// use keyward_core::recycled::{Change, change_between};
///
/// assert_eq!(change_between("FarmHairTree84*", "FarmHairTree83*"), Some(Change::CounterMoved));
/// assert_eq!(change_between("Wq7#Nv!2pZkd", "Ht5$Rb@9mYcg"), None);
/// ```
#[must_use]
pub fn change_between(new: &str, old: &str) -> Option<Change> {
    if new == old {
        return Some(Change::Identical);
    }
    let (mut new_units, mut old_units) = (Units::new(), Units::new());
    if [true, false].into_iter().any(|spelled| new_units.read(new, spelled) && old_units.read(old, spelled)) {
        change_of_units(new_units.as_slice(), old_units.as_slice())
    } else {
        change_of_long(new, old)
    }
}

/// What can be said in linear time and without a copy.
fn change_of_long(new: &str, old: &str) -> Option<Change> {
    let enough = |text: &str| text.chars().nth(LEAST_CONTAINED - 1).is_some();
    if new.eq_ignore_ascii_case(old) {
        Some(Change::CaseChanged)
    } else if new.chars().rev().eq(old.chars()) {
        Some(Change::Reversed)
    } else if enough(old) && holds(new, old) {
        Some(Change::CharactersAdded)
    } else if enough(new) && holds(old, new) {
        Some(Change::CharactersRemoved)
    } else {
        None
    }
}

/// Whether a text has another in it that is no longer than a candidate may be. (The standard library's search is linear
/// however long that is, but has places where it would panic if it were wrong.)
fn holds(whole: &str, part: &str) -> bool {
    let (whole, part) = (whole.as_bytes(), part.as_bytes());
    let mut from = 0..whole.len();
    part.len() <= 4 * MAX_CHARACTERS
        && from.any(|from| whole.get(from..).is_some_and(|rest| rest.starts_with(part)))
}

fn change_of_units(new: &[Unit], old: &[Unit]) -> Option<Change> {
    if new.is_empty() || old.is_empty() {
        return None;
    }
    if agree(new, old, Unit::same) {
        return Some(Change::CaseChanged);
    }
    if let Some(change) = calendar::moved_on(new, old) {
        return Some(change);
    }
    if keyboard::same_keys(new, old) {
        return Some(Change::ShiftRow);
    }
    if agree(new, old, Unit::alike) {
        return Some(Change::Leet);
    }
    change_of_arrangement(new, old, Overlap::of(new, old))
}

/// What the overlap of two passwords tells, from the plainest to the least plain.
fn change_of_arrangement(new: &[Unit], old: &[Unit], overlap: Overlap) -> Option<Change> {
    let shorter = new.len().min(old.len());
    let same_length = new.len() == old.len();
    let similarity = Similarity::of(new, old, overlap);

    if same_length && overlap.mirrored == shorter {
        Some(Change::Reversed)
    } else if overlap.rotated {
        Some(Change::Rotated)
    } else if is_doubled(new, old) {
        Some(Change::Doubled)
    } else if overlap.run == shorter && shorter >= LEAST_CONTAINED {
        Some(if new.len() > old.len() { Change::CharactersAdded } else { Change::CharactersRemoved })
    } else if left_equal(new, old, |unit| !unit.is_symbol()) {
        let in_place = agree(new, old, |new, old| new.is_symbol() == old.is_symbol());
        Some(if in_place { Change::SymbolChanged } else { Change::Separated })
    } else if similarity.is_few_edits() || left_equal(new, old, Unit::is_letter) {
        Some(Change::CharactersChanged)
    } else if similarity.is_most_mirrored() {
        Some(Change::Reversed)
    } else if similarity.is_most_in_one_piece() {
        Some(Change::PartKept)
    } else if is_shuffled(new, old) || similarity.is_most_in_pieces() {
        Some(Change::BlocksSwapped)
    } else if is_threaded(old, new) {
        Some(Change::CharactersAdded)
    } else if is_threaded(new, old) {
        Some(Change::CharactersRemoved)
    } else if keyboard::neighbouring_keys(new, old) {
        Some(Change::KeysMoved)
    } else {
        None
    }
}

/// Whether the two agree at every place.
fn agree(new: &[Unit], old: &[Unit], holds: impl Fn(Unit, Unit) -> bool) -> bool {
    new.len() == old.len() && new.iter().zip(old).all(|(&new, &old)| holds(new, old))
}

/// Whether `new` is `old` twice, or `old` with its last character twice.
fn is_doubled(new: &[Unit], old: &[Unit]) -> bool {
    let Some((beginning, rest)) = new.split_at_checked(old.len()) else { return false };
    let ending = if rest.len() == 1 { old.get(old.len() - 1..) } else { Some(old) };
    agree(beginning, old, Unit::same) && ending.is_some_and(|ending| agree(rest, ending, Unit::same))
}

/// Whether the characters of some sort, and no others, are the same in both, in order.
fn left_equal(new: &[Unit], old: &[Unit], counts: impl Fn(Unit) -> bool) -> bool {
    let (mut new, mut old) =
        (new.iter().filter(|unit| counts(**unit)), old.iter().filter(|unit| counts(**unit)));
    let mut left = 0;
    loop {
        match (new.next(), old.next()) {
            (None, None) => return left >= LEAST_LEFT,
            (Some(new), Some(old)) if new.same(*old) => left += 1,
            _ => return false,
        }
    }
}

/// Whether both have the same characters, each as often, in whatever order.
fn is_shuffled(new: &[Unit], old: &[Unit]) -> bool {
    let count = |units: &[Unit], wanted: Unit| units.iter().filter(|unit| unit.same(wanted)).count();
    new.len() == old.len()
        && new.len() >= LEAST_SHUFFLED
        && new.iter().all(|&unit| count(new, unit) == count(old, unit))
}

/// Whether all of `thread` is in `cloth`, in order, with not much more than one other character to each of its own.
fn is_threaded(thread: &[Unit], cloth: &[Unit]) -> bool {
    let mut cloth_left = cloth.iter();
    thread.len() >= LEAST_SHUFFLED
        && cloth.len() <= 2 * thread.len() + 1
        && thread.iter().all(|unit| cloth_left.any(|other| unit.same(*other)))
}

#[cfg(test)]
mod tests;
