//! `cargo lab search-time`: whether the time of a hashed search tells which earlier form of a candidate fits.
//!
//! An account of four records, of which one is what the candidate was made from: each of several forms at each of several
//! entries, the candidate itself, or nothing. Rounds of all cases are interleaved, and medians compared.

use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use keyward_history::forms::earlier_forms;
use keyward_history::{History, Params, Search};

use crate::batch_speed::median;

/// The largest median over the smallest.
const BOUND: f64 = 1.15;
const CANDIDATE: &str = "FarmHairTree84*!";
const OTHERS: [&str; 4] = ["7Lamp&Moon4%Kite", "Iu2l@n1TA!x9", "Ocean$Pie22?Jam", "GoldFox19%*Bus"];
/// Which of the forms, by likelihood.
const FORMS: [usize; 4] = [0, 1, 15, 30];
/// Which of the records.
const ENTRIES: [usize; 2] = [0, 3];

#[derive(Args)]
pub struct Arguments {
    /// Rounds of all cases.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// Memory of a hash, in KiB.
    #[arg(long, default_value_t = Params::DEFAULT.memory())]
    memory: u32,
    /// Threads; 0 is one a core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
}

/// A history in which one record is of `fits`.
fn history(fits: Option<&str>, entry: usize, params: &Params) -> Result<History> {
    let mut history = History::new();
    for (place, other) in OTHERS.into_iter().enumerate().rev() {
        let password = fits.filter(|_| place == entry).unwrap_or(other);
        history.add(password, params, &[u8::try_from(place)?; 16])?;
    }
    Ok(history)
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let params = Params::new(arguments.memory, Params::DEFAULT.passes(), Params::DEFAULT.lanes())?;
    let search = Search { threads: arguments.threads, ..Search::DEFAULT };
    let mut cases = vec![("nothing".to_owned(), history(None, 0, &params)?)];
    for entry in ENTRIES {
        cases.push((format!("itself, record {entry}"), history(Some(CANDIDATE), entry, &params)?));
        for form in FORMS {
            let earlier = earlier_forms(CANDIDATE).nth(form).context("there are more forms")?;
            let name = format!("form {form}, record {entry}");
            cases.push((name, history(Some(&earlier.text), entry, &params)?));
        }
    }
    let [mut times, mut shares] = [(); 2].map(|()| vec![Vec::new(); cases.len()]);
    for _ in 0..arguments.rounds.max(1) {
        let mut round = Vec::with_capacity(cases.len());
        for (name, history) in &cases {
            let start = Instant::now();
            let found = search.run(CANDIDATE, history, |_| true)?;
            round.push(start.elapsed().as_secs_f64());
            if found.is_some() != (name != "nothing") {
                bail!("{name}: {found:?}");
            }
        }
        let usual = median(round.clone()).context("a round has cases")?;
        for ((time, times), shares) in round.into_iter().zip(&mut times).zip(&mut shares) {
            times.push(time);
            shares.push(time / usual);
        }
    }
    let (mut least, mut most) = (f64::MAX, 0.0_f64);
    for (((name, _), times), shares) in cases.iter().zip(times).zip(shares) {
        let (Some(time), Some(share)) = (median(times), median(shares)) else { continue };
        (least, most) = (least.min(share), most.max(share));
        println!("{name:20} {:8.1} ms {share:6.3}", 1e3 * time);
    }
    let ratio = most / least;
    let verdict = if ratio <= BOUND { "ok" } else { "over" };
    println!("largest median over smallest: {ratio:.3}, bound {BOUND} {verdict}");
    if ratio > BOUND { bail!("the time tells what fits") } else { Ok(()) }
}
