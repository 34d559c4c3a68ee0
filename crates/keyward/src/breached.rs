//! Leaked passwords: a breach filter, which is one string of bytes made from a list of them, and the question whether a
//! candidate is in it.
//!
//! - [`Builder`] makes a filter from a list: passwords, or the SHA-1 hashes that Have I Been Pwned offers.
//! - [`BreachFilter`] asks one that lies in memory (mapped, for instance) or in a file. `Validator::with_breach_filter`
//!   takes it.
//! - [`Unasked`] is why a validator cannot ask.
//!
//! A filter keeps the first 8 bytes of each hash. Among 900 million, a password that is in no list is taken for one that
//! is with a probability of 900,000,000 / 2⁶⁴: once in 20 thousand million checks.
//!
//! A candidate is looked for as it was typed, in UTF-8. The lists hold what other people typed on the same keyboards, and
//! their hashes are of that; a form that nobody typed would be looked for in vain.

mod build;
mod header;

use std::fs::File;
use std::sync::Arc;
use std::{fmt, io};

use sha1::block_api::compress;
use zeroize::Zeroizing;

pub use build::{BuildError, Builder, Built, Problem};
pub use header::OpenError;

use header::{HASH, Header};

/// A list of leaked passwords, as hashes. It may be shared between threads.
///
/// Opening one looks at its header and its length alone: a filter may have gigabytes. So a damaged one may give a wrong
/// answer, but never anything else.
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
    /// If the bytes are no breach filter, or are cut off.
    pub fn open(bytes: &'a [u8]) -> Result<Self, OpenError> {
        Self::of(Bytes::Memory(bytes), bytes.len() as u64)
    }

    fn of(bytes: Bytes<'a>, length: u64) -> Result<Self, OpenError> {
        let header = Header::read(length, |place, into| bytes.read(place, into))?;
        Ok(Self { bytes, header })
    }

    /// Whether a password is in the list. That takes a handful of reads, and each of a filter in memory succeeds.
    ///
    /// # Errors
    /// If a filter in a file cannot be read.
    pub fn lists(&self, password: &str) -> io::Result<bool> {
        self.holds(key(password.as_bytes()), |_| ())
    }

    /// The number of hashes.
    #[must_use]
    pub const fn hashes(&self) -> u64 {
        self.header.hashes
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
        /// Hashes are spread evenly, so that from what one is can be told where it is: a few guesses find the place among
        /// 900 million. If they do not, the bytes are not what they should be, and halving ends in any case.
        const GUESSES: u32 = 16;
        let (mut from, mut to) = (0, self.header.hashes);
        let (mut least, mut most) = (0, u64::MAX);
        let mut guesses = 0;
        while from < to {
            let place = if guesses < GUESSES {
                let part = u128::from(to - from) * u128::from(key - least) / (u128::from(most - least) + 1);
                from + u64::try_from(part).unwrap_or_default()
            } else {
                from + (to - from) / 2
            };
            guesses += 1;
            told(place);
            let mut bytes = [0; HASH];
            self.bytes.read(self.header.end() + place * HASH as u64, &mut bytes)?;
            let found = u64::from_be_bytes(bytes);
            if found == key {
                return Ok(true);
            }
            if found < key {
                (from, least) = (place + 1, found);
            } else {
                (to, most) = (place, found);
            }
        }
        Ok(false)
    }
}

impl BreachFilter<'static> {
    /// A filter that lies in a file, of which each question reads a few hashes. The file must not be changed meanwhile; another
    /// may take its name.
    ///
    /// # Errors
    /// As [`BreachFilter::open`], and if the file cannot be read.
    pub fn open_file(file: File) -> Result<Self, OpenError> {
        let length = file.metadata().map_err(OpenError::Read)?.len();
        Self::of(Bytes::File(Arc::new(file)), length)
    }
}

/// The first 8 bytes of the SHA-1 of a password, as a number: the further on its hash is, the larger it is.
///
/// The padding of FIPS 180-4 is done here, in a place that is wiped: the crate's own hasher copies the last block to where it
/// cannot be.
fn key(password: &[u8]) -> u64 {
    const LENGTH: usize = 8;
    let mut state = Zeroizing::new([0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]);
    let (whole, rest) = password.as_chunks::<64>();
    compress(&mut state, whole);
    let mut last = Zeroizing::new([[0; 64]; 2]);
    for (place, byte) in last.as_flattened_mut().iter_mut().zip(rest.iter().chain(&[0x80])) {
        *place = *byte;
    }
    let needed = (rest.len() + 1 + LENGTH).div_ceil(64);
    let blocks = last.get_mut(..needed).unwrap_or_default();
    let bits = 8 * password.len() as u64;
    if let Some(place) = blocks.as_flattened_mut().last_chunk_mut() {
        *place = bits.to_be_bytes();
    }
    compress(&mut state, blocks);
    let [first, second, ..] = *state;
    u64::from(first) << 32 | u64::from(second)
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
pub enum Unasked {
    /// None was given.
    NoFilter,
    /// Its file cannot be read.
    Read(io::Error),
}

impl fmt::Display for Unasked {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFilter => {
                out.write_str("the policy asks for a breach filter (`breached = true`), and none is given")
            }
            Self::Read(error) => write!(out, "the breach filter cannot be read: {error}"),
        }
    }
}

impl std::error::Error for Unasked {}

#[cfg(test)]
mod tests;
