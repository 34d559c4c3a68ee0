//! Work spread over threads so that the answer is the one a single thread would give.
//!
//! Items are taken in order. Each may give a *rank*, and the lowest rank of all is the answer; an item never gives a
//! rank below its *bound*, and bounds rise from item to item, so that nobody need go on past the best rank so far.

use crate::Error;

/// How many threads to use when `wanted` are asked for, 0 meaning one for each core.
#[cfg(feature = "std")]
pub(crate) fn count(wanted: usize) -> usize {
    match wanted {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        wanted => wanted,
    }
}

/// The lowest rank any of `items` items gives. An item that fails ranks at its bound.
#[cfg(feature = "std")]
pub(crate) fn first<S>(
    items: usize,
    threads: usize,
    state: impl Fn() -> S + Sync,
    bound: impl Fn(usize) -> usize + Sync,
    job: impl Fn(&mut S, usize) -> Result<Option<usize>, Error> + Sync,
) -> Result<Option<usize>, Error> {
    use core::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::sync::{Mutex, PoisonError};
    use std::thread;
    use std::vec::Vec;

    let next = AtomicUsize::new(0);
    let best = AtomicUsize::new(usize::MAX);
    let failure: Mutex<Option<(usize, Error)>> = Mutex::new(None);
    let work = || {
        let mut state = state();
        loop {
            let item = next.fetch_add(1, Relaxed);
            if item >= items || bound(item) > best.load(Relaxed) {
                return;
            }
            match job(&mut state, item) {
                Ok(None) => {}
                Ok(Some(rank)) => {
                    best.fetch_min(rank, Relaxed);
                }
                Err(error) => {
                    let rank = bound(item);
                    best.fetch_min(rank, Relaxed);
                    let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
                    if failure.is_none_or(|(other, _)| rank < other) {
                        *failure = Some((rank, error));
                    }
                }
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
    let failure = failure.into_inner().unwrap_or_else(PoisonError::into_inner);
    match (best.into_inner(), failure) {
        (usize::MAX, _) => Ok(None),
        (rank, Some((failed, error))) if failed == rank => Err(error),
        (rank, _) => Ok(Some(rank)),
    }
}

/// Without `std` there is the calling thread.
#[cfg(not(feature = "std"))]
pub(crate) fn count(_wanted: usize) -> usize {
    1
}

/// The lowest rank any of `items` items gives.
#[cfg(not(feature = "std"))]
pub(crate) fn first<S>(
    items: usize,
    _threads: usize,
    state: impl Fn() -> S,
    bound: impl Fn(usize) -> usize,
    job: impl Fn(&mut S, usize) -> Result<Option<usize>, Error>,
) -> Result<Option<usize>, Error> {
    let mut state = state();
    let mut best = None;
    for item in 0..items {
        if best.is_some_and(|rank| bound(item) > rank) {
            break;
        }
        if let Some(rank) = job(&mut state, item)? {
            best = Some(best.map_or(rank, |other: usize| other.min(rank)));
        }
    }
    Ok(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_rank_wins_on_any_number_of_threads() {
        type Given = (usize, Result<usize, Error>);
        type Answer = Result<Option<usize>, Error>;
        // (items, the ranks some items give, expected); bounds are the items themselves.
        let cases: [(usize, &[Given], Answer); 6] = [
            (0, &[], Ok(None)),
            (50, &[], Ok(None)),
            (50, &[(0, Ok(0)), (1, Ok(1))], Ok(Some(0))),
            (50, &[(7, Ok(9)), (8, Ok(8)), (30, Ok(31))], Ok(Some(8))),
            (50, &[(20, Err(Error::OutOfMemory)), (21, Ok(21))], Err(Error::OutOfMemory)),
            (50, &[(20, Ok(20)), (21, Err(Error::OutOfMemory))], Ok(Some(20))),
        ];
        for (items, ranks, expected) in cases {
            for threads in [1, 2, 3, 8, 100] {
                let answer = first(
                    items,
                    threads,
                    || (),
                    |item| item,
                    |(), item| ranks.iter().find(|(at, _)| *at == item).map(|(_, rank)| *rank).transpose(),
                );
                assert_eq!(answer, expected, "{ranks:?} on {threads} threads");
            }
        }
    }
}
