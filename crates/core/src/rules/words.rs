//! The rules that ask the word lists: `dictionary_word` (WE-C2), `leet_word` (WE-O6), `common_password` (WE-O5, HW-1)
//! and `name` (WE-O2). Which entries count is decided in `word_search`.

use keyward_dictionary::{MAX_ENTRY, Match};
use zeroize::Zeroize;

use crate::policy::Blocklist;
use crate::word_search::Found;
use crate::{Lists, Policy, Readings, Report, Rule, Text};

/// `dictionary_word` and `leet_word`, which one walk answers.
pub(crate) fn words(text: &Text<'_>, policy: &Policy, lists: &Lists<'_>, report: &mut Report) {
    let words = lists.words(text.folded(), policy);
    for (rule, found) in [(Rule::DictionaryWord, words.plain), (Rule::LeetWord, words.leet)] {
        if let Some(found) = found {
            add(report, rule, text, &policy.readings, &found);
        }
    }
}

pub(crate) fn common_password(text: &Text<'_>, policy: &Policy, lists: &Lists<'_>, report: &mut Report) {
    let (rule, folded) = (Rule::CommonPassword, text.folded());
    match policy.common_password {
        Blocklist::Off => {}
        Blocklist::Whole => {
            if lists.passwords.is_some_and(|passwords| passwords.tier(folded).is_some()) {
                report.add_word(rule, text.span(0, folded.len()), folded);
            }
        }
        Blocklist::Contained => {
            if let Some(found) = lists.common_password(folded, &policy.readings) {
                add(report, rule, text, &policy.readings, &found);
            }
        }
    }
}

pub(crate) fn name(text: &Text<'_>, policy: &Policy, lists: &Lists<'_>, report: &mut Report) {
    if policy.applies(Rule::Name)
        && let Some(found) = lists.name(text.folded())
    {
        add(report, Rule::Name, text, &Readings::PLAIN, &found);
    }
}

/// Adds a finding of a word.
fn add(report: &mut Report, rule: Rule, text: &Text<'_>, readings: &Readings, found: &Found<'_>) {
    let Match { start, end, replaced, .. } = found.place;
    let span = text.span(start, end);
    if replaced {
        let mut room = [0; MAX_ENTRY];
        report.add_word(rule, span, found.spelling(text.folded(), readings, &mut room).as_bytes());
        room.zeroize();
    } else {
        report.add_word(rule, span, text.folded().get(start..end).unwrap_or_default());
    }
}
