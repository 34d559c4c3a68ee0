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
    LastNumberDown "last_number_down" CounterMoved 5700
    LastNumberUp "last_number_up" CounterMoved 700
    LastNumberDownFurther "last_number_down_further" CounterMoved 280
    OtherNumberDown "other_number_down" CounterMoved 1500
    OtherNumberUp "other_number_up" CounterMoved 160
    OtherNumberDownFurther "other_number_down_further" CounterMoved 43
    YearDown "year_down" YearMoved 30100
    YearUp "year_up" YearMoved 1600
    // Calendar.
    SeasonBack "season_back" SeasonMoved 52000
    MonthBack "month_back" MonthMoved 91400
    WeekdayBack "weekday_back" WeekdayMoved 75500
    // Ends.
    EndOneOff "end_one_off" CharactersAdded 7900
    EndTwoOff "end_two_off" CharactersAdded 3800
    EndThreeOff "end_three_off" CharactersAdded 7
    StartOneOff "start_one_off" CharactersAdded 4700
    StartTwoOff "start_two_off" CharactersAdded 1700
    StartThreeOff "start_three_off" CharactersAdded 5
    BothEndsOff "both_ends_off" CharactersAdded 5
    UndoubleLast "undouble_last" Doubled 47400
    DoubleLast "double_last" Doubled 1100
    EndOneBack "end_one_back" CharactersRemoved 3400
    EndTwoBack "end_two_back" CharactersRemoved 1700
    StartOneBack "start_one_back" CharactersRemoved 4600
    StartTwoBack "start_two_back" CharactersRemoved 1600
    // Case.
    FirstLetterTurned "first_letter_turned" CaseChanged 1800
    LastLetterTurned "last_letter_turned" CaseChanged 1200
    FirstAndLastTurned "first_and_last_turned" CaseChanged 4600
    AllTurned "all_turned" CaseChanged 910
    WordStartRaised "word_start_raised" CaseChanged 810
    CapitalMovedOn "capital_moved_on" CaseChanged 1100
    InnerCapitalLowered "inner_capital_lowered" CaseChanged 300
    // Leet.
    LeetUsualUndone "leet_usual_undone" Leet 3800
    LeetInsideUndone "leet_inside_undone" Leet 400
    LeetKindUndone "leet_kind_undone" Leet 5000
    LeetOneUndone "leet_one_undone" Leet 1200
    LeetKindDone "leet_kind_done" Leet 6000
    LeetOneDone "leet_one_done" Leet 1600
    LeetUsualDone "leet_usual_done" Leet 4000
    // Symbols.
    LastSymbolSwapped "last_symbol_swapped" SymbolChanged 3700
    OtherSymbolSwapped "other_symbol_swapped" SymbolChanged 390
    LastSymbolAsBefore "last_symbol_as_before" SymbolChanged 1200
    LastSymbolBackUk "last_symbol_back_uk" SymbolChanged 2500
    LastSymbolBackUs "last_symbol_back_us" SymbolChanged 1600
    SymbolsBackUk "symbols_back_uk" SymbolChanged 900
    SymbolsBackUs "symbols_back_us" SymbolChanged 600
    ShiftReleased "shift_released" ShiftRow 1200
    ShiftPressed "shift_pressed" ShiftRow 5
    LastKeyBack "last_key_back" KeysMoved 1400
    KeysBack "keys_back" KeysMoved 5
    // Moves.
    Backwards "backwards" Reversed 7400
    FromStartToEnd "from_start_to_end" Rotated 1700
    FromEndToStart "from_end_to_start" Rotated 920
    NeighboursSwapped "neighbours_swapped" BlocksSwapped 940
    EndsSwapped "ends_swapped" BlocksSwapped 950
    HalvesSwapped "halves_swapped" BlocksSwapped 240
}
