//! The Python package: an environment with what its tests need, the wheel, and the tests on the installed wheel.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result, anyhow};

use crate::apt;
use crate::generated::root;
use crate::process::finish;

/// What wheels are built for: the oldest systems with glibc 2.17 and with musl 1.2.
const SYSTEMS: [(&str, &str); 2] =
    [("x86_64-unknown-linux-gnu", "manylinux2014"), ("x86_64-unknown-linux-musl", "musllinux_1_2")];

/// Builds wheels.
const MATURIN: &str = "maturin==1.16.0";

/// The linker that knows old systems.
const ZIG: &str = "ziglang==0.15.2";

/// To unpack pip takes longer than all else that an environment is made of; that of the tools does for every one.
const WITHOUT_PIP: &str = "--without-pip";

/// Reads the limited interface of Python that a wheel says it keeps to, and what it uses.
const ABI3AUDIT: &str = "abi3audit==0.0.26";

/// That what is installed judges.
const JUDGES: &str = "from keyward_policy import Validator; v = Validator('nhs-appendix-a'); \
    assert v.accepts('Wq7#Nv!2pZ') and v.check('FarmHairTree83*').rules == ['special']";

/// Installs the wheel where the tests are, and runs them. When thorough, the source distribution is
/// installed and used, and all wheels are looked into.
pub(super) fn run(thorough: bool) -> Result<usize> {
    let environment = ready("python", "tests/requirements.txt", thorough)?;
    if thorough {
        let place = environment.0.with_file_name("source");
        let from_source = Environment(place);
        from_source.make(&[WITHOUT_PIP])?;
        from_source.install(&newest(&root().join("target/wheel"), "gz")?)?;
        finish(from_source.command("python").args(["-c", JUDGES]).current_dir("/"))?;
        // Debian has no Python for musl, which could load that wheel: what the wheels ask of Python is read.
        environment.pip(&["install", "--quiet", ABI3AUDIT])?;
        finish(environment.command("abi3audit").arg("--strict").args(wheels_made()?))?;
    }
    super::vectors(
        "python",
        thorough,
        environment.command("python").args(["-m", "pytest", "-q"]).current_dir(source()),
    )
}

/// The same wheel on a cluster of Spark: a million rows, or five when thorough.
pub(super) fn spark(thorough: bool) -> Result<usize> {
    if Command::new("java").arg("-version").output().is_err() {
        apt::install(&["default-jre-headless"])?;
    }
    let environment = ready("spark", "tests/spark/requirements.txt", thorough)?;
    finish(
        Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "keyward-cli"])
            .current_dir(root()),
    )?;
    let mut tests = environment.command("python");
    // Spark itself uses what is deprecated.
    tests.args(["-m", "pytest", "-q", "-W", "default", "--disable-warnings", "tests/spark"]);
    tests.env("KEYWARD_COMMAND", root().canonicalize()?.join("target/debug/keyward"));
    tests.env("KEYWARD_SPARK_ROWS", if thorough { "5000000" } else { "1000000" });
    super::vectors("spark", thorough, tests.current_dir(source()))
}

/// An environment with what a list asks for, and the wheel, which is built while the other things are fetched.
fn ready(name: &str, requirements: &str, thorough: bool) -> Result<Environment> {
    thread::scope(|scope| {
        let wheel = scope.spawn(|| wheel(thorough));
        let environment = Environment::of(name, requirements)?;
        environment.install(&wheel.join().map_err(|_| anyhow!("the wheel could not be built"))??)?;
        Ok(environment)
    })
}

/// The wheel: for this machine, or the one that is published when thorough. It is made once for the tests of both.
fn wheel(thorough: bool) -> Result<PathBuf> {
    static BUILT: Mutex<Option<PathBuf>> = Mutex::new(None);
    let mut built = BUILT.lock().map_err(|_| anyhow!("the wheel could not be built"))?;
    if let Some(built) = &*built {
        return Ok(built.clone());
    }
    let wheel = if thorough {
        let for_this = |file: &PathBuf| file.to_string_lossy().contains("manylinux");
        wheels()?.into_iter().find(for_this).context("no wheel for this system")?
    } else {
        let out = root().join("target/bindings/wheel");
        tools()?.build(&out, &["--profile", "dev", "--compatibility", "linux"])?;
        newest(&out, "whl")?
    };
    Ok(built.insert(wheel).clone())
}

/// Measures the wheel that is published beside its peers.
pub(crate) fn compare() -> Result<()> {
    let environment = ready("benches", "benches/requirements.txt", true)?;
    finish(environment.command("python").arg(source().join("benches/compare.py")))
}

/// Builds the wheels that are published, and the source distribution, in `target/wheel`.
pub(crate) fn wheels() -> Result<Vec<PathBuf>> {
    let tools = tools()?;
    tools.pip(&["install", "--quiet", ZIG])?;
    let out = root().join("target/wheel");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    for (target, compatibility) in SYSTEMS {
        finish(Command::new("rustup").args(["target", "add", target]))?;
        tools.build(&out, &["--release", "--zig", "--target", target, "--compatibility", compatibility])?;
    }
    let mut maturin = tools.command("maturin");
    finish(maturin.args(["sdist", "--out"]).arg(&out).current_dir(source()))?;
    files(&out)
}

/// The wheels that are published, once they are built.
fn wheels_made() -> Result<Vec<PathBuf>> {
    let made = files(&root().join("target/wheel"))?;
    Ok(made.into_iter().filter(|file| file.extension().is_some_and(|it| it == "whl")).collect())
}

/// The environment that has pip and what builds wheels, made once.
fn tools() -> Result<Environment> {
    static MAKING: Mutex<()> = Mutex::new(());
    let _making = MAKING.lock().map_err(|_| anyhow!("the tools could not be installed"))?;
    let tools = Environment(environments()?.join("tools"));
    let done = tools.0.join("done.txt");
    if fs::read_to_string(&done).ok().as_deref() != Some(MATURIN) {
        tools.make(&[])?;
        let pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", MATURIN];
        finish(tools.command("python").args(pip))?;
        fs::write(done, MATURIN)?;
    }
    Ok(tools)
}

fn environments() -> Result<PathBuf> {
    Ok(root().canonicalize()?.join("target/bindings/environment"))
}

/// A place for Python packages, below `target`.
struct Environment(PathBuf);

impl Environment {
    /// The one of a name, with what a list of the package's folder asks for. It is made anew where the list has changed.
    fn of(name: &str, requirements: &str) -> Result<Self> {
        let environment = Self(environments()?.join(name));
        let list = source().join(requirements);
        let (wanted, done) = (fs::read_to_string(&list)?, environment.0.join("done.txt"));
        if fs::read_to_string(&done).ok().as_ref() == Some(&wanted) {
            return Ok(environment);
        }
        environment.make(&[WITHOUT_PIP])?;
        environment.pip(&["install", "--quiet", "--requirement", &list.to_string_lossy()])?;
        fs::write(done, wanted)?;
        Ok(environment)
    }

    /// Makes it anew.
    fn make(&self, options: &[&str]) -> Result<()> {
        let venv =
            || finish(Command::new("python3").args(["-m", "venv", "--clear"]).args(options).arg(&self.0));
        if venv().is_err() {
            apt::install(&["python3", "python3-venv"])?;
            venv()?;
        }
        Ok(())
    }

    /// A program of the environment, which sees no package of another.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.0.join("bin").join(program));
        // maturin looks for the linker by the path.
        let mut path = self.0.join("bin").into_os_string();
        if let Some(others) = std::env::var_os("PATH") {
            path.push(":");
            path.push(others);
        }
        command
            .env("PATH", path)
            .env("VIRTUAL_ENV", &self.0)
            .env_remove("PYTHONPATH")
            .env_remove("PYTHONHOME");
        command
    }

    /// What is installed is compiled when it is first imported, which most of it never is.
    fn pip(&self, arguments: &[&str]) -> Result<()> {
        let mut pip = tools()?.command("python");
        pip.args(["-m", "pip", "--disable-pip-version-check", "--python"]).arg(self.0.join("bin/python"));
        finish(pip.args(arguments).arg("--no-compile"))
    }

    /// Puts the package there in place of an older one.
    fn install(&self, package: &Path) -> Result<()> {
        let package = package.to_string_lossy();
        self.pip(&["install", "--quiet", "--force-reinstall", "--no-deps", &package])
    }

    fn build(&self, out: &Path, options: &[&str]) -> Result<()> {
        let mut maturin = self.command("maturin");
        maturin.args(["build", "--quiet", "--locked", "--out"]).arg(out).args(options);
        finish(maturin.current_dir(source()))
    }
}

fn source() -> PathBuf {
    root().join("bindings/python")
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = fs::read_dir(folder).with_context(|| format!("{} is not there", folder.display()))?;
    listed.map(|file| Ok(file?.path())).collect()
}

/// The file of a kind that was made last.
fn newest(folder: &Path, extension: &str) -> Result<PathBuf> {
    let of_kind =
        files(folder)?.into_iter().filter(|file| file.extension().is_some_and(|it| it == extension));
    let newest = of_kind.max_by_key(|file| file.metadata().and_then(|data| data.modified()).ok());
    newest.with_context(|| format!("{} has no .{extension}", folder.display()))
}
