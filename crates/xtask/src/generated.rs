//! Files that a command makes and git keeps: written, or compared with what is committed.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The root of the workspace, wherever the command was started.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Writes each `(path below the root, content)`, or, with `check`, fails naming those that differ.
pub(crate) fn settle(files: &[(&str, String)], check: bool, command: &str) -> Result<()> {
    let mut stale = Vec::new();
    for (name, content) in files {
        let path = root().join(name);
        if check {
            if fs::read_to_string(&path).ok().as_ref() != Some(content) {
                stale.push(*name);
            }
        } else {
            fs::write(&path, content).with_context(|| format!("cannot write {name}"))?;
        }
    }
    if !stale.is_empty() {
        bail!("not what `{command}` makes: {}", stale.join(", "));
    }
    Ok(())
}
