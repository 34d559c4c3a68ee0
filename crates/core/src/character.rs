//! Characters.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Upper,
    Lower,
    OtherLetter,
    Digit,
    OtherNumber,
    Mark,
    Ignorable,
    Special,
    Space,
    Control,
    Unassigned,
    PrivateUse,
}

pub(crate) fn kind(c: char) -> Kind {
    if c.is_uppercase() {
        Kind::Upper
    } else if c.is_lowercase() {
        Kind::Lower
    } else if c.is_numeric() {
        Kind::Digit
    } else if c.is_alphabetic() {
        Kind::OtherLetter
    } else if c.is_control() {
        Kind::Control
    } else if c.is_whitespace() {
        Kind::Space
    } else {
        Kind::Special
    }
}

pub(crate) fn fold(c: char) -> impl Iterator<Item = u8> {
    core::iter::once(u8::try_from(c).unwrap_or(0))
}
