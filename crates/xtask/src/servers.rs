//! `cargo xtask servers`: each client in `clients/` against the real server, on this machine and without touching what runs on
//! it: temporary folders, free ports, namespaces.

mod debian;
mod heimdal;
mod krb5;
mod libraries;
mod log;
mod openldap;
mod pam;
mod postgresql;
mod samba;
mod trial;
mod windows;

use std::process::Command;

use anyhow::{Result, bail};

use crate::apt;
use crate::generated::root;
use crate::process::finish;

use trial::Trial;

/// A server, and how it is tried.
struct Server {
    name: &'static str,
    /// Debian packages that it needs.
    packages: &'static [&'static str],
    /// Parts of the workspace to build before.
    clients: &'static [&'static str],
    /// Whether it takes so long that only a thorough run, or its name, asks for it.
    is_long: bool,
    run: fn(&Trial) -> Result<()>,
}

const SERVERS: &[Server] = &[
    Server {
        name: "pam",
        packages: &["pamtester", "passwd", "util-linux"],
        clients: &["keyward-pam"],
        is_long: false,
        run: pam::run,
    },
    Server {
        name: "openldap",
        packages: &["slapd", "ldap-utils", "gcc"],
        clients: &["keyward-openldap"],
        is_long: false,
        run: openldap::run,
    },
    Server {
        name: "postgresql",
        packages: &["postgresql-15", "postgresql-server-dev-15", "gcc", "make"],
        clients: &["keyward-postgresql"],
        is_long: false,
        run: postgresql::run,
    },
    Server {
        name: "krb5",
        packages: &["krb5-kdc", "krb5-admin-server"],
        clients: &["keyward-krb5"],
        is_long: false,
        run: krb5::run,
    },
    Server {
        name: "windows",
        packages: &["gcc-mingw-w64-x86-64", "wine", "wine64"],
        clients: &[],
        is_long: false,
        run: windows::run,
    },
    Server {
        name: "pwquality",
        packages: &["libpwquality-tools", "libpam-pwquality", "util-linux", "gcc", "make"],
        clients: &["keyward-pwquality"],
        is_long: false,
        run: libraries::pwquality,
    },
    Server {
        name: "cracklib",
        packages: &["cracklib-runtime", "util-linux"],
        clients: &["keyward-cracklib"],
        is_long: false,
        run: libraries::cracklib,
    },
    Server {
        name: "debian",
        packages: &["slapd", "postgresql-15", "gcc", "pkg-config", "lintian", "util-linux"],
        clients: &[],
        is_long: true,
        run: debian::run,
    },
    Server {
        name: "heimdal",
        packages: &heimdal::LIBRARIES,
        clients: &["keyward-serve"],
        is_long: true,
        run: heimdal::run,
    },
    Server {
        name: "samba",
        packages: &["samba", "samba-ad-provision", "samba-dsdb-modules", "samba-vfs-modules"],
        clients: &["keyward-serve"],
        is_long: true,
        run: samba::run,
    },
];

#[derive(clap::Args, Default)]
pub struct Arguments {
    /// Only these servers
    servers: Vec<String>,
    /// What takes long, too: a thousand changes by each of eight clients, a Samba domain, Debian packages
    #[arg(long)]
    pub(crate) thorough: bool,
}

impl Arguments {
    /// One server alone.
    pub(crate) fn only(server: &str) -> Self {
        Self { servers: vec![server.to_owned()], thorough: false }
    }
}

/// Tries every server, with what takes long.
///
/// # Errors
/// As [`run`].
pub(crate) fn thorough() -> Result<()> {
    run(&Arguments { servers: Vec::new(), thorough: true })
}

/// Tries every server that is named, or all.
///
/// # Errors
/// If one fails, after all of them were tried.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if let Some(unknown) =
        arguments.servers.iter().find(|name| !SERVERS.iter().any(|server| server.name == **name))
    {
        let names: Vec<_> = SERVERS.iter().map(|server| server.name).collect();
        bail!("no server `{unknown}`; the servers are {}", names.join(", "));
    }
    let is_named = |server: &&Server| {
        (arguments.servers.is_empty() && (arguments.thorough || !server.is_long))
            || arguments.servers.iter().any(|name| name == server.name)
    };
    let servers: Vec<&Server> = SERVERS.iter().filter(is_named).collect();
    let packages: Vec<&str> = servers.iter().flat_map(|server| server.packages).copied().collect();
    apt::install(&packages)?;
    let clients: Vec<_> =
        servers.iter().flat_map(|server| server.clients).flat_map(|client| ["-p", client]).collect();
    if !clients.is_empty() {
        let mut cargo = Command::new(env!("CARGO"));
        finish(cargo.current_dir(root()).args(["build", "--quiet"]).args(clients))?;
    }
    let mut failed = Vec::new();
    for server in servers {
        let trial = Trial::new(arguments.thorough)?;
        match (server.run)(&trial).and_then(|()| trial.nothing_told()) {
            Ok(()) => println!("server: {} ok {} cases", server.name, trial.cases()),
            Err(error) => {
                println!("server: {} FAILED after {} cases: {error:#}", server.name, trial.cases());
                failed.push(server.name);
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}
