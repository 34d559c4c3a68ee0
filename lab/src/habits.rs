//! `cargo lab habits`: how many passwords made by everyday habits the preset `nhs-appendix-a` accepts, by what they are
//! made of and by what is done to it. Every candidate has two of each class and 8 characters, so that only judgement refuses.

mod bases;
mod edits;

use anyhow::Result;
use clap::Args;
use keyward::{Context, Policy, Validator};

use crate::random::Random;
use crate::share::{Share, has_two_of_each};
use edits::{EVERYDAY, TASTE, WORDLESS};

/// Tries for one candidate that has the counts, before a cell has none.
const TRIES: usize = 40;

#[derive(Args)]
pub struct Arguments {
    /// The seed of the candidates.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Candidates of each cell.
    #[arg(long, default_value_t = 200)]
    candidates: usize,
    /// Print this many of those accepted in each cell.
    #[arg(long, default_value_t = 0)]
    accepted: usize,
}

/// The shares of a run: all everyday cells, and those of taste.
struct Shares {
    everyday: Vec<Share>,
    taste: Vec<Share>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let result = measure(arguments)?;
    Share::summary("everyday habits accepted", &result.everyday);
    Share::summary("matters of taste accepted", &result.taste);
    Ok(())
}

/// The candidates of one base and habit.
pub(crate) struct Cell {
    pub(crate) name: String,
    /// Not a matter of taste.
    pub(crate) everyday: bool,
    pub(crate) candidates: Vec<String>,
}

/// Every cell: so many candidates of each, drawn from a seed.
pub(crate) fn cells(seed: u64, candidates: usize) -> Result<Vec<Cell>> {
    let bases = bases::read()?;
    let cell = |name: String, everyday: bool, make: &mut dyn FnMut(&mut Random) -> String| {
        let mut random =
            Random::new(seed ^ name.bytes().fold(7, |sum, byte| (sum * 31 + u64::from(byte)) & 0xFFFF_FFFF));
        let mut drawn = || (0..TRIES).map(|_| make(&mut random)).find(|made| has_two_of_each(made));
        let candidates = (0..candidates).filter_map(|_| drawn()).collect();
        Cell { name, everyday, candidates }
    };
    let mut cells = Vec::new();
    for base in &bases {
        for (table, everyday) in [(&EVERYDAY[..], true), (&TASTE[..], false)] {
            for (habit, make) in table {
                cells.push(cell(format!("{}, {habit}", base.name), everyday, &mut |random| {
                    let (word, other) = (random.pick(&base.words).clone(), random.pick(&base.words).clone());
                    make(random, &word, &other)
                }));
            }
        }
    }
    for (habit, make) in WORDLESS {
        cells.push(cell(format!("no word, {habit}"), true, &mut |random| make(random)));
    }
    Ok(cells)
}

fn measure(arguments: &Arguments) -> Result<Shares> {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let mut result = Shares { everyday: Vec::new(), taste: Vec::new() };
    for cell in cells(arguments.seed, arguments.candidates)? {
        let mut share = Share::new(cell.name);
        for candidate in cell.candidates {
            let accepted = validator.check(&candidate, &Context::default()).accepted();
            share.add(accepted);
            if accepted && share.counted <= arguments.accepted {
                println!("    {}: {candidate}", share.name);
            }
        }
        if cell.everyday { &mut result.everyday } else { &mut result.taste }.push(share);
    }
    Ok(result)
}

/// How many of the everyday habits are accepted, by base and habit.
pub(crate) fn everyday() -> Result<Vec<Share>> {
    Ok(measure(&Arguments { seed: 1, candidates: 200, accepted: 0 })?.everyday)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_candidates_and_the_same_ones_again() {
        let arguments = Arguments { seed: 1, candidates: 10, accepted: 0 };
        let one = measure(&arguments).unwrap();
        let other = measure(&arguments).unwrap();
        for share in one.everyday.iter().chain(&one.taste).filter(|share| !share.name.contains("dropped")) {
            assert!(share.of > 0, "{} has no candidates", share.name);
        }
        assert!(one.everyday.iter().zip(&other.everyday).all(|(one, other)| one.counted == other.counted));
    }

    #[test]
    fn everyday_habits_are_seldom_accepted() {
        let result = measure(&Arguments { seed: 1, candidates: 40, accepted: 0 }).unwrap();
        let mean = Share::mean(&result.everyday);
        assert!(mean <= 6.0, "{mean:.1} %");
        // A few points more than of many candidates.
        for share in &result.everyday {
            assert!(share.percent() <= 35.0, "{}: {:.1} %", share.name, share.percent());
        }
    }
}
