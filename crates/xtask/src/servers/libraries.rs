//! The libraries that take the place of libpwquality and of cracklib, asked by the programs of Debian that link these. Their
//! options are in `/etc`, so each runs in a mount namespace with an `/etc/keyward` of its own.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::trial::{GOOD, NONSENSE, Said, Trial, WORD, built, must, say};
use crate::generated::root;

/// A program with a library of ours in place of the usual one, and the options of `/etc/keyward/keyward.conf`.
fn ask(trial: &Trial, options: &str, program: &str, input: &[u8]) -> Result<Said> {
    let config = trial.file("keyward.conf", options)?;
    let script = format!(
        "mkdir -p /etc/keyward && mount -t tmpfs tmpfs /etc/keyward && cp {} /etc/keyward/keyward.conf
         LD_LIBRARY_PATH={} exec {program}",
        config.display(),
        trial.folder().display()
    );
    let mut unshare = Command::new("unshare");
    say(unshare.args(["--mount", "--propagation", "private", "sh", "-euc", &script]), input)
}

pub(super) fn pwquality(trial: &Trial) -> Result<()> {
    let mut make = Command::new("make");
    make.current_dir(trial.folder()).arg("-f").arg(root().join("clients/pwquality/Makefile"));
    must(make.arg(format!("KEYWARD={}", built("libkeyward_pwquality.a").display())))?;
    trial.stays(&trial.folder().join("libpwquality.so.1"))?;
    let score = |options: &str, password: &str| {
        ask(trial, options, "pwscore jquill", format!("{password}\n").as_bytes())
    };
    trial.holds("a good one has a score", score("", GOOD)?.text == "41\n", &score("", GOOD)?)?;
    for (password, part) in [
        (WORD, "Dictionary words: "),
        ("Zq7#Jquill!4Xv", "Personal information: "),
        (NONSENSE[0], "Numbers: "),
        (NONSENSE[1], "Numbers: "),
    ] {
        let said = score("", trial.secret(password))?;
        trial.refused(password, &said, &["Choose a different password.", part])?;
    }
    trial.refused("a megabyte", &score("", &"aB3!".repeat(250_000))?, &[])?;
    trial.refused("in Welsh", &score("lang=cy\n", WORD)?, &["Dewiswch gyfrinair gwahanol."])?;
    mistakes(trial, |options| score(options, GOOD))?;
    let made = ask(trial, "policy=nhs-appendix-a\n", "pwmake 80", b"")?;
    trial.accepted("a password is made", &score("", made.text.trim())?)?;
    // The real module of PAM, by way of the library that it links.
    let linked = ask(trial, "", "ldd /lib/x86_64-linux-gnu/security/pam_pwquality.so", b"")?;
    let ours = format!("{}/libpwquality.so.1", trial.folder().display());
    trial.holds("pam_pwquality.so finds it", !linked.ok || linked.text.contains(&ours), &linked)
}

pub(super) fn cracklib(trial: &Trial) -> Result<()> {
    fs::copy(built("libcrack.so"), trial.folder().join("libcrack.so.2"))?;
    trial.stays(&trial.folder().join("libcrack.so.2"))?;
    let passwords = trial.suggest(50)?;
    let input: String = passwords.iter().flat_map(|good| [good.as_str(), "\n", WORD, "\n"]).collect();
    let said = ask(trial, "", "/usr/sbin/cracklib-check", input.as_bytes())?;
    // It repeats what it is given, by design, so what it says is not searched for passwords.
    let told = said
        .text
        .lines()
        .filter(|line| line.contains(": Choose a different password. Dictionary words: "))
        .count();
    let passed = said.text.lines().filter(|line| line.ends_with(": OK")).count();
    trial.holds("good and bad ones in turn", (passed, told) == (50, 50), &(passed, told))?;
    let line = |options: &str| {
        let said = ask(trial, options, "/usr/sbin/cracklib-check", format!("{GOOD}\n").as_bytes())?;
        Ok(Said { ok: said.text.ends_with(": OK\n"), ..said })
    };
    mistakes(trial, line)
}

/// What is wrong in the file is told with the key and what is right, and nothing passes unless the file says so.
fn mistakes(trial: &Trial, ask: impl Fn(&str) -> Result<Said>) -> Result<()> {
    for (mistake, told) in [
        ("polcy=x", "/etc/keyward/keyward.conf: `polcy` is no option; the options are policy,"),
        ("policy=none.toml", "there is no preset and no file named `none.toml`"),
        ("lang=fr", "`lang` must be en or cy, not `fr`"),
    ] {
        trial.refused(
            mistake,
            &ask(&format!("{mistake}\n"))?,
            &["the password cannot be checked: ", told],
        )?;
        trial.accepted(mistake, &ask(&format!("{mistake}\non_error=accept\n"))?)?;
    }
    Ok(())
}
