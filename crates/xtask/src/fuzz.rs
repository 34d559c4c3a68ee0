//! `cargo xtask fuzz`: every fuzz target for some time, with its seeds, its dictionary and what earlier runs have learnt.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail, ensure};

use crate::process::finish;

#[derive(clap::Args)]
pub struct Arguments {
    /// How long each target runs
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only these targets
    targets: Vec<String>,
}

/// Runs the targets, as many at a time as there are processors; what is found lies in fuzz/artifacts.
///
/// # Errors
/// If a target cannot be built, or finds something: all of them run first.
pub fn run(arguments: &Arguments) -> Result<()> {
    let known = targets()?;
    if let Some(unknown) = arguments.targets.iter().find(|target| !known.contains(target)) {
        bail!("no target `{unknown}`; the targets are {}", known.join(", "));
    }
    set_up()?;
    let wanted = if arguments.targets.is_empty() { &known } else { &arguments.targets };
    finish(&mut nightly(&["fuzz", "build"]))?;
    let mut failed = Vec::new();
    for targets in wanted.chunks(thread::available_parallelism().map_or(1, NonZero::get)) {
        println!("\n== {} ==", targets.join(", "));
        let run =
            |target: &String| fuzz(target, arguments.seconds).map_err(|error| format!("{target}: {error:#}"));
        thread::scope(|scope| {
            let runs: Vec<_> = targets.iter().map(|target| scope.spawn(move || run(target))).collect();
            for (target, run) in targets.iter().zip(runs) {
                if let Err(error) = run.join().unwrap_or_else(|_| Err(format!("{target}: the run panicked")))
                {
                    println!("{error}");
                    failed.push(target.as_str());
                }
            }
        });
    }
    ensure!(
        failed.is_empty(),
        "failed: {}; copy what is in fuzz/artifacts to fuzz/regressions",
        failed.join(", ")
    );
    println!("\nok: {} targets, {} s each", wanted.len(), arguments.seconds);
    Ok(())
}

/// Every target, each for its share of so many seconds.
///
/// # Errors
/// As [`run`].
pub(crate) fn all(seconds: u32) -> Result<()> {
    let count = u32::try_from(targets()?.len())?.max(1);
    run(&Arguments { seconds: seconds.div_ceil(count), targets: Vec::new() })
}

/// The names of the programs in fuzz/targets.
fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder().join("targets")).context("fuzz/targets")? {
        let path = entry?.path();
        names.extend(path.file_stem().and_then(|name| name.to_str()).map(str::to_owned));
    }
    names.sort_unstable();
    Ok(names)
}

/// A nightly compiler, which libFuzzer needs, and cargo-fuzz.
fn set_up() -> Result<()> {
    let has_nightly = || {
        Command::new("rustup").args(["run", "nightly", "rustc", "--version"]).stdout(Stdio::null()).status()
    };
    if !has_nightly().is_ok_and(|status| status.success()) {
        finish(Command::new("rustup").args(["toolchain", "install", "nightly", "--profile", "minimal"]))?;
    }
    let has_cargo_fuzz = nightly(&["fuzz", "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if has_cargo_fuzz.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    finish(&mut nightly(&["install", "--locked", "cargo-fuzz"]))
}

fn fuzz(target: &str, seconds: u32) -> Result<()> {
    let corpus = folder().join("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut command = nightly(&["fuzz", "run", target]);
    command.arg(corpus);
    for given in ["seeds", "regressions"] {
        let folder = folder().join(given).join(target);
        if folder.is_dir() {
            command.arg(folder);
        }
    }
    command.args(["--", "-max_len=4096", "-timeout=60", "-print_final_stats=1"]);
    // A timeout that no machine reaches that is merely slow.
    command.arg(format!("-max_total_time={seconds}"));
    let dictionary = folder().join("dictionaries").join(format!("{target}.dict"));
    if dictionary.is_file() {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    finish(&mut command)
}

fn nightly(arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo"]).args(arguments).current_dir(folder().join(".."));
    command
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}
