//! How a password was made from an earlier one.
//!
//! [`Change`] is the answer of the comparison in clear and of the comparison with hashes alike, so that a report says
//! the same thing whichever of the two noticed. Its ids are stable: scripts and translations key on them.

/// The way in which a password is a deviation of another one (clauses WE-C8, WE-O4, WE-C9).
///
/// Each name says what was done to the *old* password to get the *new* one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Change {
    /// Nothing: the same characters.
    Identical,
    /// Only upper and lower case differ, accents, or the form of a letter: `Zx7#qLp9`, `zX7#QlP9`.
    CaseChanged,
    /// Letters became the digits or symbols that look like them, or back: `Tree`, `Tr33`.
    Leet,
    /// A number went up or down, or its digits changed: `Password1`, `Password2`.
    CounterMoved,
    /// A year went up or down: `Oak2023`, `Oak2024`, also of two digits.
    YearMoved,
    /// Another season of the year: `Spring24`, `Summer24`.
    SeasonMoved,
    /// Another month, in full or by its first three letters: `Jan!`, `Feb!`.
    MonthMoved,
    /// Another day of the week, in full or by its first three letters: `Mon!`, `Tue!`.
    WeekdayMoved,
    /// Digits became the symbols above them on a UK or US keyboard, or back: `Kx12`, `Kx!"`.
    ShiftRow,
    /// Symbols became other symbols: `Kx12!`, `Kx12?`.
    SymbolChanged,
    /// Symbols or spaces were put between the characters, or taken out: `Zx7#qLp9`, `Z x7#q Lp9`.
    Separated,
    /// The password, or its last character, was written twice: `Kx12!`, `Kx12!!`.
    Doubled,
    /// Back to front.
    Reversed,
    /// Some characters went from one end to the other: `12Kxy`, `Kxy12`.
    Rotated,
    /// Two blocks inside changed places.
    BlocksSwapped,
    /// The old password is still there, with something before, behind or around it.
    CharactersAdded,
    /// The new password is a piece of the old one.
    CharactersRemoved,
    /// A few characters were typed over, added, dropped or transposed.
    CharactersChanged,
    /// Keys became the keys next to them.
    KeysMoved,
    /// Most of the old password is still there in one piece.
    PartKept,
}

impl Change {
    /// Every change, in the order of the enum, which is from the most telling to the least.
    pub const ALL: &'static [Change] = &[
        Change::Identical,
        Change::CaseChanged,
        Change::Leet,
        Change::CounterMoved,
        Change::YearMoved,
        Change::SeasonMoved,
        Change::MonthMoved,
        Change::WeekdayMoved,
        Change::ShiftRow,
        Change::SymbolChanged,
        Change::Separated,
        Change::Doubled,
        Change::Reversed,
        Change::Rotated,
        Change::BlocksSwapped,
        Change::CharactersAdded,
        Change::CharactersRemoved,
        Change::CharactersChanged,
        Change::KeysMoved,
        Change::PartKept,
    ];

    /// The stable name, in snake case: `counter_moved`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Change::Identical => "identical",
            Change::CaseChanged => "case_changed",
            Change::Leet => "leet",
            Change::CounterMoved => "counter_moved",
            Change::YearMoved => "year_moved",
            Change::SeasonMoved => "season_moved",
            Change::MonthMoved => "month_moved",
            Change::WeekdayMoved => "weekday_moved",
            Change::ShiftRow => "shift_row",
            Change::SymbolChanged => "symbol_changed",
            Change::Separated => "separated",
            Change::Doubled => "doubled",
            Change::Reversed => "reversed",
            Change::Rotated => "rotated",
            Change::BlocksSwapped => "blocks_swapped",
            Change::CharactersAdded => "characters_added",
            Change::CharactersRemoved => "characters_removed",
            Change::CharactersChanged => "characters_changed",
            Change::KeysMoved => "keys_moved",
            Change::PartKept => "part_kept",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Change;

    #[test]
    fn all_holds_each_change_once_in_order_under_its_own_id() {
        for (place, change) in Change::ALL.iter().copied().enumerate() {
            assert_eq!(change as usize, place, "{change:?}");
            let same_id = Change::ALL.iter().copied().filter(|other| other.id() == change.id());
            assert_eq!(same_id.count(), 1, "{}", change.id());
        }
    }

    #[test]
    fn ids_are_snake_case() {
        for &change in Change::ALL {
            assert!(
                change.id().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'),
                "{}",
                change.id()
            );
        }
    }
}
