//! `recycled` (WE-C8, WE-O4): a deviation of one of the last few passwords in clear. One that is the same is `reused`.

use super::Check;
use super::same::is_same;
use crate::finding::{Detail, Finding};
use crate::recycled::{Change, change_between};
use crate::{Report, Rule};

pub(super) fn recycled(check: &Check<'_>, report: &mut Report) {
    if check.policy.recycled
        && let Some((entry, change)) = first_change(check.text.input(), check.recent_passwords())
    {
        let detail = Detail::Earlier { entry, change: Some(change) };
        report.add(Finding { rule: Rule::Recycled, span: None, detail });
    }
}

/// The first of other passwords that the candidate is a deviation of.
pub(super) fn first_change(candidate: &str, others: &[&str]) -> Option<(usize, Change)> {
    let mut different = others.iter().enumerate().filter(|(_, other)| !is_same(other, candidate));
    different.find_map(|(entry, other)| Some((entry, change_between(candidate, other)?)))
}
