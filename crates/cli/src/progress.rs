//! A sign of life on a terminal while something takes long.

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use indicatif::ProgressBar;

/// Nobody wonders about less.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does some work and, if standard error is a terminal and the work takes over a second, says what it is meanwhile.
pub(crate) fn during<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    thread::scope(|scope| {
        let (done, wait) = channel::<()>();
        scope.spawn(move || {
            if wait.recv_timeout(PATIENCE) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
                let spinner = ProgressBar::new_spinner().with_message(what);
                spinner.enable_steady_tick(Duration::from_millis(100));
                let _ = wait.recv();
                spinner.finish_and_clear();
            }
        });
        let result = work();
        drop(done);
        result
    })
}
