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
    /// Estimates a password, with what is known of the account among the first guesses. Of a long one its first 100 characters
    /// are estimated, and fewer if it holds many symbols that can be letters: 16 at the least, so that what is said is never too
    /// much, and that the work is bounded.
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
        let estimate = zxcvbn::zxcvbn(estimated(password), &known);
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

/// The symbols that zxcvbn reads as each letter. It tries all ways to read those that are there, and goes through the whole
/// password in each.
const SYMBOLS: [&str; 12] = ["4@", "8", "({[<", "3", "69", "1!|", "1|7", "0", "$5", "+7", "%", "2"];
/// How often zxcvbn may look for a word: the ways to read a password by the square of its length.
const LOOKS: usize = 16 * 100 * 100;

/// As much of a password as can be estimated within bounds.
fn estimated(password: &str) -> &str {
    let most = (LOOKS / ways(password)).isqrt().clamp(16, 100);
    let end = password.char_indices().nth(most).map_or(password.len(), |(end, _)| end);
    password.get(..end).unwrap_or_default()
}

/// In how many ways zxcvbn reads a password, at the most. A symbol of two letters doubles them.
fn ways(password: &str) -> usize {
    let has = |symbol: &char| password.contains(*symbol);
    let of_letters: usize =
        SYMBOLS.iter().map(|symbols| symbols.chars().filter(has).count().max(1)).product();
    of_letters << ['1', '|', '7'].iter().filter(|symbol| has(symbol)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_to_read_symbols_are_bounded() {
        let every = SYMBOLS.concat();
        for (password, characters) in [
            ("", 0),
            ("correct horse battery staple", 28),
            (&"a".repeat(256), 100),
            (&"@".repeat(256), 100),
            (&"4@8".repeat(80), 100),
            (&"4@8({[<".repeat(40), 100),
            (&"4@8({[<36".repeat(40), 100),
            (&"4@8({[<369".repeat(40), 100),
            (&"4@8({[<369$5".repeat(40), 70),
            (&every.repeat(10), 16),
            (&"é".repeat(256), 100),
        ] {
            let read = estimated(password);
            assert_eq!(read.chars().count(), characters, "{password}");
            assert!(password.starts_with(read));
            assert!(characters <= 16 || ways(read) * characters * characters <= LOOKS, "{password}");
        }
        // Enough for the highest score.
        assert_eq!(Strength::of(&every.repeat(10), &Context::default()).score, 4);
    }

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
