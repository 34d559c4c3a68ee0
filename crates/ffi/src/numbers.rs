//! The enums of the header. Their numbers are part of the interface: never changed, never used again.
//!
//! What C hands in is a number, not one of these types, as it may be any; [`known`] finds the value or refuses it.

use keyward::Rule as CoreRule;

use crate::rule_table::RULES;
pub use crate::rule_table::Rule;

/// What a function made of its call. Results are written only with `KEYWARD_STATUS_OK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Status {
    /// Done. (That a password is not accepted is an answer, not an error.)
    Ok = 0,
    /// A pointer that must not be NULL is NULL, or a NULL array has a length above 0.
    Null = 1,
    /// The length of an array is more than can be in memory.
    Length = 2,
    /// The text is not well-formed UTF-8 or UTF-16. `keyward_utf8_error` and `keyward_utf16_error` tell where.
    Encoding = 3,
    /// A number is not one of the enum, or a value is not one that is allowed, such as the 30th of February.
    Value = 4,
    /// There is no such preset, no such finding, or no password that passes.
    NotFound = 5,
    /// The finding has nothing of this kind to tell, such as a place or a word.
    None = 6,
    /// This may be told to the typist alone.
    NotDisclosed = 7,
    /// The buffer is too small and was left as it was; `needed` says how many units it must have.
    BufferTooSmall = 8,
    /// The policy, dictionary or history record is damaged or has a mistake.
    Invalid = 9,
    /// There is not enough memory for something that can be large; see the first page.
    Memory = 10,
    /// A fault in keyward itself. The handles can still be used and freed. Please report it.
    Internal = 11,
    /// The operating system gave no random numbers.
    Randomness = 12,
    /// The function of the caller's that was to verify an entry could not.
    Callback = 13,
    /// The library was built without what is asked for.
    NotBuilt = 14,
    /// The policy asks for a breach filter, and none was given, or its file can no longer be read.
    BreachFilter = 15,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Severity {
    /// The policy is broken: the password is not accepted.
    Violation = 1,
    /// Worth saying, but the password may still be accepted.
    Advice = 2,
}

/// Who will see a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Disclosure {
    /// The person who types the password. The word that was found and its place may be shown.
    Private = 1,
    /// The service desk: the name of the rule and what to do, and nothing that tells of the password.
    Desk = 2,
    /// A log: identifiers alone.
    Log = 3,
}

/// A language of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Language {
    /// English.
    English = 1,
    /// Welsh.
    Welsh = 2,
}

/// Who sets the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Operation {
    /// The owner changes it, having typed the current one, which is the first `KEYWARD_FIELD_PREVIOUS`.
    Change = 1,
    /// Somebody sets it for the owner, as a service desk does.
    Set = 2,
}

/// What is known of the account and its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Field {
    /// The user name; one value.
    Username = 1,
    /// A name of the owner, whole: `John Smith`; any number.
    Name = 2,
    /// An email address; any number.
    Email = 3,
    /// A telephone number in any usual form; any number.
    Phone = 4,
    /// A relative, a pet, a team; any number.
    Related = 5,
    /// A system, a project, a subject of the information; any number.
    Subject = 6,
    /// An earlier password in clear, newest first; any number.
    Previous = 7,
    /// The password of another account or system in clear; any number.
    OtherAccount = 8,
}

/// How a policy file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Format {
    /// TOML.
    Toml = 1,
    /// JSON: one object with the same keys.
    Json = 2,
}

/// How an explanation of a policy is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum ExplainFormat {
    /// Plain lines.
    Text = 1,
    /// Markdown.
    Markdown = 2,
    /// Paragraphs and lists for a page, escaped, which say their language.
    Html = 3,
}

/// What a suggested password looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Style {
    /// Short words with a capital each, then numbers, then special characters: `FarmHairTree83*!`.
    Words = 1,
    /// Random characters, without those that look alike.
    Random = 2,
}

/// What is told of a preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum About {
    /// Its name, as `keyward_policy_new_preset` takes it.
    Name = 1,
    /// What people call it.
    Title = 2,
    /// The document that it is taken from.
    Source = 3,
    /// What it leaves to others, and what was chosen here.
    Note = 4,
}

/// What becomes of a password that is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Standing {
    /// It can be used.
    Good = 1,
    /// It can be used, but expires soon.
    DueSoon = 2,
    /// It must be changed.
    Expired = 3,
    /// It is new or reset, and must be changed at the first log-on.
    ChangeAtFirstLogOn = 4,
}

/// An enum whose values have numbers.
pub trait Numbered: Copy + 'static {
    /// Every value with its number.
    const ALL: &'static [(u32, Self)];
}

macro_rules! numbered {
    ($($name:ident { $($value:ident),* })*) => {
        $(impl Numbered for $name {
            const ALL: &'static [(u32, Self)] = &[$(($name::$value as u32, $name::$value)),*];
        })*
    };
}

numbered! {
    Status { Ok, Null, Length, Encoding, Value, NotFound, None, NotDisclosed, BufferTooSmall, Invalid, Memory, Internal, Randomness, Callback, NotBuilt, BreachFilter }
    Severity { Violation, Advice }
    Disclosure { Private, Desk, Log }
    Language { English, Welsh }
    Operation { Change, Set }
    Format { Toml, Json }
    ExplainFormat { Text, Markdown, Html }
    Style { Words, Random }
    About { Name, Title, Source, Note }
    Standing { Good, DueSoon, Expired, ChangeAtFirstLogOn }
    Field { Username, Name, Email, Phone, Related, Subject, Previous, OtherAccount }
}

impl Numbered for Rule {
    const ALL: &'static [(u32, Self)] = RULES;
}

/// The value with a number that came from C.
///
/// # Errors
/// [`Status::Value`].
pub fn known<E: Numbered>(number: u32) -> Result<E, Status> {
    E::ALL.iter().find(|(known, _)| *known == number).map(|(_, value)| *value).ok_or(Status::Value)
}

/// A number that should be a [`Status`].
///
/// cbindgen:ignore
pub type StatusNumber = u32;
/// A number that should be a [`Rule`].
///
/// cbindgen:ignore
pub type RuleNumber = u32;
/// A number that should be a [`Disclosure`].
///
/// cbindgen:ignore
pub type DisclosureNumber = u32;
/// A number that should be a [`Language`].
///
/// cbindgen:ignore
pub type LanguageNumber = u32;
/// A number that should be an [`Operation`].
///
/// cbindgen:ignore
pub type OperationNumber = u32;
/// A number that should be a [`Format`].
///
/// cbindgen:ignore
pub type FormatNumber = u32;
/// A number that should be an [`ExplainFormat`].
///
/// cbindgen:ignore
pub type ExplainFormatNumber = u32;
/// A number that should be a [`Style`].
///
/// cbindgen:ignore
pub type StyleNumber = u32;
/// A number that should be an [`About`].
///
/// cbindgen:ignore
pub type AboutNumber = u32;
/// A number that should be a [`Field`].
///
/// cbindgen:ignore
pub type FieldNumber = u32;

/// The rule with a number that came from C.
///
/// # Errors
/// [`Status::Value`].
pub fn core_rule(number: u32) -> Result<CoreRule, Status> {
    u8::try_from(number).ok().and_then(CoreRule::from_number).ok_or(Status::Value)
}

impl TryFrom<CoreRule> for Rule {
    type Error = Status;

    /// The rule with the number of the table, which has no other.
    fn try_from(rule: CoreRule) -> Result<Self, Status> {
        known(rule.number().into()).map_err(|_| Status::Internal)
    }
}

impl From<keyward::Severity> for Severity {
    fn from(severity: keyward::Severity) -> Self {
        match severity {
            keyward::Severity::Violation => Self::Violation,
            keyward::Severity::Advice => Self::Advice,
        }
    }
}

impl From<Disclosure> for keyward::Disclosure {
    fn from(disclosure: Disclosure) -> Self {
        match disclosure {
            Disclosure::Private => Self::Private,
            Disclosure::Desk => Self::Desk,
            Disclosure::Log => Self::Log,
        }
    }
}

impl From<Language> for keyward::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::English => Self::English,
            Language::Welsh => Self::Welsh,
        }
    }
}

impl From<ExplainFormat> for keyward::ExplainFormat {
    fn from(format: ExplainFormat) -> Self {
        match format {
            ExplainFormat::Text => Self::Text,
            ExplainFormat::Markdown => Self::Markdown,
            ExplainFormat::Html => Self::Html,
        }
    }
}

impl From<Style> for keyward::Style {
    fn from(style: Style) -> Self {
        match style {
            Style::Words => Self::Words,
            Style::Random => Self::Random,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_are_refused() {
        assert_eq!(known::<Operation>(2), Ok(Operation::Set));
        for number in [0, 3, u32::MAX] {
            assert_eq!(known::<Operation>(number), Err(Status::Value));
        }
    }
}
