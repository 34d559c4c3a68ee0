//! The digest of a policy: a short name for exactly what it asks for, so that an answer can be traced to its rules.

use sha2::{Digest, Sha256};

use keyward_core::{Key, Policy};

use super::NamedPolicy;
use super::read::text_of;

/// The keys that the first version had, in the order that it wrote them.
const FIRST: [Key; 23] = [
    Key::MinLength,
    Key::MaxLength,
    Key::Alphabet,
    Key::Uppercase,
    Key::Lowercase,
    Key::Digit,
    Key::Special,
    Key::UnacceptableCharacter,
    Key::DictionaryWord,
    Key::LeetWord,
    Key::CommonPassword,
    Key::Sequence,
    Key::Date,
    Key::Name,
    Key::Personal,
    Key::History,
    Key::Recycled,
    Key::OtherAccount,
    Key::Breached,
    Key::Strength,
    Key::ExpiresAfterDays,
    Key::ChangeAtFirstLogOn,
    Key::LockAfterAttempts,
];

/// Sixteen hexadecimal digits over the canonical form.
pub(super) fn of(policy: &NamedPolicy) -> String {
    let hash = Sha256::digest(canonical(policy));
    let start = hash.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
    format!("{start:016x}")
}

/// One line a key: those of the first version always, any other only where it asks for something, so that a policy keeps its
/// digest when keys are added that it does not use. Then the words in the order of the alphabet, then the readings.
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
    let asks = |key: &&Key| key.value(&policy.policy) != key.value(&Policy::ANY);
    let later = Key::ALL.iter().filter(|key| !FIRST.contains(key)).filter(asks);
    let rows = [("keyward policy", "1".to_owned())]
        .into_iter()
        .chain(FIRST.iter().chain(later).map(|key| (key.id(), text_of(*key, &policy.policy))))
        .chain(words.into_iter().map(|word| ("word", word)))
        .chain([("readings", readings)]);
    rows.map(|(name, value)| format!("{name}={value}\n")).collect::<Vec<_>>().concat()
}
