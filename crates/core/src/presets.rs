//! The presets: policies made ready from published documents, each with its source and the clause behind each rule.
//!
//! Two are the documents that keyward answers to, and do what the engine is for. The others are what national and
//! industry guidance asks for today: length and a blocklist, no composition rules, no expiry. `docs/presets.md` is made
//! from [`PRESETS`] and says what each of them does and does not check.

use crate::policy::{Alphabet, Blocklist, Lifecycle};
use crate::{Policy, Rule};

/// A policy with its name and its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The name in policy files and on the command line. It never changes its meaning.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// The document it is taken from.
    pub source: &'static str,
    /// What it leaves to others: what the document asks for that cannot be seen in a password, and choices made here.
    pub note: &'static str,
    /// The policy.
    pub policy: Policy,
}

impl Preset {
    /// The preset with this name.
    ///
    /// ```
    /// use keyward_core::Preset;
    /// assert_eq!(Preset::from_id("cyber-essentials-12").unwrap().policy.min_length, 12);
    /// assert_eq!(Preset::from_id("none"), None);
    /// ```
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }
}

macro_rules! presets {
    ($($id:literal, $title:literal, $source:literal, $note:literal, $policy:ident;)*) => {
        /// Every preset; the first is the one taken when nothing is said.
        pub static PRESETS: &[Preset] = &[$(Preset {
            id: $id,
            title: $title,
            source: $source,
            note: $note,
            policy: Policy::$policy,
        }),*];

        impl Policy {
            /// The policy of the preset with this name, without what [`PRESETS`] says of it, which a page would only have to
            /// load.
            #[must_use]
            pub fn preset(id: &str) -> Option<&'static Self> {
                match id {
                    $($id => Some(&Self::$policy),)*
                    _ => None,
                }
            }
        }
    };
}

presets! {
    "nhs-appendix-a", "NHS West Essex CCG, Appendix A",
        "NHS West Essex CCG, Information and Cyber Security Policy, IG02 / WECCG48 v4 (November 2019), Appendix A",
        "Expiry after 90 days, the change at first log-on and the lock after 3 to 5 attempts are data for the caller. \
         Both examples of the document have one special character and fail WE-C6 as it is written.",
        NHS_APPENDIX_A;
    "hw-5.3.2", "NHS Herefordshire and Worcestershire CCG, section 5.3.2",
        "NHS Herefordshire & Worcestershire CCG, Personal Information Security Responsibilities, v1.0 (July 2020), 5.3.2",
        "The document speaks of \"a pre-determined length\" without a number; the numbers are those of Appendix A.",
        HW_5_3_2;
    "nist-800-63b-4-single", "NIST SP 800-63B-4, password alone",
        "NIST SP 800-63B-4, Digital Identity Guidelines: Authentication and Authenticator Management (2025), 3.1.1.2",
        "The blocklist compares whole passwords. Rate limiting, salted hashing and normalisation are the verifier's.",
        NIST_800_63B_4_SINGLE;
    "nist-800-63b-4-mfa", "NIST SP 800-63B-4, password with a second factor",
        "NIST SP 800-63B-4, Digital Identity Guidelines: Authentication and Authenticator Management (2025), 3.1.1.2",
        "As nist-800-63b-4-single, for passwords that are only ever used with a second factor.",
        NIST_800_63B_4_MFA;
    "owasp-asvs-5-l1", "OWASP ASVS 5.0, level 1",
        "OWASP Application Security Verification Standard 5.0.0 (2025), V6.2, level 1",
        "Context words (6.2.11) belong to level 2 and breached passwords (6.2.12) to level 3.",
        OWASP_ASVS_5_L1;
    "cyber-essentials-12", "Cyber Essentials, 12 characters",
        "NCSC, Cyber Essentials: Requirements for IT Infrastructure v3.2 (2025), user access control, password-based authentication",
        "The scheme's choice of 12 characters without a deny list; the list of common passwords is kept on all the same, \
         because the scheme asks that people be told to avoid them. Throttling may take the place of the lock.",
        CYBER_ESSENTIALS_12;
    "nhsuk-service-manual", "NHS digital service manual",
        "NHS digital service manual, design system, password input (November 2025), with the NCSC password policy it refers to",
        "The service manual asks for at least 12 characters, all characters and at least 64 of them allowed.",
        NHSUK_SERVICE_MANUAL;
    "ncsc-three-words", "NCSC, three random words",
        "NCSC, Password policy: updating your approach, and Three random words",
        "The NCSC names no length; 12 is three words of 4 letters. Personal information is refused because the NCSC \
         warns of words that can be guessed from it.",
        NCSC_THREE_WORDS;
}

impl Policy {
    /// NHS West Essex CCG, *Information and Cyber Security Policy* (IG02 v4, November 2019), Appendix A.
    pub const NHS_APPENDIX_A: Self = Self {
        min_length: 8,
        max_length: 256,
        alphabet: Alphabet::Unicode,
        uppercase: 2,
        lowercase: 2,
        digit: 2,
        special: 2,
        unacceptable_character: true,
        dictionary_word: 5,
        leet_word: 5,
        common_password: Blocklist::Contained,
        sequence: 4,
        date: true,
        name: true,
        personal: true,
        history: 4,
        recycled: true,
        other_account: true,
        breached: false,
        strength: 0,
        guessable: 30,
        lifecycle: Lifecycle {
            expires_after_days: Some(90),
            change_at_first_log_on: true,
            lock_after_attempts: Some(5),
        },
        clauses: &[
            (Rule::MinLength, "WE-C1"),
            (Rule::Uppercase, "WE-C3"),
            (Rule::Lowercase, "WE-C4"),
            (Rule::Digit, "WE-C5"),
            (Rule::Special, "WE-C6"),
            (Rule::DictionaryWord, "WE-C2"),
            (Rule::LeetWord, "WE-O6"),
            (Rule::CommonPassword, "WE-O5"),
            (Rule::Sequence, "WE-O5"),
            (Rule::Date, "WE-O2"),
            (Rule::Name, "WE-O2"),
            (Rule::Personal, "WE-O1 to WE-O3"),
            (Rule::Reused, "WE-C7"),
            (Rule::Recycled, "WE-C8"),
            (Rule::OtherAccount, "WE-C9"),
            (Rule::Guessable, "WE-O5 and WE-O2"),
        ],
        ..Self::ANY
    };

    /// NHS Herefordshire & Worcestershire CCG, *Personal Information Security Responsibilities* (v1.0, July 2020), 5.3.2.
    pub const HW_5_3_2: Self = Self {
        alphabet: Alphabet::Ascii,
        dictionary_word: 0,
        leet_word: 0,
        name: false,
        guessable: 0,
        lifecycle: Self::ANY.lifecycle,
        clauses: &[
            (Rule::MinLength, "HW-3"),
            (Rule::Uppercase, "HW-4"),
            (Rule::Lowercase, "HW-4"),
            (Rule::Digit, "HW-4"),
            (Rule::Special, "HW-4"),
            (Rule::UnacceptableCharacter, "HW-4"),
            (Rule::CommonPassword, "HW-1"),
            (Rule::Sequence, "HW-1"),
            (Rule::Date, "HW-1"),
            (Rule::Personal, "HW-1"),
            (Rule::Reused, "HW-6"),
            (Rule::Recycled, "HW-6"),
            (Rule::OtherAccount, "HW-2"),
        ],
        ..Self::NHS_APPENDIX_A
    };

    /// NIST SP 800-63B-4, 3.1.1.2, for passwords that stand alone: 15 characters and a blocklist of whole passwords.
    pub const NIST_800_63B_4_SINGLE: Self = Self {
        min_length: 15,
        unacceptable_character: true,
        common_password: Blocklist::Fitted,
        own_details: true,
        clauses: &[
            (Rule::MinLength, "3.1.1.2 (1)"),
            (Rule::MaxLength, "3.1.1.2 (2)"),
            (Rule::CommonPassword, "3.1.1.2 blocklist"),
            (Rule::Personal, "3.1.1.2 blocklist"),
            (Rule::Breached, "3.1.1.2 blocklist"),
        ],
        ..Self::ANY
    };

    /// NIST SP 800-63B-4, 3.1.1.2, for passwords that are only used with a second factor: 8 characters.
    pub const NIST_800_63B_4_MFA: Self = Self { min_length: 8, ..Self::NIST_800_63B_4_SINGLE };

    /// OWASP ASVS 5.0.0, V6.2, level 1: 8 characters and a list of common passwords.
    pub const OWASP_ASVS_5_L1: Self = Self {
        min_length: 8,
        clauses: &[
            (Rule::MinLength, "6.2.1"),
            (Rule::MaxLength, "6.2.9"),
            (Rule::CommonPassword, "6.2.4"),
            (Rule::Personal, "6.2.11"),
            (Rule::Breached, "6.2.12"),
        ],
        ..Self::NIST_800_63B_4_SINGLE
    };

    /// Cyber Essentials, *Requirements for IT Infrastructure* v3.2: 12 characters, lock after 10 attempts at most.
    pub const CYBER_ESSENTIALS_12: Self = Self {
        min_length: 12,
        lifecycle: Lifecycle { lock_after_attempts: Some(10), ..Self::ANY.lifecycle },
        clauses: &[
            (Rule::MinLength, "password-based authentication: quality"),
            (Rule::CommonPassword, "password-based authentication: deny list"),
            (Rule::Personal, "password-based authentication: education"),
        ],
        ..Self::NIST_800_63B_4_SINGLE
    };

    /// NHS digital service manual, password input: 12 characters, no common password.
    pub const NHSUK_SERVICE_MANUAL: Self = Self {
        min_length: 12,
        clauses: &[
            (Rule::MinLength, "Password input: avoid restricting the user's input"),
            (Rule::MaxLength, "Password input: avoid restricting the user's input"),
            (Rule::CommonPassword, "NCSC password policy: deny lists"),
            (Rule::Personal, "NCSC password policy: deny lists"),
        ],
        ..Self::NIST_800_63B_4_SINGLE
    };

    /// NCSC, *Three random words*: length by words, a deny list, nothing that can be guessed from the person.
    pub const NCSC_THREE_WORDS: Self = Self {
        min_length: 12,
        personal: true,
        lifecycle: Lifecycle { lock_after_attempts: Some(10), ..Self::ANY.lifecycle },
        clauses: &[
            (Rule::MinLength, "Three random words"),
            (Rule::CommonPassword, "Password policy: deny lists"),
            (Rule::Personal, "Three random words"),
        ],
        ..Self::NIST_800_63B_4_SINGLE
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_unlike() {
        for (place, preset) in PRESETS.iter().enumerate() {
            assert_eq!(PRESETS.iter().position(|other| other.id == preset.id), Some(place));
            assert!(preset.id.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.')));
            assert!(!preset.title.is_empty() && !preset.source.is_empty() && preset.note.ends_with('.'));
        }
        assert_eq!(PRESETS[0].policy, Policy::NHS_APPENDIX_A);
    }

    #[test]
    fn every_rule_of_the_two_documents_names_its_clause() {
        for policy in [Policy::NHS_APPENDIX_A, Policy::HW_5_3_2] {
            for &rule in Rule::ALL {
                let nameless = matches!(rule, Rule::MaxLength | Rule::UnacceptableCharacter);
                assert!(
                    !policy.applies(rule) || nameless || !policy.clause(rule).is_empty(),
                    "{}",
                    rule.id()
                );
            }
        }
    }

    #[test]
    fn guidance_of_today_asks_for_no_composition_and_no_expiry() {
        for preset in &PRESETS[2..] {
            let policy = &preset.policy;
            assert_eq!(
                policy.uppercase + policy.lowercase + policy.digit + policy.special,
                0,
                "{}",
                preset.id
            );
            assert_eq!(policy.common_password, Blocklist::Fitted, "{}", preset.id);
            assert!(policy.own_details && !policy.clause(Rule::Personal).is_empty(), "{}", preset.id);
            assert!(policy.lifecycle.expires_after_days.is_none(), "{}", preset.id);
            assert!(policy.max_length >= 64, "{}", preset.id);
        }
    }
}
