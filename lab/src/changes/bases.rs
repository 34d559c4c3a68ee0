//! The passwords that changes start from: words the way WE-G1 advises, initials the way WE-G2 does, and random ones.

use fastrand::Rng;

use super::compliant;

const WORDS: &str = "Farm Hair Tree Lamp Boat Fish Door Cake Moon Star Rain Snow Gold Iron Road Hill Lake Bird Frog \
    Duck Milk Corn Bean Rice Salt Soap Sock Shoe Coat Belt Ring Bell Drum Harp Song Book Page Desk Wall Roof Gate Path \
    Park Pond Cave Rock Sand Wave Wind Leaf Root Seed Rose Fern Moss Pine Bear Wolf Deer Goat Lamb Swan Dove Hawk Crab \
    Kite Ball Game Team Race Jump Walk Swim Ride Cart Tram Ship Port Tide Cook Oven Fork Dish Bowl Plum Pear Lime Kiwi \
    Jazz Glue Nail Rope Hook Tent Camp Fire Coal Dust Mint Sage Wool Silk Tank Bath Mug Cup Hat Fox Owl Bee Ant \
    Cat Dog Sun Sky Sea Ice Jam Pie Egg Tea Oak Elm Ivy Van Bus Key Map Pen Ink Zoo Toy";

/// A symbol and how often it stands in passwords that people chose under a rule of four classes: M. Weir, *Frequency
/// Analysis for Stronger Passwords* (Reusable Security, June 2009), counts in 214 passwords. The counts down to that of `-`
/// are the published ones, those below keep the published order. The key of `#` is `£` in Britain, so they share its count,
/// as `@` and `"` do. The library orders its guesses by another table (`forms/symbols.rs`), made without this one.
const SYMBOLS: [(char, u32); 20] = [
    ('!', 76),
    ('$', 29),
    ('*', 23),
    ('#', 20),
    ('£', 20),
    ('_', 20),
    ('-', 19),
    ('.', 14),
    ('@', 11),
    ('"', 10),
    ('%', 6),
    ('/', 4),
    ('&', 4),
    ('^', 2),
    ('}', 1),
    (']', 1),
    (')', 1),
    ('(', 1),
    (',', 1),
    ('+', 1),
];

/// Digits people append on their own.
pub(super) const ENDINGS: [(char, u32); 10] =
    [('1', 34), ('2', 14), ('3', 10), ('7', 8), ('4', 7), ('5', 7), ('0', 6), ('9', 5), ('8', 5), ('6', 4)];

pub(super) const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

pub(super) fn weighted<T: Copy>(rng: &mut Rng, table: &[(T, u32)]) -> T {
    let mut left = rng.u32(0..table.iter().map(|(_, weight)| weight).sum());
    for (value, weight) in table {
        if left < *weight {
            return *value;
        }
        left -= weight;
    }
    table[0].0
}

pub(super) fn pick(rng: &mut Rng, from: &str) -> char {
    rng.choice(from.chars().collect::<Vec<_>>()).unwrap_or('x')
}

pub(super) fn word(rng: &mut Rng) -> String {
    rng.choice(WORDS.split_whitespace().collect::<Vec<_>>()).unwrap_or("Farm").to_owned()
}

pub(super) fn symbol(rng: &mut Rng) -> char {
    weighted(rng, &SYMBOLS)
}

pub(super) fn symbols(rng: &mut Rng) -> String {
    let first = symbol(rng);
    // A quarter of people who must have two symbols type one twice.
    let second = if rng.u8(0..4) == 0 { first } else { symbol(rng) };
    [first, second].into_iter().collect()
}

pub(super) fn number(rng: &mut Rng) -> String {
    match rng.u8(0..20) {
        0..=13 => format!("{:02}", rng.u32(1..100)),
        14..=17 => rng.u32(100..1000).to_string(),
        _ => rng.u32(1960..2030).to_string(),
    }
}

/// Any password that meets the policy: half of words, a quarter each of initials and of random characters.
pub(super) fn base(rng: &mut Rng) -> String {
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
pub(super) fn words_around(rng: &mut Rng, shared: Option<&str>) -> String {
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
pub(super) fn random(rng: &mut Rng) -> String {
    let printable: String = ('!'..='~').chain(['£']).collect();
    (0..rng.usize(10..15)).map(|_| pick(rng, &printable)).collect()
}
