//! `guessable` (WE-O5, WE-O2): whoever knows the lists and the tricks guesses the candidate sooner than the policy's floor
//! allows. How it is explained is in [`crate::guess`].

use super::Check;
use crate::finding::{Piece, PieceKind};
use crate::guess::{self, BIT, Cost};
use crate::{Report, Rule};

/// Where one of these objects, it tells what the candidate is made of, and this rule has nothing to add.
const MORE_TELLING: [Rule; 7] = [
    Rule::DictionaryWord,
    Rule::LeetWord,
    Rule::CommonPassword,
    Rule::Sequence,
    Rule::Date,
    Rule::Name,
    Rule::Personal,
];

pub(super) fn guessable(check: &Check<'_>, report: &mut Report) {
    let floor = Cost::from(check.policy.guessable) * BIT;
    if floor == 0 {
        return;
    }
    let text = check.text;
    if text.input().is_empty() || MORE_TELLING.into_iter().any(|rule| report.objects(rule)) {
        return;
    }
    guess::explain(text, check.context, check.lists, |explanation| {
        report.set_bits(explanation.bits / BIT);
        if explanation.bits >= floor {
            return;
        }
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

/// Whether a piece and the one behind it are told as one: what nothing explains is, and what is held.
fn is_told_as_one(before: PieceKind, kind: PieceKind) -> bool {
    before == kind && matches!(kind, PieceKind::Other | PieceKind::Run)
}
