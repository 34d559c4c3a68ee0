//! `cargo xtask test no-panic`: the program in tests/no-panic links, so nothing in a check can panic.

use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};

use crate::generated::root;

/// What the linker misses if a panic can be reached.
const MISSING: &str = "a_panic_can_be_reached";

/// Links the program, and links it not when it has a panic on purpose.
///
/// # Errors
/// If either goes the other way.
pub(crate) fn run() -> Result<()> {
    let plain = build(&[])?;
    let said = String::from_utf8_lossy(&plain.stderr);
    ensure!(
        plain.status.success(),
        "a panic can be reached from a check, or the program cannot be built:\n{said}"
    );
    let deliberate = build(&["--features", "deliberate-panic"])?;
    let said = String::from_utf8_lossy(&deliberate.stderr);
    ensure!(
        !deliberate.status.success() && said.contains(MISSING),
        "a panic on purpose was not seen:\n{said}"
    );
    println!(
        "no panic can be reached from opening word lists, a check, its messages and comparing passwords"
    );
    Ok(())
}

fn build(features: &[&str]) -> Result<Output> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root().join("tests/no-panic"));
    cargo.args(["build", "--release", "--locked", "--target", "thumbv7em-none-eabihf"]);
    cargo.arg("--target-dir").arg(root().join("target/no-panic")).args(features);
    cargo.output().context("cannot run cargo")
}
