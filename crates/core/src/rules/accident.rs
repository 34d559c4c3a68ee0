//! Whether a word read with letters replaced is one that somebody wrote, or an accident in characters that came about
//! otherwise: what the reading explains, and what it leaves over, decide.

use keyward_dictionary::Match;

use super::Check;
use crate::guess::{self, BIT, Cost, Hits};

/// A reading that explains so much comes about by chance in one of thousands of passwords, so it counts wherever it is. Of
/// random passwords of 12 characters with `!@#$%^&*`, 3 in 1000 had a common word in leet that explains less, and 1 in
/// 10,000 one that explains more (`cargo lab styles`).
const SURE: Cost = 12 * BIT;

/// Where the whole candidate costs so much, nobody built it on a short word: random ones of 12 characters cost 57 bits on
/// average and 49 at least of 99 in 100; a common word in leet with seven random characters costs 47 at most
/// (`cargo lab explain`).
const MUCH: Cost = 48 * BIT;

/// How much less a reading costs than its characters by themselves.
fn gain(check: &Check<'_>, found: &Match, listed: Cost) -> Cost {
    let typed = check.text.folded().get(found.range()).unwrap_or_default();
    guess::gain(typed, listed, found.replaced)
}

/// Whether a reading explains so much that it is no accident, whatever stands beside it.
pub(super) fn is_sure(check: &Check<'_>, found: &Match, listed: Cost) -> bool {
    gain(check, found, listed) >= SURE
}

/// Whether an entry that costs so much by itself was read by chance.
pub(super) fn is_accident(check: &Check<'_>, found: &Match, listed: Cost) -> bool {
    !is_sure(check, found, listed)
        && guess::costs_at_least(MUCH, check.text, check.context, check.lists, &Hits::NONE)
}
