//! `personal` (WE-O1 to WE-O3, HW-1): something that the context knows, in any reading, also reversed. A part of four
//! letters or more counts anywhere, one of three only when no letter touches it, a shorter one never.

use crate::report::{Detail, Finding, Known, Word};
use crate::terms::{Term, digit_terms, for_each_term};
use crate::{Context, Policy, Readings, Rule, Text};

/// Letters that must really be there when others are read from digits or symbols.
const REAL_LETTERS: usize = 2;

pub(crate) fn personal(text: &Text<'_>, policy: &Policy, context: &Context<'_>) -> Option<Finding> {
    let mut search = Search { text, readings: &policy.readings, best: None };
    for_each_term(context, |known, term| search.look_for(known, term));
    digit_terms(context, |known, term| search.look_for_digits(known, term));
    let Found { known, start, end, word } = search.best?;
    Some(Finding {
        rule: Rule::Personal,
        span: Some(text.span(start, end)),
        detail: Detail::Known(known, word),
    })
}

struct Found {
    known: Known,
    start: usize,
    end: usize,
    word: Word,
}

/// The longest place found so far.
struct Search<'a> {
    text: &'a Text<'a>,
    readings: &'a Readings,
    best: Option<Found>,
}

impl Search<'_> {
    fn look_for(&mut self, known: Known, term: &Term) {
        if term.len() < 3 {
            return;
        }
        self.look_in_one_direction(known, term, &term.word());
        let reversed = term.reversed();
        if reversed.as_bytes() != term.as_bytes() {
            self.look_in_one_direction(known, &reversed, &term.word());
        }
    }

    fn look_in_one_direction(&mut self, known: Known, term: &Term, word: &Word) {
        let folded = self.text.folded();
        let mut from = 0;
        while let Some(found) = self.readings.find_term(folded, term.as_bytes(), from) {
            let really_there = !found.substituted || usize::from(found.real_letters) >= REAL_LETTERS;
            let alone = !touched(folded, found.start, found.end, u8::is_ascii_alphabetic);
            if really_there && (term.len() > 3 || alone) {
                self.keep(known, found.start, found.end, word);
            }
            from = found.start + 1;
        }
    }

    /// Digits in a row, with separators passed over: `900-123` is `900123`.
    fn look_for_digits(&mut self, known: Known, term: &Term) {
        let folded = self.text.folded();
        for wanted in [term, &term.reversed()] {
            for start in 0..folded.len() {
                let Some(end) = digits_at(folded, start, wanted.as_bytes()) else { continue };
                let alone = !touched(folded, start, end, u8::is_ascii_digit);
                if term.len() > 4 || alone {
                    self.keep(known, start, end, &term.word());
                }
            }
        }
    }

    fn keep(&mut self, known: Known, start: usize, end: usize, word: &Word) {
        if self.best.as_ref().is_none_or(|best| end - start > best.end - best.start) {
            self.best = Some(Found { known, start, end, word: word.clone() });
        }
    }
}

fn touched(folded: &[u8], start: usize, end: usize, by: impl Fn(&u8) -> bool) -> bool {
    let before = start.checked_sub(1).and_then(|place| folded.get(place));
    before.is_some_and(&by) || folded.get(end).is_some_and(&by)
}

fn digits_at(folded: &[u8], start: usize, digits: &[u8]) -> Option<usize> {
    let mut wanted = digits.iter();
    let mut next = wanted.next()?;
    for (place, byte) in folded.iter().enumerate().skip(start) {
        if byte == next {
            match wanted.next() {
                Some(digit) => next = digit,
                None => return Some(place + 1),
            }
        } else if place == start || byte.is_ascii_alphanumeric() || *byte == 0 {
            return None;
        }
    }
    None
}
