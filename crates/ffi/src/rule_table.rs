//! Made by `cargo xtask tables`; do not edit. The rules of the header.

/// The rules. What each means is in the documentation of the policy; `keyward_rule_id` gives the identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Rule {
    /// Fewer extended grapheme clusters (UAX 29) than the policy asks for.
    MinLength = 1,
    /// More characters (Unicode scalar values) than the limit. Nothing else is judged then.
    MaxLength = 2,
    /// Too few upper-case letters.
    Uppercase = 3,
    /// Too few lower-case letters.
    Lowercase = 4,
    /// Too few decimal digits.
    Digit = 5,
    /// Too few graphemes that are neither alphanumeric nor a space.
    Special = 6,
    /// A control character, an unassigned or a private-use one.
    UnacceptableCharacter = 7,
    /// A dictionary word, read letter by letter.
    DictionaryWord = 8,
    /// A recognised word with digits or symbols standing for some of its letters.
    LeetWord = 9,
    /// A much used password, or one built on it.
    CommonPassword = 10,
    /// A run along the alphabet, the digits or the keyboard, one character repeated, or a block repeated.
    Sequence = 11,
    /// A calendar date.
    Date = 12,
    /// A common given name, surname, place or team.
    Name = 13,
    /// Something that the context knows of the account's owner.
    Personal = 14,
    /// Equal to one of the last few passwords.
    Reused = 15,
    /// A deviation of one of the last few passwords.
    Recycled = 16,
    /// Equal to, or a deviation of, the password of another account.
    OtherAccount = 17,
    /// Listed in a breach filter.
    Breached = 18,
    /// Guessed sooner than the policy's floor.
    Weak = 19,
    /// A character that the policy does not allow, or forbids.
    ForbiddenCharacter = 20,
    /// Too few of the four classes: upper-case letters, lower-case letters, digits, special characters.
    Classes = 21,
    /// The same character too many times in a row.
    Repeated = 22,
    /// The same when it is read backwards.
    Palindrome = 23,
    /// Its cheapest explanation costs fewer bits than the policy's floor.
    Guessable = 24,
}

/// Every rule with its number.
pub(crate) const RULES: &[(u32, Rule)] = &[
    (1, Rule::MinLength),
    (2, Rule::MaxLength),
    (3, Rule::Uppercase),
    (4, Rule::Lowercase),
    (5, Rule::Digit),
    (6, Rule::Special),
    (7, Rule::UnacceptableCharacter),
    (8, Rule::DictionaryWord),
    (9, Rule::LeetWord),
    (10, Rule::CommonPassword),
    (11, Rule::Sequence),
    (12, Rule::Date),
    (13, Rule::Name),
    (14, Rule::Personal),
    (15, Rule::Reused),
    (16, Rule::Recycled),
    (17, Rule::OtherAccount),
    (18, Rule::Breached),
    (19, Rule::Weak),
    (20, Rule::ForbiddenCharacter),
    (21, Rule::Classes),
    (22, Rule::Repeated),
    (23, Rule::Palindrome),
    (24, Rule::Guessable),
];
