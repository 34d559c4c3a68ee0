//! `keyward_ppolicy.so`: judges the passwords that slapd's overlay ppolicy is about to store. `README.md` beside this crate
//! has the options.
//!
//! What slapd hands over is read in `border`; which of it is known of the account, and which of its earlier passwords, is here.

mod border;
mod stored;

use keyward::history::Verify;
use keyward_client::{Disclosure, Judge, Key, OnError, Operation, Options, OwnedContext, Takes, guarded};

use crate::border::{Entry, log};
use crate::stored::stored;

/// The options beside those that every client has: which attributes tell what.
const OPTIONS: &[Key] = &[
    Key { name: "names", takes: Takes::Value(ATTRIBUTES) },
    Key { name: "emails", takes: Takes::Value(ATTRIBUTES) },
    Key { name: "phones", takes: Takes::Value(ATTRIBUTES) },
    Key { name: "related", takes: Takes::Value(ATTRIBUTES) },
];

const ATTRIBUTES: &str = "names of attributes with commas between them";

/// What the client of slapd is told where the password cannot be judged.
const CANNOT: &str = "The password cannot be checked. Tell your administrator.";

/// Judges a password. None if it may be used, or the text for who sent it, of at most `most` bytes.
fn refusal(password: &[u8], entry: Option<&Entry<'_>>, argument: &str, most: usize) -> Option<String> {
    let items = items(argument);
    match guarded(|| judge(password, entry, &items, most)) {
        Ok(text) => text,
        Err(reason) => {
            log(&format!("keyward_ppolicy: the password cannot be judged: {reason}"));
            (OnError::of(items.iter().copied()) == OnError::Refuse).then(|| CANNOT.to_owned())
        }
    }
}

/// `pwdCheckModuleArg`: options with blanks between them, or the path of a policy alone.
fn items(argument: &str) -> Vec<&str> {
    argument.split_ascii_whitespace().collect()
}

fn judge(
    password: &[u8],
    entry: Option<&Entry<'_>>,
    items: &[&str],
    most: usize,
) -> Result<Option<String>, String> {
    let path = match items {
        [path] if !path.contains('=') => Some(format!("policy={path}")),
        _ => None,
    };
    let options = Options::read(
        path.as_deref().into_iter().chain(items.iter().copied().filter(|_| path.is_none())),
        OPTIONS,
    );
    let options = options.map_err(|mistake| mistake.to_string())?;
    let judge = Judge::open(&options).map_err(|mistake| mistake.to_string())?;
    let mut account = entry.map_or_else(OwnedContext::default, |entry| account(entry, &options));
    let (hashes, clear) = entry.map(stored).unwrap_or_default();
    account.previous = clear;
    let earlier: Vec<&dyn Verify> = hashes.iter().map(|stored| stored as _).collect();
    let answer = judge.judge(password, &account, &earlier)?;
    if answer.accepted() {
        return Ok(None);
    }
    // slapd writes it to its log too.
    Ok(Some(answer.line(Disclosure::Desk, most)))
}

/// What the entry tells of its owner.
fn account(entry: &Entry<'_>, options: &Options) -> OwnedContext {
    let values = |key: &str, usual: &str| -> Vec<String> {
        let attributes = options.text(key).unwrap_or(usual).split(',').map(str::trim);
        let values = attributes.flat_map(|attribute| entry.values(attribute));
        values.map(|value| String::from_utf8_lossy(value).into_owned()).collect()
    };
    let mut users = values("", "uid").into_iter();
    OwnedContext {
        // slapd does not say whether the owner or somebody else sends the password.
        operation: Operation::Set,
        username: users.next().unwrap_or_default(),
        names: values("names", "cn,sn,givenName,displayName"),
        email: values("emails", "mail").join("\n"),
        phone: values("phones", "telephoneNumber,mobile,homePhone").join("\n"),
        related: users.chain(values("related", "")).collect(),
        ..OwnedContext::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_entry_a_password_is_judged_by_itself() {
        assert_eq!(refusal(b"Wq7#Nv!2pZ", None, "", 500), None);
        let text = refusal(b"Mx7#Sword!Qz2", None, "lang=en", 500).unwrap_or_default();
        assert!(
            text.starts_with("Choose a different password. Dictionary words: ") && !text.contains("sword’"),
            "{text}"
        );
        let short = refusal(b"Mx7#Sword!Qz2", None, "", 40).unwrap_or_default();
        assert_eq!(short, "Choose a different password. …");
    }

    #[test]
    fn a_policy_alone_needs_no_key() {
        assert_eq!(refusal(b"Wq7#Nv!2pZ", None, "hw-5.3.2", 500), None);
        assert_eq!(refusal(b"Wq7#Nv!2pZ", None, "hw-5.3.3", 500).as_deref(), Some(CANNOT));
        assert_eq!(refusal(b"Wq7#Nv!2pZ", None, "policy=hw-5.3.3 on_error=accept", 500), None);
    }
}
