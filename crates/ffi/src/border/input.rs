//! What C hands in: the start of an array, which is read without alignment, and handles.

use std::marker::PhantomData;

use crate::numbers::Status;

/// `const char *`
pub type Utf8 = In<u8>;

/// `const uint16_t *`
pub type Utf16 = In<u16>;

/// `const uint8_t *`
pub type Bytes = In<u8>;

/// `bool`, as the byte it is, since Rust may not be handed any byte but 0 and 1 for one of its own.
pub type Flag = u8;

/// The start of an array of the caller's.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct In<T>(*const T);

impl<T: Copy> In<T> {
    /// An array that starts at `start`.
    ///
    /// # Safety
    /// `start` is NULL, or may be read for as many elements as the length says that is handed over beside it, and
    /// nobody writes to them until the call has returned.
    pub const unsafe fn new(start: *const T) -> Self {
        Self(start)
    }

    /// The elements of an array of `len`. NULL with 0 is an empty array.
    ///
    /// # Errors
    /// [`Status::Null`], and [`Status::Length`] for an array that cannot be: one longer than half of the address space.
    pub fn elements(&self, len: usize) -> Result<Elements<'_, T>, Status> {
        if len > isize::MAX as usize / size_of::<T>() {
            return Err(Status::Length);
        }
        if self.0.is_null() && len > 0 {
            return Err(Status::Null);
        }
        Ok(Elements { next: self.0, left: len, array: PhantomData })
    }
}

impl In<u8> {
    /// The bytes of an array of `len`. NULL with 0 is an empty array.
    ///
    /// # Errors
    /// As [`In::elements`].
    pub fn bytes(&self, len: usize) -> Result<&[u8], Status> {
        let Elements { next, left, .. } = self.elements(len)?;
        if next.is_null() {
            return Ok(&[]);
        }
        // SAFETY: `new` vouches for `len` readable bytes that nobody writes to during the call, which outlives `self`;
        // bytes have no alignment, and `elements` has refused a length above `isize::MAX`.
        Ok(unsafe { std::slice::from_raw_parts(next, left) })
    }

    /// The text in an array of `len` bytes.
    ///
    /// # Errors
    /// As [`In::elements`], and [`Status::Encoding`].
    pub fn utf8(&self, len: usize) -> Result<&str, Status> {
        let bytes = self.bytes(len)?;
        if is_ascii(bytes) {
            // SAFETY: ASCII is UTF-8. Most passwords are, and for a short text this is a good part of the border's cost.
            return Ok(unsafe { std::str::from_utf8_unchecked(bytes) });
        }
        std::str::from_utf8(bytes).map_err(|_| Status::Encoding)
    }
}

/// Whether all bytes are ASCII; two looks tell for the lengths that most passwords have.
fn is_ascii(bytes: &[u8]) -> bool {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) if bytes.len() <= 16 => {
            (u64::from_ne_bytes(*first) | u64::from_ne_bytes(*last)) & 0x8080_8080_8080_8080 == 0
        }
        _ => bytes.is_ascii(),
    }
}

/// The elements of an array that may lie anywhere in memory, aligned or not.
#[derive(Clone, Debug)]
pub struct Elements<'a, T> {
    next: *const T,
    left: usize,
    array: PhantomData<&'a [T]>,
}

impl<T: Copy> Iterator for Elements<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        // SAFETY: `In::new` vouches for the elements of the array, of which `left` counted this one as not yet read.
        let element = unsafe { self.next.read_unaligned() };
        // SAFETY: at most one past the last element of the array.
        self.next = unsafe { self.next.add(1) };
        Some(element)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T: Copy> ExactSizeIterator for Elements<'_, T> {}

/// The handle that C has given.
///
/// # Errors
/// [`Status::Null`] when it gave none.
pub fn given<T>(handle: Option<&T>) -> Result<&T, Status> {
    handle.ok_or(Status::Null)
}

/// The handle that C has given to be changed.
///
/// # Errors
/// [`Status::Null`] when it gave none.
pub fn given_mut<T>(handle: Option<&mut T>) -> Result<&mut T, Status> {
    handle.ok_or(Status::Null)
}
