//! A policy is plain data, one value: what each rule asks for, and the clause it comes from. The presets are in
//! [`crate::presets`].

use crate::Rule;

/// The longest candidate that is judged, in characters. A policy may set a lower limit, never a higher one.
pub const MAX_CHARACTERS: usize = 256;

/// Which characters count as letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Unicode Uppercase, Lowercase and Nd.
    Unicode,
    /// Only A–Z, a–z and 0–9 (HW-4: "English upper case letters … Westernised Arabic numerals").
    Ascii,
}

/// How a blocklist of whole passwords is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocklist {
    /// Not at all.
    Off,
    /// The candidate may not be an entry of the list (NIST SP 800-63B-4, 3.1.1.2).
    Whole,
    /// The candidate may not contain an entry, nor be built on one (WE-O5).
    Contained,
}

/// What cannot be judged by looking at a password, kept as data: see [`crate::lifecycle`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// Days after which a password must be changed (WE-S1); none if it does not expire.
    pub expires_after_days: Option<u16>,
    /// Whether a new or reset password must be changed at first log-on (WE-M1).
    pub change_at_first_log_on: bool,
    /// Wrong attempts after which the account is locked (WE-M2, "usually 3-5 times").
    pub lock_after_attempts: Option<u8>,
}

/// The clause behind each rule, in the order of [`Rule::ALL`]; empty where the document has none.
pub type Clauses = [&'static str; Rule::COUNT];

/// What is asked of a new password. Every field is one rule's parameter; `0`, `false` or `Off` turns the rule off.
///
/// ```
/// use keyward_core::Policy;
/// let policy = Policy { min_length: 12, ..Policy::NHS_APPENDIX_A };
/// assert_eq!(policy.special, 2);
/// ```
#[expect(clippy::struct_excessive_bools, reason = "each is one rule, on or off")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// `min_length`: the fewest extended grapheme clusters.
    pub min_length: u16,
    /// `max_length`: the most characters, from 1 to [`MAX_CHARACTERS`].
    pub max_length: u16,
    /// Which characters count for `uppercase`, `lowercase` and `digit`.
    pub alphabet: Alphabet,
    /// `uppercase`: the fewest upper-case letters.
    pub uppercase: u8,
    /// `lowercase`: the fewest lower-case letters.
    pub lowercase: u8,
    /// `digit`: the fewest decimal digits.
    pub digit: u8,
    /// `special`: the fewest special characters.
    pub special: u8,
    /// `unacceptable_character`: whether control, unassigned and private-use characters are refused.
    pub unacceptable_character: bool,
    /// `dictionary_word`: the letters a word of the language must have to count, at least 5; 0 is for none. Those of
    /// [`crate::Lists::own`] always count.
    pub dictionary_word: u8,
    /// `leet_word`: the letters a word of the language must have to count with letters replaced, at least 5; 0 turns the rule
    /// off. While it is on, each of [`crate::Lists::own`] counts.
    pub leet_word: u8,
    /// `common_password`: how the list of common passwords is applied.
    pub common_password: Blocklist,
    /// `sequence`: the shortest run that counts, at least 3; 0 turns the rule off.
    pub sequence: u8,
    /// `date`: whether calendar dates are refused.
    pub date: bool,
    /// `name`: whether common names, places and teams are refused.
    pub name: bool,
    /// `personal`: whether what the context knows is refused. [`crate::Lists::own_words`] always are.
    pub personal: bool,
    /// `reused` and `recycled`: how many of the last passwords are looked at; 0 turns both off.
    pub history: u8,
    /// `recycled`: whether deviations of earlier passwords are refused.
    pub recycled: bool,
    /// `other_account`: whether passwords of other accounts, and deviations of them, are refused.
    pub other_account: bool,
    /// `breached`: whether a breach filter is asked, which the crate `keyward` does.
    pub breached: bool,
    /// `weak`: the lowest zxcvbn score (1 to 4) without advice; 0 turns the rule off.
    pub strength: u8,
    /// Expiry, first log-on and lock-out.
    pub lifecycle: Lifecycle,
    /// The clause behind each rule.
    pub clauses: &'static Clauses,
}

impl Policy {
    /// The clause of the policy's document that a rule comes from, or the empty string.
    #[must_use]
    pub fn clause(&self, rule: Rule) -> &'static str {
        self.clauses.get(usize::from(rule.number()) - 1).copied().unwrap_or("")
    }

    /// Why no password could ever pass, or a setting could never matter: the field to change, and what is wrong with it.
    ///
    /// ```
    /// use keyward_core::Policy;
    /// assert_eq!(Policy::NHS_APPENDIX_A.contradiction(), None);
    /// let policy = Policy { min_length: 20, max_length: 12, ..Policy::NHS_APPENDIX_A };
    /// assert_eq!(policy.contradiction(), Some(("min_length", "is more than max_length")));
    /// ```
    #[must_use]
    pub fn contradiction(&self) -> Option<(&'static str, &'static str)> {
        let classes = [
            ("uppercase", self.uppercase),
            ("lowercase", self.lowercase),
            ("digit", self.digit),
            ("special", self.special),
        ];
        let required: u16 = classes.iter().map(|(_, count)| u16::from(*count)).sum();
        if self.min_length > self.max_length {
            Some(("min_length", "is more than max_length"))
        } else if required > self.max_length {
            let (most, _) = classes.into_iter().max_by_key(|(_, count)| *count)?;
            Some((most, "leaves no room: more characters are required than max_length allows"))
        } else if self.recycled && self.history == 0 {
            Some(("recycled", "needs a history: set history to 1 or more, or recycled to false"))
        } else {
            None
        }
    }

    /// Whether a rule is on.
    #[must_use]
    pub const fn applies(&self, rule: Rule) -> bool {
        match rule {
            Rule::MinLength => self.min_length > 0,
            Rule::MaxLength => true,
            Rule::Uppercase => self.uppercase > 0,
            Rule::Lowercase => self.lowercase > 0,
            Rule::Digit => self.digit > 0,
            Rule::Special => self.special > 0,
            Rule::UnacceptableCharacter => self.unacceptable_character,
            Rule::DictionaryWord => self.dictionary_word > 0,
            Rule::LeetWord => self.leet_word > 0,
            Rule::CommonPassword => !matches!(self.common_password, Blocklist::Off),
            Rule::Sequence => self.sequence > 0,
            Rule::Date => self.date,
            Rule::Name => self.name,
            Rule::Personal => self.personal,
            Rule::Reused => self.history > 0,
            Rule::Recycled => self.history > 0 && self.recycled,
            Rule::OtherAccount => self.other_account,
            Rule::Breached => self.breached,
            Rule::Weak => self.strength > 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_nothing_could_meet_is_told() {
        let base = || Policy::NHS_APPENDIX_A;
        for (policy, key) in [
            (base(), None),
            (Policy { min_length: 20, max_length: 20, ..base() }, None),
            (Policy { min_length: 20, max_length: 19, ..base() }, Some("min_length")),
            (Policy { min_length: 7, max_length: 7, special: 4, ..base() }, Some("special")),
            (Policy { digit: 251, ..base() }, Some("digit")),
            (Policy { digit: 250, ..base() }, None),
            (Policy { history: 0, ..base() }, Some("recycled")),
            (Policy { history: 0, recycled: false, ..base() }, None),
        ] {
            assert_eq!(policy.contradiction().map(|(key, _)| key), key, "{policy:?}");
        }
    }

    #[test]
    fn no_preset_contradicts_itself() {
        assert!(crate::PRESETS.iter().all(|preset| preset.policy.contradiction().is_none()));
    }
}
