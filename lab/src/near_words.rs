//! `cargo lab near-words`: how many good passwords `near_words` refuses by chance, beyond those that are refused without it. The
//! policy looks for whole passwords otherwise, so that what is measured is this rule alone.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;
use clap::Args;
use keyward::{Context, NamedPolicy, Validator};

use crate::random::Random;
use crate::share::Share;
use crate::styles;

/// What an organisation bars: its own names, those of its sites and systems, and what its people do there. From six letters, as the
/// fewest mistakes of a longer word are made by chance.
pub(crate) const WORDS: [&str; 20] = [
    "Ashbrook",
    "Cardiology",
    "Contoso",
    "Fabrikam",
    "Hillview",
    "Kingsway",
    "Meadowbank",
    "Midwifery",
    "Northwind",
    "Outpatient",
    "Pathology",
    "Payroll",
    "Pharmacy",
    "Radiology",
    "Riverside",
    "Rostering",
    "Stores",
    "SystmOne",
    "Theatre",
    "Warden",
];

/// What the key may be set to: the strictest, and the next.
pub(crate) const LETTERS: [u8; 2] = [6, 7];

#[derive(Args)]
pub struct Arguments {
    /// The seed of the passwords.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Random passwords, and of words; of each style of good passwords a tenth.
    #[arg(long, default_value_t = 300_000)]
    passwords: usize,
    /// Print this many of those refused in each set.
    #[arg(long, default_value_t = 0)]
    refused: usize,
}

/// As many passwords as the page states, from the first seed.
pub(crate) fn stated() -> Result<Vec<[Share; 2]>> {
    measure(&Arguments { seed: 1, passwords: 300_000, refused: 0 })
}

/// A line for each set: the share with six letters, and with seven.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    for [six, seven] in measure(arguments)? {
        println!("{:48} {:7.4} % {:7.4} % of {}", six.name, six.percent(), seven.percent(), six.of);
    }
    Ok(())
}

/// The words as a policy has them.
fn policy(near_words: u8) -> Result<NamedPolicy> {
    let mut text = format!("base = \"nist-800-63b-4-mfa\"\nnear_words = {near_words}\n");
    writeln!(text, "words = {WORDS:?}")?;
    Ok(NamedPolicy::from_toml(&text)?)
}

fn measure(arguments: &Arguments) -> Result<Vec<[Share; 2]>> {
    let plain = Validator::new(policy(0)?);
    let near = [Validator::new(policy(LETTERS[0])?), Validator::new(policy(LETTERS[1])?)];
    let accepts =
        |validator: &Validator<'_>, password: &str| validator.accepts(password, &Context::default());
    let mut shares = Vec::new();
    for (name, passwords) in sets(arguments)? {
        let mut pair = [Share::new(name.to_owned()), Share::new(name.to_owned())];
        for password in &passwords {
            for (validator, share) in near.iter().zip(&mut pair) {
                let refused = !accepts(validator, password) && accepts(&plain, password);
                share.add(refused);
                if refused && share.counted <= arguments.refused {
                    println!("    {name}: {password}");
                }
            }
        }
        shares.push(pair);
    }
    Ok(shares)
}

/// Passwords by how they are made.
fn sets(arguments: &Arguments) -> Result<Vec<(&'static str, Vec<String>)>> {
    let (short, long) = (words(4, 4)?, words(5, 8)?);
    let drawn = |make: &dyn Fn(&mut Random) -> String| {
        let mut random = Random::new(arguments.seed);
        (0..arguments.passwords).map(|_| make(&mut random)).collect::<Vec<_>>()
    };
    let joined = |random: &mut Random, words: &[String]| -> String {
        (0..3).map(|_| random.capitalised(words)).collect::<String>() + &random.below(100).to_string()
    };
    let mut sets = vec![
        ("random 12 characters", drawn(&|random| random.password(12))),
        ("random 16 characters", drawn(&|random| random.password(16))),
        ("three words of 4 letters, a number", drawn(&|random| joined(random, &short))),
        ("three words of 5 to 8 letters, a number", drawn(&|random| joined(random, &long))),
    ];
    sets.extend(styles::passwords(arguments.seed, arguments.passwords / 10)?);
    Ok(sets)
}

/// The common words of so many letters.
fn words(least: usize, most: usize) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for file in ["short.txt", "words.txt"] {
        let text = fs::read_to_string(crate::root().join("crates/words/data").join(file))?;
        let common = text.lines().filter_map(|line| line.strip_suffix("\tcommon"));
        all.extend(common.filter(|word| (least..=most).contains(&word.len())).map(str::to_owned));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One mistake in a barred word is found, so that a rate of nought says something; and chance seldom makes one.
    #[test]
    fn near_words_are_found_and_good_passwords_are_seldom_refused() {
        let (near, plain) = (Validator::new(policy(LETTERS[0]).unwrap()), Validator::new(policy(0).unwrap()));
        for word in WORDS {
            let mistaken = format!("{}{}-83*kq", &word[..3], &word[4..]);
            assert!(!near.accepts(&mistaken, &Context::default()), "{mistaken}");
            assert!(plain.accepts(&mistaken, &Context::default()), "{mistaken}");
        }
        for [six, seven] in measure(&Arguments { seed: 1, passwords: 20_000, refused: 0 }).unwrap() {
            assert!(six.percent() <= 1.2, "{}: {:.3} %", six.name, six.percent());
            assert!(seven.percent() <= six.percent() && seven.percent() <= 0.5, "{}", seven.name);
        }
    }
}
