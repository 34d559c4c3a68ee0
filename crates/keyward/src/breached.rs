//! Leaked passwords: a breach filter, which is one string of bytes made from a list of them, and the question whether a
//! candidate is in it.
//!
//! - [`Builder`] makes a filter from a list: passwords, or the hashes that Have I Been Pwned offers and Active Directory keeps.
//! - [`BreachFilter`] asks one that lies in memory (mapped, for instance) or in a file. `Validator::with_breach_filter`
//!   takes it.
//! - [`BreachFilterError`] is why a validator cannot ask.
//!
//! A filter keeps the first 8 bytes of each hash. Among 900 million, a password that is in no list is taken for one that
//! is with a probability of 900,000,000 / 2⁶⁴: once in 20 thousand million checks.
//!
//! A candidate is looked for as it was typed, in UTF-8 or, among NTLM hashes, in UTF-16. The lists hold what other people typed on
//! the same keyboards, and their hashes are of that; a form that nobody typed would be looked for in vain.

mod build;
mod hash;
mod header;
mod keys;
mod list;
mod problem;
mod ranges;

use std::fs::File;
use std::sync::Arc;
use std::{fmt, io};

use sha2::{Digest as _, Sha256};

pub use build::{BuildError, Builder, Built};
pub use hash::HashKind;
pub use header::OpenError;
pub use list::ListKind;
pub use problem::Problem;
pub use ranges::FolderProblem;

use header::{HASH, Header};

/// A list of leaked passwords, as hashes. It may be shared between threads.
///
/// One that is cut, has zeros at its end, or has no hash does not open. Of gigabytes only some hashes are looked at then; damage
/// that a question meets later is an error, so that no password passes for it.
///
/// ```
/// use std::io::Cursor;
/// use keyward::breached::{BreachFilter, Builder};
///
/// let mut bytes = Cursor::new(Vec::new());
/// Builder::new("two passwords").build(&b"Wq7#Nv!2pZ\nletmein\n"[..], &mut bytes)?;
/// let filter = BreachFilter::open(bytes.get_ref())?;
/// assert!(filter.lists("Wq7#Nv!2pZ")?);
/// assert!(!filter.lists("Wq7#Nv!3pZ")?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct BreachFilter<'a> {
    bytes: Bytes<'a>,
    header: Header,
}

impl<'a> BreachFilter<'a> {
    /// A filter that lies in memory. Nothing is copied.
    ///
    /// # Errors
    /// If the bytes are no breach filter, are cut off, or are not those that were written.
    pub fn open(bytes: &'a [u8]) -> Result<Self, OpenError> {
        Self::of(Bytes::Memory(bytes), bytes.len() as u64)
    }

    fn of(bytes: Bytes<'a>, length: u64) -> Result<Self, OpenError> {
        let header = Header::read(length, |place, into| bytes.read(place, into))?;
        let filter = Self { bytes, header };
        let mut sum = Sha256::new();
        let whole = filter.header.hashes <= keys::READ_WHOLE;
        let looked_at = filter.look_at(|key| {
            if whole {
                sum.update(key.to_be_bytes());
            }
        });
        looked_at.map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => OpenError::Damaged,
            _ => OpenError::Read(error),
        })?;
        if whole && filter.header.sum.is_some_and(|written| written != header::start_of(sum)) {
            return Err(OpenError::Damaged);
        }
        Ok(filter)
    }

    /// Whether a password is in the list. That takes a handful of reads.
    ///
    /// # Errors
    /// If a filter in a file cannot be read, or is damaged where this password would be.
    pub fn lists(&self, password: &str) -> io::Result<bool> {
        self.holds(self.header.kind.key(password), |_| ())
    }

    /// The number of hashes.
    #[must_use]
    pub const fn hashes(&self) -> u64 {
        self.header.hashes
    }

    /// What the hashes were made with.
    #[must_use]
    pub const fn kind(&self) -> HashKind {
        self.header.kind
    }

    /// How often a password must have been seen to be in the list.
    #[must_use]
    pub const fn at_least(&self) -> u64 {
        self.header.at_least
    }

    /// Where the list comes from.
    #[must_use]
    pub fn provenance(&self) -> &str {
        &self.header.provenance
    }

    /// Whether a key is among those that are kept. Each place that is read is told.
    fn holds(&self, key: u64, mut told: impl FnMut(u64)) -> io::Result<bool> {
        keys::holds(key, self.header.hashes, |place| {
            told(place);
            self.key_at(place)
        })
    }

    fn look_at(&self, see: impl FnMut(u64)) -> io::Result<()> {
        match &self.bytes {
            // One after the other they need not be asked for one by one.
            Bytes::File(file) if self.header.hashes <= keys::READ_WHOLE => {
                let mut bytes = vec![0; usize::try_from(self.header.hashes * HASH).unwrap_or_default()];
                read_at(file, self.header.start, &mut bytes)?;
                let read = Bytes::Memory(&bytes);
                keys::look_at(self.header.hashes, |place| read.number(place * HASH), see)
            }
            _ => keys::look_at(self.header.hashes, |place| self.key_at(place), see),
        }
    }

    fn key_at(&self, place: u64) -> io::Result<u64> {
        self.bytes.number(self.header.start + place * HASH)
    }
}

impl BreachFilter<'static> {
    /// A filter that lies in a file, of which each question reads a few hashes. The file must not be changed meanwhile; another
    /// may take its name.
    ///
    /// ```
    /// use keyward::breached::{BreachFilter, Builder};
    /// use std::fs::File;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("leaked.filter");
    /// Builder::new("our own list").build(&b"Wq7#Nv!2pZ\nFarmHairTree83*\n"[..], &mut File::create_new(&path)?)?;
    /// let filter = BreachFilter::open_file(File::open(&path)?)?;
    /// assert!(filter.lists("Wq7#Nv!2pZ")? && !filter.lists("7Lamp&Moon4%Kite")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`BreachFilter::open`], and if the file cannot be read.
    pub fn open_file(file: File) -> Result<Self, OpenError> {
        let length = file.metadata().map_err(OpenError::Read)?.len();
        Self::of(Bytes::File(Arc::new(file)), length)
    }
}

/// Where the bytes of a filter are.
#[derive(Clone)]
enum Bytes<'a> {
    Memory(&'a [u8]),
    File(Arc<File>),
}

impl Bytes<'_> {
    /// Fills a place with the bytes from another on.
    fn read(&self, from: u64, into: &mut [u8]) -> io::Result<()> {
        match self {
            Self::Memory(bytes) => {
                let part = usize::try_from(from).ok().and_then(|from| bytes.get(from..)?.get(..into.len()));
                into.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
                Ok(())
            }
            Self::File(file) => read_at(file, from, into),
        }
    }

    fn number(&self, from: u64) -> io::Result<u64> {
        let mut bytes = [0; 8];
        self.read(from, &mut bytes)?;
        Ok(u64::from_be_bytes(bytes))
    }
}

/// Where there are several threads, or processes that came of one, a file has one place to read on from: it is not used.
#[cfg(unix)]
fn read_at(file: &File, from: u64, into: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, from)
}

#[cfg(windows)]
fn read_at(file: &File, mut from: u64, mut into: &mut [u8]) -> io::Result<()> {
    while !into.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, into, from)?;
        into = into.get_mut(read..).filter(|_| read > 0).ok_or(io::ErrorKind::UnexpectedEof)?;
        from += read as u64;
    }
    Ok(())
}

#[cfg(not(any(unix, windows)))]
fn read_at(_file: &File, _from: u64, _into: &mut [u8]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

impl fmt::Debug for Bytes<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Memory(_) => "in memory",
            Self::File(_) => "in a file",
        })
    }
}

/// Why a validator cannot ask a breach filter, though its policy says so.
#[derive(Debug)]
#[non_exhaustive]
pub enum BreachFilterError {
    /// None was given.
    NoFilter,
    /// Its file cannot be read.
    Read(io::Error),
}

impl fmt::Display for BreachFilterError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFilter => {
                out.write_str("the policy asks for a breach filter (`breached = true`), and none is given")
            }
            Self::Read(error) => write!(out, "the breach filter cannot be read: {error}"),
        }
    }
}

impl std::error::Error for BreachFilterError {}

#[cfg(test)]
mod tests;
