//! Debian packages that tests need.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Result, anyhow};

use crate::process::finish;

/// Installs what is missing, and starts none of the servers in it. It needs to be root for that, and does nothing when all is
/// there.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _one = ONE_AT_A_TIME.lock().map_err(|_| anyhow!("another installation panicked"))?;
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-o", "DPkg::Lock::Timeout=600"]);
        apt
    };
    let _quiet = NoServices::ask()?;
    finish(apt().arg("update"))?;
    finish(apt().args(["install", "-y", "--no-install-recommends"]).args(missing))
}

pub(crate) fn is_installed(package: &str) -> bool {
    let said = Command::new("dpkg-query").args(["-W", "-f=${Status}", package]).output();
    said.is_ok_and(|said| said.stdout.ends_with(b"ok installed"))
}

/// While it lives, Debian starts no server that is being installed.
struct NoServices {
    is_ours: bool,
}

impl NoServices {
    const POLICY: &str = "/usr/sbin/policy-rc.d";

    fn ask() -> Result<Self> {
        let is_ours = !Path::new(Self::POLICY).exists();
        if is_ours {
            fs::write(Self::POLICY, "#!/bin/sh\nexit 101\n")?;
            fs::set_permissions(Self::POLICY, fs::Permissions::from_mode(0o755))?;
        }
        Ok(Self { is_ours })
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if self.is_ours {
            let _ = fs::remove_file(Self::POLICY);
        }
    }
}
