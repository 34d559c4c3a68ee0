//! Seasons, months and days of the week.

use alloc::vec::Vec;

use keyward_core::calendar::{MONTHS, SEASONS, WEEKDAYS};
use zeroize::Zeroizing;

use super::order::Step;
use super::{Forms, around};

const AMERICAN_SEASONS: [&str; 4] = ["spring", "summer", "fall", "winter"];

const CYCLES: &[(&[&str], Step)] = &[
    (&SEASONS, Step::SeasonBack),
    (&AMERICAN_SEASONS, Step::SeasonBack),
    (&MONTHS, Step::MonthBack),
    (&WEEKDAYS, Step::WeekdayBack),
];

/// The first few names are enough: nobody puts more than a date into a password.
const MOST_NAMES: usize = 4;

pub(super) fn add(forms: &mut Forms) {
    let text = forms.text();
    for (names, step) in CYCLES {
        let mut left = MOST_NAMES;
        for start in 0..text.len() {
            if left == 0 {
                break;
            }
            let Some((place, length)) = name_at(&text, start, names) else { continue };
            left -= 1;
            add_previous(forms, &text, (start, start + length), names, place, *step);
        }
    }
}

/// Which name stands at `start`, in full or by its first three letters, and its length.
fn name_at(text: &[char], start: usize, names: &[&str]) -> Option<(usize, usize)> {
    let rest = text.get(start..)?;
    let matches = |name: &str| {
        rest.len() >= name.len()
            && rest.iter().zip(name.chars()).all(|(c, letter)| c.eq_ignore_ascii_case(&letter))
    };
    let full = names.iter().position(|name| matches(name)).and_then(|at| Some((at, names.get(at)?.len())));
    full.or_else(|| names.iter().position(|name| name.get(..3).is_some_and(matches)).map(|at| (at, 3)))
}

/// Adds the form with the name before this one, in the same length and case, and with the year before when the year
/// turned and stands beside it.
fn add_previous(
    forms: &mut Forms,
    text: &[char],
    (start, end): (usize, usize),
    names: &[&str],
    place: usize,
    step: Step,
) {
    let count = names.len();
    let full = names.get(place).is_some_and(|name| name.len() == end - start);
    // `May` is both, so its neighbours may be written either way.
    let lengths: &[(bool, u32)] = match (full, end - start) {
        (true, 3) => &[(true, 50), (false, 50)],
        (true, _) => &[(true, 100)],
        (false, _) => &[(false, 100)],
    };
    let standing = standing(text, start, end);
    for (by, likely) in [(count - 1, 100), (1, 4), (count - 2, 3)] {
        let Some(name) = names.get((place + by) % count) else { continue };
        for (full, share) in lengths {
            let Some(name) = (if *full { Some(*name) } else { name.get(..3) }) else { continue };
            let name = in_case(name, text.get(start..end).unwrap_or(&[]));
            let (before, after) = around(text, start, end);
            let share = share * standing * likely / 10_000;
            let turned = place == 0 && by == count - 1;
            match year_before(after).filter(|_| turned) {
                Some((year, rest)) => {
                    forms.add_share(step, share * 7 / 10, &[before, &name, &year, rest]);
                    forms.add_share(step, share * 3 / 10, &[before, &name, after]);
                }
                None => forms.add_share(step, share, &[before, &name, after]),
            }
        }
    }
}

/// How likely it is, in hundredths, that the letters here are a name and not a piece of a word (`Marsh`, `Satin`).
fn standing(text: &[char], start: usize, end: usize) -> u32 {
    let last = end.checked_sub(1).and_then(|at| text.get(at));
    let next = text.get(end);
    let goes_on = next.is_some_and(|c| c.is_lowercase()) && last.is_some_and(|c| c.is_lowercase());
    let first = text.get(start);
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let begun = before.is_some_and(|c| c.is_alphabetic()) && first.is_some_and(|c| c.is_lowercase());
    match (begun, goes_on, end - start > 3) {
        (false, false, _) => 100,
        (_, _, true) => 60,
        (true, true, false) => 2,
        (_, _, false) => 10,
    }
}

/// `name` in the case of the letters it stands for: all capitals, a first capital, or none.
fn in_case(name: &str, pattern: &[char]) -> Zeroizing<Vec<char>> {
    let all = pattern.iter().all(char::is_ascii_uppercase);
    let first = pattern.first().is_some_and(char::is_ascii_uppercase);
    let mut text = Zeroizing::new(Vec::with_capacity(name.len()));
    text.extend(
        name.chars().enumerate().map(
            |(at, c)| {
                if all || (first && at == 0) { c.to_ascii_uppercase() } else { c }
            },
        ),
    );
    text
}

/// The year at the start of `text` less one, in as many digits, and what follows it.
fn year_before(text: &[char]) -> Option<(Zeroizing<Vec<char>>, &[char])> {
    let length = match text {
        ['2', '0', a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit() => 4,
        [a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit() => 2,
        _ => return None,
    };
    let (year, rest) = text.split_at_checked(length)?;
    let mut year = Zeroizing::new(year.to_vec());
    for digit in year.iter_mut().rev() {
        match digit.to_digit(10) {
            Some(0) => *digit = '9',
            Some(value) => {
                *digit = char::from_digit(value - 1, 10)?;
                return Some((year, rest));
            }
            None => return None,
        }
    }
    None
}
