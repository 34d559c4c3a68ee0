//! What a policy asks for, told to people and to the generators of browsers.

use keyward::{Meets, PasswordRules, browser_generators, explain};
use serde::Serialize;

use crate::border::{OutBool, OutSize, OutText, Place, Unit, Utf8Buffer, Utf16Buffer, given, guard};
use crate::numbers::{
    ExplainFormat, ExplainFormatNumber, Language, LanguageNumber, RuleNumber, Status, core_rule, known,
};
use crate::policy::{GivenPolicy, Policy};

/// What a policy asks for, told to the people who have to meet it, in UTF-8: what the password needs, then what comes after it
/// is chosen. Each line ends with a line feed.
///
/// Errors: `NULL`, `VALUE` for a number that is no language or no format, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_explain_utf8(
    policy: GivenPolicy<'_>,
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
    policy: GivenPolicy<'_>,
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
    place.text(&explain(policy.0.named(), language.into(), format.into()))
}

/// The rules for the generators of browsers and password managers, in ASCII, for a page's
/// `<input type="password" passwordrules="...">`. There is nothing in it that must be escaped there. `complete` says whether a
/// generator that keeps to them meets every count of the policy; the attribute cannot ask for more characters of a class
/// than the class has.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_password_rules_utf8(
    policy: GivenPolicy<'_>,
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

/// Whether the generators that are built into browsers can satisfy a policy, as a JSON list in UTF-8 of objects with `name`
/// and `meets`, which is `always`, `sometimes` or `never`.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_browser_generators_json_utf8(
    policy: GivenPolicy<'_>,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    #[derive(Serialize)]
    struct Generator {
        name: &'static str,
        meets: &'static str,
    }
    guard(|| {
        let generators = browser_generators(given(policy)?.0.policy()).map(|generator| Generator {
            name: generator.name,
            meets: match generator.meets {
                Meets::Always => "always",
                Meets::Sometimes => "sometimes",
                Meets::Never => "never",
            },
        });
        let json = serde_json::to_string(&generators).map_err(|_| Status::Internal)?;
        buffer.of(capacity, needed).text(&json)
    })
}

/// What to do where one rule of a policy objects, in UTF-8: `Use at least 2 numbers.`
///
/// Errors: `NULL`, `VALUE` for a number that is no rule or no language, `NONE` if the policy does not ask for it,
/// `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_remedy_utf8(
    policy: GivenPolicy<'_>,
    rule: RuleNumber,
    language: LanguageNumber,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| remedy(given(policy)?, rule, language, buffer.of(capacity, needed)))
}

/// `keyward_policy_remedy_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_remedy_utf16(
    policy: GivenPolicy<'_>,
    rule: RuleNumber,
    language: LanguageNumber,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| remedy(given(policy)?, rule, language, buffer.of(capacity, needed)))
}

fn remedy<U: Unit>(
    policy: &Policy,
    rule: RuleNumber,
    language: LanguageNumber,
    place: Place<U>,
) -> Result<(), Status> {
    let (rule, language) = policy.asked_about(rule, language)?;
    place.fill(|pen| write!(pen, "{}", rule.remedy(policy.0.policy(), language)))
}

/// The clause of the policy's document that one of its rules comes from, in UTF-8; empty if it has none. It belongs to the
/// policy and is good until the policy is freed or changed.
///
/// Errors: `NULL`, `VALUE` for a number that is no rule, `NONE` if the policy does not ask for it.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_clause(
    policy: GivenPolicy<'_>,
    rule: RuleNumber,
    clause: OutText,
    clause_len: OutSize,
) -> Status {
    guard(|| {
        let (policy, rule) = (given(policy)?.0.policy(), core_rule(rule)?);
        if !policy.applies(rule) {
            return Err(Status::None);
        }
        clause.text(policy.clause(rule), clause_len)
    })
}
