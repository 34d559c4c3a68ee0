//! What is put right at the end, even if a signal ends the command: a temporary file removed, the terminal as it was.

use std::sync::{Mutex, Once, PoisonError};
use std::thread;

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

type Action = Box<dyn FnOnce() + Send>;

/// What is to be done, by number.
static ACTIONS: Mutex<Vec<(u64, Action)>> = Mutex::new(Vec::new());

/// Does something once: when it is dropped, or before a signal ends the process.
pub(crate) struct AtEnd(u64);

impl AtEnd {
    pub(crate) fn run(action: impl FnOnce() + Send + 'static) -> Self {
        static WATCHED: Once = Once::new();
        WATCHED.call_once(watch);
        let mut actions = ACTIONS.lock().unwrap_or_else(PoisonError::into_inner);
        let number = actions.last().map_or(0, |(last, _)| last + 1);
        actions.push((number, Box::new(action)));
        Self(number)
    }
}

impl Drop for AtEnd {
    fn drop(&mut self) {
        let mut actions = ACTIONS.lock().unwrap_or_else(PoisonError::into_inner);
        let found = actions.iter().position(|(number, _)| *number == self.0);
        let action = found.map(|place| actions.remove(place).1);
        drop(actions);
        if let Some(action) = action {
            action();
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
            let actions = std::mem::take(&mut *ACTIONS.lock().unwrap_or_else(PoisonError::into_inner));
            for (_, action) in actions.into_iter().rev() {
                action();
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
