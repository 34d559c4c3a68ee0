//! `reused` (WE-C7, HW-6): equal to one of the last few passwords in clear.

use super::Check;
use super::same::is_same;
use crate::finding::{Detail, Finding};
use crate::{Report, Rule};

pub(super) fn reused(check: &Check<'_>, report: &mut Report) {
    let same = |earlier: &&str| is_same(earlier, check.text.input());
    if let Some(entry) = check.recent_passwords().iter().position(same) {
        let detail = Detail::Earlier { entry, change: None };
        report.add(Finding { rule: Rule::Reused, span: None, detail });
    }
}

impl<'a> Check<'a> {
    /// The earlier passwords that count: the last ones, as many as the policy says.
    pub(super) fn recent_passwords(&self) -> &'a [&'a str] {
        let previous = self.context.previous;
        previous.get(..usize::from(self.policy.history)).unwrap_or(previous)
    }
}
