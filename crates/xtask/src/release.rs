//! `cargo xtask release --dry-run`: all that a release must be before anybody is given it. One version everywhere, a section of the
//! changelog, listings as committed, every package made twice from scratch and compared byte for byte, sums of all. It publishes
//! nothing and tags nothing: what it leaves in a folder is what a person then hands out.

mod packages;
mod versions;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest as _, Sha256};

use crate::generated::root;
use crate::{api, supply};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Publish and tag nothing, which is all that this command does
    #[arg(long, required = true)]
    dry_run: bool,
    /// Only these parts
    pub(crate) parts: Vec<String>,
    /// Make each package once, and compare nothing
    #[arg(long)]
    once: bool,
    /// The folder that the packages go to
    #[arg(long, default_value = "target/release-files")]
    to: PathBuf,
}

/// A part of a release.
struct Part {
    name: &'static str,
    what: What,
}

enum What {
    /// Something that must be so; what there is to say of it.
    Check(fn() -> Result<String>),
    /// Files that are made in a folder, compiled in another; made twice, they must be the same.
    Package(fn(to: &Path, target: &Path) -> Result<()>),
}

const PARTS: &[Part] = &[
    Part { name: "versions", what: What::Check(versions::one_everywhere) },
    Part { name: "changelog", what: What::Check(versions::changelog) },
    Part { name: "clean", what: What::Check(clean) },
    Part { name: "api", what: What::Check(|| api::run(true).map(|()| "as listed".to_owned())) },
    Part { name: "semver", what: What::Check(supply::semantic_version) },
    Part { name: "crates", what: What::Package(packages::crates) },
    Part { name: "npm", what: What::Package(packages::npm) },
    Part { name: "c", what: What::Package(packages::c) },
    Part { name: "deb", what: What::Package(packages::deb) },
    Part { name: "wheel", what: What::Package(packages::wheel) },
    Part { name: "sbom", what: What::Package(packages::bills) },
    // What packs must leave nothing behind.
    Part { name: "still-clean", what: What::Check(clean) },
];

/// What the parts are called.
pub(crate) fn names() -> Vec<&'static str> {
    PARTS.iter().map(|part| part.name).collect()
}

/// Runs the parts, all of them even if one fails, and writes the sums.
///
/// # Errors
/// If a part fails.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    debug_assert!(arguments.dry_run);
    if let Some(unknown) = arguments.parts.iter().find(|name| PARTS.iter().all(|part| part.name != **name)) {
        bail!("no part `{unknown}`; there are {}", names().join(", "));
    }
    let to = root().join(&arguments.to);
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    fs::create_dir_all(&to)?;
    let to = to.canonicalize()?;
    let mut lines = Vec::new();
    for part in PARTS
        .iter()
        .filter(|part| arguments.parts.is_empty() || arguments.parts.iter().any(|name| name == part.name))
    {
        println!("\n== {} ==", part.name);
        let start = Instant::now();
        let said = make(part, &to, arguments.once);
        if let Err(error) = &said {
            println!("{}: {error:#}", part.name);
        }
        lines.push((part.name, said, start.elapsed().as_secs_f32()));
    }
    let sums = sums(&to)?;
    println!("\n== summary ==");
    for (name, said, time) in &lines {
        match said {
            Ok(said) => println!("release: {name} ok ({time:.1} s) {said}"),
            Err(error) => println!("release: {name} FAILED ({time:.1} s) {error:#}"),
        }
    }
    println!("{sums} files with their sums in {}", to.display());
    ensure!(lines.iter().all(|(_, said, _)| said.is_ok()), "not ready to be released");
    Ok(())
}

/// What is to be said of a part that is as it should be.
fn make(part: &Part, to: &Path, once: bool) -> Result<String> {
    match part.what {
        What::Check(check) => check(),
        What::Package(make) => {
            let target = root().canonicalize()?.join("target");
            let [first, second] =
                ["first", "second"].map(|name| target.join("release").join(part.name).join(name));
            for folder in [&first, &second] {
                if folder.exists() {
                    fs::remove_dir_all(folder)?;
                }
                fs::create_dir_all(folder)?;
            }
            make(&first, &target)?;
            let files = packed(&first)?;
            ensure!(!files.is_empty(), "nothing was packed");
            let said = if once {
                format!("{} files", files.len())
            } else {
                let other = target.join("second");
                make(&second, &other)?;
                same(&files, &packed(&second)?)?;
                format!("{} files, of the same bytes when made again", files.len())
            };
            for (name, bytes) in files {
                fs::write(to.join(name), bytes)?;
            }
            Ok(said)
        }
    }
}

/// The files of a folder, by their names.
fn packed(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name, fs::read(&path).with_context(|| path.display().to_string())?);
    }
    Ok(files)
}

fn same(first: &BTreeMap<String, Vec<u8>>, second: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    ensure!(first.keys().eq(second.keys()), "other files: {:?} and {:?}", first.keys(), second.keys());
    let differ: Vec<_> = first.keys().filter(|name| first.get(*name) != second.get(*name)).collect();
    ensure!(differ.is_empty(), "other bytes when made again: {differ:?}");
    Ok(())
}

/// What is packed is what is committed.
fn clean() -> Result<String> {
    let said = Command::new("git").current_dir(root()).args(["status", "--porcelain"]).output()?;
    ensure!(said.status.success(), "git: {}", String::from_utf8_lossy(&said.stderr));
    let changed = String::from_utf8_lossy(&said.stdout);
    ensure!(changed.trim().is_empty(), "not committed:\n{changed}");
    Ok("all committed".to_owned())
}

/// Writes `SHA256SUMS`, as `sha256sum --check` reads it; returns how many files there are.
fn sums(folder: &Path) -> Result<usize> {
    let mut text = String::new();
    let files = packed(folder)?;
    for (name, bytes) in &files {
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        text += &format!("{sum}  {name}\n");
    }
    fs::write(folder.join("SHA256SUMS"), text)?;
    Ok(files.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_files_and_other_bytes_are_told() {
        let of = |files: &[(&str, &str)]| {
            files
                .iter()
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect::<BTreeMap<_, _>>()
        };
        assert!(same(&of(&[("a", "1")]), &of(&[("a", "1")])).is_ok());
        assert!(same(&of(&[("a", "1")]), &of(&[("a", "2")])).is_err());
        assert!(same(&of(&[("a", "1")]), &of(&[("b", "1")])).is_err());
    }

    #[test]
    fn sums_are_those_that_sha256sum_checks() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "text").unwrap();
        assert_eq!(sums(folder.path()).unwrap(), 1);
        let mut check = Command::new("sha256sum");
        let status = check.current_dir(folder.path()).args(["--check", "--quiet", "SHA256SUMS"]).status();
        assert!(status.unwrap().success());
    }
}
