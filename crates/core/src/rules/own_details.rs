//! `personal` where a policy asks for `own_details` alone (NIST SP 800-63B-4, 3.1.1.2: "context-specific words, such as … the
//! username, and derivatives thereof"): the candidate *is* the user name, the email address, the part before its @ or a whole
//! name, in any reading, forwards or backwards, once or more often, with a few digits and symbols around it.

use super::Check;
use super::around::{MOST_AROUND, from_letter_to_letter};
use super::same::is_same;
use crate::finding::{Known, Span};
use crate::{Report, Rule};

/// A shorter detail is no password, whatever stands around it.
const SHORTEST: usize = 3;
/// Of a longer detail the rest is not looked at.
const LONGEST: usize = 64;

pub(super) fn own_details(check: &Check<'_>, report: &mut Report) {
    if !check.policy.own_details || report.finding(Rule::Personal).is_some() {
        return;
    }
    let context = check.context;
    let emails = context.emails().flat_map(|address| [Some(address), address.split(['@']).next()]);
    let emails = emails.flatten().map(|part| (Known::Email, part));
    let names = context.names.iter().map(|name| (Known::Name, *name));
    for (known, detail) in [(Known::Username, context.username)].into_iter().chain(emails).chain(names) {
        let mut room = [0; LONGEST];
        let letters = letters_of(detail, &mut room);
        if is_made_of(check, detail, letters) {
            let span = Span { start: 0, end: check.text.input().len() };
            if letters.is_empty() {
                report.add_known_text(Rule::Personal, span, known, detail);
            } else {
                report.add_known(Rule::Personal, span, known, letters);
            }
            return;
        }
    }
}

/// Whether a candidate is nothing but a detail, of which these are the letters that can be read.
fn is_made_of(check: &Check<'_>, detail: &str, letters: &[u8]) -> bool {
    if detail.chars().count() < SHORTEST {
        return false;
    }
    if letters.len() < SHORTEST {
        return is_same(check.text.input(), detail);
    }
    // The digits at the ends of a detail may be others: `wardmanager` of `wardmanager2100`.
    let inside = letters.get(from_letter_to_letter(letters)).unwrap_or_default();
    is_around(check, letters) || is_around(check, inside)
}

/// Whether a candidate is letters with few digits and symbols around them.
fn is_around(check: &Check<'_>, letters: &[u8]) -> bool {
    let folded = check.text.folded();
    if letters.len() < SHORTEST {
        return false;
    }
    let mut from = (0..folded.len().min(MOST_AROUND + 1)).filter(|start| {
        folded.get(..*start).is_some_and(|before| !before.iter().any(u8::is_ascii_alphabetic))
    });
    from.any(|start| {
        let rest = |turned| repeats(check, folded.get(start..).unwrap_or_default(), letters, turned);
        let around =
            |rest: &[u8]| !rest.iter().any(u8::is_ascii_alphabetic) && start + rest.len() <= MOST_AROUND;
        rest(false).is_some_and(around) || rest(true).is_some_and(around)
    })
}

/// What is left of a text that begins with some letters, once or more often; none if it does not.
fn repeats<'t>(check: &Check<'_>, text: &'t [u8], letters: &[u8], turned: bool) -> Option<&'t [u8]> {
    let mut rest = begins_with(check, text, letters, turned)?;
    while let Some(behind) = begins_with(check, rest, letters, turned) {
        rest = behind;
    }
    Some(rest)
}

/// What is behind the letters that a text begins with, each of which may be written as a character that is read as it; what
/// stands between them does not matter.
fn begins_with<'t>(check: &Check<'_>, text: &'t [u8], letters: &[u8], turned: bool) -> Option<&'t [u8]> {
    let mut rest = text;
    for index in 0..letters.len() {
        let index = if turned { letters.len() - 1 - index } else { index };
        let letter = *letters.get(index)?;
        loop {
            let (first, behind) = rest.split_first()?;
            rest = behind;
            if first.eq_ignore_ascii_case(&letter) || check.lists.readings.reads_as(*first, letter.into()) {
                break;
            }
            if first.is_ascii_alphanumeric() {
                return None;
            }
        }
    }
    Some(rest)
}

/// The letters and digits of a detail, folded and small. None if it has others, in a script that is not read as Latin letters.
fn letters_of<'r>(detail: &str, room: &'r mut [u8; LONGEST]) -> &'r [u8] {
    let mut length = 0;
    for character in detail.chars() {
        if character.is_alphanumeric() && crate::character::fold(character).next().is_none() {
            return &[];
        }
        for byte in crate::character::fold(character).filter(u8::is_ascii_alphanumeric) {
            if let Some(place) = room.get_mut(length) {
                *place = byte.to_ascii_lowercase();
                length += 1;
            }
        }
    }
    room.get(..length).unwrap_or_default()
}
