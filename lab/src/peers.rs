//! `cargo xtask peers`: keyward beside what one would use instead, as the page `docs/comparison.md` with its picture. Everything in it is
//! measured when the page is made, on the same candidates: what people do to get past the counts, and good passwords by how they
//! are made. The peers are as they are installed, with their default settings.

mod page;
mod plot;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use keyward::{Context, Policy, Rule, Validator};
use serde_json::Value;

use crate::share::Share;
use crate::{habits, styles};

/// Candidates of each cell of habits, and passwords of each style.
const HABITS: usize = 40;
const STYLES: usize = 500;
/// Passwords of each corpus that are timed.
const TIMED: usize = 1_000;
const ROUNDS: usize = 5;

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
    /// What the peers are: a file that `cargo xtask peers` writes
    #[arg(long)]
    peers: PathBuf,
}

/// A judge, measured.
pub(crate) struct Peer {
    name: String,
    version: String,
    /// What its default is.
    settings: String,
    /// Bytes where it runs, and what they are.
    bytes: u64,
    loaded: String,
    habits: Vec<Share>,
    good: Vec<Share>,
    /// Nanoseconds a password of each corpus.
    times: Vec<f64>,
    /// Whether each probe is refused.
    refuses: Vec<bool>,
}

/// How a judge is asked.
enum Judge {
    Keyward,
    Zxcvbn,
    /// A program that answers as `lab/peers/judge.h` says.
    Program(Vec<String>),
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let text = fs::read_to_string(&arguments.peers)
        .with_context(|| format!("{}: run `cargo xtask peers`", arguments.peers.display()))?;
    let listed: Value = serde_json::from_str(&text)?;
    let mut peers = Vec::new();
    for entry in listed["peers"].as_array().context("peers")? {
        let text = |key: &str| entry[key].as_str().map(str::to_owned).with_context(|| key.to_owned());
        let judge = match entry["command"].as_array() {
            Some(words) => {
                Judge::Program(words.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            }
            None if text("name")? == "keyward" => Judge::Keyward,
            None => Judge::Zxcvbn,
        };
        println!("{}", text("name")?);
        peers.push(Peer {
            name: text("name")?,
            version: text("version")?,
            settings: text("settings")?,
            bytes: entry["bytes"].as_u64().context("bytes")?,
            loaded: text("loaded")?,
            habits: habits_accepted(&judge)?,
            good: good_refused(&judge)?,
            times: times(&judge)?,
            refuses: judge
                .accepts(&PROBES.map(|(_, password)| password.to_owned()))?
                .iter()
                .map(|is| !is)
                .collect(),
        });
    }
    ensure!(peers.first().is_some_and(|peer| peer.name == "keyward"), "keyward is not the first");
    let machine = listed["machine"].as_str().context("machine")?;
    for (file, text) in
        [("docs/comparison.md", page::page(&peers, machine)), ("docs/comparison.svg", plot::picture(&peers))]
    {
        fs::write(crate::root().join(file), text).with_context(|| file.to_owned())?;
        println!("{file}");
    }
    Ok(())
}

impl Judge {
    /// Which passwords it accepts.
    fn accepts(&self, passwords: &[String]) -> Result<Vec<bool>> {
        Ok(match self {
            Self::Keyward => {
                let validator = Validator::new(Policy::NHS_APPENDIX_A);
                passwords.iter().map(|password| validator.accepts(password, &Context::default())).collect()
            }
            Self::Zxcvbn => passwords.iter().map(|password| zxcvbn(password)).collect(),
            Self::Program(command) => ask(command, passwords, 0)?.0,
        })
    }

    /// Nanoseconds that one password takes: the least of some rounds.
    fn time(&self, passwords: &[String]) -> Result<f64> {
        let timed = |judge: &dyn Fn(&str) -> bool| {
            let mut best = f64::INFINITY;
            for _ in 0..ROUNDS {
                let start = Instant::now();
                for password in passwords {
                    black_box(judge(black_box(password)));
                }
                best = best.min(start.elapsed().as_secs_f64() * 1e9 / count(passwords.len()));
            }
            best
        };
        Ok(match self {
            Self::Keyward => {
                let validator = Validator::new(Policy::NHS_APPENDIX_A);
                timed(&|password| validator.check(password, &Context::default()).accepted())
            }
            Self::Zxcvbn => timed(&zxcvbn),
            Self::Program(command) => ask(command, passwords, ROUNDS)?.1,
        })
    }
}

/// Whether zxcvbn gives it the score that its authors call safely unguessable.
fn zxcvbn(password: &str) -> bool {
    u8::from(zxcvbn::zxcvbn(password, &[]).score()) >= 3
}

/// What a program answers, and the nanoseconds it took for each.
fn ask(command: &[String], passwords: &[String], rounds: usize) -> Result<(Vec<bool>, f64)> {
    let file = tempfile::NamedTempFile::new()?;
    let lines: String = passwords.iter().flat_map(|password| [password.as_str(), "\n"]).collect();
    fs::write(file.path(), lines)?;
    let (program, arguments) = command.split_first().context("a command")?;
    let said = Command::new(program).args(arguments).arg(file.path()).arg(rounds.to_string()).output()?;
    ensure!(said.status.success(), "{program}: {}", String::from_utf8_lossy(&said.stderr));
    let text = String::from_utf8(said.stdout)?;
    let (verdicts, time) = text.trim_end().split_once('\n').context("two lines")?;
    ensure!(
        verdicts.len() == passwords.len(),
        "{program}: {} of {} verdicts",
        verdicts.len(),
        passwords.len()
    );
    Ok((verdicts.chars().map(|verdict| verdict == '1').collect(), time.parse().context("the time")?))
}

/// The everyday habits, each base with each, as shares that are accepted.
fn habits_accepted(judge: &Judge) -> Result<Vec<Share>> {
    let cells = habits::cells(1, HABITS)?;
    let everyday = cells.into_iter().filter(|cell| cell.everyday).map(|cell| (cell.name, cell.candidates));
    shares(judge, everyday.collect(), |accepted| accepted)
}

/// The good styles, as shares that are refused. Of keyward those rules are left out that count characters: what is measured is
/// judgement, and a policy that counts fewer is as easily had.
fn good_refused(judge: &Judge) -> Result<Vec<Share>> {
    let good: Vec<_> = styles::passwords(1, STYLES)?
        .into_iter()
        .map(|(style, passwords)| (style.to_owned(), passwords))
        .collect();
    if !matches!(judge, Judge::Keyward) {
        return shares(judge, good, |accepted| !accepted);
    }
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let judged = |password: &String| {
        let report = validator.check(password, &Context::default());
        Rule::ALL
            .iter()
            .copied()
            .any(|rule| report.finding(rule).is_some() && !styles::COUNTING.contains(&rule))
    };
    let share = |(name, passwords): (String, Vec<String>)| {
        let mut share = Share::new(name);
        passwords.iter().for_each(|password| share.add(judged(password)));
        share
    };
    Ok(good.into_iter().map(share).collect())
}

/// Asks once for all cells, as a program takes longer to start than to judge.
fn shares(judge: &Judge, cells: Vec<(String, Vec<String>)>, counts: fn(bool) -> bool) -> Result<Vec<Share>> {
    let all: Vec<String> = cells.iter().flat_map(|(_, candidates)| candidates.clone()).collect();
    let mut verdicts = judge.accepts(&all)?.into_iter();
    let share = |(name, candidates): (String, Vec<String>)| {
        let mut share = Share::new(name);
        verdicts.by_ref().take(candidates.len()).for_each(|accepted| share.add(counts(accepted)));
        share
    };
    Ok(cells.into_iter().map(share).collect())
}

fn times(judge: &Judge) -> Result<Vec<f64>> {
    CORPORA.iter().map(|(_, file)| judge.time(&corpus(file)?)).collect()
}

/// The corpora of the benches.
const CORPORA: [(&str, &str); 3] =
    [("leaked", "leaked.txt"), ("as a policy asks for", "policy-like.txt"), ("random", "random.txt")];

fn corpus(file: &str) -> Result<Vec<String>> {
    let path = Path::new("benches/corpora").join(file);
    let text = fs::read_to_string(crate::root().join(&path)).with_context(|| path.display().to_string())?;
    Ok(text.lines().take(TIMED).map(str::to_owned).collect())
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn count(count: usize) -> f64 {
    count as f64
}
