//! `common_password` (WE-O5, HW-1): a much used password, or one built on it.

use keyward_dictionary::{Exhausted, Match, Tier};

use super::Check;
use super::fitted::fitted;
use super::segments::has_real_letters;
use super::word::{WordHit, add_unread};
use crate::policy::Blocklist;
use crate::{Lists, Report, Rule};

pub(super) fn common_password(check: &Check<'_>, report: &mut Report) {
    let Check { text, policy, lists, .. } = *check;
    let (rule, folded) = (Rule::CommonPassword, text.folded());
    match policy.common_password {
        Blocklist::Off => {}
        Blocklist::Whole => {
            if lists.passwords.is_some_and(|passwords| passwords.tier(folded).is_some()) {
                report.add_word(rule, text.span(0, folded.len()), folded);
            }
        }
        Blocklist::Fitted => fitted(check, report),
        Blocklist::Contained => match longest(lists, folded) {
            Ok(Some(hit)) => hit.add(rule, check, report),
            Ok(None) => {}
            Err(Exhausted) => add_unread(rule, check, report),
        },
    }
}

/// The longest common password in the candidate, in any reading.
fn longest<'l>(lists: &'l Lists<'_>, folded: &[u8]) -> Result<Option<WordHit<'l>>, Exhausted> {
    let Some(dictionary) = &lists.passwords else { return Ok(None) };
    let counts = |found: &Match| {
        !lists.is_marked_join(folded, *found)
            && !lists.is_short_with_number(folded, *found)
            && (found.replaced == 0
                || has_real_letters(folded, *found, found.tier)
                    && (found.tier == Tier::Common || !lists.is_short_with_symbol(folded, found.range())))
    };
    let found = dictionary.longest_match(folded, lists.readings, counts)?;
    Ok(found.map(|found| WordHit { found, dictionary }))
}
