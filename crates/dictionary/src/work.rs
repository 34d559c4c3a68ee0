//! What searches look at, counted where the crate is built for fuzzing (`--cfg fuzzing`), so that a fuzz target can hold a check to a
//! number of steps, which is the same on every machine. Nothing is counted otherwise.

#[cfg(fuzzing)]
use core::sync::atomic::{AtomicUsize, Ordering};

#[cfg(fuzzing)]
static STEPS: AtomicUsize = AtomicUsize::new(0);

/// Counts so many steps.
#[inline(always)]
#[expect(clippy::inline_always, reason = "nothing is left of it but for fuzzing")]
pub fn count(steps: usize) {
    #[cfg(fuzzing)]
    STEPS.fetch_add(steps, Ordering::Relaxed);
    #[cfg(not(fuzzing))]
    let _ = steps;
}

/// The steps that were counted since it was asked last; none but for fuzzing.
#[must_use]
pub fn take() -> usize {
    #[cfg(fuzzing)]
    return STEPS.swap(0, Ordering::Relaxed);
    #[cfg(not(fuzzing))]
    0
}
