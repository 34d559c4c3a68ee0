//! The rules, made from the rows of `table`: identifier, number and severity of each.

use crate::table::table;

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
    (
        rules { $($(#[doc = $doc:literal])+ $variant:ident = $number:literal, $id:literal, $severity:ident, $listed:ident;)* }
        $($keys:tt)*
    ) => {
        /// One check of the policy. Identifiers and numbers never change their meaning and are never used again.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum Rule {
            $($(#[doc = $doc])+ $variant = $number,)*
        }

        impl Rule {
            /// Every rule, in the order in which findings are reported.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

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

            /// Whether a checklist shows the rule from the start: what a person has to know before choosing. The other
            /// rules are shown when they object.
            #[must_use]
            pub const fn is_in_checklist(self) -> bool {
                match self { $(Self::$variant => is_listed!($listed),)* }
            }

            /// What the rule objects to; a sentence.
            #[doc(hidden)]
            #[must_use]
            pub const fn doc(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+),)* }
            }
        }
    };
}

macro_rules! is_listed {
    (listed) => {
        true
    };
    (unlisted) => {
        false
    };
}

table!(rules);

impl Rule {
    /// How many rules there are in this version; more come.
    pub const COUNT: usize = Self::ALL.len();

    /// The stable number, as in the C header.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The rule with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.number() == number)
    }

    /// The rule with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_places_in_the_table() {
        for (place, rule) in Rule::ALL.iter().copied().enumerate() {
            assert_eq!(usize::from(rule.number()), place + 1, "{}", rule.id());
            assert_eq!(Rule::from_number(rule.number()), Some(rule));
            assert_eq!(Rule::from_id(rule.id()), Some(rule));
        }
        assert_eq!(Rule::from_number(0), None);
        assert_eq!(Rule::from_id("minlength"), None);
    }
}
