//! Other symbols, the shifted digit row, and keys beside each other. UK and US keyboards.

use core::ops::RangeInclusive;

use keyward_core::keyboard::{Keyboard, ROWS};
use zeroize::Zeroizing;

use super::order::Step;
use super::{Forms, is_symbol};

/// The symbols people use, and how often, in hundredths.
const SYMBOLS: &[(char, u32)] = &[
    ('!', 26),
    ('@', 12),
    ('*', 9),
    ('$', 9),
    ('£', 8),
    ('#', 8),
    ('?', 7),
    ('&', 6),
    ('%', 5),
    ('.', 4),
    ('-', 3),
    ('_', 3),
    ('+', 2),
    ('^', 2),
    ('"', 1),
    ('=', 1),
];

/// The keys with digits on them: row 0, these columns.
const DIGIT_KEYS: RangeInclusive<usize> = 1..=10;

/// The column of the key that is furthest to the right.
const LAST_COLUMN: usize = 12;

/// How many symbols besides the last are tried.
const MOST_PLACES: usize = 4;

pub(super) fn add(forms: &mut Forms) {
    let text = forms.text();
    swapped(forms, &text);
    as_before(forms, &text);
    shifted(forms, &text);
    keys(forms, &text);
}

fn swapped(forms: &mut Forms, text: &[char]) {
    let places = (0..text.len()).rev().filter(|at| text.get(*at).is_some_and(|c| is_symbol(*c)));
    for (back, at) in places.take(1 + MOST_PLACES).enumerate() {
        let step = if back == 0 { Step::LastSymbolSwapped } else { Step::OtherSymbolSwapped };
        for (symbol, share) in SYMBOLS {
            replace(forms, text, step, *share, at, *symbol);
        }
    }
}

/// Who must have two symbols often types one twice.
fn as_before(forms: &mut Forms, text: &[char]) {
    let mut places = (0..text.len()).rev().filter(|at| text.get(*at).is_some_and(|c| is_symbol(*c)));
    if let (Some(last), Some(before)) = (places.next(), places.next())
        && let (Some(one), Some(other)) = (text.get(last), text.get(before))
    {
        replace(forms, text, Step::LastSymbolAsBefore, 100, last, *other);
        replace(forms, text, Step::LastSymbolAsBefore, 30, before, *one);
    }
}

fn shifted(forms: &mut Forms, text: &[char]) {
    for (keyboard, last, all) in [
        (Keyboard::UNITED_KINGDOM, Step::LastSymbolBackUk, Step::SymbolsBackUk),
        (Keyboard::UNITED_STATES, Step::LastSymbolBackUs, Step::SymbolsBackUs),
    ] {
        let symbol = |key: usize| keyboard.shifted(0, key);
        let key = |c: char| DIGIT_KEYS.into_iter().find(|key| symbol(*key) == Some(c));
        // The row goes round: `!` was `)`.
        let back = |c: char| {
            let key = key(c)?;
            symbol(if key == *DIGIT_KEYS.start() { *DIGIT_KEYS.end() } else { key - 1 })
        };
        let mut earlier = Zeroizing::new(text.to_vec());
        earlier.iter_mut().for_each(|c| *c = back(*c).unwrap_or(*c));
        forms.add(all, &[&earlier]);

        let places = (0..text.len()).rev().filter_map(|at| Some((at, *text.get(at)?)));
        if let Some((at, symbol)) = places.clone().find_map(|(at, c)| Some((at, back(c)?))) {
            replace(forms, text, last, 100, at, symbol);
        }
        let released = |(at, c): (usize, char)| Some((at, keyboard.plain(0, key(c)?)?));
        for (at, digit) in places.clone().filter_map(released).take(1 + MOST_PLACES) {
            replace(forms, text, Step::ShiftReleased, 100, at, digit);
        }
        let pressed =
            |c: char| DIGIT_KEYS.into_iter().find(|key| keyboard.plain(0, *key) == Some(c)).and_then(symbol);
        if let Some((at, symbol)) = places.clone().find_map(|(at, c)| Some((at, pressed(c)?))) {
            replace(forms, text, Step::ShiftPressed, 100, at, symbol);
        }
    }
}

fn keys(forms: &mut Forms, text: &[char]) {
    // The key typed now was to the right of the one before, to the left, below, above.
    let steps: [(isize, isize, u32); 4] = [(0, -1, 100), (0, 1, 75), (-1, 0, 50), (1, 0, 25)];
    for (rows, columns, share) in steps {
        if let Some((last, kept)) = text.split_last()
            && let Some(key) = neighbour(*last, rows, columns)
        {
            forms.add_share(Step::LastKeyBack, share, &[kept, &[key]]);
        }
        let mut earlier = Zeroizing::new(text.to_vec());
        earlier.iter_mut().for_each(|c| *c = neighbour(*c, rows, columns).unwrap_or(*c));
        forms.add_share(Step::KeysBack, share, &[&earlier]);
    }
}

/// The key so many rows down and columns to the right, on a UK keyboard and without the keys in the far left.
fn neighbour(c: char, rows: isize, columns: isize) -> Option<char> {
    let keyboard = Keyboard::UNITED_KINGDOM;
    let key = c.to_ascii_lowercase();
    let places = (0..ROWS).flat_map(|row| (1..=LAST_COLUMN).map(move |column| (row, column)));
    let (row, column) =
        places.into_iter().find(|(row, column)| keyboard.plain(*row, *column) == Some(key))?;
    let column = column.checked_add_signed(columns).filter(|column| *column > 0)?;
    let next = keyboard.plain(row.checked_add_signed(rows)?, column)?;
    Some(if c.is_ascii_uppercase() { next.to_ascii_uppercase() } else { next })
}

/// Adds the form with another character at `at`.
fn replace(forms: &mut Forms, text: &[char], step: Step, share: u32, at: usize, with: char) {
    let mut earlier = Zeroizing::new(text.to_vec());
    if let Some(c) = earlier.get_mut(at) {
        *c = with;
    }
    forms.add_share(step, share, &[&earlier]);
}
