//! `common_password` (WE-O5, HW-1): a much used password, or one built on it.

use core::ops::ControlFlow;

use keyward_dictionary::{Ending, Exhausted, Match, Tier};

use super::Check;
use super::accident::is_accident;
use super::fitted::fitted;
use super::segments::has_real_letters;
use super::word::{WordHit, add_unread};
use crate::guess::{List, PASSWORD, RARE_PASSWORD};
use crate::policy::Blocklist;
use crate::{Report, Rule};

pub(super) fn common_password(check: &Check<'_>, report: &mut Report) {
    let Check { text, policy, lists, .. } = *check;
    let (rule, folded) = (Rule::CommonPassword, text.folded());
    match policy.common_password {
        Blocklist::Off => {}
        Blocklist::Whole => {
            if lists.standard.passwords.is_some_and(|passwords| passwords.tier(folded).is_some()) {
                report.add_word(rule, text.span(0, folded.len()), folded);
            }
        }
        Blocklist::Fitted => fitted(check, report),
        Blocklist::Contained => match longest(check) {
            Ok(Some(hit)) => hit.add(rule, check, report),
            Ok(None) => {}
            Err(Exhausted) => add_unread(rule, check, report),
        },
    }
}

/// The longest common password in the candidate, in any reading.
fn longest<'l>(check: &Check<'l>) -> Result<Option<WordHit<'l>>, Exhausted> {
    let (lists, folded) = (check.lists, check.text.folded());
    let Some(dictionary) = &lists.standard.passwords else { return Ok(None) };
    let counts = |found: &Match| {
        !lists.is_marked_join(folded, *found)
            && !lists.is_short_with_number(folded, *found)
            && (found.replaced == 0
                || has_real_letters(folded, *found, found.tier)
                    && (found.tier == Tier::Common || !lists.is_short_with_symbol(folded, found.range())))
            && !is_accident(check, found, if found.tier == Tier::Common { PASSWORD } else { RARE_PASSWORD })
    };
    let mut longest: Option<Match> = None;
    let ending = dictionary.visit(folded, lists.readings, &mut |found, _| {
        check.hits.keep_entry(List::Passwords, &found);
        let rank = |found: Match| (found.len(), found.replaced == 0);
        if longest.is_none_or(|best| rank(best) < rank(found)) && counts(&found) {
            longest = Some(found);
        }
        ControlFlow::Continue(())
    });
    check.hits.set_read(List::Passwords);
    match longest {
        None if ending == Ending::Exhausted => Err(Exhausted),
        found => Ok(found.map(|found| WordHit { found, dictionary })),
    }
}
