//! Whether an entry or a term that was read in a candidate is one that somebody wrote, or an accident in characters that came
//! about otherwise: what the reading explains, and what it leaves over, decide.

use core::ops::Range;

use keyward_dictionary::Match;

use super::Check;
use crate::guess::{self, BIT, CAPITAL, Cost, FOUR_IN_A_RUN, ONE_INSIDE, TOUCHED};

/// A reading with letters replaced that explains so much is none by chance, wherever it is: of random passwords of 12 characters
/// with `!@#$%^&*`, 3 in 1000 had a common word in leet that explains less (`cargo lab styles`).
const SURE: Cost = 14 * BIT;

/// As written it takes more to be sure: of three groups of six letters to say (Apple), 3 in 1000 had a name or a common password
/// that explains less.
const SURE_AS_WRITTEN: Cost = 17 * BIT;

/// Where all but the reading costs so much, nobody built the candidate on it: six characters of which none is a digit do not,
/// seven random ones nearly always do. With three bits more half as many more random passwords of 12 characters with few
/// symbols are refused, 0.2 % (`cargo lab styles`).
const LEFT_OVER: Cost = 28 * BIT + BIT / 2;

/// So few characters beside a reading never cost as much.
const TOO_FEW: usize = 3;
#[expect(clippy::cast_possible_truncation, reason = "3")]
const _: () = assert!(TOO_FEW as Cost * CAPITAL + ONE_INSIDE + 2 * TOUCHED < LEFT_OVER, "some do");

/// And where all but a run of four costs so much, which eight random characters do and seven seldom.
const AROUND_A_RUN: Cost = 36 * BIT;

/// Whether a reading of what costs so much by itself explains so much that it is no accident, whatever stands beside it: so much
/// less does it cost than its characters by themselves.
pub(super) fn is_sure(check: &Check<'_>, found: &Match, listed: Cost) -> bool {
    let sure = if found.replaced > 0 { SURE } else { SURE_AS_WRITTEN };
    let typed = check.text.folded().get(found.range()).unwrap_or_default();
    guess::unexplained(typed) >= sure + guess::typed_cost(typed, listed, found.replaced)
}

/// Whether a reading of what costs so much by itself came about by chance.
pub(super) fn is_accident(check: &Check<'_>, found: &Match, listed: Cost) -> bool {
    let folded = check.text.folded();
    let part = |range: Range<usize>| folded.get(range).unwrap_or_default();
    if folded.len() - found.len() <= TOO_FEW && !folded.contains(&0) {
        return false;
    }
    // The reading and the rest by itself are one way to explain the candidate, and none costs more than it need.
    let rest = guess::unexplained(part(0..found.start)) + guess::unexplained(part(found.end..folded.len()));
    let around = rest + guess::capitals(part(found.range())) + 2 * TOUCHED;
    // Capitals here and there are no part of the reading: few who write a word write it so.
    let much = LEFT_OVER + listed + guess::replaced(found.replaced);
    (around >= LEFT_OVER || folded.contains(&0))
        && !is_sure(check, found, listed)
        && costs_at_least(check, much)
}

/// Whether a candidate costs so much, whatever rules have read so far: they are still reading.
fn costs_at_least(check: &Check<'_>, much: Cost) -> bool {
    guess::costs_at_least(much, check.text, check.context, check.lists, check.all_hits)
}

/// Whether a run came about by chance: in letters whose case changes and changes back, as nobody types one, inside much else. Half of the runs in random passwords do, a third of all that is refused of 32 characters
/// (`cargo lab styles`).
pub(super) fn is_accidental_run(check: &Check<'_>, run: Range<usize>) -> bool {
    let typed = check.text.folded().get(run).unwrap_or_default();
    let capitals = typed.iter().filter(|byte| byte.is_ascii_alphabetic()).map(u8::is_ascii_uppercase);
    let (mut changes, mut before) = (0, None);
    for is_capital in capitals {
        changes += u8::from(before.is_some_and(|before| before != is_capital));
        before = Some(is_capital);
    }
    changes > 1 && costs_at_least(check, AROUND_A_RUN + FOUR_IN_A_RUN)
}
