//! A batch on several threads. One reads, some judge, and the one that began writes the answers in the order of their requests:
//!
//! ```text
//! reader ─ block ─► turns ─ block ─► judges ─ answers ─► turns ─► output
//!    ▲                                                     │
//!    └──────────── leave to read one block more ───────────┘
//! ```
//!
//! So many blocks are under way at once and no more, whatever the input; an output that cannot be written ends it all, even
//! while the reader waits for a request.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context as _, Result};
use zeroize::Zeroizing;

use super::{Batch, Summary, UNWRITTEN};
use crate::lines::{Block, Blocks, Lines};
use crate::output;
use crate::password::MAX_BYTES;
use crate::progress::Requests;

/// So that no thread waits for another: each judges a block while the next is read and the last is written.
const BLOCKS_A_THREAD: usize = 3;

/// What the thread that began is told.
enum Event {
    /// Lines that were read.
    Read(Job),
    /// The input has ended, at this line if it cannot be read.
    Ended(io::Result<()>, u64),
    /// Answers to the lines of this turn, or how a judge died.
    Answered(u64, thread::Result<io::Result<Box<Answers>>>),
}

/// The answers to a block.
struct Answers {
    lines: Vec<u8>,
    came_to: Summary,
    /// The length of the requests.
    bytes: u64,
}

/// A block of its own, and which it is of all.
struct Job {
    turn: u64,
    first: u64,
    /// None stands for a line that is too long.
    lines: Option<Zeroizing<Vec<u8>>>,
}

impl Job {
    fn new(turn: u64, block: &Block<'_>) -> Self {
        let lines = match block.lines {
            Lines::Whole { bytes, .. } => Some(Zeroizing::new(bytes.to_vec())),
            Lines::TooLong | Lines::None => None,
        };
        Self { turn, first: block.first, lines }
    }

    fn block(&self) -> Block<'_> {
        let whole = |bytes| Lines::Whole { bytes, longest: MAX_BYTES };
        Block { first: self.first, lines: self.lines.as_deref().map_or(Lines::TooLong, |lines| whole(lines)) }
    }
}

impl Batch<'_> {
    /// Answers every request as [`Batch::run`] does, on several threads.
    pub(crate) fn run_on(
        &self,
        threads: NonZeroUsize,
        input: impl Read + Send + 'static,
        output: &mut impl Write,
        progress: &mut Requests,
    ) -> Result<Summary> {
        let (tell, events) = channel();
        let (allow, allowed) = channel();
        let (give, jobs) = channel::<Job>();
        (0..threads.get() * BLOCKS_A_THREAD).try_for_each(|_| allow.send(()))?;
        // It is not waited for: it may be waiting for a request that never comes.
        let teller = tell.clone();
        let reader = thread::Builder::new().spawn(move || read(input, &allowed, &teller));
        reader.context("no thread to read on")?;
        let jobs = Mutex::new(jobs);
        thread::scope(|scope| {
            for _ in 0..threads.get() {
                let (tell, jobs) = (tell.clone(), &jobs);
                let judge = move || self.judge(jobs, &tell);
                thread::Builder::new().spawn_scoped(scope, judge).context("no thread to judge on")?;
            }
            // The judges end when nobody can give them anything any more.
            let give = give;
            let mut summary = Summary::default();
            let (mut given, mut written) = (0, 0);
            let mut waiting = BTreeMap::new();
            let mut ended = None;
            while ended.is_none() || written < given {
                match events.recv()? {
                    Event::Read(job) => {
                        given += 1;
                        give.send(job)?;
                    }
                    Event::Ended(how, line) => ended = Some((how, line)),
                    Event::Answered(turn, answered) => {
                        waiting.insert(turn, answered.unwrap_or_else(|panic| resume_unwind(panic)));
                    }
                }
                while let Some(answered) = waiting.remove(&written) {
                    let Answers { lines, came_to, bytes } = *answered.context(UNWRITTEN)?;
                    output::write(output, &lines).context(UNWRITTEN)?;
                    written += 1;
                    progress.add(came_to.requests(), bytes);
                    summary.add(&came_to);
                    // A reader that has ended needs no leave.
                    let _ = allow.send(());
                }
            }
            if let Some((Err(error), line)) = ended {
                return Err(error).with_context(|| format!("cannot read line {line}"));
            }
            Ok(summary)
        })
    }

    /// Answers blocks until there are no more.
    fn judge(&self, jobs: &Mutex<Receiver<Job>>, tell: &Sender<Event>) {
        let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
        while let Some(job) = next() {
            let answer = || {
                let (block, mut lines) = (job.block(), Vec::new());
                let bytes = block.lines.bytes();
                self.answer(block, &mut lines).map(|came_to| Box::new(Answers { lines, came_to, bytes }))
            };
            let answered = catch_unwind(AssertUnwindSafe(answer));
            if tell.send(Event::Answered(job.turn, answered)).is_err() {
                return;
            }
        }
    }
}

/// Reads blocks, each when it is allowed to, until the input ends or nobody wants to know.
fn read(input: impl Read, allowed: &Receiver<()>, tell: &Sender<Event>) {
    let mut blocks = Blocks::new(input, MAX_BYTES);
    for turn in 0.. {
        if allowed.recv().is_err() {
            return;
        }
        let line = blocks.next_line();
        let event = match blocks.next() {
            Ok(Some(block)) => Event::Read(Job::new(turn, &block)),
            Ok(None) => Event::Ended(Ok(()), line),
            Err(error) => Event::Ended(Err(error), line),
        };
        let ended = matches!(event, Event::Ended(..));
        if tell.send(event).is_err() || ended {
            return;
        }
    }
}
