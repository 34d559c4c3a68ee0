//! libpwquality's settings: kept for those who ask for them.

use std::collections::BTreeMap;
use std::ffi::CString;

use crate::number;

/// Name, number (`pwquality.h`) and usual value of each setting that takes a number.
const NUMBERS: [(&str, i32, i32); 18] = [
    ("difok", 1, 1),
    ("minlen", 3, 8),
    ("dcredit", 4, 0),
    ("ucredit", 5, 0),
    ("lcredit", 6, 0),
    ("ocredit", 7, 0),
    ("minclass", 8, 0),
    ("maxrepeat", 9, 0),
    ("maxclassrepeat", 12, 0),
    ("gecoscheck", 13, 0),
    ("maxsequence", 15, 0),
    ("dictcheck", 16, 1),
    ("usercheck", 17, 1),
    ("enforcing", 18, 1),
    ("retry", 19, 1),
    ("enforce_for_root", 20, 0),
    ("local_users_only", 21, 0),
    ("usersubstr", 22, 0),
];

/// The same of those that take text.
const TEXTS: [(&str, i32); 2] = [("dictpath", 10), ("badwords", 14)];

/// What `pwquality_settings_t` points to.
#[derive(Default)]
pub(crate) struct Settings {
    numbers: BTreeMap<i32, i32>,
    texts: BTreeMap<i32, CString>,
}

impl Settings {
    /// `name=value`, or the name of one that is on or off.
    pub(crate) fn set(&mut self, option: &str) -> i32 {
        let (name, value) =
            option.split_once('=').map_or((option, "1"), |(name, value)| (name.trim(), value.trim()));
        if let Some((_, number, _)) = NUMBERS.iter().find(|(known, ..)| *known == name) {
            let Ok(value) = value.parse() else { return number::NON_INT_SETTING };
            return self.set_number(*number, value);
        }
        match TEXTS.iter().find(|(known, _)| *known == name) {
            Some((_, number)) => self.set_text(*number, CString::new(value).unwrap_or_default()),
            None => number::UNKNOWN_SETTING,
        }
    }

    pub(crate) fn set_number(&mut self, setting: i32, value: i32) -> i32 {
        if !NUMBERS.iter().any(|(_, known, _)| *known == setting) {
            return number::NON_INT_SETTING;
        }
        self.numbers.insert(setting, value);
        number::SUCCESS
    }

    pub(crate) fn set_text(&mut self, setting: i32, value: CString) -> i32 {
        if !TEXTS.iter().any(|(_, known)| *known == setting) {
            return number::NON_STR_SETTING;
        }
        self.texts.insert(setting, value);
        number::SUCCESS
    }

    pub(crate) fn number(&self, setting: i32) -> Result<i32, i32> {
        let usual = NUMBERS.iter().find(|(_, known, _)| *known == setting).map(|(_, _, usual)| *usual);
        let usual = usual.ok_or(number::NON_INT_SETTING)?;
        Ok(self.numbers.get(&setting).copied().unwrap_or(usual))
    }

    pub(crate) fn text(&self, setting: i32) -> Result<Option<&CString>, i32> {
        if !TEXTS.iter().any(|(_, known)| *known == setting) {
            return Err(number::NON_STR_SETTING);
        }
        Ok(self.texts.get(&setting))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_given_back() {
        let mut settings = Settings::default();
        assert_eq!(settings.number(3), Ok(8));
        assert_eq!(settings.set("minlen = 12"), number::SUCCESS);
        assert_eq!(settings.set("enforce_for_root"), number::SUCCESS);
        assert_eq!((settings.number(3), settings.number(20)), (Ok(12), Ok(1)));
        assert_eq!(settings.set("dictpath=/x"), number::SUCCESS);
        assert!(settings.text(10).is_ok_and(|text| text.is_some_and(|text| text.to_bytes() == b"/x")));
        assert_eq!(settings.set("minlen=many"), number::NON_INT_SETTING);
        assert_eq!(settings.set("minlenght=12"), number::UNKNOWN_SETTING);
        assert_eq!(settings.number(10), Err(number::NON_INT_SETTING));
    }
}
