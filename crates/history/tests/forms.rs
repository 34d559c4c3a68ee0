//! Earlier forms: each kind of change is undone, in order, without repeats.

use std::collections::HashSet;

use keyward_history::forms::earlier_forms;

/// New password, old password, the change, and the hash that must find it at the latest (the candidate's is the first).
const CASES: &[(&str, &str, &str, usize)] = &[
    ("FarmHairTree84*!", "FarmHairTree83*!", "counter_moved", 8),
    ("FarmHairTree10*!", "FarmHairTree9*!", "counter_moved", 64),
    ("FarmHairTree010*!", "FarmHairTree009*!", "counter_moved", 8),
    ("FarmHair100*!Tree", "FarmHair99*!Tree", "counter_moved", 8),
    ("Farm2HairTree83*!", "Farm1HairTree83*!", "counter_moved", 32),
    ("FarmHair2025*!", "FarmHair2024*!", "year_moved", 8),
    ("FarmHair2000*!", "FarmHair1999*!", "year_moved", 8),
    ("FarmSummer24*!", "FarmSpring24*!", "season_moved", 4),
    ("SPRING25*!farm", "WINTER24*!farm", "season_moved", 4),
    ("FarmFeb24*!", "FarmJan24*!", "month_moved", 4),
    ("FarmJan2025*!", "FarmDec2024*!", "month_moved", 4),
    ("FarmJune24*!", "FarmMay24*!", "month_moved", 4),
    ("Farmmay24*!X", "Farmapril24*!X", "month_moved", 32),
    ("Monday24*!X", "Sunday24*!X", "weekday_moved", 4),
    ("Tue24*!XFarm", "Mon24*!XFarm", "weekday_moved", 4),
    ("farmHairTree83*!", "FarmHairTree83*!", "case_changed", 32),
    ("FarmHairTreE83*!", "FarmHairTree83*!", "case_changed", 32),
    ("fARMhAIRtREE83*!", "FarmHairTree83*!", "case_changed", 32),
    ("farmHairTreE83*!", "FarmHairTree83*!", "case_changed", 32),
    ("FarmHairTree83*!1", "FarmHairTree83*!", "characters_added", 8),
    ("FarmHairTree83*!12", "FarmHairTree83*!", "characters_added", 16),
    ("xFarmHairTree83*!", "FarmHairTree83*!", "characters_added", 16),
    ("xyFarmHairTree83*!", "FarmHairTree83*!", "characters_added", 16),
    ("FarmHairTree83*!123", "FarmHairTree83*!", "characters_added", 32),
    ("NHSFarmHairTree83*!", "FarmHairTree83*!", "characters_added", 32),
    ("KwTz#!Rb47123", "KwTz#!Rb47", "characters_added", 32),
    ("123KwTz#!Rb47", "KwTz#!Rb47", "characters_added", 32),
    ("FarmHairTree83*!!", "FarmHairTree83*!", "doubled", 4),
    ("F4rmH4irTree83*!", "FarmHairTree83*!", "leet", 16),
    ("Gr33nHairTree83*!", "GreenHairTree83*!", "leet", 32),
    ("1ceHairTree83*!", "IceHairTree83*!", "leet", 32),
    ("FarmHairTree83*!", "F@rmH@irTree83*!", "leet", 64),
    ("FarmHairTree83*£", "FarmHairTree83*!", "symbol_changed", 32),
    ("FarmHairTree83*\"", "FarmHairTree83*!", "symbol_changed", 16),
    ("FarmHairTree8£*!", "FarmHairTree83*!", "shift_row", 32),
    ("!*38eerTriaHmraF", "FarmHairTree83*!", "reversed", 16),
    ("!FarmHairTree83*", "FarmHairTree83*!", "rotated", 32),
    ("83*!FarmHairTree", "FarmHairTree83*!", "rotated", 32),
    ("HairFarmTree83*!", "FarmHairTree83*!", "blocks_swapped", 32),
    ("FarmTreeHair83*!", "FarmHairTree83*!", "blocks_swapped", 32),
    ("83FarmHairTree*!w", "83FarmHairTree*!q", "keys_moved", 32),
    ("FarmHairTree83*", "FarmHairTree83*!", "characters_removed", 128),
    ("Straße12!?Ä", "Straße11!?Ä", "counter_moved", 8),
    ("ÉTÉétude12!?", "éTÉétude12!?", "case_changed", 32),
];

#[test]
fn each_change_is_undone_in_good_time() {
    let mut wrong = Vec::new();
    for (new, old, change, latest) in CASES {
        match earlier_forms(new).enumerate().find(|(_, form)| *form.text == *old) {
            Some((place, form)) if form.change.id() == *change && place + 2 <= *latest => {}
            Some((place, form)) => {
                wrong.push(format!("{new} {old} {} after {}", form.change.id(), place + 2));
            }
            None => wrong.push(format!("{new} {old} never")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn forms_come_once_and_in_order_and_never_the_candidate() {
    let long = "Farm1Hair2Tree3!".repeat(64);
    let odd = [
        "",
        "a",
        "!",
        "1",
        "99999999999999999999",
        "0000",
        "İıßŉ",
        "e\u{301}\u{301}",
        "👩‍👩‍👧12!?Ab",
        "\0\u{7f}",
        &long,
    ];
    for candidate in CASES.iter().map(|case| case.0).chain(odd) {
        let forms: Vec<_> = earlier_forms(candidate).collect();
        let texts: HashSet<&str> = forms.iter().map(|form| form.text.as_str()).collect();
        assert_eq!(texts.len(), forms.len(), "{candidate}");
        assert!(!texts.contains(candidate) && !texts.contains(""), "{candidate}");
        assert!(forms.is_sorted_by(|one, next| one.likelihood >= next.likelihood), "{candidate}");
        assert!(forms.len() < 600, "{candidate} has {} forms", forms.len());
        let again: Vec<_> = earlier_forms(candidate).map(|form| form.text).collect();
        assert!(forms.iter().map(|form| &form.text).eq(&again), "{candidate}");
    }
}

#[test]
fn unrelated_passwords_are_no_forms_of_each_other() {
    let unrelated =
        ["FarmHairTree83*!", "FarmCakeDuck17?&", "Iu2l@n1TA!x9", "7Lamp&Moon4%Kite", "SunHatPie83*!"];
    for one in unrelated {
        for other in unrelated {
            assert!(earlier_forms(one).all(|form| *form.text != *other), "{one} {other}");
        }
    }
}
