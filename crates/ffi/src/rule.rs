//! The rules by name: identifiers and headings.

use crate::border::{Out, OutSize, OutText, Unit, Utf8, guard};
use crate::numbers::{Language, LanguageNumber, Rule, RuleNumber, Status, core_rule, known};

/// `keyward_rule *`
///
/// cbindgen:ignore
pub type OutRule = Out<Rule>;

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
