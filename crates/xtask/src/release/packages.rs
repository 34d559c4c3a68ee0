//! The packages of a release, each made in a folder of its own: of what was compiled in a given place, and with the time of the
//! commit for every file, so that the same commit makes the same bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::generated::root;
use crate::process::finish;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The crates that are published, from the bottom up.
const CRATES: [&str; 7] = [
    "keyward-dictionary",
    "keyward-core",
    "keyward-words",
    "keyward-history",
    "keyward",
    "keyward-ffi",
    "keyward-cli",
];

/// The crates as a registry gets them. Each is built from its own package, with the others' in place of a registry.
pub(super) fn crates(to: &Path, target: &Path) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["package", "--quiet", "--locked", "--target-dir"]).arg(target);
    cargo.args(CRATES.iter().flat_map(|name| ["--package", name]));
    if target != own_target()? {
        // To build them once shows that they build.
        cargo.arg("--no-verify");
    }
    finish(&mut cargo)?;
    for name in CRATES {
        let file = format!("{name}-{VERSION}.crate");
        fs::copy(target.join("package").join(&file), to.join(&file)).with_context(|| file)?;
    }
    Ok(())
}

/// The npm package. Its module is compiled anew each time, in the one place that its script knows.
pub(super) fn npm(to: &Path, target: &Path) -> Result<()> {
    let compiled = root().join("target/wasm32-unknown-unknown/wasm");
    if target != own_target()? && compiled.exists() {
        fs::remove_dir_all(compiled)?;
    }
    again(&["npm"], &own_target()?)?;
    let file = format!("keyward-{VERSION}.tgz");
    fs::copy(root().join("target/npm").join(&file), to.join(file))?;
    Ok(())
}

/// The C library for this system, as it is laid out below a prefix, with its header, its manual and the licences.
pub(super) fn c(to: &Path, target: &Path) -> Result<()> {
    let name = format!("keyward-{VERSION}-x86_64-linux-gnu");
    let place = tempfile::tempdir()?;
    let prefix = place.path().join(&name);
    again(&["install", "--prefix", &prefix.to_string_lossy()], target)?;
    let mut tar = Command::new("tar");
    tar.args(["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"]);
    tar.arg(format!("--mtime=@{}", time()?)).args(["--use-compress-program", "gzip -9n"]);
    tar.arg("--create").arg("--file").arg(to.join(format!("{name}.tar.gz"))).arg("-C").arg(place.path());
    finish(tar.arg(name))
}

/// The Debian packages.
pub(super) fn deb(to: &Path, target: &Path) -> Result<()> {
    again(&["deb", "--to", &to.to_string_lossy()], target)
}

/// The Python wheels, and the source distribution.
pub(super) fn wheel(to: &Path, target: &Path) -> Result<()> {
    again(&["wheel"], target)?;
    for entry in fs::read_dir(root().join("target/wheel"))? {
        let path = entry?.path();
        fs::copy(&path, to.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

/// The bills of materials. With a time given they have it, and no number of their own.
pub(super) fn bills(to: &Path, target: &Path) -> Result<()> {
    let made = root().join("target/sbom");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    again(&["sbom"], target)?;
    for entry in fs::read_dir(made)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fs::copy(&path, to.join(name.replace(".json", ".cdx.json")))?;
    }
    Ok(())
}

/// This program once more, which compiles in another place.
fn again(arguments: &[&str], target: &Path) -> Result<()> {
    let mut command = Command::new(std::env::current_exe()?);
    command.current_dir(root()).args(arguments).env("CARGO_TARGET_DIR", target);
    finish(command.env("SOURCE_DATE_EPOCH", time()?))
}

/// Where this workspace compiles.
fn own_target() -> Result<PathBuf> {
    Ok(root().canonicalize()?.join("target"))
}

/// When what is packed was committed, in seconds.
fn time() -> Result<String> {
    let said = Command::new("git").current_dir(root()).args(["log", "-1", "--format=%ct"]).output()?;
    ensure!(said.status.success(), "git: {}", String::from_utf8_lossy(&said.stderr));
    Ok(String::from_utf8(said.stdout)?.trim().to_owned())
}
