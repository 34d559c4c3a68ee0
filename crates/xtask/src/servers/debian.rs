//! The Debian packages: looked at by lintian, then installed in a copy of this machine that vanishes, used there, and removed.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::trial::{GOOD, Said, Trial, WORD, must, say};
use crate::deb;

/// A copy of this machine: what is written there lies in memory. `sh` runs inside.
fn inside(trial: &Trial, script: &str) -> Result<Said> {
    let folder = trial.folder().display();
    let script = format!(
        "mkdir -p {folder}/top && mount -t tmpfs tmpfs {folder}/top && cd {folder}/top && mkdir upper work root
         mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
         mount --bind /proc root/proc && mount --bind /dev root/dev
         mkdir root/packages && cp {folder}/packages/* root/packages
         exec chroot root sh -euc '{script}'"
    );
    let mut unshare = Command::new("unshare");
    unshare.env("DEBIAN_FRONTEND", "noninteractive");
    say(unshare.args(["--mount", "--propagation", "private", "sh", "-euc", &script]), b"")
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    let packages = trial.folder().join("packages");
    deb::make(&packages, !trial.thorough)?;
    let made: Vec<_> = fs::read_dir(&packages)?.collect::<std::io::Result<Vec<_>>>()?;
    trial.holds("six packages", made.len() == 6, &made)?;
    let mut lintian = Command::new("lintian");
    lintian.args(["--allow-root", "--fail-on", "error", "--tag-display-limit", "0"]);
    let said = say(lintian.args(made.iter().map(fs::DirEntry::path)), b"")?;
    trial.holds("lintian has no error", said.ok && !said.text.contains("E: "), &said)?;
    trial.file("packages/typed", &format!("jquill:{WORD}\n"))?;
    trial.file("packages/good", &format!("jquill:{GOOD}\n"))?;
    trial.file(
        "packages/example.c",
        "#include <keyward.h>\nint main(void) { keyward_policy_free(0); return 0; }\n",
    )?;
    let said = inside(trial, SCRIPT)?;
    for (what, told) in [
        ("they install", "keyward 0.1.0"),
        ("the command has its pages", "man1/keyward-check.1.gz"),
        ("a program is built, and finds its library", "libkeyward.so.0 => /lib"),
        ("PAM asks the module", "pam_keyward.so retry=3"),
        ("chpasswd refuses a word", "BAD PASSWORD"),
        ("it takes a good one, and PAM no longer asks when it is gone", "\nchanged\n== purged\n== end\n"),
    ] {
        trial.holds(what, said.ok && said.text.contains(told), &said)?;
    }
    trial.holds("every library is found", !said.text.contains("not found"), &said)?;
    trial.holds("the word is not taken", said.text.matches("\nchanged\n").count() == 1, &said)?;
    must(Command::new("rm").arg("-r").arg(packages)).map(drop)
}

/// What is done with the packages; quotation marks would end it.
const SCRIPT: &str = "
    dpkg --install /packages/*.deb > /tmp/log 2>&1 || { cat /tmp/log; exit 9; }
    keyward --version
    ls /usr/share/man/man1/keyward-check.1.gz
    ldd /usr/lib/ldap/keyward_ppolicy.so /usr/lib/postgresql/15/lib/keyward.so /usr/bin/keyward
    cc /packages/example.c -o /tmp/example $(pkg-config --cflags --libs keyward)
    /tmp/example
    ldd /tmp/example
    cat /etc/pam.d/common-password
    sed -i s/retry=3/enforce_for_root/ /etc/pam.d/common-password
    useradd -M jquill
    chpasswd < /packages/typed && echo changed || true
    chpasswd < /packages/good && echo changed
    dpkg --purge slapd-keyward postgresql-15-keyward libpam-keyward libkeyward-dev libkeyward0 keyward > /tmp/log 2>&1 || { cat /tmp/log; exit 9; }
    echo == purged
    grep pam_keyward /etc/pam.d/common-password || true
    echo == end";
