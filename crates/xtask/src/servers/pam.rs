//! PAM: the real `passwd`, `chpasswd` and pamtester, in a mount namespace of their own, where `/etc` and the system's log are
//! copies that vanish with it.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use super::log::Log;
use super::trial::{
    GOOD, NONSENSE, OTHER, PERSONAL, RECYCLED, Running, Said, Trial, WORD, built, must, say, until,
};

const USER: &str = "jquill";

/// A namespace in which users and their passwords are changed.
struct Namespace {
    module: String,
    holder: Running,
    log: Log,
}

impl Namespace {
    fn open(trial: &Trial) -> Result<Self> {
        let module = trial.folder().join("pam_keyward.so");
        fs::copy(built("libpam_keyward.so"), &module)?;
        trial.stays(&module)?;
        let module = module.display().to_string();
        let folder = trial.folder().display().to_string();
        let log = Log::listen(trial.folder())?;
        let script = format!(
            "mkdir {folder}/top && mount -t tmpfs tmpfs {folder}/top && mkdir {folder}/top/upper {folder}/top/work
             mount -t overlay overlay -o lowerdir=/etc,upperdir={folder}/top/upper,workdir={folder}/top/work /etc
             {}
             mkdir /etc/keyward-history && chmod 700 /etc/keyward-history
             echo zorbville.example > /proc/sys/kernel/hostname
             touch {folder}/ready && exec sleep infinity",
            log.script()
        );
        let mut unshare = Command::new("unshare");
        unshare.args(["--mount", "--uts", "--propagation", "private", "sh", "-euc", &script]);
        let holder = Running(unshare.stdin(Stdio::null()).spawn().context("unshare")?);
        until("the namespace was not set up", || trial.folder().join("ready").exists())?;
        Ok(Self { module, holder, log })
    }

    /// A program inside.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.args([
            "--mount",
            "--uts",
            "--wd=/",
            "--target",
            &self.holder.0.id().to_string(),
            "--",
            program,
        ]);
        command
    }

    /// A file inside.
    fn write(&self, path: &str, text: &str) -> Result<()> {
        let said = say(self.command("tee").arg(path), text.as_bytes())?;
        ensure!(said.ok, "{path}: {}", said.text);
        Ok(())
    }

    /// The module as the only one that looks at passwords, with options.
    fn set_up(&self, options: &str) -> Result<()> {
        let stack = format!(
            "password requisite {} {options}\npassword required pam_unix.so use_authtok sha512 nodelay\n",
            self.module
        );
        self.write("/etc/pam.d/common-password", &stack)
    }

    /// The user changes their own password.
    fn passwd(&self, old: &str, new: &[&str]) -> Result<Said> {
        let mut passwd = self.command("setpriv");
        passwd.args(["--reuid", USER, "--regid", USER, "--init-groups", "passwd"]);
        say(&mut passwd, typed(old, new).as_bytes())
    }

    /// Root sets a password.
    fn set(&self, new: &[&str]) -> Result<Said> {
        say(self.command("passwd").arg(USER), typed("", new).trim_start().as_bytes())
    }
}

/// The present password, the new ones, and the last of them again: one that is refused need not be repeated.
fn typed(old: &str, new: &[&str]) -> String {
    let lines: Vec<&str> = [old].iter().chain(new).chain(new.last()).copied().collect();
    lines.join("\n") + "\n"
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    let inside = Namespace::open(trial)?;
    let mut adduser = inside.command("useradd");
    must(adduser.args([
        "--no-create-home",
        "--comment",
        "Joan Quillington,,01279 555123,07700 900461",
        USER,
    ]))?;
    own_changes(trial, &inside)?;
    set_by_root(trial, &inside)?;
    history(trial, &inside)?;
    mistakes(trial, &inside)?;
    parallel(trial, &inside)?;
    let kept =
        must(inside.command("sh").args(["-c", "cat /etc/shadow /etc/shadow- /etc/keyward-history/*"]))?;
    trial.nothing_in("/etc", kept.as_bytes())
}

/// No log may hold a password, nor any word of one.
fn log_is_silent(trial: &Trial, log: &str) -> Result<()> {
    trial.nothing_in("the log", log.as_bytes())?;
    trial.holds("the log tells nothing of a password", !log.contains(['‘', 'Q']), &log)
}

fn own_changes(trial: &Trial, inside: &Namespace) -> Result<()> {
    inside.set_up("retry=1")?;
    trial.accepted("set by root", &inside.set(&[GOOD])?)?;
    for (new, part) in [
        (WORD, "the word ‘sword’"),
        (PERSONAL, "comes from your name"),
        ("Zx01279555123!#QRv", "comes from your phone number"),
        ("Zx07700900461!#QRv", "comes from your phone number"),
        ("Zq7#Jquill!4Xv", "comes from your user name"),
        (RECYCLED, "used before"),
        (GOOD, "password"),
        ("Zq7#Z0rbville!4Xv", "in some form"),
        ("", ""),
        (NONSENSE[0], "Choose a different password."),
        (NONSENSE[1], "Choose a different password."),
        (NONSENSE[2], "Choose a different password."),
    ] {
        let said = inside.passwd(GOOD, &[trial.secret(new)])?;
        trial.refused(new, &said, &[part])?;
    }
    let long = "aB3!".repeat(100_000);
    trial.refused("much too long", &inside.passwd(GOOD, &[&long])?, &[])?;
    let mut latin1 = inside.command("setpriv");
    latin1.args(["--reuid", USER, "--regid", USER, "--init-groups", "passwd"]);
    let typed = [GOOD.as_bytes(), b"\nKx7\xa3!Lq9xQZ\nKx7\xa3!Lq9xQZ\n"].concat();
    trial.refused("not UTF-8", &say(&mut latin1, &typed)?, &["not UTF-8"])?;
    inside.set_up("retry=3 lang=cy")?;
    let said = inside.passwd(GOOD, &[WORD, PERSONAL, RECYCLED])?;
    trial.refused("three tries, in Welsh", &said, &["Dewiswch gyfrinair"])?;
    trial.holds("each try is answered", said.text.matches("BAD PASSWORD").count() == 3, &said)?;
    trial.accepted("the third time", &inside.passwd(GOOD, &[WORD, PERSONAL, OTHER])?)?;
    trial.accepted("back again", &inside.passwd(OTHER, &[GOOD])?)?;
    let log = inside.log.told();
    let rejected = "user \"jquill\": rejected";
    trial.holds(
        "the log names user and rule",
        log.contains(rejected) && log.contains("dictionary_word"),
        &log,
    )?;
    log_is_silent(trial, &log)
}

fn set_by_root(trial: &Trial, inside: &Namespace) -> Result<()> {
    inside.set_up("")?;
    let said = inside.set(&[WORD])?;
    trial.holds("root is warned", said.ok && said.text.contains("BAD PASSWORD"), &said)?;
    inside.set_up("enforce_for_root")?;
    let said = inside.set(&[WORD])?;
    trial.refused("root is bound", &said, &["Dictionary words: "])?;
    trial.holds("and not told what is in it", !said.text.contains("sword’"), &said)?;
    let said = say(&mut inside.command("chpasswd"), format!("{USER}:{PERSONAL}\n").as_bytes())?;
    trial.refused("chpasswd", &said, &["BAD PASSWORD"])?;
    let said = say(&mut inside.command("chpasswd"), format!("{USER}:{GOOD}\n").as_bytes())?;
    trial.accepted("chpasswd", &said)?;
    let said =
        say(inside.command("pamtester").args(["passwd", USER, "chauthtok"]), typed(WORD, &[]).as_bytes())?;
    trial.refused("pamtester", &said, &["BAD PASSWORD"])?;
    let log = inside.log.told();
    log_is_silent(trial, &log)
}

fn history(trial: &Trial, inside: &Namespace) -> Result<()> {
    inside.set_up("enforce_for_root history=/etc/keyward-history")?;
    let passwords = trial.suggest(3)?;
    let new: Vec<&str> = passwords.iter().map(String::as_str).collect();
    for new in &new {
        trial.accepted("a new one", &inside.set(&[new])?)?;
    }
    let said = inside.passwd(new[2], &[new[0]])?;
    trial.refused("one of the last four", &said, &["Choose a different password."])?;
    trial.accepted("another", &inside.passwd(new[2], &[GOOD])?)?;
    trial.accepted("and another", &inside.passwd(GOOD, &[OTHER])?)?;
    let said = inside.passwd(OTHER, &[RECYCLED])?;
    trial.refused("made from the last but one", &said, &["used before"])?;
    let listed = must(inside.command("stat").args(["-c", "%a", "/etc/keyward-history/jquill"]))?;
    trial.holds("only root reads it", listed.trim() == "600", &listed)?;
    let lines = must(inside.command("cat").arg("/etc/keyward-history/jquill"))?;
    trial.holds("four are kept", lines.lines().count() == 4, &lines)?;
    let log = inside.log.told();
    log_is_silent(trial, &log)
}

fn mistakes(trial: &Trial, inside: &Namespace) -> Result<()> {
    inside.write("/etc/broken.toml", "min_lenght = 12\n")?;
    inside.write("/etc/local.words", "Zorblax\n")?;
    for (options, said_in_log) in [
        ("polcy=x", "`polcy` is no option; the options are policy, lang, on_error,"),
        (
            "policy=/etc/broken.toml",
            "line 1: `min_lenght` is not a key of a policy; the nearest is `min_length`",
        ),
        ("policy=/etc/none.toml", "there is no preset and no file named `/etc/none.toml`"),
        ("lang=fr", "`lang` must be en or cy, not `fr`"),
        ("retry=0", "`retry` must be a whole number from 1 to 9, not `0`"),
        ("debug=yes", "`debug` takes no value"),
        ("local_words=/etc/none", "`local_words` must be a word list, one entry a line: /etc/none:"),
        (
            "breached=/etc/passwd",
            "`breached` must be a filter made by `keyward breached build`: /etc/passwd:",
        ),
        ("history=/etc/none", "`history` must be the path of a folder, and /etc/none is none"),
    ] {
        inside.set_up(options)?;
        let said = inside.passwd(OTHER, &[GOOD])?;
        trial.refused(options, &said, &["cannot be checked. Tell your administrator."])?;
        let log = inside.log.told();
        trial.holds(options, log.contains(said_in_log), &log)?;
        inside.set_up(&format!("{options} on_error=accept"))?;
        trial.accepted(options, &inside.passwd(OTHER, &[GOOD])?)?;
        trial.accepted(options, &inside.passwd(GOOD, &[OTHER])?)?;
    }
    inside.set_up("local_words=/etc/local.words debug")?;
    trial.refused("a word of one's own", &inside.passwd(OTHER, &["Qv7!Zorblax#2K"])?, &["zorblax"])?;
    trial.accepted("no word", &inside.passwd(OTHER, &[GOOD])?)?;
    let log = inside.log.told();
    trial.holds("debug tells of what passes", log.contains("user \"jquill\": accepted"), &log)?;
    log_is_silent(trial, &log)
}

/// Eight at a time, each its own user and often; the lock of `/etc/shadow` is not what is tried, so it stays out.
fn parallel(trial: &Trial, inside: &Namespace) -> Result<()> {
    let changes = if trial.thorough { 1000 } else { 30 };
    let stack =
        format!("password requisite {} enforce_for_root\npassword required pam_permit.so\n", inside.module);
    inside.write("/etc/pam.d/keyward-alone", &stack)?;
    let passwords = trial.suggest(8)?;
    let verdicts: Result<Vec<bool>> = std::thread::scope(|scope| {
        let clients: Vec<_> = passwords
            .iter()
            .map(|good| {
                scope.spawn(move || -> Result<bool> {
                    for _ in 0..changes {
                        let good = say(
                            inside.command("pamtester").args(["keyward-alone", USER, "chauthtok"]),
                            format!("{good}\n{good}\n").as_bytes(),
                        )?;
                        let bad = say(
                            inside.command("pamtester").args(["keyward-alone", USER, "chauthtok"]),
                            format!("{WORD}\n{WORD}\n").as_bytes(),
                        )?;
                        if !good.ok || bad.ok {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap_or(Ok(false))).collect()
    });
    trial.holds("eight at a time", verdicts?.into_iter().all(|right| right), &changes)?;
    let log = inside.log.told();
    log_is_silent(trial, &log)
}
