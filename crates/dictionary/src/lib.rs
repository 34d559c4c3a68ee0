//! Finds words in a text, in every reading at once: `P4$$w0rd`, `vvinter`.
//!
//! A [`Dictionary`] is a view of a *blob*: bytes made beforehand by [`Builder`] from a list, one for each kind of list.
//! [`Readings`] says what symbols may stand for, and a [`Match`] where an entry was found and how; whether it counts is for
//! the caller to decide. [`mod@transfer`] is how lists travel where every byte counts.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(test)]
extern crate std;

mod alphabet;
#[cfg(feature = "alloc")]
mod build;
mod format;
mod readings;
mod search;
mod term;
pub mod transfer;
pub mod trie;
#[doc(hidden)]
pub mod work;

#[doc(hidden)]
pub use alphabet::at;
pub use alphabet::{EURO, POUND};
#[cfg(feature = "alloc")]
pub use build::{BuildError, Builder, EntryError};
pub use format::{BlobError, MAX_ENTRY, PREFIX};
pub use readings::{MAX_LETTERS, MAX_SPELLING, MAX_SPELLINGS, Readings, ReadingsError};
pub use search::{Ending, Exhausted, Match, REAL_LETTERS, budget};
pub use term::TermMatch;
#[cfg(feature = "alloc")]
pub use trie::TrieBuilder;
pub use trie::{MARK, Trie, TrieMatch};

use alphabet::{CODES, NO_CODE};
use format::{Layout, SHORT_COMMON, short_key};

/// What kind of list a dictionary was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Words of a language; common ones are marked.
    Words,
    /// Passwords that many people use; the most used ones are marked.
    Passwords,
    /// Given names, surnames, places and teams.
    Names,
    /// An organisation's own list.
    Own,
}

impl Kind {
    const fn number(self) -> u32 {
        match self {
            Self::Words => 0,
            Self::Passwords => 1,
            Self::Names => 2,
            Self::Own => 3,
        }
    }

    const fn from_number(number: u32) -> Option<Self> {
        match number {
            0 => Some(Self::Words),
            1 => Some(Self::Passwords),
            2 => Some(Self::Names),
            3 => Some(Self::Own),
            _ => None,
        }
    }
}

/// How current an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// Any other entry.
    Other,
    /// A word that everyone knows, a password that very many use.
    Common,
}

/// A compiled list, opened for searching. It borrows the blob, and costs nothing to copy.
#[derive(Clone, Copy)]
pub struct Dictionary<'a> {
    layout: Layout<'a>,
}

impl<'a> Dictionary<'a> {
    /// Opens a blob, after checking all of it, in time linear in its length. Afterwards no search can fail, whatever the bytes
    /// are.
    ///
    /// # Errors
    ///
    /// If the bytes are not a blob, or a damaged one, or one of a newer format.
    pub fn open(blob: &'a [u8]) -> Result<Self, BlobError> {
        Ok(Self { layout: Layout::read(blob)? })
    }

    /// Whether a blob is as it was made: its beginning, its version and its checksum. This runs when a crate is compiled, too,
    /// so that a blob which is damaged need not be built into a program.
    #[must_use]
    pub const fn is_whole(blob: &[u8]) -> bool {
        format::is_whole(blob)
    }

    /// What kind of list it was made from.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.layout.kind
    }

    /// How many entries there are, short ones included.
    #[must_use]
    pub const fn entries(&self) -> u32 {
        self.layout.entries
    }

    /// How many entries are common ones.
    #[must_use]
    pub const fn common_entries(&self) -> u32 {
        self.layout.common
    }

    /// Where the list came from.
    #[must_use]
    pub const fn provenance(&self) -> &'a str {
        self.layout.provenance
    }

    /// The tier of an entry, case ignored; none if it is not listed.
    #[must_use]
    pub fn tier(&self, entry: &[u8]) -> Option<Tier> {
        if entry.len() < PREFIX { self.short(entry) } else { self.whole(entry) }
    }

    /// The tier of an entry of fewer than five characters.
    fn short(&self, entry: &[u8]) -> Option<Tier> {
        let key = pack(entry)?;
        let found = self
            .layout
            .short
            .binary_search_by_key(&key, |short| u32::from_le_bytes(*short) & !SHORT_COMMON)
            .ok()?;
        let short = self.layout.short.get(found).map_or(0, |short| u32::from_le_bytes(*short));
        Some(if short & SHORT_COMMON == 0 { Tier::Other } else { Tier::Common })
    }
}

impl core::fmt::Debug for Dictionary<'_> {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.debug_struct("Dictionary")
            .field("kind", &self.kind())
            .field("entries", &self.entries())
            .field("provenance", &self.provenance())
            .finish_non_exhaustive()
    }
}

/// What a short entry is listed as, but for its tier. None if it is empty, too long, or not spelled in codes.
fn pack(entry: &[u8]) -> Option<u32> {
    let mut room = [NO_CODE; PREFIX - 1];
    let codes = room.get_mut(..entry.len())?;
    codes.iter_mut().zip(entry).for_each(|(code, byte)| *code = at(&CODES, *byte));
    (!codes.is_empty() && !codes.contains(&NO_CODE)).then(|| short_key(codes, Tier::Other))
}

/// The examples of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
