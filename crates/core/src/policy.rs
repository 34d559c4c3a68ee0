//! A policy is plain data, one value: what each rule asks for, and the clause it comes from. It is made from the rows of
//! `table`. The presets are in [`crate::presets`].

use core::fmt;

use crate::Rule;
use crate::characters::Characters;
use crate::setting::{Kind, OFF, Setting, Value, number};
use crate::table::table;

/// The longest candidate that is judged, in characters. A policy may set a lower limit, never a higher one.
pub const MAX_CHARACTERS: usize = LONGEST as usize;
const LONGEST: u16 = 256;

macro_rules! choices {
    ($($type:ident { $($variant:ident = $name:literal),* })*) => {
        $(impl $type {
            /// What each is called in a policy file; the first asks for nothing.
            const NAMES: &'static [&'static str] = &[$($name),*];
        }

        impl Setting for $type {
            fn value(&self) -> Value {
                Value::Choice(match self { $(Self::$variant => $name),* })
            }

            fn of(value: Value) -> Option<Self> {
                match value {
                    $(Value::Choice($name) => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn is_on(&self) -> bool {
                Self::NAMES.first().is_some_and(|off| self.value() != Value::Choice(off))
            }
        })*
    };
}

choices! {
    Alphabet { Unicode = "unicode", Ascii = "ascii" }
    Relaxed { Counts = "counts", Patterns = "patterns" }
    Blocklist { Off = "off", Whole = "whole", Fitted = "fitted", Contained = "contained" }
}

/// Which characters count as letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Alphabet {
    /// Unicode Uppercase, Lowercase and Nd.
    Unicode,
    /// Only A–Z, a–z and 0–9 (HW-4: "English upper case letters … Westernised Arabic numerals").
    Ascii,
}

/// What a long password need not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Relaxed {
    /// How many characters of a class, and of how many classes, must be there.
    Counts,
    /// That, and what is refused for something inside a password: words, names, dates, sequences, repeats, and a
    /// common password that is not the whole of it.
    Patterns,
}

/// How a blocklist of whole passwords is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Blocklist {
    /// Not at all.
    Off,
    /// The candidate may not be an entry of the list (NIST SP 800-63B-4, 3.1.1.2).
    Whole,
    /// The candidate may not be an entry, nor what people make of one to reach a length: an entry, a common word or a name with
    /// something before or behind it, twice or more often, nor runs and repeats alone. A list has few entries of 15 characters;
    /// this is what is tried there (NIST SP 800-63B-4, 3.1.1.2: "dictionary words … repetitive or sequential characters").
    Fitted,
    /// The candidate may not contain an entry, nor be built on one (WE-O5).
    Contained,
}

/// The clause behind each rule that has one.
pub type Clauses = [(Rule, &'static str)];

macro_rules! policy {
    (
        rules { $($rules:tt)* }
        keys { $($key:ident($($rule:ident)?) $field:ident: $type:ty = $default:expr, $kind:expr, $doc:literal;)* }
        lifecycle { $($late_key:ident() $late_field:ident: $late_type:ty = $late_default:expr, $late_kind:expr, $late_doc:literal;)* }
    ) => {
        /// What is asked of a new password. `0`, `false`, or the first of several names, turns a rule off. Fields come with minor
        /// versions, so a literal ends with a preset or with [`Policy::ANY`].
        ///
        /// ```
        /// use keyward_core::Policy;
        /// let policy = Policy { min_length: 12, ..Policy::NHS_APPENDIX_A };
        /// assert_eq!(policy.special, 2);
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Policy {
            $(#[doc = $doc] pub $field: $type,)*
            /// Expiry, first log-on and lock-out.
            pub lifecycle: Lifecycle,
            /// The clause behind each rule.
            pub clauses: &'static Clauses,
        }

        /// What cannot be judged by looking at a password, kept as data: see [`crate::lifecycle`]. `None` is never.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Lifecycle {
            $(#[doc = $late_doc] pub $late_field: $late_type,)*
        }

        impl Policy {
            /// Asks for nothing but that a candidate is no longer than [`MAX_CHARACTERS`].
            ///
            /// ```
            /// use keyward_core::{Policy, Rule};
            /// let policy = Policy { min_length: 20, ..Policy::ANY };
            /// assert!(policy.applies(Rule::MinLength) && !policy.applies(Rule::Digit));
            /// ```
            pub const ANY: Self = Self {
                $($field: $default,)*
                lifecycle: Lifecycle { $($late_field: $late_default,)* },
                clauses: &[],
            };

            /// Whether a rule is on.
            #[must_use]
            pub fn applies(&self, rule: Rule) -> bool {
                let is_on = $($(rule == Rule::$rule && self.$field.is_on() ||)?)* false;
                is_on && (rule != Rule::Recycled || self.history > 0)
            }

            /// The number that the policy gives a rule, or 0.
            pub(crate) fn number(&self, rule: Rule) -> u16 {
                let numbers = [$($((Rule::$rule, self.$field.value()),)?)*];
                let rule = if rule == Rule::Recycled { Rule::Reused } else { rule };
                let number = |(of, value)| if of == rule { u16::of(value) } else { None };
                numbers.into_iter().find_map(number).unwrap_or(0)
            }
        }

        /// A key of a policy file, which is a field of [`Policy`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Key {
            $(#[doc = $doc] $key,)*
            $(#[doc = $late_doc] $late_key,)*
        }

        impl Key {
            /// Every key, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$key,)* $(Self::$late_key,)*];

            /// What it is called: `min_length`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$key => stringify!($field),)*
                    $(Self::$late_key => stringify!($late_field),)*
                }
            }

            /// What it asks for; sentences.
            #[must_use]
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$key => $doc,)*
                    $(Self::$late_key => $late_doc,)*
                }
            }

            /// The values it may have.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self {
                    $(Self::$key => $kind,)*
                    $(Self::$late_key => $late_kind,)*
                }
            }

            /// The rule that it turns on or gives a number; none if it is about something else.
            #[must_use]
            pub fn rule(self) -> Option<Rule> {
                let rules = [$($((Self::$key, Rule::$rule),)?)*];
                rules.into_iter().find_map(|(key, rule)| (key == self).then_some(rule))
            }

            /// The value that a policy has.
            #[must_use]
            pub fn value(self, policy: &Policy) -> Value {
                match self {
                    $(Self::$key => policy.$field.value(),)*
                    $(Self::$late_key => policy.lifecycle.$late_field.value(),)*
                }
            }

            /// Gives a policy a value that was read for this key.
            pub fn set(self, policy: &mut Policy, value: Value) {
                match self {
                    $(Self::$key => policy.$field = Setting::of(value).unwrap_or(policy.$field),)*
                    $(Self::$late_key => {
                        let lifecycle = &mut policy.lifecycle;
                        lifecycle.$late_field = Setting::of(value).unwrap_or(lifecycle.$late_field);
                    })*
                }
            }
        }
    };
}

table!(policy);

impl Key {
    /// The key of this name.
    ///
    /// ```
    /// use keyward_core::{Key, Policy, Value};
    /// let mut policy = Policy::NHS_APPENDIX_A;
    /// let key = Key::from_id("min_length").unwrap();
    /// key.set(&mut policy, key.kind().read("14").unwrap());
    /// assert_eq!(policy.min_length, 14);
    /// assert_eq!(key.value(&policy), Value::Number(14));
    /// ```
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.id() == id)
    }
}

impl Policy {
    /// The clause of the policy's document that a rule comes from, or the empty string.
    #[must_use]
    pub fn clause(&self, rule: Rule) -> &'static str {
        self.clauses.iter().find(|(of, _)| *of == rule).map_or("", |(_, clause)| clause)
    }

    /// Whether a password of so many graphemes need not meet everything.
    pub(crate) fn is_relaxed(&self, graphemes: usize) -> bool {
        self.relaxed_from > 0 && graphemes >= self.relaxed_from.into()
    }

    /// Whether a character may be used.
    ///
    /// ```
    /// use keyward_core::{Characters, Policy};
    /// let forbidden_characters = Characters::parse("[<>]")?;
    /// let policy = Policy { forbidden_characters, ..Policy::NHS_APPENDIX_A };
    /// assert!(policy.allows('!') && !policy.allows('<'));
    /// # Ok::<(), keyward_core::CharactersError>(())
    /// ```
    #[must_use]
    pub fn allows(&self, character: char) -> bool {
        self.allowed_characters.contains(character) && !self.forbidden_characters.contains(character)
    }

    /// Whether a printable character of ASCII that is in a class, or any beyond ASCII, may be used. Which of those are in it is
    /// not asked: there are more than can be named.
    fn leaves(&self, is_in: fn(&char) -> bool) -> bool {
        (' '..='~').filter(is_in).any(|character| self.allows(character)) || self.allows('\u{fffd}')
    }

    /// The four classes by their keys, each with how many are asked for and whether it leaves a character.
    fn left(&self) -> [(Key, u8, bool); 4] {
        [
            (Key::Uppercase, self.uppercase, self.leaves(char::is_ascii_uppercase)),
            (Key::Lowercase, self.lowercase, self.leaves(char::is_ascii_lowercase)),
            (Key::Digit, self.digit, self.leaves(char::is_ascii_digit)),
            (Key::Special, self.special, self.leaves(char::is_ascii_punctuation)),
        ]
    }

    /// Whether a password could pass, and every setting can matter. A policy file that fails is not loaded; see to it where a
    /// policy is made in code.
    ///
    /// ```
    /// use keyward_core::{Key, Policy};
    /// assert_eq!(Policy::NHS_APPENDIX_A.validate(), Ok(()));
    /// let policy = Policy { min_length: 20, max_length: 12, ..Policy::NHS_APPENDIX_A };
    /// let contradiction = policy.validate().unwrap_err();
    /// assert_eq!(contradiction.key(), Key::MinLength);
    /// assert_eq!(contradiction.to_string(), "min_length is more than max_length");
    /// ```
    ///
    /// # Errors
    /// What contradicts itself: the key to change, and what is wrong with it.
    pub fn validate(&self) -> Result<(), Contradiction> {
        let classes = self.left();
        let required: u16 = classes.iter().map(|(_, count, _)| u16::from(*count)).sum();
        let left = classes.iter().filter(|(.., left)| *left).count();
        let most = classes.iter().max_by_key(|(_, count, _)| *count).map(|(key, ..)| *key);
        let ruled_out = classes.iter().find(|(_, count, left)| *count > 0 && !left).map(|(key, ..)| *key);
        let (key, problem) = if self.allowed_characters.is_empty() {
            (Key::AllowedCharacters, "allows no character")
        } else if self.forbidden_characters.is_all() {
            (Key::ForbiddenCharacters, "leaves no character")
        } else if self.min_length > self.max_length {
            (Key::MinLength, "is more than max_length")
        } else if let Some(most) = most.filter(|_| required > self.max_length) {
            (most, "leaves no room: more characters are required than max_length allows")
        } else if let Some(key) = ruled_out {
            (key, "asks for characters that allowed_characters or forbidden_characters rule out")
        } else if usize::from(self.classes) > left {
            (Key::Classes, "asks for more classes than allowed_characters and forbidden_characters leave")
        } else if self.relaxed_from > self.max_length {
            (Key::RelaxedFrom, "is more than max_length")
        } else if self.relaxed == Relaxed::Patterns && self.relaxed_from == 0 {
            (Key::Relaxed, "needs a length to begin at: set relaxed_from")
        } else if self.recycled && self.history == 0 {
            (Key::Recycled, "needs a history: set history to 1 or more, or recycled to false")
        } else {
            return Ok(());
        };
        Err(Contradiction { key, problem })
    }
}

/// Why no password could ever pass a policy, or a setting of it could never matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Contradiction {
    key: Key,
    problem: &'static str,
}

impl Contradiction {
    /// The key to change.
    #[must_use]
    pub const fn key(self) -> Key {
        self.key
    }

    /// What is wrong with it, to follow the key or its value: `is more than max_length`.
    #[must_use]
    pub const fn problem(self) -> &'static str {
        self.problem
    }
}

impl fmt::Display for Contradiction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.key.id(), self.problem)
    }
}

impl core::error::Error for Contradiction {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_nothing_could_meet_is_told() {
        let base = || Policy::NHS_APPENDIX_A;
        let set = |text| Characters::parse(text).unwrap();
        for (policy, key) in [
            (base(), None),
            (Policy { min_length: 20, max_length: 20, ..base() }, None),
            (Policy { min_length: 20, max_length: 19, ..base() }, Some("min_length")),
            (Policy { min_length: 7, max_length: 7, special: 4, ..base() }, Some("special")),
            (Policy { digit: 251, ..base() }, Some("digit")),
            (Policy { digit: 250, ..base() }, None),
            (Policy { allowed_characters: set("upper, lower, digit"), ..base() }, Some("special")),
            (Policy { forbidden_characters: set("digit"), ..base() }, None),
            (Policy { allowed_characters: set("lower, digit"), classes: 3, ..Policy::ANY }, Some("classes")),
            (Policy { allowed_characters: set("lower, digit"), classes: 2, ..Policy::ANY }, None),
            (Policy { allowed_characters: Characters::NONE, ..Policy::ANY }, Some("allowed_characters")),
            (Policy { relaxed_from: 21, max_length: 20, ..Policy::ANY }, Some("relaxed_from")),
            (Policy { history: 0, ..base() }, Some("recycled")),
            (Policy { history: 0, recycled: false, ..base() }, None),
        ] {
            let told = policy.validate().err().map(|contradiction| contradiction.key().id());
            assert_eq!(told, key, "{policy:?}");
        }
    }

    #[test]
    fn no_preset_contradicts_itself() {
        assert!(crate::PRESETS.iter().all(|preset| preset.policy.validate().is_ok()));
    }
}
