//! `keyward check --batch`: JSON Lines requests in, an answer to each in order out. Memory is bounded by the
//! longest line, once for each block under way, and every line is wiped after its answer.
//!
//! ```text
//! input ─► block of whole lines ─► answers, one a line ─► output
//!                    └─ on as many threads as asked for ─┘  and counted
//! ```

mod summary;
mod threads;

use std::io::{self, Read, Write};

use anyhow::{Context as _, Result};
use keyward::history::{HistoryMode, Search};
use keyward::{Operation, Report, Validator};
use zeroize::Zeroizing;

use crate::answer::{Style, write_error, write_verdict};
use crate::json::Problem;
use crate::lines::{Block, Blocks};
use crate::output;
use crate::password::MAX_BYTES;
use crate::progress::Requests;
use crate::request::Request;

pub(crate) use summary::Summary;

/// Why a batch ends early.
const UNWRITTEN: &str = "cannot write the answers";

/// How the requests of a batch are judged and answered.
pub(crate) struct Batch<'a> {
    pub(crate) validator: &'a Validator<'a>,
    pub(crate) style: &'a Style<'a>,
    /// Where a request names none.
    pub(crate) operation: Operation,
    pub(crate) ask: HistoryMode,
    pub(crate) search: Search,
    /// Nothing is asked after the first violation, and nothing is said of it.
    pub(crate) verdict_only: bool,
}

impl Batch<'_> {
    /// Answers every request, and says what came of them.
    pub(crate) fn run(
        &self,
        input: &mut impl Read,
        output: &mut impl Write,
        progress: &mut Requests,
    ) -> Result<Summary> {
        let mut blocks = Blocks::new(input, MAX_BYTES);
        let mut answers = Zeroizing::new(Vec::new());
        let mut summary = Summary::default();
        loop {
            let number = blocks.next_line();
            let Some(block) = blocks.next().with_context(|| format!("cannot read line {number}"))? else {
                return Ok(summary);
            };
            let bytes = block.lines.bytes();
            // Answers take the place of those before them, and the last are wiped.
            answers.clear();
            let came_to = self.answer(block, &mut answers).context(UNWRITTEN)?;
            output::write(output, &answers).context(UNWRITTEN)?;
            progress.add(came_to.requests(), bytes);
            summary.add(&came_to);
        }
    }

    /// Answers the requests of a block, and says what came of them.
    fn answer(&self, block: Block<'_>, answers: &mut Vec<u8>) -> io::Result<Summary> {
        let (mut report, mut summary) = (Report::EMPTY, Summary::default());
        for (line, number) in block.lines.zip(block.first..) {
            match self.answer_line(line, &mut report, answers) {
                Ok(accepted) => summary.count(accepted, &report),
                Err(problem) => {
                    write_error(answers, number, &problem.shown_to(self.style.disclosure))?;
                    summary.unchecked += 1;
                }
            }
        }
        Ok(summary)
    }

    /// Answers one request with its verdict, or says why it cannot be. What was found is then in the report, unless the verdict
    /// is all that is asked for.
    fn answer_line(
        &self,
        line: Option<&[u8]>,
        report: &mut Report,
        answers: &mut Vec<u8>,
    ) -> Result<bool, Problem> {
        let Some(line) = line else {
            return Err(format!("the line is longer than {} MiB", MAX_BYTES >> 20).into());
        };
        let Request { id, password, account } = Request::read(line, self.operation)?;
        let &Self { validator, style, ask, ref search, .. } = self;
        let (accepted, written) = if self.verdict_only {
            let accepted = account.accepts(&password, validator, search);
            let accepted = accepted.map_err(|error| error.to_string())?;
            (accepted, write_verdict(answers, id, accepted))
        } else {
            account.judge(report, &password, validator, ask, search).map_err(|error| error.to_string())?;
            (report.accepted(), style.write_json(answers, id, report, None))
        };
        written.map_err(|error| error.to_string())?;
        Ok(accepted)
    }
}
