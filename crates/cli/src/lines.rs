//! Lines of bounded length from an input of any length. What was read is wiped as soon as it is no longer needed.

use std::io::{self, BufRead, BufReader, Read};

use zeroize::{Zeroize, Zeroizing};

/// Room that is kept from line to line; a longer line's room is given back after it.
const USUAL: usize = 64 << 10;

/// The lines of an input.
pub(crate) struct Lines<R> {
    input: BufReader<R>,
    line: Zeroizing<Vec<u8>>,
    longest: usize,
    number: u64,
}

/// One line, without its newline (LF or CR LF).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    /// Its bytes.
    Whole(&'a [u8]),
    /// It was longer than allowed, and was passed over without being kept.
    TooLong,
}

impl<R: Read> Lines<R> {
    /// Lines of at most `longest` bytes.
    pub(crate) fn new(input: R, longest: usize) -> Self {
        // The buffer is larger than that of standard input itself, which is then passed by and keeps nothing.
        let input = BufReader::with_capacity(USUAL, input);
        Self { input, line: Zeroizing::new(Vec::with_capacity(USUAL)), longest, number: 0 }
    }

    /// The number of the line given last, from 1.
    pub(crate) const fn number(&self) -> u64 {
        self.number
    }

    /// Whether the next line may have to be waited for.
    pub(crate) fn may_wait(&self) -> bool {
        !self.input.buffer().contains(&b'\n')
    }

    /// The next line; none at the end of the input.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.wipe();
        let mut too_long = false;
        let mut any = false;
        loop {
            let read = match self.input.fill_buf() {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = read.iter().position(|&byte| byte == b'\n');
            let part = read.get(..end.unwrap_or(read.len())).unwrap_or_default();
            any |= !read.is_empty();
            // One more for the CR of a CR LF.
            if self.line.len() + part.len() > self.longest + 1 {
                too_long = true;
                self.line.zeroize();
            } else if !too_long {
                self.line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            let ended = end.is_some() || read.is_empty();
            self.input.consume(used);
            if ended {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        let line = self.line.strip_suffix(b"\r").unwrap_or(&self.line);
        Ok(Some(if too_long || line.len() > self.longest { Line::TooLong } else { Line::Whole(line) }))
    }

    fn wipe(&mut self) {
        if self.line.capacity() > USUAL {
            self.line = Zeroizing::new(Vec::with_capacity(USUAL));
        } else {
            self.line.as_mut_slice().zeroize();
            self.line.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8], longest: usize) -> Vec<Option<Vec<u8>>> {
        let mut lines = Lines::new(input, longest);
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push(match line {
                Line::Whole(line) => Some(line.to_vec()),
                Line::TooLong => None,
            });
        }
        assert_eq!(lines.number(), all.len() as u64);
        all
    }

    #[test]
    fn lines_end_where_newlines_are() {
        for (input, expected) in [
            (&b""[..], vec![]),
            (b"a", vec![Some("a")]),
            (b"a\n", vec![Some("a")]),
            (b"a\r\nb\n", vec![Some("a"), Some("b")]),
            (b"\n\n", vec![Some(""), Some("")]),
            (b"12345678\n", vec![Some("12345678")]),
            (b"12345678\r\n", vec![Some("12345678")]),
            (b"123456789\nb", vec![None, Some("b")]),
            (b"1234567890123456\n", vec![None]),
            (b"1234567890123456", vec![None]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|line| line.map(|line| line.as_bytes().to_vec())).collect();
            assert_eq!(all(input, 8), expected, "{input:?}");
        }
    }

    #[test]
    fn a_line_too_long_is_not_kept() {
        let input = io::repeat(b'a').take(10 << 20).chain(&b"\nshort\n"[..]);
        let mut lines = Lines::new(input, 1 << 20);
        assert_eq!(lines.next().unwrap(), Some(Line::TooLong));
        assert!(lines.line.capacity() <= 4 << 20, "{}", lines.line.capacity());
        assert_eq!(lines.next().unwrap(), Some(Line::Whole(b"short")));
        assert_eq!(lines.next().unwrap(), None);
    }
}
