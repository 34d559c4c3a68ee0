//! Set-up, generators and the whole test run: `cargo xtask <command>`.

mod api;
mod batch_speed;
mod blobs;
mod bound;
mod changes;
mod corpora;
mod ffi;
mod fuzz;
mod generated;
mod install;
mod load;
mod npm;
mod panics;
mod random;
mod rates;
mod recall;
mod sbom;
mod soak;
mod supply;
mod test;
mod unicode;
mod words;
mod worst;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Set-up, generators and the whole test run")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The whole test run: set-up, format, generators, lints, tests
    Test(test::Arguments),
    /// List what each published crate offers, in docs/api
    Api {
        /// Write nothing; fail when a committed listing differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// How many requests a second `keyward check --batch` answers
    BatchSpeed,
    /// Compile the plain word lists into the blobs of crates/words
    Blobs {
        /// Write nothing; fail when a committed blob differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Build the npm package and pack it in target/npm
    Npm,
    /// Run every test of the npm package
    NpmTest,
    /// Measure the npm package against its budgets
    NpmBudgets,
    /// Serve the page that shows the npm package, on this computer alone
    Demo,
    /// Make the candidates that the benches run over
    Corpora {
        /// Write nothing; fail when a committed corpus differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Climb to the candidates that take the matcher longest, for the benches
    Worst {
        /// Steps from each start
        #[arg(long, default_value_t = 20_000)]
        steps: usize,
    },
    /// Make the plain word lists in crates/words/data from packages at pinned versions
    Words {
        /// Write nothing; fail when a committed list differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// How often good passwords are refused and disguised words caught
    Rates(rates::Arguments),
    /// How many changed passwords are recognised, by kind of change.
    Recall(recall::Arguments),
    /// Make the character tables in crates/core/src/tables.rs
    Unicode {
        /// Write nothing; fail when the committed tables differ from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Build the C library and install it with its header, pkg-config file and CMake package
    Install(install::Arguments),
    /// Build the C library for Windows: keyward.dll and its import library
    Dll(install::Arguments),
    /// Check on many threads at full speed, and compare every verdict
    Load(load::Arguments),
    /// What takes too long for every change: load, fuzzing, ten million calls from C, cargo deny, bills of materials
    Soak(soak::Arguments),
    /// Write what each product is made of (CycloneDX) to target/sbom
    Sbom,
    /// Run the fuzz targets
    Fuzz(fuzz::Arguments),
    /// Install what the tests of the C library need (Debian packages, a Rust target)
    FfiSetUp,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Api { check } => api::run(check),
        Command::BatchSpeed => batch_speed::run(),
        Command::Blobs { check } => blobs::run(check),
        Command::Corpora { check } => corpora::run(check),
        Command::Demo => npm::demo(),
        Command::Dll(arguments) => install::windows(&arguments),
        Command::FfiSetUp => ffi::set_up(),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Install(arguments) => install::unix(&arguments),
        Command::Load(arguments) => load::run(&arguments),
        Command::Sbom => sbom::run(),
        Command::Soak(arguments) => soak::run(&arguments),
        Command::Npm => npm::build().map(|tarball| println!("{}", tarball.display())),
        Command::NpmBudgets => npm::budgets(),
        Command::NpmTest => npm::test(),
        Command::Rates(arguments) => rates::run(&arguments),
        Command::Recall(arguments) => recall::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Unicode { check } => unicode::run(check),
        Command::Words { check } => words::run(check),
        Command::Worst { steps } => worst::run(steps),
    }
}
