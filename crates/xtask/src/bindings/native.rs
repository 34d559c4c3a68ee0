//! The packages that stand on the C library: each is laid out in `target/bindings` as its users get it, with the library in it,
//! and tested there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, ensure};

use crate::generated::root;
use crate::install::{Arguments, unix};
use crate::process::finish;
use crate::{apt, bindings};

/// PHP over FFI; Symfony's validator is Debian's.
pub(super) const PHP: &[&str] = &["cpp", "php-cli", "php-symfony-validator"];

pub(super) fn php(thorough: bool) -> Result<usize> {
    let package =
        laid_out("php", &["composer.json", "preload-header.php", "preload.php", "README.md", "src"])?;
    put_version(&package.join("composer.json"), "\"version\": \"0.0.0\"")?;
    let native = library_at(&package.join("native"))?;
    let plain = ["-P", "-DKEYWARD_NO_INCLUDES"];
    let header = root().join("include/keyward.h");
    finish(Command::new("cpp").args(plain).arg(header).arg(native.join("keyward.h")))?;
    bindings::vectors(
        "php",
        thorough,
        Command::new("php").arg(source("php").join("tests/run.php")).arg(package),
    )
}

/// A jar over JNA, which is Debian's; so is the reader of JSON in the tests.
pub(super) const JAVA: &[&str] = &["libgoogle-gson-java", "libjna-java"];

pub(super) fn java(thorough: bool) -> Result<usize> {
    if Command::new("javac").arg("-version").output().is_err() {
        apt::install(&["default-jdk-headless"])?;
    }
    let package = laid_out("java", &["README.md", "pom.xml"])?;
    put_version(&package.join("pom.xml"), "<version>0.0.0</version>")?;
    // What a person copies from the manual is this version.
    let told = format!("<version>{}</version>", env!("CARGO_PKG_VERSION"));
    ensure!(fs::read_to_string(package.join("README.md"))?.contains(&told), "README.md does not have {told}");
    library_at(&package.join("native/linux-x86-64"))?;
    let [classes, tests] = ["classes", "tests"].map(|folder| package.join(folder));
    let jar = package.join(format!("keyward-{}.jar", env!("CARGO_PKG_VERSION")));
    let jna = "/usr/share/java/jna.jar";
    compile(&source("java").join("src/main/java/keyward"), jna, &classes)?;
    finish(
        Command::new("jar").args(["--create", "--file"]).arg(&jar).arg("-C").arg(&classes).arg(".").args([
            "-C",
            &package.join("native").to_string_lossy(),
            ".",
        ]),
    )?;
    let path = format!("{jna}:/usr/share/java/gson.jar:{}", jar.display());
    compile(&source("java").join("src/test/java/keyward"), &path, &tests)?;
    let start = r#"public class Manual { public static void main(String[] none) { String password = "FarmHairTree83*", typedCurrent = "";"#;
    let manual = package.join("Manual.java");
    fs::write(&manual, manual_as_program("java", "import keyward.*;", start, "} }")?)?;
    finish(Command::new("java").args(["-cp", &path]).arg(manual))?;
    // A heap of one size and the compiler that takes little, so that what grows is not Java's.
    let mut java = Command::new("java");
    java.args(["-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1", "-cp"])
        .arg(format!("{path}:{}", tests.display()));
    bindings::vectors("java", thorough, java.arg("keyward.Tests").arg(cases()))
}

fn compile(folder: &Path, path: &str, to: &Path) -> Result<()> {
    let files = fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    let mut javac = Command::new("javac");
    javac.args(["-Xlint:all", "-Werror", "-encoding", "UTF-8", "--release", "17", "-cp", path, "-d"]);
    finish(javac.arg(to).args(files))
}

/// P/Invoke and the validator for ASP.NET Core Identity, by Mono.
pub(super) const DOTNET: &[&str] = &["libmono-system-web-extensions4.0-cil", "mono-mcs", "mono-runtime"];

pub(super) fn dotnet(thorough: bool) -> Result<usize> {
    let package = laid_out("dotnet", &["Keyward.csproj", "README.md", "identity", "src", "tests"])?;
    put_version(&package.join("Keyward.csproj"), "<Version>0.0.0</Version>")?;
    let native = library_at(&package.join("runtimes/linux-x64/native"))?;
    let program = package.join("Tests.exe");
    let options = ["-langversion:7.2", "-warnaserror", "-r:System.Web.Extensions", "-out:Tests.exe"];
    let sources = ["src/*.cs", "identity/*.cs", "tests/*.cs"];
    finish(Command::new("mcs").args(options).args(sources).current_dir(&package))?;
    let start = r#"static class Manual { static void Main() { var password = "FarmHairTree83*";"#;
    fs::write(package.join("Manual.cs"), manual_as_program("dotnet", "using Keyward;", start, "} }")?)?;
    finish(
        Command::new("mcs")
            .args(["-langversion:7.2", "-out:Manual.exe", "src/*.cs", "Manual.cs"])
            .current_dir(&package),
    )?;
    finish(Command::new("mono").arg(package.join("Manual.exe")).env("LD_LIBRARY_PATH", &native))?;
    bindings::vectors(
        "dotnet",
        thorough,
        Command::new("mono").arg(program).arg(cases()).env("LD_LIBRARY_PATH", native),
    )
}

/// A module over cgo, which finds the library where it is installed.
pub(super) const GO: &[&str] = &["gcc", "golang-go", "pkg-config"];

pub(super) fn go(thorough: bool) -> Result<usize> {
    let lib = installed()?.join("lib");
    let go = |folder: &Path, arguments: &[&str]| {
        let mut go = Command::new("go");
        go.args(arguments).current_dir(folder).env("GOPROXY", "off").env("GOCACHE", place().join("go-cache"));
        go.env("PKG_CONFIG_PATH", lib.join("pkgconfig")).env("LD_LIBRARY_PATH", &lib);
        go
    };
    let manual = place().join("go-manual");
    fs::create_dir_all(&manual)?;
    let module = format!("module manual\nreplace keyward => {}\n", top().join("bindings/go").display());
    fs::write(manual.join("go.mod"), module)?;
    let start = r#"import "keyward"; func main() { if err := run(); err != nil { panic(err) } }
        func run() error { password, typedCurrent := "FarmHairTree83*", "";"#;
    fs::write(
        manual.join("main.go"),
        manual_as_program("go", "", &format!("package main; {start}"), "return err }")?,
    )?;
    finish(&mut go(&manual, &["get", "keyward"]))?;
    finish(&mut go(&manual, &["run", "."]))?;
    let mut tests = go(&source("go"), &["test", "-v", "-count=1", "-vet=all", "./..."]);
    bindings::vectors("go", thorough, tests.env("KEYWARD_VECTORS", cases()))
}

/// A gem over ffi, which is Debian's.
pub(super) const RUBY: &[&str] = &["ruby", "ruby-ffi"];

pub(super) fn ruby(thorough: bool) -> Result<usize> {
    let package = laid_out("ruby", &["keyward.gemspec", "lib", "README.md"])?;
    put_version(&package.join("keyward.gemspec"), "spec.version = \"0.0.0\"")?;
    library_at(&package.join("native"))?;
    finish(Command::new("gem").args(["build", "--quiet", "keyward.gemspec"]).current_dir(&package))?;
    let gem = format!("keyward-{}.gem", env!("CARGO_PKG_VERSION"));
    let install = [
        "install",
        "--quiet",
        "--local",
        "--ignore-dependencies",
        "--no-document",
        "--install-dir",
        "installed",
    ];
    finish(Command::new("gem").args(install).arg(&gem).current_dir(&package))?;
    let installed = package.join("installed/gems").join(gem.trim_end_matches(".gem"));
    bindings::vectors(
        "ruby",
        thorough,
        Command::new("ruby").arg("-w").arg(source("ruby").join("tests/run.rb")).arg(installed).arg(cases()),
    )
}

/// A program of the lines of code that a package's manual shows first: what they import stands before its start.
fn manual_as_program(package: &str, import: &str, start: &str, end: &str) -> Result<String> {
    let manual = fs::read_to_string(source(package).join("README.md"))?;
    let fence = if package == "dotnet" { "csharp" } else { package };
    let block =
        manual.split_once(&format!("```{fence}\n{import}")).and_then(|(_, rest)| rest.split_once("```"));
    let (lines, _) = block
        .with_context(|| format!("the manual of {package} shows no code that starts with {import:?}"))?;
    Ok(format!("{import}\n{start}\n{lines}{end}\n"))
}

fn source(language: &str) -> PathBuf {
    root().join("bindings").join(language)
}

fn cases() -> PathBuf {
    top().join("tests/vectors")
}

fn place() -> PathBuf {
    top().join("target/bindings")
}

/// The root without a way back in it, for programs that start elsewhere.
fn top() -> PathBuf {
    root().canonicalize().unwrap_or_else(|_| root())
}

/// Where the C library is, as `cargo xtask install` leaves it.
static PREFIX: OnceLock<PathBuf> = OnceLock::new();

/// Installs the C library: as it is released when thorough, or else as the tests of the servers have built it.
pub(super) fn install(thorough: bool) -> Result<()> {
    let prefix = place().join("native");
    unix(&Arguments::to(prefix.clone(), !thorough))?;
    PREFIX.set(prefix).map_err(|_| anyhow!("the C library is installed twice"))
}

fn installed() -> Result<&'static Path> {
    PREFIX.get().map(PathBuf::as_path).context("there is no C library")
}

/// Puts the library into a folder of a package.
fn library_at(folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder)?;
    fs::copy(installed()?.join("lib/libkeyward.so"), folder.join("libkeyward.so"))?;
    Ok(folder.to_owned())
}

/// A package's own folder with these of its files and the licence.
fn laid_out(language: &str, files: &[&str]) -> Result<PathBuf> {
    let package = place().join(language);
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    fs::create_dir_all(&package)?;
    let files = files.iter().map(|file| source(language).join(file)).chain([root().join("LICENSE")]);
    finish(Command::new("cp").arg("-r").args(files).arg(&package))?;
    Ok(package)
}

/// The version of the workspace in place of the nought that is committed.
fn put_version(manifest: &Path, nought: &str) -> Result<()> {
    let text = fs::read_to_string(manifest)?;
    let version = nought.replace("0.0.0", env!("CARGO_PKG_VERSION"));
    let place = text.find(nought).with_context(|| format!("{} has no {nought}", manifest.display()))?;
    let (before, after) = text.split_at(place);
    fs::write(manifest, format!("{before}{version}{}", after.trim_start_matches(nought)))?;
    Ok(())
}
