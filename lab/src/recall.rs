//! `cargo lab recall`: how many changed passwords are recognised, by kind of change, and how many unrelated ones are
//! taken for changed: in clear, and against hashes within so many hashes per stored one.
//!
//! In the hashed columns a form that equals the old password stands for a hash that fits, since hashing thousands of
//! pairs for real would take hours; a test of `keyward-history` shows that the two agree.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::Args;
use keyward::Policy;
use keyward::history::is_plausible;
use keyward_core::recycled::{Change, change_between};
use keyward_history::forms::{Form, earlier_forms, likely_forms};

use crate::bound;
use crate::changes::{self, Kind, Pair};

/// How many hashes a stored one may cost, the candidate's own included.
const BUDGETS: [usize; 4] = [16, DEFAULT, 64, 128];
const DEFAULT: usize = 32;

/// The kinds in which a character of the old password is gone. It must be guessed, among tens, at one of many places, so
/// that a few dozen hashes can only find the likeliest.
const GUESSED: [Kind; 4] =
    [Kind::RemovedAtEnd, Kind::RemovedAtStart, Kind::SymbolSwapped, Kind::KeyboardNeighbour];

#[derive(Args)]
pub struct Arguments {
    /// The seed of the pairs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Pairs of each kind.
    #[arg(long, default_value_t = 2000)]
    pairs: usize,
    /// Print this many pairs of each kind.
    #[arg(long, default_value_t = 0)]
    show: usize,
    /// Print this many pairs of each kind that were judged wrongly in clear.
    #[arg(long, default_value_t = 0)]
    wrong: usize,
    /// Print this many pairs of each kind that 32 hashes miss, and the hash that would find them.
    #[arg(long, default_value_t = 0)]
    missed: usize,
    /// Print how likely each step that undoes a change was thought to be, and how likely it was.
    #[arg(long)]
    tune: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let Arguments { seed, pairs, .. } = *arguments;
    if arguments.tune {
        tune(arguments);
        return Ok(());
    }
    println!("{:24}  clear   hashed, by hashes per stored one", "recognised, %");
    println!("{:32}{}", "", row(BUDGETS.map(|budget| format!("{budget}"))));
    let mut sums = [0.0; 1 + BUDGETS.len()];
    let mut kept = sums;
    for kind in Kind::ALL {
        let shares = line(kind.id(), &changes::pairs(kind, seed, pairs).collect::<Vec<_>>(), true, arguments);
        sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
        if !GUESSED.contains(&kind) {
            kept.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
        }
    }
    average("all kinds alike", sums, Kind::ALL.len());
    average("but what must be guessed", kept, Kind::ALL.len() - GUESSED.len());
    let left = left_for_guessing(seed, pairs);
    bound::print(&GUESSED, [DEFAULT - 1, left], seed, pairs * 20);

    let unrelated = pairs * 10;
    line("unrelated", &changes::unrelated(seed, unrelated).collect::<Vec<_>>(), false, arguments);
    line("sharing_a_word", &changes::sharing_a_word(seed, unrelated).collect::<Vec<_>>(), false, arguments);
    let habit = changes::sharing_a_word_and_the_ending(seed, unrelated).collect::<Vec<_>>();
    line("and_the_ending", &habit, false, arguments);
    Ok(())
}

/// How many of the forms that are hashed, on average, put other characters in the place of those of the candidate.
fn left_for_guessing(seed: u64, pairs: usize) -> usize {
    let guesses = |form: &&Form| {
        matches!(form.change, Change::CharactersRemoved | Change::SymbolChanged | Change::KeysMoved)
    };
    let all = Kind::ALL.into_iter().flat_map(|kind| changes::pairs(kind, seed, pairs / 10));
    let counts = all.map(|pair| forms(&pair.new, DEFAULT - 1).iter().filter(guesses).count());
    counts.sum::<usize>().div_ceil(Kind::ALL.len() * (pairs / 10).max(1))
}

/// The forms in the order in which they are hashed.
fn forms(new: &str, most: usize) -> Vec<Form> {
    likely_forms(new, most, |form| is_plausible(form, &Policy::NHS_APPENDIX_A))
}

fn average(id: &str, sums: [f64; 1 + BUDGETS.len()], kinds: usize) {
    println!(
        "{id:24}{}",
        row(sums.map(|sum| format!("{:.1}", sum / f64::from(u8::try_from(kinds).unwrap_or(1)))))
    );
}

/// One line of the table: the share of the pairs that are taken for changed, in clear and by hashes.
fn line(id: &str, pairs: &[Pair], changed: bool, arguments: &Arguments) -> [f64; 1 + BUDGETS.len()] {
    for Pair { old, new } in pairs.iter().take(arguments.show) {
        println!("{id:24} {old} -> {new}");
    }
    let found = |pair: &&Pair| change_between(&pair.new, &pair.old).is_some();
    for Pair { old, new } in pairs.iter().filter(|pair| found(pair) != changed).take(arguments.wrong) {
        println!("{id:24} {old} -> {new}  wrong: {:?}", change_between(new, old));
    }
    let hashes: Vec<usize> = pairs.iter().map(hashes).collect();
    let missed = pairs.iter().zip(&hashes).filter(|(_, hashes)| changed && **hashes > DEFAULT);
    for (Pair { old, new }, hashes) in missed.take(arguments.missed) {
        let place = if *hashes == usize::MAX { "never".into() } else { format!("hash {hashes}") };
        println!("{id:24} {old} -> {new}  found: {place}");
    }
    let clear = percent(pairs.iter().filter(found).count(), pairs.len());
    let within = |budget| percent(hashes.iter().filter(|hashes| **hashes <= budget).count(), pairs.len());
    let [a, b, c, d] = BUDGETS.map(within);
    let shares = [clear, a, b, c, d];
    println!("{id:24}{}", row(shares.map(|share| format!("{share:.1}"))));
    shares
}

fn row<const N: usize>(cells: [String; N]) -> String {
    cells.map(|cell| format!("{cell:>8}")).concat()
}

/// How many hashes find the old password: 1 is the candidate alone.
fn hashes(pair: &Pair) -> usize {
    forms(&pair.new, usize::MAX)
        .iter()
        .position(|form| *form.text == pair.old)
        .map_or(usize::MAX, |place| place + 2)
}

/// Prints each step's likelihood, as the library has it and as these pairs have it.
fn tune(arguments: &Arguments) {
    let mut steps: BTreeMap<&str, (f64, u32)> = BTreeMap::new();
    for kind in Kind::ALL {
        for pair in changes::pairs(kind, arguments.seed, arguments.pairs) {
            for form in earlier_forms(&pair.new) {
                let (expected, found) = steps.entry(form.step).or_default();
                *expected += f64::from(form.likelihood) / 1e5;
                *found += u32::from(*form.text == pair.old);
            }
        }
    }
    println!("{:28} {:>9} {:>8} {:>7}", "step", "expected", "found", "ratio");
    for (step, (expected, found)) in steps {
        println!("{step:28} {expected:9.1} {found:8} {:7.3}", f64::from(found) / expected);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The share 32 hashes must find, in hundredths; a few below what was measured, for there are few pairs here.
    #[test]
    fn hashes_find_what_they_did() {
        for (kind, least) in [
            (Kind::Counter, 84.0),
            (Kind::Year, 94.0),
            (Kind::Season, 99.0),
            (Kind::Month, 99.0),
            (Kind::Weekday, 99.0),
            (Kind::Capital, 76.0),
            (Kind::AddedAtEnd, 98.0),
            (Kind::AddedAtStart, 98.0),
            (Kind::ShiftRow, 92.0),
            (Kind::LeetOn, 76.0),
            (Kind::LeetOff, 60.0),
            (Kind::DoubledLast, 95.0),
            (Kind::Rotated, 80.0),
            (Kind::Reversed, 99.0),
            (Kind::BlocksSwapped, 65.0),
            (Kind::RemovedAtEnd, 5.0),
            (Kind::RemovedAtStart, 5.0),
            (Kind::SymbolSwapped, 26.0),
            (Kind::KeyboardNeighbour, 24.0),
        ] {
            let found = changes::pairs(kind, 3, 120).filter(|pair| hashes(pair) <= DEFAULT).count();
            assert!(percent(found, 120) >= least, "{}: {found} of 120", kind.id());
        }
    }
}
