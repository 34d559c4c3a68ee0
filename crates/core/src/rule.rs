//! The rules, in one table: identifier, number and severity of each. The C enum, the TypeScript union and the documentation
//! are made from it, or compared with it by a test. What a policy asks of a rule stands in `policy`, its clauses in `presets`,
//! its words in `messages`, and what it does in `rules`.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Severity {
    /// The policy is broken: the candidate is not accepted.
    Violation = 1,
    /// Worth saying, but the candidate may still be accepted.
    Advice = 2,
}

impl Severity {
    /// The word used in answers: `violation` or `advice`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Advice => "advice",
        }
    }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $id:literal, $severity:ident;)*) => {
        /// One check of the policy. Identifiers and numbers never change their meaning and are never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[$doc])* $variant = $number,)*
        }

        impl Rule {
            /// Every rule, in the order in which findings are reported.
            pub const ALL: [Self; [$($number),*].len()] = [$(Self::$variant),*];

            /// The stable identifier, such as `min_length`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }

            /// The severity of this rule's findings.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

rules! {
    /// Fewer extended grapheme clusters (UAX 29) than the policy asks for.
    MinLength = 1, "min_length", Violation;
    /// More characters (Unicode scalar values) than the limit. Nothing else is judged then.
    MaxLength = 2, "max_length", Violation;
    /// Too few upper-case letters.
    Uppercase = 3, "uppercase", Violation;
    /// Too few lower-case letters.
    Lowercase = 4, "lowercase", Violation;
    /// Too few decimal digits.
    Digit = 5, "digit", Violation;
    /// Too few graphemes that are neither alphanumeric nor a space.
    Special = 6, "special", Violation;
    /// A control character, an unassigned or a private-use one.
    UnacceptableCharacter = 7, "unacceptable_character", Violation;
    /// A dictionary word, read letter by letter.
    DictionaryWord = 8, "dictionary_word", Violation;
    /// A recognised word with digits or symbols standing for some of its letters.
    LeetWord = 9, "leet_word", Violation;
    /// A much used password, or one built on it.
    CommonPassword = 10, "common_password", Violation;
    /// A run along the alphabet, the digits or the keyboard, one character repeated, or a block repeated.
    Sequence = 11, "sequence", Violation;
    /// A calendar date.
    Date = 12, "date", Violation;
    /// A common given name, surname, place or team.
    Name = 13, "name", Violation;
    /// Something that the context knows of the account's owner.
    Personal = 14, "personal", Violation;
    /// Equal to one of the last few passwords.
    Reused = 15, "reused", Violation;
    /// A deviation of one of the last few passwords.
    Recycled = 16, "recycled", Violation;
    /// Equal to, or a deviation of, the password of another account.
    OtherAccount = 17, "other_account", Violation;
    /// Listed in a breach filter.
    Breached = 18, "breached", Violation;
    /// Guessed sooner than the policy's floor.
    Weak = 19, "weak", Advice;
}

impl Rule {
    /// How many rules there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The stable number, as in the C header.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Whether a checklist shows the rule from the start: what a person has to know before choosing. The other rules are
    /// shown when they object.
    #[must_use]
    pub const fn is_in_checklist(self) -> bool {
        matches!(
            self,
            Self::MinLength
                | Self::Uppercase
                | Self::Lowercase
                | Self::Digit
                | Self::Special
                | Self::DictionaryWord
                | Self::LeetWord
                | Self::CommonPassword
                | Self::Personal
                | Self::Reused
        )
    }

    /// The rule with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.number() == number)
    }

    /// The rule with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_places_in_the_table() {
        for (place, rule) in Rule::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(rule.number()), place + 1, "{}", rule.id());
            assert_eq!(Rule::from_number(rule.number()), Some(rule));
            assert_eq!(Rule::from_id(rule.id()), Some(rule));
        }
        assert_eq!(Rule::from_number(0), None);
        assert_eq!(Rule::from_id("minlength"), None);
    }
}
