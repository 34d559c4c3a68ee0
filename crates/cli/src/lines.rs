//! Lines of bounded length from an input of any length, as many at a time as are there. What was read is wiped as soon as it
//! is no longer needed.
//!
//! ```text
//! room  │ wiped │ line␊line␊line␊ │ the beginning of a line │ free │
//!               start           end                      filled
//! ```

use std::io::{self, Read};

use memchr::{memchr, memrchr};
use zeroize::{Zeroize, Zeroizing};

/// Room that is kept from block to block; a longer line's room is given back after it.
const USUAL: usize = 64 << 10;

/// The lines of an input, block by block.
pub(crate) struct Blocks<R> {
    input: R,
    /// All of it can be read into: what is free holds zeros.
    room: Zeroizing<Vec<u8>>,
    start: usize,
    end: usize,
    filled: usize,
    longest: usize,
    /// The number of the line that comes next, from 1.
    next: u64,
}

/// Whole lines that stand one after another.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block<'a> {
    /// The number of the first line, from 1.
    pub(crate) first: u64,
    pub(crate) lines: Lines<'a>,
}

/// The lines of a block.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Lines<'a> {
    /// Each with its newline, which the last line of the input need not have.
    Whole {
        bytes: &'a [u8],
        longest: usize,
    },
    /// One that was longer than allowed, and was passed over without being kept.
    TooLong,
    None,
}

/// One line, without its newline (LF or CR LF); none if it is longer than allowed.
type Line<'a> = Option<&'a [u8]>;

impl Lines<'_> {
    /// How many bytes are left of them; none are kept of a line that is too long.
    pub(crate) const fn bytes(&self) -> u64 {
        match self {
            Self::Whole { bytes, .. } => bytes.len() as u64,
            Self::TooLong | Self::None => 0,
        }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::None | Self::Whole { bytes: [], .. } => None,
            Self::TooLong => {
                *self = Self::None;
                Some(None)
            }
            Self::Whole { bytes, longest } => {
                let (line, rest) = match memchr(b'\n', bytes).and_then(|end| bytes.split_at_checked(end)) {
                    Some((line, rest)) => (line, rest.get(1..).unwrap_or_default()),
                    None => (*bytes, &[][..]),
                };
                *bytes = rest;
                let line = line.strip_suffix(b"\r").unwrap_or(line);
                Some((line.len() <= *longest).then_some(line))
            }
        }
    }
}

impl<R: Read> Blocks<R> {
    /// Lines of at most `longest` bytes.
    pub(crate) fn new(input: R, longest: usize) -> Self {
        // The room is larger than that of standard input itself, which is then passed by and keeps nothing.
        let room = Zeroizing::new(vec![0; USUAL]);
        Self { input, room, start: 0, end: 0, filled: 0, longest, next: 1 }
    }

    /// The number of the line that comes next, from 1.
    pub(crate) const fn next_line(&self) -> u64 {
        self.next
    }

    /// The lines that have come; one is waited for if there is none. None at the end of the input.
    pub(crate) fn next(&mut self) -> io::Result<Option<Block<'_>>> {
        self.wipe(self.start, self.end);
        self.start = self.end;
        self.make_room(USUAL);
        let mut looked_at = self.start;
        let mut at_end = false;
        loop {
            let unseen = self.room.get(looked_at..self.filled).unwrap_or_default();
            if let Some(last) = memrchr(b'\n', unseen) {
                self.end = looked_at + last + 1;
                break;
            }
            looked_at = self.filled;
            if at_end {
                self.end = self.filled;
                break;
            }
            // One more for the CR of a CR LF.
            if self.filled - self.start > self.longest + 1 {
                return self.pass_over().map(Some);
            }
            if self.filled == self.room.len() {
                self.make_room((2 * self.filled).min(self.longest + USUAL));
                looked_at = self.filled;
            }
            at_end = self.read()? == 0;
        }
        let bytes = self.room.get(self.start..self.end).unwrap_or_default();
        if bytes.is_empty() {
            return Ok(None);
        }
        let first = self.next;
        let lines = memchr::memchr_iter(b'\n', bytes).count() + usize::from(bytes.last() != Some(&b'\n'));
        self.next += lines as u64;
        Ok(Some(Block { first, lines: Lines::Whole { bytes, longest: self.longest } }))
    }

    /// Passes over what comes up to the next newline.
    fn pass_over(&mut self) -> io::Result<Block<'_>> {
        loop {
            self.wipe(self.start, self.filled);
            (self.start, self.end, self.filled) = (0, 0, 0);
            self.make_room(USUAL);
            let read = self.read()?;
            let end = memchr(b'\n', self.room.get(..read).unwrap_or_default());
            if end.is_some() || read == 0 {
                self.end = end.map_or(read, |end| end + 1);
                self.next += 1;
                return Ok(Block { first: self.next - 1, lines: Lines::TooLong });
            }
        }
    }

    /// Reads behind what is there, and says how much.
    fn read(&mut self) -> io::Result<usize> {
        let free = self.room.get_mut(self.filled..).unwrap_or_default();
        loop {
            match self.input.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Ok(read) => {
                    self.filled += read;
                    return Ok(read);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Puts what is there to the beginning of a room of this size, or larger if it does not fit.
    fn make_room(&mut self, size: usize) {
        let kept = self.start..self.filled;
        let length = kept.len();
        let size = size.max(length);
        if size == self.room.len() {
            self.room.copy_within(kept, 0);
            self.wipe(length, self.filled);
        } else {
            let mut room = Zeroizing::new(vec![0; size]);
            for (to, from) in room.iter_mut().zip(self.room.get(kept).unwrap_or_default()) {
                *to = *from;
            }
            self.room = room;
        }
        (self.start, self.end, self.filled) = (0, 0, length);
    }

    fn wipe(&mut self, from: usize, to: usize) {
        self.room.get_mut(from..to).unwrap_or_default().zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: impl Read, longest: usize) -> Vec<Option<Vec<u8>>> {
        let mut blocks = Blocks::new(input, longest);
        let mut all = Vec::new();
        while let Some(block) = blocks.next().unwrap() {
            assert_eq!(block.first, all.len() as u64 + 1);
            let lines = block.lines.map(|line| line.map(<[u8]>::to_vec));
            all.extend(lines);
        }
        assert_eq!(blocks.next_line(), all.len() as u64 + 1);
        all
    }

    /// Gives no more than a few bytes at a time.
    struct Few<'a>(&'a [u8], usize);

    impl Read for Few<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let most = self.1.min(room.len());
            self.0.read(&mut room[..most])
        }
    }

    #[test]
    fn lines_end_where_newlines_are_however_they_come() {
        for (input, expected) in [
            (&b""[..], vec![]),
            (b"a", vec![Some("a")]),
            (b"a\n", vec![Some("a")]),
            (b"a\r\nb\n", vec![Some("a"), Some("b")]),
            (b"\n\n", vec![Some(""), Some("")]),
            (b"12345678\n", vec![Some("12345678")]),
            (b"12345678\r\n", vec![Some("12345678")]),
            (b"123456789\nb", vec![None, Some("b")]),
            (b"a\n123456789\nb", vec![Some("a"), None, Some("b")]),
            (b"1234567890123456\n", vec![None]),
            (b"1234567890123456", vec![None]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|line| line.map(|line| line.as_bytes().to_vec())).collect();
            for few in 1..=input.len().max(1) {
                assert_eq!(all(Few(input, few), 8), expected, "{input:?} {few}");
            }
        }
    }

    #[test]
    fn a_block_is_what_has_come_and_nothing_of_it_is_left_in_the_room() {
        let mut blocks = Blocks::new(Few(b"first\nsecond\nthird\nfourth", 15), 100);
        let mut numbers = Vec::new();
        while let Some(Block { first, lines }) = blocks.next().unwrap() {
            numbers.push((first, lines.count()));
            let (past, kept) = (&blocks.room[..blocks.start], &blocks.room[blocks.filled..]);
            assert!(past.iter().chain(kept).all(|byte| *byte == 0));
        }
        assert_eq!(numbers, [(1, 2), (3, 1), (4, 1)]);
        assert!(blocks.room.iter().all(|byte| *byte == 0));
    }

    #[test]
    fn a_line_too_long_is_not_kept() {
        let input = io::repeat(b'a').take(10 << 20).chain(&b"\nshort\n"[..]);
        let mut blocks = Blocks::new(input, 1 << 20);
        let block = blocks.next().unwrap().unwrap();
        assert_eq!(block, Block { first: 1, lines: Lines::TooLong });
        assert!(blocks.room.len() <= 2 << 20, "{}", blocks.room.len());
        let block = blocks.next().unwrap().unwrap();
        assert_eq!((block.first, block.lines.collect::<Vec<_>>()), (2, vec![Some(&b"short"[..])]));
        assert_eq!(blocks.next().unwrap(), None);
    }
}
