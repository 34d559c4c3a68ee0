//! What judgement and speed are measured with. `cargo lab <command>` runs it, and `cargo xtask` has the same commands.
//!
//! Everything is drawn from a fixed seed and judged by the same `Validator` that a user has, so that the numbers are those
//! of the rules as they are, whatever is inside.

mod batch_speed;
mod bound;
mod bounded;
mod changes;
mod explain;
mod guesses;
mod habits;
mod judged;
mod load;
mod near_words;
mod peers;
pub mod random;
mod rates;
mod rates_page;
mod recall;
mod search_time;
mod share;
mod styles;
mod worst;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Subcommand;

/// An experiment.
#[derive(Subcommand)]
pub enum Command {
    /// How many requests a second `keyward check --batch` answers
    BatchSpeed(batch_speed::Arguments),
    /// How long the dearest checks, policies, batch lines and suggestions take
    Bounded,
    /// The cheapest explanation of each line of standard input
    Explain,
    /// How many of a cracker's guesses are accepted: `cargo xtask hashcat` makes them
    Guesses(guesses::Arguments),
    /// How many passwords made by everyday habits are accepted, by base and by habit
    Habits(habits::Arguments),
    /// How many good passwords are refused for being near an organisation's own word
    NearWords(near_words::Arguments),
    /// Measure keyward beside what one would use instead: `cargo xtask peers` sets it up
    Compare(peers::Arguments),
    /// Which of the judged cases are judged otherwise
    Judged(judged::Arguments),
    /// Check on many threads at full speed, and compare every verdict
    Load(load::Arguments),
    /// How often good passwords are refused and disguised words caught
    Rates(rates::Arguments),
    /// How many changed passwords are recognised, by kind of change
    Recall(recall::Arguments),
    /// Whether the time of a hashed search tells which earlier password fits
    SearchTime(search_time::Arguments),
    /// How many good passwords are refused, by how they are made
    Styles(styles::Arguments),
    /// Write docs/rates.md: what is caught, and what is refused by accident
    RatesPage,
    /// Climb to the candidates that take the matcher longest, for the benches
    Worst {
        /// Steps from each start
        #[arg(long, default_value_t = 20_000)]
        steps: usize,
    },
}

/// Runs one experiment.
///
/// # Errors
/// If it cannot be run, or a number is out of its bounds.
pub fn run(command: Command) -> Result<()> {
    match command {
        Command::BatchSpeed(arguments) => batch_speed::run(&arguments),
        Command::Bounded => bounded::run(),
        Command::Compare(arguments) => peers::run(&arguments),
        Command::Explain => explain::run(),
        Command::Guesses(arguments) => guesses::run(&arguments),
        Command::Habits(arguments) => habits::run(&arguments),
        Command::Judged(arguments) => judged::run(&arguments),
        Command::Load(arguments) => load::run(&arguments),
        Command::NearWords(arguments) => near_words::run(&arguments),
        Command::Rates(arguments) => rates::run(&arguments),
        Command::Recall(arguments) => recall::run(&arguments),
        Command::SearchTime(arguments) => search_time::run(&arguments),
        Command::Styles(arguments) => styles::run(&arguments),
        Command::RatesPage => rates_page::run(),
        Command::Worst { steps } => worst::run(steps),
    }
}

/// The root of the workspace, wherever the command was started.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
