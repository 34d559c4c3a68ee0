//! Work spread over threads so that the answer is the one a single thread would give.
//!
//! Every item is worked on, whatever the others give, so that the time tells nothing of them. Each may give a *rank*, and the
//! lowest rank of all is the answer. A failure alone ends the work early: it is an answer of its own.

use crate::Error;

/// How many threads to use when `wanted` are asked for, 0 meaning one for each core.
#[cfg(feature = "std")]
pub(crate) fn count(wanted: usize) -> usize {
    match wanted {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        wanted => wanted,
    }
}

/// An item that failed. Later items give no lower rank.
#[derive(Clone, Copy)]
pub(crate) struct Failed {
    pub(crate) rank: usize,
    pub(crate) error: Error,
}

/// The lowest rank so far, and why that item failed if it did.
type Lowest = Option<(usize, Option<Error>)>;

/// Takes on what an item gives; whether it failed.
fn take(lowest: &mut Lowest, given: Result<Option<usize>, Failed>) -> bool {
    let (rank, error) = match given {
        Ok(None) => return false,
        Ok(Some(rank)) => (rank, None),
        Err(Failed { rank, error }) => (rank, Some(error)),
    };
    if lowest.is_none_or(|(other, _)| rank < other) {
        *lowest = Some((rank, error));
    }
    error.is_some()
}

fn answer(lowest: Lowest) -> Result<Option<usize>, Error> {
    match lowest {
        None => Ok(None),
        Some((rank, None)) => Ok(Some(rank)),
        Some((_, Some(error))) => Err(error),
    }
}

/// The lowest rank any of `items` items gives.
#[cfg(feature = "std")]
pub(crate) fn lowest<S>(
    items: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    job: impl Fn(&mut S, usize) -> Result<Option<usize>, Failed> + Sync,
) -> Result<Option<usize>, Error> {
    use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
    use std::sync::{Mutex, PoisonError};
    use std::thread;
    use std::vec::Vec;

    let next = AtomicUsize::new(0);
    let failed = AtomicBool::new(false);
    let lowest: Mutex<Lowest> = Mutex::new(None);
    let work = || {
        let mut state = state();
        while !failed.load(Relaxed) {
            let item = next.fetch_add(1, Relaxed);
            if item >= items {
                return;
            }
            let given = job(&mut state, item);
            if take(&mut lowest.lock().unwrap_or_else(PoisonError::into_inner), given) {
                failed.store(true, Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        // Without a thread more the others do its work. The name tells whose it is to what is done about panics.
        let spawn = |_| thread::Builder::new().name("keyward".into()).spawn_scoped(scope, work).ok();
        let helpers: Vec<_> = (1..threads.min(items)).map_while(spawn).collect();
        work();
        // The scope waits for the work alone. Joining waits for the threads to be gone, with the memory they hold.
        for helper in helpers {
            if let Err(panic) = helper.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    answer(lowest.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Without `std` there is the calling thread.
#[cfg(not(feature = "std"))]
pub(crate) fn count(_wanted: usize) -> usize {
    1
}

/// The lowest rank any of `items` items gives.
#[cfg(not(feature = "std"))]
pub(crate) fn lowest<S>(
    items: usize,
    _threads: usize,
    state: impl Fn() -> S,
    job: impl Fn(&mut S, usize) -> Result<Option<usize>, Failed>,
) -> Result<Option<usize>, Error> {
    let mut state = state();
    let mut lowest = None;
    for item in 0..items {
        if take(&mut lowest, job(&mut state, item)) {
            break;
        }
    }
    answer(lowest)
}

#[cfg(test)]
mod tests {
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};

    use super::*;

    type Given = (usize, Result<usize, Error>);

    /// What items give that give something, over so many, and how many were worked on.
    fn run(items: usize, threads: usize, given: &[Given]) -> (Result<Option<usize>, Error>, usize) {
        let worked = AtomicUsize::new(0);
        let job = |(): &mut (), item| {
            worked.fetch_add(1, Relaxed);
            match given.iter().find(|(at, _)| *at == item) {
                None => Ok(None),
                Some((_, Ok(rank))) => Ok(Some(*rank)),
                Some((_, Err(error))) => Err(Failed { rank: item, error: *error }),
            }
        };
        (lowest(items, threads, || (), job), worked.into_inner())
    }

    #[test]
    fn the_lowest_rank_wins_on_any_number_of_threads() {
        type Answer = Result<Option<usize>, Error>;
        let cases: [(usize, &[Given], Answer); 6] = [
            (0, &[], Ok(None)),
            (50, &[], Ok(None)),
            (50, &[(0, Ok(0)), (1, Ok(1))], Ok(Some(0))),
            (50, &[(7, Ok(9)), (8, Ok(8)), (30, Ok(31))], Ok(Some(8))),
            (50, &[(20, Err(Error::OutOfMemory)), (21, Ok(21))], Err(Error::OutOfMemory)),
            (50, &[(20, Ok(20)), (21, Err(Error::OutOfMemory))], Ok(Some(20))),
        ];
        for (items, given, expected) in cases {
            for threads in [1, 2, 3, 8, 100] {
                assert_eq!(run(items, threads, given).0, expected, "{given:?} on {threads} threads");
            }
        }
    }

    #[test]
    fn every_item_is_worked_on_whatever_is_found() {
        for threads in [1, 2, 8] {
            for given in [&[][..], &[(0, Ok(0))], &[(25, Ok(25))], &[(3, Ok(3)), (49, Ok(49))]] {
                assert_eq!(run(50, threads, given).1, 50, "{given:?} on {threads} threads");
            }
        }
        assert_eq!(run(50, 1, &[(20, Err(Error::OutOfMemory))]).1, 21);
    }
}
