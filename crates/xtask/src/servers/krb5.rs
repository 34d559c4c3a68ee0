//! MIT Kerberos: a realm in a temporary folder, changed by kadmin.local, which loads the plugins that kadmind loads.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::log::Log;
use super::trial::{GOOD, NONSENSE, Said, Trial, WORD, built, must, say};

struct Realm<'a> {
    trial: &'a Trial,
    log: Log,
}

impl Realm<'_> {
    /// The configuration, with what is said to keyward.
    fn configure(&self, options: &str) -> Result<()> {
        let folder = self.trial.folder().display();
        let config = format!(
            "[libdefaults]\n default_realm = WHARFDALE.EXAMPLE\n dns_lookup_kdc = false\n\
             [realms]\n WHARFDALE.EXAMPLE = {{\n }}\n\
             [plugins]\n pwqual = {{\n  module = keyward:{folder}/keyward.so\n }}\n\
             [appdefaults]\n keyward = {{\n{options} }}\n\
             [logging]\n default = FILE:{folder}/krb5.log\n"
        );
        fs::write(self.trial.folder().join("krb5.conf"), config)?;
        Ok(())
    }

    fn command(&self, program: &str) -> Command {
        let folder = self.trial.folder();
        let mut command = Command::new(program);
        command.env("KRB5_CONFIG", folder.join("krb5.conf")).env("KRB5_KDC_PROFILE", folder.join("kdc.conf"));
        command
    }

    /// The new password is asked for twice, so that it stands in no list of processes.
    fn change(&self, new: &str) -> Result<Said> {
        let typed = format!("{new}\n{new}\n");
        let script = format!("{}\nexec kadmin.local -q 'cpw jquill'", self.log.script());
        let mut unshare = self.command("unshare");
        unshare.args(["--mount", "--propagation", "private", "sh", "-euc", &script]);
        let said = say(&mut unshare, typed.as_bytes())?;
        // It succeeds whatever came of it.
        Ok(Said { ok: said.text.contains("Password for \"jquill@WHARFDALE.EXAMPLE\" changed."), ..said })
    }
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    let folder = trial.folder();
    fs::copy(built("libkeyward_pwqual.so"), folder.join("keyward.so"))?;
    trial.stays(&folder.join("keyward.so"))?;
    let shown = folder.display();
    trial.file(
        "kdc.conf",
        &format!(
            "[realms]\n WHARFDALE.EXAMPLE = {{\n  database_name = {shown}/principal\n  key_stash_file = {shown}/stash\n\
             \u{20}\u{20}acl_file = {shown}/acl\n }}\n"
        ),
    )?;
    let realm = Realm { trial, log: Log::listen(folder)? };
    realm.configure("")?;
    let master = trial.secret("Nz4!master-of-the-realm");
    must(realm.command("kdb5_util").args(["create", "-s", "-P", master]))?;
    // Kerberos asks no plugin about a principal without a policy.
    must(realm.command("kadmin.local").args(["-q", "addpol everybody"]))?;
    must(realm.command("kadmin.local").args(["-q", "addprinc -randkey -policy everybody jquill"]))?;
    for (new, part) in [
        (WORD, "Dictionary words: "),
        ("Zq7#Jquill!4Xv", "Personal information: "),
        ("Zq7#Wh4rfdale!4Xv", "Personal information: "),
        (NONSENSE[1], "Numbers: "),
    ] {
        let said = realm.change(trial.secret(new))?;
        trial.refused(new, &said, &["Choose a different password.", part])?;
    }
    let said = realm.change(&"aB3!".repeat(250_000))?;
    trial.refused("a megabyte", &said, &[])?;
    trial.accepted("a good one", &realm.change(GOOD)?)?;
    realm.configure("  lang = cy\n  policy = hw-5.3.2\n")?;
    trial.refused("in Welsh", &realm.change("aaaaaaaa")?, &["Dewiswch gyfrinair gwahanol."])?;
    let passwords = trial.suggest(4)?;
    for ((option, told), new) in [
        ("policy = none.toml", "there is no preset and no file named `none.toml`"),
        ("lang = fr", "`lang` must be en or cy, not `fr`"),
        ("hashes = 0", "`hashes` must be a whole number from 1 to 1000, not `0`"),
        ("local_words = /none", "`local_words` must be a word list, one entry a line: /none:"),
    ]
    .into_iter()
    .zip(&passwords)
    {
        realm.configure(&format!("  {option}\n"))?;
        trial.refused(
            option,
            &realm.change(new)?,
            &["The password cannot be checked. Tell your administrator."],
        )?;
        let log = realm.log.told();
        trial.holds(option, log.contains(told), &log)?;
        realm.configure(&format!("  {option}\n  on_error = accept\n"))?;
        trial.accepted(option, &realm.change(new)?)?;
    }
    trial.nothing_in("the system's log", realm.log.told().as_bytes())?;
    fs::remove_file(folder.join("stash"))?;
    Ok(())
}
