//! What can go wrong: a record that cannot be read ([`RecordError`], with its line in [`ParseError`]), and a check that
//! could not be made ([`Error`]). Neither ever stands for "does not match".

use core::fmt;

/// Why a check could not be made, or a password not be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// There was no memory to hash in.
    OutOfMemory,
    /// argon2 does not take this salt, these parameters or a password of this length.
    Unhashable,
    /// The records ask for more work than one search may make ([`Search::MAX_COST`](crate::Search::MAX_COST)).
    Cost {
        /// What one hash of each costs ([`Params::cost`](crate::Params::cost)).
        asked: u64,
        /// The most that they may cost.
        most: u64,
    },
    /// A [`Verify`](crate::Verify) of the caller's could not tell.
    Unverifiable,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::OutOfMemory => f.write_str("out of memory for hashing"),
            Error::Unhashable => {
                f.write_str("argon2 takes no such salt or parameters, or no password of this length")
            }
            Error::Cost { asked, most } => {
                let tenths = asked.saturating_mul(10).div_ceil(1 << 20);
                write!(
                    f,
                    "one hash of each record that counts costs {}.{} GiB of memory gone over, and {} GiB is the most; \
                     keep fewer records, or records that cost less",
                    tenths / 10,
                    tenths % 10,
                    most >> 20
                )
            }
            Error::Unverifiable => f.write_str("a stored hash could not be checked"),
        }
    }
}

impl core::error::Error for Error {}

/// What is wrong with a record, or with parameters for new ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordError {
    /// Not `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
    Malformed,
    /// A hash, but not argon2id, argon2i or argon2d.
    Algorithm,
    /// Neither version 16 nor 19.
    Version,
    /// Not `m`, `t` and `p`, each once and no other, or not in argon2's own range.
    Parameters,
    /// The salt is missing, or not of 16 bytes, nor of 22 as Django makes it.
    Salt,
    /// The hash is missing or not of 32 bytes.
    Hash,
    /// More memory than [`Params::MAX_MEMORY`](crate::Params::MAX_MEMORY).
    Memory,
    /// More passes than [`Params::MAX_PASSES`](crate::Params::MAX_PASSES).
    Passes,
    /// More lanes than [`Params::MAX_LANES`](crate::Params::MAX_LANES).
    Lanes,
    /// More memory times passes than [`Params::MAX_WORK`](crate::Params::MAX_WORK).
    Work,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RecordError::Malformed => "not an argon2 PHC string",
            RecordError::Algorithm => "not argon2id, argon2i or argon2d",
            RecordError::Version => "not argon2 version 16 or 19",
            RecordError::Parameters => {
                "m, t and p must each be given once, nothing else, within argon2's range"
            }
            RecordError::Salt => {
                "the salt must be 16 bytes in unpadded base64 (22 characters; 30 where Django made it); see whether the line \
                 is cut"
            },
            RecordError::Hash => {
                "the hash must be 32 bytes in unpadded base64 (43 characters); see whether the line is cut"
            },
            RecordError::Memory => "asks for more than 256 MiB of memory (the limit is m=262144)",
            RecordError::Passes => "asks for more than 16 passes (the limit is t=16)",
            RecordError::Lanes => "asks for more than 64 lanes (the limit is p=64)",
            RecordError::Work => "asks for more than 1 GiB of memory over all passes (m times t)",
        })
    }
}

impl core::error::Error for RecordError {}

/// A record that could not be read, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub error: RecordError,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.error)
    }
}

// What is wrong is part of the message, so that it is no cause beside it: who writes out causes would say it twice.
impl core::error::Error for ParseError {}
