//! What keyward is built of and with: the oldest compiler and dependencies that it promises to work with, licences and
//! sources.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::generated::root;
use crate::process::finish;

/// The oldest compilers that are promised: `rust-version` in the manifest beside each, and what is built with it.
const OLDEST: [(&str, &str, &[&str]); 3] = [
    (
        "1.88",
        "Cargo.toml",
        &[
            "keyward-dictionary",
            "keyward-core",
            "keyward-words",
            "keyward-history",
            "keyward",
            "keyward-ffi",
            "keyward-wasm",
        ],
    ),
    ("1.89", "crates/cli/Cargo.toml", &["keyward-cli"]),
    (
        "1.89",
        "clients/pam/Cargo.toml",
        &[
            "keyward-client",
            "keyward-cracklib",
            "keyward-krb5",
            "keyward-openldap",
            "keyward-pam",
            "keyward-postgresql",
            "keyward-pwquality",
            "keyward-serve",
            "keyward-windows",
        ],
    ),
];

/// The crates that users get.
const SHIPPED: [&str; 16] = [
    "-p",
    "keyward-dictionary",
    "-p",
    "keyward-core",
    "-p",
    "keyward-words",
    "-p",
    "keyward-history",
    "-p",
    "keyward",
    "-p",
    "keyward-ffi",
    "-p",
    "keyward-cli",
    "-p",
    "keyward-wasm",
];

/// Checks what is shipped with the oldest compilers that are promised.
///
/// # Errors
/// If it does not build, or another compiler is promised.
pub(crate) fn oldest_compiler() -> Result<()> {
    for (version, manifest, packages) in OLDEST {
        let promised = fs::read_to_string(root().join(manifest))?;
        let line = format!("\nrust-version = \"{version}\"");
        ensure!(promised.contains(&line), "{manifest} promises another than {version}");
        toolchain(version)?;
        let mut cargo = with(version, "msrv");
        cargo.args(["check", "--locked"]);
        finish(cargo.args(packages.iter().flat_map(|package| ["-p", package])))?;
    }
    Ok(())
}

/// Checks what is shipped with the oldest versions that the manifests allow of what it depends on directly.
///
/// # Errors
/// If it does not build.
pub(crate) fn oldest_dependencies() -> Result<()> {
    let lock = root().join("target/minimal-versions/Cargo.lock");
    fs::create_dir_all(lock.parent().context("a folder")?)?;
    let _ = fs::remove_file(&lock);
    toolchain("nightly")?;
    let mut cargo = with("nightly", "minimal-versions");
    cargo.env("CARGO_RESOLVER_LOCKFILE_PATH", &lock);
    cargo.args(["check", "-Zdirect-minimal-versions"]).args(SHIPPED);
    finish(&mut cargo)?;
    ensure!(lock.is_file(), "the lock file of this step was not written where it belongs");
    Ok(())
}

/// Checks the published crates with every set of their features.
///
/// # Errors
/// If one does not build.
pub(crate) fn every_set_of_features() -> Result<()> {
    tool("cargo-hack")?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["hack", "check", "--feature-powerset", "--no-dev-deps"]).args(SHIPPED);
    finish(&mut cargo)
}

/// Compares what the published crates offer with the last release: what breaks those who use it needs a version that says so.
/// Returns what it was compared with, or that there is nothing.
///
/// # Errors
/// If something breaks and the version does not say so, or the clone is too shallow to have the last release.
pub(crate) fn semantic_version() -> Result<String> {
    let Some(last) = last_release(&root())? else {
        return Ok(
            "NOT COMPARED: nothing was released yet, no commit before this one has a tag `v*`".to_owned()
        );
    };
    tool("cargo-semver-checks")?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["semver-checks", "--baseline-rev", &last, "--workspace"]);
    finish(&mut cargo).map(|()| format!("compared with {last}"))
}

/// The last release before the commit that a clone is at, whose own tag would be compared with itself.
fn last_release(clone: &Path) -> Result<Option<String>> {
    let git = |arguments: &[&str]| Command::new("git").current_dir(clone).args(arguments).output();
    let shallow = git(&["rev-parse", "--is-shallow-repository"])?;
    ensure!(shallow.status.success(), "git: {}", String::from_utf8_lossy(&shallow.stderr));
    ensure!(
        shallow.stdout.starts_with(b"false"),
        "a shallow clone may lack the last release; `git fetch --unshallow --tags` gets it"
    );
    let last = git(&["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"])?;
    let tag = last.status.success().then(|| String::from_utf8(last.stdout)).transpose()?;
    Ok(tag.map(|tag| tag.trim().to_owned()))
}

/// Runs the tests of the libraries under `AddressSanitizer`.
///
/// # Errors
/// If one fails.
pub(crate) fn address_sanitizer() -> Result<()> {
    let mut cargo = with("nightly", "address-sanitizer");
    cargo.env("RUSTFLAGS", "-Zsanitizer=address");
    cargo.args(["test", "--target", "x86_64-unknown-linux-gnu", "--lib", "--tests"]);
    finish(cargo.args([
        "-p",
        "keyward-dictionary",
        "-p",
        "keyward-core",
        "-p",
        "keyward-history",
        "-p",
        "keyward",
    ]))
}

/// Licences, sources and duplicates, as deny.toml says. Advisories need a database from elsewhere, and are not asked for.
///
/// # Errors
/// If something is not allowed.
pub(crate) fn deny() -> Result<()> {
    tool("cargo-deny")?;
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["deny", "--manifest-path", manifest, "--config", "deny.toml"]);
        finish(cargo.args(["check", "licenses", "bans", "sources"]))?;
    }
    Ok(())
}

/// Installs a subcommand of cargo, by its whole name, unless it is there.
pub(crate) fn tool(name: &str) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([name.trim_start_matches("cargo-"), "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if cargo.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    finish(Command::new(env!("CARGO")).args(["install", "--locked", name]))
}

/// Installs a compiler unless it is there.
pub(crate) fn toolchain(version: &str) -> Result<()> {
    let mut rustup = Command::new("rustup");
    let there =
        rustup.args(["run", version, "rustdoc", "--version"]).stdout(Stdio::null()).stderr(Stdio::null());
    if there.status().is_ok_and(|status| status.success()) {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    finish(rustup.args(["toolchain", "install", version, "--profile", "minimal", "--no-self-update"]))
}

/// A cargo of another toolchain, with a target folder of its own, so that neither makes the other's work again.
pub(crate) fn with(toolchain: &str, folder: &str) -> Command {
    let mut command = Command::new("rustup");
    command.current_dir(root()).args(["run", toolchain, "cargo"]);
    // A cargo that was started by another would ask for the other's compiler.
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("RUSTC").env_remove("CARGO");
    command.env("CARGO_TARGET_DIR", root().join("target").join(folder));
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_compared_with_the_one_before() {
        let place = tempfile::tempdir().unwrap();
        let (clone, shallow) = (place.path().join("clone"), place.path().join("shallow"));
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.current_dir(place.path()).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
            finish(git.args(["-c", "tag.gpgSign=false", "-c", "commit.gpgSign=false"]).args(arguments))
                .unwrap();
        };
        let commit = || git(&["-C", "clone", "commit", "--quiet", "--allow-empty", "--message", "a"]);
        git(&["init", "--quiet", "clone"]);
        commit();
        assert_eq!(last_release(&clone).unwrap(), None);
        git(&["-C", "clone", "tag", "v0.1.0"]);
        assert_eq!(last_release(&clone).unwrap(), None);
        commit();
        git(&["-C", "clone", "tag", "other"]);
        assert_eq!(last_release(&clone).unwrap().as_deref(), Some("v0.1.0"));
        commit();
        git(&["-C", "clone", "tag", "v0.2.0"]);
        assert_eq!(last_release(&clone).unwrap().as_deref(), Some("v0.1.0"));
        git(&["clone", "--quiet", "--depth=1", &format!("file://{}", clone.display()), "shallow"]);
        assert!(last_release(&shallow).unwrap_err().to_string().contains("--unshallow"));
    }
}
