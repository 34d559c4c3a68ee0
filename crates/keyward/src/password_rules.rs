//! The `passwordrules` attribute of a web page's password field, and whether the generators of browsers can meet a policy.
//!
//! The attribute's language can ask for one character of a class, not for two. So each class is split in as many sets
//! that share no character as the policy asks for, and one of each is required.

use std::fmt;

use keyward_core::{Characters, Policy};

mod read;
mod to_policy;

use crate::explain::html;
use crate::usable::{Class, classes};
pub use read::{PasswordRulesError, ReadRules};
pub use to_policy::FromPasswordRules;

/// Special characters that need no care in the attribute, in a page or on a keyboard.
const PLAIN_SPECIAL: &str = "-!#$%*+./:=?@^_~";

/// The rules, to be put in a page as `passwordrules="…"`.
///
/// ```
/// use keyward::{PasswordRules, Policy};
/// let rules = PasswordRules::of(&Policy::NHS_APPENDIX_A);
/// assert!(rules.to_string().starts_with(
///     "minlength: 8; maxlength: 256; required: [ABCDEFGHIJKLM]; required: [NOPQRSTUVWXYZ];"
/// ));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PasswordRules {
    text: String,
    complete: bool,
}

impl PasswordRules {
    /// The rules of a policy.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let classes = classes(policy);
        let mut parts = Vec::new();
        if policy.min_length > 0 {
            parts.push(format!("minlength: {}", policy.min_length));
        }
        parts.push(format!("maxlength: {}", policy.max_length));
        let mut complete = true;
        // What is not required is allowed all the same: without this line only the required sets would be.
        let mut allowed = Vec::new();
        for class in &classes {
            let characters = offered(class);
            let sets = split(&characters, class.least);
            complete &= sets.len() == class.least;
            parts.extend(sets.into_iter().map(|set| format!("required: {}", named(set))));
            if !characters.is_empty() {
                allowed.push(named(&characters));
            }
        }
        parts.push(format!("allowed: {}", allowed.join(", ")));
        let sequential = policy.sequence.checked_sub(1);
        let repeating = (policy.repeated > 0).then_some(policy.repeated);
        let repeating = repeating.into_iter().chain(sequential).min();
        // The last is the old name of the other two, for those who know no other.
        for (name, most) in
            [("max-repeating", repeating), ("max-sequential", sequential), ("max-consecutive", repeating)]
        {
            parts.extend(most.map(|most| format!("{name}: {most}")));
        }
        Self { text: parts.join("; ") + ";", complete }
    }

    /// Whether a generator that keeps to the rules meets every count of the policy. The attribute cannot ask for more
    /// characters of a class than the class has.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// The whole attribute, escaped for a page: `passwordrules="…"`.
    #[must_use]
    pub fn attribute(&self) -> String {
        format!("passwordrules=\"{}\"", html(&self.text))
    }
}

impl fmt::Display for PasswordRules {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The characters of a class that a generator is offered: all letters and digits that may be used, and of special characters
/// the plain ones, if there is any.
fn offered(class: &Class) -> Vec<char> {
    let plain: Vec<char> = class.all.iter().copied().filter(|one| PLAIN_SPECIAL.contains(*one)).collect();
    if plain.is_empty() { class.all.clone() } else { plain }
}

/// Some characters in the language of the attribute: a class by its name, others in brackets.
fn named(characters: &[char]) -> String {
    let mut set = Characters::NONE;
    for character in characters {
        // One character of ASCII is always a set.
        set.extend(&Characters::parse(&format!("[{character}]")).unwrap_or(Characters::NONE));
    }
    set.to_string()
}

/// A class in so many sets that share no character, as even as can be; at most one a character.
fn split(class: &[char], sets: usize) -> Vec<&[char]> {
    let (mut rest, mut all) = (class, Vec::new());
    for left in (1..=sets.min(class.len())).rev() {
        let (set, others) = rest.split_at(rest.len().div_ceil(left));
        all.push(set);
        rest = others;
    }
    all
}

/// Whether a generator's passwords meet the counts of a policy. What is not a count (words, names, personal
/// information) no generator knows of; a random password seldom meets with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meets {
    /// All of them.
    Always,
    /// Only by chance.
    Sometimes,
    /// None of them.
    Never,
}

/// A generator built into browsers, by what its maker says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BrowserGenerator {
    /// What people call it.
    pub name: &'static str,
    /// Whether its passwords meet the policy's counts.
    pub meets: Meets,
}

/// What a generator makes: its length, and the fewest and the most of each class.
struct Made {
    length: u16,
    uppercase: (u16, u16),
    lowercase: (u16, u16),
    digit: (u16, u16),
    special: (u16, u16),
}

/// Apple Platform Security, "Automatic strong passwords": 20 characters, one digit, one uppercase letter, two hyphens.
const APPLE: Made =
    Made { length: 20, uppercase: (1, 1), lowercase: (16, 16), digit: (1, 1), special: (2, 2) };

/// Chromium's default: 15 characters, at least one lower-case letter, one upper-case letter and one digit, no symbols.
const CHROMIUM: Made =
    Made { length: 15, uppercase: (1, 13), lowercase: (1, 13), digit: (1, 13), special: (0, 0) };

/// Whether the generators of browsers can satisfy a policy, with and without the attribute.
#[must_use]
pub fn browser_generators(policy: &Policy) -> [BrowserGenerator; 3] {
    let rules = PasswordRules::of(policy);
    let with_rules = if rules.is_complete() { Meets::Always } else { Meets::Sometimes };
    [
        BrowserGenerator {
            name: "Safari and password managers, where the page has the passwordrules attribute",
            meets: with_rules,
        },
        BrowserGenerator { name: "Safari without the attribute", meets: meets(policy, &APPLE) },
        BrowserGenerator {
            name: "Chrome, Edge and Firefox, which do not read the attribute",
            meets: meets(policy, &CHROMIUM),
        },
    ]
}

fn meets(policy: &Policy, made: &Made) -> Meets {
    let Policy { min_length, max_length, uppercase, lowercase, digit, special, .. } = policy;
    if !(*min_length..=*max_length).contains(&made.length) {
        return Meets::Never;
    }
    let classes = [
        (uppercase, made.uppercase),
        (lowercase, made.lowercase),
        (digit, made.digit),
        (special, made.special),
    ];
    if classes.iter().any(|(asked, (_, most))| u16::from(**asked) > *most) {
        Meets::Never
    } else if classes.iter().all(|(asked, (fewest, _))| u16::from(**asked) <= *fewest) {
        Meets::Always
    } else {
        Meets::Sometimes
    }
}

#[cfg(test)]
mod tests;
