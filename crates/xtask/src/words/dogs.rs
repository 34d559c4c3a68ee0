//! What dogs are called, from the npm package dog-names.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::succeed;

const VERSION: &str = "3.0.1";

/// Names of bitches and dogs in turn, most used first.
pub(super) fn fetch(work: &Path) -> Result<Vec<String>> {
    let archive = format!("dog-names-{VERSION}.tgz");
    if !work.join(&archive).exists() {
        let package = format!("dog-names@{VERSION}");
        succeed(Command::new("npm").args(["pack", "--silent", &package]).current_dir(work))?;
    }
    let [female, male] = ["female", "male"].map(|sex| -> Result<Vec<String>> {
        let file = format!("package/{sex}-dog-names.json");
        let output = Command::new("tar").args(["-xzOf", &archive, &file]).current_dir(work).output()?;
        ensure!(output.status.success(), "cannot read {file} of {archive}");
        Ok(serde_json::from_slice(&output.stdout)?)
    });
    Ok(super::pieces::interleaved(&female?, &male?))
}
