//! What a breach filter begins with, and why bytes may not be one.
//!
//! Numbers are little-endian; nothing is aligned. The parts lie one behind another:
//!
//! - the *magic*, 8 bytes: `breached`;
//! - the *version*, 4 bytes: 1;
//! - how many bytes the *provenance* has, 4 bytes;
//! - how many *hashes* there are, 8 bytes;
//! - how often a password must have been *seen* to be in the list, 8 bytes;
//! - the provenance, UTF-8;
//! - the hashes: of each SHA-1 the first 8 bytes, sorted, each once.
//!
//! There is no checksum, since a check of it would read gigabytes: the length must be what the header says.

use std::{fmt, io};

const MAGIC: [u8; 8] = *b"breached";
const VERSION: u32 = 1;
/// The bytes before the provenance.
pub(super) const FIXED: u64 = 32;
/// The most bytes of a provenance.
pub(super) const MAX_PROVENANCE: usize = 4096;
/// The bytes of a hash that are kept.
pub(super) const HASH: usize = 8;

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
}

impl Header {
    /// Where the hashes begin.
    pub(super) fn end(&self) -> u64 {
        FIXED + self.provenance.len() as u64
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let provenance = u32::try_from(self.provenance.len()).unwrap_or(u32::MAX);
        [
            &MAGIC[..],
            &VERSION.to_le_bytes(),
            &provenance.to_le_bytes(),
            &self.hashes.to_le_bytes(),
            &self.at_least.to_le_bytes(),
            self.provenance.as_bytes(),
        ]
        .concat()
    }

    /// Reads the header of so many bytes, of which `read` gives those from a place on.
    pub(super) fn read(
        length: u64,
        read: impl Fn(u64, &mut [u8]) -> io::Result<()>,
    ) -> Result<Self, OpenError> {
        if length < FIXED {
            return Err(OpenError::Magic);
        }
        let number = |place| {
            let mut bytes = [0; 8];
            read(place, &mut bytes).map(|()| u64::from_le_bytes(bytes)).map_err(OpenError::Read)
        };
        if number(0)?.to_le_bytes() != MAGIC {
            return Err(OpenError::Magic);
        }
        let [version, provenance] = halves(number(8)?);
        if version != VERSION {
            return Err(OpenError::Version(version));
        }
        let (hashes, at_least) = (number(16)?, number(24)?);
        let expected = hashes
            .checked_mul(HASH as u64)
            .and_then(|bytes| bytes.checked_add(FIXED + u64::from(provenance)));
        if expected != Some(length) {
            return Err(OpenError::Length);
        }
        let provenance = usize::try_from(provenance).ok().filter(|length| *length <= MAX_PROVENANCE);
        let mut text = vec![0; provenance.ok_or(OpenError::Header)?];
        read(FIXED, &mut text).map_err(OpenError::Read)?;
        let provenance = String::from_utf8(text).map_err(|_| OpenError::Header)?;
        Ok(Self { provenance, hashes, at_least })
    }
}

/// The two numbers that lie in the bytes of one.
fn halves(number: u64) -> [u32; 2] {
    let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default();
    [half(number), half(number >> 32)]
}
