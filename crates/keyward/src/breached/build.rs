//! Makes a breach filter from a list. A list that is in the order of its hashes, as that of Have I Been Pwned is, goes straight
//! through; any other is put in order in memory, up to a bound. What was made is asked for some of what went in.

use std::io::{self, BufRead, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::{fmt, mem};

use sha2::{Digest as _, Sha256};

use super::hash::HashKind;
use super::header::{HASH, Header, MAX_PROVENANCE, SUM, start_of};
use super::keys;
use super::list::{List, ListKind, Listed};
use super::problem::Problem;
use super::ranges::{self, FolderProblem};

/// Makes a breach filter from a list of passwords, one a line, or of hashes in hexadecimal digits, one a line, with how often
/// each was seen behind a colon or not: `21BD12DC183F740EE76F27B78EB39C8AD972A757:83`. A list may be UTF-8, or UTF-16 with a byte
/// order mark.
#[derive(Clone, Debug)]
pub struct Builder {
    provenance: String,
    at_least: u64,
    kind: ListKind,
    partial: bool,
    room: usize,
}

/// What came of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Built {
    /// The hashes in the filter.
    pub hashes: u64,
    /// What the list was of; none is of passwords.
    pub from_hashes: Option<HashKind>,
    /// Lines that were left out, since the password was not seen often enough.
    pub seldom: u64,
    /// Lines that were left out, since they are not UTF-8, as every candidate is.
    pub not_text: u64,
    /// Files of ranges that were read, of a folder.
    pub ranges: u64,
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
        let kind = ListKind::default();
        Self { provenance: kept.to_owned(), at_least: 1, kind, partial: false, room: Self::MOST_UNSORTED }
    }

    /// Leaves out passwords that were seen fewer times. Every line of the list must then say how often.
    #[must_use]
    pub const fn at_least(mut self, times: u64) -> Self {
        self.at_least = times;
        self
    }

    /// Says what the list is of, in place of its first lines.
    #[must_use]
    pub const fn kind(mut self, kind: ListKind) -> Self {
        self.kind = kind;
        self
    }

    /// Takes a folder of ranges of which some are not there. Passwords of those will not be found.
    #[must_use]
    pub const fn partial(mut self) -> Self {
        self.partial = true;
        self
    }

    #[cfg(test)]
    pub(super) const fn room(mut self, room: usize) -> Self {
        self.room = room;
        self
    }

    /// Reads a list and writes its filter from the place on where `filter` is, then asks the filter for some of what is in the
    /// list.
    ///
    /// # Errors
    /// If a line is not what the list is of, or may be something else; if the list is too long to be put in order, or nothing is
    /// left of it; and if the one cannot be read or the other be written.
    pub fn build(&self, list: impl BufRead, filter: impl Read + Write + Seek) -> Result<Built, BuildError> {
        let (list, mut lines) = List::open(list, self.kind).map_err(BuildError::Read)?;
        let mut filling = Filling::new(self, list.hashes, filter)?;
        let mut first = true;
        while let Some((number, line)) = lines.next().map_err(BuildError::Read)? {
            let at_line = |problem| BuildError::Line { number, problem };
            let line = line.map_err(at_line)?;
            let listed = list.read(line, first).map_err(at_line)?;
            first = false;
            let is_text = list.hashes.is_some() || str::from_utf8(line).is_ok();
            filling.take(&listed, is_text, at_line)?;
        }
        filling.finish()
    }

    /// [`Builder::build`] from a folder of the ranges that Have I Been Pwned offers: each a file named by the first five digits of
    /// its hashes, `00000` to `FFFFF`, with the other digits and the count on each line, `SUFFIX:COUNT`. They are SHA-1 hashes
    /// unless the kind says otherwise.
    ///
    /// # Errors
    /// As [`Builder::build`], and if there is a file that is no range, or a range is not there ([`Builder::partial`]).
    pub fn build_ranges(&self, folder: &Path, filter: impl Read + Write + Seek) -> Result<Built, BuildError> {
        let kind = match self.kind {
            ListKind::Hashes(kind) => kind,
            _ => HashKind::Sha1,
        };
        let files = ranges::files(folder, self.partial).map_err(BuildError::Folder)?;
        let mut filling = Filling::new(self, Some(kind), filter)?;
        for file in &files {
            let at_file = |error| BuildError::File { file: file.path.clone(), error: Box::new(error) };
            file.each(kind, BuildError::Read, |number, listed| {
                let at_line = |problem| BuildError::Line { number, problem };
                filling.take(&listed.map_err(at_line)?, true, at_line)
            })
            .map_err(at_file)?;
        }
        filling.built.ranges = files.len() as u64;
        filling.finish()
    }
}

/// A filter that is being filled.
struct Filling<'b, W: Read + Write + Seek> {
    builder: &'b Builder,
    keys: Keys<W>,
    header: Header,
    built: Built,
}

impl<'b, W: Read + Write + Seek> Filling<'b, W> {
    fn new(builder: &'b Builder, hashes: Option<HashKind>, filter: W) -> Result<Self, BuildError> {
        let header = Header::new(&builder.provenance, builder.at_least, hashes.unwrap_or_default());
        let keys = Keys::after(&header, filter, builder.room).map_err(BuildError::Write)?;
        Ok(Self { builder, keys, header, built: Built { from_hashes: hashes, ..Built::default() } })
    }

    fn take(
        &mut self,
        listed: &Listed,
        is_text: bool,
        at_line: impl Fn(Problem) -> BuildError,
    ) -> Result<(), BuildError> {
        match listed.seen {
            None if self.builder.at_least > 1 => return Err(at_line(Problem::NotCounted)),
            Some(times) if times < self.builder.at_least => self.built.seldom += 1,
            _ if !is_text => self.built.not_text += 1,
            _ => self.keys.add(listed.key).map_err(|refused| match refused {
                Refused::Unsorted => at_line(Problem::Unsorted { most: self.builder.room }),
                Refused::Write(error) => BuildError::Write(error),
            })?,
        }
        Ok(())
    }

    fn finish(self) -> Result<Built, BuildError> {
        let Self { keys, header, mut built, .. } = self;
        built.hashes = keys.finish(header)?;
        Ok(built)
    }
}

/// The keys on their way into a filter. They are held until there are too many, and go out in order.
struct Keys<W: Read + Write + Seek> {
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
    sum: Sha256,
    sample: Sample,
}

enum Refused {
    Unsorted,
    Write(io::Error),
}

/// Some of the keys that came in, evenly spread however many come: every so many-th.
struct Sample {
    keys: Vec<u64>,
    every: u64,
    came: u64,
}

impl Sample {
    const MOST: usize = 1024;

    fn see(&mut self, key: u64) {
        if self.came.is_multiple_of(self.every) {
            if self.keys.len() == Self::MOST {
                let mut place = 0_usize;
                self.keys.retain(|_| {
                    place += 1;
                    place % 2 == 1
                });
                self.every *= 2;
            }
            if self.came.is_multiple_of(self.every) {
                self.keys.push(key);
            }
        }
        self.came += 1;
    }
}

impl<W: Read + Write + Seek> Keys<W> {
    /// Leaves room for a header. Until the header is there, what is written is no filter.
    fn after(header: &Header, mut out: W, room: usize) -> io::Result<Self> {
        let start = out.stream_position()?;
        let mut out = BufWriter::with_capacity(1 << 16, out);
        out.write_all(&vec![0; header.bytes().len()])?;
        let sample = Sample { keys: Vec::new(), every: 1, came: 0 };
        let (held, sum) = (Vec::new(), Sha256::new());
        Ok(Self { out, start, held, room, in_order: true, newest: 0, written: None, count: 0, sum, sample })
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
        self.sample.see(key);
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
                self.sum.update(key.to_be_bytes());
                self.written = Some(key);
                self.count += 1;
            }
        }
        self.held = held;
        Ok(())
    }

    /// Writes what is left, the sum, the header and last the seal, and asks for the sample; how many keys there are.
    fn finish(mut self, header: Header) -> Result<u64, BuildError> {
        self.write().map_err(BuildError::Write)?;
        let Self { mut out, start, count, sum, sample, .. } = self;
        if count == 0 {
            return Err(BuildError::Empty);
        }
        let header = Header { hashes: count, ..header };
        let sum = start_of(sum);
        let mut write = || {
            out.write_all(&sum)?;
            let end = out.stream_position()?;
            out.seek(SeekFrom::Start(start))?;
            out.write_all(&header.bytes())?;
            out.seek(SeekFrom::Start(end))?;
            out.write_all(&header.seal(sum))?;
            out.flush()?;
            Ok(end + SUM - start)
        };
        let length = write().map_err(BuildError::Write)?;
        let read = |from: u64, into: &mut [u8]| {
            let filter = out.get_mut();
            filter.seek(SeekFrom::Start(start + from))?;
            filter.read_exact(into)
        };
        ask(&sample.keys, length, read)?;
        Ok(count)
    }
}

/// Asks a filter of so many bytes for keys that went into it.
fn ask(
    keys: &[u64],
    length: u64,
    mut read: impl FnMut(u64, &mut [u8]) -> io::Result<()>,
) -> Result<(), BuildError> {
    let header = Header::read(length, &mut read).map_err(|_| BuildError::Lost)?;
    for key in keys {
        let found = keys::holds(*key, header.hashes, |place| {
            let mut bytes = [0; 8];
            read(header.start + place * HASH, &mut bytes)?;
            Ok(u64::from_be_bytes(bytes))
        });
        if !found.is_ok_and(|found| found) {
            return Err(BuildError::Lost);
        }
    }
    Ok(())
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
    /// A file of a folder cannot be taken.
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        error: Box<BuildError>,
    },
    /// A folder is not one of ranges.
    Folder(FolderProblem),
    /// No line is left.
    Empty,
    /// What was written is not what is read back.
    Lost,
    /// The list cannot be read.
    Read(io::Error),
    /// The filter cannot be written.
    Write(io::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { number, problem } => write!(out, "line {number}: {problem}"),
            Self::File { file, error } => write!(out, "{}: {error}", file.display()),
            Self::Folder(refused) => refused.fmt(out),
            Self::Lost => out.write_str(
                "what was written is not what is read back: the filter does not list what it was made from; see to the disk",
            ),
            Self::Empty => out.write_str("no password is left to put into a filter; look at the list"),
            Self::Read(error) => write!(out, "cannot read the list: {error}"),
            Self::Write(error) => write!(out, "cannot write the filter: {error}"),
        }
    }
}

impl std::error::Error for BuildError {}
