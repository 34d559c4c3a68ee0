//! `cargo xtask corpora`: the candidates that the benches run over, the same for ever.
//!
//! - *leaked*: passwords as people type them, a sample of the zxcvbn crate's 30,000;
//! - *policy-like*: words with a capital, digits and symbols, as people make them for a policy, half of them of short words;
//! - *random*: 12 characters, two or more of each class.

use std::fs;

use anyhow::{Context, Result};

use crate::generated;
use crate::words::frequency_lists;
use lab::random::Random;

const SIZE: usize = 5_000;

/// Makes every corpus, or compares with those committed.
pub(crate) fn run(check: bool) -> Result<()> {
    let list = frequency_lists()?.remove("PASSWORDS").context("no passwords in the frequency lists")?;
    let mut random = Random::new(12);
    let leaked: Vec<_> = (0..SIZE).map(|_| random.pick(&list).clone()).collect();
    let words = common("words.txt")?;
    let short: Vec<_> = common("short.txt")?.into_iter().filter(|word| word.len() == 4).collect();
    let like: Vec<_> = (0..SIZE)
        .map(|index| policy_like(&mut random, if index % 2 == 0 { &words } else { &short }))
        .collect();
    let drawn: Vec<_> = (0..SIZE).map(|_| random.password(12)).collect();
    let files = [
        ("benches/corpora/leaked.txt", lines(&leaked)),
        ("benches/corpora/policy-like.txt", lines(&like)),
        ("benches/corpora/random.txt", lines(&drawn)),
    ];
    generated::settle(&files, check, "cargo xtask corpora")
}

/// `Mountain83!*` of long words, `FarmHairTree83!*` of short ones.
fn policy_like(random: &mut Random, words: &[String]) -> String {
    let count = if words.first().is_some_and(|word| word.len() > 4) { 1 } else { 3 };
    let mut password = String::new();
    for _ in 0..count {
        password.push_str(&random.capitalised(words));
    }
    for _ in 0..2 {
        password.push(char::from(b'0' + u8::try_from(random.below(10)).unwrap_or(0)));
    }
    for _ in 0..=random.below(2) {
        password.push(*random.pick(&['!', '*', '.', '?', '$', '@', '#', '%']));
    }
    password
}

/// The common words of a list.
pub(crate) fn common(name: &str) -> Result<Vec<String>> {
    let list = fs::read_to_string(generated::root().join("crates/words/data").join(name))?;
    Ok(list.lines().filter_map(|line| line.strip_suffix("\tcommon")).map(str::to_owned).collect())
}

fn lines(list: &[String]) -> String {
    list.iter().map(|line| format!("{line}\n")).collect()
}
