//! Letters in another case, and letters written as the digits and symbols that look like them.

use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::order::Step;
use super::{Forms, toggled};

/// How many places are tried for a change that could be anywhere.
const MOST_PLACES: usize = 8;

pub(super) fn add(forms: &mut Forms) {
    let text = forms.text();
    case(forms, &text);
    leet_undone(forms, &text);
    leet_done(forms, &text);
}

fn case(forms: &mut Forms, text: &[char]) {
    let letter = |at: usize| text.get(at).is_some_and(|c| c.is_alphabetic());
    let upper = |at: usize| text.get(at).is_some_and(|c| c.is_uppercase());
    let lower = |at: usize| text.get(at).is_some_and(|c| c.is_lowercase());
    let Some(first) = (0..text.len()).find(|at| letter(*at)) else { return };
    let Some(last) = (0..text.len()).rfind(|at| letter(*at)) else { return };

    turn(forms, text, Step::FirstLetterTurned, &[first]);
    turn(forms, text, Step::LastLetterTurned, &[last]);
    if lower(first) && upper(last) {
        turn(forms, text, Step::FirstAndLastTurned, &[first, last]);
    }
    let letters: Vec<usize> = (0..text.len()).filter(|at| letter(*at)).collect();
    turn(forms, text, Step::AllTurned, &letters);

    let starts_word = |at: usize| at.checked_sub(1).is_none_or(|before| !letter(before));
    for at in (0..text.len()).filter(|at| lower(*at) && starts_word(*at)).take(MOST_PLACES) {
        turn(forms, text, Step::WordStartRaised, &[at]);
    }
    for at in (1..text.len()).filter(|at| upper(*at) && lower(*at - 1)).take(MOST_PLACES) {
        // A capital that was on the letter before.
        let share = if starts_word(at - 1) { 100 } else { 20 };
        turn_share(forms, text, Step::CapitalMovedOn, share, &[at - 1, at]);
    }
    for at in (1..text.len()).filter(|at| upper(*at) && letter(*at - 1)).take(MOST_PLACES) {
        let share = if lower(at + 1) && lower(at - 1) { 40 } else { 100 };
        turn_share(forms, text, Step::InnerCapitalLowered, share, &[at]);
    }
}

fn turn(forms: &mut Forms, text: &[char], step: Step, places: &[usize]) {
    turn_share(forms, text, step, 100, places);
}

fn turn_share(forms: &mut Forms, text: &[char], step: Step, share: u32, places: &[usize]) {
    let mut text = Zeroizing::new(text.to_vec());
    for at in places {
        if let Some(c) = text.get_mut(*at) {
            *c = toggled(*c);
        }
    }
    forms.add_share(step, share, &[&text]);
}

/// What is read as which letter, and how often that is meant, in hundredths.
const SIGNS: &[(char, char, u32)] = &[
    ('4', 'a', 100),
    ('@', 'a', 100),
    ('0', 'o', 100),
    ('3', 'e', 100),
    ('1', 'i', 100),
    ('!', 'i', 60),
    ('$', 's', 80),
    ('5', 's', 80),
    ('7', 't', 60),
    ('1', 'l', 30),
    ('8', 'b', 40),
    ('+', 't', 20),
    ('9', 'g', 20),
    ('6', 'g', 10),
];

fn letter_for(sign: char) -> Option<char> {
    SIGNS.iter().find(|(from, ..)| *from == sign).map(|(_, letter, _)| *letter)
}

fn leet_undone(forms: &mut Forms, text: &[char]) {
    let is = |at: Option<usize>, class: fn(&char) -> bool| at.and_then(|at| text.get(at)).is_some_and(class);
    let letter = |at: Option<usize>| is(at, |c| c.is_alphabetic());
    let digit = |at: Option<usize>| is(at, char::is_ascii_digit);
    let after = |at: usize| letter(at.checked_sub(1));
    let touches = |at: usize| after(at) || letter(Some(at + 1));
    let between = |at: usize| after(at) && letter(Some(at + 1));
    // A digit by itself, and the first of three, as in `R0p388`: the other two are a number.
    let alone = |at: usize| !digit(at.checked_sub(1)) && !digit(Some(at + 1));
    let first = |at: usize| after(at) && digit(Some(at + 1)) && digit(Some(at + 2));

    let usual: Vec<usize> =
        (0..text.len()).filter(|at| is(Some(*at), |c| matches!(c, '0' | '1' | '3' | '4'))).collect();
    let some =
        |keep: &dyn Fn(usize) -> bool| usual.iter().copied().filter(|at| keep(*at)).collect::<Vec<usize>>();
    read(forms, text, Step::LeetUsualUndone, 100, &some(&|at| touches(at) && alone(at)), letter_for);
    read(
        forms,
        text,
        Step::LeetUsualUndone,
        60,
        &some(&|at| touches(at) && (alone(at) || first(at))),
        letter_for,
    );
    read(forms, text, Step::LeetUsualUndone, 30, &some(&touches), letter_for);
    let signs = |at: &usize| text.get(*at).is_some_and(|c| letter_for(*c).is_some());
    let inside: Vec<usize> = (0..text.len()).filter(|at| signs(at) && between(*at)).collect();
    read(forms, text, Step::LeetInsideUndone, 100, &inside, letter_for);

    for (from, to, share) in SIGNS {
        let places: Vec<usize> =
            (0..text.len()).filter(|at| text.get(*at) == Some(from) && touches(*at)).collect();
        let some = |keep: &dyn Fn(usize) -> bool| {
            places.iter().copied().filter(|at| keep(*at)).collect::<Vec<usize>>()
        };
        let as_letter = |_| Some(*to);
        let double = |at: usize| touches(at) && (between(at) || text.get(at + 1) == Some(from) || !alone(at));
        read(forms, text, Step::LeetKindUndone, *share, &some(&between), as_letter);
        read(forms, text, Step::LeetKindUndone, share / 2, &some(&after), as_letter);
        read(forms, text, Step::LeetKindUndone, share / 3, &some(&double), as_letter);
        read(forms, text, Step::LeetKindUndone, share / 3, &places, as_letter);
        for at in places.iter().take(MOST_PLACES) {
            let share = if between(*at) { *share } else { share / 2 };
            read(forms, text, Step::LeetOneUndone, share, &[*at], as_letter);
            if between(*at) {
                // At a seam between words: `Fern1ake`.
                read(forms, text, Step::LeetOneUndone, share / 4, &[*at], |_| Some(to.to_ascii_uppercase()));
            }
        }
    }
}

/// Adds the form with letters in place of the signs at `places`.
fn read(
    forms: &mut Forms,
    text: &[char],
    step: Step,
    share: u32,
    places: &[usize],
    letter: impl Fn(char) -> Option<char>,
) {
    let mut earlier = Zeroizing::new(text.to_vec());
    for at in places {
        let before = at.checked_sub(1).and_then(|at| earlier.get(at));
        let after_letter = before.is_some_and(|c| c.is_alphabetic());
        let before_small = text.get(at + 1).is_some_and(|c| c.is_lowercase());
        if let Some(c) = earlier.get_mut(*at)
            && let Some(letter) = letter(*c)
        {
            // At the start of a word it was a capital: `1ce` was `Ice`.
            *c = if before_small && !after_letter { letter.to_ascii_uppercase() } else { letter };
        }
    }
    forms.add_share(step, share, &[&earlier]);
}

/// What people write for which letter, and how often, in hundredths of all such changes.
const WRITTEN: &[(char, char, u32)] = &[
    ('o', '0', 100),
    ('e', '3', 90),
    ('a', '@', 80),
    ('i', '1', 70),
    ('a', '4', 60),
    ('s', '$', 45),
    ('s', '5', 45),
    ('i', '!', 30),
    ('t', '7', 25),
    ('l', '1', 20),
    ('b', '8', 15),
];

fn leet_done(forms: &mut Forms, text: &[char]) {
    let present = |letter: char| text.iter().any(|c| c.eq_ignore_ascii_case(&letter));
    let all: u32 = WRITTEN.iter().filter(|(letter, ..)| present(*letter)).map(|(.., share)| share).sum();
    for (letter, sign, share) in WRITTEN {
        let places: Vec<usize> = (0..text.len())
            .filter(|at| text.get(*at).is_some_and(|c| c.eq_ignore_ascii_case(letter)))
            .collect();
        if places.is_empty() || all == 0 {
            continue;
        }
        let share = share * 100 / all;
        write(forms, text, Step::LeetKindDone, share, &places, |_| Some(*sign));
        if places.len() > 1 {
            for at in places.iter().take(MOST_PLACES) {
                write(forms, text, Step::LeetOneDone, share, &[*at], |_| Some(*sign));
            }
        }
    }
    let everywhere: Vec<usize> = (0..text.len()).collect();
    write(forms, text, Step::LeetUsualDone, 100, &everywhere, |c| match c.to_ascii_lowercase() {
        'a' => Some('4'),
        'e' => Some('3'),
        'i' => Some('1'),
        'o' => Some('0'),
        _ => None,
    });
}

/// Adds the form with signs in place of the letters at `places`.
fn write(
    forms: &mut Forms,
    text: &[char],
    step: Step,
    share: u32,
    places: &[usize],
    sign: impl Fn(char) -> Option<char>,
) {
    let mut earlier = Zeroizing::new(text.to_vec());
    for at in places {
        if let Some(c) = earlier.get_mut(*at)
            && let Some(sign) = sign(*c)
        {
            *c = sign;
        }
    }
    forms.add_share(step, share, &[&earlier]);
}
