//! The rules that compare with other passwords in clear: `reused` (WE-C7, HW-6), `recycled` (WE-C8, WE-O4) and
//! `other_account` (WE-C0, WE-C9, HW-2, HW-8).

use crate::recycled::{Change, change_between};
use crate::report::{Detail, Finding};
use crate::{Context, Policy, Rule};

pub(crate) fn reused(candidate: &str, policy: &Policy, context: &Context<'_>) -> Option<Finding<'static>> {
    let entry = barred(policy, context).iter().position(|earlier| *earlier == candidate)?;
    Some(Finding { rule: Rule::Reused, span: None, detail: Detail::Earlier { entry, change: None } })
}

/// A password that is the same is `reused`, not `recycled`.
pub(crate) fn recycled(candidate: &str, policy: &Policy, context: &Context<'_>) -> Option<Finding<'static>> {
    let (entry, change) = first_change(candidate, barred(policy, context))?;
    Some(Finding {
        rule: Rule::Recycled,
        span: None,
        detail: Detail::Earlier { entry, change: Some(change) },
    })
}

pub(crate) fn other_account(candidate: &str, context: &Context<'_>) -> Option<Finding<'static>> {
    let equal = context.other_accounts.iter().position(|other| *other == candidate);
    let detail = if let Some(entry) = equal {
        Detail::Earlier { entry, change: None }
    } else {
        let (entry, change) = first_change(candidate, context.other_accounts)?;
        Detail::Earlier { entry, change: Some(change) }
    };
    Some(Finding { rule: Rule::OtherAccount, span: None, detail })
}

/// The earlier passwords that count: the last ones, as many as the policy says.
fn barred<'a>(policy: &Policy, context: &Context<'a>) -> &'a [&'a str] {
    context.previous.get(..usize::from(policy.history)).unwrap_or(context.previous)
}

fn first_change(candidate: &str, others: &[&str]) -> Option<(usize, Change)> {
    let mut different = others.iter().enumerate().filter(|(_, other)| **other != candidate);
    different.find_map(|(entry, other)| Some((entry, change_between(candidate, other)?)))
}
