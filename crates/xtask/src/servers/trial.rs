//! What every trial of a server has: a folder, passwords that nobody else may see, and the cases that have held.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
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
    secrets: RefCell<BTreeSet<String>>,
    cases: Cell<usize>,
    /// Whether there is time for what takes long.
    pub(super) thorough: bool,
}

/// What a program said, and whether it succeeded.
#[derive(Debug, Default)]
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
        let secrets = RefCell::new([GOOD, RECYCLED, OTHER, WORD, PERSONAL].map(str::to_owned).into());
        Ok(Self { folder, secrets, cases: Cell::new(0), thorough })
    }

    /// The folder of this trial.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the folder.
    pub(super) fn file(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.folder().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }

    pub(super) fn cases(&self) -> usize {
        self.cases.get()
    }

    /// A password that this trial sends, and that must be told to nobody.
    pub(super) fn secret<'a>(&self, password: &'a str) -> &'a str {
        // A shorter one may stand anywhere by chance.
        if password.len() > 7 {
            self.secrets.borrow_mut().insert(password.chars().take(64).collect());
        }
        password
    }

    /// Passwords that the policy accepts, each unlike the others.
    pub(super) fn suggest(&self, count: usize) -> Result<Vec<String>> {
        let (validator, context) = (Validator::new(Policy::NHS_APPENDIX_A), Context::default());
        let mut suggester = Suggester::new(&validator, &context, Style::Random, None)?;
        let passwords = (0..count).map(|_| Ok(suggester.suggest()?.password().to_owned()));
        let passwords = passwords.collect::<Result<Vec<_>>>()?;
        self.secrets.borrow_mut().extend(passwords.iter().cloned());
        Ok(passwords)
    }

    /// A case that must hold.
    pub(super) fn holds(&self, what: &str, holds: bool, said: &dyn std::fmt::Debug) -> Result<()> {
        ensure!(holds, "{what}: {said:?}");
        self.cases.set(self.cases.get() + 1);
        Ok(())
    }

    /// A password that must be accepted.
    pub(super) fn accepted(&self, what: &str, said: &Said) -> Result<()> {
        self.holds(what, said.ok, said)
    }

    /// A password that must be refused, with a text that has these parts.
    pub(super) fn refused(&self, what: &str, said: &Said, parts: &[&str]) -> Result<()> {
        let told = parts.iter().all(|part| said.text.contains(part));
        self.holds(what, !said.ok && told, &(said, parts))
    }

    /// That a module stays loaded when its host lets it go.
    pub(super) fn stays(&self, module: &Path) -> Result<()> {
        let told = must(Command::new("readelf").arg("--dynamic").arg(module))?;
        self.holds("the module stays", told.contains("NODELETE"), &told)
    }

    /// That no password stands in a text.
    pub(super) fn nothing_in(&self, what: &str, text: &[u8]) -> Result<()> {
        let told = self.grep(&["--count"], text)?;
        self.holds(what, told.trim() == "0", &format!("{told} lines with a password"))
    }

    /// That no password stands in any file of the folder, and that no program left its memory there.
    pub(super) fn nothing_told(&self) -> Result<()> {
        let folder = self.folder().display().to_string();
        let told = self.grep(&["--recursive", "--files-with-matches", "--devices=skip", &folder], b"")?;
        self.holds("no file has a password", told.is_empty(), &told)?;
        let left = must(Command::new("find").args([&folder, "-name", "core*", "-type", "f"]))?;
        self.holds("no program left its memory", left.is_empty(), &left)
    }

    /// What `grep` says of the passwords of this trial.
    fn grep(&self, arguments: &[&str], input: &[u8]) -> Result<String> {
        let secrets = self.secrets.borrow().iter().cloned().collect::<Vec<_>>().join("\n");
        let patterns = tempfile::NamedTempFile::new()?;
        fs::write(patterns.path(), secrets)?;
        let mut grep = Command::new("grep");
        grep.env("LC_ALL", "C").args(["--text", "--fixed-strings", "--file"]).arg(patterns.path());
        Ok(say(grep.args(arguments), input)?.text)
    }
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

/// Where cargo builds.
pub(super) fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A file that cargo has built.
pub(super) fn built(name: &str) -> PathBuf {
    target().join("debug").join(name)
}

/// A port of this computer that nobody listens at.
pub(super) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
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
