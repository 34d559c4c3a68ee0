//! Runs the blocks of code of the pages: what is typed at a prompt must be answered as it is shown, a policy must load, JSON must
//! be JSON, a script must run. Programs in other languages stand on a page as files of the repository, which its tests run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use keyward::NamedPolicy;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::{markdown, pages};

/// Folders whose files are programs that the test run builds and runs.
const RUN: [&str; 2] = ["examples/", "tests/c/example.c"];

/// Blocks that are run elsewhere, or cannot be here: the file, how the block begins, and why.
const ELSEWHERE: [(&str, &str, &str); 4] = [
    ("docs/audit.md", "pip install", "the package is not published"),
    ("docs/audit.md", "from pyspark", "needs Spark; bindings/python/tests/spark runs the same calls"),
    ("docs/batch.md", "keyward check --batch <", "the files are the reader's"),
    ("docs/batch.md", "printf", "the request is the reader's"),
];

/// How many blocks were run.
///
/// # Errors
/// If one does not do what its page says.
pub(crate) fn run(root: &Path, keyward: &Path, npm: &Path) -> Result<usize> {
    let place = std::env::temp_dir().join(format!("keyward-blocks-{}", std::process::id()));
    fs::create_dir_all(place.join("node_modules"))?;
    let made = Place { keyward: keyward.canonicalize()?, folder: place.clone() };
    std::os::unix::fs::symlink(npm.canonicalize()?, place.join("node_modules/keyward"))?;
    let result = run_all(root, &made);
    fs::remove_dir_all(&place)?;
    result
}

fn run_all(root: &Path, place: &Place) -> Result<usize> {
    let mut ran = 0;
    let mut unused: Vec<_> = ELSEWHERE.iter().collect();
    for page in pages::all().filter(|page| page.source.ends_with(".md")) {
        let text = fs::read_to_string(root.join(page.source))?;
        for (info, code) in blocks(&text) {
            let is_this =
                |(file, start, _): &&(&str, &str, &str)| *file == page.source && code.starts_with(start);
            if let Some(index) = unused.iter().position(is_this) {
                unused.remove(index);
                continue;
            }
            ran += usize::from(
                place
                    .block(&info, &code)
                    .with_context(|| format!("{}: ```{info}\n{code}```", page.source))?,
            );
        }
    }
    ensure!(unused.is_empty(), "no page has these blocks any more: {unused:?}");
    ensure!(ran > 20, "{ran} blocks of code were run");
    Ok(ran)
}

/// Each fenced block: what it says it is, and what is in it.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_inside = false;
    for event in markdown::parser(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                found.push((info.to_string(), String::new()));
                is_inside = true;
            }
            Event::End(TagEnd::CodeBlock) => is_inside = false,
            Event::Text(part) if is_inside => {
                if let Some((_, code)) = found.last_mut() {
                    code.push_str(&part);
                }
            }
            _ => {}
        }
    }
    found
}

/// Where blocks are run.
struct Place {
    keyward: PathBuf,
    folder: PathBuf,
}

impl Place {
    /// Whether there was something to run.
    fn block(&self, info: &str, code: &str) -> Result<bool> {
        let (kind, rest) = info.split_once(' ').unwrap_or((info, ""));
        match kind {
            "console" => self.console(code)?,
            "toml" => {
                NamedPolicy::from_toml(code).map(drop)?;
                // What a page shows first is there for what it shows next.
                fs::write(self.folder.join("policy.toml"), code)?;
            }
            "json" => {
                code.lines().try_for_each(|line| serde_json::from_str(line).map(|_: serde_json::Value| ()))?
            }
            "js" => self.script(code)?,
            "file" => ensure!(RUN.iter().any(|place| rest.starts_with(place)), "nothing runs {rest}"),
            "" | "text" | "html" | "picture" | "generated" => return Ok(false),
            _ => bail!("nothing here runs `{kind}`: show a file of examples/ instead"),
        }
        Ok(true)
    }

    /// Commands behind `$ `, each with what it prints; `…` stands for any text.
    fn console(&self, session: &str) -> Result<()> {
        let mut said: Option<(String, String)> = None;
        for line in session.lines().chain(["$ "]) {
            if let Some(command) = line.strip_prefix("$ ") {
                if let Some((command, expected)) = said.replace((command.to_owned(), String::new())) {
                    self.command(&command, &expected)?;
                }
            } else if let Some((_, expected)) = &mut said {
                expected.push_str(line);
                expected.push('\n');
            } else {
                bail!("a session begins with `$ `");
            }
        }
        Ok(())
    }

    fn command(&self, command: &str, expected: &str) -> Result<()> {
        let path = std::env::var("PATH").unwrap_or_default();
        let tools = self.keyward.parent().context("a folder")?;
        let said = Command::new("bash")
            .args(["-c", &format!("exec 2>&1; {command}")])
            .env("PATH", format!("{}:{path}", tools.display()))
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()?;
        let said = String::from_utf8(said.stdout)?;
        ensure!(is_like(expected, &said), "`{command}` says\n{said}");
        Ok(())
    }

    fn script(&self, code: &str) -> Result<()> {
        let file = self.folder.join("block.mjs");
        fs::write(&file, code)?;
        let said = Command::new("node").arg(&file).output().context("cannot run node")?;
        ensure!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        Ok(())
    }
}

/// Whether a text is what was expected, where `…` stands for anything, also for nothing.
fn is_like(expected: &str, text: &str) -> bool {
    let (expected, text) = (format!("{}\n", expected.trim_end()), format!("{}\n", text.trim_end()));
    let expected = expected.strip_suffix("…\n").map_or(expected.clone(), |start| format!("{start}…"));
    let mut pieces = expected.split('…');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        // What comes last must end the text, anything else may come where it first can.
        let place =
            if pieces.peek().is_none() { rest.len().checked_sub(piece.len()) } else { rest.find(piece) };
        let Some(after) = place.and_then(|place| rest.get(place..)?.strip_prefix(piece)) else {
            return false;
        };
        rest = after;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may")]

    use super::*;

    #[test]
    fn dots_stand_for_anything_and_nothing_else_does() {
        assert!(is_like("a…c", "a b c\n") && is_like("a…", "abc") && is_like("a\n", "a"));
        assert!(!is_like("a…c", "a b") && !is_like("a", "ab") && !is_like("b…", "ab"));
    }

    #[test]
    fn a_block_that_is_wrong_is_an_error() {
        let folder = std::env::temp_dir().join(format!("keyward-wrong-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let place = Place { keyward: PathBuf::from("/nowhere/keyward"), folder: folder.clone() };
        for (info, code) in [
            ("toml", "min_lenght = 4\n"),
            ("json", "{"),
            ("console", "$ echo one\ntwo\n"),
            ("console", "echo one\n"),
            ("python", "print(1)\n"),
            ("file crates/core/src/lib.rs", ""),
        ] {
            assert!(place.block(info, code).is_err(), "{info} {code}");
        }
        assert!(place.block("console", "$ echo one two\none …\n").unwrap());
        assert!(!place.block("text", "anything").unwrap());
        fs::remove_dir_all(folder).unwrap();
    }
}
