//! keyward with the face of cracklib, for programs that link it: cracklib-check, database plugins, `pam_pwquality`.
//!
//! Its policy is that of `/etc/keyward/keyward.conf`; dictionaries that a caller names are passed over. The functions with which
//! cracklib's own tools make those are not there.

mod border;

use keyward_client::{Disclosure, Operation, OwnedContext, add_gecos, with_config};

/// A line of a dialogue.
const MOST_BYTES: usize = 500;

/// Why a password is refused, if so.
fn refusal(password: &[u8], user: &str, gecos: &str) -> Option<String> {
    let judged = with_config(None, |judge, _| {
        let mut account =
            OwnedContext { operation: Operation::Set, username: user.to_owned(), ..OwnedContext::default() };
        add_gecos(&mut account, gecos);
        let answer = judge.judge(password, &account, &[])?;
        Ok((!answer.accepted()).then(|| answer.line(Disclosure::Desk, MOST_BYTES)))
    });
    judged.unwrap_or_else(|reason| Some(format!("the password cannot be checked: {reason}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_comment_field_count() {
        for (password, part) in [
            ("Wq7#Nv!2pZ", None),
            ("Mx7#Sword!Qz2", Some("Dictionary words: ")),
            ("Zq7#Jquill!4Xv", Some("Personal information: ")),
            ("Zx01279555846!#QRv", Some("Personal information: ")),
        ] {
            let text = refusal(password.as_bytes(), "jquill", "Joan Quillington,,01279 555846");
            assert!(
                text.as_deref().is_some_and(|text| part.is_some_and(|part| text.contains(part)))
                    || text.is_none() && part.is_none(),
                "{text:?}"
            );
        }
    }
}
