//! The rules that ask the word lists: `dictionary_word` (WE-C2), `leet_word` (WE-O6), `common_password` (WE-O5, HW-1)
//! and `name` (WE-O2). Which entries count is decided in `word_search`.

use zeroize::Zeroize;

use crate::dictionary::{MAX_ENTRY, Match};
use crate::policy::Blocklist;
use crate::report::{Detail, Finding, Report, Word};
use crate::{Found, Lists, Policy, Readings, Rule, Text};

/// `dictionary_word` and `leet_word`, which one walk answers.
pub(crate) fn words(text: &Text<'_>, policy: &Policy, lists: &Lists<'_>, report: &mut Report) {
    if !policy.applies(Rule::DictionaryWord) && !policy.applies(Rule::LeetWord) {
        return;
    }
    let words = lists.words(text.folded(), &policy.readings);
    for (rule, shortest, found) in [
        (Rule::DictionaryWord, policy.dictionary_word, words.plain),
        (Rule::LeetWord, policy.leet_word, words.leet),
    ] {
        if let Some(found) = found.filter(|_| policy.applies(rule)) {
            let finding = finding(rule, text, &policy.readings, &found);
            let letters = finding.word().map_or(0, str::len);
            if letters >= usize::from(shortest) {
                report.add(finding);
            }
        }
    }
}

pub(crate) fn common_password(text: &Text<'_>, policy: &Policy, lists: &Lists<'_>) -> Option<Finding> {
    let rule = Rule::CommonPassword;
    match policy.common_password {
        Blocklist::Off => None,
        Blocklist::Whole => {
            let entry = lists.passwords?.tier(text.folded());
            let detail = Detail::Word(Word::new(text.folded()));
            entry.map(|_| Finding { rule, span: Some(text.span(0, text.folded().len())), detail })
        }
        Blocklist::Contained => {
            let found = lists.common_password(text.folded(), &policy.readings)?;
            Some(finding(rule, text, &policy.readings, &found))
        }
    }
}

pub(crate) fn name(text: &Text<'_>, lists: &Lists<'_>) -> Option<Finding> {
    Some(finding(Rule::Name, text, &Readings::PLAIN, &lists.name(text.folded())?))
}

fn finding(rule: Rule, text: &Text<'_>, readings: &Readings, found: &Found<'_>) -> Finding {
    let Match { start, end, replaced, .. } = found.place;
    let word = if replaced {
        let mut room = [0; MAX_ENTRY];
        let word = Word::new(found.spelling(text.folded(), readings, &mut room).as_bytes());
        room.zeroize();
        word
    } else {
        Word::new(text.folded().get(start..end).unwrap_or_default())
    };
    Finding { rule, span: Some(text.span(start, end)), detail: Detail::Word(word) }
}
