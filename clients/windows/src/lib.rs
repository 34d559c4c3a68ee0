//! `keyward_filter.dll`: a password filter of Windows, which the Local Security Authority asks about each new password of a
//! domain or a computer. `README.md` beside this crate says how it is installed.
//!
//! The three functions of a filter, the registry and the event log are in `border`; what judges is here. A crash would
//! restart a domain controller, so no panic passes, and nothing is read once the policy is there.

#![cfg_attr(not(windows), allow(dead_code, reason = "its border is built for Windows alone"))]

#[cfg(windows)]
mod border;

use keyward_client::{Disclosure, Judge, OnError, Operation, Options, OwnedContext, guarded};
use zeroize::Zeroizing;

/// A line of the event log.
const MOST_BYTES: usize = 1000;

/// A policy, or why there is none.
struct Filter {
    judge: Result<Judge, String>,
    on_error: OnError,
}

/// What became of a password, with a line for the event log if there is something to tell.
#[derive(Debug, PartialEq, Eq)]
struct Verdict {
    accepted: bool,
    line: Option<String>,
}

impl Filter {
    /// Opens what options say, `key=value` each.
    fn open(items: &[String]) -> Self {
        let items = || items.iter().map(String::as_str);
        let judge = guarded(|| {
            let options = Options::read(items(), &[]).map_err(|mistake| mistake.to_string())?;
            Judge::open(&options).map_err(|mistake| mistake.to_string())
        });
        Self { judge, on_error: OnError::of(items()) }
    }

    /// Why no password can be judged, if so.
    fn mistake(&self) -> Option<&str> {
        self.judge.as_ref().err().map(String::as_str)
    }

    /// Judges a password. `set` says that somebody else than its owner sets it.
    fn check(&self, user: &[u16], full_name: &[u16], password: &[u16], set: bool) -> Verdict {
        let user = String::from_utf16_lossy(user);
        let judged = guarded(|| {
            let judge = self.judge.as_ref().map_err(Clone::clone)?;
            // It is never lossy: another password would be judged.
            let Ok(password) = String::from_utf16(password).map(Zeroizing::new) else {
                return Ok((false, "rejected not_utf16".to_owned()));
            };
            let account = OwnedContext {
                operation: if set { Operation::Set } else { Operation::Change },
                username: user.clone(),
                names: vec![String::from_utf16_lossy(full_name)],
                ..OwnedContext::default()
            };
            let answer = judge.judge(password.as_bytes(), &account, &[])?;
            Ok((answer.accepted(), answer.line(Disclosure::Log, MOST_BYTES)))
        });
        match judged {
            Ok((true, _)) => Verdict { accepted: true, line: None },
            Ok((false, line)) => Verdict { accepted: false, line: Some(format!("user {user:?}: {line}")) },
            Err(reason) => {
                let line = Some(format!("user {user:?}: the password cannot be judged: {reason}"));
                Verdict { accepted: self.on_error == OnError::Accept, line }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(items: &[&str], password: &[u16]) -> Verdict {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        Filter::open(&items).check(&units("jquill"), &units("Joan Quillington"), password, false)
    }

    #[test]
    fn utf16_is_judged_as_it_is() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        assert_eq!(check(&[], &units("Wq7#Nv!2pZ")), Verdict { accepted: true, line: None });
        for (password, part) in [
            (units("Mx7#Sword!Qz2"), "dictionary_word [WE-C2]"),
            (units("Kx7#Quillington!2Q"), "personal"),
            ([units("Wq7#Nv!2pZ"), vec![0xd800]].concat(), "rejected not_utf16"),
        ] {
            let verdict = check(&[], &password);
            let line = verdict.line.unwrap_or_default();
            assert!(
                !verdict.accepted && line.starts_with("user \"jquill\": rejected") && line.contains(part),
                "{line}"
            );
            assert!(!line.contains("Sword") && !line.contains("uillington"), "{line}");
        }
    }

    #[test]
    fn a_broken_policy_closes_unless_told_otherwise() {
        let good: Vec<u16> = "Wq7#Nv!2pZ".encode_utf16().collect();
        for (items, accepted) in [(&["polcy=x"][..], false), (&["polcy=x", "on_error=accept"], true)] {
            let verdict = check(items, &good);
            assert_eq!(verdict.accepted, accepted);
            assert!(
                verdict
                    .line
                    .is_some_and(|line| line.contains("`polcy` is no option; the options are policy,"))
            );
        }
    }
}
