//! The cheapest explanation of a candidate: the least that somebody must guess to write it, if he knows the lists and the
//! tricks. Place by place it is the cheapest of a character that nothing explains and the pieces that end there; the sum at
//! the end is in tenths of a bit, whole numbers that are the same on every machine. The work is linear in the length: at each
//! place the pieces that may begin are bounded by a count, and nothing is allocated.
//!
//! [`costs`] is the table of what each piece costs, [`hits`] are the pieces that are on a list, also over what was put into them
//! ([`squeezed`], [`insert`]), [`patterns`] finds those that need none, [`path`] keeps the cheapest way to each place, and [`bound`] says of most candidates that there is none below a
//! floor.

mod bound;
mod costs;
mod hits;
mod insert;
mod keys;
mod kind;
mod outline;
mod path;
mod patterns;
mod squeezed;

use unicode_segmentation::UnicodeSegmentation;

use crate::finding::PieceKind;
use crate::policy::{Alphabet, MAX_CHARACTERS};
use crate::text::MAX_FOLDED;
use crate::{Context, Lists, Text, character};

pub(crate) use costs::{
    BIT, CAPITAL, Cost, FOUR_IN_A_RUN, KNOWN, ONE_INSIDE, PASSWORD, RARE_PASSWORD, TOUCHED, WORD, capitals,
    replaced,
};
pub(crate) use hits::{Hits, List};
pub(crate) use kind::listed;
pub use kind::piece_number;

use insert::Insert;
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

/// What a listed piece costs as it was typed.
pub(crate) fn typed_cost(typed: &[u8], listed: Cost, replaced: usize) -> Cost {
    listed + costs::capitals(typed) + costs::replaced(replaced)
}

/// What characters cost, each by itself.
pub(crate) fn unexplained(typed: &[u8]) -> Cost {
    typed.iter().map(|byte| costs::unexplained(*byte)).sum()
}

/// The strength of a candidate: how many bits its cheapest explanation costs, rounded down. It tells of the password, so it is for
/// its typist's eyes only. A candidate of more characters than any policy takes has as many as can be told.
///
/// ```
/// use keyward_core::{Context, Lists, bits};
/// let bits = |candidate| bits(candidate, &Context::default(), &Lists::NONE);
/// assert!(bits("aaaaaaaa") < 20 && bits("Wq7#Nv!2kP") > 40);
/// ```
#[must_use]
pub fn bits(candidate: &str, context: &Context<'_>, lists: &Lists<'_>) -> u16 {
    let explained = |text: &Text<'_>| {
        let (hits, folded) = (Hits::none(), text.folded());
        hits.complete(folded, context, lists);
        if let Some(insert) = Insert::of(folded, &hits.outline(folded)) {
            hits.read_over(&insert, folded, context, lists);
        }
        explain(text, &hits, |explanation| explanation.bits / BIT)
    };
    Text::read(candidate, MAX_CHARACTERS, Alphabet::Unicode, explained).unwrap_or(u16::MAX)
}

/// Whether a candidate costs so much or more, with what was found in it so far; what was not looked for is.
pub(crate) fn costs_at_least(
    floor: Cost,
    text: &Text<'_>,
    context: &Context<'_>,
    lists: &Lists<'_>,
    hits: &Hits,
) -> bool {
    let folded = text.folded();
    let outline = &hits.outline(folded);
    hits.complete(folded, context, lists);
    let floor = floor.saturating_sub(unread(text));
    if let Some(insert) = Insert::of(folded, outline)
        && !bound::costs_at_least_over(floor, folded, outline, hits, &insert)
    {
        hits.read_over(&insert, folded, context, lists);
    }
    bound::costs_at_least(floor, folded, outline, hits) || explain(text, hits, |found| found.bits >= floor)
}

/// What characters cost that no list is asked of.
fn alone(typed: &[u8]) -> Cost {
    let mut steps = [Step::NONE; USUAL + 1];
    steps.get_mut(..=typed.len()).map_or(Cost::MAX, |steps| explained(typed, &Hits::none(), steps).bits)
}

/// Explains a candidate with all that was found in it, and lends the explanation to `judge`.
pub(crate) fn explain<R>(text: &Text<'_>, hits: &Hits, judge: impl FnOnce(&Explanation<'_>) -> R) -> R {
    let folded = text.folded();
    let judge = |mut explanation: Explanation<'_>| {
        explanation.bits = explanation.bits.saturating_add(unread(text));
        judge(&explanation)
    };
    if folded.len() <= USUAL {
        let mut steps = [Step::NONE; USUAL + 1];
        judge(explained(folded, hits, steps.get_mut(..=folded.len()).unwrap_or_default()))
    } else {
        let mut steps = [Step::NONE; MAX_FOLDED + 1];
        judge(explained(folded, hits, steps.get_mut(..=folded.len()).unwrap_or_default()))
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

fn explained<'p>(folded: &[u8], hits: &Hits, steps: &'p mut [Step]) -> Explanation<'p> {
    let mut path = Path::new(steps);
    let mut patterns = Patterns::default();
    let sorted = hits.sorted();
    let mut rest = sorted.as_slice();
    let mut before = None;
    for (place, &byte) in folded.iter().enumerate() {
        path.begin(before, place, byte);
        before = Some(byte);
        patterns.offer(&mut path, folded, place);
        while let Some((hit, others)) = rest.split_first().filter(|(hit, _)| usize::from(hit.start) == place)
        {
            path.offer_listed(place, hit.end.into(), hit.kind, hit.cost(folded));
            rest = others;
        }
    }
    Explanation { bits: path.bits(folded.len()), path }
}
