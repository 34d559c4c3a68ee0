//! Windows: `keyward_filter.dll`, built by Debian's mingw-w64, called by a program that does as the Local Security Authority does and runs
//! under Debian's wine, with a registry of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use super::trial::{Said, Trial, must, say, target};
use crate::generated::root;
use crate::install::WINDOWS;

/// A program under wine, in the folder of the trial.
fn wine(trial: &Trial, arguments: &[&str]) -> Result<Said> {
    let mut wine = Command::new("wine");
    // Wine has no event log to look into: it says what it is told.
    wine.env("WINEDEBUG", "-all,err+eventlog,warn+eventlog")
        .env("WINEPREFIX", trial.folder().join("wine"))
        .env("DISPLAY", "");
    say(wine.current_dir(trial.folder()).args(arguments), b"")
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    must(Command::new("rustup").args(["target", "add", WINDOWS]))?;
    let mut cargo = Command::new(env!("CARGO"));
    // The runtime of the C compiler comes with the library: a server has none.
    cargo.env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS", "-C target-feature=+crt-static");
    must(cargo.current_dir(root()).args(["build", "--quiet", "-p", "keyward-windows", "--target", WINDOWS]))?;
    let library = trial.folder().join("keyward_filter.dll");
    fs::copy(target().join(WINDOWS).join("debug/keyward_filter.dll"), &library)?;
    let needed = must(Command::new("x86_64-w64-mingw32-objdump").arg("-p").arg(&library))?;
    let foreign = needed.lines().filter(|line| line.contains("DLL Name:") && line.contains("lib")).count();
    trial.holds("it needs nothing but Windows", foreign == 0, &foreign)?;
    compile(
        &["-shared", "-ladvapi32"],
        &root().join("tests/c/bcryptprimitives.c"),
        &trial.folder().join("bcryptprimitives.dll"),
    )?;
    let host = trial.folder().join("lsass.exe");
    compile(
        &["-std=c99", "-Wall", "-Wextra", "-Werror"],
        &root().join("clients/windows/tests/lsass.c"),
        &host,
    )?;
    let said = wine(trial, &["./lsass.exe"])?;
    trial.nothing_in("the event log", said.text.as_bytes())?;
    trial.accepted("as the authority calls it, on eight threads", &said)?;
    let each =
        said.text.split_whitespace().next().and_then(|number| number.parse::<f64>().ok()).unwrap_or(f64::MAX);
    println!("windows: {each} microseconds a call");
    let none = "no password can be judged: `policy` cannot be used: there is no preset and no file named `none.toml`";
    for (values, told, log) in [
        (&[("policy", "cyber-essentials-12")][..], "good 0 bad 1", "rejected min_length"),
        (&[("policy", "none.toml")], "good 0 bad 0", none),
        (&[("policy", "none.toml"), ("on_error", "accept")], "good 1 bad 1", none),
        (
            &[("policy", "nhs-appendix-a"), ("on_error", "open")],
            "good 0 bad 0",
            "`on_error` must be refuse or accept",
        ),
        (&[("on_error", "refuse"), ("lang", "cy")], "good 1 bad 0", "rejected dictionary_word"),
    ] {
        for (name, value) in values {
            let add = ["reg", "add", r"HKLM\SOFTWARE\keyward", "/v", name, "/t", "REG_SZ", "/d", value, "/f"];
            wine(trial, &add)?;
        }
        let said = wine(trial, &["./lsass.exe", "once"])?;
        trial.holds("as the registry says", said.text.contains(told), &(values, &said))?;
        trial.holds("the event log says why", said.text.contains(log), &(log, &said))?;
        trial.nothing_in("the event log", said.text.as_bytes())?;
    }
    // What wine has made of a Windows is no part of what is searched.
    fs::remove_dir_all(trial.folder().join("wine"))?;
    fs::remove_file(host)?;
    Ok(())
}

fn compile(options: &[&str], source: &Path, made: &Path) -> Result<()> {
    let mut gcc = Command::new("x86_64-w64-mingw32-gcc");
    must(gcc.arg(source).arg("-o").arg(made).args(options)).map(drop)
}
