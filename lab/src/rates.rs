//! `cargo lab rates`: how often the preset `nhs-appendix-a` refuses passwords that follow the advice, and how many
//! disguised words it catches. Every set is made from a fixed seed; the same rules stand behind each line as in use.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Result, ensure};
use clap::Args;
use keyward::{Context, Policy, Readings, Rule, Validator};

use crate::random::Random;

const DIGITS: &[u8] = b"0123456789";
const SPECIALS: &[u8] = b"!\"#$%&'()*+,-./:;<=>?@[]^_{|}~";

#[derive(Args)]
pub struct Arguments {
    /// The seed of the sets.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Passwords of each set.
    #[arg(long, default_value_t = 100_000)]
    passwords: usize,
    /// Print this many of those judged wrongly in each set.
    #[arg(long, default_value_t = 0)]
    wrong: usize,
}

/// A set of passwords, and how it should be judged.
struct Set {
    name: &'static str,
    make: fn(&mut Random, &Words) -> String,
    /// At most so many in a hundred may be refused, or at least so many must be caught.
    bound: Bound,
}

enum Bound {
    Refused(f64),
    Caught(f64),
}

const SETS: [Set; 6] = [
    Set {
        name: "random 12 characters, refused",
        make: |random, _| random.password(12),
        bound: Bound::Refused(0.2),
    },
    Set {
        name: "random 16 characters, refused",
        make: |random, _| random.password(16),
        bound: Bound::Refused(0.3),
    },
    Set { name: "three words in CamelCase, refused", make: camel_case, bound: Bound::Refused(1.0) },
    Set { name: "three words, separated, refused", make: separated, bound: Bound::Refused(2.0) },
    Set { name: "words half disguised, caught", make: half_disguised, bound: Bound::Caught(99.0) },
    Set { name: "words all disguised, caught", make: all_disguised, bound: Bound::Caught(97.0) },
];

/// The words that passwords are made of.
struct Words {
    /// Common words of four letters.
    short: Vec<String>,
    /// Common words of five letters or more that are not plurals of short ones.
    long: Vec<String>,
}

impl Words {
    fn read() -> Result<Self> {
        let common = |file: &str| -> Result<Vec<String>> {
            let text = fs::read_to_string(crate::root().join("crates/words/data").join(file))?;
            Ok(text.lines().filter_map(|line| line.strip_suffix("\tcommon")).map(str::to_owned).collect())
        };
        let all_short = common("short.txt")?;
        let long = common("words.txt")?.into_iter().filter(|word| {
            !word.strip_suffix('s').is_some_and(|singular| all_short.iter().any(|short| short == singular))
        });
        Ok(Self {
            long: long.collect(),
            short: all_short.into_iter().filter(|word| word.len() == 4).collect(),
        })
    }
}

/// A set, judged.
pub(crate) struct Rate {
    pub(crate) name: &'static str,
    pub(crate) percent: f64,
    pub(crate) bound: String,
    ok: bool,
    /// What each rule objects to, in percent.
    by_rule: Vec<(&'static str, f64)>,
}

/// As many passwords a set as README states, from the first seed.
pub(crate) fn stated() -> Result<Vec<Rate>> {
    measure(&Arguments { seed: 1, passwords: 300_000, wrong: 0 })
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let rates = measure(arguments)?;
    for Rate { name, percent, bound, ok, by_rule } in &rates {
        let rules: Vec<_> = by_rule.iter().map(|(rule, percent)| format!("{rule} {percent:.3}")).collect();
        let verdict = if *ok { "ok" } else { "over" };
        println!("{name:36} {percent:7.3} %   {bound:8} {verdict:4}  ({})", rules.join(", "));
    }
    let over = rates.iter().filter(|rate| !rate.ok).count();
    ensure!(over == 0, "{over} of the rates are out of bounds");
    Ok(())
}

fn measure(arguments: &Arguments) -> Result<Vec<Rate>> {
    let words = Words::read()?;
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let mut rates = Vec::new();
    for set in SETS {
        let mut random = Random::new(arguments.seed);
        let (mut refused, mut shown) = (0, 0);
        let mut by_rule: BTreeMap<&str, usize> = BTreeMap::new();
        for _ in 0..arguments.passwords {
            let password = (set.make)(&mut random, &words);
            let report = validator.check(&password, &Context::default());
            let objects = |rule: &Rule| report.finding(*rule).is_some();
            let refuses = match set.bound {
                Bound::Refused(_) => !report.accepted(),
                Bound::Caught(_) => {
                    [Rule::DictionaryWord, Rule::LeetWord, Rule::CommonPassword].iter().any(objects)
                }
            };
            refused += usize::from(refuses);
            for rule in Rule::ALL.iter().copied().filter(objects) {
                *by_rule.entry(rule.id()).or_default() += 1;
            }
            if refuses == matches!(set.bound, Bound::Refused(_)) && shown < arguments.wrong {
                shown += 1;
                let rules: Vec<_> =
                    report.findings().map(|finding| (finding.rule.id(), finding.word())).collect();
                println!("    {password} {rules:?}");
            }
        }
        let share = percent(refused, arguments.passwords);
        let (bound, ok) = match set.bound {
            Bound::Refused(bound) => (format!("≤ {bound} %"), share <= bound),
            Bound::Caught(bound) => (format!("≥ {bound} %"), share >= bound),
        };
        let by_rule =
            by_rule.into_iter().map(|(rule, count)| (rule, percent(count, arguments.passwords))).collect();
        rates.push(Rate { name: set.name, percent: share, bound, ok, by_rule });
    }
    Ok(rates)
}

#[expect(clippy::cast_precision_loss, reason = "the counts are far below 2^52")]
fn percent(count: usize, of: usize) -> f64 {
    100.0 * count as f64 / of as f64
}

/// `FarmHairTree83*!`
fn camel_case(random: &mut Random, words: &Words) -> String {
    let mut password: String = (0..3).map(|_| random.capitalised(&words.short)).collect();
    for set in [DIGITS, DIGITS, SPECIALS, SPECIALS] {
        password.push(char::from(*random.pick(set)));
    }
    password
}

/// `Farm8*Hair3!Tree`
fn separated(random: &mut Random, words: &Words) -> String {
    let mut password = random.capitalised(&words.short);
    for _ in 0..2 {
        password.push(char::from(*random.pick(DIGITS)));
        password.push(char::from(*random.pick(SPECIALS)));
        password.push_str(&random.capitalised(&words.short));
    }
    password
}

fn half_disguised(random: &mut Random, words: &Words) -> String {
    disguised(random, words, |leetable| leetable.div_ceil(2))
}

fn all_disguised(random: &mut Random, words: &Words) -> String {
    disguised(random, words, |leetable| leetable)
}

/// A common word of which some of the letters that have look-alikes are replaced and two letters at least are left, with
/// two digits and a special behind it.
fn disguised(random: &mut Random, words: &Words, how_many: fn(usize) -> usize) -> String {
    loop {
        let mut letters: Vec<char> = random.pick(&words.long).chars().collect();
        let mut places: Vec<usize> =
            (0..letters.len()).filter(|&place| !look_alikes(letters[place]).is_empty()).collect();
        let replaced = how_many(places.len());
        if replaced == 0 || letters.len() - replaced < 2 {
            continue;
        }
        for _ in 0..replaced {
            let place = places.swap_remove(random.below(places.len()));
            letters[place] = *random.pick(&look_alikes(letters[place]));
        }
        for set in [DIGITS, DIGITS, SPECIALS] {
            letters.push(char::from(*random.pick(set)));
        }
        return letters.into_iter().collect();
    }
}

/// The characters that one letter is read from.
fn look_alikes(letter: char) -> Vec<char> {
    let ascii = (b'!'..=b'~').filter(|byte| !byte.is_ascii_alphabetic()).map(|byte| (byte, char::from(byte)));
    let all = ascii.chain([(keyward::EURO, '€'), (keyward::POUND, '£')]);
    all.filter(|(byte, _)| Readings::STANDARD.reads_as(*byte, letter))
        .map(|(_, character)| character)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rates_are_within_bounds() {
        run(&Arguments { seed: 1, passwords: 50_000, wrong: 0 }).unwrap();
    }
}
