//! Where C wants results: a place for one value, for a new handle, or for a text that the library lends.

use std::ffi::c_char;

use super::memory::boxed;
use crate::numbers::Status;

/// `const char *`, which is never NULL
pub type Lent = *const c_char;

/// `const char **`
pub type OutText = Out<*const u8>;

/// `size_t *`
pub type OutSize = Out<usize>;

/// `bool *`
pub type OutBool = Out<bool>;

/// `uint32_t *`
pub type OutNumber32 = Out<u32>;

/// `uint64_t *`
pub type OutNumber64 = Out<u64>;

/// `double *`
pub type OutReal = Out<f64>;

/// A place of the caller's for one result.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct Out<T>(*mut T);

impl<T: Copy> Out<T> {
    /// The place at `place`.
    ///
    /// # Safety
    /// `place` is NULL or may be written to until the call has returned.
    pub const unsafe fn new(place: *mut T) -> Self {
        Self(place)
    }

    /// Refuses NULL, before work is done whose result has nowhere to go.
    ///
    /// # Errors
    /// [`Status::Null`].
    pub fn given(self) -> Result<(), Status> {
        if self.0.is_null() { Err(Status::Null) } else { Ok(()) }
    }

    /// Writes the result; what was there before is not looked at.
    ///
    /// # Errors
    /// [`Status::Null`] when there is no place for it; the result is dropped.
    pub fn put(self, value: T) -> Result<(), Status> {
        self.given()?;
        // SAFETY: `new` vouches for the place.
        unsafe { self.0.write_unaligned(value) };
        Ok(())
    }
}

impl<T> Out<*mut T> {
    /// Hands a new handle over to the caller, who gives it back to its `_free` function.
    ///
    /// # Errors
    /// [`Status::Null`] when there is no place for it, and [`Status::Memory`].
    pub(crate) fn hand_over_new(self, make: impl FnOnce() -> T) -> Result<(), Status> {
        self.given()?;
        self.hand_over(boxed(make)?)
    }

    /// `hand_over_new` of a handle that has its memory.
    ///
    /// # Errors
    /// [`Status::Null`] when there is no place for it; the handle is dropped.
    pub fn hand_over(self, handle: Box<T>) -> Result<(), Status> {
        self.given()?;
        self.put(Box::into_raw(handle))
    }
}

impl Out<*const u8> {
    /// Lends the caller a text that lives on in a handle or in the library, with its length.
    ///
    /// # Errors
    /// [`Status::Null`].
    pub fn text(self, text: &str, len: OutSize) -> Result<(), Status> {
        self.given()?;
        len.put(text.len())?;
        self.put(text.as_ptr())
    }
}
