//! The packages of `bindings/`, one folder a language: each is built as its users get it and runs the judged cases, with what
//! it needs set up first.

mod native;
mod python;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::generated::root;

pub(crate) use python::{compare, wheels};

/// A package.
struct Binding {
    name: &'static str,
    /// Builds and tests it, with what takes long if asked to; returns how many judged cases it ran.
    run: fn(thorough: bool) -> Result<usize>,
}

const BINDINGS: &[Binding] = &[
    Binding { name: "python", run: python::run },
    Binding { name: "spark", run: python::spark },
    Binding { name: "php", run: native::php },
    Binding { name: "java", run: native::java },
    Binding { name: "dotnet", run: native::dotnet },
    Binding { name: "go", run: native::go },
    Binding { name: "ruby", run: native::ruby },
    Binding { name: "service", run: service },
];

#[derive(clap::Args, Default)]
pub(crate) struct Arguments {
    /// Only these packages
    names: Vec<String>,
    /// What takes long, too: wheels for all Linux systems, large columns
    #[arg(long)]
    thorough: bool,
}

/// The whole of it, for the thorough test run.
pub(crate) const THOROUGH: Arguments = Arguments { names: Vec::new(), thorough: true };

/// Builds and tests the packages.
///
/// # Errors
/// If one fails, after all of them were tried.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(unknown) = arguments.names.iter().find(|name| BINDINGS.iter().all(|it| it.name != **name)) {
        let names: Vec<_> = BINDINGS.iter().map(|binding| binding.name).collect();
        bail!("no package `{unknown}`; there are {}", names.join(", "));
    }
    let is_named = |name| arguments.names.is_empty() || arguments.names.iter().any(|it| it == name);
    let mut lines = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| is_named(binding.name)) {
        println!("\n-- {} --", binding.name);
        lines.push((binding.name, (binding.run)(arguments.thorough)));
    }
    println!();
    for (name, result) in &lines {
        match result {
            Ok(vectors) => println!("binding: {name} ok {vectors} vectors"),
            Err(error) => println!("binding: {name} FAILED {error:#}"),
        }
    }
    ensure!(lines.iter().all(|(_, result)| result.is_ok()), "a package failed");
    Ok(())
}

/// The web service by axum and the form by garde, in examples/service.
fn service(_thorough: bool) -> Result<usize> {
    let mut cargo = Command::new(env!("CARGO"));
    // Its lock file follows what keyward depends on.
    cargo.args(["test", "--quiet", "--manifest-path", "examples/service/Cargo.toml"]);
    cargo.args(["--target-dir", "target/bindings/service", "--", "--nocapture"]);
    vectors(cargo.current_dir(root()))
}

/// Runs the tests of a package, showing what they print, and returns the number that they say in a line `N vectors`.
fn vectors(tests: &mut Command) -> Result<usize> {
    let mut child = tests.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {tests:?}"))?;
    let output = child.stdout.take().context("its output")?;
    let mut count = None;
    for line in BufReader::new(output).lines() {
        let line = line?;
        writeln!(std::io::stdout(), "{line}")?;
        count = line.strip_suffix(" vectors").and_then(|number| number.trim().parse().ok()).or(count);
    }
    let status = child.wait()?;
    ensure!(status.success(), "{tests:?}: {status}");
    count.with_context(|| format!("{tests:?} did not say how many judged cases it ran"))
}
