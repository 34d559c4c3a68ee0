//! `cargo xtask soak`: what takes too long for every change: load, much fuzzing, ten million calls from C, and the tools that
//! take minutes to build.

use std::process::Command;

use anyhow::{Result, bail};

use crate::generated::root;
use crate::{fuzz, sbom, supply};

#[derive(clap::Args)]
pub struct Arguments {
    /// Minutes of checks on 16 threads
    #[arg(long, default_value_t = Self::default().load_minutes)]
    load_minutes: f64,
    /// Minutes of fuzzing, over all targets
    #[arg(long, default_value_t = Self::default().fuzz_minutes)]
    fuzz_minutes: u32,
    /// Checks by one C program
    #[arg(long, default_value_t = Self::default().c_checks)]
    c_checks: u64,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { load_minutes: 10.0, fuzz_minutes: 30, c_checks: 10_000_000 }
    }
}

/// Runs all of it and says which part failed.
///
/// # Errors
/// If a part fails, after all of them were run.
pub fn run(arguments: &Arguments) -> Result<()> {
    let parts: [(&str, &dyn Fn() -> Result<()>); 6] = [
        ("load", &|| {
            let minutes = arguments.load_minutes.to_string();
            cargo(&["run", "--release", "-p", "lab", "--", "load", "--minutes", &minutes], &[])
        }),
        ("fuzz", &|| fuzz::all(arguments.fuzz_minutes * 60)),
        ("C", &|| {
            let checks = arguments.c_checks.to_string();
            let test = [
                "test",
                "--release",
                "-p",
                "keyward-ffi",
                "--test",
                "c_programs",
                "many",
                "--",
                "--nocapture",
            ];
            cargo(&test, &[("KEYWARD_SOAK", &checks)])
        }),
        ("address sanitizer", &supply::address_sanitizer),
        ("deny", &supply::deny),
        ("sbom", &sbom::run),
    ];
    let mut failed = Vec::new();
    for (name, part) in parts {
        println!("\n== {name} ==");
        if let Err(error) = part() {
            println!("{name}: {error:#}");
            failed.push(name);
        }
    }
    if failed.is_empty() {
        println!("\nok");
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

fn cargo(arguments: &[&str], settings: &[(&str, &str)]) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    let status = cargo.current_dir(root()).args(arguments).envs(settings.iter().copied()).status()?;
    if status.success() { Ok(()) } else { bail!("{status}") }
}
