//! `forbidden_character`: a character that the policy does not allow, or forbids. The finding names it.

use super::Check;
use crate::finding::{Detail, Finding, Span};
use crate::{Report, Rule};

pub(super) fn forbidden_character(check: &Check<'_>, report: &mut Report) {
    let rule = Rule::ForbiddenCharacter;
    if !check.policy.applies(rule) {
        return;
    }
    let mut characters = check.text.input().char_indices();
    if let Some((start, character)) = characters.find(|(_, character)| !check.policy.allows(*character)) {
        let mut room = [0; 4];
        // A line break in a message would break the message.
        let named = if character.is_control() { "" } else { character.encode_utf8(&mut room) };
        let span = Some(Span { start, end: start + character.len_utf8() });
        report.add(Finding { rule, span, detail: Detail::Word(named) });
        zeroize::Zeroize::zeroize(&mut room);
    }
}
