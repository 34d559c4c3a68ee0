//! Settings arrive as names and values. The names are those of the fields of [`Policy`], as in a policy file.

use keyward_core::{Alphabet, Blocklist, Disclosure, Language, MAX_CHARACTERS, Policy};

use crate::answer::Telling;

/// Changes one setting. The error says what its value may be.
pub(crate) fn set(
    policy: &mut Policy,
    telling: &mut Telling,
    key: &str,
    value: &str,
) -> Result<(), &'static str> {
    match key {
        "preset" => {
            *policy = match value {
                "nhs-appendix-a" => Policy::NHS_APPENDIX_A,
                "hw-5.3.2" => Policy::HW_5_3_2,
                _ => return Err("must be nhs-appendix-a or hw-5.3.2"),
            }
        }
        "language" => telling.language = Language::from_id(value).ok_or("must be en or cy")?,
        "disclosure" => {
            telling.disclosure = Disclosure::from_id(value).ok_or("must be private, desk or log")?;
        }
        "min_length" => policy.min_length = length(value)?,
        "max_length" => policy.max_length = Some(length(value)?).filter(|&most| most > 0).ok_or(LENGTH)?,
        "alphabet" => {
            policy.alphabet = match value {
                "unicode" => Alphabet::Unicode,
                "ascii" => Alphabet::Ascii,
                _ => return Err("must be unicode or ascii"),
            }
        }
        "uppercase" => policy.uppercase = number(value)?,
        "lowercase" => policy.lowercase = number(value)?,
        "digit" => policy.digit = number(value)?,
        "special" => policy.special = number(value)?,
        "unacceptable_character" => policy.unacceptable_character = switch(value)?,
        "dictionary_word" => policy.dictionary_word = at_least(5, value, WORD)?,
        "leet_word" => policy.leet_word = at_least(5, value, WORD)?,
        "common_password" => {
            policy.common_password = match value {
                "off" => Blocklist::Off,
                "whole" => Blocklist::Whole,
                "contained" => Blocklist::Contained,
                _ => return Err("must be off, whole or contained"),
            }
        }
        "sequence" => policy.sequence = at_least(3, value, "must be 0 or a number from 3 to 255")?,
        "date" => policy.date = switch(value)?,
        "name" => policy.name = switch(value)?,
        "personal" => policy.personal = switch(value)?,
        "history" => policy.history = number(value)?,
        "recycled" => policy.recycled = switch(value)?,
        "other_account" => policy.other_account = switch(value)?,
        _ => return Err("is not a setting that the browser can judge"),
    }
    Ok(())
}

const LENGTH: &str = "must be a number up to 256";
const WORD: &str = "must be 0 or a number from 5 to 255";

fn length(value: &str) -> Result<u16, &'static str> {
    value.parse().ok().filter(|&number| usize::from(number) <= MAX_CHARACTERS).ok_or(LENGTH)
}

fn number(value: &str) -> Result<u8, &'static str> {
    value.parse().map_err(|_| "must be a number from 0 to 255")
}

fn at_least(least: u8, value: &str, problem: &'static str) -> Result<u8, &'static str> {
    value.parse().ok().filter(|&number| number == 0 || number >= least).ok_or(problem)
}

fn switch(value: &str) -> Result<bool, &'static str> {
    value.parse().map_err(|_| "must be true or false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_changes_its_field_or_says_what_it_may_be() {
        let start = Policy::NHS_APPENDIX_A;
        for (key, value, expected) in [
            ("preset", "hw-5.3.2", Ok(Policy::HW_5_3_2)),
            ("preset", "nhs", Err("must be nhs-appendix-a or hw-5.3.2")),
            ("min_length", "12", Ok(Policy { min_length: 12, ..start })),
            ("min_length", "257", Err(LENGTH)),
            ("max_length", "0", Err(LENGTH)),
            ("max_length", "64", Ok(Policy { max_length: 64, ..start })),
            ("alphabet", "ascii", Ok(Policy { alphabet: Alphabet::Ascii, ..start })),
            ("uppercase", "-1", Err("must be a number from 0 to 255")),
            ("digit", "3", Ok(Policy { digit: 3, ..start })),
            ("dictionary_word", "4", Err(WORD)),
            ("leet_word", "0", Ok(Policy { leet_word: 0, ..start })),
            ("sequence", "2", Err("must be 0 or a number from 3 to 255")),
            ("common_password", "whole", Ok(Policy { common_password: Blocklist::Whole, ..start })),
            ("name", "false", Ok(Policy { name: false, ..start })),
            ("name", "no", Err("must be true or false")),
            ("weak", "3", Err("is not a setting that the browser can judge")),
        ] {
            let mut policy = start;
            let mut telling = Telling { language: Language::English, disclosure: Disclosure::Private };
            let outcome = set(&mut policy, &mut telling, key, value).map(|()| policy);
            assert_eq!(outcome, expected, "{key} = {value}");
        }
    }
}
