//! `cargo xtask peers`: keyward beside what one would use instead. What is measured goes to `lab/data/peers.json`, and from there, by
//! `cargo lab compare` alone, to the page `docs/comparison.md` with its picture. All judge the same candidates: what people do to get
//! past the counts, and good passwords by how they are made. The peers are as they are installed, with their default settings.

mod judge;
mod page;
mod plot;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::share::Share;
use crate::{habits, styles};
use judge::Judge;

/// What was measured.
const FILE: &str = "lab/data/peers.json";

/// Candidates of each cell of habits, and passwords of each style.
const HABITS: usize = 20;
const STYLES: usize = 200;
/// Passwords of each corpus that are timed.
const TIMED: usize = 500;
const ROUNDS: usize = 5;
/// The corpora of the benches.
const CORPORA: [(&str, &str); 3] =
    [("leaked", "leaked.txt"), ("as a policy asks for", "policy-like.txt"), ("random", "random.txt")];

/// What one asks of a judge, a password that shows it, and whether it should be refused.
const PROBES: [(&str, &str); 10] = [
    ("a dictionary word in plain sight", "Xqorange83*!K"),
    ("a word with digits for letters", "Xq5t4t10n83*!K"),
    ("a common password, decorated", "P@$$w0rd12!!"),
    ("a date of birth", "KWq#z%14.02.1987"),
    ("a row of keys", "Qwertyuiop12!!"),
    ("Shift held on digits", "Zx!\"£$%^&*12Q"),
    ("the same thing twice", "Rk7!Rk7!Rk7!"),
    ("a word in another alphabet's letters", "KW#pаsswоrd%72"),
    ("a place", "KWq#Birmingham72%"),
    ("an NHS term", "KWq#Safeguarding72%"),
];

#[derive(Args)]
pub struct Arguments {
    /// Measure these first: a file that `cargo xtask peers` writes
    #[arg(long)]
    peers: Option<PathBuf>,
    /// Keep what was measured of those that the file does not name
    #[arg(long, requires = "peers")]
    keep: bool,
}

/// What is to be measured, where.
#[derive(Deserialize)]
struct Listed {
    machine: String,
    day: String,
    peers: Vec<Peer>,
}

/// What is said of a judge before it is measured.
#[derive(Serialize, Deserialize)]
struct Peer {
    name: String,
    version: String,
    /// What its default is.
    settings: String,
    /// Bytes where it runs, and what they are.
    bytes: u64,
    loaded: String,
    /// The program that asks it, where it is none of Rust's.
    #[serde(default, skip_serializing)]
    command: Option<Vec<String>>,
}

/// A judge, measured.
#[derive(Serialize, Deserialize)]
struct Measured {
    peer: Peer,
    machine: String,
    day: String,
    /// How many of each cell of habits are accepted.
    habits: Vec<usize>,
    /// How many of each good style are refused by judgement.
    styles: Vec<usize>,
    /// How many of all good passwords are refused for anything.
    refused: usize,
    /// Nanoseconds a password of each corpus.
    times: Vec<f64>,
    /// Whether each probe is refused.
    refuses: Vec<bool>,
}

/// All that was measured, of the same candidates.
#[derive(Serialize, Deserialize)]
struct Comparison {
    /// The sum of the candidates, which tells whether they are still the same.
    candidates: String,
    /// The cells of habits and the styles, with how many candidates each has.
    habits: Vec<(String, usize)>,
    styles: Vec<(String, usize)>,
    judges: Vec<Measured>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(list) = &arguments.peers {
        let text = fs::read_to_string(list)
            .with_context(|| format!("{}: run `cargo xtask peers`", list.display()))?;
        let listed: Listed = serde_json::from_str(&text)?;
        let candidates = Candidates::draw()?;
        let mut comparison = candidates.comparison();
        if arguments.keep {
            let kept = Comparison::read()?;
            ensure!(
                kept.candidates == comparison.candidates,
                "the candidates are no longer those of {FILE}: measure all, with `cargo xtask peers`"
            );
            comparison.judges = kept.judges;
        }
        for peer in listed.peers {
            println!("{}", peer.name);
            comparison.take(candidates.measure(peer, &listed.machine, &listed.day)?);
            // At once: some peers take minutes, and whoever stops the last keeps the others.
            comparison.write()?;
        }
    }
    for (file, text) in Comparison::read()?.documents() {
        fs::write(crate::root().join(file), text).with_context(|| file.to_owned())?;
        println!("{file}");
    }
    Ok(())
}

impl Comparison {
    fn read() -> Result<Self> {
        let text = fs::read_to_string(crate::root().join(FILE)).context(FILE)?;
        serde_json::from_str(&text).context(FILE)
    }

    /// A line for each judge, so that what changes is seen.
    fn write(&self) -> Result<()> {
        let text = serde_json::to_string(self)?.replace("{\"peer\":", "\n{\"peer\":");
        fs::write(crate::root().join(FILE), text + "\n").context(FILE)
    }

    /// In the place of what was measured of the same judge before.
    fn take(&mut self, judge: Measured) {
        match self.judges.iter_mut().find(|known| known.peer.name == judge.peer.name) {
            Some(known) => *known = judge,
            None => self.judges.push(judge),
        }
    }

    fn documents(&self) -> [(&'static str, String); 2] {
        [("docs/comparison.md", page::page(self)), ("docs/comparison.svg", plot::picture(self))]
    }

    fn habits(&self, judge: &Measured) -> Vec<Share> {
        shares(&self.habits, &judge.habits)
    }

    fn styles(&self, judge: &Measured) -> Vec<Share> {
        shares(&self.styles, &judge.styles)
    }
}

impl Measured {
    /// Nanoseconds a password of the corpus that takes longest.
    fn slowest(&self) -> f64 {
        self.times.iter().copied().fold(0.0, f64::max)
    }
}

fn shares(cells: &[(String, usize)], counts: &[usize]) -> Vec<Share> {
    let share = |((name, of), counted): (&(String, usize), &usize)| Share {
        name: name.clone(),
        counted: *counted,
        of: *of,
    };
    cells.iter().zip(counts).map(share).collect()
}

/// What every judge is asked.
struct Candidates {
    habits: Vec<(String, Vec<String>)>,
    styles: Vec<(String, Vec<String>)>,
    corpora: Vec<Vec<String>>,
}

impl Candidates {
    fn draw() -> Result<Self> {
        let everyday = habits::cells(1, HABITS)?.into_iter().filter(|cell| cell.everyday);
        let styles = styles::passwords(1, STYLES)?.into_iter();
        Ok(Self {
            habits: everyday.map(|cell| (cell.name, cell.candidates)).collect(),
            styles: styles.map(|(style, passwords)| (style.to_owned(), passwords)).collect(),
            corpora: CORPORA.iter().map(|(_, file)| corpus(file)).collect::<Result<_>>()?,
        })
    }

    /// Without a judge.
    fn comparison(&self) -> Comparison {
        let counts = |cells: &[(String, Vec<String>)]| {
            cells.iter().map(|(name, candidates)| (name.clone(), candidates.len())).collect()
        };
        let cells = self.habits.iter().chain(&self.styles).flat_map(|(_, candidates)| candidates);
        let probes = PROBES.map(|(_, password)| password.to_owned());
        let bytes = cells
            .chain(self.corpora.iter().flatten())
            .chain(&probes)
            .flat_map(|text| text.bytes().chain([0]));
        // Fowler, Noll and Vo's, which is enough to see a change.
        let sum = bytes.fold(0xCBF2_9CE4_8422_2325, |sum: u64, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Comparison {
            candidates: format!("{sum:016x}"),
            habits: counts(&self.habits),
            styles: counts(&self.styles),
            judges: Vec::new(),
        }
    }

    fn measure(&self, peer: Peer, machine: &str, day: &str) -> Result<Measured> {
        let judge = Judge::of(&peer)?;
        let accepted = judge.accepts(&all(&self.habits))?;
        let good = all(&self.styles);
        let whole = judge.accepts(&good)?;
        let judged = judge.refuses_by_judgement(&good, &whole);
        let probes = judge.accepts(&PROBES.map(|(_, password)| password.to_owned()))?;
        Ok(Measured {
            machine: machine.to_owned(),
            day: day.to_owned(),
            habits: counted(&self.habits, &accepted),
            styles: counted(&self.styles, &judged),
            refused: whole.iter().filter(|is_accepted| !**is_accepted).count(),
            times: self.corpora.iter().map(|corpus| judge.time(corpus)).collect::<Result<_>>()?,
            refuses: probes.iter().map(|is_accepted| !is_accepted).collect(),
            peer,
        })
    }
}

/// All at once, as a program takes longer to start than to judge.
fn all(cells: &[(String, Vec<String>)]) -> Vec<String> {
    cells.iter().flat_map(|(_, candidates)| candidates.clone()).collect()
}

/// How many of each cell are so.
fn counted(cells: &[(String, Vec<String>)], verdicts: &[bool]) -> Vec<usize> {
    let mut verdicts = verdicts.iter();
    let count = |(_, candidates): &(String, Vec<String>)| {
        verdicts.by_ref().take(candidates.len()).filter(|is| **is).count()
    };
    cells.iter().map(count).collect()
}

fn corpus(file: &str) -> Result<Vec<String>> {
    let path = Path::new("benches/corpora").join(file);
    let text = fs::read_to_string(crate::root().join(&path)).with_context(|| path.display().to_string())?;
    Ok(text.lines().take(TIMED).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_what_was_measured() {
        for (file, text) in Comparison::read().unwrap().documents() {
            let committed = fs::read_to_string(crate::root().join(file)).unwrap();
            assert!(committed == text, "{file} is not what `cargo lab compare` makes");
        }
    }

    #[test]
    fn every_judge_was_asked_everything() {
        let comparison = Comparison::read().unwrap();
        assert_eq!(comparison.judges.first().map(|judge| judge.peer.name.as_str()), Some("keyward"));
        for judge in &comparison.judges {
            let counts = [judge.habits.len(), judge.styles.len(), judge.times.len(), judge.refuses.len()];
            let asked = [comparison.habits.len(), comparison.styles.len(), CORPORA.len(), PROBES.len()];
            assert_eq!(counts, asked, "{}", judge.peer.name);
        }
    }

    #[test]
    fn what_is_counted_is_counted_cell_by_cell() {
        let cell = |name: &str, count| (name.to_owned(), vec![String::new(); count]);
        let cells = [cell("one", 2), cell("two", 0), cell("three", 3)];
        assert_eq!(counted(&cells, &[true, false, true, true, false]), [1, 0, 2]);
    }
}
