//! `keyward check --batch`: JSON Lines requests in, an answer to each in order out. Memory is bounded by the longest line,
//! and every line is wiped after its answer.

use std::io::{Read, Write};

use anyhow::{Context as _, Result};
use keyward::history::Ask;
use keyward::{Operation, Validator};
use zeroize::Zeroizing;

use crate::answer::{Style, write_error, write_verdict};
use crate::json::Problem;
use crate::lines::{Line, Lines};
use crate::outcome::Outcome;
use crate::output;
use crate::password::MAX_BYTES;
use crate::request::Request;

/// Answers are written in pieces of about this size, or sooner when the next request has to be waited for.
const PIECE: usize = 64 << 10;

/// How the requests of a batch are judged and answered.
pub(crate) struct Batch<'a> {
    pub(crate) validator: &'a Validator<'a>,
    pub(crate) style: &'a Style<'a>,
    /// Where a request names none.
    pub(crate) operation: Operation,
    pub(crate) ask: Ask,
    /// Nothing is asked after the first violation, and nothing is said of it.
    pub(crate) verdict_only: bool,
}

impl Batch<'_> {
    /// Answers every request; the worst that came of one is what all came to.
    pub(crate) fn run(&self, input: &mut impl Read, output: &mut impl Write) -> Result<Outcome> {
        let mut lines = Lines::new(input, MAX_BYTES);
        let mut answers = Zeroizing::new(Vec::with_capacity(2 * PIECE));
        let mut worst = Outcome::Accepted;
        loop {
            if !answers.is_empty() && (answers.len() >= PIECE || lines.may_wait()) {
                output::write(output, &answers).context("cannot write the answers")?;
                answers.clear();
            }
            let number = lines.number() + 1;
            let Some(line) = lines.next().with_context(|| format!("cannot read line {number}"))? else {
                return Ok(worst);
            };
            let outcome = match self.answer(line, &mut answers) {
                Ok(outcome) => outcome,
                Err(problem) => {
                    let reason = problem.shown_to(self.style.disclosure);
                    write_error(&mut *answers, number, &reason).context("cannot write the answers")?;
                    Outcome::Unchecked
                }
            };
            worst = worst.max(outcome);
        }
    }

    /// Answers one request, or says why it cannot be.
    fn answer(&self, line: Line<'_>, answers: &mut Vec<u8>) -> Result<Outcome, Problem> {
        let line = match line {
            Line::TooLong => return Err(format!("the line is longer than {} MiB", MAX_BYTES >> 20).into()),
            Line::Whole(line) => line,
        };
        let request = Request::read(line, self.operation)?;
        if self.verdict_only {
            let accepted = request.account.accepts(&request.password, self.validator);
            let accepted = accepted.map_err(|error| error.to_string())?;
            write_verdict(answers, request.id, accepted).map_err(|error| error.to_string())?;
            return Ok(Outcome::of_verdict(accepted));
        }
        let report = request.account.judge(&request.password, self.validator, self.ask);
        let report = report.map_err(|error| error.to_string())?;
        self.style.write_json(answers, request.id, &report, None).map_err(|error| error.to_string())?;
        Ok(Outcome::of(&report))
    }
}
