//! The border between C and Rust: the only unsafe code of the library.
//!
//! [`In`] is the start of a caller's array, [`Out`] a place for one result, [`Buffer`] the start of a place for text, and [`guard`]
//! the wall that no panic passes. Values of these types come from C, which vouches for them by the header's first page:
//! a pointer is NULL, or valid for the length given beside it until the call returns. All are read and written through
//! raw pointers without alignment, so that C may let them overlap.
//!
//! Handles need none of this: `Option<&Policy>`, `Option<&mut Context>` and `Option<Box<Report>>` are pointers to C, and
//! the compiler keeps the rest in order.

use std::alloc::System;
use std::cell::Cell;
use std::ffi::c_void;
use std::fmt;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::OnceLock;

use zeroizing_alloc::ZeroAlloc;

use crate::numbers::Status;
use crate::text::Unit;
use crate::types::OutSize;
use crate::verify::Verify;

/// Wipes whatever memory the library gives back. What holds a password wipes itself; this is for what is in the hands of
/// others, such as the texts that the estimate of strength takes apart.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

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
        Ok(Elements { next: self.0, left: len, array: std::marker::PhantomData })
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
    array: std::marker::PhantomData<&'a [T]>,
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
    /// [`Status::Null`] when there is no place for it; the handle is dropped.
    pub fn hand_over(self, handle: Box<T>) -> Result<(), Status> {
        self.given()?;
        self.put(Box::into_raw(handle))
    }
}

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
        self.needed.given()?;
        if self.start.is_null() && self.capacity > 0 {
            return Err(Status::Null);
        }
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
        self.needed.given()?;
        if self.start.is_null() && self.capacity > 0 {
            return Err(Status::Null);
        }
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

/// Data of the caller's for a function of the caller's.
#[repr(transparent)]
#[derive(Clone, Copy, Debug)]
pub struct UserData(*mut c_void);

// SAFETY: to the library it is an address, which nothing but the caller's function follows.
unsafe impl Sync for UserData {}

/// A function of the caller's that verifies an entry. C vouches that it may be called, with the data that comes with it.
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

/// What is done about a panic outside of calls from C. (Not captured by the hook, which so needs no memory.)
static OUTSIDE: OnceLock<Hook> = OnceLock::new();

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

thread_local! {
    /// Whether this thread is inside a call from C.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this is one of the threads of a history's search, which a call from C has started.
fn is_helper() -> bool {
    std::thread::current().name() == Some("keyward")
}

/// Runs the body of an exported function. A panic becomes [`Status::Internal`].
pub fn guard(body: impl FnOnce() -> Result<(), Status>) -> Status {
    // The message of a panic may quote the text it was working on, so what is printed here is only where it was. The
    // hook is the library's own: a shared library has its own copy of Rust's runtime, and a Rust program that links the
    // static library keeps its hook for panics outside of these calls.
    OUTSIDE.get_or_init(|| {
        let outside = panic::take_hook();
        panic::set_hook(Box::new(|info| {
            if INSIDE.get() || is_helper() {
                if let Some(place) = info.location() {
                    eprintln!("keyward: internal error at {}:{}", place.file(), place.line());
                }
            } else if let Some(outside) = OUTSIDE.get() {
                outside(info);
            }
        }));
        outside
    });
    let before = INSIDE.replace(true);
    // A handle that a panic leaves half changed is still whole to Rust, and no lock is held across a call.
    let outcome = panic::catch_unwind(AssertUnwindSafe(body));
    INSIDE.set(before);
    match outcome {
        Ok(Ok(())) => Status::Ok,
        Ok(Err(status)) => status,
        Err(payload) => {
            // Dropping it could panic again, and what comes of that again; then it stays.
            if let Err(another) = panic::catch_unwind(AssertUnwindSafe(|| drop(payload))) {
                std::mem::forget(another);
            }
            Status::Internal
        }
    }
}
