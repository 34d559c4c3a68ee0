//! The wall that no panic passes.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::OnceLock;

use crate::numbers::Status;

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
