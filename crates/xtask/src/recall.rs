//! `cargo xtask recall`: how many changed passwords are recognised, by kind of change, and how many unrelated ones are
//! taken for changed.

use anyhow::Result;
use clap::Args;
use keyward_core::recycled::change_between;

use crate::changes::{self, Kind, Pair};

#[derive(Args)]
pub(crate) struct Arguments {
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
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let Arguments { seed, pairs, .. } = *arguments;
    for kind in Kind::ALL {
        line(kind.id(), &changes::pairs(kind, seed, pairs).collect::<Vec<_>>(), true, arguments);
    }
    let unrelated = pairs * 10;
    line("unrelated", &changes::unrelated(seed, unrelated).collect::<Vec<_>>(), false, arguments);
    line("sharing_a_word", &changes::sharing_a_word(seed, unrelated).collect::<Vec<_>>(), false, arguments);
    let habit = changes::sharing_a_word_and_the_ending(seed, unrelated).collect::<Vec<_>>();
    line("and_the_ending", &habit, false, arguments);
    Ok(())
}

/// One line of the table: the share of the pairs that the comparison in clear takes for changed.
fn line(id: &str, pairs: &[Pair], changed: bool, arguments: &Arguments) {
    for Pair { old, new } in pairs.iter().take(arguments.show) {
        println!("{id:20} {old} -> {new}");
    }
    let found = |pair: &&Pair| change_between(&pair.new, &pair.old).is_some();
    for Pair { old, new } in pairs.iter().filter(|pair| found(pair) != changed).take(arguments.wrong) {
        println!("{id:20} {old} -> {new}  wrong: {:?}", change_between(new, old));
    }
    let share = percent(pairs.iter().filter(found).count(), pairs.len());
    println!("{id:20} clear {share:7.3} %");
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}
