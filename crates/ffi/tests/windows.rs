//! keyward.dll: built by Debian's mingw-w64, called by a C program that runs under Debian's wine.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::process::Command;

use common::{root, success, workplace, xtask};

#[test]
fn a_windows_program_runs_with_the_dll() {
    let prefix = workplace().join("windows");
    xtask(&["dll", "--prefix", prefix.to_str().unwrap()]);
    // See there why; Windows itself has the function.
    let mut shim = Command::new("x86_64-w64-mingw32-gcc");
    shim.arg("-shared").arg(root().join("tests/c/bcryptprimitives.c"));
    success(shim.arg("-o").arg(prefix.join("bin/bcryptprimitives.dll")).arg("-ladvapi32"));
    for name in ["check", "null", "policy", "suggest"] {
        let made = prefix.join("bin").join(name).with_extension("exe");
        let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
        gcc.args(["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"]).arg(prefix.join("include"));
        gcc.arg(root().join("tests/c").join(name).with_extension("c")).arg("-o").arg(&made);
        success(gcc.arg(prefix.join("lib/libkeyward.dll.a")));
        // Wine looks for a library beside the program, as Windows does.
        let mut wine = Command::new("wine");
        wine.env("WINEDEBUG", "-all").env("WINEPREFIX", workplace().join("wine")).env("DISPLAY", "");
        success(wine.current_dir(prefix.join("bin")).arg(&made));
    }
}
