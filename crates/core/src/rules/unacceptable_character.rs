//! `unacceptable_character` (HW-4): a control character, an unassigned or a private-use one.

use super::Check;
use crate::finding::{Detail, Finding};
use crate::{Report, Rule};

pub(super) fn unacceptable_character(check: &Check<'_>, report: &mut Report) {
    if check.policy.unacceptable_character
        && let Some(span) = check.text.unacceptable()
    {
        report.add(Finding { rule: Rule::UnacceptableCharacter, span: Some(span), detail: Detail::Plain });
    }
}
