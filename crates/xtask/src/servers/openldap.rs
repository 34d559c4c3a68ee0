//! OpenLDAP: a slapd with ppolicy, on a free port and with its database in a temporary folder; and a program that calls the module as
//! slapd 2.6 does, which Debian does not have.

use std::fs::{self, File};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use super::trial::{
    GOOD, NONSENSE, OTHER, PERSONAL, RECYCLED, Running, Said, Trial, WORD, built, free_port, must, say, until,
};
use crate::generated::root;

const BASE: &str = "dc=example,dc=org";
const ADMIN: &str = "Nz4!admin-of-the-directory";

/// A slapd that runs.
struct Directory {
    url: String,
    _running: Running,
}

impl Directory {
    fn start(trial: &Trial) -> Result<Self> {
        let folder = trial.folder();
        let shown = folder.display();
        fs::create_dir(folder.join("db"))?;
        fs::copy(built("libkeyward_ppolicy.so"), folder.join("keyward_ppolicy.so"))?;
        trial.stays(&folder.join("keyward_ppolicy.so"))?;
        let schemas = ["core", "cosine", "inetorgperson"]
            .map(|name| format!("include /etc/ldap/schema/{name}.schema\n"));
        let config = trial.file(
            "slapd.conf",
            &format!(
                "{}modulepath /usr/lib/ldap:{shown}\nmoduleload back_mdb\nmoduleload ppolicy\n\
                 database mdb\nsuffix {BASE}\nrootdn cn=admin,{BASE}\nrootpw {ADMIN}\ndirectory {shown}/db\ndbnosync\n\
                 overlay ppolicy\nppolicy_default cn=policy,{BASE}\nppolicy_hash_cleartext\n\
                 access to attrs=userPassword by self write by dn.exact=\"uid=manager,{BASE}\" write by anonymous auth\naccess to * by dn.exact=\"uid=manager,{BASE}\" write by * read\n",
                schemas.concat()
            ),
        )?;
        let hash = must(Command::new("slappasswd").args(["-n", "-s", GOOD]))?;
        let users: String =
            (0..8).map(|number| user(&format!("client{number}"), "Client", "Client", &hash)).collect();
        let entries = trial.file(
            "entries.ldif",
            &format!(
                "dn: {BASE}\nobjectClass: dcObject\nobjectClass: organization\no: Example\n\n\
                 dn: cn=policy,{BASE}\nobjectClass: device\nobjectClass: pwdPolicy\nobjectClass: pwdPolicyChecker\n\
                 pwdAttribute: userPassword\npwdCheckQuality: 2\npwdInHistory: 4\npwdCheckModule: keyward_ppolicy.so\n\n\
                 {}{}{users}",
                user("manager", "Manager", "Manager", &hash),
                user("jquill", "Quillington", "Joan Quillington", &hash)
            ),
        )?;
        must(Command::new("slapadd").arg("-f").arg(&config).arg("-l").arg(&entries))?;
        let url = format!("ldap://127.0.0.1:{}", free_port()?);
        let log = File::create(folder.join("slapd.log"))?;
        let mut slapd = Command::new("slapd");
        slapd.args(["-d", "stats", "-h", &url, "-f"]).arg(&config).stdin(Stdio::null()).stderr(log);
        let directory = Self { url, _running: Running(slapd.spawn().context("slapd")?) };
        until("slapd did not start", || directory.as_admin("ldapwhoami", &[], "").is_ok_and(|said| said.ok))?;
        Ok(directory)
    }

    fn client(
        &self,
        program: &str,
        bind: &str,
        password: &str,
        arguments: &[&str],
        input: &str,
    ) -> Result<Said> {
        let mut command = Command::new(program);
        command.args(["-x", "-H", &self.url, "-D", bind, "-w", password]).args(arguments);
        say(&mut command, input.as_bytes())
    }

    fn as_admin(&self, program: &str, arguments: &[&str], input: &str) -> Result<Said> {
        self.client(program, &format!("cn=admin,{BASE}"), ADMIN, arguments, input)
    }

    /// The user changes their own password.
    fn change(&self, trial: &Trial, old: &str, new: &str) -> Result<Said> {
        // In a file, as an argument has no room for much.
        trial.secret(new);
        let file = trial.file("new", new)?;
        let file = file.display().to_string();
        let said = self.client("ldappasswd", &dn("jquill"), old, &["-T", &file], "");
        fs::remove_file(&file)?;
        said
    }

    /// The administrator changes an option of the policy.
    fn set_up(&self, argument: &str) -> Result<()> {
        let ldif = format!(
            "dn: cn=policy,{BASE}\nchangetype: modify\nreplace: pwdCheckModuleArg\npwdCheckModuleArg: {argument}\n"
        );
        let said = self.as_admin("ldapmodify", &[], &ldif)?;
        anyhow::ensure!(said.ok, "{said:?}");
        Ok(())
    }
}

fn dn(user: &str) -> String {
    format!("uid={user},{BASE}")
}

fn user(uid: &str, surname: &str, name: &str, password: &str) -> String {
    format!(
        "dn: {}\nobjectClass: inetOrgPerson\nuid: {uid}\nsn: {surname}\ncn: {name}\n\
         mail: {uid}@wharfdale.example\ntelephoneNumber: 01279 555846\nmobile: 07700 900461\n\
         userPassword: {password}\n\n",
        dn(uid)
    )
}

pub(super) fn run(trial: &Trial) -> Result<()> {
    trial.secret(ADMIN);
    let directory = Directory::start(trial)?;
    fs::remove_file(trial.folder().join("entries.ldif"))?;
    changes(trial, &directory)?;
    adds(trial, &directory)?;
    mistakes(trial, &directory)?;
    parallel(trial, &directory)?;
    version_2_6(trial)?;
    let log = fs::read(trial.folder().join("slapd.log"))?;
    trial.holds("the log tells which password was refused", find(&log, "Dictionary words: "), &log.len())?;
    trial.holds("and nothing of what is in it", !find(&log, "‘"), &log.len())?;
    // It has the administrator's password, as slapd reads it there.
    fs::remove_file(trial.folder().join("slapd.conf"))?;
    Ok(())
}

fn find(text: &[u8], part: &str) -> bool {
    String::from_utf8_lossy(text).contains(part)
}

fn changes(trial: &Trial, directory: &Directory) -> Result<()> {
    let invalid = "Constraint violation (19)";
    for (new, part) in [
        (WORD, "Dictionary words: "),
        (PERSONAL, "Personal information: "),
        ("Zx01279555846!#QRv", "Personal information: "),
        ("Zx07700900461!#QRv", "Personal information: "),
        ("Zq7#Wh4rfdale!4Xv", "Personal information: "),
        ("Zq7#Jquill!4Xv", "Personal information: "),
        (RECYCLED, "Recycled passwords: "),
        (NONSENSE[0], "Numbers: "),
        (NONSENSE[1], "Numbers: "),
        (NONSENSE[2], "Length: "),
    ] {
        let said = directory.change(trial, GOOD, new)?;
        trial.refused(new, &said, &[invalid, "Additional info: Choose a different password.", part])?;
    }
    let long = "aB3!".repeat(250_000);
    let said = directory.change(trial, GOOD, &long)?;
    trial.refused("a megabyte", &said, &[invalid, "Longest length: "])?;
    trial.accepted("a good one", &directory.change(trial, GOOD, OTHER)?)?;
    let said = directory.change(trial, OTHER, RECYCLED)?;
    trial.refused("made from the last but one", &said, &[invalid, "Recycled passwords: "])?;
    directory.set_up("lang=cy related=ou,l")?;
    let said = directory.change(trial, OTHER, WORD)?;
    // ldappasswd writes what is not ASCII as it comes.
    trial.refused("in Welsh", &said, &["Dewiswch gyfrinair gwahanol."])?;
    trial.accepted("back", &directory.change(trial, OTHER, "pY#6vN*3tGLk")?)?;
    trial.accepted("and forth", &directory.change(trial, "pY#6vN*3tGLk", "7zR%xk2&WbH")?)?;
    let said = directory.as_admin("ldappasswd", &["-s", WORD, &dn("client0")], "")?;
    trial.accepted("the rootdn is not bound, which slapd decides", &said)?;
    let said = directory.as_admin("ldappasswd", &["-s", GOOD, &dn("client0")], "")?;
    trial.accepted("the rootdn", &said)
}

/// An entry that is added with its password, by somebody who is not the rootdn.
fn adds(trial: &Trial, directory: &Directory) -> Result<()> {
    directory.set_up("related=ou,l names=cn,sn")?;
    for (uid, password, ok) in
        [("anew", OTHER, true), ("bnew", WORD, false), ("cnew", "Zq7#Cnewcomer!4Xv", false)]
    {
        let entry = user(uid, "Cnewcomer", "Ann Cnewcomer", trial.secret(password));
        let said = directory.client("ldapadd", &dn("manager"), GOOD, &[], &entry)?;
        trial.holds(
            uid,
            said.ok == ok && (ok || said.text.contains("Choose a different password.")),
            &said,
        )?;
    }
    Ok(())
}

fn mistakes(trial: &Trial, directory: &Directory) -> Result<()> {
    let broken = trial.file("broken.toml", "min_lenght = 12\n")?.display().to_string();
    for (argument, in_log) in [
        ("polcy=x", "`polcy` is no option; the options are policy, lang, on_error,"),
        (broken.as_str(), "line 1: `min_lenght` is not a key of a policy; the nearest is `min_length`"),
        ("lang=fr", "`lang` must be en or cy, not `fr`"),
        ("hashes=0", "`hashes` must be a whole number from 1 to 1000, not `0`"),
        ("names lang=en", "`names` takes names of attributes with commas between them; write `names=…`"),
    ] {
        directory.set_up(argument)?;
        let said = directory.change(trial, "7zR%xk2&WbH", "Brk7!!Vq22Kw")?;
        trial.refused(argument, &said, &["The password cannot be checked. Tell your administrator."])?;
        let log = fs::read(trial.folder().join("slapd.log"))?;
        trial.holds(argument, find(&log, in_log), &in_log)?;
    }
    directory.set_up(&format!("policy={broken} on_error=accept"))?;
    trial.accepted("open by option", &directory.change(trial, "7zR%xk2&WbH", "Brk7!!Vq22Kw")?)?;
    directory.set_up("nhs-appendix-a")
}

/// Eight clients at a time; every other password is refused. slapd loads the module for each, and there are more than the 1024
/// places that a process has for what its threads own.
fn parallel(trial: &Trial, directory: &Directory) -> Result<()> {
    let changes = if trial.thorough { 1000 } else { 80 };
    let passwords = trial.suggest(8 * changes)?;
    let said: Result<Vec<Said>> = std::thread::scope(|scope| {
        let clients = passwords.chunks(changes).enumerate().map(|(number, passwords)| {
            scope.spawn(move || {
                let dn = dn(&format!("client{number}"));
                let change = |new: &str| {
                    format!("dn: {dn}\nchangetype: modify\nreplace: userPassword\nuserPassword: {new}\n\n")
                };
                let changes: String =
                    passwords.iter().flat_map(|good| [change(good), change(WORD)]).collect();
                directory.client("ldapmodify", &dn, GOOD, &["-c"], &changes)
            })
        });
        let clients: Vec<_> = clients.collect();
        clients.into_iter().map(|client| client.join().unwrap_or_else(|_| Ok(Said::default()))).collect()
    });
    for said in said? {
        let refused = said.text.matches("Constraint violation (19)").count();
        let made = said.text.matches("modifying entry").count();
        trial.holds(
            "eight at a time",
            refused == changes && made == 2 * changes,
            &(refused, made, changes),
        )?;
    }
    Ok(())
}

/// The module as slapd 2.6 calls it.
fn version_2_6(trial: &Trial) -> Result<()> {
    let host = trial.folder().join("host");
    let source = root().join("clients/openldap/tests/host-2.6.c");
    must(
        Command::new("cc")
            .args(["-std=c99", "-Wall", "-Wextra", "-Werror", "-rdynamic", "-o"])
            .arg(&host)
            .arg(source)
            .arg("-ldl"),
    )?;
    let module = |password: &str| -> Result<Said> {
        say(Command::new(&host).arg(trial.folder().join("keyward_ppolicy.so")), password.as_bytes())
    };
    let (good, bad) = (module(GOOD)?, module(WORD)?);
    trial.holds("2.6 accepts", good.text == "0 \n", &good)?;
    let told = bad.text.starts_with("19 Choose a different password. Dictionary words: ");
    trial.holds("2.6 refuses", told && bad.text.len() < 262, &bad)
}
