//! Makes a breach filter from a list. A list that is in the order of its hashes, as that of Have I Been Pwned is, goes straight
//! through; any other is put in order in memory, up to a bound.

use std::io::{self, BufRead, BufWriter, Read, Seek, SeekFrom, Write};
use std::{fmt, mem};

use super::header::{Header, MAX_PROVENANCE};
use super::key;

/// The most bytes of a line. No password and no hash has as many.
const LONGEST: usize = 1 << 16;

/// Makes a breach filter from a list of passwords, one a line, or of SHA-1 hashes in hexadecimal digits, one a line, with how
/// often each was seen behind a colon or not: `21BD12DC183F740EE76F27B78EB39C8AD972A757:83`. The first line says which it is.
#[derive(Clone, Debug)]
pub struct Builder {
    provenance: String,
    at_least: u64,
    room: usize,
}

/// What came of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Built {
    /// The hashes in the filter.
    pub hashes: u64,
    /// Whether the list was one of hashes.
    pub from_hashes: bool,
    /// Lines that were left out, since the password was not seen often enough.
    pub seldom: u64,
    /// Lines that were left out, since they are not UTF-8, as every candidate is.
    pub not_text: u64,
}

impl Builder {
    /// So many lines (67 million) are put in order in memory, in half a gigabyte. A list that is longer must be in the order of
    /// its hashes.
    pub const MOST_UNSORTED: usize = 1 << 26;

    /// A builder that takes every line. The provenance says where the list is from; what is over 4096 bytes is left out.
    #[must_use]
    pub fn new(provenance: &str) -> Self {
        let most = provenance.len().min(MAX_PROVENANCE);
        let kept = (0..=most).rev().find_map(|end| provenance.get(..end)).unwrap_or_default();
        Self { provenance: kept.to_owned(), at_least: 1, room: Self::MOST_UNSORTED }
    }

    /// Leaves out passwords that were seen fewer times. Every line of the list must then say how often.
    #[must_use]
    pub const fn at_least(mut self, times: u64) -> Self {
        self.at_least = times;
        self
    }

    #[cfg(test)]
    pub(super) const fn room(mut self, room: usize) -> Self {
        self.room = room;
        self
    }

    /// Reads a list and writes its filter from the place on where `filter` is.
    ///
    /// # Errors
    /// If a line is not what the first one promises, the list is too long to be put in order, or nothing is left of it; and if
    /// the one cannot be read or the other be written.
    pub fn build(&self, mut list: impl BufRead, filter: impl Write + Seek) -> Result<Built, BuildError> {
        let header = Header { provenance: self.provenance.clone(), hashes: 0, at_least: self.at_least };
        let mut keys = Keys::after(&header, filter, self.room).map_err(BuildError::Write)?;
        let (mut line, mut number, mut first) = (Vec::new(), 0, true);
        let mut built = Built::default();
        while read_line(&mut list, &mut line).map_err(BuildError::Read)? {
            number += 1;
            let at_line = |problem| BuildError::Line { number, problem };
            if line.len() > LONGEST {
                return Err(at_line(Problem::TooLong));
            }
            let line = content(&line, number);
            if line.is_empty() {
                continue;
            }
            if first {
                built.from_hashes = Listed::read(line).is_some();
                if !built.from_hashes && is_other_hash(line) {
                    return Err(at_line(Problem::OtherHash));
                }
                first = false;
            }
            let listed = if built.from_hashes {
                Listed::read(line).ok_or(at_line(Problem::NotAHash))?
            } else {
                Listed { key: key(line), seen: None }
            };
            match listed.seen {
                None if self.at_least > 1 => return Err(at_line(Problem::NotCounted)),
                Some(times) if times < self.at_least => built.seldom += 1,
                None if str::from_utf8(line).is_err() => built.not_text += 1,
                _ => keys.add(listed.key).map_err(|refused| match refused {
                    Refused::Unsorted => at_line(Problem::Unsorted { most: self.room }),
                    Refused::Write(error) => BuildError::Write(error),
                })?,
            }
        }
        built.hashes = keys.finish(header).map_err(BuildError::Write)?;
        if built.hashes == 0 { Err(BuildError::Empty) } else { Ok(built) }
    }
}

/// Reads a line, or as much as tells that it is too long; nothing at the end of the list.
fn read_line(list: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    list.take(LONGEST as u64 + 1).read_until(b'\n', line).map(|read| read > 0)
}

/// A line without what ends it, the first one without a byte order mark.
fn content(line: &[u8], number: u64) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line }
}

/// A password of a list.
struct Listed {
    key: u64,
    seen: Option<u64>,
}

impl Listed {
    /// A line that is a hash.
    fn read(line: &[u8]) -> Option<Self> {
        let line = str::from_utf8(line).ok()?.trim_end();
        let (hash, seen) = line.split_once(':').map_or((line, None), |(hash, seen)| (hash, Some(seen)));
        let is_hash = hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let key = u64::from_str_radix(hash.get(..16).filter(|_| is_hash)?, 16).ok()?;
        let seen = seen.map(|seen| seen.trim_start().parse());
        Some(Self { key, seen: seen.transpose().ok()? })
    }
}

/// Whether a line is a counted hash of another kind, such as that of the list of NTLM hashes, or a part of one. As a password it
/// would make a filter that lists nothing.
fn is_other_hash(line: &[u8]) -> bool {
    let mut parts = line.trim_ascii_end().splitn(2, |byte| *byte == b':');
    let (Some(hash), Some(seen)) = (parts.next(), parts.next()) else { return false };
    hash.len() >= 32
        && hash.iter().all(u8::is_ascii_hexdigit)
        && !seen.is_empty()
        && seen.iter().all(u8::is_ascii_digit)
}

/// The keys on their way into a filter. They are held until there are too many, and go out in order.
struct Keys<W: Write + Seek> {
    out: BufWriter<W>,
    start: u64,
    held: Vec<u64>,
    room: usize,
    in_order: bool,
    /// The last that came in.
    newest: u64,
    /// The last that went out.
    written: Option<u64>,
    count: u64,
}

enum Refused {
    Unsorted,
    Write(io::Error),
}

impl<W: Write + Seek> Keys<W> {
    /// Leaves room for a header. Until the header is there, what is written is no filter.
    fn after(header: &Header, mut out: W, room: usize) -> io::Result<Self> {
        let start = out.stream_position()?;
        let mut out = BufWriter::with_capacity(1 << 16, out);
        out.write_all(&vec![0; header.bytes().len()])?;
        Ok(Self { out, start, held: Vec::new(), room, in_order: true, newest: 0, written: None, count: 0 })
    }

    fn add(&mut self, key: u64) -> Result<(), Refused> {
        self.in_order &= self.newest <= key;
        self.newest = key;
        let full = self.held.len() >= self.room;
        if !self.in_order && (full || self.count > 0) {
            return Err(Refused::Unsorted);
        }
        if full {
            self.write().map_err(Refused::Write)?;
        }
        self.held.push(key);
        Ok(())
    }

    /// Writes those that are held, each once.
    fn write(&mut self) -> io::Result<()> {
        let mut held = mem::take(&mut self.held);
        if !self.in_order {
            held.sort_unstable();
        }
        for key in held.drain(..) {
            if self.written != Some(key) {
                self.out.write_all(&key.to_be_bytes())?;
                self.written = Some(key);
                self.count += 1;
            }
        }
        self.held = held;
        Ok(())
    }

    /// Writes what is left, and the header; how many keys there are.
    fn finish(mut self, header: Header) -> io::Result<u64> {
        self.write()?;
        self.out.seek(SeekFrom::Start(self.start))?;
        self.out.write_all(&Header { hashes: self.count, ..header }.bytes())?;
        self.out.flush()?;
        Ok(self.count)
    }
}

/// Why a list does not become a breach filter.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// A line cannot be taken.
    Line {
        /// Which, from 1.
        number: u64,
        /// Why.
        problem: Problem,
    },
    /// No line is left.
    Empty,
    /// The list cannot be read.
    Read(io::Error),
    /// The filter cannot be written.
    Write(io::Error),
}

/// Why a line cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// It is no SHA-1 hash, though the first line is.
    NotAHash,
    /// It is a hash of another kind.
    OtherHash,
    /// It does not say how often the password was seen, and that was asked for.
    NotCounted,
    /// The list is not in the order of its hashes, and is too long to be put in order.
    Unsorted {
        /// How many lines can be.
        most: usize,
    },
    /// It is too long to be a password or a hash.
    TooLong,
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { number, problem } => write!(out, "line {number}: {problem}"),
            Self::Empty => out.write_str("no password is left to put into a filter; look at the list"),
            Self::Read(error) => write!(out, "cannot read the list: {error}"),
            Self::Write(error) => write!(out, "cannot write the filter: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAHash => out.write_str(
                "not a SHA-1 hash of 40 hexadecimal digits, as the first line is; put that line right, or move the first \
                 line further down if it is a password",
            ),
            Self::OtherHash => out.write_str(
                "a hash, but not a SHA-1 hash of 40 hexadecimal digits; download the list of SHA-1 hashes, in one file",
            ),
            Self::NotCounted => out.write_str(
                "does not say how often the password was seen; take the list without a least number of times",
            ),
            Self::Unsorted { most } => write!(
                out,
                "the list is not in the order of its hashes, and has over {most} lines, too many to put in order here; \
                 sort a list of hashes first (LC_ALL=C sort), and take the most used of a list of passwords"
            ),
            Self::TooLong => write!(out, "longer than {LONGEST} bytes; this is no list with one password a line"),
        }
    }
}
