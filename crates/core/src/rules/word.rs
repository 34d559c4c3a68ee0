//! A word of a list, found in a candidate.

use keyward_dictionary::{Dictionary, MAX_ENTRY, Match};
use zeroize::Zeroize;

use super::Check;
use crate::{Report, Rule};

/// An entry that counts, and the list it is from.
#[derive(Clone, Copy)]
pub(super) struct WordHit<'a> {
    /// Where it is.
    pub(super) found: Match,
    pub(super) dictionary: &'a Dictionary<'a>,
}

/// Adds that a candidate can be read in more ways than were looked at, by a rule that is then on the safe side: it objects to
/// the whole, and names no word. With the lists that come with keyward no candidate is known of which that is true.
pub(super) fn add_unread(rule: Rule, check: &Check<'_>, report: &mut Report) {
    report.add_word(rule, check.text.span(0, check.text.folded().len()), &[]);
}

impl WordHit<'_> {
    /// Adds it to the report, in the letters of the list.
    pub(super) fn add(&self, rule: Rule, check: &Check<'_>, report: &mut Report) {
        let Match { start, end, replaced, .. } = self.found;
        let (text, folded) = (check.text, check.text.folded());
        let span = text.span(start, end);
        if replaced > 0 {
            let mut room = [0; MAX_ENTRY];
            let spelling = self.dictionary.spelling(folded, check.lists.readings, &self.found, &mut room);
            report.add_word(rule, span, spelling.as_bytes());
            room.zeroize();
        } else {
            report.add_word(rule, span, folded.get(start..end).unwrap_or_default());
        }
    }
}
