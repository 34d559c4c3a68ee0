//! Lists of leaked passwords as they are found: which kind one is, by what was said or by its first lines, and what one line of
//! it says. What may be something else than it looks is refused with the way out, for a filter of the wrong thing finds
//! nothing and looks like one that does.
//!
//! ```text
//! bytes ──► UTF-8 (UTF-16 by its mark) ──► lines ──► hashes, or passwords, by the first lines ──► one key a line
//! ```

use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::hash::{HashKind, sha1};
use super::problem::{LONGEST, Problem};

/// A list is told by so many of its first bytes.
const TOLD_BY: u64 = 1 << 16;

/// What a list holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListKind {
    /// Its first lines tell: SHA-1 hashes, or passwords. Lines that may be anything else are refused.
    #[default]
    Detect,
    /// Passwords, each line as it is.
    Passwords,
    /// Hashes in hexadecimal digits, with how often each was seen behind a colon or not:
    /// `21BD12DC183F740EE76F27B78EB39C8AD972A757:83`.
    Hashes(HashKind),
}

/// What a list is of.
pub(super) struct List {
    /// None is of passwords.
    pub(super) hashes: Option<HashKind>,
    /// Whether its first lines said so.
    is_detected: bool,
    /// What most lines of its beginning look like, if that is no password.
    suspect: Option<Shape>,
}

impl List {
    /// Reads the beginning of a list, and tells its kind if that was not said; and its lines.
    pub(super) fn open<'l>(list: impl BufRead + 'l, said: ListKind) -> io::Result<(Self, Lines<'l>)> {
        let (beginning, list) = decoded(list)?;
        let lines = Lines::of(list);
        let (hashes, suspect) = match said {
            ListKind::Passwords => (None, None),
            ListKind::Hashes(kind) => (Some(kind), None),
            ListKind::Detect => detected(&beginning),
        };
        Ok((Self { hashes, is_detected: said == ListKind::Detect, suspect }, lines))
    }

    /// What a line says.
    pub(super) fn read(&self, line: &[u8], first: bool) -> Result<Listed, Problem> {
        if self.is_detected && (first || self.suspect.is_some()) {
            let shape = Shape::of(line);
            let refused = self.suspect == Some(shape) || first && shape == Shape::Comment;
            if let Some(problem) = shape.problem().filter(|_| refused) {
                return Err(problem);
            }
        }
        match self.hashes {
            Some(kind) => Listed::hash(line, kind),
            None => Ok(Listed { key: sha1(line), seen: None }),
        }
    }
}

/// The first bytes of a list, and all of it, in UTF-8 without a mark.
fn decoded<'l>(mut list: impl BufRead + 'l) -> io::Result<(Vec<u8>, Box<dyn BufRead + 'l>)> {
    let beginning = |list: &mut dyn BufRead| {
        let mut bytes = Vec::new();
        list.take(TOLD_BY).read_to_end(&mut bytes).map(|_| bytes)
    };
    let mut bytes = beginning(&mut list)?;
    let number: Option<fn([u8; 2]) -> u16> = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(number) = number {
        let units = Cursor::new(bytes.split_off(2)).chain(list);
        let mut text = BufReader::new(Utf16 { units, number, high: None, text: Cursor::default() });
        let bytes = beginning(&mut text)?;
        return Ok((bytes.clone(), Box::new(Cursor::new(bytes).chain(text))));
    }
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    Ok((bytes.clone(), Box::new(Cursor::new(bytes).chain(list))))
}

/// UTF-16 as UTF-8. Half of a pair becomes a byte that no UTF-8 has.
struct Utf16<R> {
    units: R,
    number: fn([u8; 2]) -> u16,
    /// The first half of a pair.
    high: Option<u16>,
    text: Cursor<Vec<u8>>,
}

impl<R: BufRead> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.text.read(into)?;
            if read > 0 || into.is_empty() || !self.more()? {
                return Ok(read);
            }
        }
    }
}

impl<R: BufRead> Utf16<R> {
    /// Decodes some more units; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        const UNITS: u64 = 4096;
        let mut bytes = Vec::new();
        self.units.by_ref().take(2 * UNITS).read_to_end(&mut bytes)?;
        let (units, rest) = bytes.as_chunks::<2>();
        if !rest.is_empty() {
            let cut = "the list is in UTF-16 and ends in the middle of a character; copy it again";
            return Err(io::Error::new(io::ErrorKind::InvalidData, cut));
        }
        let last = units.is_empty();
        let mut units: Vec<u16> =
            self.high.take().into_iter().chain(units.iter().map(|unit| (self.number)(*unit))).collect();
        if !last && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
            self.high = units.pop();
        }
        let mut text = Vec::with_capacity(3 * units.len());
        for character in char::decode_utf16(units) {
            match character {
                Ok(character) => text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => text.push(0xFF),
            }
        }
        let more = !last || !text.is_empty();
        self.text = Cursor::new(text);
        Ok(more)
    }
}

/// The number of a line, and what it holds.
pub(super) type Line<'l> = (u64, Result<&'l [u8], Problem>);

/// The lines of a list.
pub(super) struct Lines<'l> {
    list: Box<dyn BufRead + 'l>,
    line: Vec<u8>,
    number: u64,
}

impl<'l> Lines<'l> {
    pub(super) fn of(list: impl BufRead + 'l) -> Self {
        Self { list: Box::new(list), line: Vec::new(), number: 0 }
    }

    /// The next line that is not empty, with its number from 1 and without what ends it; none at the end. One that is too long, or
    /// holds a NUL or a carriage return, is a problem.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        loop {
            self.line.clear();
            let most = LONGEST as u64 + 1;
            if (&mut self.list).take(most).read_until(b'\n', &mut self.line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.line.ends_with(b"\n") {
                self.line.pop();
            }
            if self.line.ends_with(b"\r") {
                self.line.pop();
            }
            if self.line.contains(&0) {
                return Ok(Some((self.number, Err(Problem::Nul))));
            }
            if self.line.contains(&b'\r') {
                return Ok(Some((self.number, Err(Problem::CarriageReturn))));
            }
            if self.line.len() > LONGEST {
                return Ok(Some((self.number, Err(Problem::TooLong))));
            }
            if !self.line.is_empty() {
                break;
            }
        }
        Ok(Some((self.number, Ok(&self.line))))
    }
}

/// A password of a list.
pub(super) struct Listed {
    pub(super) key: u64,
    /// How often it was seen, if the line says so.
    pub(super) seen: Option<u64>,
}

impl Listed {
    /// A line that is a hash. No password has one of zeros.
    pub(super) fn hash(line: &[u8], kind: HashKind) -> Result<Self, Problem> {
        let line = line.trim_ascii_end();
        let (digits, rest) = line.split_at(hex(line));
        if digits.len() != kind.digits() {
            return Err(match digits.len() {
                32 if is_end(rest) => Problem::MaybeNtlm,
                length if is_hash(length) && is_end(rest) => Problem::OtherHash(kind),
                27 | 35 if rest.starts_with(b":") => Problem::RangeOfHashes,
                _ => Problem::NotAHash(kind),
            });
        }
        let key = digits.get(..16).and_then(|digits| str::from_utf8(digits).ok());
        let key = key.and_then(|digits| u64::from_str_radix(digits, 16).ok()).filter(|key| *key > 0);
        let key = key.ok_or(Problem::NotAHash(kind))?;
        let seen = match rest.split_first() {
            None => None,
            Some((b':', count)) => Some(number(count.trim_ascii_start()).ok_or(Problem::Count)?),
            Some((b' ' | b'\t' | b',' | b';' | b'|', _)) => return Err(Problem::Separator),
            Some(_) => return Err(Problem::NotAHash(kind)),
        };
        Ok(Self { key, seen })
    }
}

/// How many hexadecimal digits a line begins with.
fn hex(line: &[u8]) -> usize {
    line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count()
}

/// Whether a usual hash has so many hexadecimal digits.
const fn is_hash(digits: usize) -> bool {
    matches!(digits, 32 | 40 | 56 | 64 | 96 | 128)
}

/// Whether a hash may end before this.
fn is_end(rest: &[u8]) -> bool {
    matches!(rest, [] | [b':' | b' ' | b'\t' | b',' | b';' | b'|', ..])
}

/// A number in digits, without a sign or anything between them.
fn number(digits: &[u8]) -> Option<u64> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    str::from_utf8(digits).ok()?.parse().ok()
}

/// What a line looks like that may be no password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// So many hexadecimal digits, and what may stand behind a hash.
    Hash(usize),
    CountInFront,
    Quoted,
    Columns,
    Comment,
    Password,
}

impl Shape {
    fn of(line: &[u8]) -> Self {
        let digits = hex(line);
        let rest = line.get(digits..).unwrap_or_default();
        let in_range = matches!(digits, 27 | 35)
            && rest.strip_prefix(b":").is_some_and(|count| number(count.trim_ascii_end()).is_some());
        let trimmed = line.trim_ascii_start();
        let figures = trimmed.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let behind = trimmed.get(figures..).unwrap_or_default();
        match line {
            _ if is_hash(digits) && is_end(rest) || in_range => Self::Hash(digits),
            [b'#', ..] => Self::Comment,
            [first @ (b'"' | b'\''), .., last] if first == last => Self::Quoted,
            _ if figures > 0
                && behind.starts_with(b" ")
                && behind.iter().any(|byte| !byte.is_ascii_whitespace()) =>
            {
                Self::CountInFront
            }
            _ if line.iter().any(|byte| matches!(byte, b',' | b';' | b'\t' | b':' | b'|')) => Self::Columns,
            _ => Self::Password,
        }
    }

    const fn problem(self) -> Option<Problem> {
        match self {
            Self::CountInFront => Some(Problem::CountInFront),
            Self::Quoted => Some(Problem::Quoted),
            Self::Columns => Some(Problem::Columns),
            Self::Comment => Some(Problem::Comment),
            Self::Hash(_) | Self::Password => None,
        }
    }
}

/// What a list is by the lines of its beginning: of hashes if the first is a SHA-1 hash or most are hashes of any kind, and of
/// passwords otherwise; and what most lines look like.
fn detected(beginning: &[u8]) -> (Option<HashKind>, Option<Shape>) {
    // The last line may not be whole.
    let whole = beginning.len() as u64 == TOLD_BY;
    let end = if whole { beginning.iter().rposition(|byte| *byte == b'\n') } else { None };
    let lines = beginning.get(..end.unwrap_or(beginning.len())).unwrap_or_default();
    let lines = lines.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let shapes: Vec<Shape> = lines.filter(|line| !line.is_empty()).map(Shape::of).collect();
    let most =
        |is: &dyn Fn(&Shape) -> bool| 2 * shapes.iter().filter(|shape| is(shape)).count() > shapes.len();
    if shapes.first() == Some(&Shape::Hash(40)) || most(&|shape| matches!(shape, Shape::Hash(_))) {
        return (Some(HashKind::Sha1), None);
    }
    let suspects = [Shape::CountInFront, Shape::Quoted, Shape::Columns];
    (None, suspects.into_iter().find(|suspect| most(&|shape| shape == suspect)))
}
