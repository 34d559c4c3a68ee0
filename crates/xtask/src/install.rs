//! Puts the C library where C programs look for it: `cargo xtask install --prefix P` and `cargo xtask dll --prefix P`.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::generated::root;
use crate::process::finish;
use crate::{manual, symbols};

const VERSION: &str = env!("CARGO_PKG_VERSION");
const MAJOR: &str = env!("CARGO_PKG_VERSION_MAJOR");
const MINOR: &str = env!("CARGO_PKG_VERSION_MINOR");

/// What `rustc --print native-static-libs` says for Linux, but for `-lgcc_s`: compilers name that one themselves, or with
/// `-static` what stands in its place.
const STATIC_LIBS: &str = "-lutil -lrt -lpthread -lm -ldl -lc";

/// Ours, that of the Unicode tables in core, and that of the word lists.
pub(crate) const LICENCES: [&str; 3] =
    ["LICENSE", "crates/core/LICENSE-UNICODE", "crates/words/data/LICENSE-SCOWL"];

pub(crate) const WINDOWS: &str = "x86_64-pc-windows-gnu";

/// Where to, and how.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The directory under which lib/ and include/ are filled
    #[arg(long)]
    prefix: PathBuf,
    /// Features of keyward-ffi; for tests
    #[arg(long, hide = true)]
    features: Option<String>,
    /// What is built for tests, which is larger and slower
    #[arg(long, hide = true)]
    debug: bool,
}

impl Arguments {
    /// The library as it is released, or as it is built for tests, below a folder.
    pub(crate) fn to(prefix: PathBuf, debug: bool) -> Self {
        Self { prefix, features: None, debug }
    }
}

/// Builds the library and installs it with its header, pkg-config file and `CMake` package, and the manual pages and
/// completions of the command.
pub(crate) fn unix(arguments: &Arguments) -> Result<()> {
    let built = build(arguments, None)?;
    fill(&built, &arguments.prefix)?;
    let prefix = arguments.prefix.display();
    for file in [
        "lib/libkeyward.so",
        "lib/libkeyward.a",
        "lib/pkgconfig/keyward.pc",
        "lib/cmake/keyward",
        "include/keyward.h",
        "share/doc/keyward",
        "share/man/man1/keyward.1",
    ] {
        println!("{prefix}/{file}");
    }
    println!(
        "Where programs do not find libkeyward.so.{MAJOR}, run `sudo ldconfig`, or set LD_LIBRARY_PATH={prefix}/lib."
    );
    Ok(())
}

/// Fills a prefix with what was built.
pub(crate) fn fill(built: &Path, prefix: &Path) -> Result<()> {
    let lib = prefix.join("lib");
    let cmake = lib.join("cmake/keyward");
    let pkgconfig = lib.join("pkgconfig");
    for directory in [&cmake, &pkgconfig] {
        fs::create_dir_all(directory)?;
    }
    let shared = format!("libkeyward.so.{VERSION}");
    let soname = format!("libkeyward.so.{MAJOR}");
    symbols::link(&built.join("libkeyward_ffi.a"), &lib.join(&shared), &soname)?;
    link(&shared, &lib.join(&soname))?;
    link(&soname, &lib.join("libkeyward.so"))?;
    copy(&built.join("libkeyward_ffi.a"), &lib.join("libkeyward.a"))?;
    for (template, to) in [
        ("keyward.pc.in", pkgconfig.join("keyward.pc")),
        ("keyward-config.cmake.in", cmake.join("keyward-config.cmake")),
        ("keyward-config-version.cmake.in", cmake.join("keyward-config-version.cmake")),
    ] {
        let text = fs::read_to_string(root().join("crates/ffi/install").join(template))?;
        let text = text.replace("@VERSION@", VERSION).replace("@MAJOR@", MAJOR).replace("@MINOR@", MINOR);
        fs::write(to, text.replace("@STATIC_LIBS@", STATIC_LIBS))?;
    }
    copy_header(prefix)?;
    copy_licences(&prefix.join("share/doc/keyward"))?;
    manual::install(prefix)
}

/// Builds keyward.dll with its import library by the cross compiler of Debian's `gcc-mingw-w64-x86-64`.
pub(crate) fn windows(arguments: &Arguments) -> Result<()> {
    let built = build(arguments, Some(WINDOWS))?;
    let (bin, lib) = (arguments.prefix.join("bin"), arguments.prefix.join("lib"));
    for directory in [&bin, &lib] {
        fs::create_dir_all(directory)?;
    }
    copy(&built.join("keyward_ffi.dll"), &bin.join("keyward.dll"))?;
    copy_header(&arguments.prefix)?;
    copy_licences(&arguments.prefix.join("share/doc/keyward"))?;
    // The import library that the linker made asks for the file by the name it had then.
    let definition = lib.join("keyward.def");
    let header = fs::read_to_string(root().join("include/keyward.h"))?;
    let functions = functions(&header).join("\n    ");
    fs::write(&definition, format!("LIBRARY keyward.dll\nEXPORTS\n    {functions}\n"))?;
    let import = lib.join("libkeyward.dll.a");
    finish(Command::new("x86_64-w64-mingw32-dlltool").arg("-d").arg(&definition).arg("-l").arg(&import))
}

fn build(arguments: &Arguments, target: Option<&str>) -> Result<PathBuf> {
    let mut cargo = Command::new(std::env::var_os("CARGO").as_deref().unwrap_or(OsStr::new("cargo")));
    cargo.current_dir(root()).args(["build", "--package", "keyward-ffi", "--lib"]);
    if !arguments.debug {
        cargo.arg("--release");
    }
    if let Some(features) = &arguments.features {
        cargo.args(["--features", features]);
    }
    let mut built = root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    if let Some(target) = target {
        cargo.args(["--target", target]);
        built.push(target);
    }
    built.push(if arguments.debug { "debug" } else { "release" });
    finish(&mut cargo).map(|()| built)
}

/// The library holds word lists and Unicode tables, whose licences go where they go.
fn copy_licences(to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for licence in LICENCES {
        let from = root().join(licence);
        copy(&from, &to.join(from.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

fn copy_header(prefix: &Path) -> Result<()> {
    let include = prefix.join("include");
    fs::create_dir_all(&include)?;
    copy(&root().join("include/keyward.h"), &include.join("keyward.h"))
}

/// The names of the functions that a header declares.
fn functions(header: &str) -> Vec<&str> {
    let code = header.lines().filter(|line| !line.starts_with("//"));
    code.filter_map(|line| {
        let (before, _) = line.split_once('(')?;
        let name = before.rsplit([' ', '*']).next()?;
        name.starts_with("keyward_").then_some(name)
    })
    .collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    // A program that runs may have the old file open; it keeps it.
    let _ = fs::remove_file(to);
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

fn link(to: &str, from: &Path) -> Result<()> {
    let _ = fs::remove_file(from);
    symlink(to, from).with_context(|| format!("cannot link {}", from.display()))
}
