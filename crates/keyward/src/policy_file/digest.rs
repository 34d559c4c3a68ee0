//! The digest of a policy: a short name for exactly what it asks for, so that an answer can be traced to its rules.

use sha2::{Digest, Sha256};

use super::NamedPolicy;
use super::keys::KEYS;

/// Sixteen hexadecimal digits over the canonical form.
pub(super) fn of(policy: &NamedPolicy) -> String {
    let hash = Sha256::digest(canonical(policy));
    let start = hash.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{start:016x}")
}

/// One line a key in the order of the table, then the words in the order of the alphabet, then the readings. A new key
/// would change every digest; it is to be written only where it differs from what earlier versions did.
fn canonical(policy: &NamedPolicy) -> String {
    let mut words: Vec<_> = policy.words.iter().map(|word| word.to_lowercase()).collect();
    words.sort();
    words.dedup();
    // No spelling holds a blank, and the last character of each row is the letter.
    let readings = policy.own_readings().map_or_else(
        || "standard".to_owned(),
        |rows| {
            rows.iter().map(|(spelling, letter)| format!("{spelling}{letter}")).collect::<Vec<_>>().join(" ")
        },
    );
    let rows = [("keyward policy", "1".to_owned())]
        .into_iter()
        .chain(KEYS.iter().map(|key| (key.name, key.text(&policy.policy))))
        .chain(words.into_iter().map(|word| ("word", word)))
        .chain([("readings", readings)]);
    rows.map(|(name, value)| format!("{name}={value}\n")).collect::<Vec<_>>().concat()
}
