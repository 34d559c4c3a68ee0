//! Seeded pairs of an old password and the new one somebody makes of it, by kind of change: what the recall
//! experiment is run on. Every password here meets the composition policy (8 characters, two of each class).
//!
//! The kinds come from what users were seen to do: Zhang, Monrose & Reiter (CCS 2010) for passwords that expire, Das
//! et al. (NDSS 2014) and Pal et al. (USENIX Security 2022) for passwords used on several sites. How often each variant
//! inside a kind occurs is an estimate, written out as weights below. Every kind counts the same, however rare.

use std::iter;

use fastrand::Rng;

/// One password change.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The earlier password.
    pub(crate) old: String,
    /// The one made of it.
    pub(crate) new: String,
}

/// A kind of change: one step that turns an old password into a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A number goes up, mostly by one.
    Counter,
    /// A year moves on.
    Year,
    /// Spring to summer, full or short name.
    Season,
    /// January to February, full or short name.
    Month,
    /// Monday to Tuesday, full or short name.
    Weekday,
    /// A capital is moved, added or dropped.
    Capital,
    /// One or two characters more at the end.
    AddedAtEnd,
    /// One or two characters more at the start.
    AddedAtStart,
    /// One or two characters fewer at the end.
    RemovedAtEnd,
    /// One or two characters fewer at the start.
    RemovedAtStart,
    /// One symbol becomes another.
    SymbolSwapped,
    /// A symbol moves along the shifted digit row, or a digit is typed with shift.
    ShiftRow,
    /// Letters become look-alike digits or symbols.
    LeetOn,
    /// Look-alikes become letters again.
    LeetOff,
    /// The last character is typed twice, or no longer.
    DoubledLast,
    /// Some characters move from one end to the other.
    Rotated,
    /// Written backwards.
    Reversed,
    /// Two words, numbers or groups of symbols change places.
    BlocksSwapped,
    /// One character becomes its neighbour on the keyboard.
    KeyboardNeighbour,
}

impl Kind {
    /// Every kind, in the order reports print them.
    pub(crate) const ALL: [Kind; 19] = [
        Kind::Counter,
        Kind::Year,
        Kind::Season,
        Kind::Month,
        Kind::Weekday,
        Kind::Capital,
        Kind::AddedAtEnd,
        Kind::AddedAtStart,
        Kind::RemovedAtEnd,
        Kind::RemovedAtStart,
        Kind::SymbolSwapped,
        Kind::ShiftRow,
        Kind::LeetOn,
        Kind::LeetOff,
        Kind::DoubledLast,
        Kind::Rotated,
        Kind::Reversed,
        Kind::BlocksSwapped,
        Kind::KeyboardNeighbour,
    ];

    /// The name reports print.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Kind::Counter => "counter",
            Kind::Year => "year",
            Kind::Season => "season",
            Kind::Month => "month",
            Kind::Weekday => "weekday",
            Kind::Capital => "capital",
            Kind::AddedAtEnd => "added_at_end",
            Kind::AddedAtStart => "added_at_start",
            Kind::RemovedAtEnd => "removed_at_end",
            Kind::RemovedAtStart => "removed_at_start",
            Kind::SymbolSwapped => "symbol_swapped",
            Kind::ShiftRow => "shift_row",
            Kind::LeetOn => "leet_on",
            Kind::LeetOff => "leet_off",
            Kind::DoubledLast => "doubled_last",
            Kind::Rotated => "rotated",
            Kind::Reversed => "reversed",
            Kind::BlocksSwapped => "blocks_swapped",
            Kind::KeyboardNeighbour => "keyboard_neighbour",
        }
    }
}

/// `count` pairs of one kind; the same seed gives the same pairs.
pub(crate) fn pairs(kind: Kind, seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed ^ (kind as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    iter::repeat_with(move || changed(kind, &mut rng))
        .flatten()
        .filter(|pair| pair.old != pair.new && compliant(&pair.old) && compliant(&pair.new))
        .take(count)
}

/// `count` pairs that have nothing to do with each other.
pub(crate) fn unrelated(seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed);
    iter::repeat_with(move || Pair { old: base(&mut rng), new: base(&mut rng) }).take(count)
}

/// `count` unrelated pairs that happen to share one word of four letters.
pub(crate) fn sharing_a_word(seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed);
    iter::repeat_with(move || {
        let shared = word(&mut rng);
        Pair { old: words_around(&mut rng, Some(&shared)), new: words_around(&mut rng, Some(&shared)) }
    })
    .filter(|pair| pair.old != pair.new)
    .take(count)
}

/// `count` pairs that share one word of three, wherever it stands, and what is put behind the words: a person's habit,
/// with the rest thought up anew.
pub(crate) fn sharing_a_word_and_the_ending(seed: u64, count: usize) -> impl Iterator<Item = Pair> {
    let mut rng = Rng::with_seed(seed);
    iter::repeat_with(move || {
        let ending = format!("{}{}", number(&mut rng), symbols(&mut rng));
        let shared = word(&mut rng);
        let others: [String; 4] = std::array::from_fn(|_| word(&mut rng));
        let differ = |words: &[&String]| (1..words.len()).all(|i| !words[..i].contains(&words[i]));
        let [a, b, c, d] = &others;
        if !differ(&[&shared, a, b, c, d]) {
            return None;
        }
        let mut around = |a: &String, b: &String| {
            let mut words = vec![a, b];
            words.insert(rng.usize(0..3), &shared);
            words.into_iter().chain([&ending]).cloned().collect::<String>()
        };
        Some(Pair { old: around(a, b), new: around(c, d) })
    })
    .flatten()
    .take(count)
}

/// Two of each class and eight characters: the composition rules of the policy.
pub(crate) fn compliant(password: &str) -> bool {
    let count = |class: fn(char) -> bool| password.chars().filter(|c| class(*c)).count();
    password.chars().count() >= 8
        && count(|c| c.is_uppercase()) >= 2
        && count(|c| c.is_lowercase()) >= 2
        && count(|c| c.is_ascii_digit()) >= 2
        && count(|c| !c.is_alphanumeric()) >= 2
}

// ---- bases ------------------------------------------------------------------------------------------------------

const WORDS: &str = "Farm Hair Tree Lamp Boat Fish Door Cake Moon Star Rain Snow Gold Iron Road Hill Lake Bird Frog \
    Duck Milk Corn Bean Rice Salt Soap Sock Shoe Coat Belt Ring Bell Drum Harp Song Book Page Desk Wall Roof Gate Path \
    Park Pond Cave Rock Sand Wave Wind Leaf Root Seed Rose Fern Moss Pine Bear Wolf Deer Goat Lamb Swan Dove Hawk Crab \
    Kite Ball Game Team Race Jump Walk Swim Ride Cart Tram Ship Port Tide Cook Oven Fork Dish Bowl Plum Pear Lime Kiwi \
    Jazz Glue Nail Rope Hook Tent Camp Fire Coal Dust Mint Sage Wool Silk Tank Bath Mug Cup Hat Fox Owl Bee Ant \
    Cat Dog Sun Sky Sea Ice Jam Pie Egg Tea Oak Elm Ivy Van Bus Key Map Pen Ink Zoo Toy";

/// A symbol and how often people reach for it, in parts of a hundred or so.
const SYMBOLS: [(char, u32); 16] = [
    ('!', 26),
    ('@', 12),
    ('*', 9),
    ('£', 8),
    ('$', 9),
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

/// Digits people append on their own.
const ENDINGS: [(char, u32); 10] =
    [('1', 34), ('2', 14), ('3', 10), ('7', 8), ('4', 7), ('5', 7), ('0', 6), ('9', 5), ('8', 5), ('6', 4)];

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

fn weighted<T: Copy>(rng: &mut Rng, table: &[(T, u32)]) -> T {
    let mut left = rng.u32(0..table.iter().map(|(_, weight)| weight).sum());
    for (value, weight) in table {
        if left < *weight {
            return *value;
        }
        left -= weight;
    }
    table[0].0
}

fn pick(rng: &mut Rng, from: &str) -> char {
    rng.choice(from.chars().collect::<Vec<_>>()).unwrap_or('x')
}

fn word(rng: &mut Rng) -> String {
    rng.choice(WORDS.split_whitespace().collect::<Vec<_>>()).unwrap_or("Farm").to_owned()
}

fn symbol(rng: &mut Rng) -> char {
    weighted(rng, &SYMBOLS)
}

fn symbols(rng: &mut Rng) -> String {
    let first = symbol(rng);
    // A quarter of people who must have two symbols type one twice.
    let second = if rng.u8(0..4) == 0 { first } else { symbol(rng) };
    [first, second].into_iter().collect()
}

fn number(rng: &mut Rng) -> String {
    match rng.u8(0..20) {
        0..=13 => format!("{:02}", rng.u32(1..100)),
        14..=17 => rng.u32(100..1000).to_string(),
        _ => rng.u32(1960..2030).to_string(),
    }
}

/// Any password that meets the policy: half of words, a quarter each of initials and of random characters.
fn base(rng: &mut Rng) -> String {
    loop {
        let password = match rng.u8(0..4) {
            0 | 1 => words_around(rng, None),
            2 => initials(rng),
            _ => random(rng),
        };
        if compliant(&password) {
            return password;
        }
    }
}

/// `FarmHairTree83*!` and its other arrangements, the way WE-G1 advises.
fn words_around(rng: &mut Rng, shared: Option<&str>) -> String {
    let mut words = [word(rng), word(rng), word(rng)];
    if let Some(shared) = shared {
        words[rng.usize(0..3)] = shared.to_owned();
    }
    let [a, b, c] = words;
    let (number, symbols) = (number(rng), symbols(rng));
    let (first, second) = (&number[..1], &number[1..]);
    let (left, right) = (symbols.chars().next().unwrap_or('!'), symbols.chars().last().unwrap_or('!'));
    let password = match rng.u8(0..12) {
        0..=3 => format!("{a}{b}{c}{number}{symbols}"),
        4 => format!("{a}{b}{c}{symbols}{number}"),
        5 => format!("{number}{a}{b}{c}{symbols}"),
        6 => format!("{symbols}{a}{b}{c}{number}"),
        7 => format!("{a}{first}{b}{second}{c}{symbols}"),
        8 => format!("{a}{left}{b}{right}{c}{number}"),
        9 => format!("{a}{first}{left}{b}{second}{right}{c}"),
        10 => format!("{a}{left}{b}{number}{c}{right}"),
        _ => format!("{a}{b}{number}{symbols}"),
    };
    if compliant(&password) { password } else { words_around(rng, shared) }
}

/// `Iu2l@n1TA!`: the first letters of a sentence, the way WE-G2 advises.
fn initials(rng: &mut Rng) -> String {
    let letters = rng.usize(6..10);
    let mut password: Vec<char> = (0..letters)
        .map(|_| {
            let letter = pick(rng, "taaioswwcbphfmdrelnguvyjkTAISWBMHFCDP");
            if rng.u8(0..5) == 0 { letter.to_ascii_uppercase() } else { letter }
        })
        .collect();
    for _ in 0..rng.usize(2..4) {
        password.insert(rng.usize(1..=password.len()), rng.digit(10));
    }
    for _ in 0..2 {
        let place = if rng.bool() { password.len() } else { rng.usize(0..=password.len()) };
        password.insert(place, symbol(rng));
    }
    password.into_iter().collect()
}

/// 10 to 14 characters out of a generator.
fn random(rng: &mut Rng) -> String {
    let printable: String = ('!'..='~').chain(['£']).collect();
    (0..rng.usize(10..15)).map(|_| pick(rng, &printable)).collect()
}

// ---- changes ----------------------------------------------------------------------------------------------------

fn changed(kind: Kind, rng: &mut Rng) -> Option<Pair> {
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

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

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
fn blocks(text: &str) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_gives_compliant_different_pairs_and_the_same_ones_again() {
        for kind in Kind::ALL {
            let first: Vec<Pair> = pairs(kind, 7, 200).collect();
            assert_eq!(first.len(), 200, "{}", kind.id());
            for pair in &first {
                assert!(compliant(&pair.old) && compliant(&pair.new) && pair.old != pair.new, "{pair:?}");
            }
            let again: Vec<Pair> = pairs(kind, 7, 200).collect();
            assert!(first.iter().zip(&again).all(|(a, b)| a.old == b.old && a.new == b.new), "{}", kind.id());
        }
    }

    #[test]
    fn unrelated_pairs_are_compliant() {
        for pair in unrelated(7, 200).chain(sharing_a_word(7, 200)) {
            assert!(compliant(&pair.old) && compliant(&pair.new), "{pair:?}");
        }
    }

    #[test]
    fn blocks_split_at_capitals_and_classes() {
        assert_eq!(blocks("FarmHairTree83*!"), ["Farm", "Hair", "Tree", "83", "*!"]);
    }
}
