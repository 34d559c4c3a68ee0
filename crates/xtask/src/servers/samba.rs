//! Samba: a domain in a temporary folder, whose passwords `samba-tool` sets there with the script that a domain controller runs.

use std::process::Command;

use anyhow::{Result, ensure};

use super::trial::{GOOD, NONSENSE, OTHER, PERSONAL, Said, Trial, WORD, built, must, say};

pub(super) fn run(trial: &Trial) -> Result<()> {
    let folder = trial.folder().display().to_string();
    let config = format!("{folder}/etc/smb.conf");
    let log = trial.folder().join("script.log");
    let program = built("keyward-serve").canonicalize()?;
    let lines =
        format!("#!/bin/sh\nexec {} samba policy=nhs-appendix-a 2>> {}\n", program.display(), log.display());
    let script = trial.file("script", &lines)?;
    must(Command::new("chmod").arg("755").arg(&script))?;
    let script = script.display();
    let provision = [
        "domain",
        "provision",
        "--use-rfc2307",
        "--realm=WHARFDALE.EXAMPLE",
        "--domain=WHARFDALE",
        "--server-role=dc",
        "--dns-backend=NONE",
        "--host-name=dc",
        "--host-ip=127.0.0.1",
        &format!("--targetdir={folder}"),
        &format!("--adminpass={}", trial.secret("Nz4!Admin-of-the-domain")),
    ];
    // It ends with a complaint about the folder for scripts where the file system keeps no access lists; the database is whole.
    let made = say(Command::new("samba-tool").args(provision), b"")?;
    ensure!(std::path::Path::new(&config).exists(), "{made:?}");
    let tool = |arguments: &[&str]| -> Result<Said> {
        let mut tool = Command::new("samba-tool");
        tool.args(arguments)
            .arg(format!("--configfile={config}"))
            .arg(format!("--option=check password script={script}"));
        say(tool.arg("-H").arg(format!("{folder}/private/sam.ldb")), b"")
    };
    let created = tool(&["user", "create", "jquill", GOOD, "--given-name=Joan", "--surname=Quillington"])?;
    let told = std::fs::read_to_string(&log).unwrap_or_default();
    trial.holds("user create", created.ok, &(created, told))?;
    for password in [WORD, PERSONAL, "Zq7#Jquill!4Xv", NONSENSE[1]] {
        let set =
            tool(&["user", "setpassword", "jquill", &format!("--newpassword={}", trial.secret(password))])?;
        trial.refused(password, &set, &["0000052D"])?;
    }
    let set = tool(&["user", "setpassword", "jquill", &format!("--newpassword={OTHER}")])?;
    trial.accepted("setpassword", &set)?;
    let refused = tool(&["user", "create", "bnew", WORD])?;
    trial.refused("user create with a word", &refused, &["0000052D"])
}
