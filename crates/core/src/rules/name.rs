//! `name` (WE-O2): a common given name, surname, place or team of five letters or more, unless it is an accident in much else.
//! With letters replaced it counts where the reading explains too much to be one by chance (`B3rn@rd`).

use keyward_dictionary::{Match, Tier, TrieMatch};

use super::Check;
use super::accident::{is_accident, is_sure};
use super::guessable::asks_guessable;
use super::segments::has_real_letters;
use crate::guess::listed;
use crate::{Readings, Report, Rule};

pub(super) fn name(check: &Check<'_>, report: &mut Report) {
    if check.policy.name
        && let Some(Match { start, end, .. }) = longest(check, report)
    {
        let folded = check.text.folded();
        report.add_word(Rule::Name, check.text.span(start, end), folded.get(start..end).unwrap_or_default());
    }
}

/// The longest name; of two, the first.
fn longest(check: &Check<'_>, report: &Report) -> Option<Match> {
    let (lists, folded) = (check.lists, check.text.folded());
    let mut longest: Option<Match> = None;
    let mut visit = |found: Match, number| {
        let counts = || {
            found.replaced == 0 && !is_accident(check, &found, listed(number).1)
                || has_real_letters(folded, found, Tier::Common)
                    && !lists.is_among_short_words(folded, found.range())
                    && is_sure(check, &found, listed(number).1)
        };
        let is_longer = longest.is_none_or(|best| best.len() < found.len());
        if is_longer && !lists.is_marked_join(folded, found) && counts() {
            longest = Some(found);
        }
    };
    if check.policy.leet_word == 0 {
        each_name(check, Readings::PLAIN, &mut visit);
    } else if asks_guessable(check, report) {
        // All pieces at once: that rule needs them too.
        check.hits.each_piece(folded, lists, &mut |found| {
            if found.is_long_and_marked() {
                visit(matched(found), found.number);
            }
        });
    } else {
        // While words are read with letters replaced, names are.
        each_name(check, lists.readings, &mut visit);
    }
    longest
}

/// Hands out each name in a candidate, with the number of its entry.
pub(super) fn each_name(check: &Check<'_>, readings: &Readings, visit: &mut dyn FnMut(Match, u8)) {
    let Some(pieces) = &check.lists.standard.pieces else { return };
    pieces
        .each_marked_match(check.text.folded(), readings, &mut |found| visit(matched(&found), found.number));
}

fn matched(found: &TrieMatch) -> Match {
    let TrieMatch { start, end, letters, replaced, .. } = *found;
    Match { start, end, letters: letters.into(), replaced: replaced.into(), tier: Tier::Common }
}
