//! What needs no list: a character held, runs along the alphabet and the digits, walks over the keyboard, what stands before
//! again or mirrored, years and other numbers, dates.

use super::costs::{self, Cost};
use super::keys::{self, Pairs, is_same, key_step, run_step};
use super::path::Path;
use crate::finding::PieceKind;
use crate::keyboard::{KEYS, Keys};

/// How far back a repeat may have begun, and the most characters of one, and of a mirror, that are looked at: longer ones are
/// explained by several.
const FAR: usize = 24;
/// The most keys of one walk that are looked at.
const LONGEST_WALK: usize = 16;

/// Years that people write.
const YEARS: core::ops::RangeInclusive<u32> = 1940..=2030;

/// Numbers that very many take.
const USUAL_NUMBERS: [&[u8]; 16] = [
    b"01", b"02", b"03", b"04", b"05", b"06", b"07", b"08", b"09", b"10", b"11", b"12", b"21", b"69", b"99",
    b"123",
];

/// What is known of a candidate from the places before one.
#[derive(Clone, Copy, Default)]
pub(super) struct Patterns {
    /// Pairs of keys that were struck before.
    pairs: Pairs,
    /// Where the last repeat that was found ends, and how far back it began.
    repeat: (usize, usize),
    /// Where the walks on each keyboard end that were begun.
    walks: [usize; 2],
}

impl Patterns {
    /// Offers all that begins at a place. To be called for every place in turn.
    pub(super) fn offer(&mut self, path: &mut Path<'_>, text: &[u8], place: usize) {
        let Some((before, rest)) = text.split_at_checked(place) else { return };
        let [first, second, ..] = *rest else {
            if let [first] = *rest {
                held(path, before, first);
            }
            return;
        };
        held(path, before, first);
        if first.is_ascii_digit() && second.is_ascii_digit() {
            numbers(path, rest, place);
        }
        if first.is_ascii_digit() {
            dates(path, before, rest);
        }
        let is_known = self.pairs.insert(keys::of(first), keys::of(second));
        self.repeats(path, text, place, is_known);
        if is_known {
            mirrors(path, before, rest);
        }
        runs(path, rest, place);
        for (end, keys) in self.walks.iter_mut().zip(&KEYS) {
            walks(path, text, place, keys, end);
        }
    }

    fn repeats(&mut self, path: &mut Path<'_>, text: &[u8], place: usize, is_known: bool) {
        let (end, back) = self.repeat;
        if place + 2 <= end {
            repeat(path, text, place, end, back);
        } else if is_known {
            let best = (1..=FAR.min(place))
                .map(|back| (alike(text, place, back), back))
                .max_by_key(|(length, back)| (*length, FAR - back));
            if let Some((length, back)) = best
                && length >= 2
            {
                self.repeat = (place + length, back);
                repeat(path, text, place, place + length, back);
            }
        }
    }
}

/// How many characters from a place on are those from so far back.
fn alike(text: &[u8], place: usize, back: usize) -> usize {
    let (Some(now), Some(then)) = (text.get(place..), text.get(place - back..)) else { return 0 };
    now.iter().zip(then).take(FAR).take_while(|(one, other)| is_same(**one, **other)).count()
}

fn repeat(path: &mut Path<'_>, text: &[u8], start: usize, end: usize, back: usize) {
    let exact = text.get(start..end) == text.get(start - back..end - back);
    let is_whole = back == end - start || end - start > 3;
    let cost = if is_whole { costs::REPEATED } else { costs::REPEATED_PART };
    let cost = cost + if exact { 0 } else { costs::WITH_SHIFT };
    path.offer(start, end, PieceKind::Repeat, cost);
}

/// The same character again.
fn held(path: &mut Path<'_>, before: &[u8], byte: u8) {
    if let Some(&last) = before.last() {
        let place = before.len();
        if last == byte {
            let on = matches!(*before, [.., again, _] if again == byte);
            path.offer(place, place + 1, PieceKind::Run, if on { costs::HELD_ON } else { costs::HELD });
        } else if is_same(last, byte) {
            path.offer(place, place + 1, PieceKind::Run, costs::HELD_WITH_SHIFT);
        } else if let [.., again, _] = *before
            && again == byte
            && !byte.is_ascii_alphanumeric()
        {
            path.offer(place, place + 1, PieceKind::Other, costs::SEPARATOR_AGAIN);
        }
    }
}

/// What stands before a place, backwards from it or from the character before.
fn mirrors(path: &mut Path<'_>, before: &[u8], rest: &[u8]) {
    let (Some((_, inner)), place) = (before.split_last(), before.len()) else { return };
    for before in [before, inner] {
        let mut exact = true;
        let length = (before.iter().rev().zip(rest).take(FAR))
            .take_while(|(one, other)| {
                let same = is_same(**one, **other);
                exact &= one == other || !same;
                same
            })
            .count();
        if length >= 2 {
            let cost = if length > 2 { costs::MIRRORED } else { costs::MIRRORED_PAIR };
            let shift = if exact { 0 } else { costs::WITH_SHIFT };
            path.offer(place, place + length, PieceKind::Mirror, cost + shift);
        }
    }
}

/// A run along the alphabet or the digits, of three characters or more.
fn runs(path: &mut Path<'_>, rest: &[u8], place: usize) {
    let mut pairs = rest.windows(2).map(|pair| match *pair {
        [one, next] => run_step(one, next),
        _ => None,
    });
    let Some(Some(first)) = pairs.next() else { return };
    let start = match rest.first() {
        Some(b'a' | b'A' | b'1') => costs::FIRST_RUN,
        Some(byte) if byte.is_ascii_digit() => costs::DIGIT_RUN,
        _ => costs::LETTER_RUN,
    };
    let mut length = 2;
    for _ in pairs.take_while(|step| *step == Some(first)).take(LONGEST_WALK) {
        length += 1;
        let steps = Cost::try_from(length - 1).unwrap_or(Cost::MAX);
        path.offer(place, place + length, PieceKind::Run, start + costs::RUN_STEP.saturating_mul(steps));
    }
}

/// A walk over neighbouring keys, with or without Shift, of four keys or more. `end` is where the last one ended.
fn walks(path: &mut Path<'_>, text: &[u8], place: usize, keys: &Keys, end: &mut usize) {
    if *end <= place {
        let steps = text.get(place..).unwrap_or_default().windows(2);
        let count = steps
            .take_while(|pair| matches!(**pair, [one, next] if key_step(keys, one, next).is_some()))
            .count();
        *end = place + count + 1;
    }
    if *end < place + 4 {
        return;
    }
    let walk = text.get(place..*end).unwrap_or_default();
    let (mut cost, mut last) = (costs::WALK, [None; 2]);
    let (mut plain, mut shifted) = (false, false);
    for (index, pair) in walk.windows(2).take(LONGEST_WALK).enumerate() {
        let [one, next] = *pair else { return };
        let step = key_step(keys, one, next);
        cost += if last.contains(&step) { costs::WALK_STEP } else { costs::WALK_TURN };
        last = [step, last[0]];
        for byte in [one, next] {
            let is_shifted = byte.is_ascii_uppercase() || !byte.is_ascii_alphanumeric();
            shifted |= is_shifted;
            plain |= !is_shifted;
        }
        if index > 1 {
            let both = if shifted && plain { costs::WALK_SHIFT } else { 0 };
            path.offer(place, place + index + 2, PieceKind::Walk, cost + both);
        }
    }
}

/// A number of two digits or more: a year, or one that many take.
fn numbers(path: &mut Path<'_>, rest: &[u8], place: usize) {
    path.offer(place, place + 2, PieceKind::Number, costs::TWO_DIGITS);
    for usual in USUAL_NUMBERS {
        if rest.starts_with(usual) {
            path.offer(place, place + usual.len(), PieceKind::Number, costs::USUAL_NUMBER);
        }
    }
    if rest.get(..4).and_then(number).is_some_and(|year| YEARS.contains(&year)) {
        path.offer(place, place + 4, PieceKind::Year, costs::YEAR);
    }
}

/// The value of digits.
fn number(digits: &[u8]) -> Option<u32> {
    let all = digits.iter().all(u8::is_ascii_digit);
    all.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit & 15)))
}

/// A day and a month in either order, and perhaps a year before or behind, with the same separator between them or none.
fn dates(path: &mut Path<'_>, before: &[u8], rest: &[u8]) {
    if before.last().is_some_and(u8::is_ascii_digit) {
        return;
    }
    let place = before.len();
    let run = rest.iter().take(8).take_while(|byte| byte.is_ascii_digit()).count();
    let mark = rest.get(run).copied().filter(|byte| !byte.is_ascii_alphabetic());
    let goes_on = || rest.get(run + 1).is_some_and(u8::is_ascii_digit);
    // Most digits begin no date.
    if run < 6 && !(matches!(run, 1 | 2 | 4) && mark.is_some() && goes_on()) {
        return;
    }
    let lengths =
        [[2, 2, 4], [2, 2, 2], [4, 2, 2], [1, 1, 4], [1, 2, 4], [2, 1, 4], [1, 1, 2], [1, 2, 2], [2, 1, 2]];
    for (row, lengths) in lengths.into_iter().enumerate() {
        for mark in [None, mark] {
            // Without separators every part has two digits, or it is read in several ways.
            if mark.is_none() && row > 2 {
                continue;
            }
            let Some((parts, length)) = parts(rest, lengths, mark) else { continue };
            let [one, two, three] = parts;
            let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
            let year = |year: u32| year < 100 || YEARS.contains(&year);
            if year(three) && (is_day(one, two) || is_day(two, one)) && lengths[0] < 4
                || year(one) && (is_day(three, two)) && lengths[2] < 4
            {
                let separators = if mark.is_some() { costs::DATE_SEPARATOR } else { 0 };
                path.offer(
                    place,
                    place + length,
                    PieceKind::Date,
                    costs::DAY_AND_MONTH + costs::YEAR + separators,
                );
            }
        }
    }
}

/// Three numbers of so many digits with a mark between them, and how long they are together.
fn parts(text: &[u8], lengths: [usize; 3], mark: Option<u8>) -> Option<([u32; 3], usize)> {
    let mut parts = [0; 3];
    let mut place = 0;
    for (index, (part, length)) in parts.iter_mut().zip(lengths).enumerate() {
        if let Some(mark) = mark.filter(|_| index > 0) {
            if text.get(place) != Some(&mark) {
                return None;
            }
            place += 1;
        }
        *part = number(text.get(place..place + length)?)?;
        place += length;
    }
    Some((parts, place))
}
