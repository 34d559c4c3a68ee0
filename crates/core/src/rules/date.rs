//! `date` (WE-O2, HW-1): a day of the calendar written as day-month-year or year-month-day, with or without separators,
//! the month as a number or a name, then also month-day-year, or day and month without a year; or a month's name beside a
//! year. Any symbol may part them.

use keyward_dictionary::{EURO, POUND, at};

use super::Check;
use crate::calendar::MONTHS;
use crate::finding::{Detail, Finding};
use crate::{Date, Report, Rule, Text};

/// What may stand between the parts of a date, also two of them.
const SEPARATORS: &[u8] = b"-/\\. _:,'";

/// What may follow the day where the month is a name.
const ORDINALS: [&[u8]; 4] = [b"st", b"nd", b"rd", b"th"];

/// How months end, and their first three letters: few words end so.
const MONTH_ENDINGS: [&[u8; 3]; 20] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec", b"ary",
    b"rch", b"ril", b"une", b"uly", b"ust", b"ept", b"ber",
];

/// The letters of September.
const LONGEST_MONTH: usize = 9;

/// The years of the dates that people write in full.
const YEARS: core::ops::RangeInclusive<u16> = 1900..=2099;

/// For each byte the places among a month's first three letters where it may be, a bit each.
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
const MONTH_LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let (mut month, mut place) = (0, 0);
    while month < MONTHS.len() {
        let letter = MONTHS[month].as_bytes()[place];
        letters[letter as usize] |= 1 << place;
        letters[letter.to_ascii_uppercase() as usize] |= 1 << place;
        place += 1;
        if place == 3 {
            (month, place) = (month + 1, 0);
        }
    }
    letters
};

pub(super) fn date(check: &Check<'_>, report: &mut Report) {
    if check.policy.date
        && let Some((start, end)) = find(check.text)
    {
        let span = Some(check.text.span(start, end));
        report.add(Finding { rule: Rule::Date, span, detail: Detail::Plain });
    }
}

/// Whether a date is all that is there.
pub(super) fn is_date(text: &Text<'_>) -> bool {
    find(text) == Some((0, text.folded().len()))
}

/// Where the first date is.
fn find(text: &Text<'_>) -> Option<(usize, usize)> {
    let may_hold_month = text.digits() >= 1 && text.letters() >= 3 && may_hold_month(text.folded());
    let short = || if may_hold_month { month_and_two_digits(text.folded()) } else { None };
    whole(text, may_hold_month).or_else(short)
}

/// A day, or a month with a year in full: where it is.
fn whole(text: &Text<'_>, may_hold_month: bool) -> Option<(usize, usize)> {
    let folded = text.folded();
    if !may_hold_date(text, may_hold_month) {
        return None;
    }
    let mut digits = text.digits();
    let mut start = 0;
    // Every such date has a digit, so the search ends when none is left.
    while digits > 0 {
        let (before, rest) = folded.split_at_checked(start)?;
        let first = rest.first()?;
        let found = if first.is_ascii_digit() {
            digits -= 1;
            let inside_number = before.last().is_some_and(u8::is_ascii_digit);
            in_digits(rest, inside_number).or_else(|| day_first(rest).filter(|_| !inside_number))
        } else if at(&MONTH_LETTERS, *first) & 1 == 1 {
            month_first(before, rest)
        } else {
            None
        };
        if let Some(length) = found {
            return Some((start, start + length));
        }
        start += 1;
    }
    None
}

/// Whether there are digits enough for a date with a month's name, or without one and with separators, or with neither: few
/// candidates have as much without having a date.
fn may_hold_date(text: &Text<'_>, may_hold_month: bool) -> bool {
    let (folded, digits) = (text.folded(), text.digits());
    let others = folded.len() - text.letters() - digits;
    digits >= 6 || digits >= 4 && others >= 2 || digits >= 1 && may_hold_month
}

/// Whether three letters in a row may begin a month's name.
fn may_hold_month(folded: &[u8]) -> bool {
    let (mut places, mut met) = (0, 0);
    for &byte in folded {
        places = (places << 1 | 1) & at(&MONTH_LETTERS, byte);
        met |= places;
    }
    met & 0b100 != 0
}

/// A run of digits at the start: its value and the digits it has.
fn number(text: &[u8]) -> (u32, usize) {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (value(text.get(..length.min(8)).unwrap_or_default()), length)
}

fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, &digit| sum * 10 + u32::from(digit & 0x0F))
}

fn is_day(year: u32, month: u32, day: u32) -> bool {
    let (Ok(year), Ok(month), Ok(day)) = (u16::try_from(year), u8::try_from(month), u8::try_from(day)) else {
        return false;
    };
    Date { year, month, day }.exists()
}

/// A year of two digits or of four. Two digits stand for 2000 to 2099, so that 29 February is judged by the leap years
/// that the two centuries share.
fn year(digits: &[u8]) -> Option<u32> {
    match (digits.len(), value(digits)) {
        (2, year) => Some(2000 + year),
        (4, year) if u16::try_from(year).is_ok_and(|year| YEARS.contains(&year)) => Some(year),
        _ => None,
    }
}

fn in_digits(text: &[u8], inside_number: bool) -> Option<usize> {
    let (_, length) = number(text);
    // Six digits are a date only on their own; eight are one inside a longer number too, since the year is in full.
    if length >= 8 && unseparated(text.get(..8)?, 4) {
        return Some(8);
    }
    if length == 6 && !inside_number && unseparated(text.get(..6)?, 2) {
        return Some(6);
    }
    if inside_number { None } else { separated(text, length) }
}

/// `ddmmyyyy`, `yyyymmdd` and the same with a year of two digits.
fn unseparated(digits: &[u8], year_digits: usize) -> bool {
    let day_first = digits.split_at_checked(4).is_some_and(|(day_month, last)| {
        let both = value(day_month);
        year(last).is_some_and(|year| is_day(year, both % 100, both / 100))
    });
    let year_first = digits.split_at_checked(year_digits).is_some_and(|(first, month_day)| {
        let both = value(month_day);
        year(first).is_some_and(|year| is_day(year, both / 100, both % 100))
    });
    day_first || year_first
}

/// `d.m.yy`, `dd/mm/yyyy`, `yyyy-m-d` and the like, the same separator twice.
fn separated(text: &[u8], first_length: usize) -> Option<usize> {
    let separator = *text.get(first_length).filter(|byte| is_symbol(**byte))?;
    let second = text.get(first_length + 1..)?;
    let (month, month_length) = number(second);
    let third = second.get(month_length..)?.strip_prefix(&[separator])?;
    let (_, last_length) = number(third);
    if !matches!(month_length, 1 | 2) {
        return None;
    }
    let before_last = first_length + month_length + 2;
    let first = text.get(..first_length)?;
    if matches!(first_length, 1 | 2)
        && let Some((year, year_end)) = year_at(third, 0, &[4, 2])
        && is_day(year, month, value(first))
    {
        return Some(before_last + year_end);
    }
    if matches!(first_length, 2 | 4)
        && matches!(last_length, 1 | 2)
        && let (Some(year), Some(day)) = (year(first), third.get(..last_length))
        && is_day(year, month, value(day))
    {
        return Some(before_last + last_length);
    }
    None
}

/// `Feb87`, `August '24`: where a month with a year of two digits is. No number may stand before it, which would be a day that
/// does not exist.
fn month_and_two_digits(folded: &[u8]) -> Option<(usize, usize)> {
    let digit = |place: usize| folded.get(place).is_some_and(u8::is_ascii_digit);
    let are_two = |start: &usize| {
        digit(*start) && digit(start + 1) && !digit(start + 2) && !start.checked_sub(1).is_some_and(digit)
    };
    (0..folded.len()).filter(are_two).find_map(|start| {
        let before = folded.get(..start)?;
        let separators = separators(before.iter().rev());
        let from = month_at_end(before.get(..start - separators)?)?;
        let (before, month) = folded.split_at_checked(from)?;
        (!is_end_of_word(before, month) && !follows_number(before)).then_some((from, start + 2))
    })
}

/// Where the name of a month begins that a text ends with.
fn month_at_end(text: &[u8]) -> Option<usize> {
    let ending = text.last_chunk::<3>()?.map(|byte| byte.to_ascii_lowercase());
    let is_month = |from: &usize| {
        let name = text.get(*from..).unwrap_or_default();
        month_name(name).is_some_and(|(_, length)| length == name.len())
    };
    let longest = text.len().saturating_sub(LONGEST_MONTH);
    if MONTH_ENDINGS.contains(&&ending) { (longest..text.len()).find(is_month) } else { None }
}

/// Whether a month's name is the end of a longer word (`dismay`): no capital marks where it starts, nor two before it where it
/// does not.
fn is_end_of_word(before: &[u8], month: &[u8]) -> bool {
    let inside = match before {
        [.., one, two] if one.is_ascii_uppercase() && two.is_ascii_uppercase() => false,
        [.., last] => last.is_ascii_alphabetic(),
        [] => false,
    };
    inside && month.first().is_some_and(u8::is_ascii_lowercase)
}

/// `Feb 14th, 1987`, `February1987`.
fn month_first(before: &[u8], text: &[u8]) -> Option<usize> {
    let (month, length) = month_name(text)?;
    if is_end_of_word(before, text) {
        return None;
    }
    let next = past_separators(text, length);
    let year = year_at(text, next, &[4]).map(|(_, end)| end);
    year.or_else(|| day_and_year(text, next, month))
}

/// Whether a number is last, but for separators and the ending of a day.
fn follows_number(mut text: &[u8]) -> bool {
    while let [rest @ .., last] = text
        && SEPARATORS.contains(last)
    {
        text = rest;
    }
    let ending = text.last_chunk::<2>().filter(|ending| is_ordinal(*ending));
    let length = text.len() - ending.map_or(0, |ending| ending.len());
    text.get(..length).and_then(<[u8]>::last).is_some_and(u8::is_ascii_digit)
}

/// `14Feb87`, `14th of February 1987`, `1987-Feb`, `14Feb`.
fn day_first(text: &[u8]) -> Option<usize> {
    let (first, length) = number(text);
    let name_at = past_separators(text, past_of(text, past_ordinal(text, length)));
    let (month, month_length) = month_name(text.get(name_at..)?)?;
    let end = name_at + month_length;
    if length == 4 && u16::try_from(first).is_ok_and(|year| YEARS.contains(&year)) {
        return Some(end);
    }
    if length > 2 {
        return None;
    }
    let next = past_separators(text, end);
    if let Some((year, end)) = year_at(text, next, &[4, 2])
        && is_day(year, month, first)
    {
        return Some(end);
    }
    // `87-Feb-14`; else no year, and then the month's name must end where it stands: `14Mark` is none.
    let (last, digits) = number(text.get(next..).unwrap_or_default());
    let day_last = length == 2 && matches!(digits, 1 | 2) && is_day(2000 + first, month, last);
    let ends = !matches!(text.get(end - 1..=end), Some([last, after]) if after.is_ascii_alphanumeric()
        && !(last.is_ascii_lowercase() && after.is_ascii_uppercase()));
    let day_alone = ends && is_day(2000, month, first);
    if day_last { Some(next + digits) } else { day_alone.then_some(end) }
}

/// Where a day and a year behind a month's name end. A year of two digits must stand apart from the day.
fn day_and_year(text: &[u8], from: usize, month: u32) -> Option<usize> {
    let (_, digits) = number(text.get(from..)?);
    [2, 1].into_iter().filter(|length| *length <= digits).find_map(|length| {
        let day = value(text.get(from..from + length)?);
        let next = past_separators(text, past_ordinal(text, from + length));
        let lengths: &[usize] = if next > from + length { &[4, 2] } else { &[4] };
        let (year, end) = year_at(text, next, lengths)?;
        is_day(year, month, day).then_some(end)
    })
}

/// Past what may stand between two parts, which two separators may: `3, 1987`.
fn past_separators(text: &[u8], from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    from + separators(rest.iter())
}

/// How many there are: two of the usual ones, or any one.
fn separators<'t>(text: impl Iterator<Item = &'t u8> + Clone) -> usize {
    let usual = text.clone().take(2).take_while(|byte| SEPARATORS.contains(byte)).count();
    usual.max(text.take(1).filter(|byte| is_symbol(**byte)).count())
}

const fn is_symbol(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | EURO | POUND) && !byte.is_ascii_alphanumeric()
}

/// Past the ending of a day: `3rd`.
fn past_ordinal(text: &[u8], from: usize) -> usize {
    let ending = text.get(from..from + 2).unwrap_or_default();
    if is_ordinal(ending) { from + 2 } else { from }
}

fn is_ordinal(ending: &[u8]) -> bool {
    ORDINALS.iter().any(|ordinal| ordinal.eq_ignore_ascii_case(ending))
}

/// Past the word that may stand between day and month: `3rd of May`.
fn past_of(text: &[u8], from: usize) -> usize {
    let start = past_separators(text, from);
    let is_of = text.get(start..start + 2).is_some_and(|word| word.eq_ignore_ascii_case(b"of"));
    if is_of { start + 2 } else { from }
}

/// A year of the first length that makes one; other digits may follow it.
fn year_at(text: &[u8], from: usize, lengths: &[usize]) -> Option<(u32, usize)> {
    let (_, digits) = number(text.get(from..)?);
    lengths.iter().filter(|&&length| digits >= length).find_map(|&length| {
        let year = year(text.get(from..from + length)?)?;
        Some((year, from + length))
    })
}

/// A month's name in full or its first three letters (four for `sept`): its number and length.
fn month_name(text: &[u8]) -> Option<(u32, usize)> {
    let head = text.first_chunk::<3>()?;
    if !may_hold_month(head) {
        return None;
    }
    let head = head.map(|byte| byte.to_ascii_lowercase());
    let (month, name) = (1..).zip(MONTHS).find(|(_, name)| name.as_bytes().starts_with(&head))?;
    let forms = [name, if month == 9 { "sept" } else { "" }];
    let longest = forms
        .into_iter()
        .find(|form| text.get(..form.len()).is_some_and(|head| head.eq_ignore_ascii_case(form.as_bytes())));
    Some((month, longest.map_or(0, str::len).max(head.len())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Lists, Policy, check};

    fn found(candidate: &str) -> Option<&str> {
        let report = check(candidate, &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
        Some(&candidate[report.finding(Rule::Date)?.span.unwrap().range()])
    }

    #[test]
    fn dates_are_found() {
        for (candidate, date) in [
            ("13.2.1921", "13.2.1921"),
            ("02/02/02", "02/02/02"),
            ("x14-2-87x", "14-2-87"),
            ("14021987Xy!!Qr", "14021987"),
            ("Xy140287!!Qr", "140287"),
            ("870214Xy!!Qr", "870214"),
            ("Xy19870214!!", "19870214"),
            ("914021987", "14021987"),
            ("1987-02-14", "1987-02-14"),
            ("1987.2.4x", "1987.2.4"),
            ("87-2-4", "87-2-4"),
            ("29/02/2024", "29/02/2024"),
            ("29022000", "29022000"),
            ("MAy2024!!xx", "MAy2024"),
            ("xxMay 2024", "May 2024"),
            ("Sept1999", "Sept1999"),
            ("14Feb87!!", "14Feb87"),
            ("14 February 1987", "14 February 1987"),
            ("1987Feb!!", "1987Feb"),
            ("3rdmay1987", "3rdmay1987"),
            ("x21stJune1999!", "21stJune1999"),
            ("2ndfeb2003", "2ndfeb2003"),
            ("14thFeb87!", "14thFeb87"),
            ("14Feb'87!", "14Feb'87"),
            ("!3rd of May 1987!", "3rd of May 1987"),
            ("!3RD-of-May, 1987!", "3RD-of-May, 1987"),
            ("3OfMay87", "3OfMay87"),
            ("xxMay3rd87!", "May3rd87"),
            ("may3rd87", "may3rd87"),
            ("May 3, 1987!", "May 3, 1987"),
            ("February14th1987", "February14th1987"),
            ("Feb-14-87x", "Feb-14-87"),
            ("Feb141987x", "Feb141987"),
            ("May31987", "May31987"),
            ("KqAug24!!", "Aug24"),
            ("Dec'99", "Dec'99"),
            ("KWmay2024!!x", "may2024"),
            ("13\\2\\1921", "13\\2\\1921"),
            ("25!12!2023QWzk", "25!12!2023"),
            ("14£02£87XQkv", "14£02£87"),
            ("Oct!2024!AB", "Oct!2024"),
            ("87-Feb-14Q!q", "87-Feb-14"),
            ("24Jan!?Qqzz", "24Jan"),
            ("31OctQ!?qz", "31Oct"),
            ("3rdMay", "3rdMay"),
        ] {
            assert_eq!(found(candidate), Some(date), "{candidate}");
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        for candidate in [
            "1191",
            "83",
            "1987",
            "14/02",
            "1402",
            "32/01/2020",
            "29/02/2023",
            "30/02/2020",
            "30/13/20",
            "00/00/00",
            "1234567",
            "07700900123",
            "99999999",
            "14/02-1987",
            "May",
            "May245",
            "KwDismay24",
            "32ndMay87",
            "31stJune99",
            "24Mayo",
            "dismay2024",
            "Mayo2024",
            "14FEBx",
            "31Jun",
            "xmay3rd87",
            "May387",
            "May1487x",
            "3rd off May875",
            "14 - Feb87",
        ] {
            assert_eq!(found(candidate), None, "{candidate}");
        }
    }
}
