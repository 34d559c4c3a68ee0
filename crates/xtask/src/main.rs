//! Set-up, generators and the whole test run: `cargo xtask <command>`.

mod api;
mod apt;
mod bindings;
mod blobs;
mod corpora;
mod cross;
mod deb;
mod ffi;
mod fuzz;
mod generated;
mod hashcat;
mod install;
mod manual;
#[cfg(test)]
mod named;
mod npm;
mod panics;
mod peers;
mod process;
mod release;
mod sbom;
mod servers;
mod site;
mod soak;
mod supply;
mod symbols;
mod tables;
mod test;
mod unicode;
mod words;

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
    #[command(flatten)]
    Lab(lab::Command),
    /// The whole test run: set-up, format, generators, lints, tests
    Test(test::Arguments),
    /// List what each published crate offers, in docs/api
    Api {
        /// Write nothing; fail when a committed listing differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Build and test the packages for other languages (bindings/)
    Bindings(bindings::Arguments),
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
    /// Try keyward as it is on other machines: 32 bits, the other order of bytes, musl, WASI, Windows
    Cross(cross::Arguments),
    /// Judge what a cracker's own rules make of the commonest passwords
    Hashcat(hashcat::Arguments),
    /// Measure keyward beside what one would use instead, and write docs/comparison.md
    Peers(peers::Arguments),
    /// Make the plain word lists in crates/words/data from packages at pinned versions
    Words {
        /// Write nothing; fail when a committed list differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Make what other languages know of the rules and keys from the table in crates/core/src/table.rs
    Tables {
        /// Write nothing; fail when a committed file differs from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Make the character tables in crates/core/src/character/tables.rs
    Unicode {
        /// Write nothing; fail when the committed tables differ from what would be made
        #[arg(long)]
        check: bool,
    },
    /// Build the C library and install it with its header, pkg-config file and CMake package, and the command's manual
    Install(install::Arguments),
    /// Build the Debian packages of the command, the library and the clients
    Deb(deb::Arguments),
    /// Build the C library for Windows: keyward.dll and its import library
    Dll(install::Arguments),
    /// Make the pages about keyward in target/site: guides, reference, playground
    Site(site::Arguments),
    /// What takes too long for every change: load, fuzzing, ten million calls from C, cargo deny, bills of materials
    Soak(soak::Arguments),
    /// Check that all is as a release must be, and pack everything, twice
    Release(release::Arguments),
    /// Write what each product is made of (CycloneDX) to target/sbom
    Sbom,
    /// Measure the Python package beside its peers
    PythonBench,
    /// Build the Python wheels for all Linux systems, and the source distribution, in target/wheel
    Wheel,
    /// Run the fuzz targets
    Fuzz(fuzz::Arguments),
    /// Try the clients in clients/ against the real servers: PAM and others
    Servers(servers::Arguments),
    /// Install what the tests of the C library need (Debian packages, a Rust target)
    FfiSetUp,
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Api { check } => api::run(check),
        Command::Bindings(arguments) => bindings::run(&arguments),
        Command::Blobs { check } => blobs::run(check),
        Command::Corpora { check } => corpora::run(check),
        Command::Cross(arguments) => cross::run(&arguments),
        Command::Hashcat(arguments) => hashcat::run(&arguments),
        Command::Peers(arguments) => peers::run(&arguments),
        Command::Deb(arguments) => deb::run(&arguments),
        Command::Demo => npm::demo(),
        Command::Dll(arguments) => install::windows(&arguments),
        Command::FfiSetUp => ffi::set_up(),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Lab(command) => lab::run(command),
        Command::Install(arguments) => install::unix(&arguments),
        Command::Release(arguments) => release::run(&arguments),
        Command::Sbom => sbom::run(),
        Command::Servers(arguments) => servers::run(&arguments),
        Command::Site(arguments) => site::run(&arguments),
        Command::Soak(arguments) => soak::run(&arguments),
        Command::Npm => npm::build().map(|tarball| println!("{}", tarball.display())),
        Command::NpmBudgets => npm::budgets(),
        Command::NpmTest => npm::test(),
        Command::Tables { check } => tables::run(check),
        Command::Test(arguments) => test::run(&arguments),
        Command::Unicode { check } => unicode::run(check),
        Command::PythonBench => bindings::compare(),
        Command::Wheel => {
            bindings::wheels().map(|built| built.iter().for_each(|file| println!("{}", file.display())))
        }
        Command::Words { check } => words::run(check),
    }
}
