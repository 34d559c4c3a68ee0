//! How hard a password is to guess by the estimate of zxcvbn. It is advice, and never decides.

use keyward_core::{Context, Detail, Finding, Policy, Report, Rule};

/// What zxcvbn says of a password.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// From 0, guessed at once, to 4, not guessed in practice.
    pub score: u8,
    /// The decimal logarithm of the guesses that it takes.
    pub guesses_log10: f64,
}

impl Strength {
    /// Estimates a password, with what is known of the account among the first guesses.
    ///
    /// ```
    /// use keyward::{Context, Strength};
    /// assert_eq!(Strength::of("Password1!", &Context::default()).score, 1);
    /// assert_eq!(Strength::of("xK7#qLv9@Zr2m", &Context::default()).score, 4);
    /// ```
    #[must_use]
    pub fn of(password: &str, context: &Context<'_>) -> Self {
        let Context { username, email, phone, names, related, subjects, .. } = *context;
        let words =
            [names, related, subjects].into_iter().flatten().flat_map(|phrase| phrase.split_whitespace());
        let known: Vec<&str> =
            [username, email, phone].into_iter().chain(words).filter(|word| !word.is_empty()).collect();
        let estimate = zxcvbn::zxcvbn(password, &known);
        Self { score: u8::from(estimate.score()), guesses_log10: estimate.guesses_log10() }
    }

    /// Adds the advice `weak` to a report, if the policy has a floor and the password is below it. A password over the
    /// length limit is not estimated.
    pub fn advise(password: &str, context: &Context<'_>, policy: &Policy, report: &mut Report) {
        if !policy.applies(Rule::Weak) || report.finding(Rule::MaxLength).is_some() {
            return;
        }
        let (found, required) = (Self::of(password, context).score.into(), policy.strength.into());
        if found < required {
            report.add(Finding { rule: Rule::Weak, span: None, detail: Detail::Count { found, required } });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_never_decides() {
        let policy = Policy { strength: 3, ..Policy::NIST_800_63B_4_MFA };
        for (password, weak) in [("Password1!", true), ("xK7#qLv9@Zr2m", false)] {
            let mut report = Report::default();
            Strength::advise(password, &Context::default(), &policy, &mut report);
            assert_eq!(report.finding(Rule::Weak).is_some(), weak, "{password}");
            assert!(report.accepted());
            let mut report = Report::default();
            Strength::advise(password, &Context::default(), &Policy::NHS_APPENDIX_A, &mut report);
            assert_eq!(report, Report::default());
        }
    }

    #[test]
    fn what_is_known_is_guessed_first() {
        let context = Context { names: &["Zbigniew Quartermain"], ..Context::default() };
        let known = Strength::of("Quartermain", &context).guesses_log10;
        assert!(known < Strength::of("Quartermain", &Context::default()).guesses_log10);
    }
}
