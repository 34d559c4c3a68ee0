//! How likely each step is: the one table that decides which forms are worth a hash.

use keyward_core::recycled::Change;

macro_rules! steps {
    ($($step:ident $name:literal $change:ident $weight:literal)*) => {
        /// One way to undo a change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Step {
            $($step,)*
        }

        impl Step {
            /// How often a form of this step is the earlier password, in hundred-thousandths.
            pub(super) fn weight(self) -> u32 {
                match self { $(Step::$step => $weight,)* }
            }

            pub(super) fn change(self) -> Change {
                match self { $(Step::$step => Change::$change,)* }
            }

            pub(super) fn name(self) -> &'static str {
                match self { $(Step::$step => $name,)* }
            }
        }
    };
}

steps! {
    // Numbers.
    LastNumberDown "last_number_down" CounterMoved 6000
    LastNumberUp "last_number_up" CounterMoved 640
    LastNumberDownFurther "last_number_down_further" CounterMoved 310
    OtherNumberDown "other_number_down" CounterMoved 1300
    OtherNumberUp "other_number_up" CounterMoved 89
    OtherNumberDownFurther "other_number_down_further" CounterMoved 42
    YearDown "year_down" YearMoved 30800
    YearUp "year_up" YearMoved 880
    // Calendar.
    SeasonBack "season_back" SeasonMoved 51500
    MonthBack "month_back" MonthMoved 92600
    WeekdayBack "weekday_back" WeekdayMoved 74800
    // Ends.
    EndOneOff "end_one_off" CharactersAdded 8100
    EndTwoOff "end_two_off" CharactersAdded 3000
    EndThreeOff "end_three_off" CharactersAdded 11
    StartOneOff "start_one_off" CharactersAdded 4700
    StartTwoOff "start_two_off" CharactersAdded 1800
    StartThreeOff "start_three_off" CharactersAdded 6
    BothEndsOff "both_ends_off" CharactersAdded 8
    UndoubleLast "undouble_last" Doubled 48800
    DoubleLast "double_last" Doubled 920
    EndOneBack "end_one_back" CharactersRemoved 3700
    EndTwoBack "end_two_back" CharactersRemoved 1200
    StartOneBack "start_one_back" CharactersRemoved 4000
    StartTwoBack "start_two_back" CharactersRemoved 1800
    // Case.
    FirstLetterTurned "first_letter_turned" CaseChanged 1400
    LastLetterTurned "last_letter_turned" CaseChanged 1300
    FirstAndLastTurned "first_and_last_turned" CaseChanged 4900
    AllTurned "all_turned" CaseChanged 1100
    WordStartRaised "word_start_raised" CaseChanged 750
    CapitalMovedOn "capital_moved_on" CaseChanged 1200
    InnerCapitalLowered "inner_capital_lowered" CaseChanged 190
    // Leet.
    LeetUndoneInside "leet_undone_inside" Leet 680
    LeetKindUndone "leet_kind_undone" Leet 2500
    LeetOneUndone "leet_one_undone" Leet 790
    LeetKindDone "leet_kind_done" Leet 7300
    LeetOneDone "leet_one_done" Leet 1900
    LeetUsualDone "leet_usual_done" Leet 2200
    // Symbols.
    LastSymbolSwapped "last_symbol_swapped" SymbolChanged 4700
    OtherSymbolSwapped "other_symbol_swapped" SymbolChanged 560
    LastSymbolBackUk "last_symbol_back_uk" SymbolChanged 2600
    LastSymbolBackUs "last_symbol_back_us" SymbolChanged 1900
    SymbolsBackUk "symbols_back_uk" SymbolChanged 680
    SymbolsBackUs "symbols_back_us" SymbolChanged 370
    ShiftReleased "shift_released" ShiftRow 1000
    ShiftPressed "shift_pressed" ShiftRow 5
    LastKeyBack "last_key_back" KeysMoved 1400
    KeysBack "keys_back" KeysMoved 5
    // Moves.
    Backwards "backwards" Reversed 7300
    FromStartToEnd "from_start_to_end" Rotated 1600
    FromEndToStart "from_end_to_start" Rotated 1000
    NeighboursSwapped "neighbours_swapped" BlocksSwapped 1000
    EndsSwapped "ends_swapped" BlocksSwapped 840
    HalvesSwapped "halves_swapped" BlocksSwapped 220
}
