//! What a batch came to: how many of its requests were accepted, and which rules objected to the others.

use std::fmt;

use indicatif::HumanCount;
use keyward::{Policy, Report, Rule};

use crate::outcome::Outcome;

/// How many requests came to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    pub(crate) unchecked: u64,
    /// How many each rule objected to, in the order of [`Rule::ALL`].
    objections: [u64; Rule::COUNT],
}

impl Default for Summary {
    fn default() -> Self {
        Self { accepted: 0, rejected: 0, unchecked: 0, objections: [0; Rule::COUNT] }
    }
}

impl Summary {
    /// Counts a request that was judged.
    pub(crate) fn count(&mut self, accepted: bool, report: &Report) {
        *(if accepted { &mut self.accepted } else { &mut self.rejected }) += 1;
        for (rule, count) in Rule::ALL.iter().copied().zip(&mut self.objections) {
            *count += u64::from(report.objects(rule));
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.unchecked += other.unchecked;
        for (count, more) in self.objections.iter_mut().zip(other.objections) {
            *count += more;
        }
    }

    pub(crate) const fn requests(&self) -> u64 {
        self.accepted + self.rejected + self.unchecked
    }

    /// The worst that came of a request is what all came to.
    pub(crate) const fn outcome(&self) -> Outcome {
        match self {
            Self { unchecked: 1.., .. } => Outcome::Unchecked,
            Self { rejected: 1.., .. } => Outcome::Rejected,
            _ => Outcome::Accepted,
        }
    }

    /// The summary for people, the rule that objected most often first.
    pub(crate) fn within<'a>(&'a self, policy: &'a Policy) -> impl fmt::Display + 'a {
        Lines { summary: self, policy }
    }
}

struct Lines<'a> {
    summary: &'a Summary,
    policy: &'a Policy,
}

impl fmt::Display for Lines<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { summary, policy } = self;
        let count = |count: u64| HumanCount(count);
        let requests = if summary.requests() == 1 { "request" } else { "requests" };
        let Summary { accepted, rejected, unchecked, objections } = summary;
        write!(formatter, "{} {requests}: {} accepted", count(summary.requests()), count(*accepted))?;
        write!(formatter, ", {} rejected, {} could not be checked", count(*rejected), count(*unchecked))?;
        let mut rules: Vec<_> =
            Rule::ALL.iter().copied().zip(*objections).filter(|(_, count)| *count > 0).collect();
        // Rules that objected equally often stay in the order of the table.
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for (rule, objections) in rules {
            write!(formatter, "\n{:>14}  {rule}", count(objections).to_string())?;
            match policy.clause(rule) {
                "" => {}
                clause => write!(formatter, " ({clause})")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyward::{Context, Validator};

    #[test]
    fn the_rule_that_objects_most_often_comes_first() {
        let validator = Validator::new(Policy::NHS_APPENDIX_A);
        let mut summary = Summary::default();
        for (password, times) in [("Wq7#Nv!2pZ", 1200), ("FarmHairTree83*", 2), ("Wq7#Nv!p", 1)] {
            let report = validator.check(password, &Context::default());
            let mut some = Summary::default();
            (0..times).for_each(|_| some.count(report.accepted(), &report));
            summary.add(&some);
        }
        assert_eq!(summary.outcome(), Outcome::Rejected);
        summary.unchecked += 1;
        assert_eq!(summary.outcome(), Outcome::Unchecked);
        assert_eq!(
            summary.within(validator.policy()).to_string(),
            "1,204 requests: 1,200 accepted, 3 rejected, 1 could not be checked\n             2  special (WE-C6)\n             1  digit (WE-C5)"
        );
    }
}
