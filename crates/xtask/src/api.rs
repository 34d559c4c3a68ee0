//! `cargo xtask api`: what each published crate offers, one item a line, in `docs/api`. The test run compares it with the code,
//! so that what users build on changes only where somebody saw it.

use std::collections::BTreeSet;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::generated::{root, settle};
use crate::process::finish;
use crate::supply::{toolchain, with};

/// The compiler that describes the crates. What it writes has no fixed form yet, and must be what the crate `public-api`
/// reads: they are raised together.
const COMPILER: &str = "1.95.0";

/// Traits that only the compiler uses, so that no user can come to depend on them.
const OF_THE_COMPILER: [&str; 3] =
    ["core::marker::Freeze", "core::marker::StructuralPartialEq", "core::marker::UnsafeUnpin"];

/// Writes the listings or, with `check`, fails showing what became other.
///
/// # Errors
/// If a listing differs, or cannot be made.
pub(crate) fn run(check: bool) -> Result<()> {
    toolchain(COMPILER)?;
    let names = published()?;
    let mut cargo = with(COMPILER, "api");
    cargo.args(["doc", "--quiet", "--locked", "--no-deps", "--lib", "--all-features"]);
    cargo.args(names.iter().flat_map(|name| ["--package", name]));
    // The description as JSON is not for everybody yet: a released compiler has to be told that this is meant.
    cargo.env("RUSTC_BOOTSTRAP", "1");
    finish(cargo.env("RUSTDOCFLAGS", "-Zunstable-options --output-format json --cap-lints allow"))?;
    let mut files = Vec::new();
    for name in &names {
        let described = root().join(format!("target/api/doc/{}.json", name.replace('-', "_")));
        let listing = public_api::Builder::from_rustdoc_json(described)
            .omit_blanket_impls(true)
            .build()
            .with_context(|| format!("the listing of {name}"))?;
        let of_the_compiler =
            |line: &str| OF_THE_COMPILER.iter().any(|name| line.contains(&format!(" {name} for ")));
        let mut text = String::new();
        for line in listing.items().map(ToString::to_string).filter(|line| !of_the_compiler(line)) {
            text.push_str(&line);
            text.push('\n');
        }
        files.push((format!("docs/api/{name}.txt"), text));
    }
    fs::create_dir_all(root().join("docs/api"))?;
    for (name, listing) in &files {
        print!("{}", changes(name, listing));
    }
    let files: Vec<_> = files.iter().map(|(name, listing)| (name.as_str(), listing.clone())).collect();
    settle(&files, check, "cargo xtask api")
}

/// The crates of the workspace that may be published.
fn published() -> Result<Vec<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    let said = cargo.current_dir(root()).args(["metadata", "--format-version=1", "--no-deps"]).output()?;
    ensure!(said.status.success(), "cargo metadata: {}", said.status);
    let metadata: Value = serde_json::from_slice(&said.stdout)?;
    let packages = metadata["packages"].as_array().context("packages")?;
    let published = packages.iter().filter(|package| package["publish"].is_null());
    let mut names: Vec<_> =
        published.filter_map(|package| package["name"].as_str()).map(str::to_owned).collect();
    names.sort_unstable();
    ensure!(names.len() > 3, "only {names:?} may be published");
    Ok(names)
}

/// The lines that come and go, with the file above them; nothing if it is as committed.
fn changes(name: &str, listing: &str) -> String {
    let committed = fs::read_to_string(root().join(name)).unwrap_or_default();
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (committed.lines().collect(), listing.lines().collect());
    let mut text = String::new();
    if old != new {
        let _ = writeln!(text, "{name}:");
    }
    for (sign, lines) in [('-', old.difference(&new)), ('+', new.difference(&old))] {
        for line in lines {
            let _ = writeln!(text, "{sign} {line}");
        }
    }
    text
}
