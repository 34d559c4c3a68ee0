//! PostgreSQL: a cluster in a temporary folder, reached by a socket there alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::trial::{GOOD, NONSENSE, OTHER, RECYCLED, Running, Said, Trial, WORD, built, must, say, until};
use crate::generated::root;

/// Where Debian puts the programs of each version.
fn programs() -> Result<PathBuf> {
    let versions =
        fs::read_dir("/usr/lib/postgresql")?.filter_map(|version| Some(version.ok()?.path().join("bin")));
    versions.filter(|bin| bin.join("initdb").exists()).max().context("no PostgreSQL in /usr/lib/postgresql")
}

struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    _running: Running,
}

impl Cluster {
    fn start(trial: &Trial) -> Result<Self> {
        let programs = programs()?;
        let (folder, build) = (trial.folder().join("cluster"), trial.folder().join("build"));
        fs::create_dir(&build)?;
        let mut make = Command::new("make");
        make.current_dir(&build).arg("-f").arg(root().join("clients/postgresql/Makefile"));
        make.arg(format!("KEYWARD={}", built("libkeyward_postgresql.a").display()))
            .arg("PG_CPPFLAGS=-Wall -Werror");
        must(make.arg(format!("PG_CONFIG={}", programs.join("pg_config").display())))?;
        // The server does not run as root, so its user comes to its folder.
        must(Command::new("chmod").arg("711").arg(trial.folder()))?;
        must(Command::new("install").args(["-d", "-o", "postgres"]).arg(&folder))?;
        let mut initdb = as_postgres(&programs.join("initdb"));
        must(
            initdb
                .args(["--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "-D"])
                .arg(&folder),
        )?;
        configure(&folder, &build.join("keyward.so"), "")?;
        let running = serve(&programs, &folder)?;
        let cluster = Self { programs, folder, _running: running };
        until("PostgreSQL did not start", || cluster.psql("SELECT 1").is_ok_and(|said| said.ok))?;
        Ok(cluster)
    }

    /// Runs statements and goes on after one that fails.
    fn psql(&self, statements: &str) -> Result<Said> {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-q", "-U", "postgres", "-h"]).arg(&self.folder).args([
            "-d",
            "postgres",
            "-v",
            "VERBOSITY=verbose",
        ]);
        let said = say(&mut psql, statements.as_bytes())?;
        Ok(Said { ok: said.ok && !said.text.contains("ERROR:"), ..said })
    }

    fn log(&self) -> Result<String> {
        Ok(fs::read_to_string(self.folder.join("log"))?)
    }
}

fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"])
        .arg(program)
        .current_dir("/");
    command
}

/// What an administrator writes, with settings of the trial.
fn configure(folder: &Path, library: &Path, settings: &str) -> Result<()> {
    let shown = folder.display();
    let config = format!(
        "listen_addresses = ''\nunix_socket_directories = '{shown}'\nfsync = off\n\
         shared_preload_libraries = '{}'\n{settings}\n",
        library.display()
    );
    fs::write(folder.join("postgresql.auto.conf"), config)?;
    Ok(())
}

fn serve(programs: &Path, folder: &Path) -> Result<Running> {
    let log = fs::File::options().create(true).append(true).open(folder.join("log"))?;
    let mut postgres = as_postgres(&programs.join("postgres"));
    postgres.arg("-D").arg(folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    Ok(Running(postgres.spawn().context("postgres")?))
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    let cluster = Cluster::start(trial)?;
    changes(trial, &cluster)?;
    hashed(trial, &cluster)?;
    settings(trial, &cluster)?;
    parallel(trial, &cluster)?;
    let log = cluster.log()?;
    trial.nothing_in("the log", log.as_bytes())?;
    trial.holds(
        "the log tells what was refused",
        log.contains("DETAIL:  Choose a different password."),
        &log.len(),
    )?;
    trial.holds("no process went down", !log.contains("terminated by signal"), &log.len())
}

fn changes(trial: &Trial, cluster: &Cluster) -> Result<()> {
    const REFUSED: &str = "28P01: the password is refused by the password policy";
    let created = cluster.psql(&format!("CREATE ROLE jquillington LOGIN PASSWORD '{GOOD}'"))?;
    trial.accepted("CREATE ROLE", &created)?;
    let personal = "Kx7#Quillington!2Q";
    for (new, part) in [
        (WORD, "Dictionary words: "),
        (personal, "Personal information: "),
        (GOOD, "[WE-C7]"),
        (RECYCLED, "Recycled passwords: "),
        (NONSENSE[1], "Numbers: "),
        (NONSENSE[2], "Length: "),
        ("", "Length: "),
    ] {
        let said = cluster.psql(&format!("ALTER ROLE jquillington PASSWORD '{}'", trial.secret(new)))?;
        trial.refused(new, &said, &[REFUSED, "DETAIL:  Choose a different password.", part])?;
    }
    let long = "aB3!".repeat(250_000);
    let said = cluster.psql(&format!("ALTER ROLE jquillington PASSWORD '{long}'"))?;
    trial.refused("a megabyte", &said, &[REFUSED, "Longest length: "])?;
    let inside = format!("DO $$ BEGIN EXECUTE 'ALTER ROLE jquillington PASSWORD ''{WORD}'''; END $$");
    trial.refused("inside a function", &cluster.psql(&inside)?, &[REFUSED])?;
    let changed = cluster.psql(&format!("ALTER ROLE jquillington PASSWORD '{OTHER}'"))?;
    trial.accepted("ALTER ROLE", &changed)
}

fn hashed(trial: &Trial, cluster: &Cluster) -> Result<()> {
    // MD5 of the password and the role's name, and SCRAM as psql's \password sends it.
    let md5 = |password: &str| -> Result<String> {
        let summed = say(&mut Command::new("md5sum"), format!("{password}jquillington").as_bytes())?;
        Ok(format!("ALTER ROLE jquillington PASSWORD 'md5{}'", &summed.text[..32]))
    };
    let refused = cluster.psql(&md5("Jquillington123")?)?;
    trial.refused(
        "a hash of the role's name",
        &refused,
        &["the role's name, made of it, or one that many use"],
    )?;
    trial.accepted("a hash of what cannot be known", &cluster.psql(&md5(OTHER)?)?)?;
    let scram = format!("\\password jquillington\n{OTHER}\n{OTHER}\n");
    trial.accepted("SCRAM", &cluster.psql(&scram)?)
}

fn settings(trial: &Trial, cluster: &Cluster) -> Result<()> {
    let library = trial.folder().join("build/keyward.so");
    let broken = cluster.folder.join("broken.toml").display().to_string();
    fs::write(&broken, "min_lenght = 12\n")?;
    for (setting, in_log) in [
        ("keyward.policy = 'none.toml'", "there is no preset and no file named `none.toml`"),
        (
            &format!("keyward.policy = '{broken}'"),
            "line 1: `min_lenght` is not a key of a policy; the nearest is `min_length`",
        ),
        ("keyward.lang = 'fr'", "`lang` must be en or cy, not `fr`"),
        ("keyward.on_error = 'open'", "`on_error` must be refuse or accept, not `open`"),
        ("keyward.local_words = '/none'", "`local_words` must be a word list, one entry a line: /none:"),
        (
            "keyward.breached = '/etc/passwd'",
            "`breached` must be a filter made by `keyward breached build`: /etc/passwd:",
        ),
        ("keyward.polcy = 'x'", "keyward.polcy"),
    ] {
        configure(&cluster.folder, &library, setting)?;
        cluster.psql("SELECT pg_reload_conf()")?;
        until(&format!("{setting}: not in the log"), || cluster.log().is_ok_and(|log| log.contains(in_log)))?;
        // What was right before still counts.
        let said = cluster.psql(&format!("ALTER ROLE jquillington PASSWORD '{WORD}'"))?;
        trial.refused(setting, &said, &["Dictionary words: "])?;
    }
    // A file that goes away after it was read.
    let policy = cluster.folder.join("policy.toml").display().to_string();
    for (on_error, closed) in [("refuse", true), ("accept", false)] {
        fs::write(&policy, "base = 'nhs-appendix-a'\nmin_length = 14\n")?;
        let setting = format!(
            "keyward.policy = '{policy}'\nkeyward.on_error = '{on_error}'\nkeyward.refuse_hashed = on"
        );
        configure(&cluster.folder, &library, &setting)?;
        cluster.psql("SELECT pg_reload_conf()")?;
        let longer = || cluster.psql(&format!("ALTER ROLE jquillington PASSWORD '{GOOD}'"));
        until("the policy does not count", || {
            longer().is_ok_and(|said| said.text.contains("at least 14 characters"))
        })?;
        let hashed =
            cluster.psql("ALTER ROLE jquillington PASSWORD 'md500000000000000000000000000000000'")?;
        trial.refused("hashes are refused", &hashed, &["It was sent as a hash, which cannot be judged."])?;
        fs::remove_file(&policy)?;
        let said = longer()?;
        trial.holds(on_error, said.ok != closed, &said)?;
    }
    let log = cluster.log()?;
    trial.holds(
        "the log says why",
        log.contains("keyward cannot judge a password: `policy` cannot be used"),
        &log.len(),
    )?;
    configure(&cluster.folder, &library, "keyward.lang = 'cy'")?;
    cluster.psql("SELECT pg_reload_conf()")?;
    let welsh = || cluster.psql(&format!("ALTER ROLE jquillington PASSWORD '{WORD}'"));
    until("no Welsh", || welsh().is_ok_and(|said| said.text.contains("Dewiswch gyfrinair gwahanol.")))
}

/// Eight clients at a time; every other password is refused. MD5, as SCRAM makes each comparison slow on purpose.
fn parallel(trial: &Trial, cluster: &Cluster) -> Result<()> {
    let changes = if trial.thorough { 1000 } else { 50 };
    let passwords = trial.suggest(8 * changes)?;
    let said: Result<Vec<Said>> = std::thread::scope(|scope| {
        let clients = passwords.chunks(changes).enumerate().map(|(number, passwords)| {
            scope.spawn(move || {
                let change = |new: &str| format!("ALTER ROLE client{number} PASSWORD '{new}';\n");
                let changes: String =
                    passwords.iter().flat_map(|good| [change(good), change(WORD)]).collect();
                cluster
                    .psql(&format!("SET password_encryption = md5;\nCREATE ROLE client{number};\n{changes}"))
            })
        });
        let clients: Vec<_> = clients.collect();
        clients.into_iter().map(|client| client.join().unwrap_or_else(|_| Ok(Said::default()))).collect()
    });
    for said in said? {
        let refused = said.text.matches("ERROR:").count();
        let told = said.text.matches("Geiriau geiriadur: ").count();
        trial.holds("eight at a time", refused == changes && told == changes, &(refused, told, changes))?;
    }
    Ok(())
}
