//! What a character is and how it reads: its [`Kind`], and the ASCII that it [`fold`]s to.
//!
//! [`Kind`] decides what a character counts as (WE-C3 to WE-C6). The plain reading sees through diacritics, width,
//! ligatures, mathematical alphabets and the look-alikes of other scripts, but not through digits and symbols that
//! stand for letters: `Ｏ` and `О` read as `O`, `0` as `0`.
//!
//! Both come from tables small enough for the browser: the number of a character tells its block, the block its class,
//! and the class means a kind and a reading.

#[rustfmt::skip]
mod tables;

use keyward_dictionary::at;

pub use tables::UNICODE_VERSION;

/// What a character counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Upper case by the Unicode property, `Ⓐ` and `Ⅷ` included.
    Upper,
    /// Lower case by the Unicode property, `ª` and `ⅷ` included.
    Lower,
    /// A letter without case, or in title case.
    OtherLetter,
    /// A decimal digit of any script.
    Digit,
    /// A number that is no decimal digit: `½`, `²`, `①`. Alphanumeric all the same.
    OtherNumber,
    /// A mark that combines with the character before it.
    Mark,
    /// Nothing to see: soft hyphen, zero-width characters, variation selectors, fillers.
    Ignorable,
    /// Punctuation or a symbol.
    Special,
    /// White space other than control characters.
    Space,
    /// A control character, line ends and NUL included.
    Control,
    /// No character in this version of Unicode.
    Unassigned,
    /// For private agreements.
    PrivateUse,
}

/// What a character counts as.
#[inline]
pub(crate) fn kind(c: char) -> Kind {
    match c {
        'a'..='z' => Kind::Lower,
        'A'..='Z' => Kind::Upper,
        '0'..='9' => Kind::Digit,
        ' ' => Kind::Space,
        '!'..='~' => Kind::Special,
        '\0'..='\x7f' => Kind::Control,
        _ => meaning(c).0,
    }
}

/// How a character reads when nothing stands for anything else: up to four ASCII letters in its own case, or one
/// ASCII digit, symbol or space; 0 where it cannot be read; nothing where a reading passes over it.
///
/// Decomposed text reads as composed text does. A reading is never longer than the character is in UTF-8.
#[inline]
pub(crate) fn fold(c: char) -> impl Iterator<Item = u8> {
    let (kind, bytes) = meaning(c);
    let length = match kind {
        Kind::Mark | Kind::Ignorable => 0,
        _ => bytes.iter().take_while(|byte| **byte != 0).count().max(1),
    };
    bytes.into_iter().take(length)
}

/// Whether it is a letter of any script.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(kind(c), Kind::Upper | Kind::Lower | Kind::OtherLetter)
}

/// Whether two characters are the same letter but for case and accents.
pub(crate) fn is_same_letter(one: char, other: char) -> bool {
    let read = || fold(one).next() != Some(0);
    let folded = || fold(one).map(|byte| byte.to_ascii_lowercase());
    lower(one) == lower(other) || read() && folded().eq(fold(other).map(|byte| byte.to_ascii_lowercase()))
}

/// The lower case of a common letter of Greek, Cyrillic or Armenian, of Greek without accents.
pub(crate) fn lower(c: char) -> char {
    let further = match c {
        'Ά' | 'ά' => return 'α',
        'Έ' | 'έ' => return 'ε',
        'Ή' | 'ή' => return 'η',
        'Ί' | 'ί' | 'Ϊ' | 'ϊ' | 'ΐ' => return 'ι',
        'Ό' | 'ό' => return 'ο',
        'Ύ' | 'ύ' | 'Ϋ' | 'ϋ' | 'ΰ' => return 'υ',
        'Ώ' | 'ώ' => return 'ω',
        'ς' => return 'σ',
        'Ґ' => return 'ґ',
        'Α'..='Ω' | 'А'..='Я' => 32,
        'Ѐ'..='Џ' => 80,
        'Ա'..='Ֆ' => 48,
        _ => 0,
    };
    char::from_u32(u32::from(c) + further).unwrap_or(c)
}

fn meaning(c: char) -> (Kind, [u8; 4]) {
    let [place, low, high, _] = u32::from(c).to_le_bytes();
    tables::BLOCKS
        .get(usize::from(u16::from_le_bytes([low, high])))
        .and_then(|block| tables::CLASSES.get(usize::from(*block)))
        .and_then(|classes| tables::MEANINGS.get(usize::from(at(classes, place))))
        .copied()
        .unwrap_or((Kind::Unassigned, [0; 4])) // The tables hold every character.
}

#[cfg(test)]
mod tests {
    use std::string::{String, ToString as _};
    use std::vec::Vec;

    use unicode_normalization::UnicodeNormalization;
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    use super::*;
    use crate::UNICODE_VERSION;

    fn all() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    fn passed_over(kind: Kind) -> bool {
        matches!(kind, Kind::Mark | Kind::Ignorable)
    }

    /// What cannot be read is shown as `?`.
    fn read(text: &str) -> String {
        text.chars().flat_map(fold).map(|byte| if byte == 0 { '?' } else { char::from(byte) }).collect()
    }

    #[test]
    fn kinds_agree_with_the_general_category() {
        use GeneralCategory as G;
        assert_eq!(
            unicode_properties::UNICODE_VERSION,
            (UNICODE_VERSION.0.into(), UNICODE_VERSION.1.into(), UNICODE_VERSION.2.into())
        );
        for c in all() {
            let found = kind(c);
            let good = match c.general_category() {
                G::Control => found == Kind::Control,
                G::Unassigned | G::Surrogate => found == Kind::Unassigned,
                G::PrivateUse => found == Kind::PrivateUse,
                G::NonspacingMark | G::SpacingMark | G::EnclosingMark => passed_over(found),
                G::Format => matches!(found, Kind::Ignorable | Kind::Special),
                G::UppercaseLetter => found == Kind::Upper,
                G::LowercaseLetter => found == Kind::Lower,
                G::TitlecaseLetter => found == Kind::OtherLetter,
                G::ModifierLetter | G::OtherLetter => {
                    matches!(found, Kind::Lower | Kind::OtherLetter | Kind::Ignorable)
                }
                G::DecimalNumber => found == Kind::Digit,
                G::LetterNumber => {
                    matches!(found, Kind::Upper | Kind::Lower | Kind::OtherNumber)
                }
                G::OtherNumber => found == Kind::OtherNumber,
                G::SpaceSeparator | G::LineSeparator | G::ParagraphSeparator => found == Kind::Space,
                G::OtherSymbol => matches!(found, Kind::Upper | Kind::Lower | Kind::Special),
                _ => found == Kind::Special,
            };
            assert!(good, "U+{:04X} is {found:?}", u32::from(c));
        }
    }

    #[test]
    fn kinds_agree_with_the_standard_library() {
        for c in all() {
            let found = kind(c);
            // The standard library may know fewer characters, and lets marks have case.
            if !c.is_alphanumeric() || passed_over(found) {
                continue;
            }
            assert_eq!(found == Kind::Upper, c.is_uppercase(), "U+{:04X}", u32::from(c));
            assert_eq!(found == Kind::Lower, c.is_lowercase(), "U+{:04X}", u32::from(c));
            let letter = matches!(found, Kind::Upper | Kind::Lower | Kind::OtherLetter);
            let number = matches!(found, Kind::Digit | Kind::OtherNumber);
            assert!(letter || number, "U+{:04X}", u32::from(c));
        }
        for c in all().filter(|c| c.is_whitespace()) {
            assert!(matches!(kind(c), Kind::Space | Kind::Control), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn kinds_of_examples() {
        for (characters, expected) in [
            ("AÉÑŁΩЖⒶⅧ𝐀🅰", Kind::Upper),
            ("aéñłωжßªⓐⅷ𝐚", Kind::Lower),
            ("ǅאあ漢ʻ", Kind::OtherLetter),
            ("09٤４𝟘", Kind::Digit),
            ("½²①〇", Kind::OtherNumber),
            ("\u{301}\u{20dd}\u{93e}", Kind::Mark),
            (
                "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{fe0f}\u{feff}\u{e0061}\u{115f}\u{3164}",
                Kind::Ignorable,
            ),
            ("!£”€$%&*@_|‽😀🇬\u{600}", Kind::Special),
            (" \u{a0}\u{2003}\u{2028}\u{3000}", Kind::Space),
            ("\0\t\n\u{7f}\u{85}\u{9f}", Kind::Control),
            ("\u{378}\u{fdd0}\u{ffff}\u{10ffff}\u{e0080}", Kind::Unassigned),
            ("\u{e000}\u{f8ff}\u{10fffd}", Kind::PrivateUse),
        ] {
            for c in characters.chars() {
                assert_eq!(kind(c), expected, "U+{:04X}", u32::from(c));
            }
        }
    }

    #[test]
    fn readings_of_examples() {
        for (text, expected) in [
            ("Pass Word", "Pass Word"),
            ("ÀÉÎÕÜÇÑŠŻĀǺ", "AEIOUCNSZAA"),
            ("àéîõüçñšżāǻ", "aeioucnszaa"),
            ("øłđħıŋðĸ", "oldhindk"),
            ("ØŁĐĦİŊÐ", "OLDHIND"),
            ("þÞßẞæÆœŒǿǽ", "thTHssSSaeAEoeOEoae"),
            ("ＰａｓｓＷｏｒｄ", "PassWord"),
            ("４＠＄！０　", "4@$!0 "),
            ("ﬀﬁﬂﬃﬄﬅﬆĳǆ", "fffiflffifflststijdz"),
            ("𝐏𝑎𝒔𝓼𝔴𝕠𝖗𝗱𝘥𝙙𝚍", "Passwordddd"),
            ("ℙℝℑℯℓℨKÅ", "PRIelZKA"),
            ("ⓟⒶ🅰🄰🅐⒜🄪🇵", "pAAAAasp"),
            ("ᵃᴮᶜ₀¹ₓⁿªº", "abc01xnao"),
            ("ᴘᴀꜱꜱᴡᴏʀᴅɡɑɩɪ", "passwordgaii"),
            ("ƥɓɗɠƙʋɨʉɵ", "pbdgkviuo"),
            ("раѕѕԝоrԁ", "password"),
            ("РАЅЅ", "PASS"),
            ("ВЕАТНСКМ", "BEATHCKM"),
            ("вектнм", "bekthm"),
            ("ΡΑΤΗΚΝΜΥΖΙΟΒΕΧ", "PATHKNMYZIOBEX"),
            ("αβεηικνορτυχμµ", "abenikvoptuxuu"),
            ("іІӀјЈ", "iIIjJ"),
            ("ѕһԛё", "shqe"),
            ("օսհցո", "ouhgn"),
            ("ᏢᎪᏚᏚꮲ", "PASSp"),
            ("ꓑꓮꓢ", "PAS"),
            ("٤४٠９𝟘", "44090"),
            ("ⅣⅯⅿ", "IVMm"),
            ("p\u{ad}a\u{200b}s\u{301}s\u{fe0f}", "pass"),
            ("£€”§漢あ😀אا강´¨ж", "?????????????"),
            ("\0\n\u{85}\u{378}\u{e000}", "?????"),
            ("", ""),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn every_reading_keeps_its_promises() {
        for c in all() {
            let read: Vec<u8> = fold(c).collect();
            let code = u32::from(c);
            assert!(read.len() <= c.len_utf8(), "U+{code:04X}");
            assert_eq!(read.is_empty(), matches!(kind(c), Kind::Mark | Kind::Ignorable), "U+{code:04X}");
            let letters = read.iter().all(u8::is_ascii_alphabetic);
            assert!(letters || matches!(read[..], [0 | b' '..=b'~']), "U+{code:04X}");
            assert!(kind(c) != Kind::Digit || matches!(read[..], [b'0'..=b'9']), "U+{code:04X}");
            assert!(kind(c) != Kind::Space || read == b" ", "U+{code:04X}");
        }
    }

    #[test]
    fn decomposed_text_reads_as_composed() {
        for c in all() {
            let composed = c.to_string();
            let decomposed: String = composed.nfd().collect();
            let unreadable = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte == b'?');
            let (composed, decomposed) = (read(&composed), read(&decomposed));
            let same = composed == decomposed || unreadable(&composed) && unreadable(&decomposed);
            assert!(same, "U+{:04X}: {composed} {decomposed}", u32::from(c));
        }
    }

    #[test]
    fn a_letter_with_diacritics_reads_the_same_in_both_cases() {
        for c in ('\u{C0}'..='\u{17F}').chain('\u{1E00}'..='\u{1EFF}') {
            let lower: Vec<char> = c.to_lowercase().collect();
            if let [lower] = lower[..] {
                assert_eq!(read(&c.to_string()).to_lowercase(), read(&lower.to_string()), "{c} {lower}");
            }
        }
    }
}
