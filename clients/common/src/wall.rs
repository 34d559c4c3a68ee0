//! The wall between a host and keyward that no panic passes: a host must not go down with the check of a password.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Where the last panic of this thread was.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs `body`. A panic becomes an error that says where it was, for the host's log, and nothing of what was judged.
///
/// # Errors
/// That of `body`, or that it panicked.
pub fn guarded<T>(body: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    static HOOK: Once = Once::new();
    // The message of a panic may quote the text it was working on, so none is printed. The hook is the client's own: a shared
    // library has its own copy of Rust's runtime.
    HOOK.call_once(|| {
        panic::set_hook(Box::new(|info| {
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
            PLACE.with_borrow_mut(|kept| *kept = place.unwrap_or_default());
        }));
    });
    panic::catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        // Dropping it could panic again.
        std::mem::forget(payload);
        Err(format!("internal error at {}", PLACE.with_borrow(Clone::clone)))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "it is what is tested")]

    use super::*;

    #[test]
    fn a_panic_says_where_and_nothing_of_the_password() {
        let error = guarded::<()>(|| panic!("Wq7#Nv!2pZ")).unwrap_err();
        assert!(error.starts_with("internal error at ") && error.contains("wall.rs:"), "{error}");
        assert!(!error.contains("Wq7"));
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
