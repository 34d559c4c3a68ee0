//! What people do to a word to get a password past the counts.

use crate::random::Random;

const SPECIALS: [char; 12] = ['!', '!', '!', '£', '$', '@', '#', '*', '.', '?', '-', '&'];
const SEPARATORS: [char; 7] = ['.', '-', '_', '!', '£', '*', '#'];
/// A digit with what Shift makes of it on a keyboard of the United Kingdom.
const SHIFTED: [char; 10] = [')', '!', '"', '£', '$', '%', '^', '&', '*', '('];

/// A habit: a word of a kind, another of the same kind, and what becomes of them.
pub(super) type Habit = (&'static str, fn(&mut Random, &str, &str) -> String);

pub(super) const EVERYDAY: [Habit; 14] = [
    ("ending", |random, word, _| cased(random, word) + &ending(random)),
    ("year", |random, word, _| format!("{}{}{}", cased(random, word), year(random), specials(random, 2))),
    ("counter", |random, word, _| {
        format!("{}0{}{}", cased(random, word), 1 + random.below(9), specials(random, 2))
    }),
    ("in front", |random, word, _| format!("{}{}", ending(random), cased(random, word))),
    ("half leet", |random, word, _| leet(&cased(random, word), 2) + &ending(random)),
    ("full leet", |random, word, _| leet(&cased(random, word), 1) + &ending(random)),
    ("one separator", |random, word, _| separated(random, word, false) + &ending(random)),
    ("separators", |random, word, _| separated(random, word, true) + &ending(random)),
    ("capitals", |random, word, _| alternating(word) + &ending(random)),
    ("doubled", |random, word, _| format!("{}{word}{}", cased(random, word), ending(random))),
    ("mirrored", |random, word, _| format!("{}{}{}", cased(random, word), backwards(word), ending(random))),
    ("two joined", |random, word, other| format!("{}{}{}", first(word), first(other), ending(random))),
    ("last held", |random, word, _| {
        let last = word.chars().last().unwrap_or('x').to_string();
        cased(random, word) + &last.repeat(1 + random.below(3)) + &ending(random)
    }),
    ("Shift on digits", |random, word, _| {
        let number = year(random).to_string();
        let shifted: String =
            number.chars().filter_map(|digit| SHIFTED.get(digit.to_digit(10)? as usize)).collect();
        format!("{}{number}{shifted}", cased(random, word))
    }),
];

/// Matters of taste, reported apart.
pub(super) const TASTE: [Habit; 4] = [
    ("reversed", |random, word, _| cased(random, &backwards(word)) + &ending(random)),
    ("vowels dropped", |random, word, _| {
        let kept: String = word.chars().filter(|letter| !"aeiou".contains(*letter)).collect();
        cased(random, &kept) + &ending(random)
    }),
    ("letters swapped", |random, word, _| {
        let mut letters: Vec<char> = word.chars().collect();
        let place = random.below(letters.len() - 1);
        letters.swap(place, place + 1);
        cased(random, &letters.into_iter().collect::<String>()) + &ending(random)
    }),
    ("last dropped", |random, word, _| {
        let kept: String = word.chars().take(word.chars().count() - 1).collect();
        cased(random, &kept) + &ending(random)
    }),
];

/// A habit that needs no word.
pub(super) type Wordless = (&'static str, fn(&mut Random) -> String);

pub(super) const WORDLESS: [Wordless; 10] = [
    ("key walk", |random| walk(random, 4, &[(0, 1)])),
    ("zigzag", |random| walk(random, 4, &[(1, 0), (-1, 1)])),
    ("paired columns", |random| walk(random, 8, &[(1, 0), (1, 0), (1, 0), (-3, 1)])),
    ("key and its Shift", |random| {
        let from = 1 + random.below(6);
        let keys = (from..from + 2).map(|key| format!("{key}{}", SHIFTED[key]));
        let letters = ["Qq", "wW", "Ee", "rR", "Tt", "yY", "Uu"];
        keys.collect::<String>() + letters[from - 1] + letters[from]
    }),
    ("date in numbers", |random| {
        let mut date = date(random);
        date.push_str(&pattern(random, "AAaa"));
        date
    }),
    ("day and month", |random| {
        let months = ["JAnuary", "MArch", "APril", "JUne", "JUly", "AUgust", "SEpt", "NOvember"];
        let (day, mark) = (1 + random.below(28), *random.pick(&SEPARATORS));
        format!("{day:02}{mark}{}{mark}{}", random.pick(&months), year(random))
    }),
    ("pairs", |random| {
        let single = pattern(random, "Aa9!");
        single.chars().flat_map(|character| [character, character]).collect()
    }),
    ("chunk", |random| {
        let chunk = pattern(random, "Aa9!");
        format!("{chunk}{chunk}{}", random.below(100))
    }),
    ("mirror", |random| {
        let half = pattern(random, "Aa9!");
        format!("{half}{}{}", backwards(&half), random.below(10))
    }),
    ("letters held", |random| {
        let one = pattern(random, "A");
        let other = pattern(random, "a");
        format!("{}{}{}", one.repeat(3), other.repeat(3), ending(random))
    }),
];

/// Random characters of the classes that the pattern shows.
fn pattern(random: &mut Random, classes: &str) -> String {
    let letter = |random: &mut Random| *random.pick(&b"abcdefghijklmnopqrstuvwxyz"[..]);
    let draw = |class: char| match class {
        'A' => char::from(letter(random).to_ascii_uppercase()),
        'a' => char::from(letter(random)),
        '9' => char::from(b'0' + u8::try_from(random.below(10)).unwrap_or(0)),
        _ => *random.pick(&SPECIALS),
    };
    classes.chars().map(draw).collect()
}

fn year(random: &mut Random) -> usize {
    1950 + random.below(78)
}

fn specials(random: &mut Random, count: usize) -> String {
    let one = *random.pick(&SPECIALS);
    let other = if random.below(2) == 0 { one } else { *random.pick(&SPECIALS) };
    [one, other].iter().take(count).collect()
}

/// Two digits and two specials, as people end passwords.
fn ending(random: &mut Random) -> String {
    let number = match random.below(5) {
        0 => "12".to_owned(),
        1 => "123".to_owned(),
        2 => year(random).to_string(),
        3 => format!("{0}{0}", random.below(10)),
        _ => format!("{:02}", random.below(100)),
    };
    if random.below(3) == 0 { specials(random, 2) + &number } else { number + &specials(random, 2) }
}

fn date(random: &mut Random) -> String {
    let (day, month, year) = (1 + random.below(28), 1 + random.below(12), year(random));
    let mark = *random.pick(&SEPARATORS);
    match random.below(4) {
        0 => format!("{day:02}{mark}{month:02}{mark}{year}"),
        1 => format!("{year}{mark}{month:02}{mark}{day:02}"),
        2 => format!("{day}{mark}{month}{mark}{year}"),
        _ => format!("{day:02}{mark}{month:02}{mark}{:02}", year % 100),
    }
}

fn first(word: &str) -> String {
    word.get(..1).unwrap_or("").to_uppercase() + word.get(1..).unwrap_or("")
}

/// Two capitals: the first two, the first and the last, the last two, or all of a long word.
fn cased(random: &mut Random, word: &str) -> String {
    let length = word.chars().count();
    let capitals: Vec<usize> = match random.below(4) {
        0 | 1 => vec![0, 1],
        2 => vec![0, length.saturating_sub(1)],
        _ => vec![length.saturating_sub(2), length.saturating_sub(1)],
    };
    let case = |(place, letter): (usize, char)| {
        if capitals.contains(&place) { letter.to_ascii_uppercase() } else { letter }
    };
    word.chars().enumerate().map(case).collect()
}

fn alternating(word: &str) -> String {
    let case =
        |(place, letter): (usize, char)| if place % 2 == 0 { letter.to_ascii_uppercase() } else { letter };
    word.chars().enumerate().map(case).collect()
}

fn backwards(word: &str) -> String {
    word.chars().rev().collect()
}

/// Every nth letter that a usual digit or symbol stands for is replaced.
fn leet(word: &str, every: usize) -> String {
    let mut seen = 0;
    let replace = |letter: char| {
        let symbol = match letter.to_ascii_lowercase() {
            'a' => '4',
            'e' => '3',
            'i' => '1',
            'o' => '0',
            's' => '$',
            't' => '7',
            _ => return letter,
        };
        seen += 1;
        if (seen - 1) % every == 0 { symbol } else { letter }
    };
    word.chars().map(replace).collect()
}

fn separated(random: &mut Random, word: &str, everywhere: bool) -> String {
    let mark = *random.pick(&SEPARATORS);
    let word = cased(random, word);
    let letters: Vec<String> = word.chars().map(String::from).collect();
    if everywhere {
        return letters.join(&mark.to_string());
    }
    let place = 1 + random.below(letters.len() - 1);
    format!("{}{mark}{}", letters[..place].concat(), letters[place..].concat())
}

/// Keys by rows, each step of which goes so many rows and keys on, then the same again with Shift.
fn walk(random: &mut Random, length: usize, steps: &[(isize, isize)]) -> String {
    const ROWS: [&str; 4] = ["1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./"];
    let mut row = if steps.iter().any(|(down, _)| *down != 0) {
        0
    } else {
        isize::try_from(random.below(2)).unwrap_or(0)
    };
    let mut column = isize::try_from(random.below(5)).unwrap_or(0);
    let mut keys = Vec::new();
    for step in 0..length {
        let key = ROWS[row.clamp(0, 3).unsigned_abs()].chars().nth(column.clamp(0, 9).unsigned_abs());
        keys.extend(key);
        let (down, right) = steps[step % steps.len()];
        (row, column) = (row + down, column + right);
    }
    let shift = |key: &char| match key.to_digit(10) {
        Some(digit) => SHIFTED[digit as usize],
        None => key.to_ascii_uppercase(),
    };
    let plain: String = keys.iter().collect();
    let shifted: String = keys.iter().map(shift).collect();
    if steps.len() == 1 && row == 0 {
        return format!("{plain}{shifted}QWqw");
    }
    format!("{plain}{shifted}{}", if steps.len() == 1 { "12!\"" } else { "" })
}
