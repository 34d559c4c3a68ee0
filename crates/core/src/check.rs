//! One check: a candidate is read once, every rule that the policy turns on looks at it, and the report holds what they
//! say.

use crate::guess::Hits;
use crate::rules::{self, Check};
use crate::{Context, Lists, Policy, Relaxed, Report, Text};

/// Judges a candidate under a policy, with what is known of the account and the word lists at hand.
///
/// This never fails, panics or asks for memory. It is a pure function of its arguments. A candidate longer than
/// [`Policy::max_length`] gets the finding `max_length` alone. The rules `breached` and `weak` need what is not at hand here;
/// the crate `keyward` asks them.
///
/// ```
/// use keyward_core::{Context, Lists, Policy, Rule, check};
/// let report = check("Wq7#Nv!2", &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
/// assert!(report.accepted());
/// let report = check("Wq7Nv2pZ", &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
/// assert!(report.finding(Rule::Special).is_some());
/// ```
#[must_use]
pub fn check(candidate: &str, context: &Context<'_>, policy: &Policy, lists: &Lists<'_>) -> Report {
    let mut report = Report::default();
    check_into(&mut report, candidate, context, policy, lists);
    report
}

/// Whether a candidate may be used: [`Report::accepted`] of [`check`], sooner. The rules that are cheapest to ask and object most
/// often are asked first, and none after the first violation.
///
/// ```
/// use keyward_core::{Context, Lists, Policy, accepts};
/// let accepts = |candidate| accepts(candidate, &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
/// assert!(accepts("Wq7#Nv!2") && !accepts("Wq7Nv2pZ"));
/// ```
#[must_use]
pub fn accepts(candidate: &str, context: &Context<'_>, policy: &Policy, lists: &Lists<'_>) -> bool {
    let mut report = Report::default();
    judge::<true>(&mut report, candidate, context, policy, lists);
    report.accepted()
}

/// [`check`] into a report that lies where it will stay, in place of what it held, so that no word that is read in the
/// candidate is ever moved.
pub fn check_into(
    report: &mut Report,
    candidate: &str,
    context: &Context<'_>,
    policy: &Policy,
    lists: &Lists<'_>,
) {
    report.clear();
    judge::<false>(report, candidate, context, policy, lists);
}

/// Asks the rules: all, or those up to the first violation where the verdict is all that is wanted. Compiled once for each, so that
/// the rules are inlined into both: called from one place for both, a whole check took a third longer.
fn judge<const VERDICT_ALONE: bool>(
    report: &mut Report,
    candidate: &str,
    context: &Context<'_>,
    policy: &Policy,
    lists: &Lists<'_>,
) {
    let limit = usize::from(policy.max_length);
    let [hits, all_hits] = &[Hits::none(), Hits::none()];
    let ask = |text: &Text<'_>| {
        let check = &Check { text, policy, context, lists, hits, all_hits };
        if policy.relaxed == Relaxed::Patterns && policy.is_relaxed(text.counts().graphemes) {
            // Apart, so that nothing is copied where no policy asks for it.
            return relaxed::<VERDICT_ALONE>(check, report);
        }
        rules::ask::<VERDICT_ALONE>(check, report);
    };
    if Text::read(candidate, limit, policy.alphabet, ask).is_none() {
        rules::max_length(candidate, policy, report);
    }
}

#[cold]
fn relaxed<const VERDICT_ALONE: bool>(check: &Check<'_>, report: &mut Report) {
    let policy = &rules::without_patterns(check.policy);
    rules::ask::<VERDICT_ALONE>(&Check { policy, ..*check }, report);
}
