//! `guessable` (WE-O5, WE-O2): whoever knows the lists and the tricks guesses the candidate sooner than the policy's floor
//! allows. How it is explained is in [`crate::guess`].

use super::Check;
use crate::finding::{Piece, PieceKind};
use crate::guess::{self, BIT, Cost};
use crate::{Report, Rule};

/// Asked last, and only of what no other rule objects to: what they find tells more of what the candidate is made of.
pub(super) fn guessable(check: &Check<'_>, report: &mut Report) {
    let Check { text, policy, context, lists, .. } = *check;
    let hits = if check.all_hits.is_complete() { check.all_hits } else { check.hits };
    let floor = Cost::from(policy.guessable) * BIT;
    if !asks_guessable(check, report) || guess::costs_at_least(floor, text, context, lists, hits) {
        return;
    }
    guess::explain(text, hits, |explanation| {
        report.set_bits(explanation.bits / BIT);
        let mut pieces = explanation.pieces().peekable();
        let joined = core::iter::from_fn(|| {
            let (kind, mut start, end) = pieces.next()?;
            while let Some((_, from, _)) = pieces.next_if(|(before, ..)| is_told_as_one(*before, kind)) {
                start = from;
            }
            Some(Piece::new(kind, text.span(start, end)))
        });
        report.add_pieces(Rule::Guessable, text.input(), joined);
    });
}

/// Whether the candidate is to be explained, if no rule objects to it that is asked before.
pub(super) fn asks_guessable(check: &Check<'_>, report: &Report) -> bool {
    check.policy.guessable > 0 && !check.text.input().is_empty() && report.accepted()
}

/// Whether a piece and the one behind it are told as one: what nothing explains is, and what is held.
fn is_told_as_one(before: PieceKind, kind: PieceKind) -> bool {
    before == kind && matches!(kind, PieceKind::Other | PieceKind::Run)
}
