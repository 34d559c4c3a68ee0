//! `dictionary_word` (WE-C2) and `leet_word` (WE-O6), which one walk of each list answers: the longest word in plain letters,
//! and the longest with letters replaced. Words of the language count from the letters that the policy says, those of an
//! organisation's own lists in plain letters wherever they are, and in other readings unless `leet_word` is off.

use core::ops::ControlFlow;

use keyward_dictionary::{Dictionary, MAX_ENTRY, Match, PREFIX, Tier};
use zeroize::Zeroize;

use super::Check;
use super::segments::{has_real_letters, is_edge};
use super::word::WordHit;
use crate::{Report, Rule};

pub(super) fn dictionary_word(check: &Check<'_>, report: &mut Report) {
    let Check { policy, lists, .. } = *check;
    let mut words = Words::default();
    if let Some(dictionary) = &lists.words
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
}

/// The words of a candidate that explain most.
#[derive(Clone, Copy, Default)]
struct Words<'a> {
    /// The longest in plain letters.
    plain: Option<WordHit<'a>>,
    /// The longest that has letters replaced.
    leet: Option<WordHit<'a>>,
}

impl<'a> Words<'a> {
    fn look_for_those_of_the_language(&mut self, check: &Check<'a>, dictionary: &'a Dictionary<'a>) {
        let policy = check.policy;
        let _ = dictionary.visit(check.text.folded(), check.lists.readings, None, &mut |found, _| {
            let (best, shortest) = if found.replaced {
                (&mut self.leet, policy.leet_word)
            } else {
                (&mut self.plain, policy.dictionary_word)
            };
            if shortest > 0 && is_longer(found, *best) && counts(check, dictionary, found, shortest.into()) {
                *best = Some(WordHit { found, dictionary });
            }
            ControlFlow::Continue(())
        });
    }

    fn look_for_those_of_the_organisation(&mut self, check: &Check<'a>, dictionary: &'a Dictionary<'a>) {
        let (folded, policy) = (check.text.folded(), check.policy);
        let in_disguise = |found| policy.leet_word > 0 && counts(check, dictionary, found, 0);
        let _ = dictionary.visit(folded, check.lists.readings, None, &mut |found, _| {
            let best = if found.replaced { &mut self.leet } else { &mut self.plain };
            if is_longer(found, *best) && (!found.replaced || in_disguise(found)) {
                *best = Some(WordHit { found, dictionary });
            }
            ControlFlow::Continue(())
        });
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
/// (`Tree5`) only those that are much used passwords themselves (`Hell0`).
fn counts(check: &Check<'_>, dictionary: &Dictionary<'_>, found: Match, shortest: usize) -> bool {
    let (lists, folded) = (check.lists, check.text.folded());
    if found.replaced && (found.tier != Tier::Common || !has_real_letters(folded, found, Tier::Common))
        || lists.is_marked_join(folded, found)
    {
        return false;
    }
    if !found.replaced {
        return found.len() >= shortest;
    }
    let beside_symbol = lists.is_short_with_symbol(folded, found.range());
    // No entry is shorter than a prefix, so there is nothing to count.
    if !beside_symbol && shortest <= PREFIX {
        return true;
    }
    let mut room = [0; MAX_ENTRY];
    let word = dictionary.spelling(folded, lists.readings, &found, &mut room).as_bytes();
    let much_used = || lists.passwords.is_some_and(|passwords| passwords.tier(word) == Some(Tier::Common));
    let counts = word.len() >= shortest && (!beside_symbol || much_used());
    room.zeroize();
    counts
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
        Some(Match { start, end, letters, replaced: false, tier })
    };
    (0..folded.len()).filter(|start| is_free(*start)).find_map(|start| {
        let mut ends = (start + 1..start + PREFIX).rev().filter(|end| is_free(*end));
        ends.find_map(|end| matched(start, end))
    })
}
