//! What a breach filter begins and ends with, and why bytes may not be one.
//!
//! Numbers are little-endian; nothing is aligned. The parts lie one behind another:
//!
//! - the *magic*, 8 bytes: `breached`;
//! - the *version*, 4 bytes: 2;
//! - how many bytes the *provenance* has, 4 bytes;
//! - how many *hashes* there are, 8 bytes;
//! - how often a password must have been *seen* to be in the list, 8 bytes;
//! - the *kind* of the hashes, 8 bytes: 0 is SHA-1, 1 is NTLM;
//! - the provenance, UTF-8;
//! - the hashes: of each the first 8 bytes, sorted, each once;
//! - the *sum* of the hashes, 8 bytes: the first of their SHA-256;
//! - the *seal*, 8 bytes: the first of the SHA-256 of all before the hashes, and of the sum.
//!
//! The seal is checked at every opening, and it is the last that is written: what is cut, or ends in zeros, does not open. The sum
//! is checked where that takes milliseconds; of gigabytes some hashes are looked at, and a question notices any that it
//! meets out of order. Version 1 has no kind, sum or seal.

use std::{fmt, io};

use sha2::{Digest, Sha256};

use super::hash::HashKind;

const MAGIC: [u8; 8] = *b"breached";
const VERSION: u32 = 2;
/// The bytes before the provenance, in both versions.
const FIXED: [u64; 2] = [32, 40];
/// The most bytes of a provenance.
pub(super) const MAX_PROVENANCE: usize = 4096;
/// The bytes of a hash that are kept.
pub(super) const HASH: u64 = 8;
/// The bytes of the sum and of the seal.
pub(super) const SUM: u64 = 8;

/// Why bytes cannot be opened as a breach filter.
#[derive(Debug)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes do not begin like a breach filter.
    Magic,
    /// The filter is of a newer version than this library knows.
    Version(u32),
    /// There are fewer or more bytes than the header says.
    Length,
    /// The header has no meaning.
    Header,
    /// It has no hash, and would find nothing.
    Empty,
    /// The bytes are not those that were written.
    Damaged,
    /// The file cannot be read.
    Read(io::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => out.write_str("not a breach filter; make one with `keyward breached build`"),
            Self::Version(version) => {
                write!(out, "breach filter format {version} is newer than this library; update it")
            }
            Self::Length => out
                .write_str("the breach filter is cut off or has bytes added; copy it again, or make it anew"),
            Self::Header => out.write_str("the breach filter's header has no meaning; make it anew"),
            Self::Empty => out.write_str("the breach filter has no hash; make it anew"),
            Self::Damaged => out.write_str("the breach filter is damaged; copy it again, or make it anew"),
            Self::Read(error) => write!(out, "cannot read the breach filter: {error}"),
        }
    }
}

impl std::error::Error for OpenError {}

/// What the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) provenance: String,
    pub(super) hashes: u64,
    pub(super) at_least: u64,
    pub(super) kind: HashKind,
    /// Where the hashes begin.
    pub(super) start: u64,
    /// The sum of the hashes, if the version has one.
    pub(super) sum: Option<[u8; 8]>,
}

impl Header {
    /// The header of a filter that is being made, of no hashes yet.
    pub(super) fn new(provenance: &str, at_least: u64, kind: HashKind) -> Self {
        let [_, fixed] = FIXED;
        let (provenance, start) = (provenance.to_owned(), fixed + provenance.len() as u64);
        Self { provenance, hashes: 0, at_least, kind, start, sum: None }
    }

    /// Everything before the hashes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let provenance = u32::try_from(self.provenance.len()).unwrap_or(u32::MAX);
        let kind: u64 = match self.kind {
            HashKind::Sha1 => 0,
            HashKind::Ntlm => 1,
        };
        [
            &MAGIC[..],
            &VERSION.to_le_bytes(),
            &provenance.to_le_bytes(),
            &self.hashes.to_le_bytes(),
            &self.at_least.to_le_bytes(),
            &kind.to_le_bytes(),
            self.provenance.as_bytes(),
        ]
        .concat()
    }

    /// The seal over this and the sum of the hashes.
    pub(super) fn seal(&self, sum: [u8; 8]) -> [u8; 8] {
        start_of(Sha256::new().chain_update(self.bytes()).chain_update(sum))
    }

    /// Reads the header of so many bytes, of which `read` gives those from a place on.
    pub(super) fn read(
        length: u64,
        mut read: impl FnMut(u64, &mut [u8]) -> io::Result<()>,
    ) -> Result<Self, OpenError> {
        let mut number = |place| {
            let mut bytes = [0; 8];
            read(place, &mut bytes).map(|()| u64::from_le_bytes(bytes)).map_err(OpenError::Read)
        };
        let [fixed, _] = FIXED;
        if length < fixed || number(0)?.to_le_bytes() != MAGIC {
            return Err(OpenError::Magic);
        }
        let [version, provenance] = halves(number(8)?);
        let (fixed, after) = match (version, FIXED) {
            (1, [fixed, _]) => (fixed, 0),
            (VERSION, [_, fixed]) => (fixed, 2 * SUM),
            (0, _) => return Err(OpenError::Header),
            _ => return Err(OpenError::Version(version)),
        };
        let (hashes, at_least) = (number(16)?, number(24)?);
        let start = fixed + u64::from(provenance);
        let end = hashes.checked_mul(HASH).and_then(|bytes| bytes.checked_add(start));
        if end.and_then(|end| end.checked_add(after)) != Some(length) {
            return Err(OpenError::Length);
        }
        let kind = match if version == 1 { 0 } else { number(32)? } {
            0 => HashKind::Sha1,
            1 => HashKind::Ntlm,
            _ => return Err(OpenError::Header),
        };
        if hashes == 0 {
            return Err(OpenError::Empty);
        }
        let room = usize::try_from(provenance).ok().filter(|length| *length <= MAX_PROVENANCE);
        let mut text = vec![0; room.ok_or(OpenError::Header)?];
        read(fixed, &mut text).map_err(OpenError::Read)?;
        let provenance = String::from_utf8(text).map_err(|_| OpenError::Header)?;
        let mut header = Self { provenance, hashes, at_least, kind, start, sum: None };
        if version > 1 {
            let mut ends = [[0; 8]; 2];
            read(length - 2 * SUM, ends.as_flattened_mut()).map_err(OpenError::Read)?;
            let [sum, seal] = ends;
            if header.seal(sum) != seal {
                return Err(OpenError::Damaged);
            }
            header.sum = Some(sum);
        }
        Ok(header)
    }
}

/// The first 8 bytes of a hash of many.
pub(super) fn start_of(hash: Sha256) -> [u8; 8] {
    hash.finalize().first_chunk().copied().unwrap_or_default()
}

/// The two numbers that lie in the bytes of one.
fn halves(number: u64) -> [u32; 2] {
    let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default();
    [half(number), half(number >> 32)]
}
