//! The passwords that an entry holds already: the present one and those of `pwdHistory`, as slapd stores them.

use keyward::history::{Error, Verify};

use zeroize::Zeroizing;

use crate::border::{Entry, matches};

/// Schemes that slapd verifies by itself. Others ask a service for each try, and that is not theirs to answer.
const LOCAL: [&str; 9] =
    ["{SSHA", "{SHA", "{SMD5}", "{MD5}", "{CRYPT}", "{PBKDF2", "{ARGON2}", "{APR1}", "{BSDMD5}"];

/// A value that was made of an earlier password.
pub(crate) struct Stored(Vec<u8>);

impl Verify for Stored {
    fn verify(&self, password: &str) -> Result<bool, Error> {
        Ok(matches(&self.0, password.as_bytes()))
    }
}

/// What an entry holds, newest first: hashes, and passwords that are stored as they are where slapd was not told to hash them.
pub(crate) fn stored(entry: &Entry<'_>) -> (Vec<Stored>, Vec<Zeroizing<String>>) {
    let mut history: Vec<&[u8]> = entry.values("pwdHistory").collect();
    // Each begins with its time, written so that text sorts by it.
    history.sort_unstable_by(|one, other| other.cmp(one));
    // In an entry that is being added, what stands there in clear is the candidate itself.
    let present = entry.values("userPassword").filter(|value| entry.is_stored() || is_hash(value));
    let all = present.chain(history.into_iter().filter_map(value));
    let (hashes, clear): (Vec<&[u8]>, Vec<&[u8]>) = all.partition(|value| is_hash(value));
    let hashes = hashes.into_iter().filter(|value| is_local(value)).map(|value| Stored(value.to_owned()));
    let text = |value: &[u8]| std::str::from_utf8(value).ok().map(|value| Zeroizing::new(value.to_owned()));
    (hashes.collect(), clear.into_iter().filter_map(text).collect())
}

fn is_hash(value: &[u8]) -> bool {
    value.starts_with(b"{")
}

/// The value in `time#syntax#length#value`.
fn value(entry: &[u8]) -> Option<&[u8]> {
    entry.splitn(4, |byte| *byte == b'#').nth(3)
}

fn is_local(value: &[u8]) -> bool {
    LOCAL.iter().any(|scheme| {
        value.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_found_in_a_history_and_services_are_not_asked() {
        let entry = b"20261129082000Z#1.3.6.1.4.1.1466.115.121.1.40#38#{SSHA}a#b";
        assert_eq!(value(entry), Some(&b"{SSHA}a#b"[..]));
        assert_eq!(value(b"20261129082000Z#1.3"), None);
        for (value, expected) in [
            (&b"{SSHA}x"[..], true),
            (b"{ssha512}x", true),
            (b"{CRYPT}$6$", true),
            (b"{SASL}joan@EXAMPLE", false),
            (b"{UNIX}joan", false),
            (b"clear", false),
            (b"", false),
        ] {
            assert_eq!(is_local(value), expected, "{value:?}");
        }
    }
}
