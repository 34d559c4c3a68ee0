//! The rules that count: `min_length` (WE-C1, HW-3), `uppercase`, `lowercase`, `digit` and `special` (WE-C3 to WE-C6, HW-4).
//! One look at the counts answers them all, without a branch.

use super::Check;
use crate::{Report, Rule};

pub(super) fn counts(check: &Check<'_>, report: &mut Report) {
    let (counts, policy) = (check.text.counts(), check.policy);
    report.add_if_low(Rule::MinLength, counts.graphemes, policy.min_length);
    report.add_if_low(Rule::Uppercase, counts.uppercase, policy.uppercase.into());
    report.add_if_low(Rule::Lowercase, counts.lowercase, policy.lowercase.into());
    report.add_if_low(Rule::Digit, counts.digits, policy.digit.into());
    report.add_if_low(Rule::Special, counts.specials, policy.special.into());
}
