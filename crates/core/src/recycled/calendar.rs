//! Numbers and names that move on: `Oak12`, `Oak13`; `Spring24`, `Summer24`; `MonFarm`, `TueFarm`.
//!
//! Both passwords are cut into [`Part`]s, where a number of any length and the name of a season, month or weekday are
//! one part each. They match when their parts do, with numbers taken for equal, and names of the same cycle. Everything
//! else must be there unchanged, so that two passwords of the same shape are not taken for one another.

use super::Change;
use super::folded::Unit;

/// The fewest characters, other than digits, that must be the same in both.
const LEAST_KEPT: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cycle {
    Season,
    Month,
    Weekday,
}

impl Cycle {
    fn change(self) -> Change {
        match self {
            Cycle::Season => Change::SeasonMoved,
            Cycle::Month => Change::MonthMoved,
            Cycle::Weekday => Change::WeekdayMoved,
        }
    }
}

/// Names by cycle, longer before shorter where one begins with the other.
const NAMES: [(Cycle, &[&str]); 3] = [
    (Cycle::Season, &["spring", "summer", "autumn", "winter", "fall", "spr", "sum", "aut", "win"]),
    (
        Cycle::Month,
        &[
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "sept",
            "october",
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        ],
    ),
    (
        Cycle::Weekday,
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "mon",
            "tues",
            "tue",
            "weds",
            "wed",
            "thurs",
            "thur",
            "thu",
            "fri",
            "sat",
            "sun",
        ],
    ),
];

enum Part<'a> {
    Character(Unit),
    Number(&'a [Unit]),
    Name(Cycle, &'a [Unit]),
}

/// The parts of a password, from the first to the last.
struct Parts<'a> {
    rest: &'a [Unit],
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let (&first, after) = self.rest.split_first()?;
        if first.is_digit() {
            let length = self.rest.iter().take_while(|unit| unit.is_digit()).count();
            let (number, rest) = self.rest.split_at_checked(length)?;
            self.rest = rest;
            return Some(Part::Number(number));
        }
        if let Some((cycle, length)) = name_at_start(self.rest) {
            let (name, rest) = self.rest.split_at_checked(length)?;
            self.rest = rest;
            return Some(Part::Name(cycle, name));
        }
        self.rest = after;
        Some(Part::Character(first))
    }
}

fn name_at_start(units: &[Unit]) -> Option<(Cycle, usize)> {
    let starts_with = |name: &str| {
        name.len() <= units.len() && name.chars().zip(units).all(|(letter, unit)| letter == unit.folded)
    };
    NAMES.iter().find_map(|&(cycle, names)| {
        names.iter().find(|name| starts_with(name)).map(|name| (cycle, name.len()))
    })
}

/// What moved on, when nothing else differs.
pub(super) fn moved_on(new: &[Unit], old: &[Unit]) -> Option<Change> {
    let (mut new, mut old) = (Parts { rest: new }, Parts { rest: old });
    let mut change = None;
    let mut kept = 0;
    let mut kept_letters = false;
    let mut after_name = false;
    loop {
        let mut name_here = false;
        match (new.next(), old.next()) {
            (None, None) => break,
            (Some(Part::Character(new)), Some(Part::Character(old))) if new.same(old) => {
                kept += 1;
                kept_letters |= new.is_letter();
            }
            (Some(Part::Number(new)), Some(Part::Number(old))) => {
                if !same(new, old) {
                    let year =
                        (is_year(new) && is_year(old)) || (after_name && new.len() == 2 && old.len() == 2);
                    let number = if year { Change::YearMoved } else { Change::CounterMoved };
                    change = change.max(Some(number));
                }
            }
            (Some(Part::Name(cycle, new)), Some(Part::Name(other, old))) if cycle == other => {
                kept += LEAST_KEPT;
                kept_letters = true;
                name_here = true;
                if !same(new, old) {
                    change = change.max(Some(cycle.change()));
                }
            }
            _ => return None,
        }
        after_name = name_here;
    }
    change.filter(|_| kept_letters && kept >= LEAST_KEPT)
}

fn same(new: &[Unit], old: &[Unit]) -> bool {
    new.len() == old.len() && new.iter().zip(old).all(|(new, old)| new.same(*old))
}

/// Four digits, 1900 to 2099.
fn is_year(number: &[Unit]) -> bool {
    number.len() == 4
        && matches!(number, [first, second, ..] if matches!((first.folded, second.folded), ('1', '9') | ('2', '0')))
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
            ("test34", "test12", Some(Change::CounterMoved)),
            ("Oak2024Elm", "Oak2023Elm", Some(Change::YearMoved)),
            ("Oak2024Elm1", "Oak2023Elm2", Some(Change::YearMoved)),
            ("Summer24!", "Spring24!", Some(Change::SeasonMoved)),
            ("Spr25!", "Win24!", Some(Change::SeasonMoved)),
            ("Summer25!", "Spring24!", Some(Change::SeasonMoved)),
            ("Spring25!", "Spring24!", Some(Change::YearMoved)),
            ("xxFeb!", "xxJan!", Some(Change::MonthMoved)),
            ("February", "jan", Some(Change::MonthMoved)),
            ("1!TueK", "1!MonK", Some(Change::WeekdayMoved)),
            ("Tuesday", "Fri", Some(Change::WeekdayMoved)),
            ("Tuesday", "March", None),
            ("Rt!4Bn#9pL", "Kw!7Qz#2mX", None),
            ("Kw!7Qz#2mX", "Kw7!Qz2#mX", None),
            ("12345678", "87654321", None),
            ("12-34-56", "65-43-21", None),
            ("Ab12345678", "Ab87654321", None),
            ("Same12", "sAME12", None),
            ("", "", None),
        ];
        for (new, old, expected) in cases {
            assert_eq!(moved_on(&units(new), &units(old)), expected, "{new} from {old}");
            assert_eq!(moved_on(&units(old), &units(new)), expected, "{old} from {new}");
        }
    }
}
