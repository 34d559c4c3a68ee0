//! `cargo lab guesses`: how many of a cracker's guesses, one a line of standard input, the preset `nhs-appendix-a` accepts, of those
//! that have what it counts. What is not UTF-8 is passed over.

use std::collections::HashSet;
use std::io::{self, BufRead as _};

use anyhow::{Result, ensure};
use clap::Args;
use keyward::{Context, Policy, Validator};

use crate::share::{Share, has_two_of_each};

#[derive(Args)]
pub struct Arguments {
    /// Print this many of those accepted.
    #[arg(long, default_value_t = 0)]
    accepted: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let mut share = Share::new("accepted".to_owned());
    let mut seen = HashSet::new();
    for line in io::stdin().lock().split(b'\n') {
        let Ok(guess) = String::from_utf8(line?) else { continue };
        if !has_two_of_each(&guess) || !seen.insert(guess.clone()) {
            continue;
        }
        let accepted = validator.check(&guess, &Context::default()).accepted();
        if accepted && share.counted < arguments.accepted {
            println!("    {guess}");
        }
        share.add(accepted);
    }
    ensure!(share.of > 0, "no guess has two of each class and eight characters");
    println!("{} of {} guesses accepted, {:.2} %", share.counted, share.of, share.percent());
    Ok(())
}
