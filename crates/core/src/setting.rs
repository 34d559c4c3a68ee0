//! The values of a policy's keys: which a key may have, how they are read from text and written, and how each type of a field
//! holds them.

use core::fmt::{self, Write};

use crate::characters::Characters;
use crate::number::write_number;

/// The values that a key may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A whole number in a range. Where 0 has a meaning of its own, it may be given though it is outside.
    Number {
        /// The least.
        from: u16,
        /// The most.
        to: u16,
        /// What 0 means, if it is special.
        zero: Option<&'static str>,
    },
    /// True or false.
    Flag,
    /// One of these names.
    Choice(&'static [&'static str]),
    /// A set of characters in the language of [`Characters`].
    Characters,
}

/// What a 0 means for most keys.
pub(crate) const OFF: Option<&str> = Some("the rule is off");

pub(crate) const fn number(from: u16, to: u16, zero: Option<&'static str>) -> Kind {
    Kind::Number { from, to, zero }
}

impl Kind {
    /// Reads a value as it is written in a policy file, without quotation marks. None if it is not one of these.
    ///
    /// ```
    /// use keyward_core::{Key, Value};
    /// let kind = Key::MinLength.kind();
    /// assert_eq!(kind.read("12"), Some(Value::Number(12)));
    /// assert_eq!(kind.read("257"), None);
    /// assert_eq!(kind.to_string(), "a whole number from 1 to 256, or 0: the rule is off");
    /// ```
    #[must_use]
    pub fn read(&self, text: &str) -> Option<Value> {
        match *self {
            Self::Number { from, to, zero } => {
                let number = text.parse().ok()?;
                let is_special = number == 0 && zero.is_some();
                (is_special || from <= number && number <= to).then_some(Value::Number(number))
            }
            Self::Flag => text.parse().ok().map(Value::Flag),
            Self::Choice(names) => names.iter().find(|name| **name == text).map(|name| Value::Choice(name)),
            Self::Characters => Characters::parse(text).ok().map(Value::Characters),
        }
    }

    /// Writes which values there are, for people.
    ///
    /// # Errors
    ///
    /// Those of the place that is written to.
    pub fn write(&self, out: &mut dyn Write) -> fmt::Result {
        match *self {
            Self::Number { from, to, zero } => {
                out.write_str("a whole number from ")?;
                write_number(from.into(), out)?;
                out.write_str(" to ")?;
                write_number(to.into(), out)?;
                zero.map_or(Ok(()), |meaning| {
                    out.write_str(", or 0: ")?;
                    out.write_str(meaning)
                })
            }
            Self::Flag => out.write_str("true or false"),
            Self::Choice(names) => names.iter().enumerate().try_for_each(|(index, name)| {
                out.write_str(if index == 0 { "\"" } else { " or \"" })?;
                out.write_str(name)?;
                out.write_str("\"")
            }),
            Self::Characters => out.write_str("a set of characters, such as \"upper, lower, digit, [-_.]\""),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter)
    }
}

/// The value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A number; 0 where a key that has a meaning for it is off.
    Number(u16),
    /// Whether.
    Flag(bool),
    /// A name of [`Kind::Choice`].
    Choice(&'static str),
    /// A set of characters.
    Characters(Characters),
}

/// As it is read, without quotation marks.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(formatter),
            Self::Flag(flag) => flag.fmt(formatter),
            Self::Choice(name) => formatter.write_str(name),
            Self::Characters(set) => set.fmt(formatter),
        }
    }
}

/// The type of a field of a policy.
pub(crate) trait Setting: Sized {
    fn value(&self) -> Value;

    /// None if it cannot hold such a value, which is never read for its key.
    fn of(value: Value) -> Option<Self>;

    /// Whether it asks for something.
    fn is_on(&self) -> bool;
}

impl Setting for u16 {
    fn value(&self) -> Value {
        Value::Number(*self)
    }

    fn of(value: Value) -> Option<Self> {
        if let Value::Number(number) = value { Some(number) } else { None }
    }

    fn is_on(&self) -> bool {
        *self > 0
    }
}

impl Setting for u8 {
    fn value(&self) -> Value {
        Value::Number((*self).into())
    }

    fn of(value: Value) -> Option<Self> {
        u16::of(value).and_then(|number| number.try_into().ok())
    }

    fn is_on(&self) -> bool {
        *self > 0
    }
}

impl Setting for bool {
    fn value(&self) -> Value {
        Value::Flag(*self)
    }

    fn of(value: Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(flag) } else { None }
    }

    fn is_on(&self) -> bool {
        *self
    }
}

impl Setting for Characters {
    fn value(&self) -> Value {
        Value::Characters(*self)
    }

    fn of(value: Value) -> Option<Self> {
        if let Value::Characters(set) = value { Some(set) } else { None }
    }

    /// All of them may be used, none is barred.
    fn is_on(&self) -> bool {
        !self.is_all() && !self.is_empty()
    }
}

impl<N: Setting + Default> Setting for Option<N> {
    fn value(&self) -> Value {
        self.as_ref().map_or(N::default().value(), N::value)
    }

    fn of(value: Value) -> Option<Self> {
        N::of(value).map(|number| number.is_on().then_some(number))
    }

    fn is_on(&self) -> bool {
        self.is_some()
    }
}
