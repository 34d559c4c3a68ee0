//! The rules that count: `min_length` (WE-C1, HW-3), `max_length`, `uppercase`, `lowercase`, `digit` and `special`
//! (WE-C3 to WE-C6, HW-4), and `unacceptable_character`.

use crate::finding::{Detail, Finding};
use crate::{Policy, Report, Rule, Text};

pub(crate) fn lengths_and_classes(text: &Text<'_>, policy: &Policy, report: &mut Report) {
    let counts = text.counts();
    report.add_if_low(Rule::MinLength, counts.graphemes, policy.min_length);
    report.add_if_low(Rule::Uppercase, counts.uppercase, policy.uppercase.into());
    report.add_if_low(Rule::Lowercase, counts.lowercase, policy.lowercase.into());
    report.add_if_low(Rule::Digit, counts.digits, policy.digit.into());
    report.add_if_low(Rule::Special, counts.specials, policy.special.into());
}

/// `max_length`, for a candidate that was not read because it is over the limit.
pub(crate) fn too_long(candidate: &str, policy: &Policy) -> Finding<'static> {
    let detail = Detail::Count { found: candidate.chars().count(), required: usize::from(policy.max_length) };
    Finding { rule: Rule::MaxLength, span: None, detail }
}

pub(crate) fn unacceptable_character(text: &Text<'_>) -> Option<Finding<'static>> {
    let span = text.unacceptable()?;
    Some(Finding { rule: Rule::UnacceptableCharacter, span: Some(span), detail: Detail::Plain })
}
