//! What the tests of the C library need beside Rust.

use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};

use crate::apt;
use crate::process::{finish, finish_apart};
use crate::supply::toolchain;

/// Debian packages: two C compilers, valgrind, the cross compiler for Windows with wine to run what it makes.
const PACKAGES: [&str; 11] = [
    "gcc",
    "g++",
    "clang",
    "libclang-rt-14-dev",
    "valgrind",
    "pkg-config",
    "cmake",
    "gcc-mingw-w64-x86-64",
    "wine",
    "wine64",
    "python3",
];

/// Installs what is missing. It needs to be root for that, and does nothing when all is there.
pub(crate) fn set_up() -> Result<()> {
    apt::install(&PACKAGES)?;
    finish(Command::new("rustup").args(["target", "add", "x86_64-pc-windows-gnu"]))?;
    toolchain("nightly")?;
    finish(Command::new("rustup").args(["component", "add", "--toolchain", "nightly", "miri", "rust-src"]))
}

/// Runs the calls over the border under Miri, which sees every read and write of memory that is not allowed, and those tests
/// of the dictionary, core and history that are small enough for it.
pub(crate) fn miri() -> Result<()> {
    miri_on(&[])
}

/// The same as on another machine: `["--target", …]`.
pub(crate) fn miri_on(target: &[&str]) -> Result<()> {
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let chosen: [(&str, &[&str]); 4] = [
        ("border", &["--package", "keyward-ffi", "--test", "border"]),
        (
            "core",
            &[
                "--package",
                "keyward-core",
                "--lib",
                "--",
                "graphemes_are_what_people_count",
                "text::",
                "report::",
                "terms::",
                "lifecycle::",
                "recycled::",
                "--skip",
                "recycled::alignment",
                "--skip",
                "recycled::tests",
                "--skip",
                // It only counts, over texts of thousands of characters.
                "terms_grow_with_the_text_alone",
                "--skip",
                // Property tests ask for the folder that they run in.
                "agrees_with_the_definitions",
                "rules::date",
                "rules::sequence",
            ],
        ),
        ("dictionary", &["--package", "keyward-dictionary", "--lib", "--", "readings::", "term::"]),
        ("history", &["--package", "keyward-history", "--lib"]),
    ];
    // By way of rustup, as a cargo that was started by another would ask for the other's toolchain.
    let miri = |arguments: &[&str]| {
        let mut rustup = Command::new("rustup");
        rustup.current_dir(top).args(["run", "nightly", "cargo", "miri"]).args(arguments).args(target);
        rustup
    };
    finish(&mut miri(&["setup"]))?;
    // Miri itself uses one processor.
    thread::scope(|scope| {
        let run = |(name, tests): &(&str, &[&str])| finish_apart(name, miri(&["test"]).args(*tests));
        let runs: Vec<_> = chosen.iter().map(|tests| scope.spawn(move || run(tests))).collect();
        runs.into_iter().try_for_each(|run| run.join().map_err(|_| anyhow!("it panicked"))?)
    })
}
