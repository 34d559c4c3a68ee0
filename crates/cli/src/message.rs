//! The words of answers.

use keyward::{Detail, Finding};

use crate::arguments::{Disclosure, Language};

/// The first line of a text answer.
pub(crate) fn verdict(accepted: bool, policy: &str, language: Language) -> String {
    let verdict = match (language, accepted) {
        (Language::En, true) => "accepted under",
        (Language::En, false) => "rejected under",
        (Language::Cy, true) => "derbyniwyd dan",
        (Language::Cy, false) => "gwrthodwyd dan",
    };
    format!("{verdict} {policy}")
}

/// What a finding says to people.
pub(crate) fn of(finding: &Finding, _disclosure: Disclosure, _language: Language) -> String {
    match &finding.detail {
        Detail::Count { found, required } => format!("{}: {found} of {required}", finding.rule.id()),
        _ => finding.rule.id().to_owned(),
    }
}
