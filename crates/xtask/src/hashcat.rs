//! `cargo xtask hashcat`: what a cracker's own rules make of the commonest passwords, and how much of that is accepted. Debian's
//! `hashcat --stdout` writes the guesses; it needs no device for that.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::apt;
use crate::generated::root;
use crate::process::finish;

/// So many rules of each of hashcat's files are chained, each with each, evenly from the first to the last: all of them would
/// make 10^13 guesses of a hundred passwords.
const OF_EACH_FILE: usize = 60;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The commonest passwords that the rules are applied to
    #[arg(long, default_value_t = 100)]
    words: usize,
    /// Print this many of the guesses accepted
    #[arg(long, default_value_t = 0)]
    accepted: usize,
}

/// Makes the guesses, and has `cargo lab guesses` judge them.
///
/// # Errors
/// If hashcat cannot be installed, or fails.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    apt::install(&["hashcat", "hashcat-data"])?;
    let made = root().canonicalize()?.join("target/hashcat");
    fs::create_dir_all(&made)?;
    let [words, rules] = ["words.txt", "some.rule"].map(|name| made.join(name));
    let passwords = fs::read_to_string(root().join("crates/words/data/passwords.txt"))?;
    let commonest: Vec<&str> = passwords.lines().take(arguments.words).collect();
    ensure!(commonest.len() == arguments.words, "there are {} passwords", commonest.len());
    fs::write(&words, commonest.join("\n") + "\n")?;
    fs::write(&rules, some_rules(Path::new("/usr/share/hashcat/rules"))?)?;
    let mut hashcat = Command::new("hashcat");
    hashcat.arg("--stdout").arg("-r").arg(&rules).arg("-r").arg(&rules).arg(&words);
    let mut guessing = hashcat.stdout(Stdio::piped()).spawn().context("cannot run hashcat")?;
    let guesses = guessing.stdout.take().context("hashcat writes nothing")?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["run", "--quiet", "--release", "--package", "lab", "--", "guesses"]);
    finish(cargo.args(["--accepted", &arguments.accepted.to_string()]).stdin(guesses))?;
    ensure!(guessing.wait()?.success(), "hashcat failed");
    Ok(())
}

/// Rules of every file in a folder, in the order of the files' names.
fn some_rules(folder: &Path) -> Result<String> {
    let files = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<_> = files.map(|file| Ok(file?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rule"));
    files.sort();
    let mut some = String::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let text = String::from_utf8_lossy(&bytes);
        let rules: Vec<&str> =
            text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        for rule in rules.iter().step_by(rules.len().div_ceil(OF_EACH_FILE).max(1)) {
            some += rule;
            some.push('\n');
        }
    }
    Ok(some)
}
