//! `keyward check --batch`: JSON Lines requests in, an answer to each in order out. Memory is bounded by the longest line,
//! and every line is wiped after its answer.

use std::io::{Read, Write};

use anyhow::{Context as _, Result};
use keyward::{Operation, Validator};
use zeroize::Zeroizing;

use crate::answer::{Style, write_error};
use crate::lines::{Line, Lines};
use crate::password::MAX_BYTES;
use crate::request::Request;
use crate::{Outcome, check};

/// Answers are written in pieces of about this size, or sooner when the next request has to be waited for.
const PIECE: usize = 64 << 10;

/// Answers every request; the worst that came of one is what all came to.
pub(crate) fn run(
    validator: &Validator<'_>,
    style: &Style<'_>,
    operation: Operation,
    input: &mut impl Read,
    output: &mut impl Write,
) -> Result<Outcome> {
    let mut lines = Lines::new(input, MAX_BYTES);
    let mut answers = Zeroizing::new(Vec::with_capacity(2 * PIECE));
    let mut worst = Outcome::Accepted;
    loop {
        if !answers.is_empty() && (answers.len() >= PIECE || lines.may_wait()) {
            output.write_all(&answers).and_then(|()| output.flush()).context("cannot write the answers")?;
            answers.clear();
        }
        let number = lines.number() + 1;
        let Some(line) = lines.next().with_context(|| format!("cannot read line {number}"))? else {
            return Ok(worst);
        };
        let outcome = match line {
            Line::TooLong => Err(format!("the line is longer than {} MiB", MAX_BYTES >> 20)),
            Line::Whole(line) => Request::read(line, operation).map(|request| {
                let report =
                    request.account.with_context(|context| validator.check(&request.password, context));
                (style.write_json(&mut *answers, request.id, &report), check::outcome(&report))
            }),
        };
        let (written, outcome) = outcome
            .unwrap_or_else(|reason| (write_error(&mut *answers, number, &reason), Outcome::Unchecked));
        written.context("cannot write the answers")?;
        worst = worst.max(outcome);
    }
}
