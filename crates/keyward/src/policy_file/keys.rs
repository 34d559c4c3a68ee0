//! The keys of a policy file, in one table: name, meaning, range and the field of the policy that each is. Reading,
//! writing, the canonical form and the reference in `docs/policy-file.md` all go through it.

use keyward_core::{Alphabet, Blocklist, MAX_CHARACTERS, Policy};

/// A key whose value is a field of the policy.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// What it asks for; a sentence.
    pub(super) doc: &'static str,
}

pub(super) enum Kind {
    Number(Number),
    Flag { read: fn(&Policy) -> bool, write: fn(&mut Policy, bool) },
    Choice { names: &'static [&'static str], read: fn(&Policy) -> usize, write: fn(&mut Policy, usize) },
}

/// A whole number in a range. Where 0 has a meaning of its own, it may be given though it is outside.
pub(super) struct Number {
    pub(super) from: u16,
    pub(super) to: u16,
    /// What 0 means, if it is special.
    pub(super) zero: Option<&'static str>,
    pub(super) read: fn(&Policy) -> u16,
    pub(super) write: fn(&mut Policy, u16),
}

impl Number {
    pub(super) fn allows(&self, number: u64) -> Option<u16> {
        let number = u16::try_from(number).ok()?;
        let special = number == 0 && self.zero.is_some();
        (special || (self.from..=self.to).contains(&number)).then_some(number)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "a whole number from {} to {}", self.from, self.to)?;
        self.zero.map_or(Ok(()), |meaning| write!(formatter, ", or 0: {meaning}"))
    }
}

/// A value as it was read, to be written into the policy of the base.
#[derive(Clone, Copy)]
pub(super) enum Value {
    Number(u16),
    Flag(bool),
    Choice(usize),
}

impl Key {
    /// The key of this name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KEYS.iter().find(|key| key.name == name)
    }

    pub(super) fn write(&self, policy: &mut Policy, value: Value) {
        match (&self.kind, value) {
            (Kind::Number(number), Value::Number(value)) => (number.write)(policy, value),
            (Kind::Flag { write, .. }, Value::Flag(value)) => write(policy, value),
            (Kind::Choice { write, .. }, Value::Choice(value)) => write(policy, value),
            // A value is read for its key.
            _ => {}
        }
    }

    /// The policy's value, as TOML and JSON both write it.
    pub(super) fn text(&self, policy: &Policy) -> String {
        match &self.kind {
            Kind::Number(number) => (number.read)(policy).to_string(),
            Kind::Flag { read, .. } => read(policy).to_string(),
            Kind::Choice { names, read, .. } => format!("\"{}\"", names.get(read(policy)).unwrap_or(&"")),
        }
    }

    /// The values it may have, for people.
    pub(super) fn values(&self) -> String {
        match &self.kind {
            Kind::Number(number) => number.to_string(),
            Kind::Flag { .. } => "true or false".to_owned(),
            Kind::Choice { names, .. } => {
                names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" or ")
            }
        }
    }
}

/// What a 0 means for most keys.
const OFF: Option<&str> = Some("the rule is off");

#[expect(clippy::cast_possible_truncation, reason = "256")]
const LONGEST: u16 = MAX_CHARACTERS as u16;

/// A row whose number is a field of eight bits. The range keeps it to them.
macro_rules! small {
    ($field:ident, $from:literal..=$to:literal, $zero:expr, $doc:literal) => {
        Key {
            name: stringify!($field),
            kind: Kind::Number(Number {
                from: $from,
                to: $to,
                zero: $zero,
                read: |policy| policy.$field.into(),
                write: |policy, value| policy.$field = u8::try_from(value).unwrap_or(u8::MAX),
            }),
            doc: $doc,
        }
    };
}

macro_rules! flag {
    ($field:ident, $doc:literal) => {
        Key {
            name: stringify!($field),
            kind: Kind::Flag { read: |policy| policy.$field, write: |policy, value| policy.$field = value },
            doc: $doc,
        }
    };
}

const ALPHABETS: [Alphabet; 2] = [Alphabet::Unicode, Alphabet::Ascii];
const BLOCKLISTS: [Blocklist; 3] = [Blocklist::Off, Blocklist::Whole, Blocklist::Contained];

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(0)
}

/// Every key of a policy, in the order of the reference.
pub(super) static KEYS: [Key; 23] = [
    Key {
        name: "min_length",
        kind: Kind::Number(Number {
            from: 1,
            to: LONGEST,
            zero: OFF,
            read: |policy| policy.min_length,
            write: |policy, value| policy.min_length = value,
        }),
        doc: "The fewest characters, counted as people count them (extended grapheme clusters).",
    },
    Key {
        name: "max_length",
        kind: Kind::Number(Number {
            from: 1,
            to: LONGEST,
            zero: None,
            read: |policy| policy.max_length,
            write: |policy, value| policy.max_length = value,
        }),
        doc: "The most characters (Unicode scalar values). A longer password is refused, never cut.",
    },
    Key {
        name: "alphabet",
        kind: Kind::Choice {
            names: &["unicode", "ascii"],
            read: |policy| place(&ALPHABETS, &policy.alphabet),
            write: |policy, value| policy.alphabet = *ALPHABETS.get(value).unwrap_or(&Alphabet::Unicode),
        },
        doc: "Which characters count as letters and digits: those of Unicode, or only A to Z, a to z and 0 to 9.",
    },
    small!(uppercase, 1..=255, OFF, "The fewest capital letters."),
    small!(lowercase, 1..=255, OFF, "The fewest lower case letters."),
    small!(digit, 1..=255, OFF, "The fewest numbers."),
    small!(special, 1..=255, OFF, "The fewest special characters: neither letters nor numbers nor spaces."),
    flag!(
        unacceptable_character,
        "Whether control characters, and those that Unicode has not assigned or left to private use, are refused."
    ),
    small!(
        dictionary_word,
        5..=31,
        OFF,
        "The letters that a dictionary word must have to be refused, anywhere in the password. Words of an organisation's \
         own dictionary are always refused."
    ),
    small!(
        leet_word,
        5..=31,
        OFF,
        "The letters that a word in disguise, such as M0nd4y, must have to be refused. With any number, all of an \
         organisation's own dictionary are."
    ),
    Key {
        name: "common_password",
        kind: Kind::Choice {
            names: &["off", "whole", "contained"],
            read: |policy| place(&BLOCKLISTS, &policy.common_password),
            write: |policy, value| {
                policy.common_password = *BLOCKLISTS.get(value).unwrap_or(&Blocklist::Contained);
            },
        },
        doc: "How the list of common passwords is applied: not, to whole passwords only, or to any part.",
    },
    small!(
        sequence,
        3..=31,
        OFF,
        "The shortest run that is refused: along the alphabet, the digits or the keyboard, or one character repeated."
    ),
    flag!(date, "Whether calendar dates are refused."),
    flag!(name, "Whether common names of people, places and teams are refused."),
    flag!(personal, "Whether what is known of the account and its owner is refused."),
    small!(
        history,
        1..=24,
        Some("`reused` and `recycled` are off"),
        "How many of the last passwords may not be used again."
    ),
    flag!(recycled, "Whether passwords made by changing one of the last ones are refused."),
    flag!(other_account, "Whether passwords of other accounts, and changed ones, are refused."),
    flag!(
        breached,
        "Whether leaked passwords are refused. A breach filter must then be given (`keyward check --breached`), and giving one turns the rule on; a page in a browser has none and leaves the rule out."
    ),
    small!(strength, 1..=4, OFF, "The lowest zxcvbn score without advice. It never decides."),
    Key {
        name: "expires_after_days",
        kind: Kind::Number(Number {
            from: 1,
            to: 3650,
            zero: Some("never"),
            read: |policy| policy.lifecycle.expires_after_days.unwrap_or(0),
            write: |policy, value| policy.lifecycle.expires_after_days = (value > 0).then_some(value),
        }),
        doc: "Days after which a password must be changed.",
    },
    Key {
        name: "change_at_first_log_on",
        kind: Kind::Flag {
            read: |policy| policy.lifecycle.change_at_first_log_on,
            write: |policy, value| policy.lifecycle.change_at_first_log_on = value,
        },
        doc: "Whether a new or reset password must be changed at the first log-on.",
    },
    Key {
        name: "lock_after_attempts",
        kind: Kind::Number(Number {
            from: 1,
            to: 100,
            zero: Some("never"),
            read: |policy| policy.lifecycle.lock_after_attempts.unwrap_or(0).into(),
            write: |policy, value| {
                policy.lifecycle.lock_after_attempts = u8::try_from(value).ok().filter(|most| *most > 0);
            },
        }),
        doc: "Wrong attempts in a row after which the account is locked.",
    },
];
