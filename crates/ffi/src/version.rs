//! The version of the library, from the one place where it is written: the workspace's Cargo.toml.

use std::ffi::CStr;

use crate::border::guard;
use crate::numbers::{Language, LanguageNumber, RuleNumber, Status, core_rule, known};
use crate::text::Unit;
use crate::types::{Lent, OutRule, OutSize, OutText, Utf8};

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"",
};

/// The version as one number that grows: major, minor and patch of 8 bits each, `0x010203` for 1.2.3.
pub const VERSION_NUMBER: u32 = part(env!("CARGO_PKG_VERSION_MAJOR")) << 16
    | part(env!("CARGO_PKG_VERSION_MINOR")) << 8
    | part(env!("CARGO_PKG_VERSION_PATCH"));

/// A part of the version; it has digits alone, which Cargo sees to.
const fn part(digits: &str) -> u32 {
    match u32::from_str_radix(digits, 10) {
        Ok(part) => part,
        Err(_) => 0,
    }
}

/// The version of the library that is running, such as `0.1.0`, with a NUL at its end. It is never freed. Compare with
/// `KEYWARD_VERSION`, the version of the header.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_version() -> Lent {
    VERSION.as_ptr()
}

/// The version of the library that is running as one number, as in `KEYWARD_VERSION_NUMBER`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_version_number() -> u32 {
    VERSION_NUMBER
}

/// The identifier of a rule, such as `min_length`, in ASCII. It is never freed.
///
/// Errors: `NULL`, `VALUE` for a number that is no rule.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_rule_id(rule: RuleNumber, id: OutText, id_len: OutSize) -> Status {
    guard(|| id.text(core_rule(rule)?.id(), id_len))
}

/// The rule with an identifier, such as `min_length`: a name of `enum keyward_rule` as policy files and reports have it.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_rule_from_id(id: Utf8, id_len: usize, rule: OutRule) -> Status {
    guard(|| {
        rule.given()?;
        let found = u8::read(id, id_len, keyward::Rule::from_id)?.ok_or(Status::NotFound)?;
        rule.put(found.try_into()?)
    })
}

/// The name of a rule as a heading, such as `Capital letters`, in UTF-8. It is never freed.
///
/// Errors: `NULL`, `VALUE` for a number that is no rule or no language.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_rule_label(
    rule: RuleNumber,
    language: LanguageNumber,
    label: OutText,
    label_len: OutSize,
) -> Status {
    guard(|| label.text(core_rule(rule)?.label(known::<Language>(language)?.into()), label_len))
}
