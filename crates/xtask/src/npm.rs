//! The npm package `keyward`: the WebAssembly module, the TypeScript beside it, and the tarball that is published; with
//! its budgets, its tests and the page that shows it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};
use keyward::{NamedPolicy, PasswordRules};

use crate::generated::root;
use crate::install::LICENCES;
use crate::process::finish;

/// The flags that make the module one of fixed memory, with a stack of its own size, and leave out of it the texts of panics,
/// which nobody would read. The least size inlines next to nothing; a little more makes the module smaller still, as the calls
/// go, and the lists are read a tenth faster. Small functions go best before the compiler turns to LLVM.
const FLAGS: &str = "-C link-arg=--no-growable-memory -C link-arg=-zstack-size=131072 \
                     -C llvm-args=--inline-threshold=40 \
                     -Z unstable-options -Z inline-mir=yes -C panic=immediate-abort \
                     -Z location-detail=none -Z fmt-debug=none";

/// What the scripts in `crates/wasm` may rely on; they read it from the command line of this file alone.
const BUNDLES: [(&str, &str, &[&str]); 7] = [
    ("index.ts", "index.js", &["--format=esm", "--platform=browser"]),
    ("node.ts", "node.js", &["--format=esm", "--platform=node"]),
    ("node.ts", "node.cjs", &["--format=cjs", "--platform=node", "--define:import.meta.dirname=__dirname"]),
    ("inline.ts", "inline.js", &["--format=esm", "--platform=neutral"]),
    ("inline.ts", "inline.cjs", &["--format=cjs", "--platform=neutral"]),
    ("schema.ts", "schema.js", &["--format=esm", "--platform=neutral"]),
    ("schema.ts", "schema.cjs", &["--format=cjs", "--platform=neutral"]),
];

/// Builds the package and packs it. Returns the tarball.
pub fn build() -> Result<PathBuf> {
    set_up()?;
    let (source, out) = (source(), out());
    let package = out.join("package");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&package)?;
    module(&package.join("keyward.wasm"))?;
    scripts(&source, &package)?;
    types(&source, &package, &out.join("types"))?;
    let manifest = fs::read_to_string(source.join("npm/package.json"))?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    fs::write(package.join("package.json"), manifest.replace("\"version\": \"0.0.0\"", &version))?;
    fs::copy(source.join("npm/README.md"), package.join("README.md"))?;
    for licence in LICENCES {
        let from = root().join(licence);
        fs::copy(&from, package.join(from.file_name().unwrap_or_default()))?;
    }
    finish(
        Command::new("npm").args(["pack", "--silent", "--pack-destination"]).arg(&out).current_dir(&package),
    )?;
    Ok(out.join(format!("keyward-{}.tgz", env!("CARGO_PKG_VERSION"))))
}

/// The package, built once however many ask for it.
pub(crate) fn packed() -> Result<PathBuf> {
    static BUILT: Mutex<Option<PathBuf>> = Mutex::new(None);
    let mut tarball = BUILT.lock().map_err(|_| anyhow!("the npm package could not be built"))?;
    if let Some(tarball) = &*tarball {
        return Ok(tarball.clone());
    }
    let made = build()?;
    Ok(tarball.insert(made).clone())
}

/// Serves the page that shows the package, until it is stopped.
pub fn demo() -> Result<()> {
    build()?;
    build_demo()?;
    finish(Command::new("node").arg(out().join("demo/server.js")))
}

/// Runs every test of the package: what it answers, what it leaves in memory, in Node, in bundlers and in Chromium.
pub fn test() -> Result<()> {
    set_up_browser()?;
    packed()?;
    build_demo()?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    finish(
        Command::new(cargo)
            .args(["build", "--quiet", "--jobs", "2", "--package", "keyward-cli"])
            .current_dir(root()),
    )?;
    let mut tests =
        fs::read_dir(source().join("test"))?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    tests.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    tests.sort();
    finish(
        Command::new("node")
            .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
            .args(tests)
            .env("KEYWARD", root().join("target/debug/keyward"))
            .current_dir(root()),
    )
}

/// Measures the package against its budgets, and against what else a page could load, in Chromium.
pub fn budgets() -> Result<()> {
    set_up_browser()?;
    build()?;
    bare_module(&out().join("bare.wasm"))?;
    finish(Command::new("node").arg(source().join("test/budgets.mjs")))
}

/// Makes the page's files in `target/npm/demo`.
fn build_demo() -> Result<()> {
    let (source, package, demo) = (source().join("demo"), out().join("package"), out().join("demo"));
    fs::create_dir_all(&demo)?;
    finish(tool("tsc").arg("--project").arg(&source))?;
    for (from, to, entry, platform) in [
        ("change.ts", "change.js", "index.js", "--platform=browser"),
        ("server.ts", "server.js", "node.js", "--platform=node"),
    ] {
        finish(
            tool("esbuild")
                .arg(source.join(from))
                .args([
                    "--bundle",
                    "--minify",
                    "--target=es2022",
                    "--format=esm",
                    "--log-level=warning",
                    platform,
                ])
                .arg(format!("--alias:keyward={}", package.join(entry).display()))
                .arg(format!("--outfile={}", demo.join(to).display())),
        )?;
    }
    finish(
        tool("sass")
            .args(["--style=compressed", "--no-source-map", "--quiet-deps", "--load-path"])
            .arg(self::source().join("node_modules"))
            .arg(source.join("demo.scss"))
            .arg(demo.join("demo.css")),
    )?;
    fs::copy(source.join("icon.svg"), demo.join("icon.svg"))?;
    fs::copy(package.join("keyward.wasm"), demo.join("keyward.wasm"))?;
    fs::write(demo.join("package.json"), "{ \"type\": \"module\" }\n")?;
    let policy = NamedPolicy::preset(NamedPolicy::DEFAULT)?;
    fs::write(demo.join("passwordrules"), PasswordRules::of(policy.policy()).to_string())?;
    Ok(())
}

/// Installs the browser that the package is tried in, where it is missing.
pub(crate) fn set_up_browser() -> Result<()> {
    if !Path::new("/usr/bin/chromium").exists() {
        finish(Command::new("apt-get").args(["update", "--quiet=2"]))?;
        finish(
            Command::new("apt-get")
                .args(["install", "--quiet=2", "--yes", "--no-install-recommends"])
                .args(["chromium", "fonts-liberation"]),
        )?;
    }
    Ok(())
}

/// Installs what the package is built with, where it is missing: the compiler with its sources, and the tools of
/// `crates/wasm/package.json`.
fn set_up() -> Result<()> {
    // Of nightly, because the module is built with a core library of its own, which is a tenth smaller.
    let toolchains = Command::new("rustup").args(["run", "nightly", "rustc", "--version"]).output()?;
    if !toolchains.status.success() {
        finish(Command::new("rustup").args(["toolchain", "install", "nightly", "--profile", "minimal"]))?;
    }
    let parts = Command::new("rustup")
        .args(["component", "list", "--toolchain", "nightly", "--installed"])
        .output()?
        .stdout;
    if !String::from_utf8_lossy(&parts).lines().any(|part| part == "rust-src") {
        finish(Command::new("rustup").args(["component", "add", "--toolchain", "nightly", "rust-src"]))?;
    }
    let (lock, installed) =
        (source().join("package-lock.json"), source().join("node_modules/.package-lock.json"));
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    if changed(&installed).ok() < changed(&lock).ok() {
        // Nothing that is installed runs before it is asked to; .npmrc says the same to whoever types it by hand.
        finish(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
                .current_dir(source()),
        )?;
    }
    Ok(())
}

/// Compiles and shrinks the module.
fn module(to: &Path) -> Result<()> {
    // By way of rustup, as a cargo that was started by another would ask for the other's toolchain.
    finish(
        Command::new("rustup")
            .args(["run", "nightly", "cargo"])
            .args(["build", "--quiet", "--jobs", "2", "--package", "keyward-wasm", "--profile", "wasm"])
            .args(["--target", "wasm32-unknown-unknown", "--target-dir", "target"])
            .args(["-Zbuild-std=core", "-Zbuild-std-features=optimize_for_size"])
            .env_remove("RUSTC")
            .env("RUSTFLAGS", FLAGS)
            .current_dir(root()),
    )?;
    shrink(&built(), to)
}

/// The same module with noughts for words, which take no place in it: what is left is code.
fn bare_module(to: &Path) -> Result<()> {
    let mut module = fs::read(built())?;
    let list = keyward_words::WIRE;
    let place = module.windows(list.len()).position(|window| window == list);
    let place = place.context("the module does not hold the word lists as they are")?;
    module.iter_mut().skip(place).take(list.len()).for_each(|byte| *byte = 0);
    let bare = to.with_extension("large.wasm");
    fs::write(&bare, module)?;
    shrink(&bare, to)
}

/// The module as the compiler leaves it.
fn built() -> PathBuf {
    root().join("target/wasm32-unknown-unknown/wasm/keyward_wasm.wasm")
}

/// A function that is called from one place alone is one so that a browser can put a faster one in its place while the lists
/// are read, so it stays one. Noughts are left as they are: brotli packs them better than many segments do. The first kilobyte
/// of memory is the far end of the stack, which is never reached.
fn shrink(from: &Path, to: &Path) -> Result<()> {
    finish(
        tool("wasm-opt")
            .args([
                "-Oz",
                "--converge",
                "--one-caller-inline-max-function-size=0",
                "--skip-pass=memory-packing",
            ])
            .args(["--low-memory-unused"])
            .args(["--enable-bulk-memory", "--enable-sign-ext", "--enable-mutable-globals"])
            .args(["--enable-nontrapping-float-to-int", "--enable-multivalue", "--enable-reference-types"])
            .args(["--strip-debug", "--strip-producers", "--strip-target-features"])
            .arg(from)
            .arg("--output")
            .arg(to),
    )
}

fn scripts(source: &Path, package: &Path) -> Result<()> {
    for (from, to, flags) in BUNDLES {
        finish(
            tool("esbuild")
                .arg(source.join("ts").join(from))
                .args([
                    "--bundle",
                    "--minify",
                    "--target=es2022",
                    "--log-level=warning",
                    "--loader:.wasm=binary",
                ])
                .args(flags)
                .arg(format!("--alias:keyward.wasm={}", package.join("keyward.wasm").display()))
                .arg(format!("--outfile={}", package.join(to).display())),
        )?;
    }
    Ok(())
}

/// The declarations, once for `import` and once for `require`: to TypeScript the two are different modules.
fn types(source: &Path, package: &Path, types: &Path) -> Result<()> {
    finish(tool("tsc").arg("--project").arg(source))?;
    for name in ["index", "inline", "keyward", "entry", "rules", "schema"] {
        let text = fs::read_to_string(types.join(name).with_extension("d.ts"))?;
        fs::write(package.join(name).with_extension("d.cts"), text.replace(".js\"", ".cjs\""))?;
        fs::write(package.join(name).with_extension("d.ts"), text)?;
    }
    Ok(())
}

fn source() -> PathBuf {
    root().join("crates/wasm")
}

fn out() -> PathBuf {
    root().join("target/npm")
}

/// A tool of `crates/wasm/package.json`.
pub(crate) fn tool(name: &str) -> Command {
    Command::new(source().join("node_modules/.bin").join(name))
}
