//! Numbers and names that move on: `Oak12`, `Oak13`; `Spring24`, `Summer24`; `MonFarm`, `TueFarm`.
//!
//! Two passwords are walked side by side. A number stands for any other number, and the name of a season, a month or a
//! weekday, by its first three letters or more, for any other of its [`Cycle`]. Everything else must be the same, so
//! that two passwords of the same shape are not taken for one another.

use super::folded::Unit;
use super::{Change, LEAST_LEFT, agree};
use crate::calendar::{MONTHS, WEEKDAYS};

/// The fewest characters that must be the same in both, when symbols count.
const LEAST_KEPT: usize = 3;
/// The fewest letters that stand for a name.
const LEAST_OF_NAME: usize = 3;

/// How far to look for where a name ends.
const AHEAD: usize = 4;

#[derive(Clone, Copy)]
struct Cycle {
    names: &'static [&'static str],
    change: Change,
}

const CYCLES: [Cycle; 3] = [
    Cycle { names: &["spring", "summer", "autumn", "winter", "fall"], change: Change::SeasonMoved },
    Cycle { names: &MONTHS, change: Change::MonthMoved },
    Cycle { names: &WEEKDAYS, change: Change::WeekdayMoved },
];

/// Whether symbols must be the same too, or are passed over in both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Symbols {
    Same,
    Any,
}

/// What moved on, when nothing else differs but perhaps the symbols.
pub(super) fn moved_on(new: &[Unit], old: &[Unit]) -> Option<Change> {
    walk(new, old, Symbols::Same).or_else(|| walk(new, old, Symbols::Any))
}

fn walk(mut new: &[Unit], mut old: &[Unit], symbols: Symbols) -> Option<Change> {
    let mut change = None;
    let mut kept = 0;
    let mut kept_letters = false;
    let mut after_name = false;
    loop {
        if symbols == Symbols::Any {
            (new, old) = (after_symbols(new), after_symbols(old));
        }
        let (first_new, first_old) = match (new.first(), old.first()) {
            (None, None) => break,
            (Some(first_new), Some(first_old)) => (*first_new, *first_old),
            _ => return None,
        };
        let (length_new, length_old);
        if first_new.is_digit() && first_old.is_digit() {
            (length_new, length_old) = (number_length(new), number_length(old));
            let (number_new, number_old) = (new.get(..length_new)?, old.get(..length_old)?);
            if !agree(number_new, number_old, Unit::same) {
                let short_years = after_name && length_new == 2 && length_old == 2;
                let years = short_years || (is_year(number_new) && is_year(number_old));
                change = change.max(Some(if years { Change::YearMoved } else { Change::CounterMoved }));
            }
            after_name = false;
        } else if let Some((cycle, of_new, of_old)) = names_at_start(new, old) {
            (length_new, length_old) = (of_new, of_old);
            if !agree(new.get(..length_new)?, old.get(..length_old)?, Unit::same) {
                change = change.max(Some(cycle.change));
            }
            kept += LEAST_LEFT;
            kept_letters = true;
            after_name = true;
        } else if first_new.same(first_old) {
            (length_new, length_old) = (1, 1);
            kept += 1;
            kept_letters |= first_new.is_letter();
            after_name = false;
        } else {
            return None;
        }
        (new, old) = (new.get(length_new..)?, old.get(length_old..)?);
    }
    let enough = if symbols == Symbols::Same { LEAST_KEPT } else { LEAST_LEFT };
    change.filter(|_| kept_letters && kept >= enough)
}

fn after_symbols(units: &[Unit]) -> &[Unit] {
    let symbols = units.iter().take_while(|unit| unit.is_symbol()).count();
    units.get(symbols..).unwrap_or_default()
}

fn number_length(units: &[Unit]) -> usize {
    units.iter().take_while(|unit| unit.is_digit()).count()
}

/// Four digits, 1900 to 2099.
fn is_year(number: &[Unit]) -> bool {
    match number {
        [first, second, _, _] => matches!((first.folded, second.folded), ('1', '9') | ('2', '0')),
        _ => false,
    }
}

/// The cycle of which both begin with a name, and how long the two names are. `March` may be `Mar` before a word: the
/// lengths are those after which the two agree furthest, within [`AHEAD`], and of those the longest.
fn names_at_start(new: &[Unit], old: &[Unit]) -> Option<(Cycle, usize, usize)> {
    CYCLES.into_iter().find_map(|cycle| {
        let (longest_new, longest_old) = (name_length(cycle, new)?, name_length(cycle, old)?);
        let (mut furthest, mut of_both) = (1, (LEAST_OF_NAME, LEAST_OF_NAME));
        for of_new in LEAST_OF_NAME..=longest_new {
            for of_old in LEAST_OF_NAME..=longest_old {
                let agreement = agreement(new.get(of_new..), old.get(of_old..));
                if agreement >= furthest {
                    (furthest, of_both) = (agreement, (of_new, of_old));
                }
            }
        }
        Some((cycle, of_both.0, of_both.1))
    })
}

/// How many letters of a name are at the start, if enough.
fn name_length(cycle: Cycle, units: &[Unit]) -> Option<usize> {
    let shared =
        |name: &str| name.chars().zip(units).take_while(|(letter, unit)| *letter == unit.folded).count();
    cycle.names.iter().map(|name| shared(name)).find(|&shared| shared >= LEAST_OF_NAME)
}

/// How many characters, up to [`AHEAD`], two rests begin with that agree, digits and symbols taken for equal.
fn agreement(new: Option<&[Unit]>, old: Option<&[Unit]>) -> usize {
    let (new, old) = (new.unwrap_or_default(), old.unwrap_or_default());
    let agree = |new: &Unit, old: &Unit| new.same(*old) || (new.sort == old.sort && !new.is_letter());
    let count = new.iter().zip(old).take(AHEAD).take_while(|(new, old)| agree(new, old)).count();
    // To agree to the end is to agree as far as can be.
    if count == new.len() && count == old.len() { AHEAD } else { count }
}

#[cfg(test)]
mod tests {
    use super::super::folded::tests::units;
    use super::{Change, moved_on};

    #[test]
    fn tells_what_moved() {
        let cases = [
            ("Password2", "Password1", Some(Change::CounterMoved)),
            ("Password10", "Password9", Some(Change::CounterMoved)),
            ("Password2?", "Password1!", Some(Change::CounterMoved)),
            ("test34", "test12", Some(Change::CounterMoved)),
            ("Kx34!\"", "Kx12!\"", Some(Change::CounterMoved)),
            ("Kx34?#", "Kx12!\"", None),
            ("Oak2024Elm", "Oak2023Elm", Some(Change::YearMoved)),
            ("Oak2024Elm1", "Oak2023Elm2", Some(Change::YearMoved)),
            ("Summer24!", "Spring24!", Some(Change::SeasonMoved)),
            ("Spr25!", "Win24!", Some(Change::SeasonMoved)),
            ("Autumn2025#", "Spring2024!", Some(Change::SeasonMoved)),
            ("Spring25!", "Spring24!", Some(Change::YearMoved)),
            ("xxFeb!", "xxJan!", Some(Change::MonthMoved)),
            ("February", "jan", Some(Change::MonthMoved)),
            ("MossSunJanuary29", "MossSunDecember29", Some(Change::MonthMoved)),
            ("OctTree", "SepTree", Some(Change::MonthMoved)),
            ("OctTree", "SeptTree", Some(Change::MonthMoved)),
            ("AprilChip", "MarChip", Some(Change::MonthMoved)),
            ("1!TueK", "1!MonK", Some(Change::WeekdayMoved)),
            ("TueDoor", "MonDoor", Some(Change::WeekdayMoved)),
            ("Thurs12", "Fri12", Some(Change::WeekdayMoved)),
            ("Tuesday", "Fri", Some(Change::WeekdayMoved)),
            ("Tuesday", "March", None),
            ("Rt!4Bn#9pL", "Kw!7Qz#2mX", None),
            ("Kw!7Qz#2mX", "Kw7!Qz2#mX", None),
            ("12345678", "87654321", None),
            ("12-34-56", "65-43-21", None),
            ("Ab12345678", "Ab87654321", None),
            ("Same12", "sAME12", None),
            ("Same12!", "Same12?", None),
            ("", "", None),
        ];
        for (new, old, expected) in cases {
            assert_eq!(moved_on(&units(new), &units(old)), expected, "{new} from {old}");
            assert_eq!(moved_on(&units(old), &units(new)), expected, "{old} from {new}");
        }
    }
}
