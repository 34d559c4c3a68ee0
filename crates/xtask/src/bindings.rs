//! The packages of `bindings/`, one folder a language: each is built as its users get it and runs the judged cases, with what
//! it needs set up first. All of it goes on at once, as much is waited for: downloads, virtual machines that start, a cluster.

mod native;
mod python;

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail, ensure};

use crate::apt;
use crate::generated::root;

pub(crate) use python::{compare, wheels};

/// A package.
struct Binding {
    name: &'static str,
    start: Start,
    /// Debian packages that it needs.
    packages: &'static [&'static str],
    /// Builds and tests it, with what takes long if asked to; returns how many judged cases it ran.
    run: fn(thorough: bool) -> Result<usize>,
}

/// When a package is begun.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    AtOnce,
    /// It stands on the C library, and on packages of Debian's.
    WithLibrary,
    /// It builds much in the same target folder, and nothing waits for it.
    Last,
}

const BINDINGS: &[Binding] = &[
    Binding { name: "python", start: Start::AtOnce, packages: &[], run: python::run },
    Binding { name: "spark", start: Start::AtOnce, packages: &[], run: python::spark },
    Binding { name: "php", start: Start::WithLibrary, packages: native::PHP, run: native::php },
    Binding { name: "java", start: Start::WithLibrary, packages: native::JAVA, run: native::java },
    Binding { name: "dotnet", start: Start::WithLibrary, packages: native::DOTNET, run: native::dotnet },
    Binding { name: "go", start: Start::WithLibrary, packages: native::GO, run: native::go },
    Binding { name: "ruby", start: Start::WithLibrary, packages: native::RUBY, run: native::ruby },
    Binding { name: "service", start: Start::Last, packages: &[], run: service },
];

#[derive(clap::Args, Default)]
pub(crate) struct Arguments {
    /// Only these packages
    names: Vec<String>,
    /// What takes long, too: wheels for all Linux systems, large columns, more checks of memory
    #[arg(long)]
    thorough: bool,
}

/// The whole of it, for the thorough test run.
pub(crate) const THOROUGH: Arguments = Arguments { names: Vec::new(), thorough: true };

/// What a part gave, and how long it took.
type Timed<T> = (Result<T>, Duration);

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
    let wanted = |start| -> Vec<_> {
        BINDINGS.iter().filter(|binding| binding.start == start && is_named(binding.name)).collect()
    };
    let native = wanted(Start::WithLibrary);
    let test = |binding: &Binding| timed(|| (binding.run)(arguments.thorough));
    let (mut shared, mut tested) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        let begin = |binding: &'static Binding| (binding.name, scope.spawn(move || test(binding)));
        let mut begun: Vec<_> = wanted(Start::AtOnce).into_iter().map(begin).collect();
        if !native.is_empty() {
            let library = scope.spawn(|| timed(|| native::install(arguments.thorough)));
            let packages: Vec<_> = native.iter().flat_map(|binding| binding.packages).copied().collect();
            shared.push(("Debian packages", timed(|| apt::install(&packages))));
            shared.push(("C library", joined(library)));
        }
        begun.extend(native.into_iter().chain(wanted(Start::Last)).map(begin));
        tested.extend(begun.into_iter().map(|(name, tests)| (name, joined(tests))));
    });
    println!();
    for (name, (result, time)) in &shared {
        let said = result.as_ref().map_or_else(|error| format!("FAILED {error:#}"), |()| "ok".to_owned());
        println!("shared: {name} {said} ({:.1} s)", time.as_secs_f32());
    }
    for (name, (result, time)) in &tested {
        let said = result
            .as_ref()
            .map_or_else(|error| format!("FAILED {error:#}"), |vectors| format!("ok {vectors} vectors"));
        println!("binding: {name} {said} ({:.1} s)", time.as_secs_f32());
    }
    let is_whole = shared.iter().all(|(_, (result, _))| result.is_ok())
        && tested.iter().all(|(_, (result, _))| result.is_ok());
    ensure!(is_whole, "a package failed");
    Ok(())
}

fn timed<T>(part: impl FnOnce() -> Result<T>) -> Timed<T> {
    let start = Instant::now();
    (part(), start.elapsed())
}

fn joined<T>(thread: thread::ScopedJoinHandle<'_, Timed<T>>) -> Timed<T> {
    thread.join().unwrap_or_else(|_| (Err(anyhow!("it panicked")), Duration::ZERO))
}

/// The web service by axum and the form by garde, in examples/service.
fn service(thorough: bool) -> Result<usize> {
    let mut cargo = Command::new(env!("CARGO"));
    // Its lock file follows what keyward depends on; what both build alike is built once.
    cargo.args(["test", "--quiet", "--manifest-path", "examples/service/Cargo.toml"]);
    cargo
        .args(["--target-dir", "target", "--", "--nocapture"])
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
    vectors("service", thorough, cargo.current_dir(root()))
}

/// Runs the tests of a package and shows what they print once they end, apart from what others print; returns the number that
/// they say in a line `N vectors`. That memory stays flat is seen over a million checks when thorough, a tenth of it otherwise.
fn vectors(name: &str, thorough: bool, tests: &mut Command) -> Result<usize> {
    tests.env("KEYWARD_CHECKS", if thorough { "1000000" } else { "100000" });
    let mut child = tests.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {tests:?}"))?;
    let output = child.stdout.take().context("its output")?;
    let (start, mut count, mut printed) = (Instant::now(), None, format!("\n-- {name} --\n"));
    for line in BufReader::new(output).lines() {
        let line = line?;
        count = line.strip_suffix(" vectors").and_then(|number| number.trim().parse().ok()).or(count);
        writeln!(printed, "{line}")?;
    }
    let status = child.wait()?;
    println!("{printed}{name}: its tests took {:.1} s", start.elapsed().as_secs_f32());
    ensure!(status.success(), "{tests:?}: {status}");
    count.with_context(|| format!("{tests:?} did not say how many judged cases it ran"))
}
