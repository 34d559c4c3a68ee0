//! `cargo xtask rates`: what share of good passwords is refused, and what share of disguised words is caught, on a fixed seed.
//!
//! The bounds are promises: with them broken the command fails.

use anyhow::{Result, bail};
use keyward_core::dictionary::Dictionary;
use keyward_core::{Lists, Readings};

use crate::corpora::common;
use crate::random::Random;

/// A row of the table: what is measured, of how many, and what must hold.
struct Row {
    name: &'static str,
    bound: Bound,
}

enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

/// The symbols most often put for each letter.
const LEETABLE: [(char, &[char]); 10] = [
    ('a', &['4', '@']),
    ('b', &['8']),
    ('e', &['3']),
    ('g', &['9']),
    ('i', &['1', '!']),
    ('l', &['1']),
    ('o', &['0']),
    ('s', &['5', '$']),
    ('t', &['7', '+']),
    ('z', &['2']),
];

/// Measures every row on `sample` candidates and prints it; fails if a bound is broken.
pub(crate) fn run(sample: usize, show: usize) -> Result<()> {
    let lists = Lists {
        words: Some(Dictionary::open(keyward_words::WORDS)?),
        passwords: Some(Dictionary::open(keyward_words::PASSWORDS)?),
        names: Some(Dictionary::open(keyward_words::NAMES)?),
        own: &[],
    };
    let short: Vec<_> = common("short.txt")?.into_iter().filter(|word| word.len() == 4).collect();
    let all_short = common("short.txt")?;
    let mut long = common("words.txt")?;
    long.retain(|word| {
        !word.strip_suffix('s').is_some_and(|stem| all_short.iter().any(|short| short == stem))
    });
    let mut random = Random::new(6);
    let mut broken = Vec::new();
    let mut measure = |row: Row, random: &mut Random, make: &dyn Fn(&mut Random) -> String| {
        let mut refused = 0;
        let mut shown = 0;
        for _ in 0..sample {
            let candidate = make(random);
            let objects = refuses(&lists, &candidate);
            refused += usize::from(objects);
            if shown < show && objects == matches!(row.bound, Bound::AtMost(_)) {
                eprintln!("  {candidate}");
                shown += 1;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "samples are small")]
        let share = 100.0 * refused as f64 / sample as f64;
        let (sign, bound, holds) = match row.bound {
            Bound::AtMost(bound) => ("≤", bound, share <= bound),
            Bound::AtLeast(bound) => ("≥", bound, share >= bound),
        };
        println!("{share:6.2} % (must be {sign} {bound} %)  {}", row.name);
        if !holds {
            broken.push(row.name);
        }
    };
    let at_most = |name, bound| Row { name, bound: Bound::AtMost(bound) };
    let at_least = |name, bound| Row { name, bound: Bound::AtLeast(bound) };
    measure(at_most("random 12 characters refused", 0.2), &mut random, &|random| random.password(12));
    measure(at_most("random 16 characters refused", 0.3), &mut random, &|random| random.password(16));
    measure(at_most("three short words joined refused", 1.0), &mut random, &|random| {
        let words: String = (0..3).map(|_| random.capitalised(&short)).collect();
        format!("{words}{}{}{}{}", digit(random), digit(random), special(random), special(random))
    });
    measure(at_most("three short words separated refused", 2.0), &mut random, &|random| {
        let words: Vec<_> = (0..3).map(|_| random.capitalised(&short)).collect();
        let [first, second, third] = words.as_slice() else { return String::new() };
        let gap = [digit(random), special(random), digit(random), special(random)];
        format!("{first}{}{}{second}{}{}{third}", gap[0], gap[1], gap[2], gap[3])
    });
    measure(at_least("words half replaced caught", 99.0), &mut random, &|random| {
        disguised(random, &long, false)
    });
    measure(at_least("words wholly replaced caught", 97.0), &mut random, &|random| {
        disguised(random, &long, true)
    });
    if !broken.is_empty() {
        bail!("broken: {}", broken.join(", "));
    }
    Ok(())
}

fn refuses(lists: &Lists<'_>, candidate: &str) -> bool {
    let folded = candidate.as_bytes();
    lists.has_word(folded, &Readings::STANDARD)
        || lists.common_password(folded, &Readings::STANDARD).is_some()
        || lists.name(folded).is_some()
}

fn digit(random: &mut Random) -> char {
    *random.pick(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
}

fn special(random: &mut Random) -> char {
    *random.pick(&[
        '!', '"', '$', '%', '^', '&', '*', '(', ')', '-', '_', '=', '+', '@', '#', '?', '.', ',', '/', ':',
        ';',
    ])
}

/// A common word with half or all of its leetable letters replaced, at least one, so that two letters are left as they are,
/// then two digits and a special.
fn disguised(random: &mut Random, words: &[String], wholly: bool) -> String {
    loop {
        let word = random.pick(words);
        let places: Vec<_> = word
            .char_indices()
            .filter_map(|(place, letter)| {
                LEETABLE.iter().find(|row| row.0 == letter).map(|row| (place, row.1))
            })
            .collect();
        if places.is_empty() || word.len() < places.len() + 2 {
            continue;
        }
        let count = if wholly { places.len() } else { places.len().div_ceil(2) };
        let mut chosen = places;
        while chosen.len() > count {
            let drop = random.below(chosen.len());
            chosen.remove(drop);
        }
        let mut letters: Vec<char> = word.chars().collect();
        for (place, symbols) in chosen {
            letters[place] = *random.pick(symbols);
        }
        letters.extend([digit(random), digit(random), special(random)]);
        return letters.into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_rates_hold() {
        super::run(if cfg!(debug_assertions) { 20_000 } else { 100_000 }, 0).unwrap();
    }
}
