//! `cargo xtask peers`: sets up what keyward is compared with, Debian's libraries through their C calls, zxcvbn in Rust and in Node, and
//! has `cargo lab compare` measure them. The page is made of the measurements, which are kept, so that nothing else needs the peers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::generated::root;
use crate::process::finish;
use crate::{apt, npm};

/// A library of Debian's: what its program is called, what it links, its packages, the files that a program loads for it.
struct Library {
    name: &'static str,
    links: &'static str,
    package: &'static str,
    settings: &'static str,
    files: &'static [&'static str],
    loaded: &'static str,
}

const LIBRARIES: [Library; 3] = [
    Library {
        name: "libpwquality",
        links: "pwquality",
        package: "libpwquality1",
        settings: "defaults: 8 characters, cracklib's dictionary",
        files: &[
            "LIB/libpwquality.so.1",
            "LIB/libcrack.so.2",
            "DICTIONARY.pwd",
            "DICTIONARY.pwi",
            "DICTIONARY.hwm",
        ],
        loaded: "library, cracklib and its dictionary",
    },
    Library {
        name: "cracklib",
        links: "crack",
        package: "libcrack2",
        settings: "FascistCheck with Debian's dictionary (cracklib-runtime)",
        files: &["LIB/libcrack.so.2", "DICTIONARY.pwd", "DICTIONARY.pwi", "DICTIONARY.hwm"],
        loaded: "library and dictionary",
    },
    Library {
        name: "passwdqc",
        links: "passwdqc",
        package: "libpasswdqc1",
        settings: "defaults: min=disabled,24,11,8,7",
        files: &["LIB/libpasswdqc.so.1"],
        loaded: "library",
    },
];

const PACKAGES: [&str; 6] =
    ["gcc", "libc6-dev", "libpwquality-dev", "libcrack2-dev", "libpasswdqc-dev", "cracklib-runtime"];

/// A program that judges a line of its input, or does nothing: how much a crate adds to a program that is released.
const BARE: &str = "fn main() {\n    let mut line = String::new();\n    let _ = std::io::stdin().read_line(&mut line);\n    println!(\"{}\", JUDGE);\n}\n";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Measure keyward alone, and keep what was measured of the others
    #[arg(long)]
    own: bool,
}

/// Measures all of them, or keyward alone, and writes the page.
///
/// # Errors
/// If one cannot be installed or built, or does not answer.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let made = root().canonicalize()?.join("target/peers");
    fs::create_dir_all(&made)?;
    let sizes = sizes(&made)?;
    let mut peers = vec![json!({
        "name": "keyward", "version": env!("CARGO_PKG_VERSION"), "settings": "nhs-appendix-a, without a context",
        "bytes": sizes.keyward, "loaded": "what it adds to a Rust program, with all lists",
    })];
    if !arguments.own {
        apt::install(&PACKAGES)?;
        npm::packed()?;
        for library in &LIBRARIES {
            peers.push(library.build(&made)?);
        }
        peers.push(json!({
            "name": "zxcvbn", "version": zxcvbn_version()?, "settings": "the crate; accepted from a score of 3 on",
            "bytes": sizes.zxcvbn, "loaded": "what it adds to a Rust program",
        }));
        peers.push(zxcvbn_ts(&made)?);
    }
    let day = output(Command::new("date").args(["--utc", "--iso-8601"]))?;
    let list = made.join("peers.json");
    let listed = json!({ "machine": machine()?, "day": day.trim(), "peers": peers });
    fs::write(&list, listed.to_string())?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["run", "--quiet", "--release", "--package", "lab", "--", "compare"]);
    cargo.arg("--peers").arg(list);
    if arguments.own {
        cargo.arg("--keep");
    }
    finish(&mut cargo)
}

impl Library {
    fn build(&self, made: &Path) -> Result<Value> {
        let program = made.join(self.links);
        let mut gcc = Command::new("gcc");
        gcc.args(["-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&program);
        gcc.arg(source().join(format!("{}.c", self.name.trim_start_matches("lib"))));
        finish(gcc.arg(format!("-l{}", self.links)))?;
        let mut bytes = 0;
        for file in self.files {
            let file = file.replace("LIB", "/usr/lib/x86_64-linux-gnu");
            let file = file.replace("DICTIONARY", "/var/cache/cracklib/cracklib_dict");
            bytes += fs::metadata(&file).with_context(|| file)?.len();
        }
        let version = output(Command::new("dpkg-query").args(["-W", "-f=${Version}", self.package]))?;
        Ok(json!({
            "name": self.name, "version": version.trim(), "settings": self.settings, "command": [program],
            "bytes": bytes, "loaded": self.loaded,
        }))
    }
}

fn zxcvbn_ts(made: &Path) -> Result<Value> {
    let script = made.join("zxcvbn.mjs");
    let modules = root().join("crates/wasm/node_modules");
    let mut esbuild = npm::tool("esbuild");
    esbuild.arg(source().join("zxcvbn.mjs")).args([
        "--bundle",
        "--minify",
        "--platform=node",
        "--format=esm",
    ]);
    esbuild.args(["--log-level=warning"]).arg(format!("--outfile={}", script.display()));
    finish(esbuild.env("NODE_PATH", &modules))?;
    let manifest: Value =
        serde_json::from_str(&fs::read_to_string(modules.join("@zxcvbn-ts/core/package.json"))?)?;
    Ok(json!({
        "name": "zxcvbn-ts", "version": manifest["version"], "settings": "core, common and English lists; accepted from a score of 3 on",
        "command": ["node", script], "bytes": fs::metadata(&script)?.len(), "loaded": "script with its lists",
    }))
}

/// How many bytes a crate adds to a program.
struct Sizes {
    keyward: u64,
    zxcvbn: u64,
}

fn sizes(made: &Path) -> Result<Sizes> {
    let folder = made.join("sizes");
    fs::create_dir_all(folder.join("src/bin"))?;
    let keyward = root().canonicalize()?.join("crates/keyward");
    let manifest = format!(
        "[workspace]\n[package]\nname = \"sizes\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n\
         keyward = {{ path = {keyward:?}, default-features = false }}\nzxcvbn = \"={}\"\n[profile.release]\nlto = \"fat\"\n\
         codegen-units = 1\nstrip = true\n",
        zxcvbn_version()?
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    for (name, judge) in [
        ("bare", "line.len()"),
        (
            "with_keyward",
            "keyward::Validator::new(keyward::Policy::NHS_APPENDIX_A).check(&line, &keyward::Context::default()).accepted()",
        ),
        ("with_zxcvbn", "zxcvbn::zxcvbn(&line, &[]).guesses()"),
    ] {
        fs::write(folder.join("src/bin").join(name).with_extension("rs"), BARE.replace("JUDGE", judge))?;
    }
    let mut cargo = Command::new(env!("CARGO"));
    finish(
        cargo
            .current_dir(&folder)
            .args(["build", "--quiet", "--release", "--offline"])
            .env("CARGO_TARGET_DIR", made.join("built")),
    )?;
    let size =
        |name: &str| Ok::<_, anyhow::Error>(fs::metadata(made.join("built/release").join(name))?.len());
    let bare = size("bare")?;
    Ok(Sizes { keyward: size("with_keyward")? - bare, zxcvbn: size("with_zxcvbn")? - bare })
}

/// The version that the lock file names.
fn zxcvbn_version() -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let (_, rest) = lock.split_once("name = \"zxcvbn\"\nversion = \"").context("no zxcvbn in Cargo.lock")?;
    Ok(rest.split('"').next().unwrap_or_default().to_owned())
}

/// The processor, the system and the compiler.
fn machine() -> Result<String> {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1))
        .unwrap_or("a processor");
    let count = std::thread::available_parallelism().map_or(1, usize::from);
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let system = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .unwrap_or("Linux")
        .trim_matches('"')
        .to_owned();
    let rustc = output(Command::new("rustc").arg("--version"))?;
    let node = output(Command::new("node").arg("--version")).unwrap_or_else(|_| "none".to_owned());
    Ok(format!(
        "{count} cores of {model}, {system}, {}, Node {}",
        rustc.trim(),
        node.trim().trim_start_matches('v')
    ))
}

fn output(command: &mut Command) -> Result<String> {
    let said = command.output().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(said.status.success(), "{command:?}: {}", String::from_utf8_lossy(&said.stderr));
    Ok(String::from_utf8(said.stdout)?)
}

fn source() -> PathBuf {
    root().join("lab/peers")
}
