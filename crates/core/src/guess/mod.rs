//! The cheapest explanation of a candidate: the least that somebody must guess to write it, if he knows the lists and the
//! tricks. Place by place it is the cheapest of a character that nothing explains and the pieces that end there; the sum at
//! the end is in tenths of a bit, whole numbers that are the same on every machine. The work is linear in the length: at each
//! place the pieces that may begin are bounded by a count, and nothing is allocated.
//!
//! [`costs`] is the table of what each piece costs, [`listed`] finds the pieces that are on a list, [`patterns`] those that
//! need none, and [`path`] keeps the cheapest way to each place.

mod costs;
mod kind;
mod listed;
mod path;
mod patterns;
mod squeezed;

use unicode_segmentation::UnicodeSegmentation;

use crate::finding::PieceKind;
use crate::text::MAX_FOLDED;
use crate::{Context, Lists, Text, character};

pub(crate) use costs::{BIT, Cost, PASSWORD, RARE_PASSWORD, WORD};
pub use kind::piece_number;
pub(crate) use kind::{is_name, listed};

use listed::Listed;
use path::{Path, Step};
use patterns::Patterns;

/// Candidates of no more bytes take a small place on the stack.
const USUAL: usize = 64;

/// What a candidate costs, and its pieces from back to front: what each is, where it begins and where it ends.
pub(crate) struct Explanation<'p> {
    /// Tenths of a bit.
    pub(crate) bits: Cost,
    path: Path<'p>,
}

impl Explanation<'_> {
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (PieceKind, usize, usize)> {
        self.path.pieces()
    }
}

/// How much less a listed piece costs than the characters that were typed for it, each by itself.
pub(crate) fn gain(typed: &[u8], listed: Cost, replaced: usize) -> Cost {
    let characters: Cost = typed.iter().map(|byte| costs::unexplained(*byte)).sum();
    characters.saturating_sub(listed + costs::capitals(typed) + costs::replaced(replaced))
}

/// Explains a candidate, and lends the explanation to `judge`.
pub(crate) fn explain<R>(
    text: &Text<'_>,
    context: &Context<'_>,
    lists: &Lists<'_>,
    judge: impl FnOnce(&Explanation<'_>) -> R,
) -> R {
    let folded = text.folded();
    let judge = |mut explanation: Explanation<'_>| {
        explanation.bits = explanation.bits.saturating_add(unread(text));
        judge(&explanation)
    };
    if folded.len() <= USUAL {
        let mut steps = [Step::NONE; USUAL + 1];
        judge(explained(folded, context, lists, steps.get_mut(..=folded.len()).unwrap_or_default()))
    } else {
        let mut steps = [Step::NONE; MAX_FOLDED + 1];
        judge(explained(folded, context, lists, steps.get_mut(..=folded.len()).unwrap_or_default()))
    }
}

/// What the characters cost that are not read as Latin letters, which count as people count them: however they are composed.
fn unread(text: &Text<'_>) -> Cost {
    if !text.folded().contains(&0) {
        return 0;
    }
    let is_unread = |grapheme: &&str| {
        let first = grapheme.chars().next();
        first.is_some_and(|first| character::fold(first).next() == Some(0))
    };
    let count = text.input().graphemes(true).filter(is_unread).count();
    costs::UNREAD.saturating_mul(Cost::try_from(count).unwrap_or(Cost::MAX))
}

fn explained<'p>(
    folded: &[u8],
    context: &Context<'_>,
    lists: &Lists<'_>,
    steps: &'p mut [Step],
) -> Explanation<'p> {
    let mut path = Path::new(steps);
    let mut patterns = Patterns::default();
    let mut listed = Listed::of(folded, context, lists);
    let mut before = None;
    for (place, &byte) in folded.iter().enumerate() {
        path.begin(before, place, byte);
        before = Some(byte);
        patterns.offer(&mut path, folded, place);
        listed.offer(&mut path, place);
    }
    Explanation { bits: path.bits(folded.len()), path }
}
