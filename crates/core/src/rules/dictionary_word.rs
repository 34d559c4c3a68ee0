//! `dictionary_word` (WE-C2) and `leet_word` (WE-O6), which one walk of each list answers: the longest word in plain letters,
//! and the longest with letters replaced. Words of the language count from the letters that the policy says, those of an
//! organisation's own lists in plain letters wherever they are, and in other readings unless `leet_word` is off.

use core::ops::ControlFlow;

use keyward_dictionary::{Dictionary, Ending, Match, PREFIX, Readings, Tier};

use super::Check;
use super::accident::is_accident;
use super::segments::{has_real_letters, is_edge};
use super::word::{WordHit, add_unread};
use crate::guess::{List, WORD};
use crate::{Report, Rule};

pub(super) fn dictionary_word(check: &Check<'_>, report: &mut Report) {
    let Check { policy, lists, .. } = *check;
    let mut words = Words::default();
    if let Some(dictionary) = &lists.standard.words
        && (policy.dictionary_word > 0 || policy.leet_word > 0)
    {
        words.look_for_those_of_the_language(check, dictionary);
    }
    for dictionary in lists.own {
        words.look_for_those_of_the_organisation(check, dictionary);
    }
    for (rule, hit) in [(Rule::DictionaryWord, words.plain), (Rule::LeetWord, words.leet)] {
        if let Some(hit) = hit {
            hit.add(rule, check, report);
        }
    }
    if words.exhausted && words.plain.is_none() && words.leet.is_none() {
        let rule = if policy.leet_word > 0 { Rule::LeetWord } else { Rule::DictionaryWord };
        add_unread(rule, check, report);
    }
}

/// How a candidate is read: where `leet_word` is off, only plain letters matter.
fn readings<'a>(check: &Check<'a>) -> &'a Readings {
    if check.policy.leet_word > 0 { check.lists.readings } else { Readings::PLAIN }
}

/// The words of a candidate that explain most.
#[derive(Clone, Copy, Default)]
struct Words<'a> {
    /// The longest in plain letters.
    plain: Option<WordHit<'a>>,
    /// The longest that has letters replaced.
    leet: Option<WordHit<'a>>,
    /// Whether a list could not be looked through to the end.
    exhausted: bool,
}

impl<'a> Words<'a> {
    fn look_for_those_of_the_language(&mut self, check: &Check<'a>, dictionary: &'a Dictionary<'a>) {
        let policy = check.policy;
        let ending = dictionary.visit(check.text.folded(), readings(check), &mut |found, entry| {
            check.hits.keep_entry(List::Words, &found);
            let (best, shortest) = if found.replaced > 0 {
                (&mut self.leet, policy.leet_word)
            } else {
                (&mut self.plain, policy.dictionary_word)
            };
            if shortest > 0 && is_longer(found, *best) && counts(check, found, entry, shortest.into()) {
                *best = Some(WordHit { found, dictionary });
            }
            ControlFlow::Continue(())
        });
        self.exhausted |= ending == Ending::Exhausted;
        if policy.leet_word > 0 {
            check.hits.set_read(List::Words);
        }
    }

    fn look_for_those_of_the_organisation(&mut self, check: &Check<'a>, dictionary: &'a Dictionary<'a>) {
        let (folded, policy) = (check.text.folded(), check.policy);
        let in_disguise = |found, entry: &[u8]| policy.leet_word > 0 && counts(check, found, entry, 0);
        let ending = dictionary.visit(folded, readings(check), &mut |found, entry| {
            let best = if found.replaced > 0 { &mut self.leet } else { &mut self.plain };
            if is_longer(found, *best) && (found.replaced == 0 || in_disguise(found, entry)) {
                *best = Some(WordHit { found, dictionary });
            }
            ControlFlow::Continue(())
        });
        self.exhausted |= ending == Ending::Exhausted;
        if let Some(found) = short_match(dictionary, folded)
            && is_longer(found, self.plain)
        {
            self.plain = Some(WordHit { found, dictionary });
        }
    }
}

fn is_longer(found: Match, best: Option<WordHit<'_>>) -> bool {
    best.is_none_or(|best| best.found.len() < found.len())
}

/// Whether a match counts as a word of so many letters. With letters replaced only common words do, and beside a symbol
/// (`Tree5`) only those that are much used passwords themselves (`Hell0`). What is read by chance in much else counts for
/// nothing, but for an organisation's own words.
fn counts(check: &Check<'_>, found: Match, entry: &[u8], shortest: usize) -> bool {
    let (lists, folded) = (check.lists, check.text.folded());
    if found.replaced > 0 && (found.tier != Tier::Common || !has_real_letters(folded, found, Tier::Common))
        || lists.is_marked_join(folded, found)
    {
        return false;
    }
    if found.replaced == 0 {
        return found.len() >= shortest;
    }
    let beside_symbol = lists.is_short_with_symbol(folded, found.range());
    // No entry is shorter than a prefix, so there is nothing to count.
    let is_long = shortest <= PREFIX || entry.len() >= shortest;
    let much_used =
        || lists.standard.passwords.is_some_and(|passwords| passwords.tier(entry) == Some(Tier::Common));
    is_long && (!beside_symbol || much_used()) && (shortest == 0 || !is_accident(check, &found, WORD))
}

/// The first entry of fewer than five characters that no letter of the same segment touches, nor, where it begins or ends
/// with a digit, another digit.
fn short_match(dictionary: &Dictionary<'_>, folded: &[u8]) -> Option<Match> {
    let is_free = |index: usize| {
        let beside = folded.get(index.wrapping_sub(1)..=index);
        is_edge(folded, index) && !beside.is_some_and(|beside| beside.iter().all(u8::is_ascii_digit))
    };
    let matched = |start: usize, end: usize| {
        let entry = folded.get(start..end)?;
        let tier = dictionary.tier(entry)?;
        let letters = entry.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        Some(Match { start, end, letters, replaced: 0, tier })
    };
    (0..folded.len()).filter(|start| is_free(*start)).find_map(|start| {
        let mut ends = (start + 1..start + PREFIX).rev().filter(|end| is_free(*end));
        ends.find_map(|end| matched(start, end))
    })
}
