//! Earlier passwords that are kept as hashes (WE-C7, WE-C8, HW-6): the crate `keyward-history`, and the check that asks it.
//!
//! A hash costs milliseconds where the other rules cost less than one thousandth of one, so it is asked last.

pub use keyward_history::*;

use keyward_core::{Context, Detail, Finding, Lists, Policy, Report, Rule, check};

use crate::Validator;

/// When the history is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum HistoryMode {
    /// When no other rule objects: a candidate that is refused anyway costs nothing.
    #[default]
    IfAccepted,
    /// Always, so that every objection is known at once.
    Always,
}

impl Validator<'_> {
    /// Judges a candidate as [`Validator::check`] does, then looks for it, and for what it may have been made from, in the
    /// account's history. [`Policy::history`] says how many of its records count, not [`Search::depth`].
    ///
    /// ```
    /// use keyward::history::{HistoryMode, History, Params, Search};
    /// use keyward::{Context, Policy, Rule, Validator};
    ///
    /// let mut history = History::new();
    /// # let params = Params::new(8, 1, 1)?;
    /// # #[cfg(any())]
    /// let params = Params::DEFAULT;
    /// history.add("Wq7#Nv!2pZ", &params, b"16 random bytes!")?;
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A);
    /// let report = validator.check_with_history(
    ///     "Wq7#Nv!3pZ", &Context::default(), &history, HistoryMode::IfAccepted, &Search::DEFAULT)?;
    /// assert!(report.finding(Rule::Recycled).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// If there is no memory to hash in, or the records ask for too much work ([`hashes_for`]).
    pub fn check_with_history(
        &self,
        password: &str,
        context: &Context<'_>,
        history: &History,
        ask: HistoryMode,
        search: &Search,
    ) -> Result<Report, Error> {
        let mut report = self.check(password, context);
        self.ask_history(&mut report, password, history, ask, search)?;
        Ok(report)
    }

    /// Adds to the report of a check what the history says, if it is to be asked.
    ///
    /// # Errors
    /// If there is no memory to hash in, or the records ask for too much work ([`hashes_for`]).
    pub fn ask_history(
        &self,
        report: &mut Report,
        password: &str,
        history: &History,
        ask: HistoryMode,
        search: &Search,
    ) -> Result<(), Error> {
        if (ask == HistoryMode::Always || report.accepted())
            && let Some(finding) = finding(password, self.policy(), history, search)?
            && report.finding(finding.rule).is_none()
        {
            report.add(finding);
        }
        Ok(())
    }
}

/// What the history says of a candidate under a policy; nothing of one that is longer than [`Policy::max_length`]. The policy
/// says how many records count, not [`Search::depth`].
///
/// # Errors
/// If there is no memory to hash in, or the records ask for too much work ([`hashes_for`]).
pub fn finding(
    password: &str,
    policy: &Policy,
    history: &History,
    search: &Search,
) -> Result<Option<Finding<'static>>, Error> {
    if is_too_long(password, policy) {
        return Ok(None);
    }
    let is_plausible = |form: &str| is_plausible(form, policy);
    Ok(limit_to_policy(search, policy).run(password, history, is_plausible)?.map(finding_of))
}

/// How many hashes each record gets that counts under a policy: [`Search::hashes_for`]. Ask when a history is loaded.
///
/// # Errors
/// [`Error::Cost`] if the records ask for more work than one search may make: no check will look at them.
pub fn hashes_for(policy: &Policy, history: &History, search: &Search) -> Result<usize, Error> {
    limit_to_policy(search, policy).hashes_for(history)
}

/// [`finding`] among hashes of another kind, such as a directory's own, newest first.
///
/// # Errors
/// The first error an entry gives.
pub fn finding_with(
    password: &str,
    policy: &Policy,
    entries: &[&dyn Verify],
    search: &Search,
) -> Result<Option<Finding<'static>>, Error> {
    if is_too_long(password, policy) {
        return Ok(None);
    }
    let is_plausible = |form: &str| is_plausible(form, policy);
    Ok(limit_to_policy(search, policy).run_with(password, entries, is_plausible)?.map(finding_of))
}

/// A candidate over the length limit is not judged, and so it is not looked for either.
fn is_too_long(password: &str, policy: &Policy) -> bool {
    password.chars().nth(policy.max_length.into()).is_some()
}

/// As many entries as the policy says, and no forms where it does not ask for them.
fn limit_to_policy(search: &Search, policy: &Policy) -> Search {
    let most = if policy.recycled { search.max_hashes } else { search.max_hashes.min(1) };
    Search { depth: usize::from(policy.history), max_hashes: most, ..*search }
}

/// Whether the policy would have let a password pass: one that it refuses is the last to be looked for, as it was set under
/// an older policy if at all. Word lists are left out, so that the answer depends on the policy alone.
#[must_use]
pub fn is_plausible(password: &str, policy: &Policy) -> bool {
    check(password, &Context::default(), policy, &Lists::NONE).accepted()
}

fn finding_of(found: HistoryMatch) -> Finding<'static> {
    let (rule, detail) = match found {
        HistoryMatch::Reused { entry } => (Rule::Reused, Detail::Earlier { entry, change: None }),
        HistoryMatch::Recycled { entry, change } => {
            (Rule::Recycled, Detail::Earlier { entry, change: Some(change) })
        }
    };
    Finding { rule, span: None, detail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyward_history::forms::likely_forms;

    #[test]
    fn what_the_policy_refuses_is_looked_for_last() {
        let policy = Policy::NHS_APPENDIX_A;
        let passes = |form: &str| is_plausible(form, &policy);
        let forms = likely_forms("Wq7#Nv!2pZ", 1000, passes);
        let first_refused = forms.iter().position(|form| !passes(&form.text)).unwrap();
        assert!(first_refused > 31 && forms.iter().skip(first_refused).all(|form| !passes(&form.text)));
        let few = likely_forms("Wq7#Nv!2pZ", 31, passes);
        assert!(few.iter().zip(&forms).all(|(one, other)| one.text == other.text) && few.len() == 31);
        // Where the policy has none, all that there is is looked for.
        assert_eq!(likely_forms("Wq7#Nv!2pZ", 31, |_| false).len(), 31);
    }

    fn history(passwords: &[&str]) -> History {
        let cheap = Params::new(8, 1, 1).unwrap();
        let mut history = History::new();
        for password in passwords.iter().rev() {
            history.add(password, &cheap, b"0123456789abcdef").unwrap();
        }
        history
    }

    #[test]
    fn the_history_is_asked_for_as_many_as_the_policy_says_and_when_it_is_due() {
        let earlier = ["Wq7#Nv!2pZ", "Wq7#nv!2pz", "TGbq73!%wzRK", "7zR%xk2&WbH", "Brk7!!Vq22Kw"];
        let appendix_a = Policy::NHS_APPENDIX_A;
        let no_history = Policy { history: 0, recycled: false, ..appendix_a.clone() };
        let not_recycled = Policy { recycled: false, ..appendix_a.clone() };
        let if_accepted = HistoryMode::IfAccepted;
        for (password, policy, ask, expected) in [
            ("Wq7#Nv!2pZ", &appendix_a, if_accepted, &[Rule::Reused][..]),
            ("7zR%xk2&WbH", &appendix_a, if_accepted, &[Rule::Reused]),
            ("Brk7!!Vq22Kw", &appendix_a, if_accepted, &[]),
            ("Wq7#Nv!3pZ", &appendix_a, if_accepted, &[Rule::Recycled]),
            ("pY#6vN*3tGLk", &appendix_a, if_accepted, &[]),
            ("Wq7#Nv!2pZ", &no_history, if_accepted, &[]),
            ("Wq7#Nv!2pZ", &not_recycled, if_accepted, &[Rule::Reused]),
            ("Wq7#Nv!3pZ", &not_recycled, if_accepted, &[]),
            ("Wq7#nv!2pz", &appendix_a, if_accepted, &[Rule::Uppercase]),
            ("Wq7#nv!2pz", &appendix_a, HistoryMode::Always, &[Rule::Uppercase, Rule::Reused]),
        ] {
            let validator = Validator::new(policy.clone());
            let report = validator
                .check_with_history(password, &Context::default(), &history(&earlier), ask, &Search::DEFAULT)
                .unwrap();
            let rules: Vec<_> = report.findings().map(|finding| finding.rule).collect();
            assert_eq!(rules, expected, "{password} {ask:?}");
        }
    }

    #[test]
    fn a_budget_of_one_hash_looks_for_the_password_alone() {
        let (earlier, policy) = (history(&["Wq7#Nv!2pZ"]), Policy::NHS_APPENDIX_A);
        for (password, max_hashes, expected) in [
            ("Wq7#Nv!2pZ", 1, Some(Rule::Reused)),
            ("Wq7#Nv!3pZ", 1, None),
            ("Wq7#Nv!3pZ", 32, Some(Rule::Recycled)),
        ] {
            let search = Search { max_hashes, ..Search::DEFAULT };
            let found = finding(password, &policy, &earlier, &search).unwrap();
            assert_eq!(found.map(|finding| finding.rule), expected, "{password} {max_hashes}");
        }
    }

    #[test]
    fn what_is_known_in_clear_is_not_said_again() {
        let context = Context { previous: &["x", "Wq7#Nv!2pZ"], ..Context::default() };
        let validator = Validator::new(Policy::NHS_APPENDIX_A);
        let report = validator
            .check_with_history(
                "Wq7#Nv!2pZ",
                &context,
                &history(&["Wq7#Nv!2pZ"]),
                HistoryMode::Always,
                &Search::DEFAULT,
            )
            .unwrap();
        let detail = Detail::Earlier { entry: 1, change: None };
        assert_eq!(report.finding(Rule::Reused).unwrap().detail, detail);
    }

    #[test]
    fn a_candidate_too_long_is_not_hashed() {
        let long = "aB3!".repeat(65);
        let validator = Validator::new(Policy::NHS_APPENDIX_A);
        let report = validator
            .check_with_history(
                &long,
                &Context::default(),
                &history(&[&long]),
                HistoryMode::Always,
                &Search::DEFAULT,
            )
            .unwrap();
        assert_eq!(report.findings().count(), 1);
        let (policy, history) = (Policy::NHS_APPENDIX_A, history(&[&long]));
        assert_eq!(finding(&long, &policy, &history, &Search::DEFAULT), Ok(None));
        let entries: Vec<&dyn Verify> =
            history.records().iter().map(|record| record as &dyn Verify).collect();
        assert_eq!(finding_with(&long, &policy, &entries, &Search::DEFAULT), Ok(None));
    }
}
