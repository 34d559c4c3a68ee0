//! Settings arrive as names and values: the keys of a policy file, then how reports are told. A policy file written as
//! JSON may be given as it is, unless it has readings of its own.

use core::fmt::{self, Write};

use keyward_core::{Disclosure, Key, Kind, Language, Policy};

/// How a report is told.
#[derive(Clone, Copy)]
pub(crate) struct Audience {
    pub(crate) language: Language,
    pub(crate) disclosure: Disclosure,
}

/// What a setting must be, or what is wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Text(&'static str),
    Kind(Kind),
}

impl Problem {
    pub(crate) fn write(&self, out: &mut dyn Write) -> fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Kind(kind) => {
                out.write_str("must be ")?;
                kind.write(out)
            }
        }
    }
}

/// Changes one setting.
pub(crate) fn set(
    policy: &mut Policy,
    audience: &mut Audience,
    id: &str,
    value: &str,
) -> Result<(), Problem> {
    let or = |text| Problem::Text(text);
    match id {
        "base" => *policy = Policy::preset(value).ok_or(or("there is no such preset"))?.clone(),
        "language" => audience.language = Language::from_id(value).ok_or(or("must be en or cy"))?,
        "disclosure" => {
            audience.disclosure = Disclosure::from_id(value).ok_or(or("must be private, desk or log"))?;
        }
        "readings" => return Err(or("cannot be changed in a page")),
        _ => {
            let key = Key::from_id(id).ok_or(or("is not a key of a policy"))?;
            let value = key.kind().read(value).ok_or(Problem::Kind(key.kind()))?;
            // What only a server can judge changes nothing here.
            if !matches!(key, Key::Breached | Key::Strength) {
                key.set(policy, value);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use keyward_core::{Alphabet, Blocklist};

    #[test]
    fn each_setting_changes_its_field_or_says_what_it_may_be() {
        let start = || Policy::NHS_APPENDIX_A;
        let bad = |key: Key| Err(Problem::Kind(key.kind()));
        for (key, value, expected) in [
            ("base", "hw-5.3.2", Ok(Policy::HW_5_3_2)),
            ("base", "nhs", Err(Problem::Text("there is no such preset"))),
            ("min_length", "12", Ok(Policy { min_length: 12, ..start() })),
            ("min_length", "257", bad(Key::MinLength)),
            ("max_length", "0", bad(Key::MaxLength)),
            ("max_length", "64", Ok(Policy { max_length: 64, ..start() })),
            ("alphabet", "ascii", Ok(Policy { alphabet: Alphabet::Ascii, ..start() })),
            ("uppercase", "-1", bad(Key::Uppercase)),
            ("digit", "3", Ok(Policy { digit: 3, ..start() })),
            ("dictionary_word", "4", bad(Key::DictionaryWord)),
            ("leet_word", "0", Ok(Policy { leet_word: 0, ..start() })),
            ("sequence", "2", bad(Key::Sequence)),
            ("common_password", "whole", Ok(Policy { common_password: Blocklist::Whole, ..start() })),
            ("name", "false", Ok(Policy { name: false, ..start() })),
            ("name", "no", bad(Key::Name)),
            ("strength", "3", Ok(start())),
            // A page has no breach filter, so the rule is not among its requirements.
            ("breached", "true", Ok(start())),
            ("min_lenght", "3", Err(Problem::Text("is not a key of a policy"))),
        ] {
            let mut policy = start();
            let mut audience = Audience { language: Language::English, disclosure: Disclosure::Private };
            let outcome = set(&mut policy, &mut audience, key, value).map(|()| policy);
            assert_eq!(outcome, expected, "{key} = {value}");
        }
    }
}
