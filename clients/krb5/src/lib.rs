//! `keyward.so` for MIT Kerberos: judges the passwords that kadmind is about to make keys of. `README.md` beside this crate has the
//! options, and `border` all calls from Kerberos and into it.

mod border;

use keyward_client::{COMMON, Disclosure, Judge, Key, OnError, Operation, Options, OwnedContext, guarded};

/// What the client is told where the password cannot be judged.
const CANNOT: &str = "The password cannot be checked. Tell your administrator.";

/// A line of kadmin's answer.
const MOST_BYTES: usize = 500;

/// The keys that are asked for in the section of `krb5.conf`.
fn keys() -> impl Iterator<Item = &'static Key> {
    COMMON.iter()
}

/// The refusal of a password; none if it may be used. What could not be judged is told to `log`.
fn refusal(password: &[u8], principal: &str, items: &[String], log: impl Fn(&str)) -> Option<String> {
    match guarded(|| judge(password, principal, items)) {
        Ok(text) => text,
        Err(reason) => {
            log(&format!("keyward: the password cannot be judged: {reason}"));
            (OnError::of(items.iter().map(String::as_str)) == OnError::Refuse).then(|| CANNOT.to_owned())
        }
    }
}

fn judge(password: &[u8], principal: &str, items: &[String]) -> Result<Option<String>, String> {
    let options =
        Options::read(items.iter().map(String::as_str), &[]).map_err(|mistake| mistake.to_string())?;
    let judge = Judge::open(&options).map_err(|mistake| mistake.to_string())?;
    let (name, realm) = principal.rsplit_once('@').unwrap_or((principal, ""));
    let mut parts = name.split('/');
    let account = OwnedContext {
        // Kerberos does not say whether the owner or somebody else sends the password, and keeps its own history of keys.
        operation: Operation::Set,
        username: parts.next().unwrap_or_default().to_owned(),
        subjects: parts.chain(realm.split('.')).map(str::to_owned).collect(),
        ..OwnedContext::default()
    };
    let answer = judge.judge(password, &account, &[])?;
    Ok((!answer.accepted()).then(|| answer.line(Disclosure::Desk, MOST_BYTES)))
}
