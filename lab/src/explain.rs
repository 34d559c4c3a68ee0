//! `cargo lab explain`: the cheapest explanation of each line of standard input, with its bits.

use std::io;

use anyhow::Result;
use keyward::{Context, Detail, Policy, Rule, Validator};

/// The highest floor, so that most candidates have their pieces told.
const FLOOR: u8 = 60;

pub(crate) fn run() -> Result<()> {
    let validator = Validator::new(Policy { guessable: FLOOR, ..Policy::NHS_APPENDIX_A });
    for line in io::stdin().lines() {
        let line = line?;
        let report = validator.check(&line, &Context::default());
        let mut told = String::new();
        if let Some(Detail::Pieces { pieces, .. }) =
            report.finding(Rule::Guessable).map(|finding| finding.detail)
        {
            for piece in pieces {
                told += &format!(" {}:{}", piece.kind.id(), line.get(piece.span().range()).unwrap_or("?"));
            }
        }
        println!("{line}\t{}\t{told}", validator.bits(&line, &Context::default()));
    }
    Ok(())
}
