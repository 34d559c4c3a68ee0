//! A sentence turned into a password by the first letters of its words, as the document of Appendix A has it (WE-G2).

use zeroize::Zeroizing;

/// Words that stand for a number or a symbol.
const STAND_INS: [(&str, char); 37] = [
    ("zero", '0'),
    ("nought", '0'),
    ("one", '1'),
    ("won", '1'),
    ("two", '2'),
    ("to", '2'),
    ("too", '2'),
    ("three", '3'),
    ("four", '4'),
    ("for", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("ate", '8'),
    ("nine", '9'),
    ("at", '@'),
    ("and", '&'),
    ("plus", '+'),
    ("minus", '-'),
    ("equals", '='),
    ("hash", '#'),
    ("star", '*'),
    ("stars", '*'),
    ("percent", '%'),
    ("pound", '£'),
    ("pounds", '£'),
    ("dollar", '$'),
    ("dollars", '$'),
    ("euro", '€'),
    ("euros", '€'),
    ("question", '?'),
    ("wow", '!'),
    ("hurrah", '!'),
    ("times", '*'),
    ("slash", '/'),
    ("dot", '.'),
];

/// The first letter of each word as it is written; a number or a symbol where a word stands for one; numbers, `!`, `?` and
/// other symbols as they are. What it lacks, a check of it tells.
///
/// ```
/// use keyward::initials;
/// assert_eq!(*initials("I used to live at number one The Avenue"), "Iu2l@n1TA");
/// ```
#[must_use]
pub fn initials(sentence: &str) -> Zeroizing<String> {
    // No word gives more than it has.
    let mut password = Zeroizing::new(String::with_capacity(sentence.len()));
    for word in sentence.split_whitespace() {
        push_word(word, &mut password);
    }
    password
}

fn push_word(word: &str, password: &mut String) {
    let core = word.trim_matches(|character: char| !character.is_alphanumeric());
    let Some(first) = core.chars().next() else {
        // Nothing but symbols.
        password.extend(word.chars().filter(|character| is_symbol(*character)));
        return;
    };
    let (before, after) = word.split_once(core).unwrap_or(("", ""));
    password.extend(before.chars().filter(|character| is_symbol(*character)));
    let lower = Zeroizing::new(core.to_lowercase());
    if let Some((_, stand_in)) = STAND_INS.iter().find(|(known, _)| *known == lower.as_str()) {
        password.push(*stand_in);
    } else if first.is_numeric() {
        password.extend(core.chars().take_while(|character| character.is_numeric()));
    } else {
        password.push(first);
    }
    password.extend(after.chars().filter(|character| is_symbol(*character)));
}

/// A symbol that means something in a sentence, and not its commas and quotation marks.
fn is_symbol(character: char) -> bool {
    matches!(character, '!' | '?' | '£' | '$' | '€' | '%' | '&' | '@' | '#' | '*' | '+' | '=' | '~' | '^')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_become_passwords() {
        let cases = [
            ("I used to live at number one The Avenue", "Iu2l@n1TA"),
            ("“I used to live at number one The Avenue!”", "Iu2l@n1TA!"),
            ("My 2 cats & 13 hens cost £40, in June.", "M2c&13hc£40iJ"),
            ("Two for tea and Tea for two?", "24t&T42?"),
            ("the 21st of May - at 5pm!!", "t21oM@5!!"),
            ("100% sure", "100%s"),
            ("Ysbyty Gwynedd, élan vital", "YGév"),
            ("", ""),
            (" -- , ", ""),
            ("# * ok", "#*o"),
        ];
        for (sentence, password) in cases {
            assert_eq!(*initials(sentence), password, "{sentence}");
            assert!(password.len() <= sentence.len());
        }
    }
}
