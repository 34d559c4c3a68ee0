//! A sign of life on a terminal while something takes long.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

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

/// How far many requests are, on a terminal that does not show their answers too.
pub(crate) struct Requests {
    started: Instant,
    bar: Option<ProgressBar>,
    shows: bool,
    count: u64,
    bytes: u64,
    /// All bytes of the input, if that is known.
    size: Option<u64>,
}

impl Requests {
    /// Says nothing.
    pub(crate) fn hidden() -> Self {
        Self::shown(false)
    }

    /// Of standard input.
    pub(crate) fn of_input() -> Self {
        Self::shown(io::stderr().is_terminal() && !io::stdout().is_terminal())
    }

    fn shown(shows: bool) -> Self {
        Self {
            started: Instant::now(),
            bar: None,
            shows,
            count: 0,
            bytes: 0,
            size: shows.then(size_of_input).flatten(),
        }
    }

    /// So many more, whose lines were so long, were answered.
    pub(crate) fn add(&mut self, requests: u64, bytes: u64) {
        if !self.shows {
            return;
        }
        self.count += requests;
        self.bytes += bytes;
        if self.bar.is_none() && self.started.elapsed() < PATIENCE {
            return;
        }
        let (started, size) = (self.started, self.size);
        let bar = self.bar.get_or_insert_with(|| bar(size).with_elapsed(started.elapsed()));
        bar.set_position(self.bytes);
        bar.set_message(HumanCount(self.count).to_string());
    }

    /// Clears the line, and says whether there was one to see.
    pub(crate) fn end(&mut self) -> bool {
        self.bar.take().is_some_and(|bar| {
            bar.finish_and_clear();
            true
        })
    }
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.end();
    }
}

fn bar(size: Option<u64>) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) => (ProgressBar::new(size), "{wide_bar} {percent}% {msg} requests, {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg} requests in {elapsed}"),
    };
    // The usual style tells as much, in another form.
    bar.with_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// How many bytes standard input has, if it is a file.
fn size_of_input() -> Option<u64> {
    #[cfg(unix)]
    {
        let status = rustix::fs::fstat(io::stdin()).ok()?;
        let is_file = rustix::fs::FileType::from_raw_mode(status.st_mode).is_file();
        is_file.then(|| u64::try_from(status.st_size).ok()).flatten()
    }
    #[cfg(not(unix))]
    None
}
