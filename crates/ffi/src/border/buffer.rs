//! A buffer of the caller's that a text is written to, and how much of it a text needs.

use std::fmt;

use super::output::OutSize;
use super::text::Unit;
use crate::numbers::Status;

/// `char *`
pub type Utf8Buffer = Buffer<u8>;

/// `uint16_t *`
pub type Utf16Buffer = Buffer<u16>;

/// `uint8_t *`
pub type BytesBuffer = Buffer<u8>;

/// The start of a buffer of the caller's for text of `U` units: bytes of UTF-8, or units of UTF-16.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct Buffer<U>(*mut U);

impl<U: Unit> Buffer<U> {
    /// A buffer that starts at `start`.
    ///
    /// # Safety
    /// `start` is NULL, or may be written to for as many units as the capacity says that is handed over beside it.
    pub const unsafe fn new(start: *mut U) -> Self {
        Self(start)
    }

    /// The buffer with its capacity and the place for the number of units that a text needs.
    pub const fn of(self, capacity: usize, needed: OutSize) -> Place<U> {
        Place { start: self.0, capacity, needed }
    }
}

/// Where a text goes.
#[derive(Clone, Copy, Debug)]
pub struct Place<U> {
    start: *mut U,
    capacity: usize,
    needed: OutSize,
}

impl<U: Unit> Place<U> {
    /// Refuses a NULL buffer with a capacity, and NULL for the number, before work is done whose result has nowhere to go.
    ///
    /// # Errors
    /// [`Status::Null`].
    pub fn given(self) -> Result<(), Status> {
        self.needed.given()?;
        if self.start.is_null() && self.capacity > 0 { Err(Status::Null) } else { Ok(()) }
    }

    /// Writes as much of a text as there is room for, cut between characters, and how many units the whole has.
    ///
    /// # Errors
    /// As [`Place::given`].
    pub fn beginning(self, text: &str) -> Result<(), Status> {
        self.given()?;
        let mut needed = 0;
        let mut fits = 0;
        for character in text.chars() {
            needed += U::units(character.encode_utf8(&mut [0; 4])).count();
            if needed <= self.capacity {
                fits += character.len_utf8();
            }
        }
        self.text(text.get(..fits).unwrap_or_default())?;
        self.needed.put(needed)
    }

    /// Writes text, and how many units it has.
    ///
    /// # Errors
    /// [`Status::BufferTooSmall`] with the number of units written; [`Status::Null`] for a NULL buffer with a capacity or
    /// when there is no place for the number.
    pub fn text(self, text: &str) -> Result<(), Status> {
        self.fill(|pen| pen.write_str(text))
    }

    /// Writes text as [`Place::text`] does, piece by piece. `write` runs twice, first to count, so that a buffer that is too
    /// small is left as it was.
    ///
    /// # Errors
    /// As [`Place::text`], and [`Status::Internal`] if `write` fails.
    pub fn fill(self, write: impl Fn(&mut dyn fmt::Write) -> fmt::Result) -> Result<(), Status> {
        self.given()?;
        let mut count = Pen { start: self.start, capacity: 0, written: 0 };
        write(&mut count).map_err(|_| Status::Internal)?;
        if count.written > self.capacity {
            self.needed.put(count.written)?;
            return Err(Status::BufferTooSmall);
        }
        let mut pen = Pen { start: self.start, capacity: self.capacity, written: 0 };
        write(&mut pen).map_err(|_| Status::Internal)?;
        self.needed.put(pen.written)
    }
}

impl Place<u8> {
    /// Writes bytes as [`Place::text`] writes text.
    ///
    /// # Errors
    /// As [`Place::text`].
    pub fn bytes(self, bytes: &[u8]) -> Result<(), Status> {
        self.given()?;
        if bytes.len() > self.capacity {
            self.needed.put(bytes.len())?;
            return Err(Status::BufferTooSmall);
        }
        for (place, byte) in bytes.iter().enumerate() {
            // SAFETY: `Buffer::new` vouches for `capacity` bytes, and this one is before its end.
            unsafe { self.start.add(place).write_unaligned(*byte) };
        }
        self.needed.put(bytes.len())
    }
}

/// Writes into a buffer, and only counts where it ends.
struct Pen<U> {
    start: *mut U,
    capacity: usize,
    written: usize,
}

impl<U: Unit> fmt::Write for Pen<U> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for unit in U::units(text) {
            if self.written < self.capacity {
                // SAFETY: `Buffer::new` vouches for `capacity` units, and this one is before its end.
                unsafe { self.start.add(self.written).write_unaligned(unit) };
            }
            self.written += 1;
        }
        Ok(())
    }
}
