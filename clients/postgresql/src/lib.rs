//! What `keyward.c`, the extension of the server, calls. What the server's headers offer, settings, errors, encodings and
//! memory, is used there; what judges is here. `README.md` beside this crate has the settings.

mod border;

use keyward::history::{Error, Verify};
use keyward_client::{Disclosure, Judge, OnError, Operation, Options, OwnedContext, guarded};

/// What became of a password; C reads the number.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted = 0,
    /// The text is for who sent it.
    Refused = 1,
    /// It could not be judged and is refused; the text is for the log.
    Failed = 2,
    /// It could not be judged and passes; the text is for the log.
    Passed = 3,
}

/// A line of a log.
const MOST_BYTES: usize = 900;

/// Whether a text is the role's present password; none if that cannot be told.
pub(crate) type IsPresent<'a> = &'a (dyn Fn(&str) -> Option<bool> + Sync);

/// The role's present password, which the server compares.
pub(crate) struct Present<'a>(IsPresent<'a>);

impl Verify for Present<'_> {
    fn verify(&self, password: &str) -> Result<bool, Error> {
        (self.0)(password).ok_or(Error::Unverifiable)
    }
}

/// A role and its new password.
pub(crate) struct Change<'a> {
    /// Settings as `key=value`, one a line.
    pub(crate) settings: &'a str,
    pub(crate) role: &'a str,
    pub(crate) database: &'a str,
    pub(crate) password: &'a [u8],
    /// None if the role has no password yet.
    pub(crate) present: Option<IsPresent<'a>>,
}

/// Judges a password, and gives the text that goes with the verdict.
pub(crate) fn judge(change: &Change<'_>) -> (Verdict, String) {
    let items = || change.settings.lines();
    match guarded(|| answer(change)) {
        Ok(None) => (Verdict::Accepted, String::new()),
        Ok(Some(text)) => (Verdict::Refused, text),
        Err(reason) if OnError::of(items()) == OnError::Accept => (Verdict::Passed, reason),
        Err(reason) => (Verdict::Failed, reason),
    }
}

fn answer(change: &Change<'_>) -> Result<Option<String>, String> {
    let judge = open(change.settings)?;
    let account = OwnedContext {
        operation: Operation::Set,
        username: change.role.to_owned(),
        subjects: vec![change.database.to_owned()],
        ..OwnedContext::default()
    };
    let present = change.present.map(Present);
    let earlier: Vec<&dyn Verify> = present.iter().map(|present| present as _).collect();
    let answer = judge.judge(change.password, &account, &earlier)?;
    Ok((!answer.accepted()).then(|| answer.line(Disclosure::Desk, MOST_BYTES)))
}

fn open(settings: &str) -> Result<Judge, String> {
    let options = Options::read(settings.lines(), &[]).map_err(|mistake| mistake.to_string())?;
    Judge::open(&options).map_err(|mistake| mistake.to_string())
}

/// What is wrong with a setting, if anything.
pub(crate) fn mistake(setting: &str) -> Option<String> {
    guarded(|| open(setting)).err()
}

/// What a password that is sent hashed could be at worst: something made of the role's name, or what many use. The server
/// hashes each and compares, so they are few.
pub(crate) fn guesses(role: &str) -> Vec<String> {
    let mut letters = role.chars();
    let capitalised: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let reversed = role.chars().rev().collect();
    let mut guesses = vec![role.to_owned(), capitalised.clone(), reversed, role.repeat(2)];
    for name in [role, &capitalised] {
        guesses.extend(["1", "12", "123", "1234", "!", "1!", "123!"].map(|end| format!("{name}{end}")));
    }
    guesses.extend(
        ["", "password", "Password1", "postgres", "changeme", "secret", "123456", "12345678"]
            .map(str::to_owned),
    );
    guesses
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGE: Change<'_> =
        Change { settings: "", role: "jquill", database: "wards", password: b"", present: None };

    #[test]
    fn the_server_is_told_what_to_do() {
        for (password, verdict, part) in [
            (&b"Wq7#Nv!2pZ"[..], Verdict::Accepted, ""),
            (b"Mx7#Sword!Qz2", Verdict::Refused, "Dictionary words: "),
            (b"Zq7#Jquill!4Xv", Verdict::Refused, "Personal information: "),
            (b"Zq7#Wards!4Xv2", Verdict::Refused, "Personal information: "),
            (b"Wq7#\xa3!2pZ", Verdict::Refused, "not UTF-8"),
        ] {
            let (given, text) = judge(&Change { password, ..CHANGE });
            assert!(given == verdict && text.contains(part), "{given:?} {text}");
        }
    }

    #[test]
    fn the_present_password_is_compared_by_the_server() {
        let is = |form: &str| Some(form == "Wq7#Nv!2pZ");
        for (password, part) in [(&b"Wq7#Nv!2pZ"[..], "[WE-C7]"), (b"Wq7#Nv!3pZ", "[WE-C8]")] {
            let (verdict, text) = judge(&Change { password, present: Some(&is), ..CHANGE });
            assert!(verdict == Verdict::Refused && text.contains(part), "{text}");
        }
        let unknown = |_: &str| None;
        let (verdict, _) = judge(&Change { password: b"Wq7#Nv!3pZ", present: Some(&unknown), ..CHANGE });
        assert_eq!(verdict, Verdict::Failed);
    }

    #[test]
    fn a_broken_policy_closes_unless_told_otherwise() {
        for (settings, verdict) in
            [("policy=none.toml", Verdict::Failed), ("policy=none.toml\non_error=accept", Verdict::Passed)]
        {
            let (given, text) = judge(&Change { settings, password: b"Wq7#Nv!2pZ", ..CHANGE });
            assert!(given == verdict && text.contains("none.toml"), "{text}");
        }
        assert_eq!(mistake("policy=hw-5.3.2"), None);
        assert!(mistake("lang=fr").is_some_and(|text| text == "`lang` must be en or cy, not `fr`"));
    }

    #[test]
    fn a_hashed_password_is_tried_with_what_is_near() {
        let guesses = guesses("jquill");
        assert!(
            ["jquill", "Jquill123!", "lliuqj", ""].iter().all(|guess| guesses.iter().any(|it| it == guess))
        );
        assert!(guesses.len() < 40, "each costs the server a hash");
    }
}
