//! `name` (WE-O2): a common given name, surname, place or team of five letters or more, unless it is an accident in much else.
//! With letters replaced it counts where the reading explains too much to be one by chance (`B3rn@rd`).

use keyward_dictionary::{Match, Tier, TrieMatch};

use super::Check;
use super::accident::{is_accident, is_sure};
use super::segments::has_real_letters;
use crate::guess::listed;
use crate::{Readings, Report, Rule};

pub(super) fn name(check: &Check<'_>, report: &mut Report) {
    if check.policy.name
        && let Some(Match { start, end, .. }) = longest(check)
    {
        let folded = check.text.folded();
        report.add_word(Rule::Name, check.text.span(start, end), folded.get(start..end).unwrap_or_default());
    }
}

/// The longest name; of two, the first.
fn longest(check: &Check<'_>) -> Option<Match> {
    let (lists, folded) = (check.lists, check.text.folded());
    let mut longest: Option<Match> = None;
    // While words are read with letters replaced, names are.
    let readings = if check.policy.leet_word > 0 { lists.readings } else { Readings::PLAIN };
    each_name(check, readings, &mut |found, number| {
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
    });
    longest
}

/// Hands out each name in a candidate, with the number of its entry.
pub(super) fn each_name(check: &Check<'_>, readings: &Readings, visit: &mut dyn FnMut(Match, u8)) {
    let Some(pieces) = &check.lists.pieces else { return };
    pieces.each_marked_match(check.text.folded(), readings, &mut |found| {
        let TrieMatch { start, end, number, letters, replaced, .. } = found;
        let [letters, replaced] = [letters, replaced].map(usize::from);
        visit(Match { start, end, letters, replaced, tier: Tier::Common }, number);
    });
}
