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
    LastNumberDown "last_number_down" CounterMoved 6500
    LastNumberUp "last_number_up" CounterMoved 580
    LastNumberDownFurther "last_number_down_further" CounterMoved 230
    OtherNumberDown "other_number_down" CounterMoved 1500
    OtherNumberUp "other_number_up" CounterMoved 110
    OtherNumberDownFurther "other_number_down_further" CounterMoved 75
    YearDown "year_down" YearMoved 29100
    YearUp "year_up" YearMoved 1500
    // Calendar.
    SeasonBack "season_back" SeasonMoved 51700
    MonthBack "month_back" MonthMoved 94100
    WeekdayBack "weekday_back" WeekdayMoved 74500
    // Ends. Three at once were never seen, and are looked for all the same, as a new number or a sign or two more.
    EndOneOff "end_one_off" CharactersAdded 8300
    EndTwoOff "end_two_off" CharactersAdded 3300
    EndThreeOff "end_three_off" CharactersAdded 2000
    StartOneOff "start_one_off" CharactersAdded 4600
    StartTwoOff "start_two_off" CharactersAdded 1800
    StartThreeOff "start_three_off" CharactersAdded 1500
    BothEndsOff "both_ends_off" CharactersAdded 5
    UndoubleLast "undouble_last" Doubled 48500
    DoubleLast "double_last" Doubled 1100
    EndOneBack "end_one_back" CharactersRemoved 3700
    EndTwoBack "end_two_back" CharactersRemoved 1600
    StartOneBack "start_one_back" CharactersRemoved 4100
    StartTwoBack "start_two_back" CharactersRemoved 2100
    // Case.
    FirstLetterTurned "first_letter_turned" CaseChanged 1900
    LastLetterTurned "last_letter_turned" CaseChanged 1000
    FirstAndLastTurned "first_and_last_turned" CaseChanged 3900
    AllTurned "all_turned" CaseChanged 960
    WordStartRaised "word_start_raised" CaseChanged 850
    CapitalMovedOn "capital_moved_on" CaseChanged 1000
    InnerCapitalLowered "inner_capital_lowered" CaseChanged 270
    // Leet.
    LeetUsualUndone "leet_usual_undone" Leet 3600
    LeetInsideUndone "leet_inside_undone" Leet 350
    LeetKindUndone "leet_kind_undone" Leet 2400
    LeetOneUndone "leet_one_undone" Leet 1400
    LeetKindDone "leet_kind_done" Leet 6800
    LeetOneDone "leet_one_done" Leet 1300
    LeetUsualDone "leet_usual_done" Leet 3200
    // Symbols.
    LastSymbolSwapped "last_symbol_swapped" SymbolChanged 3900
    OtherSymbolSwapped "other_symbol_swapped" SymbolChanged 490
    LastSymbolAsBefore "last_symbol_as_before" SymbolChanged 990
    LastSymbolBackUk "last_symbol_back_uk" SymbolChanged 2600
    LastSymbolBackUs "last_symbol_back_us" SymbolChanged 1600
    SymbolsBackUk "symbols_back_uk" SymbolChanged 780
    SymbolsBackUs "symbols_back_us" SymbolChanged 620
    ShiftReleased "shift_released" ShiftRow 790
    ShiftPressed "shift_pressed" ShiftRow 5
    LastKeyBack "last_key_back" KeysMoved 1500
    KeysBack "keys_back" KeysMoved 5
    // Moves.
    Backwards "backwards" Reversed 7400
    FromStartToEnd "from_start_to_end" Rotated 1600
    FromEndToStart "from_end_to_start" Rotated 1000
    NeighboursSwapped "neighbours_swapped" BlocksSwapped 1000
    EndsSwapped "ends_swapped" BlocksSwapped 760
    HalvesSwapped "halves_swapped" BlocksSwapped 200
}
