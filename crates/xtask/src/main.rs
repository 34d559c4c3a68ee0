//! Set-up, generators and the whole test run: `cargo xtask <command>`.

mod blobs;
mod corpora;
mod generated;
mod random;
mod rates;
mod words;
mod worst;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Set-up, generators and the whole test run")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compile the plain word lists into the blobs of crates/words
    Blobs {
        /// Write nothing; fail when a committed blob differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Make the candidates that the benches run over
    Corpora {
        /// Write nothing; fail when a committed corpus differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Measure how many good passwords are refused and how many disguised words are caught
    Rates {
        /// Candidates a row
        #[arg(long, default_value_t = 100_000)]
        sample: usize,
        /// Print so many of those judged wrongly
        #[arg(long, default_value_t = 0)]
        show: usize,
    },
    /// Climb to the candidates that take the matcher longest, for the benches
    Worst {
        /// Steps from each start
        #[arg(long, default_value_t = 20_000)]
        steps: usize,
    },
    /// Make the plain word lists in crates/words/data from packages at pinned versions
    Words {
        /// Write nothing; fail when a committed list differs from what would be made
        #[arg(long)]
        check: bool,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Blobs { check } => blobs::run(check),
        Command::Corpora { check } => corpora::run(check),
        Command::Rates { sample, show } => rates::run(sample, show),
        Command::Worst { steps } => worst::run(steps),
        Command::Words { check } => words::run(check),
    }
}
