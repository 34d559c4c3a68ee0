//! Whether a candidate costs more than a floor however it is explained, told without looking for its patterns: nearly all good
//! passwords are let go by this. Each character is taken for as little as it can cost in any pattern that it may be a part
//! of; the cheapest way over these and the hits is never dearer than the cheapest explanation.

use keyward_dictionary::at;

use super::costs::{self, Cost};
use super::hits::{Hit, Hits};
use super::insert::Insert;
use super::keys;
use super::outline::{LONGEST, Outline};
use crate::finding::PieceKind;

/// With fewer digits there is no date with separators.
const DIGITS_OF_A_DATE: u32 = 4;

/// The least that a character can cost in a repeat or a mirror of 24 characters, and of two; in a run of letters or digits; in a
/// walk of 16 keys; in a number or a date in digits alone; and in a date with separators.
const AGAIN: u8 = 1;
const PAIR_AGAIN: u8 = 12;
const IN_A_RUN: u8 = 5;
const IN_A_WALK: u8 = 9;
const IN_A_NUMBER: u8 = 9;
const IN_A_DATE: u8 = 14;
/// And the least of a character held, and of a symbol two places on.
#[expect(clippy::cast_possible_truncation, reason = "below 256")]
const HELD: u8 = costs::HELD_ON as u8;
#[expect(clippy::cast_possible_truncation, reason = "below 256")]
const PARTED: u8 = costs::SEPARATOR_AGAIN as u8;

/// Whether every explanation costs `floor` or more. False where that is not known.
pub(super) fn costs_at_least(floor: Cost, text: &[u8], outline: &Outline, hits: &Hits) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    outline.cost.saturating_sub(saved_at_most(outline) + saved_by(hits, text)) >= floor
        || cheapest_way(text, outline, hits) >= floor
}

/// Whether every explanation costs `floor` or more, also one in which a piece goes over an insert. False where that is not known.
pub(super) fn costs_at_least_over(
    floor: Cost,
    text: &[u8],
    outline: &Outline,
    hits: &Hits,
    insert: &Insert,
) -> bool {
    let around = text.get(insert.around.clone()).unwrap_or_default();
    // No piece costs less than a term, and no insert less than two digits that many take.
    let least = costs::KNOWN + costs::SEPARATED + costs::USUAL_NUMBER;
    let saved_over = super::unexplained(around).saturating_sub(least);
    text.len() <= LONGEST
        && outline.cost.saturating_sub(saved_at_most(outline) + saved_by(hits, text))
            >= floor.saturating_add(saved_over)
}

/// What patterns save at most, counted by the characters that may be in one: without a branch, and for most good passwords
/// enough.
fn saved_at_most(outline: &Outline) -> Cost {
    let Outline { digits, symbols, held, again, .. } = *outline;
    let [runs, walks] = runs_and_walks(outline);
    let repeats = pairs(again & again << 1);
    let parted = symbols & symbols << 2;
    let dates = if digits.count_ones() < DIGITS_OF_A_DATE { 0 } else { digits | symbols };
    let count = |characters: u64| Cost::try_from(characters.count_ones()).unwrap_or(Cost::MAX);
    let saved = |characters: u64, each: Cost| count(characters).saturating_mul(each);
    saved(runs | walks | repeats | dates, costs::CAPITAL)
        + saved(held | parted, costs::OTHER_SYMBOL)
        + saved(pairs(digits & digits << 1), costs::DIGIT)
}

/// Those that may be a part of a run of three or more, and of a walk of four or more.
const fn runs_and_walks(outline: &Outline) -> [u64; 2] {
    let Outline { near, next, .. } = *outline;
    let runs = next & next << 1;
    let walks = near & near << 1 & near << 2;
    [pairs(runs) | runs >> 2, pairs(walks) | pairs(walks) >> 2]
}

/// Characters, and those before them.
const fn pairs(ends: u64) -> u64 {
    ends | ends >> 1
}

/// What each hit saves by itself, in whatever case it was typed, which is more than what they save together.
fn saved_by(hits: &Hits, text: &[u8]) -> Cost {
    let saved = hits.all().map(|hit| {
        let inside = text.get(hit.start.into()..hit.end.into()).unwrap_or_default();
        super::unexplained(inside).saturating_sub(beside_its_like(&hit, hit.listed()))
    });
    saved.sum()
}

/// The least that a hit can cost of so much: two of a kind side by side save something.
fn beside_its_like(hit: &Hit, cost: Cost) -> Cost {
    cost.saturating_sub(if hit.kind == PieceKind::Word { 0 } else { costs::SAME_KIND })
}

/// What each character costs, or the least that it can cost in a pattern that it may be a part of.
fn least_of_each(text: &[u8], outline: &Outline) -> [u8; LONGEST] {
    let mut least = [0; LONGEST];
    for (cost, byte) in least.iter_mut().zip(text) {
        *cost = at(&costs::UNEXPLAINED, *byte);
    }
    let Outline { digits, symbols, held, .. } = *outline;
    let [runs, walks] = runs_and_walks(outline);
    let parted = only(symbols & symbols << 2, |place| byte_at(text, place - 2) == byte_at(text, place));
    let again = pairs_again(text);
    let longer = again & (again << 1 | again >> 1);
    let dates = if digits.count_ones() < DIGITS_OF_A_DATE { 0 } else { digits | symbols };
    for (characters, cost) in [
        (pairs(longer), AGAIN),
        (pairs(again), PAIR_AGAIN),
        (runs, IN_A_RUN),
        (walks, IN_A_WALK),
        (pairs(digits & digits << 1), IN_A_NUMBER),
        (dates, IN_A_DATE),
        (held, HELD),
        (parted, PARTED),
    ] {
        for place in places(characters) {
            if let Some(room) = least.get_mut(place) {
                *room = cost.min(*room);
            }
        }
    }
    least
}

/// The places whose bits are set.
fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let place = (bits != 0).then_some(bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// The bits of those places that hold.
fn only(bits: u64, holds: impl Fn(usize) -> bool) -> u64 {
    places(bits).filter(|place| holds(*place)).fold(0, |kept, place| kept | 1 << place)
}

fn byte_at(text: &[u8], place: usize) -> u8 {
    text.get(place).copied().unwrap_or(0)
}

/// Those characters whose keys were struck before with that of the one before, in either order.
fn pairs_again(text: &[u8]) -> u64 {
    let (mut pairs, mut again) = (keys::Pairs::default(), 0_u64);
    for (place, pair) in text.windows(2).enumerate() {
        let [one, next] = *pair else { continue };
        again |= u64::from(pairs.insert(keys::of(one), keys::of(next))) << (place + 1);
    }
    // Another pair may have been taken for it.
    let pair = |end: usize| {
        let [one, other] = [end - 1, end].map(|place| keys::of(byte_at(text, place)));
        (one.min(other), one.max(other))
    };
    only(again, |place| (1..place).any(|end| pair(end) == pair(place)))
}

/// The cheapest way over hits and such characters.
fn cheapest_way(text: &[u8], outline: &Outline, hits: &Hits) -> Cost {
    let least = least_of_each(text, outline);
    let mut way = [Cost::MAX; LONGEST + 1];
    way[0] = 0;
    let sorted = hits.sorted();
    let mut rest = sorted.as_slice();
    for (place, &cost) in least.iter().take(text.len()).enumerate() {
        let here = way.get(place).copied().unwrap_or(0);
        let mut offer = |to: usize, cost: Cost| {
            if let Some(room) = way.get_mut(to) {
                *room = (here + cost).min(*room);
            }
        };
        offer(place + 1, cost.into());
        while let Some((hit, others)) = rest.split_first().filter(|(hit, _)| usize::from(hit.start) == place)
        {
            offer(hit.end.into(), beside_its_like(hit, hit.cost(text)));
            rest = others;
        }
    }
    way.get(text.len()).copied().unwrap_or(0)
}
