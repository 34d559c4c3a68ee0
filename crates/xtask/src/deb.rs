//! Debian packages: `cargo xtask deb --to FOLDER` makes them, and `cargo xtask servers debian` installs them in
//! a copy of this machine that vanishes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::generated::root;
use crate::process::finish;
use crate::{apt, install, symbols};

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "-1");
const MAINTAINER: &str = "The keyward developers <developers@keyward.invalid>";

/// The package of the shared library, and what programs ask the loader for.
const LIBRARY: &str = "libkeyward0";
const SONAME: &str = "libkeyward.so.0";

/// What makes packages, and what looks at them.
const TOOLS: [&str; 7] =
    ["dpkg-dev", "lintian", "gcc", "make", "binutils", "util-linux", "postgresql-server-dev-15"];

/// What a package holds beside what every package does.
struct Package {
    name: &'static str,
    section: &'static str,
    /// Beside the libraries that its files link.
    depends: &'static str,
    summary: &'static str,
    /// The description below it, whose lines begin with a blank.
    text: &'static str,
    /// Where a file is, below what was built or the top level of the project, and where it goes.
    files: &'static [(&'static str, &'static str)],
    /// Scripts of the package manager.
    scripts: &'static [(&'static str, &'static str)],
}

const TEXT: &str = " keyward decides whether a new password may be used, under a written policy,\n \
                    and says why not: words in any spelling, what is known of the person,\n \
                    recycled passwords.";

const PACKAGES: [Package; 6] = [
    Package {
        name: "keyward",
        section: "admin",
        depends: "",
        summary: "password policy validator",
        text: " This package has the commands keyward and keyward-serve.",
        files: &[
            ("built/keyward", "usr/bin/keyward"),
            ("built/keyward-serve", "usr/bin/keyward-serve"),
            ("installed/share/man/man1", "usr/share/man/man1"),
            ("clients/serve/keyward-serve.1", "usr/share/man/man1/keyward-serve.1"),
            (
                "installed/share/bash-completion/completions/keyward",
                "usr/share/bash-completion/completions/keyward",
            ),
            ("installed/share/zsh/site-functions/_keyward", "usr/share/zsh/vendor-completions/_keyward"),
            (
                "installed/share/fish/vendor_completions.d/keyward.fish",
                "usr/share/fish/vendor_completions.d/keyward.fish",
            ),
        ],
        scripts: &[],
    },
    Package {
        name: LIBRARY,
        section: "libs",
        depends: "",
        summary: "password policy validator - shared library",
        text: " This package has the shared library.",
        files: &[
            (
                concat!("installed/lib/libkeyward.so.", env!("CARGO_PKG_VERSION")),
                concat!("LIB/libkeyward.so.", env!("CARGO_PKG_VERSION")),
            ),
            ("installed/lib/libkeyward.so.0", "LIB/libkeyward.so.0"),
        ],
        scripts: &[
            ("shlibs", concat!("libkeyward 0 libkeyward0 (>= ", env!("CARGO_PKG_VERSION"), ")\n")),
            ("triggers", "activate-noawait ldconfig\n"),
        ],
    },
    Package {
        name: "libkeyward-dev",
        section: "libdevel",
        depends: "libkeyward0 (= VERSION)",
        summary: "password policy validator - development files",
        text: " This package has the header, the static library and the files for\n pkg-config and CMake.",
        files: &[
            ("installed/include/keyward.h", "usr/include/keyward.h"),
            ("installed/lib/libkeyward.so", "LIB/libkeyward.so"),
            ("installed/lib/libkeyward.a", "LIB/libkeyward.a"),
            ("installed/lib/pkgconfig/keyward.pc", "LIB/pkgconfig/keyward.pc"),
            ("installed/lib/cmake/keyward", "LIB/cmake/keyward"),
        ],
        scripts: &[],
    },
    Package {
        name: "libpam-keyward",
        section: "admin",
        depends: "libpam-runtime (>= 1.0.1-6)",
        summary: "password policy validator - PAM module",
        text: " This package has the module for PAM and turns it on.",
        files: &[
            ("built/libpam_keyward.so", "LIB/security/pam_keyward.so"),
            ("clients/pam/keyward.pam-config", "usr/share/pam-configs/keyward"),
            ("clients/pam/README.md", "DOC/README.md"),
        ],
        scripts: &[
            ("postinst", "#!/bin/sh\nset -e\npam-auth-update --package\n"),
            (
                "prerm",
                "#!/bin/sh\nset -e\nif [ \"$1\" = remove ]; then\n\tpam-auth-update --package --remove keyward\nfi\n",
            ),
        ],
    },
    Package {
        name: "slapd-keyward",
        section: "net",
        depends: "slapd (>= 2.5)",
        summary: "password policy validator - OpenLDAP module",
        text: " This package has the module for OpenLDAP's overlay ppolicy.",
        files: &[
            ("built/libkeyward_ppolicy.so", "usr/lib/ldap/keyward_ppolicy.so"),
            ("clients/openldap/README.md", "DOC/README.md"),
        ],
        scripts: &[],
    },
    Package {
        name: "postgresql-15-keyward",
        section: "database",
        depends: "postgresql-15",
        summary: "password policy validator - PostgreSQL extension",
        text: " This package has the library for PostgreSQL 15.",
        files: &[
            ("made/keyward.so", "usr/lib/postgresql/15/lib/keyward.so"),
            ("clients/postgresql/README.md", "DOC/README.md"),
        ],
        scripts: &[],
    },
];

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder that the packages go to
    #[arg(long)]
    to: PathBuf,
    /// Pack what was built for tests, which is larger and slower
    #[arg(long, hide = true)]
    debug: bool,
}

/// Where the files of packages come from.
struct Sources {
    built: PathBuf,
    /// A prefix, as `cargo xtask install` fills it.
    installed: PathBuf,
    /// What `make` made.
    made: PathBuf,
}

impl Sources {
    fn build(work: &Path, debug: bool) -> Result<Self> {
        let profile: &[&str] = if debug { &[] } else { &["--release"] };
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(root()).args(["build", "--quiet"]).args(profile);
        for part in [
            "keyward-cli",
            "keyward-serve",
            "keyward-ffi",
            "keyward-pam",
            "keyward-openldap",
            "keyward-postgresql",
        ] {
            cargo.args(["-p", part]);
        }
        finish(&mut cargo)?;
        let target = root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
        let built = target.join(if debug { "debug" } else { "release" }).canonicalize()?;
        let (installed, made) = (work.join("installed"), work.join("made"));
        install::fill(&built, &installed)?;
        fs::create_dir_all(&made)?;
        let mut make = Command::new("make");
        make.current_dir(&made).arg("-s").arg("-f").arg(root().join("clients/postgresql/Makefile"));
        make.arg(format!("KEYWARD={}", built.join("libkeyward_postgresql.a").display()));
        finish(make.arg("PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config"))?;
        Ok(Self { built, installed, made })
    }

    fn find(&self, name: &str) -> PathBuf {
        match name.split_once('/') {
            Some(("built", rest)) => self.built.join(rest),
            Some(("installed", rest)) => self.installed.join(rest),
            Some(("made", rest)) => self.made.join(rest),
            _ => root().join(name),
        }
    }
}

/// Makes all packages.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    make(&arguments.to, arguments.debug)
}

/// Makes all packages in a folder, of what was built for a release or for tests.
pub(crate) fn make(to: &Path, debug: bool) -> Result<()> {
    apt::install(&TOOLS)?;
    let work = tempfile::tempdir()?;
    let sources = Sources::build(work.path(), debug)?;
    fs::create_dir_all(to)?;
    let multiarch = output(Command::new("dpkg-architecture").arg("-qDEB_HOST_MULTIARCH"))?;
    let lib = format!("usr/lib/{}", multiarch.trim());
    for package in &PACKAGES {
        let tree = work.path().join(package.name);
        package.fill(&tree, &sources, &lib)?;
        let mut pack = Command::new("dpkg-deb");
        // To pack what tests throw away takes longer than to make it.
        pack.args(if debug { &["-Zxz", "-z0"][..] } else { &[] }).args(["--root-owner-group", "--build"]);
        finish(pack.arg(&tree).arg(to))?;
    }
    Ok(())
}

impl Package {
    /// Lays out what the package holds.
    fn fill(&self, tree: &Path, sources: &Sources, lib: &str) -> Result<()> {
        let doc = format!("usr/share/doc/{}", self.name);
        let mut linked = Vec::new();
        for (from, to) in self.files {
            let to = tree.join(to.replace("LIB", lib).replace("DOC", &doc));
            fs::create_dir_all(to.parent().context("a folder")?)?;
            finish(
                Command::new("cp").args(["-a", "--no-preserve=ownership"]).arg(sources.find(from)).arg(&to),
            )?;
            let name = to.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if to.is_symlink() || to.is_dir() {
                continue;
            }
            if name.contains(".so") || *from == format!("built/{name}") {
                // What the linker makes of the folder's name would tell one build from the next.
                let mut strip = Command::new("strip");
                strip.args(["--strip-unneeded", "--remove-section=.note.gnu.build-id"]);
                finish(strip.arg(&to))?;
                let mode = if name.contains(".so") { "644" } else { "755" };
                finish(Command::new("chmod").arg(mode).arg(&to))?;
                linked.push(to);
            } else if name.ends_with(".a") {
                finish(Command::new("strip").arg("--strip-debug").arg(&to))?;
            } else if name == "keyward.pc" {
                // The prefix is where it was filled.
                let text = fs::read_to_string(&to)?.replace(&sources.installed.display().to_string(), "/usr");
                fs::write(&to, text.replace("${prefix}/lib", &format!("/{lib}")))?;
            }
        }
        self.describe(tree, &doc, &linked)?;
        let pages = tree.join("usr/share/man/man1");
        if pages.exists() {
            finish(Command::new("gzip").args(["-9nr"]).arg(pages))?;
        }
        finish(Command::new("chmod").args(["-R", "u=rwX,go=rX"]).arg(tree))
    }

    /// Writes what the package manager reads, and what every package has to say of itself.
    fn describe(&self, tree: &Path, doc: &str, linked: &[PathBuf]) -> Result<()> {
        let (doc, control) = (tree.join(doc), tree.join("DEBIAN"));
        fs::create_dir_all(&doc)?;
        fs::create_dir_all(&control)?;
        let licences = install::LICENCES.map(|name| fs::read_to_string(root().join(name)));
        let licences = licences.into_iter().collect::<std::io::Result<Vec<_>>>()?;
        fs::write(doc.join("copyright"), licences.join("\n\n"))?;
        let changelog = format!(
            "{} ({VERSION}) unstable; urgency=medium\n\n  * See the project's own list of changes.\n\n \
             -- {MAINTAINER}  Thu, 01 Jan 2026 00:00:00 +0000\n",
            self.name
        );
        fs::write(doc.join("changelog.Debian"), changelog)?;
        finish(Command::new("gzip").arg("-9n").arg(doc.join("changelog.Debian")))?;
        let architecture = output(Command::new("dpkg").arg("--print-architecture"))?;
        let own = self.depends.replace("VERSION", VERSION);
        let needed =
            [libraries(linked)?, own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let depends =
            if needed.is_empty() { String::new() } else { format!("Depends: {}\n", needed.join(", ")) };
        let described = format!(
            "Package: {}\nVersion: {VERSION}\nSection: {}\nPriority: optional\nArchitecture: {}\n{depends}Maintainer: {MAINTAINER}\n\
             Description: {}\n{TEXT}\n .\n{}\n",
            self.name,
            self.section,
            architecture.trim(),
            self.summary,
            self.text
        );
        fs::write(control.join("control"), described)?;
        if let Some(library) = linked.iter().find(|_| self.name == LIBRARY) {
            let list = symbols::debian(library, LIBRARY, SONAME, VERSION)?;
            fs::write(control.join("symbols"), list)?;
        }
        for (name, text) in self.scripts {
            fs::write(control.join(name), text)?;
            let mode = if text.starts_with("#!") { "755" } else { "644" };
            finish(Command::new("chmod").arg(mode).arg(control.join(name)))?;
        }
        Ok(())
    }
}

/// The packages that have the libraries that files link.
fn libraries(linked: &[PathBuf]) -> Result<String> {
    if linked.is_empty() {
        return Ok(String::new());
    }
    // It wants to run where a source package is.
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("debian"))?;
    fs::write(
        folder.path().join("debian/control"),
        "Source: keyward\n\nPackage: keyward\nArchitecture: any\n",
    )?;
    let mut command = Command::new("dpkg-shlibdeps");
    command
        .current_dir(folder.path())
        .args(["-O", "--warnings=0"])
        .args(linked.iter().map(|file| format!("-e{}", file.display())));
    let said = output(&mut command)?;
    Ok(said.trim().strip_prefix("shlibs:Depends=").unwrap_or_default().to_owned())
}

fn output(command: &mut Command) -> Result<String> {
    let said = command.output().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(said.status.success(), "{command:?}: {}", String::from_utf8_lossy(&said.stderr));
    Ok(String::from_utf8(said.stdout)?)
}
