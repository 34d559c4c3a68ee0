//! The whole test run: what README says to run, and what a change must pass. It is a list of named steps, each of which sets
//! up what it needs; all of them run even if one fails, and the summary comes last. What takes long and is not broken by a
//! change of a day stands in a list of its own, for `--thorough`.

use std::io::{Read as _, Seek as _};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

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
    /// Whether it starts with the one before it, as neither keeps all processors busy: both wait for the one crate that the others
    /// stand on. Each has a target folder of its own, and installs nothing that the other does.
    beside: bool,
}

impl Step {
    const fn new(name: &'static str, run: fn() -> Result<()>) -> Self {
        Self { name, run, beside: false }
    }

    const fn beside(name: &'static str, run: fn() -> Result<()>) -> Self {
        Self { name, run, beside: true }
    }
}

/// In the order in which they are run: what fails soonest first, the tests themselves last.
const STEPS: &[Step] = &[
    Step::new("format", || cargo(&["fmt", "--all", "--check"])),
    Step::new("tables", || tables::run(true).and_then(|()| unicode::run(true))),
    Step::new("words", || words::run(true)),
    Step::new("blobs", || blobs::run(true)),
    Step::new("corpora", || corpora::run(true)),
    Step::new("lints", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
    Step::beside("msrv", supply::oldest_compiler),
    Step::new("no-std", no_std),
    Step::new("no-panic", panics::run),
    Step::new("documentation", documentation),
    Step::beside("minimal-versions", supply::oldest_dependencies),
    Step::new("api", || api::run(true)),
    Step::new("C", ffi::set_up),
    Step::new("miri", ffi::miri),
    Step::new("servers", || servers::run(&servers::Arguments::default())),
    Step::new("browser", npm::test),
    Step::new("site", || site::run(&site::Arguments::CHECK)),
    Step::new("bindings", || bindings::run(&bindings::Arguments::default())),
    Step::new("fuzz", || fuzz::all(66)),
    Step::new("tests", || cargo(&["test", "--workspace", "--no-fail-fast"])),
];

/// What a release must pass besides, and a nightly run tries.
const THOROUGH: &[Step] = &[
    Step::new("features", supply::every_set_of_features),
    Step::new("semver", || supply::semantic_version().map(|said| println!("{said}"))),
    Step::new("servers-long", servers::thorough),
    Step::new("bindings-whole", || bindings::run(&bindings::THOROUGH)),
    Step::new("soak", || soak::run(&soak::Arguments::default())),
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
    let wanted: Vec<_> = wanted.map(|(_, step)| step).collect();
    let mut results = Vec::new();
    for together in wanted.chunk_by(|_, next| next.beside) {
        match together {
            [step] => results.push(timed(step.name, || {
                println!("\n== {} ==", step.name);
                (step.run)()
            })),
            steps => thread::scope(|scope| {
                let apart = |step: &Step| timed(step.name, || apart(step));
                let runs: Vec<_> = steps.iter().map(|step| scope.spawn(move || apart(step))).collect();
                results.extend(
                    runs.into_iter()
                        .zip(steps)
                        .map(|(run, step)| run.join().unwrap_or((step.name, Duration::ZERO, false))),
                );
            }),
        }
    }
    summary(&results)
}

/// What a step is called, how long it took, and whether it passed; what is wrong is printed.
fn timed(name: &'static str, step: impl FnOnce() -> Result<()>) -> (&'static str, Duration, bool) {
    let start = Instant::now();
    let result = step();
    if let Err(error) = &result {
        println!("{name}: {error:#}");
    }
    (name, start.elapsed(), result.is_ok())
}

/// Runs a step as a process of its own, whose output is shown once it ends. It is this program even where a build has put another
/// in its place.
fn apart(step: &Step) -> Result<()> {
    let mut output = tempfile::tempfile()?;
    let mut this = Command::new("/proc/self/exe");
    let status =
        this.args(["test", step.name]).stdout(output.try_clone()?).stderr(output.try_clone()?).status()?;
    output.rewind()?;
    let mut printed = Vec::new();
    output.read_to_end(&mut printed)?;
    println!("{}", String::from_utf8_lossy(&printed));
    ensure!(status.success(), "{status}");
    Ok(())
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
    // `no-panic` links the first two for the board, `browser` the module.
    cargo(&["check", "--target", BOARD, "-p", "keyward-core", "-p", "keyward-words"])?;
    cargo(&["check", "--target", BOARD, "-p", "keyward-history", "--no-default-features"])?;
    cargo(&["check", "--target", BROWSER, "-p", "keyward-wasm"])
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
