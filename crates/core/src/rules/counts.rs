//! The rules that count: `min_length` (WE-C1, HW-3), `uppercase`, `lowercase`, `digit` and `special` (WE-C3 to WE-C6, HW-4), and
//! `classes`, how many of the four are there. One look at the counts answers them all, without a branch.

use super::Check;
use crate::{Report, Rule};

pub(super) fn counts(check: &Check<'_>, report: &mut Report) {
    let (counts, policy) = (check.text.counts(), check.policy);
    report.add_if_low(Rule::MinLength, counts.graphemes, policy.min_length);
    if policy.is_relaxed(counts.graphemes) {
        return;
    }
    report.add_if_low(Rule::Uppercase, counts.uppercase, policy.uppercase.into());
    report.add_if_low(Rule::Lowercase, counts.lowercase, policy.lowercase.into());
    report.add_if_low(Rule::Digit, counts.digits, policy.digit.into());
    report.add_if_low(Rule::Special, counts.specials, policy.special.into());
    let classes = [counts.uppercase, counts.lowercase, counts.digits, counts.specials];
    let there = classes.into_iter().filter(|count| *count > 0).count();
    report.add_if_low(Rule::Classes, there, policy.classes.into());
}
