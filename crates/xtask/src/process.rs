//! Other programs.

use std::process::Command;

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
