//! What each part of an explanation costs, in tenths of a bit: a bit is a question answered yes or no by a guesser who knows
//! the lists and the tricks. This is the one table of them. Each number is a logarithm of how many there are, or of how
//! seldom people do it, and says where it comes from; *tuned* means moved from there by what `cargo lab habits` and `cargo lab
//! styles` measured on the half of their words that tuning may see.

use keyward_dictionary::at;

/// Tenths of a bit.
pub(crate) type Cost = u16;

/// A whole bit.
pub(crate) const BIT: Cost = 10;

/// A character that nothing explains. Letters: log2 26 and a little for what stands where, and half a bit more for a capital,
/// which people put where a rule asks for it. Digits: log2 10. Symbols: those that nearly all people take (`!` alone is a third of all) and the others.
pub(crate) const SMALL_LETTER: Cost = 49;
pub(crate) const CAPITAL: Cost = 54;
pub(crate) const DIGIT: Cost = 33;
pub(crate) const USUAL_SYMBOL: Cost = 38;
pub(crate) const OTHER_SYMBOL: Cost = 52;

/// A character of another script: log2 of the 64 most frequent of one. In a candidate that is read in Latin letters it is no
/// part of any piece.
pub(crate) const UNREAD: Cost = 60;

/// The symbols that nearly all people take.
pub(crate) const USUAL_SYMBOLS: &[u8] = b"!$@#*.?-&_%\xA3";

/// The symbol that stands two places before, again: it parts letters or digits from one another.
pub(crate) const SEPARATOR_AGAIN: Cost = 12;

/// A letter, digit or symbol again, a third time and more, and the same key again with the other state of Shift: tuned.
pub(crate) const HELD: Cost = 20;
pub(crate) const HELD_ON: Cost = 10;
pub(crate) const HELD_WITH_SHIFT: Cost = 25;

/// A dictionary word of five letters or more: 38,000 common ones in the order of use take 14 bits, the other 43,000 two more.
pub(crate) const WORD: Cost = 140;
pub(crate) const RARE_WORD: Cost = 160;

/// A common password: the mean over the first 2,000, and over the 8,000 that follow.
pub(crate) const PASSWORD: Cost = 95;
pub(crate) const RARE_PASSWORD: Cost = 125;

/// A term that the context knows or that the organisation has on its list: at most four are tried.
pub(crate) const KNOWN: Cost = 20;

/// Capitals in a piece. First or all: half of people; the first two, for a policy that asks for two; others;
/// and one alone that is not the first.
pub(crate) const FIRST_CAPITAL: Cost = 8;
pub(crate) const TWO_CAPITALS: Cost = 14;
pub(crate) const OTHER_CAPITALS: Cost = 24;
pub(crate) const ONE_INSIDE: Cost = 35;

/// A listed piece that touches letters which nothing explains, at either end: it stands out less, and short ones are found in
/// random letters by chance. Tuned.
pub(crate) const TOUCHED: Cost = 25;

/// Two listed pieces that no capital parts from each other. Tuned.
pub(crate) const JOINED: Cost = 20;

/// What a second listed piece of the same kind saves that stands beside the first: people join like with like. Tuned.
pub(crate) const SAME_KIND: Cost = 25;

/// Letters replaced by look-alikes: that it was done, and each one.
pub(crate) const REPLACED: Cost = 10;
pub(crate) const EACH_REPLACED: Cost = 7;

/// Separators inside a piece: that it was done, and each of the first two.
pub(crate) const SEPARATED: Cost = 25;
pub(crate) const EACH_SEPARATOR: Cost = 6;

/// An HTML entity put into a piece: log2 of the 250 names, and that it is one.
pub(crate) const ENTITY: Cost = 90;

/// A year from 1940 to 2030: log2 91, of which the last are the most usual.
pub(crate) const YEAR: Cost = 60;
/// Two digits: log2 100, of which people take some more often.
pub(crate) const TWO_DIGITS: Cost = 60;
/// Digits that very many end with.
pub(crate) const USUAL_NUMBER: Cost = 35;
/// A day and a month in numbers: log2 366; and what stands between the parts of a date.
pub(crate) const DAY_AND_MONTH: Cost = 85;
pub(crate) const DATE_SEPARATOR: Cost = 15;

/// What stands before, again or mirrored: as a whole, or a part of it, which takes to say which; more if Shift or case is
/// another.
pub(crate) const REPEATED: Cost = 25;
pub(crate) const REPEATED_PART: Cost = 55;
pub(crate) const MIRRORED: Cost = 30;
pub(crate) const MIRRORED_PAIR: Cost = 60;
pub(crate) const WITH_SHIFT: Cost = 8;

/// A run along the alphabet or the digits: log2 26 or 10 where it begins, two bits that it is one and which way it goes, and
/// each further step. From `a` or `1` on nothing need be said of where.
pub(crate) const LETTER_RUN: Cost = 85;
pub(crate) const DIGIT_RUN: Cost = 50;
pub(crate) const FIRST_RUN: Cost = 45;
pub(crate) const RUN_STEP: Cost = 5;
pub(crate) const FOUR_IN_A_RUN: Cost = LETTER_RUN + 3 * RUN_STEP;

/// A walk over neighbouring keys: log2 47 where it begins and a bit and a half that it is one; a step in another direction
/// than the last two, log2 9; one as before; and Shift for some of its keys.
pub(crate) const WALK: Cost = 75;
pub(crate) const WALK_TURN: Cost = 32;
pub(crate) const WALK_STEP: Cost = 5;
pub(crate) const WALK_SHIFT: Cost = 15;

/// What each character costs that nothing explains.
#[expect(clippy::cast_possible_truncation, reason = "all are below 256")]
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
pub(crate) static UNEXPLAINED: [u8; 256] = {
    let (mut costs, mut byte) = ([OTHER_SYMBOL as u8; 256], 0);
    while byte < costs.len() {
        match byte as u8 {
            b'a'..=b'z' => costs[byte] = SMALL_LETTER as u8,
            b'A'..=b'Z' => costs[byte] = CAPITAL as u8,
            b'0'..=b'9' => costs[byte] = DIGIT as u8,
            // What is not read as a Latin letter counts as people count it.
            0 => costs[byte] = 0,
            _ => {}
        }
        byte += 1;
    }
    let mut place = 0;
    while place < USUAL_SYMBOLS.len() {
        costs[USUAL_SYMBOLS[place] as usize] = USUAL_SYMBOL as u8;
        place += 1;
    }
    costs
};

/// What a character costs that nothing explains.
pub(crate) fn unexplained(byte: u8) -> Cost {
    at(&UNEXPLAINED, byte).into()
}

/// What the capitals of a piece cost. One behind a separator is as a first one.
pub(crate) fn capitals(piece: &[u8]) -> Cost {
    let (mut letters, mut capitals, mut first_two, mut at_first) = (0, 0, 0, 0);
    let mut before = b' ';
    for &byte in piece {
        if byte.is_ascii_alphabetic() {
            let capital = usize::from(byte.is_ascii_uppercase());
            capitals += capital;
            first_two += if letters < 2 { capital } else { 0 };
            at_first += if letters == 0 || !before.is_ascii_alphanumeric() { capital } else { 0 };
            letters += 1;
        }
        before = byte;
    }
    match capitals {
        0 => 0,
        _ if capitals == at_first || capitals == letters => FIRST_CAPITAL,
        1 => ONE_INSIDE,
        2 if first_two == 2 => TWO_CAPITALS,
        _ => OTHER_CAPITALS,
    }
}

/// What separators inside a piece cost.
pub(crate) fn separated(count: u16) -> Cost {
    SEPARATED + EACH_SEPARATOR * if count > 1 { 2 } else { 1 }
}

/// What letters replaced by look-alikes cost.
pub(crate) fn replaced(count: usize) -> Cost {
    if count == 0 {
        0
    } else {
        REPLACED + EACH_REPLACED * Cost::try_from(count).unwrap_or(Cost::MAX / EACH_REPLACED)
    }
}
