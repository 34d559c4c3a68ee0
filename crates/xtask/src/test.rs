//! The whole test run: what README says to run, and what a change must pass. It is a list of named steps, each of which sets
//! up what it needs; all of them run even if one fails, and the summary comes last. What takes long and is not broken by a
//! change of a day stands in a list of its own, for `--thorough`.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::generated::root;
use crate::process::finish;
use crate::{
    api, bindings, blobs, corpora, ffi, fuzz, npm, panics, servers, site, soak, supply, tables, unicode,
    words,
};

/// A part of the test run.
struct Step {
    name: &'static str,
    run: fn() -> Result<()>,
}

/// In the order in which they are run: what fails soonest first, the tests themselves last.
const STEPS: &[Step] = &[
    Step { name: "format", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "tables", run: || tables::run(true).and_then(|()| unicode::run(true)) },
    Step { name: "words", run: || words::run(true) },
    Step { name: "blobs", run: || blobs::run(true) },
    Step { name: "corpora", run: || corpora::run(true) },
    Step {
        name: "lints",
        run: || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    },
    Step { name: "no-std", run: no_std },
    Step { name: "no-panic", run: panics::run },
    Step { name: "msrv", run: supply::oldest_compiler },
    Step { name: "minimal-versions", run: supply::oldest_dependencies },
    Step { name: "documentation", run: documentation },
    Step { name: "api", run: || api::run(true) },
    Step { name: "C", run: ffi::set_up },
    Step { name: "miri", run: ffi::miri },
    Step { name: "servers", run: || servers::run(&servers::Arguments::default()) },
    Step { name: "browser", run: npm::test },
    Step { name: "site", run: || site::run(&site::Arguments::CHECK) },
    Step { name: "bindings", run: || bindings::run(&bindings::Arguments::default()) },
    Step { name: "fuzz", run: || fuzz::all(160) },
    Step { name: "tests", run: || cargo(&["test", "--workspace", "--no-fail-fast"]) },
];

/// What a release must pass besides, and a nightly run tries.
const THOROUGH: &[Step] = &[
    Step { name: "features", run: supply::every_set_of_features },
    Step { name: "semver", run: || supply::semantic_version().map(|said| println!("{said}")) },
    Step { name: "servers-long", run: servers::thorough },
    Step { name: "bindings-whole", run: || bindings::run(&bindings::THOROUGH) },
    Step { name: "soak", run: || soak::run(&soak::Arguments::default()) },
];

#[derive(clap::Args)]
pub struct Arguments {
    /// Only these steps
    pub(crate) steps: Vec<String>,
    /// What takes long, too: every set of features, semantic versioning, servers under load, an hour of fuzzing
    #[arg(long)]
    thorough: bool,
}

/// What the steps are called.
pub(crate) fn names() -> Vec<&'static str> {
    STEPS.iter().chain(THOROUGH).map(|step| step.name).collect()
}

/// Runs the steps, in order.
///
/// # Errors
/// If a step fails, after all of them were run.
pub fn run(arguments: &Arguments) -> Result<()> {
    let every = || STEPS.iter().chain(THOROUGH);
    if let Some(unknown) = arguments.steps.iter().find(|name| !every().any(|step| step.name == **name)) {
        bail!("no step `{unknown}`; the steps are {}", names().join(", "));
    }
    let is_named = |step: &Step| arguments.steps.iter().any(|name| name == step.name);
    let whole = if arguments.thorough { STEPS.len() + THOROUGH.len() } else { STEPS.len() };
    let wanted = every()
        .enumerate()
        .filter(|(index, step)| if arguments.steps.is_empty() { *index < whole } else { is_named(step) });
    let mut results = Vec::new();
    for (_, step) in wanted {
        println!("\n== {} ==", step.name);
        let start = Instant::now();
        let result = (step.run)();
        if let Err(error) = &result {
            println!("{}: {error:#}", step.name);
        }
        results.push((step.name, start.elapsed(), result.is_ok()));
    }
    summary(&results)
}

fn summary(results: &[(&str, Duration, bool)]) -> Result<()> {
    println!("\n== summary ==");
    for (name, time, passed) in results {
        println!("{} {name} ({:.1} s)", if *passed { "ok    " } else { "FAILED" }, time.as_secs_f32());
    }
    let failed: Vec<_> = results.iter().filter(|(_, _, passed)| !passed).map(|(name, ..)| *name).collect();
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}; run one again with `cargo xtask test NAME`", failed.join(", "))
}

/// Core, words and history where there is no std, and the module for the browser.
fn no_std() -> Result<()> {
    const BOARD: &str = "thumbv7em-none-eabihf";
    const BROWSER: &str = "wasm32-unknown-unknown";
    finish(Command::new("rustup").current_dir(root()).args(["target", "add", BOARD, BROWSER]))?;
    cargo(&["build", "--target", BOARD, "-p", "keyward-core", "-p", "keyward-words"])?;
    cargo(&["build", "--target", BOARD, "-p", "keyward-history", "--no-default-features"])?;
    cargo(&["build", "--target", BROWSER, "-p", "keyward-wasm"])
}

fn documentation() -> Result<()> {
    finish(
        Command::new(env!("CARGO"))
            .current_dir(root())
            .args(["doc", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn cargo(arguments: &[&str]) -> Result<()> {
    finish(Command::new(env!("CARGO")).current_dir(root()).args(arguments))
}
