//! A report as JSON, in the form that the command and the batch answer too.

use std::fmt;
use std::io;

use keyward::Answer;

/// Writes the object straight to its place, as it may hold a word of the password.
pub(crate) fn write(answer: &Answer<'_>, to: &mut dyn fmt::Write) -> fmt::Result {
    serde_json::to_writer(Bytes(to), answer).map_err(|_| fmt::Error)
}

/// Takes the whole strings that JSON is written in.
struct Bytes<'a>(&'a mut dyn fmt::Write);

impl io::Write for Bytes<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_str(text).map_err(io::Error::other)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
