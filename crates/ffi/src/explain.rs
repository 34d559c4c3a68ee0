//! What a policy asks for, told to people and to the generators of browsers.

use keyward::{PasswordRules, explain};

use crate::border::{OutBool, OutSize, Place, Utf8Buffer, Utf16Buffer, given, guard};
use crate::numbers::{ExplainFormat, ExplainFormatNumber, Language, LanguageNumber, Status, known};
use crate::policy::Policy;
use crate::text::Unit;

/// What a policy asks for, told to the people who have to meet it, in UTF-8: what the password needs, then what comes after it
/// is chosen. Each line ends with a line feed.
///
/// Errors: `NULL`, `VALUE` for a number that is no language or no format, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_explain_utf8(
    policy: Option<&Policy>,
    language: LanguageNumber,
    format: ExplainFormatNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| tell(given(policy)?, language, format, buffer.of(capacity, needed)))
}

/// `keyward_policy_explain_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_explain_utf16(
    policy: Option<&Policy>,
    language: LanguageNumber,
    format: ExplainFormatNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| tell(given(policy)?, language, format, buffer.of(capacity, needed)))
}

fn tell<U: Unit>(
    policy: &Policy,
    language: LanguageNumber,
    format: ExplainFormatNumber,
    place: Place<U>,
) -> Result<(), Status> {
    let (language, format) = (known::<Language>(language)?, known::<ExplainFormat>(format)?);
    place.text(&explain(policy.0.policy(), language.into(), format.into()))
}

/// The rules for the generators of browsers and password managers, in ASCII, for a page's
/// `<input type="password" passwordrules="...">`. There is nothing in it that must be escaped there. `complete` says whether a
/// generator that keeps to them meets every count of the policy; the attribute cannot ask for more characters of a class
/// than the class has.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_password_rules_utf8(
    policy: Option<&Policy>,
    complete: OutBool,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        complete.given()?;
        let rules = PasswordRules::of(given(policy)?.0.policy());
        buffer.of(capacity, needed).fill(|pen| write!(pen, "{rules}"))?;
        complete.put(rules.is_complete())
    })
}
