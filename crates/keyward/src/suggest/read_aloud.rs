//! A password read aloud, for the telephone: letters by the NATO alphabet, symbols by the names that people in the United
//! Kingdom use.

use zeroize::Zeroizing;

const LETTERS: [&str; 26] = [
    "alfa", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo",
    "lima", "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor",
    "whiskey", "x-ray", "yankee", "zulu",
];

const DIGITS: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

const SYMBOLS: [(char, &str); 36] = [
    (' ', "space"),
    ('!', "exclamation mark"),
    ('"', "double quote"),
    ('£', "pound sign"),
    ('$', "dollar sign"),
    ('€', "euro sign"),
    ('%', "percent sign"),
    ('^', "caret"),
    ('&', "ampersand"),
    ('*', "star"),
    ('(', "open bracket"),
    (')', "close bracket"),
    ('-', "hyphen"),
    ('_', "underscore"),
    ('=', "equals sign"),
    ('+', "plus sign"),
    ('[', "open square bracket"),
    (']', "close square bracket"),
    ('{', "open curly bracket"),
    ('}', "close curly bracket"),
    (';', "semicolon"),
    (':', "colon"),
    ('\'', "apostrophe"),
    ('@', "at sign"),
    ('#', "hash"),
    ('~', "tilde"),
    ('\\', "backslash"),
    ('|', "vertical bar"),
    (',', "comma"),
    ('.', "full stop"),
    ('/', "forward slash"),
    ('?', "question mark"),
    ('<', "less-than sign"),
    ('>', "greater-than sign"),
    ('`', "backtick"),
    ('¬', "not sign"),
];

/// The longest name of a character, with the comma after it.
const LONGEST: usize = 24;

/// A password read aloud, character by character.
///
/// ```
/// use keyward::read_aloud;
/// assert_eq!(*read_aloud("K7#"), "capital kilo, seven, hash");
/// ```
#[must_use]
pub fn read_aloud(password: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(password.len() * LONGEST));
    for (place, character) in password.chars().enumerate() {
        if place > 0 {
            text.push_str(", ");
        }
        push_name(character, &mut text);
    }
    text
}

fn push_name(character: char, text: &mut String) {
    let place =
        |first: u8| u8::try_from(character.to_ascii_lowercase()).ok()?.checked_sub(first).map(usize::from);
    let letter = place(b'a').and_then(|place| LETTERS.get(place));
    let digit = place(b'0').and_then(|place| DIGITS.get(place));
    let symbol = SYMBOLS.iter().find(|(known, _)| *known == character).map(|(_, name)| name);
    if letter.is_some() && character.is_ascii_uppercase() {
        text.push_str("capital ");
    }
    if let Some(name) = letter.or(digit).or(symbol) {
        text.push_str(name);
    } else {
        text.push_str("character ");
        text.push_str(&Zeroizing::new(format!("{:X}", u32::from(character))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_names() {
        let cases = [
            (
                "FarmHair83*",
                "capital foxtrot, alfa, romeo, mike, capital hotel, alfa, india, romeo, eight, three, star",
            ),
            ("xZ09", "x-ray, capital zulu, zero, nine"),
            ("£€¬@ ", "pound sign, euro sign, not sign, at sign, space"),
            ("é", "character E9"),
            ("", ""),
        ];
        for (password, spoken) in cases {
            assert_eq!(*read_aloud(password), spoken);
        }
    }

    #[test]
    fn every_printable_character_of_ascii_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<_> =
            (' '..='~').map(|character| read_aloud(&character.to_string()).to_string()).collect();
        assert_eq!(names.len(), 95);
        assert!(names.iter().all(|name| !name.starts_with("character") && name.len() + 2 <= LONGEST));
    }
}
