//! The compiled word lists: words, common passwords, and pieces such as names.
//!
//! Each is one blob for `keyward_core::dictionary::Dictionary::open` or `Trie::open`, made by `cargo xtask blobs` from the plain lists in
//! `data`; SOURCES.md says where those come from. `SCOWL`'s notice is in `data/LICENSE-SCOWL`.

#![no_std]
#![forbid(unsafe_code)]

/// British and American words of five letters or more, with short words as excuses for joins.
pub static WORDS: &[u8] = include_bytes!("words.blob");

/// Passwords that many people use.
pub static PASSWORDS: &[u8] = include_bytes!("passwords.blob");

/// Four bytes of a hash of each of the passwords that are used most, of those of 8, 12 and 15 characters or more, that no rule sees
/// through: for `keyward_core::MostUsed::open`.
pub static MOST_USED: &[u8] = include_bytes!("most-used.hashes");

/// What people in the United Kingdom make passwords of: names, places, teams, pets, brands, terms and short words, each with
/// the number of its kind, for `keyward_core::dictionary::Trie`.
pub static PIECES: &[u8] = include_bytes!("pieces.blob");

/// The three lists, in the order above, for `keyward_core::dictionary::transfer`: for where every byte counts.
pub static WIRE: &[u8] = include_bytes!("lists.wire");

/// Words of two to four letters as plain text, one a line; those that are common have a tab and `common` behind them.
pub static SHORT_WORDS: &str = include_str!("../data/short.txt");

/// Words of three and four letters that passphrases are suggested of, one a line: made for that, and fit to be read out to
/// anybody.
pub static PASSPHRASE_WORDS: &str = include_str!("../data/passphrase.txt");
