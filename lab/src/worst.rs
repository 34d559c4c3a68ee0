//! `cargo lab worst`: climbs to candidates that take the matcher longest, for the bench `budgets` to time.

use std::fs;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use anyhow::Result;
use keyward_core::Readings;
use keyward_core::dictionary::Dictionary;

use crate::random::Random;

const LENGTH: usize = 64;
/// What is put into a candidate: all that can be read as a letter. `€` and `£` are as in Windows-1252.
const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyzaeilorst01345678!$+@|(vup\x80\xA3";
const SEEDS: [&[u8]; 6] = [
    b"7177\xA3r1n6",
    b"6\xA3\xA3\xA3",
    b"+1+1\xA3+1+1\xA3",
    b"\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA3\xA31111",
    b"vvuuvuvvuph()",
    b"interchangeable",
];

/// Climbs from each start for so many steps, and writes the slowest candidates found.
pub(crate) fn run(steps: usize) -> Result<()> {
    let dictionary = Dictionary::open(keyward_words::WORDS)?;
    let mut random = Random::new(64);
    let mut lines = String::new();
    for seed in SEEDS {
        let mut best: Vec<u8> = seed.iter().copied().cycle().take(LENGTH).collect();
        let mut slowest = time(&dictionary, &best, 15);
        for _ in 0..steps {
            let mut next = best.clone();
            if random.below(4) == 0 {
                let (from, to, count) = (random.below(LENGTH), random.below(LENGTH), random.below(12));
                for step in 0..count {
                    next[(to + step) % LENGTH] = best[(from + step) % LENGTH];
                }
            } else {
                for _ in 0..=random.below(3) {
                    next[random.below(LENGTH)] = *random.pick(ALPHABET);
                }
            }
            let taken = time(&dictionary, &next, 5);
            if taken > slowest {
                let again = time(&dictionary, &next, 15);
                if again > slowest {
                    (best, slowest) = (next, again);
                }
            }
        }
        eprintln!("{slowest:?} {}", best.escape_ascii());
        lines.extend(best.iter().map(|byte| match byte {
            0x80 => '€',
            byte => char::from(*byte),
        }));
        lines.push('\n');
    }
    Ok(fs::write(crate::root().join("benches/corpora/worst.txt"), lines)?)
}

fn time(dictionary: &Dictionary<'_>, text: &[u8], runs: usize) -> Duration {
    let once = || {
        let start = Instant::now();
        let mut count = 0;
        let _ = dictionary.each_match(black_box(text), Readings::STANDARD, |_| {
            count += 1;
            ControlFlow::Continue(())
        });
        black_box(count);
        start.elapsed()
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}
