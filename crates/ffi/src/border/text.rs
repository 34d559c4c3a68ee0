//! Text from C: checked where it is when it is UTF-8, and turned into UTF-8 in a place that is wiped when it is UTF-16.

use keyward::{MAX_CHARACTERS, Report, Span};
use zeroize::{Zeroize, Zeroizing};

use super::input::In;
use crate::numbers::Status;

/// A candidate of no more than this many UTF-16 units needs no memory from the heap. A longer one has more than
/// [`MAX_CHARACTERS`] characters.
const SHORT: usize = 2 * MAX_CHARACTERS;

/// A UTF-16 unit is three bytes of UTF-8 at most.
const BYTES_A_UNIT: usize = 3;

/// A unit of text: a byte of UTF-8, or a unit of UTF-16.
pub trait Unit: Copy {
    /// Hands the text that starts at `start` and has `len` units to `read`.
    ///
    /// # Errors
    /// [`Status::Null`], [`Status::Length`], [`Status::Encoding`], [`Status::Memory`].
    fn read<R>(start: In<Self>, len: usize, read: impl FnOnce(&str) -> R) -> Result<R, Status>;

    /// Where a text is not well-formed, in units; none if it is.
    ///
    /// # Errors
    /// [`Status::Null`], [`Status::Length`].
    fn error(start: In<Self>, len: usize) -> Result<Option<usize>, Status>;

    /// A text in these units.
    fn units(text: &str) -> impl Iterator<Item = Self>;

    /// Counts the places of a report on a text in these units, where it was in bytes.
    fn count_places(report: &mut Report, text: &str);

    /// Counts a place in a text in bytes, where it was in these units.
    fn place_in_bytes(place: Span, text: &str) -> Span;
}

impl Unit for u8 {
    fn read<R>(start: In<Self>, len: usize, read: impl FnOnce(&str) -> R) -> Result<R, Status> {
        start.utf8(len).map(read)
    }

    fn error(start: In<Self>, len: usize) -> Result<Option<usize>, Status> {
        Ok(std::str::from_utf8(start.bytes(len)?).err().map(|error| error.valid_up_to()))
    }

    fn units(text: &str) -> impl Iterator<Item = u8> {
        text.bytes()
    }

    fn count_places(_: &mut Report, _: &str) {}

    fn place_in_bytes(place: Span, _: &str) -> Span {
        place
    }
}

impl Unit for u16 {
    fn read<R>(start: In<Self>, len: usize, read: impl FnOnce(&str) -> R) -> Result<R, Status> {
        if len <= SHORT {
            let mut room = Room { bytes: [0; SHORT * BYTES_A_UNIT], used: 0 };
            for character in char::decode_utf16(start.elements(len)?) {
                room.push(character.map_err(|_| Status::Encoding)?)?;
            }
            return std::str::from_utf8(room.used()).map(read).map_err(|_| Status::Internal);
        }
        Ok(read(&owned_utf16(start, len)?))
    }

    fn error(start: In<Self>, len: usize) -> Result<Option<usize>, Status> {
        let mut place = 0;
        for character in char::decode_utf16(start.elements(len)?) {
            match character {
                Ok(character) => place += character.len_utf16(),
                Err(_) => return Ok(Some(place)),
            }
        }
        Ok(None)
    }

    fn units(text: &str) -> impl Iterator<Item = u16> {
        text.encode_utf16()
    }

    fn count_places(report: &mut Report, text: &str) {
        report.count_in_utf16(text);
    }

    fn place_in_bytes(place: Span, text: &str) -> Span {
        let bytes = |units: usize| {
            let mut before = 0;
            let characters = text.chars().take_while(|character| {
                before += character.len_utf16();
                before <= units
            });
            characters.map(char::len_utf8).sum()
        };
        Span { start: bytes(place.start), end: bytes(place.end) }
    }
}

/// A copy of a text that came from C, wiped when it is dropped.
///
/// # Errors
/// As [`Unit::read`].
pub(crate) fn owned<U: Unit>(start: In<U>, len: usize) -> Result<Zeroizing<String>, Status> {
    U::read(start, len, |text| {
        let mut copy = Zeroizing::new(String::new());
        copy.try_reserve_exact(text.len()).map_err(|_| Status::Memory)?;
        copy.push_str(text);
        Ok(copy)
    })?
}

/// All the memory is asked for at once, so that no copy is left behind where the text outgrew its place.
fn owned_utf16(start: In<u16>, len: usize) -> Result<Zeroizing<String>, Status> {
    let units = start.elements(len)?;
    let mut text = Zeroizing::new(String::new());
    let bytes = len.checked_mul(BYTES_A_UNIT).ok_or(Status::Length)?;
    text.try_reserve_exact(bytes).map_err(|_| Status::Memory)?;
    for character in char::decode_utf16(units) {
        text.push(character.map_err(|_| Status::Encoding)?);
    }
    Ok(text)
}

/// Room on the stack for a short text, wiped when it is dropped.
struct Room {
    bytes: [u8; SHORT * BYTES_A_UNIT],
    used: usize,
}

impl Room {
    fn push(&mut self, character: char) -> Result<(), Status> {
        let end = self.used + character.len_utf8();
        let place = self.bytes.get_mut(self.used..end).ok_or(Status::Internal)?;
        character.encode_utf8(place);
        self.used = end;
        Ok(())
    }

    fn used(&self) -> &[u8] {
        self.bytes.get(..self.used).unwrap_or_default()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Some(used) = self.bytes.get_mut(..self.used) {
            used.zeroize();
        }
    }
}
