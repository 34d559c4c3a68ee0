//! The changes themselves: what each kind makes of a password.

use fastrand::Rng;
use keyward_core::calendar::{MONTHS, SEASONS, WEEKDAYS};

use super::bases::{ENDINGS, LETTERS, base, pick, symbol, symbols, weighted, word, words_around};
use super::{Kind, Pair};

pub(super) fn changed(kind: Kind, rng: &mut Rng) -> Option<Pair> {
    match kind {
        Kind::Counter => counter(rng),
        Kind::Year => Some(year(rng)),
        Kind::Season => Some(named(rng, &SEASONS)),
        Kind::Month => Some(named(rng, &MONTHS)),
        Kind::Weekday => Some(named(rng, &WEEKDAYS)),
        Kind::Capital => edited(rng, capital),
        Kind::AddedAtEnd => Some(added(rng, false)),
        Kind::AddedAtStart => Some(added(rng, true)),
        // What people take off is what they, or others, put on.
        Kind::RemovedAtEnd => Some(undone(added(rng, false))),
        Kind::RemovedAtStart => Some(undone(added(rng, true))),
        Kind::SymbolSwapped => edited(rng, symbol_swapped),
        Kind::ShiftRow => edited(rng, shift_row),
        Kind::LeetOn => leet_pair(rng),
        Kind::LeetOff => leet_pair(rng).map(undone),
        Kind::DoubledLast => {
            let old = base(rng);
            let new: String = old.chars().chain(old.chars().last()).collect();
            let pair = Pair { old, new };
            Some(if rng.u8(0..5) == 0 { undone(pair) } else { pair })
        }
        Kind::Rotated => edited(rng, rotated),
        Kind::Reversed => edited(rng, |_, text| text.reverse()),
        Kind::BlocksSwapped => blocks_swapped(rng),
        Kind::KeyboardNeighbour => edited(rng, keyboard_neighbour),
    }
}

fn undone(pair: Pair) -> Pair {
    Pair { old: pair.new, new: pair.old }
}

fn edited(rng: &mut Rng, edit: impl Fn(&mut Rng, &mut [char])) -> Option<Pair> {
    let old = base(rng);
    edited_from(old, rng, edit)
}

fn edited_from(old: String, rng: &mut Rng, edit: impl Fn(&mut Rng, &mut [char])) -> Option<Pair> {
    let mut text: Vec<char> = old.chars().collect();
    edit(rng, &mut text);
    let new: String = text.into_iter().collect();
    (new != old).then_some(Pair { old, new })
}

fn counter(rng: &mut Rng) -> Option<Pair> {
    let old = base(rng);
    let runs = runs(&old, |c| c.is_ascii_digit());
    // Mostly the last number is the one that counts.
    let (start, end) = if rng.u8(0..10) < 7 { *runs.last()? } else { rng.choice(runs)? };
    let digits = &old[start..end];
    let value: u64 = digits.parse().ok()?;
    let next = match rng.u8(0..100) {
        0..=79 => value + 1,
        80..=86 => value + 2,
        87..=94 => value.checked_sub(1)?,
        95..=97 => value + 10,
        // 11 becomes 22.
        _ if digits.len() == 2 && value.is_multiple_of(11) => value + 11,
        _ => value + 3,
    };
    let next = format!("{next:0width$}", width = digits.len());
    let new = format!("{}{next}{}", &old[..start], &old[end..]);
    Some(Pair { old, new })
}

fn year(rng: &mut Rng) -> Pair {
    let old = rng.i32(2008..2031);
    let new = old + weighted(rng, &[(1, 90), (2, 5), (-1, 5)]);
    let short = rng.u8(0..20) < 7;
    let text = |year: i32| if short { format!("{:02}", year % 100) } else { year.to_string() };
    let frame = frame(rng);
    Pair { old: frame.filled(&text(old)), new: frame.filled(&text(new)) }
}

/// A calendar name moves on to the next, the year beside it too when the calendar says so.
fn named(rng: &mut Rng, names: &[&str]) -> Pair {
    let at = rng.usize(0..names.len());
    let next = (at + 1) % names.len();
    let short = rng.bool();
    let case = weighted(rng, &[(0, 75), (1, 15), (2, 10)]);
    let with_year = names.len() != 7 && rng.u8(0..5) < 3;
    let year = rng.u32(15..31);
    let turned = next == 0 && rng.u8(0..10) < 7;
    let long_year = rng.bool();
    let write = |at: usize, year: u32| {
        let name = if short { &names[at][..3] } else { names[at] };
        let mut text = match case {
            0 => name[..1].to_uppercase() + &name[1..],
            1 => name.to_owned(),
            _ => name.to_uppercase(),
        };
        if with_year {
            text += &if long_year { format!("20{year}") } else { year.to_string() };
        }
        text
    };
    let frame = frame(rng);
    Pair { old: frame.filled(&write(at, year)), new: frame.filled(&write(next, year + u32::from(turned))) }
}

/// What stands around a year, a month and so on, and stays.
struct Frame {
    before: String,
    after: String,
}

impl Frame {
    fn filled(&self, middle: &str) -> String {
        format!("{}{middle}{}", self.before, self.after)
    }
}

fn frame(rng: &mut Rng) -> Frame {
    let (a, b, symbols) = (word(rng), word(rng), symbols(rng));
    let number = if rng.bool() { rng.u8(10..100).to_string() } else { String::new() };
    let (before, after) = match rng.u8(0..8) {
        0..=2 => (format!("{a}{b}{number}"), symbols),
        3 => (format!("{a}{symbols}"), number),
        4 => (String::new(), format!("{a}{b}{symbols}{number}")),
        5 => (a, format!("{b}{number}{symbols}")),
        6 => (format!("{symbols}{a}{number}"), b),
        _ => (String::new(), format!("{symbols}{number}{a}")),
    };
    Frame { before, after }
}

fn capital(rng: &mut Rng, text: &mut [char]) {
    let letters: Vec<usize> = (0..text.len()).filter(|i| text[*i].is_ascii_alphabetic()).collect();
    let capitals: Vec<usize> = (0..text.len()).filter(|i| text[*i].is_ascii_uppercase()).collect();
    let (Some(first), Some(last)) = (letters.first().copied(), letters.last().copied()) else { return };
    let flip = |text: &mut [char], i: usize| text[i] = toggled(text[i]);
    match rng.u8(0..100) {
        0..=24 => flip(text, first),
        25..=39 => flip(text, last),
        40..=54 => {
            // One capital of several is dropped.
            let Some(i) = rng.choice(capitals) else { return };
            flip(text, i);
        }
        55..=64 => {
            let Some(i) = rng.choice(letters) else { return };
            flip(text, i);
        }
        65..=79 => {
            // From the first letter to the last.
            if text[first].is_ascii_uppercase() && text[last].is_ascii_lowercase() {
                flip(text, first);
                flip(text, last);
            }
        }
        80..=89 => {
            // To the letter beside it.
            let Some(i) = rng.choice(capitals) else { return };
            if text.get(i + 1).is_some_and(char::is_ascii_lowercase) {
                flip(text, i);
                flip(text, i + 1);
            }
        }
        _ => text.iter_mut().for_each(|c| *c = toggled(*c)),
    }
}

fn toggled(c: char) -> char {
    if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
}

/// What people put on: a digit, a symbol, now and then a letter.
fn addition(rng: &mut Rng) -> String {
    let count = if rng.u8(0..10) < 7 { 1 } else { 2 };
    if count == 2 && rng.u8(0..2) == 0 {
        return rng
            .choice(["12", "!!", "1!", "01", "23", "!1", "99", "22", "00", "**"])
            .unwrap_or("12")
            .to_owned();
    }
    (0..count)
        .map(|_| match rng.u8(0..100) {
            0..=44 => weighted(rng, &ENDINGS),
            45..=89 => symbol(rng),
            _ => pick(rng, LETTERS),
        })
        .collect()
}

fn added(rng: &mut Rng, at_start: bool) -> Pair {
    let (old, addition) = (base(rng), addition(rng));
    let new = if at_start { format!("{addition}{old}") } else { format!("{old}{addition}") };
    Pair { old, new }
}

fn symbol_swapped(rng: &mut Rng, text: &mut [char]) {
    let places: Vec<usize> = (0..text.len()).filter(|i| !text[*i].is_alphanumeric()).collect();
    let place = if rng.u8(0..4) < 3 { places.last().copied() } else { rng.choice(places) };
    if let Some(place) = place {
        text[place] = symbol(rng);
    }
}

const UK_ROW: &str = "!\"£$%^&*()";
const US_ROW: &str = "!@#$%^&*()";

fn shift_row(rng: &mut Rng, text: &mut [char]) {
    let row: Vec<char> = if rng.u8(0..10) < 7 { UK_ROW } else { US_ROW }.chars().collect();
    let next = |c: char| row.iter().position(|r| *r == c).map(|at| row[(at + 1) % row.len()]);
    match rng.u8(0..10) {
        0..=5 => {
            if let Some(place) = text.iter().rposition(|c| next(*c).is_some()) {
                text[place] = next(text[place]).unwrap_or('!');
            }
        }
        6..=7 => text.iter_mut().for_each(|c| *c = next(*c).unwrap_or(*c)),
        _ => {
            if let Some(place) = text.iter().rposition(char::is_ascii_digit) {
                let digit = text[place].to_digit(10).unwrap_or(0) as usize;
                text[place] = row[(digit + 9) % 10];
            }
        }
    }
}

const LEET: [(char, char, u32); 11] = [
    ('a', '@', 16),
    ('a', '4', 12),
    ('o', '0', 20),
    ('e', '3', 18),
    ('i', '1', 14),
    ('i', '!', 6),
    ('s', '$', 9),
    ('s', '5', 9),
    ('t', '7', 5),
    ('l', '1', 4),
    ('b', '8', 3),
];

/// Only words are written in leet: what is random has no letters to recognise.
fn leet_pair(rng: &mut Rng) -> Option<Pair> {
    let old = words_around(rng, None);
    edited_from(old, rng, leet)
}

fn leet(rng: &mut Rng, text: &mut [char]) {
    let present: Vec<((char, char), u32)> = LEET
        .iter()
        .filter(|(letter, ..)| text.iter().any(|c| c.eq_ignore_ascii_case(letter)))
        .map(|(letter, sign, weight)| ((*letter, *sign), *weight))
        .collect();
    if present.is_empty() {
        return;
    }
    let (letter, sign) = weighted(rng, &present);
    let places: Vec<usize> = (0..text.len()).filter(|i| text[*i].eq_ignore_ascii_case(&letter)).collect();
    match rng.u8(0..4) {
        0 | 1 => places.into_iter().for_each(|i| text[i] = sign),
        2 => {
            if let Some(i) = rng.choice(places) {
                text[i] = sign;
            }
        }
        _ => {
            // The usual four at once.
            for c in text.iter_mut() {
                *c = match c.to_ascii_lowercase() {
                    'a' => '4',
                    'e' => '3',
                    'i' => '1',
                    'o' => '0',
                    _ => *c,
                };
            }
        }
    }
}

fn rotated(rng: &mut Rng, text: &mut [char]) {
    let count = weighted(rng, &[(1, 40), (2, 35), (3, 15), (4, 10)]);
    if rng.u8(0..5) < 3 { text.rotate_right(count) } else { text.rotate_left(count) }
}

fn blocks_swapped(rng: &mut Rng) -> Option<Pair> {
    let old = if rng.u8(0..4) < 3 { words_around(rng, None) } else { base(rng) };
    let mut blocks = blocks(&old);
    if blocks.len() < 2 {
        return None;
    }
    match rng.u8(0..10) {
        0..=6 => {
            let at = rng.usize(1..blocks.len());
            blocks.swap(at - 1, at);
        }
        7..=8 => {
            let last = blocks.len() - 1;
            blocks.swap(0, last);
        }
        _ => {
            let half = blocks.len() / 2;
            blocks.rotate_left(half);
        }
    }
    let new = blocks.concat();
    Some(Pair { old, new })
}

/// The password cut into words, numbers and groups of symbols.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars() {
        let same = (before.is_ascii_digit() && c.is_ascii_digit())
            || (!before.is_alphanumeric() && !c.is_alphanumeric())
            || (before.is_alphabetic() && c.is_lowercase());
        match blocks.last_mut() {
            Some(block) if same => block.push(c),
            _ => blocks.push(c.into()),
        }
        before = c;
    }
    blocks
}

const KEYS: [&str; 4] = ["1234567890-=", "qwertyuiop[]", "asdfghjkl;'#", "zxcvbnm,./"];

/// Half of the slips are on the last character, the rest anywhere.
fn keyboard_neighbour(rng: &mut Rng, text: &mut [char]) {
    let place = if rng.bool() { text.len() - 1 } else { rng.usize(0..text.len()) };
    let c = text[place];
    let key = c.to_ascii_lowercase();
    for (row, keys) in KEYS.iter().enumerate() {
        let Some(at) = keys.chars().position(|k| k == key) else { continue };
        let (row, at) = match rng.u8(0..10) {
            0..=3 => (row, at + 1),
            4..=6 => (row, at.wrapping_sub(1)),
            7..=8 => (row + 1, at),
            _ => (row.wrapping_sub(1), at),
        };
        if let Some(next) = KEYS.get(row).and_then(|keys| keys.chars().nth(at)) {
            text[place] = if c.is_ascii_uppercase() { next.to_ascii_uppercase() } else { next };
        }
        return;
    }
}

/// How many rows down and keys to the right a character is from another.
pub(crate) fn slip(from: char, to: char) -> Option<(isize, isize)> {
    let place = |c: char| {
        let key = c.to_ascii_lowercase();
        let found = KEYS.iter().enumerate();
        found.filter_map(|(row, keys)| Some((row, keys.chars().position(|k| k == key)?))).next()
    };
    let ((row, at), (other_row, other_at)) = (place(from)?, place(to)?);
    Some((other_row.wrapping_sub(row).cast_signed(), other_at.wrapping_sub(at).cast_signed()))
}

/// Byte ranges of the runs of characters of one class.
fn runs(text: &str, class: fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| class(*c)) {
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end += c.len_utf8(),
            _ => runs.push((at, at + c.len_utf8())),
        }
    }
    runs
}
