//! `name` (WE-O2): a common given name, surname, place or team, in plain letters.

use super::Check;
use super::word::WordHit;
use crate::{Readings, Report, Rule};

pub(super) fn name(check: &Check<'_>, report: &mut Report) {
    let (lists, folded) = (check.lists, check.text.folded());
    if check.policy.name
        && let Some(dictionary) = &lists.names
        && let Ok(Some(found)) =
            dictionary.longest_match(folded, Readings::PLAIN, |found| !lists.is_marked_join(folded, *found))
    {
        WordHit { found, dictionary }.add(Rule::Name, check, report);
    }
}
