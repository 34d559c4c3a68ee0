//! `common_password` where a policy fits the list to the length that it asks for (NIST SP 800-63B-4, 3.1.1.2: "passwords obtained
//! from previous breach corpuses, dictionary words, repetitive or sequential characters"). A list has few entries of 15
//! characters. What is tried there is an entry, a word or a name with something before or behind it, one block again and
//! again, runs along the keyboard one after another, or a date. The whole candidate must be so: nothing is refused for what it holds.

use core::ops::Range;

use keyward_dictionary::{Match, Tier};

use super::Check;
use super::around::{MOST_AROUND, from_letter_to_letter};
use super::date::is_date;
use super::name::each_name;
use super::sequence::is_runs_alone;
use super::word::WordHit;
use crate::{Readings, Report, Rule};

/// The fewest characters behind a block that must be its beginning, where they are not the whole of it: `passwordpass`.
const LEAST_AGAIN: usize = 4;
/// Characters that belong to no run beside those that do: `qwertyuiop!1`.
const OUTSIDE_RUNS: usize = 2;

pub(super) fn fitted(check: &Check<'_>, report: &mut Report) {
    let (text, lists) = (check.text, check.lists);
    let (rule, folded) = (Rule::CommonPassword, text.folded());
    let whole = text.span(0, folded.len());
    let core = from_letter_to_letter(folded);
    let inside = folded.get(core.clone()).unwrap_or_default();
    let is_much_used = || lists.standard.most_used.is_some_and(|most_used| most_used.lists(folded));
    let is_listed =
        |text: &[u8]| lists.standard.passwords.is_some_and(|passwords| passwords.tier(text).is_some());
    // The short words of a list are in it only to be looked up.
    let is_short_word = |text: &[u8]| lists.standard.words.is_some_and(|words| words.tier(text).is_some());
    let decorated =
        !inside.is_empty() && inside.iter().all(u8::is_ascii_alphabetic) && is_plain(folded, &core);
    if is_listed(folded) || decorated && (is_listed(inside) || is_short_word(inside)) {
        report.add_word(rule, whole, if decorated { inside } else { folded });
    } else if let Some(hit) = longest(check) {
        hit.add(rule, check, report);
    } else if let Some(name) = name(check) {
        report.add_word(rule, whole, folded.get(name).unwrap_or_default());
    } else if let Some(block) = block(folded).or_else(|| block(inside).filter(|_| is_plain(folded, &core))) {
        report.add_word(rule, whole, block);
    } else if let Some(block) = begun_again(folded, is_listed) {
        report.add_word(rule, whole, block);
    } else if !folded.is_empty()
        && !folded.contains(&0)
        && (is_runs_alone(folded, OUTSIDE_RUNS) || is_date(text) || is_much_used())
    {
        report.add_word(rule, whole, folded);
    }
}

/// The longest name of which all else around it is plain.
fn name(check: &Check<'_>) -> Option<Range<usize>> {
    let folded = check.text.folded();
    let mut longest: Option<Range<usize>> = None;
    each_name(check, Readings::PLAIN, &mut |found, _| {
        let is_longer = longest.as_ref().is_none_or(|best| best.len() < found.len());
        if is_longer && is_plain(folded, &found.range()) {
            longest = Some(found.range());
        }
    });
    longest
}

/// The longest entry or word of which all else around it is plain.
fn longest<'l>(check: &'l Check<'_>) -> Option<WordHit<'l>> {
    let (lists, folded) = (check.lists, check.text.folded());
    let counts = |found: &Match| {
        (found.replaced == 0 || found.tier == Tier::Common) && is_plain(folded, &found.range())
    };
    [&lists.standard.passwords, &lists.standard.words].into_iter().flatten().find_map(|dictionary| {
        let found = dictionary.longest_match(folded, lists.readings, counts).ok()??;
        Some(WordHit { found, dictionary })
    })
}

/// Whether what is around a place adds nothing to it: few digits and symbols, or runs.
fn is_plain(folded: &[u8], place: &Range<usize>) -> bool {
    let before = folded.get(..place.start).unwrap_or_default();
    let behind = folded.get(place.end..).unwrap_or_default();
    let has_letters = |text: &[u8]| text.iter().any(|byte| byte.is_ascii_alphabetic() || *byte == 0);
    let are_runs = |text: &[u8]| text.is_empty() || is_runs_alone(text, OUTSIDE_RUNS);
    !has_letters(before)
        && !has_letters(behind)
        && (before.len() + behind.len() <= MOST_AROUND || are_runs(before) && are_runs(behind))
}

/// The block that a text is, again and again, the last time perhaps not whole.
fn block(text: &[u8]) -> Option<&[u8]> {
    (1..=text.len() / 2).find(|period| comes_again(text, *period)).and_then(|period| text.get(..period))
}

/// The entry that a text is, with its own beginning behind it.
fn begun_again(text: &[u8], is_listed: impl Fn(&[u8]) -> bool) -> Option<&[u8]> {
    (text.len() / 2..=text.len().saturating_sub(LEAST_AGAIN))
        .filter(|period| comes_again(text, *period))
        .find_map(|period| text.get(..period).filter(|block| is_listed(block)))
}

/// Whether each character is the one so many before it, case aside. What cannot be read is like nothing.
fn comes_again(text: &[u8], period: usize) -> bool {
    let later = text.get(period..).unwrap_or_default();
    text.iter().zip(later).all(|(byte, again)| *byte != 0 && byte.eq_ignore_ascii_case(again))
}
