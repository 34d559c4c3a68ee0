//! `other_account` (WE-C0, WE-C9, HW-2, HW-8): equal to, or a deviation of, the password of another account.

use super::Check;
use super::recycled::first_change;
use super::same::is_same;
use crate::finding::{Detail, Finding};
use crate::{Report, Rule};

pub(super) fn other_account(check: &Check<'_>, report: &mut Report) {
    let (candidate, others) = (check.text.input(), check.context.other_accounts);
    if !check.policy.other_account {
        return;
    }
    let equal = others.iter().position(|other| is_same(other, candidate)).map(|entry| (entry, None));
    let found =
        equal.or_else(|| first_change(candidate, others).map(|(entry, change)| (entry, Some(change))));
    if let Some((entry, change)) = found {
        report.add(Finding {
            rule: Rule::OtherAccount,
            span: None,
            detail: Detail::Earlier { entry, change },
        });
    }
}
