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
    /// What stands on the C library waits for it, and for Debian's packages; the others have no use for either.
    is_native: bool,
    /// Debian packages that it needs.
    packages: &'static [&'static str],
    /// Builds and tests it, with what takes long if asked to; returns how many judged cases it ran.
    run: fn(thorough: bool) -> Result<usize>,
}

const BINDINGS: &[Binding] = &[
    Binding { name: "python", is_native: false, packages: &[], run: python::run },
    Binding { name: "spark", is_native: false, packages: &[], run: python::spark },
    Binding { name: "service", is_native: false, packages: &[], run: service },
    Binding { name: "php", is_native: true, packages: native::PHP, run: native::php },
    Binding { name: "java", is_native: true, packages: native::JAVA, run: native::java },
    Binding { name: "dotnet", is_native: true, packages: native::DOTNET, run: native::dotnet },
    Binding { name: "go", is_native: true, packages: native::GO, run: native::go },
    Binding { name: "ruby", is_native: true, packages: native::RUBY, run: native::ruby },
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
    let (native, own): (Vec<_>, Vec<_>) =
        BINDINGS.iter().filter(|binding| is_named(binding.name)).partition(|binding| binding.is_native);
    let test = |binding: &Binding| timed(|| (binding.run)(arguments.thorough));
    let (mut shared, mut tested) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        let own: Vec<_> = own.iter().map(|binding| (binding.name, scope.spawn(|| test(binding)))).collect();
        if !native.is_empty() {
            let library = scope.spawn(|| timed(|| native::install(arguments.thorough)));
            let packages: Vec<_> = native.iter().flat_map(|binding| binding.packages).copied().collect();
            shared.push(("Debian packages", timed(|| apt::install(&packages))));
            shared.push(("C library", joined(library)));
        }
        let native: Vec<_> =
            native.iter().map(|binding| (binding.name, scope.spawn(|| test(binding)))).collect();
        tested.extend(own.into_iter().chain(native).map(|(name, tests)| (name, joined(tests))));
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
fn service(_thorough: bool) -> Result<usize> {
    let mut cargo = Command::new(env!("CARGO"));
    // Its lock file follows what keyward depends on.
    cargo.args(["test", "--quiet", "--manifest-path", "examples/service/Cargo.toml"]);
    cargo.args(["--target-dir", "target/bindings/service", "--", "--nocapture"]);
    vectors("service", cargo.current_dir(root()))
}

/// Runs the tests of a package and shows what they print once they end, apart from what others print; returns the number that
/// they say in a line `N vectors`.
fn vectors(name: &str, tests: &mut Command) -> Result<usize> {
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
