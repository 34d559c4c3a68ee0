//! The characters of each class that a password made for a policy may have, and how many of each it must.

use keyward_core::{Policy, Rule};

/// Characters that nobody takes for another, typed or read aloud: without I, O, l, 0 and 1.
const UPPERCASE: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const LOWERCASE: &str = "abcdefghijkmnopqrstuvwxyz";
const DIGITS: &str = "23456789";
/// Special characters of both keyboards, each with one name.
const SPECIAL: &str = "!#$%&*+-=?@";

/// A class of characters under a policy.
pub(crate) struct Class {
    /// The rule that counts it.
    pub(crate) rule: Rule,
    /// How many a password must have, at least.
    pub(crate) least: usize,
    /// Those of ASCII that the policy allows.
    pub(crate) all: Vec<char>,
    /// Those of them that are told apart at a glance and on the telephone; all where there is none.
    pub(crate) usual: Vec<char>,
}

/// The classes: upper case, lower case, digits, special characters. Where the policy asks for some classes of the four, those that
/// come first are asked for.
pub(crate) fn classes(policy: &Policy) -> [Class; 4] {
    let class = |rule, least: u8, usual: &str, is_in: fn(&char) -> bool| {
        let all: Vec<char> =
            (' '..='~').filter(is_in).filter(|character| policy.allows(*character)).collect();
        let told_apart: Vec<char> = usual.chars().filter(|character| all.contains(character)).collect();
        let usual = if told_apart.is_empty() { all.clone() } else { told_apart };
        Class { rule, least: least.into(), all, usual }
    };
    let mut classes = [
        class(Rule::Uppercase, policy.uppercase, UPPERCASE, char::is_ascii_uppercase),
        class(Rule::Lowercase, policy.lowercase, LOWERCASE, char::is_ascii_lowercase),
        class(Rule::Digit, policy.digit, DIGITS, char::is_ascii_digit),
        class(Rule::Special, policy.special, SPECIAL, char::is_ascii_punctuation),
    ];
    let counted = classes.iter().filter(|class| class.least > 0).count();
    let missing = usize::from(policy.classes).saturating_sub(counted);
    let free = classes.iter_mut().filter(|class| class.least == 0 && !class.all.is_empty());
    free.take(missing).for_each(|class| class.least = 1);
    classes
}

/// A class of which the policy asks for some and allows none.
pub(crate) fn impossible(classes: &[Class; 4]) -> Option<Rule> {
    classes.iter().find(|class| class.least > 0 && class.all.is_empty()).map(|class| class.rule)
}
