//! Memory: wiped when it is given back, and asked for with an answer where there is none.

use std::alloc::{self, Layout, System};

use zeroizing_alloc::ZeroAlloc;

use crate::numbers::Status;

/// Wipes whatever memory the library gives back. What holds a password wipes itself; this is for what is in the hands of
/// others, such as the texts that the estimate of strength takes apart.
#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);

/// A value in memory of its own.
///
/// # Errors
/// [`Status::Memory`] where `Box::new` would end the process.
pub(crate) fn boxed<T>(make: impl FnOnce() -> T) -> Result<Box<T>, Status> {
    let layout = Layout::new::<T>();
    if layout.size() == 0 {
        return Ok(Box::new(make()));
    }
    // SAFETY: the layout is not empty.
    let place = unsafe { alloc::alloc(layout) }.cast::<T>();
    if place.is_null() {
        return Err(Status::Memory);
    }
    // SAFETY: fresh memory with the layout of a `T`.
    unsafe { place.write(make()) };
    // SAFETY: it holds a `T`, and is of the allocator that a box gives it back to.
    Ok(unsafe { Box::from_raw(place) })
}
