//! `max_length`: a candidate over the limit is not read, so there is no [`super::Check`] of it.

use crate::finding::{Detail, Finding};
use crate::{Policy, Report, Rule};

pub(crate) fn max_length(candidate: &str, policy: &Policy, report: &mut Report) {
    let detail = Detail::Count { found: candidate.chars().count(), required: usize::from(policy.max_length) };
    report.add(Finding { rule: Rule::MaxLength, span: None, detail });
}
