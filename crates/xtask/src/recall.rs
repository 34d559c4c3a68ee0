//! `cargo xtask recall`: how many changed passwords are recognised, by kind of change.

use anyhow::Result;
use clap::Args;

use crate::changes::{self, Kind};

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
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    for kind in Kind::ALL {
        for pair in changes::pairs(kind, arguments.seed, arguments.pairs).take(arguments.show) {
            println!("{:20} {} -> {}", kind.id(), pair.old, pair.new);
        }
    }
    for pair in changes::unrelated(arguments.seed, arguments.show)
        .chain(changes::sharing_a_word(arguments.seed, arguments.show))
    {
        println!("{:20} {} -> {}", "unrelated", pair.old, pair.new);
    }
    Ok(())
}
