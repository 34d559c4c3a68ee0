//! The installed library, and programs run with it, for the tests that call it from outside.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

pub(crate) mod records;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The top level of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Where these tests put what they make.
pub(crate) fn workplace() -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ffi");
    std::fs::create_dir_all(&place).unwrap();
    place
}

/// The prefix under which the library is installed, as an administrator would do it.
pub(crate) fn prefix() -> &'static Path {
    static PREFIX: OnceLock<PathBuf> = OnceLock::new();
    PREFIX.get_or_init(|| {
        // One for each test program, as two may run at a time.
        let program = std::env::current_exe().unwrap();
        let prefix = workplace().join(program.file_stem().unwrap()).join("prefix");
        xtask(&["install", "--prefix", prefix.to_str().unwrap()]);
        prefix
    })
}

pub(crate) fn xtask(arguments: &[&str]) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["run", "--quiet", "--package", "xtask", "--"]).args(arguments);
    success(&mut cargo);
}

/// Runs a program that must succeed, and gives back what it printed.
pub(crate) fn success(command: &mut Command) -> String {
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; see `cargo xtask ffi-set-up`"));
    let (printed, complaints) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{command:?}: {status}\n{printed}\n{complaints}");
    printed.into_owned()
}
