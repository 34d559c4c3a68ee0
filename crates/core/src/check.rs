//! One check: a candidate is read once, every rule that the policy turns on looks at it, and the report holds what they
//! say.

use crate::{Context, Lists, Policy, Report, Rule, Text, rules};

/// Judges a candidate under a policy, with what is known of the account and the word lists at hand.
///
/// This never fails, panics or asks for memory. It is a pure function of its arguments. A candidate longer than
/// [`Policy::max_length`] gets the finding `max_length` alone.
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
    let limit = usize::from(policy.max_length);
    Text::read(candidate, limit, policy.alphabet, |text| judge(text, context, policy, lists)).unwrap_or_else(
        || {
            let mut report = Report::default();
            report.add(rules::too_long(candidate, policy));
            report
        },
    )
}

fn judge(text: &Text<'_>, context: &Context<'_>, policy: &Policy, lists: &Lists<'_>) -> Report {
    let mut report = Report::default();
    rules::lengths_and_classes(text, policy, &mut report);
    rules::words(text, policy, lists, &mut report);
    for rule in Rule::ALL {
        if !policy.applies(rule) {
            continue;
        }
        let finding = match rule {
            Rule::UnacceptableCharacter => rules::unacceptable_character(text),
            Rule::CommonPassword => rules::common_password(text, policy, lists),
            Rule::Sequence => rules::sequence(text, policy),
            Rule::Date => rules::date(text),
            Rule::Name => rules::name(text, lists),
            Rule::Personal => rules::personal(text, policy, context),
            Rule::Reused => rules::reused(text.input(), policy, context),
            Rule::Recycled => rules::recycled(text.input(), policy, context),
            Rule::OtherAccount => rules::other_account(text.input(), context),
            // Judged above, or by the caller: a breach filter and zxcvbn are not at hand here.
            _ => None,
        };
        if let Some(finding) = finding {
            report.add(finding);
        }
    }
    report
}
