//! What a command came to, which is its exit status.

use std::process::ExitCode;

use keyward::Report;

/// What a command came to; its number is the exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Every password was accepted, or there was nothing to judge.
    Accepted = 0,
    /// A password was rejected.
    Rejected = 1,
    /// Something could not be checked.
    Unchecked = 2,
}

impl Outcome {
    /// What a report comes to.
    pub(crate) fn of(report: &Report) -> Self {
        Self::of_verdict(report.accepted())
    }

    pub(crate) const fn of_verdict(accepted: bool) -> Self {
        if accepted { Self::Accepted } else { Self::Rejected }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}
