//! What is put right at the end, even if a signal ends the command: a temporary file removed, the terminal as it was.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

type Action = Box<dyn FnOnce() + Send>;

/// What is to be undone, by number. Whoever does or undoes something holds the lock meanwhile, so that a signal finds it either
/// done, with its undoing here, or not done; the thread that ends the process never lets go of it.
static ACTIONS: Mutex<Vec<(u64, Action)>> = Mutex::new(Vec::new());

fn actions() -> MutexGuard<'static, Vec<(u64, Action)>> {
    ACTIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Undoes something once: when it is dropped, or before a signal ends the process.
pub(crate) struct AtEnd(u64);

impl AtEnd {
    /// Does something that is to be undone. Neither may do the like itself.
    ///
    /// # Errors
    /// That of what was to be done; there is nothing to undo then.
    pub(crate) fn undo<T, E>(
        done: impl FnOnce() -> Result<T, E>,
        undo: impl FnOnce() + Send + 'static,
    ) -> Result<(T, Self), E> {
        static WATCHED: Once = Once::new();
        WATCHED.call_once(watch);
        let mut actions = actions();
        let done = done()?;
        let number = actions.last().map_or(0, |(last, _)| last + 1);
        actions.push((number, Box::new(undo)));
        Ok((done, Self(number)))
    }
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        let mut actions = actions();
        let found = actions.iter().position(|(number, _)| *number == self.0);
        if let Some(place) = found {
            let (_, undo) = actions.remove(place);
            undo();
        }
    }
}

/// Ends the process as a signal does, unless whoever started it had that signal ignored.
pub(crate) fn end_by(signal: i32) {
    if !is_ignored(signal) {
        let _ = emulate_default_handler(signal);
    }
}

/// Waits for signals in a thread of its own. If there can be none, they end the process as they always did.
fn watch() {
    let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].into_iter().filter(|signal| !is_ignored(*signal));
    let Ok(mut signals) = Signals::new(ending) else { return };
    let waiting = move || {
        for signal in signals.forever() {
            let mut actions = actions();
            while let Some((_, undo)) = actions.pop() {
                undo();
            }
            let _ = emulate_default_handler(signal);
        }
    };
    let _ = thread::Builder::new().spawn(waiting);
}

/// Whether whoever started the command wanted it to go on after a signal, as `nohup` does. Where that is not known, it is not.
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
    mask >> (signal - 1) & 1 == 1
}
