//! `cargo xtask site`: the pages of `site/` in `target/site`, with the playground, the search and the reference of the crates; and
//! with `--check` every link followed, every block of code run, every page opened in Chromium.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::generated::root;
use crate::npm;
use crate::process::finish;

/// What has a reference: the crates that are published for others to build on.
const CRATES: [&str; 5] =
    ["keyward", "keyward-core", "keyward-dictionary", "keyward-history", "keyward-words"];

/// What a browser is given: the script, and what it is made of.
const SCRIPTS: [&str; 3] = ["search", "search-index", "playground"];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Follow every link, run every block of code, open every page in Chromium
    #[arg(long)]
    check: bool,
}

impl Arguments {
    /// As the test run asks.
    pub(crate) const CHECK: Self = Self { check: true };
}

/// Makes the site, and tries it if asked to.
///
/// # Errors
/// If it cannot be made, or a check fails.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    npm::packed()?;
    build()?;
    if arguments.check {
        check()?;
    }
    println!("{}", place().join("index.html").display());
    Ok(())
}

fn build() -> Result<()> {
    let (site, made) = (place(), root().join("target/site-scripts"));
    if site.exists() {
        fs::remove_dir_all(&site)?;
    }
    fs::create_dir_all(&site)?;
    fs::create_dir_all(&made)?;
    generator("build", &[("--to", &site)])?;
    generator("tables", &[("--to", &made.join("tables.json"))])?;
    finish(npm::tool("tsc").arg("--project").arg(source().join("scripts")))?;
    // The worker first, as a text of the page's script.
    bundle("engine", &made.join("engine.txt"), &made)?;
    for script in SCRIPTS {
        bundle(script, &site.join(script).with_extension("js"), &made)?;
    }
    reference(&site.join("api"))
}

/// The generator of the pages, which has the repository's own documents to itself, so that this program need not.
fn generator(command: &str, places: &[(&str, &Path)]) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["run", "--quiet", "--package", "site", "--", command]);
    for (option, place) in places {
        cargo.arg(option).arg(place);
    }
    finish(&mut cargo)
}

fn bundle(script: &str, to: &Path, made: &Path) -> Result<()> {
    let package = root().join("target/npm/package/inline.js");
    finish(
        npm::tool("esbuild")
            .arg(source().join("scripts").join(script).with_extension("ts"))
            .args(["--bundle", "--minify", "--target=es2022", "--format=iife", "--platform=browser"])
            .args(["--log-level=warning", "--loader:.txt=text"])
            .arg(format!("--alias:keyward/inline={}", package.display()))
            .arg(format!("--alias:site-tables={}", made.join("tables.json").display()))
            .arg(format!("--alias:engine-source={}", made.join("engine.txt").display()))
            .arg(format!("--outfile={}", to.display()))
            .env("NODE_PATH", root().join("crates/wasm/node_modules")),
    )
}

/// What rustdoc says of the published crates, and of no other.
fn reference(to: &Path) -> Result<()> {
    let documents = root().join("target/doc");
    if documents.exists() {
        fs::remove_dir_all(&documents)?;
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["doc", "--quiet", "--no-deps"]);
    finish(cargo.args(CRATES.iter().flat_map(|name| ["--package", name])))?;
    finish(Command::new("cp").arg("-r").arg(&documents).arg(to))?;
    // The list of crates, to which rustdoc's own pages lead and which it does not make.
    let list = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>The Rust crates</title></head>\
                <body><p><a href=\"../crates.html\">The Rust crates</a></p></body></html>\n";
    fs::write(to.join("index.html"), list)?;
    let lock = to.join(".lock");
    if lock.exists() {
        fs::remove_file(lock)?;
    }
    Ok(())
}

fn check() -> Result<()> {
    npm::set_up_browser()?;
    finish(Command::new(env!("CARGO")).current_dir(root()).args([
        "build",
        "--quiet",
        "--package",
        "keyward-cli",
    ]))?;
    let keyward = root().join("target/debug/keyward");
    let package = root().join("target/npm/package");
    generator("check", &[("--site", &place()), ("--keyward", &keyward), ("--npm", &package)])?;
    let mut tests =
        fs::read_dir(source().join("test"))?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]).args(tests);
    finish(node.env("KEYWARD", keyward).current_dir(root()))
}

fn place() -> PathBuf {
    straight_root().join("target/site")
}

fn source() -> PathBuf {
    straight_root().join("site")
}

/// The root without a way back in its path, as the bundler and the tests want it.
fn straight_root() -> PathBuf {
    root().canonicalize().unwrap_or_else(|_| root())
}
