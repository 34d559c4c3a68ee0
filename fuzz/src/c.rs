//! What a C program does with the library: arrays, places for results and handles, as raw pointers. The only unsafe code
//! here, since it plays the other side of the border.

use keyward_ffi::border::{Buffer, In, Out, Unit};
use keyward_ffi::numbers::Status;

/// An array with its length.
pub(crate) fn text<T: Copy>(units: &[T]) -> (In<T>, usize) {
    // SAFETY: the pointer is used with the length beside it, while the slice lives.
    (unsafe { In::new(units.as_ptr()) }, units.len())
}

/// A place for a result.
pub(crate) fn out<T: Copy>(place: &mut T) -> Out<T> {
    // SAFETY: each call ends before the place is looked at again.
    unsafe { Out::new(place) }
}

/// A result that the library writes, and what the call came to.
pub(crate) fn result<T: Copy>(mut nothing: T, call: impl FnOnce(Out<T>) -> Status) -> Result<T, Status> {
    match call(out(&mut nothing)) {
        Status::Ok => Ok(nothing),
        status => Err(status),
    }
}

/// A handle that the library makes. The caller owns it, as it would in C.
pub(crate) fn handle<T>(make: impl FnOnce(Out<*mut T>) -> Status) -> Result<Box<T>, Status> {
    let made = result(std::ptr::null_mut(), make)?;
    assert!(!made.is_null());
    // SAFETY: the library made it from a box that it gave up.
    Ok(unsafe { Box::from_raw(made) })
}

/// A text that the library writes. The buffer first has `capacity` units, then as many as are needed; what the library was not
/// allowed to write to must be as it was.
pub(crate) fn filled<U: Unit + Eq + std::fmt::Debug>(
    capacity: usize,
    guard: U,
    call: impl Fn(Buffer<U>, usize, Out<usize>) -> Status,
) -> Result<Vec<U>, Status> {
    let mut room = vec![guard; capacity + 1];
    let mut needed = usize::MAX;
    // SAFETY: the buffer lives, with at least this capacity, until the call returns.
    let status = call(unsafe { Buffer::new(room.as_mut_ptr()) }, capacity, out(&mut needed));
    match status {
        Status::Ok => {
            assert!(needed <= capacity && room[needed..].iter().all(|unit| *unit == guard));
            room.truncate(needed);
            Ok(room)
        }
        Status::BufferTooSmall => {
            assert!(needed > capacity && room.iter().all(|unit| *unit == guard));
            let whole = filled(needed, guard, call)?;
            assert_eq!(whole.len(), needed);
            Ok(whole)
        }
        status => {
            assert!(needed == usize::MAX && room.iter().all(|unit| *unit == guard));
            Err(status)
        }
    }
}
