//! `cargo xtask cross`: keyward as it is on machines that are not this one. Miri plays those with another order of bytes and with 32
//! bits; what is built for musl runs here; what is built for Windows runs under wine; for WASI it is built.

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail, ensure};

use crate::generated::root;
use crate::process::finish;
use crate::supply::toolchain;
use crate::{ffi, servers};

/// A machine.
struct Machine {
    name: &'static str,
    run: fn() -> Result<()>,
}

const MACHINES: [Machine; 5] = [
    Machine { name: "big-endian", run: || miri("s390x-unknown-linux-gnu") },
    Machine { name: "32-bit", run: || miri("i686-unknown-linux-gnu") },
    Machine { name: "musl", run: musl },
    Machine { name: "wasi", run: wasi },
    Machine { name: "windows", run: || servers::run(&servers::Arguments::only("windows")) },
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only these
    pub(crate) names: Vec<String>,
}

/// What the machines are called.
pub(crate) fn names() -> Vec<&'static str> {
    MACHINES.map(|machine| machine.name).to_vec()
}

/// Tries each machine, all of them even if one fails.
///
/// # Errors
/// If one fails.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(unknown) = arguments.names.iter().find(|name| MACHINES.iter().all(|it| it.name != **name)) {
        bail!("no machine `{unknown}`; there are {}", names().join(", "));
    }
    let mut lines = Vec::new();
    for machine in MACHINES {
        if arguments.names.is_empty() || arguments.names.iter().any(|name| name == machine.name) {
            println!("\n-- {} --", machine.name);
            let start = Instant::now();
            let result = (machine.run)();
            lines.push((machine.name, result, start.elapsed().as_secs_f32()));
        }
    }
    println!();
    for (name, result, time) in &lines {
        match result {
            Ok(()) => println!("cross: {name} ok ({time:.1} s)"),
            Err(error) => println!("cross: {name} FAILED ({time:.1} s) {error:#}"),
        }
    }
    ensure!(lines.iter().all(|(_, result, _)| result.is_ok()), "a machine failed");
    Ok(())
}

/// The tests of the core, the dictionary, the history and the border, interpreted as on the machine.
fn miri(target: &str) -> Result<()> {
    toolchain("nightly")?;
    finish(Command::new("rustup").args(["component", "add", "--toolchain", "nightly", "miri", "rust-src"]))?;
    ffi::miri_on(&["--target", target])
}

/// The command, which then needs no library at all.
fn musl() -> Result<()> {
    const TARGET: &str = "x86_64-unknown-linux-musl";
    finish(Command::new("rustup").args(["target", "add", TARGET]))?;
    cargo(&["build", "--quiet", "--package", "keyward-cli", "--target", TARGET])?;
    let mut keyward = Command::new(root().join("target").join(TARGET).join("debug/keyward"));
    finish(keyward.args(["explain", "--lang", "cy"]))
}

/// The libraries, and no command: that has threads, which there are none of.
fn wasi() -> Result<()> {
    const TARGET: &str = "wasm32-wasip1";
    finish(Command::new("rustup").args(["target", "add", TARGET]))?;
    let packages =
        ["--package", "keyward-core", "--package", "keyward-words", "--package", "keyward-history"];
    cargo(&[&["build", "--quiet", "--target", TARGET][..], &packages].concat())?;
    cargo(&["build", "--quiet", "--target", TARGET, "--package", "keyward"])
}

fn cargo(arguments: &[&str]) -> Result<()> {
    finish(Command::new(env!("CARGO")).current_dir(root()).args(arguments))
}
