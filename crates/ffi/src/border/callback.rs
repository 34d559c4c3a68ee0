//! A function of the caller's, with data of the caller's.

use std::ffi::c_void;

use super::output::Lent;
use crate::numbers::Status;

/// `void *`, which may be NULL
///
/// cbindgen:ignore
pub type Untyped = *mut c_void;

/// A function of the caller's that answers 1 when the earlier password `entry`, counted from 0, the newest, is the one in
/// UTF-8 at `password`, 0 when it is not, and anything else when that cannot be told. The text is good until the function
/// returns, which it must do in the usual way, without an exception or a longjmp; wipe what is copied of it.
pub type Verify =
    Option<unsafe extern "C" fn(data: Untyped, entry: usize, password: Lent, password_len: usize) -> i32>;

/// Data of the caller's for a function of the caller's.
///
/// cbindgen:ignore
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct UserData(*mut c_void);

// SAFETY: to the library it is an address, which nothing but the caller's function follows.
unsafe impl Sync for UserData {}

/// A function of the caller's that verifies an entry. C vouches that it may be called, with the data that comes with it.
///
/// cbindgen:ignore
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct Callback(Verify);

impl Callback {
    /// Refuses NULL.
    ///
    /// # Errors
    /// [`Status::Null`].
    pub fn given(self) -> Result<(), Status> {
        self.0.map(|_| ()).ok_or(Status::Null)
    }

    /// Asks whether an entry was made of `form`.
    ///
    /// # Errors
    /// [`Status::Null`], [`Status::Callback`] when it answers neither 0 nor 1.
    pub fn ask(self, data: UserData, entry: usize, form: &str) -> Result<bool, Status> {
        let function = self.0.ok_or(Status::Null)?;
        // SAFETY: C vouches for the function with its data, and the text is there until it returns.
        match unsafe { function(data.0, entry, form.as_ptr().cast(), form.len()) } {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Status::Callback),
        }
    }
}
