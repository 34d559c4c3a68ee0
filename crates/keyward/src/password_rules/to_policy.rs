//! A policy made from what a `passwordrules` text says.

use keyward_core::{Alphabet, Characters, Policy};

use super::read::{PasswordRulesError, ReadRules};
use crate::NamedPolicy;

/// What a policy file says of a text that it was made from: the policy, and where it asks for more than the text does, because
/// a policy has no words for so little.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromPasswordRules {
    /// The policy: whatever it accepts, the text allows.
    pub policy: NamedPolicy,
    /// Where it is narrower than the text; sentences.
    pub narrower: Vec<String>,
}

/// The classes that a policy counts.
struct Class {
    name: &'static str,
    set: Characters,
    count: fn(&mut Policy) -> &mut u8,
}

fn classes() -> [Class; 4] {
    let class = |name, count| {
        // The space is in Apple's class of special characters, and no special character here.
        let set = |text| Characters::parse(text).unwrap_or(Characters::NONE);
        Class { name, set: set(name).without(&set("[ ]")), count }
    };
    [
        class("upper", |policy| &mut policy.uppercase),
        class("lower", |policy| &mut policy.lowercase),
        class("digit", |policy| &mut policy.digit),
        class("special", |policy| &mut policy.special),
    ]
}

impl ReadRules {
    /// A policy that asks for what the text asks for, and for what NIST SP 800-63B-4 asks for besides: no common password, none that
    /// is the user name. Every password that it accepts is one that the text allows.
    ///
    /// A policy counts classes; it cannot ask for one of `[!#]` where `$` may be used too. There the others are left out, and
    /// [`FromPasswordRules::narrower`] says so.
    ///
    /// ```
    /// use keyward::ReadRules;
    /// let rules: ReadRules = "minlength: 10; required: digit; required: [!#]; allowed: lower; max-consecutive: 2".parse()?;
    /// let made = rules.to_policy()?;
    /// let policy = made.policy.policy();
    /// assert_eq!((policy.min_length, policy.digit, policy.special, policy.repeated), (10, 1, 1, 2));
    /// assert!(policy.allows('!') && !policy.allows('A') && made.narrower.is_empty());
    /// # Ok::<(), keyward::PasswordRulesError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text wants one of a set besides one of another set of the same class, which a policy cannot say.
    pub fn to_policy(&self) -> Result<FromPasswordRules, PasswordRulesError> {
        let longest = Policy::ANY.max_length;
        let max_length = self.max_length.unwrap_or(longest).clamp(1, longest);
        let min_length = self.min_length.unwrap_or(Policy::NIST_800_63B_4_MFA.min_length).min(max_length);
        let mut policy = Policy {
            alphabet: Alphabet::Ascii,
            min_length,
            max_length,
            allowed_characters: self.allowed.unwrap_or(Characters::ALL),
            repeated: self.max_repeating.map_or(0, most_in_a_row),
            ..Policy::NIST_800_63B_4_MFA
        };
        let mut narrower = Vec::new();
        if let Some(most) = self.max_sequential.filter(|most| *most < 31) {
            // The shortest run that a policy knows has three characters.
            policy.sequence = most_in_a_row(most).saturating_add(1).max(3);
        }
        for set in &self.required {
            require(&mut policy, set, &mut narrower)?;
        }
        let policy = NamedPolicy::based_on("nist-800-63b-4-mfa", "from-passwordrules", policy);
        Ok(FromPasswordRules { policy, narrower })
    }
}

/// As many as a policy may say.
fn most_in_a_row(most: u16) -> u8 {
    u8::try_from(most.clamp(1, 31)).unwrap_or(31)
}

/// Asks for one character of a set.
fn require(
    policy: &mut Policy,
    set: &Characters,
    narrower: &mut Vec<String>,
) -> Result<(), PasswordRulesError> {
    let allowed = policy.allowed_characters;
    let usable = |of: &Characters| of.printable().filter(|one| allowed.contains(*one)).collect::<Vec<_>>();
    let mut classes = classes();
    // One of which all that may be used is wanted, and first one that is asked for anyway.
    classes.sort_by_key(|class| *(class.count)(policy) == 0);
    let whole = classes.iter().find(|class| {
        let usable = usable(&class.set);
        !usable.is_empty() && usable.iter().all(|one| set.contains(*one))
    });
    let class = whole
        .or_else(|| classes.iter().find(|class| usable(&class.set).iter().any(|one| set.contains(*one))));
    let Some(class) = class else { return Err(PasswordRulesError::unsayable(set)) };
    let count = (class.count)(policy);
    *count = (*count).max(1);
    let others = class.set.without(set);
    if whole.is_none() {
        policy.allowed_characters = allowed.without(&others);
        narrower.push(format!("one of {set} is wanted: the policy allows no other of {}", class.name));
    }
    let rest = set.without(&class.set);
    if rest.printable().any(|one| one != ' ' && allowed.contains(one)) {
        narrower.push(format!("one of {set} is wanted: the policy asks for one of {}", class.name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use keyward_core::Context;
    use password_rules_parser::{CharacterClass, parse_password_rules};

    use super::*;
    use crate::{Style, Suggester, Validator};

    /// What 1Password's parser reads in a text, held against a password.
    fn meets(text: &str, password: &str) -> bool {
        let rules = parse_password_rules(text, true).unwrap();
        let has = |classes: &[CharacterClass]| {
            let set: BTreeSet<char> = classes.iter().flat_map(CharacterClass::chars).collect();
            password.chars().any(|character| set.contains(&character))
        };
        let all = rules.allowed.iter().chain(rules.required.iter().flatten());
        let allowed: BTreeSet<char> = all.flat_map(CharacterClass::chars).collect();
        let length = u32::try_from(password.len()).unwrap();
        let mut longest = 1;
        let mut run = 1;
        for pair in password.as_bytes().windows(2) {
            run = if pair[0] == pair[1] { run + 1 } else { 1 };
            longest = longest.max(run);
        }
        rules.min_length.is_none_or(|least| length >= least)
            && rules.max_length.is_none_or(|most| length <= most)
            && rules.max_consecutive.is_none_or(|most| longest <= most)
            && rules.required.iter().all(|classes| has(classes))
            && password.chars().all(|character| allowed.contains(&character))
    }

    #[test]
    fn what_is_suggested_under_the_rules_of_real_sites_meets_them() {
        let texts = include_str!("../../tests/data/passwordrules.txt");
        let (mut narrower, mut refused) = (0, Vec::new());
        for text in texts.lines() {
            let Ok(made) = text.parse::<ReadRules>().unwrap().to_policy() else {
                refused.push(text);
                continue;
            };
            narrower += usize::from(!made.narrower.is_empty());
            let written = NamedPolicy::from_toml(&made.policy.to_toml()).unwrap();
            assert_eq!(written.digest(), made.policy.digest(), "{text}");
            let validator = Validator::new(written);
            let context = Context::default();
            let mut suggester = Suggester::new(&validator, &context, Style::Random, None)
                .unwrap_or_else(|error| panic!("{text}: {error}"));
            for _ in 0..3 {
                let suggestion = suggester.suggest().unwrap();
                assert!(meets(text, suggestion.password()), "{text}");
                assert!(validator.check(suggestion.password(), &context).accepted());
            }
        }
        // Seventy want one of several classes, of which a policy asks for the first; one wants a hyphen and another special
        // character besides.
        assert_eq!(narrower, 70);
        assert!(matches!(refused.as_slice(), [text] if text.contains("[-]; required: [!@#")), "{refused:?}");
    }

    #[test]
    fn a_test_of_a_text_can_fail() {
        let text = "minlength: 8; maxlength: 9; required: digit; allowed: lower; max-consecutive: 2";
        for (password, is_met) in [
            ("abcdefg1", true),
            ("abcdefgh", false),
            ("Abcdefg1", false),
            ("abbbdef1", false),
            ("abcdef1", false),
        ] {
            assert_eq!(meets(text, password), is_met, "{password}");
        }
    }
}
