//! Other programs.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

/// Runs a program to its end, its output where ours is.
///
/// # Errors
/// If it cannot be started, or does not succeed.
pub(crate) fn finish(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(())
}

/// The same, but what the program prints is shown once it ends, below its name and apart from what others print at the same time.
///
/// # Errors
/// As [`finish`].
pub(crate) fn finish_apart(name: &str, command: &mut Command) -> Result<()> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot run {command:?}"))?;
    println!("\n-- {name} --\n{}", String::from_utf8_lossy(&output.stdout));
    ensure!(output.status.success(), "{command:?}: {}", output.status);
    Ok(())
}
