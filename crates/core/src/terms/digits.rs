//! The terms with digits: telephone numbers, and a date of birth in every usual form.

use super::Term;
use crate::calendar::MONTHS;
use crate::finding::Known;
use crate::{Context, Date};

/// Hands out every term made of digits alone: telephone number and date of birth.
pub(crate) fn digit_terms(context: &Context<'_>, visit: &mut dyn FnMut(Known, &Term)) {
    // The last six digits are in every form of the number: 07700 900123, +44 7700 900123, 900123. A directory may hold two
    // numbers, or one with an extension.
    let within =
        |character: char| character.is_ascii_digit() || matches!(character, ' ' | '(' | ')' | '.' | '-');
    for number in context.phone.split(|character| !within(character)) {
        let digits = Term::folded(number, |byte| byte.is_ascii_digit());
        if let Some(last) = digits.len().checked_sub(6).and_then(|from| digits.as_bytes().get(from..)) {
            visit(Known::Phone, &Term::of(last));
        }
    }
    let Some(Date { year, month, day }) = context.date_of_birth else { return };
    let (mut long, mut day_two, mut month_two) = ([0; 4], [0; 2], [0; 2]);
    decimal(year, &mut long);
    decimal(u16::from(day), &mut day_two);
    decimal(u16::from(month), &mut month_two);
    let short = long.split_at(2).1;
    let mut form = |parts: &[&[u8]]| {
        let term = Term::joined(parts);
        if term.len() >= 4 {
            visit(Known::DateOfBirth, &term);
        }
    };
    for day in with_and_without_nought(&day_two) {
        for month in with_and_without_nought(&month_two) {
            for year in [&long, short] {
                form(&[day, month, year]);
                form(&[year, month, day]);
                form(&[month, day, year]);
            }
        }
    }
    form(&[&month_two, &long]);
    form(&[&month_two, short]);
    form(&[&long, &month_two]);
    form(&[&day_two, &month_two]);
    form(&[&long]);
}

/// Two digits, and what is left of them without a nought before.
fn with_and_without_nought(digits: &[u8]) -> impl Iterator<Item = &[u8]> {
    let one = unpadded(digits);
    core::iter::once(digits).chain((one.len() < digits.len()).then_some(one))
}

/// `14feb`, `feb14`, `14thfeb`, `14thoffeb`, `feb14th`, `feb87`, `87feb`, `feb1987`, and the same with `february`.
pub(super) fn with_month_name(date: Date, visit: &mut dyn FnMut(&Term)) {
    let place = usize::from(date.month).checked_sub(1);
    let Some(month) = place.and_then(|place| MONTHS.get(place)).map(|month| month.as_bytes()) else { return };
    let (mut day_two, mut year) = ([0; 2], [0; 4]);
    decimal(u16::from(date.day), &mut day_two);
    decimal(date.year, &mut year);
    let (day_one, year_two) = (unpadded(&day_two), year.split_at(2).1);
    let ending: &[u8] = match date.day {
        1 | 21 | 31 => b"st",
        2 | 22 => b"nd",
        3 | 23 => b"rd",
        _ => b"th",
    };
    for name in [month.get(..3).unwrap_or_default(), month] {
        let with_day = [[&day_two[..], name], [day_one, name], [name, &day_two], [name, day_one]];
        for parts in with_day.into_iter().chain([[name, year_two], [year_two, name], [name, &year]]) {
            visit(&Term::joined(&parts));
        }
        for parts in [&[day_one, ending, name][..], &[day_one, ending, b"of", name], &[name, day_one, ending]]
        {
            visit(&Term::joined(parts));
        }
    }
}

/// Writes a number with leading zeros.
fn decimal(mut number: u16, digits: &mut [u8]) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
        number /= 10;
    }
}

fn unpadded(two: &[u8]) -> &[u8] {
    two.strip_prefix(b"0").unwrap_or(two)
}
