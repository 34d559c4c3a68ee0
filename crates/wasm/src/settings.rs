//! Settings arrive as names and values: the keys of a policy file, then how reports are told. A policy file written as
//! JSON may be given as it is, unless it has readings of its own.

use keyward_core::{Alphabet, Blocklist, Disclosure, Language, Policy};

use crate::answer::Telling;

/// Changes one setting. The error says what its value may be.
pub(crate) fn set(
    policy: &mut Policy,
    telling: &mut Telling,
    key: &str,
    value: &str,
) -> Result<(), &'static str> {
    match key {
        "base" => *policy = preset(value).ok_or("there is no such preset")?.clone(),
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
        "dictionary_word" => policy.dictionary_word = letters(value)?,
        "leet_word" => policy.leet_word = letters(value)?,
        "common_password" => {
            policy.common_password = match value {
                "off" => Blocklist::Off,
                "whole" => Blocklist::Whole,
                "contained" => Blocklist::Contained,
                _ => return Err("must be off, whole or contained"),
            }
        }
        "sequence" => policy.sequence = up_to(3, 31, value).ok_or("must be 0 or a number from 3 to 31")?,
        "date" => policy.date = switch(value)?,
        "name" => policy.name = switch(value)?,
        "personal" => policy.personal = switch(value)?,
        "history" => policy.history = up_to(1, 24, value).ok_or("must be a number from 0 to 24")?,
        "recycled" => policy.recycled = switch(value)?,
        "other_account" => policy.other_account = switch(value)?,
        // What only a server can judge, or nobody who sees a password alone, changes nothing here.
        "breached" | "strength" | "expires_after_days" | "change_at_first_log_on" | "lock_after_attempts" => {
        }
        "readings" => return Err("cannot be changed in a page"),
        _ => return Err("is not a key of a policy"),
    }
    Ok(())
}

/// The policy of each preset, without what core's table says of it, which a page would only have to load.
fn preset(id: &str) -> Option<&'static Policy> {
    Some(match id {
        "nhs-appendix-a" => &Policy::NHS_APPENDIX_A,
        "hw-5.3.2" => &Policy::HW_5_3_2,
        "nist-800-63b-4-single" => &Policy::NIST_800_63B_4_SINGLE,
        "nist-800-63b-4-mfa" => &Policy::NIST_800_63B_4_MFA,
        "owasp-asvs-5-l1" => &Policy::OWASP_ASVS_5_L1,
        "cyber-essentials-12" => &Policy::CYBER_ESSENTIALS_12,
        "nhsuk-service-manual" => &Policy::NHSUK_SERVICE_MANUAL,
        "ncsc-three-words" => &Policy::NCSC_THREE_WORDS,
        _ => return None,
    })
}

const LENGTH: &str = "must be a number up to 256";

fn length(value: &str) -> Result<u16, &'static str> {
    value.parse().ok().filter(|&number| number <= 256).ok_or(LENGTH)
}

fn number(value: &str) -> Result<u8, &'static str> {
    value.parse().map_err(|_| "must be a number from 0 to 255")
}

fn letters(value: &str) -> Result<u8, &'static str> {
    up_to(5, 31, value).ok_or("must be 0 or a number from 5 to 31")
}

fn up_to(least: u8, most: u8, value: &str) -> Option<u8> {
    value.parse().ok().filter(|&number| number == 0 || (least..=most).contains(&number))
}

fn switch(value: &str) -> Result<bool, &'static str> {
    value.parse().map_err(|_| "must be true or false")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_setting_changes_its_field_or_says_what_it_may_be() {
        let start = || Policy::NHS_APPENDIX_A;
        for (key, value, expected) in [
            ("base", "hw-5.3.2", Ok(Policy::HW_5_3_2)),
            ("base", "nhs", Err("there is no such preset")),
            ("min_length", "12", Ok(Policy { min_length: 12, ..start() })),
            ("min_length", "257", Err(LENGTH)),
            ("max_length", "0", Err(LENGTH)),
            ("max_length", "64", Ok(Policy { max_length: 64, ..start() })),
            ("alphabet", "ascii", Ok(Policy { alphabet: Alphabet::Ascii, ..start() })),
            ("uppercase", "-1", Err("must be a number from 0 to 255")),
            ("digit", "3", Ok(Policy { digit: 3, ..start() })),
            ("dictionary_word", "4", Err("must be 0 or a number from 5 to 31")),
            ("leet_word", "0", Ok(Policy { leet_word: 0, ..start() })),
            ("sequence", "2", Err("must be 0 or a number from 3 to 31")),
            ("common_password", "whole", Ok(Policy { common_password: Blocklist::Whole, ..start() })),
            ("name", "false", Ok(Policy { name: false, ..start() })),
            ("name", "no", Err("must be true or false")),
            ("strength", "3", Ok(start())),
            // A page has no breach filter, so the rule is not among its requirements.
            ("breached", "true", Ok(start())),
            ("min_lenght", "3", Err("is not a key of a policy")),
        ] {
            let mut policy = start();
            let mut telling = Telling { language: Language::English, disclosure: Disclosure::Private };
            let outcome = set(&mut policy, &mut telling, key, value).map(|()| policy);
            assert_eq!(outcome, expected, "{key} = {value}");
        }
    }

    #[test]
    fn presets_are_those_of_core() {
        for known in &keyward_core::PRESETS {
            assert_eq!(preset(known.id), Some(&known.policy), "{}", known.id);
        }
    }
}
