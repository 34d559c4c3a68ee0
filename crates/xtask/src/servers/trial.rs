//! What every trial of a server has: a folder, passwords that nobody else may see, and the cases that have held.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use keyward::{Context, Policy, Style, Suggester, Validator};

use crate::generated::root;

/// Passes the policy.
pub(super) const GOOD: &str = "Wq7#Nv!2pZ";
/// Made from it.
pub(super) const RECYCLED: &str = "Wq7#Nv!3pZ";
/// Passes, and has nothing in common with it.
pub(super) const OTHER: &str = "TGbq73!%wzRK";
/// Holds a word.
pub(super) const WORD: &str = "Mx7#Sword!Qz2";
/// Holds the owner's name, which is Joan Quillington.
pub(super) const PERSONAL: &str = "Kx7#Quillington!2Q";
/// Nothing that a person would type.
pub(super) const NONSENSE: [&str; 3] = ["'; DROP ROLE x; --", "%s%n%x%s%n", "\u{202e}\u{0301}\u{fffd}"];

/// A trial of one server.
pub(super) struct Trial {
    folder: tempfile::TempDir,
    secrets: BTreeSet<String>,
    cases: usize,
    /// Whether there is time for what takes long.
    pub(super) thorough: bool,
}

/// What a program said, and whether it succeeded.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) ok: bool,
    pub(super) text: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = [output.stdout, output.stderr].concat();
        Self { ok: output.status.success(), text: String::from_utf8_lossy(&text).into_owned() }
    }
}

impl Trial {
    pub(super) fn new(thorough: bool) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("keyward-").tempdir()?;
        let secrets = [GOOD, RECYCLED, OTHER, WORD, PERSONAL].map(str::to_owned).into();
        Ok(Self { folder, secrets, cases: 0, thorough })
    }

    /// The folder of this trial.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) const fn cases(&self) -> usize {
        self.cases
    }

    /// A password that this trial sends, and that must be told to nobody.
    pub(super) fn secret<'a>(&mut self, password: &'a str) -> &'a str {
        // A shorter one may stand anywhere by chance.
        if password.len() > 7 {
            self.secrets.insert(password.chars().take(64).collect());
        }
        password
    }

    /// Passwords that the policy accepts, each unlike the others.
    pub(super) fn suggest(&mut self, count: usize) -> Result<Vec<String>> {
        let (validator, context) = (Validator::new(Policy::NHS_APPENDIX_A), Context::default());
        let mut suggester = Suggester::new(&validator, &context, Style::Random, None)?;
        let passwords = (0..count).map(|_| Ok(suggester.suggest()?.password().to_owned()));
        let passwords = passwords.collect::<Result<Vec<_>>>()?;
        self.secrets.extend(passwords.iter().cloned());
        Ok(passwords)
    }

    /// A case that must hold.
    pub(super) fn holds(&mut self, what: &str, holds: bool, said: &dyn std::fmt::Debug) -> Result<()> {
        ensure!(holds, "{what}: {said:?}");
        self.cases += 1;
        Ok(())
    }

    /// A password that must be accepted.
    pub(super) fn accepted(&mut self, what: &str, said: &Said) -> Result<()> {
        self.holds(what, said.ok, said)
    }

    /// A password that must be refused, with a text that has these parts.
    pub(super) fn refused(&mut self, what: &str, said: &Said, parts: &[&str]) -> Result<()> {
        let told = parts.iter().all(|part| said.text.contains(part));
        self.holds(what, !said.ok && told, &(said, parts))
    }

    /// That no password stands in a text.
    pub(super) fn nothing_in(&mut self, what: &str, text: &[u8]) -> Result<()> {
        let told = self.secrets.iter().find(|secret| contains(text, secret.as_bytes()));
        ensure!(told.is_none(), "{what} has the password {told:?}");
        self.cases += 1;
        Ok(())
    }

    /// That no password stands in any file of the folder, and that no program left its memory there.
    pub(super) fn nothing_told(&mut self) -> Result<()> {
        let mut folders = vec![self.folder().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                let kind = fs::symlink_metadata(&path)?;
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_file() {
                    ensure!(
                        path.file_name().is_none_or(|name| name != "core"),
                        "{} was left",
                        path.display()
                    );
                    let text = fs::read(&path)?;
                    let told = self.secrets.iter().find(|secret| contains(&text, secret.as_bytes()));
                    ensure!(told.is_none(), "{} has the password {told:?}", path.display());
                }
            }
        }
        self.cases += 1;
        Ok(())
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Runs a program with something on its standard input.
pub(super) fn say(command: &mut Command, input: &[u8]) -> Result<Said> {
    use std::io::Write as _;
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().with_context(|| format!("cannot run {command:?}"))?;
    let mut stdin = child.stdin.take().context("a pipe")?;
    let input = input.to_owned();
    // A program need not read all of it.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output()?;
    let _ = writer.join();
    Ok(output.into())
}

/// Runs a program that must succeed.
pub(super) fn must(command: &mut Command) -> Result<String> {
    let said = say(command, b"")?;
    ensure!(said.ok, "{command:?}: {}", said.text);
    Ok(said.text)
}

/// A file that cargo has built.
pub(super) fn built(name: &str) -> PathBuf {
    root()
        .join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
        .join("debug")
        .join(name)
}

/// Tries again until something holds, for half a minute at most: servers take their time to start.
pub(super) fn until(what: &str, mut holds: impl FnMut() -> bool) -> Result<()> {
    for _ in 0..600 {
        if holds() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    bail!("{what}")
}

/// A server that is stopped when the trial ends, however it ends.
pub(super) struct Running(pub(super) std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
