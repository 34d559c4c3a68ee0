//! Heimdal: a realm in a temporary folder, with a KDC and the server that `kpasswd` changes passwords with. Debian lets nobody
//! install it beside MIT's, so its programs are unpacked in the folder.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::trial::{
    GOOD, NONSENSE, OTHER, RECYCLED, Running, Said, Trial, WORD, built, free_port, must, say, until,
};

/// What Debian has of it without its programs.
pub(super) const LIBRARIES: [&str; 9] = [
    "libcap-ng0",
    "libgssapi3-heimdal",
    "libheimbase1-heimdal",
    "libkadm5clnt7-heimdal",
    "libkadm5srv8-heimdal",
    "libkafs0-heimdal",
    "libkdc2-heimdal",
    "libotp0-heimdal",
    "libsl0-heimdal",
];

const USER: &str = "jquill";

struct Realm<'a> {
    trial: &'a Trial,
}

impl Realm<'_> {
    fn command(&self, program: &str) -> Command {
        let folder = self.trial.folder();
        let mut command = Command::new(folder.join("programs/usr").join(program));
        command.env("KRB5_CONFIG", folder.join("krb5.conf"));
        command
    }

    fn admin(&self, arguments: &[&str]) -> Result<Said> {
        say(self.command("bin/kadmin.heimdal").arg("-l").args(arguments), b"")
    }

    /// A server that runs until it is dropped.
    fn serve(&self, name: &str, port: &str, more: &[&str]) -> Result<Running> {
        let log = File::create(self.trial.folder().join(format!("{name}.out")))?;
        let mut server = self.command(&format!("lib/heimdal-servers/{name}"));
        server.args([port, "--addresses=127.0.0.1"]).args(more).stdin(Stdio::null());
        Ok(Running(server.stdout(log.try_clone()?).stderr(log).spawn().with_context(|| name.to_owned())?))
    }

    /// The script that asks keyward.
    fn set_up(&self, options: &str) -> Result<()> {
        let program = built("keyward-serve").canonicalize()?;
        let log = self.trial.folder().join("script.log");
        let script =
            format!("#!/bin/sh\nexec {} heimdal {options} 2>> {}\n", program.display(), log.display());
        let file = self.trial.file("script.new", &script)?;
        must(Command::new("chmod").arg("755").arg(&file))?;
        Ok(fs::rename(file, self.trial.folder().join("script"))?)
    }

    /// The owner changes the password, without a terminal.
    fn change(&self, old: &str, new: &str) -> Result<Said> {
        let typed = format!("{old}\n{new}\n{new}\n");
        let mut alone = Command::new("setsid");
        let kpasswd = self.command("bin/kpasswd.heimdal");
        alone.arg("--wait").arg(kpasswd.get_program()).arg(USER);
        for (name, value) in kpasswd.get_envs() {
            alone.env(name, value.unwrap_or_default());
        }
        let said = say(&mut alone, typed.as_bytes())?;
        Ok(Said { ok: said.text.contains("Success : Password changed"), ..said })
    }
}

fn unpack(folder: &Path) -> Result<()> {
    // apt would fetch as a user of its own, who cannot come here.
    let download = ["-q", "-o", "APT::Sandbox::User=root", "download", "heimdal-clients", "heimdal-kdc"];
    must(Command::new("apt-get").current_dir(folder).args(download))?;
    for file in fs::read_dir(folder)? {
        let file = file?.path();
        if file.extension().is_some_and(|it| it == "deb") {
            must(Command::new("dpkg-deb").arg("-x").arg(&file).arg(folder.join("programs")))?;
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    let folder = trial.folder();
    unpack(folder)?;
    let [kdc, kpasswd] = [free_port()?, free_port()?];
    let shown = folder.display();
    trial.file(
        "krb5.conf",
        &format!(
            "[libdefaults]\n default_realm = WHARFDALE.EXAMPLE\n dns_lookup_kdc = false\n default_cc_name = FILE:{shown}/cache\n\
             [realms]\n WHARFDALE.EXAMPLE = {{\n  kdc = 127.0.0.1:{kdc}\n  kpasswd_server = 127.0.0.1:{kpasswd}\n }}\n\
             [kdc]\n database = {{\n  dbname = {shown}/db\n  mkey_file = {shown}/master\n  acl_file = {shown}/acl\n  log_file = {shown}/journal\n }}\n\
             [password_quality]\n policies = external-check\n external_program = {shown}/script\n\
             [logging]\n default = FILE:{shown}/heimdal.log\n"
        ),
    )?;
    let realm = Realm { trial };
    realm.set_up("policy=nhs-appendix-a")?;
    must(realm.command("sbin/kstash").args(["--random-key", &format!("--key-file={shown}/master")]))?;
    let limits = ["--realm-max-ticket-life=1d", "--realm-max-renewable-life=1w"];
    for step in [
        &["init", limits[0], limits[1], "WHARFDALE.EXAMPLE"][..],
        &["add", "--use-defaults", &format!("--password={GOOD}"), USER],
        &["ext_keytab", &format!("--keytab={shown}/keytab"), "kadmin/changepw"],
    ] {
        let said = realm.admin(step)?;
        anyhow::ensure!(said.ok, "{}: {}", step[0], said.text);
    }
    let asked = realm.admin(&["verify-password-quality", USER, WORD])?;
    let told = asked.text.contains("Choose a different password. Dictionary words: ");
    trial.holds("the administrator may ask", told, &asked)?;
    let _kdc = realm.serve("kdc", &format!("--ports={kdc}"), &[])?;
    let _kpasswdd =
        realm.serve("kpasswdd", &format!("--port={kpasswd}"), &[&format!("--keytab=FILE:{shown}/keytab")])?;
    until("the servers did not start", || {
        realm.change(GOOD, WORD).is_ok_and(|said| said.text.contains("Choose a different password."))
    })?;
    changes(&realm)?;
    mistakes(&realm)?;
    let log = fs::read_to_string(folder.join("heimdal.log"))?;
    let told = log.contains("didn't pass password quality check with error: Choose a different password.");
    trial.holds("the log tells which was refused", told, &log)
}

fn changes(realm: &Realm<'_>) -> Result<()> {
    let trial = realm.trial;
    for (new, part) in [
        (WORD, "Dictionary words: "),
        ("Zq7#Jquill!4Xv", "Personal information: "),
        ("Zq7#Wh4rfdale!4Xv", "Personal information: "),
        (NONSENSE[0], "Numbers: "),
        (NONSENSE[1], "Numbers: "),
    ] {
        let said = realm.change(GOOD, trial.secret(new))?;
        trial.refused(new, &said, &["Soft error : Choose a different password.", part])?;
    }
    trial.refused("a megabyte", &realm.change(GOOD, &"aB3!".repeat(250_000))?, &[])?;
    trial.accepted("a good one", &realm.change(GOOD, OTHER)?)?;
    trial.accepted("Heimdal tells nothing of the last one", &realm.change(OTHER, RECYCLED)?)?;
    realm.set_up("lang=cy")?;
    let said = realm.change(RECYCLED, WORD)?;
    trial.refused("in Welsh", &said, &["Dewiswch gyfrinair gwahanol."])
}

/// What is wrong is told to whoever runs the server, and nothing passes unless the options say so.
fn mistakes(realm: &Realm<'_>) -> Result<()> {
    let mut old = RECYCLED.to_owned();
    let passwords = realm.trial.suggest(3)?;
    for ((mistake, part), new) in [
        ("polcy=x", "`polcy` is no option; the options are policy,"),
        ("policy=none.toml", "there is no preset and no file named `none.toml`"),
        ("lang=fr", "`lang` must be en or cy, not `fr`"),
    ]
    .into_iter()
    .zip(passwords)
    {
        realm.set_up(mistake)?;
        let cannot = "The password cannot be checked. Tell your administrator.";
        realm.trial.refused(mistake, &realm.change(&old, &new)?, &[cannot])?;
        let log = fs::read_to_string(realm.trial.folder().join("script.log"))?;
        realm.trial.holds(mistake, log.contains(part), &log)?;
        realm.set_up(&format!("{mistake} on_error=accept"))?;
        realm.trial.accepted(mistake, &realm.change(&old, &new)?)?;
        old = new;
    }
    Ok(())
}
