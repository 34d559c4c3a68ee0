//! Which words count: marked joins, short words with a symbol, and what must be found in spite of them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test may fail"
)]

mod common;

use common::{names, passwords, words};
use keyward_core::Lists;
use keyward_core::dictionary::{Builder, Dictionary, Kind, MAX_ENTRY, Tier};
use keyward_core::readings::Readings;

fn lists() -> Lists<'static> {
    Lists { words: Some(words()), passwords: Some(passwords()), names: Some(names()), own: &[] }
}

/// The plain word and the leet word that are found.
fn found(text: &str) -> [String; 2] {
    let readings = Readings::STANDARD;
    let lists = lists();
    let words = lists.words(text.as_bytes(), &readings);
    assert_eq!(lists.has_word(text.as_bytes(), &readings), words.plain.is_some() || words.leet.is_some());
    [words.plain, words.leet].map(|found| {
        let mut room = [0; MAX_ENTRY];
        found.map_or(String::new(), |found| found.spelling(text.as_bytes(), &readings, &mut room).to_owned())
    })
}

#[test]
fn words_count_unless_they_are_excused() {
    let cases = [
        ("TownShip83!*", "township", ""),
        ("PassWord", "password", ""),
        ("HosPital83!*", "hospital", ""),
        ("CatEring", "catering", ""),
        ("notmountains", "mountains", ""),
        ("1%ksecret", "secret", ""),
        ("22QZ!!kNigHT", "knight", ""),
        ("5tart83!*KK", "", "start"),
        ("$ecret", "", "secret"),
        ("Hell0!!47KK", "", "hello"),
        ("P@$$w0rd", "", "password"),
        ("5t4t10n", "", "station"),
        ("0r4ng3", "", "orange"),
        ("M0nd4y", "", "monday"),
        ("Pat1en7!!47KQ", "", "patient"),
        ("Ho$pita1!!47KQ", "", "hospital"),
        ("p@$$w0rd", "", "password"),
        ("PaS$w0rd", "", "password"),
        ("JobsTart83!*", "", ""),
        ("FarmHairTree83*", "", ""),
        ("Iu2l@n1TA", "", ""),
        ("KingTree5!9*", "", ""),
        ("KingQuit3!9*K", "", ""),
        ("Blue7!Kw&5xZ", "", ""),
        ("King$", "", ""),
        ("Sunk4;Cafe9$Oars", "", ""),
        ("3$Lush", "", ""),
        ("$lush", "", "slush"),
        ("$LUSH", "", "slush"),
        ("BLue12!!xQ", "", ""),
    ];
    for (text, plain, leet) in cases {
        assert_eq!(found(text), [plain, leet], "{text}");
    }
}

#[test]
fn passwords_and_names_count_unless_they_are_excused() {
    let cases = [
        ("LEtmein12!!", "letmein1", ""),
        ("ABcd1234!!", "abcd1234", ""),
        ("L3tm3in", "letmein", ""),
        ("FarmHairTree83*", "", ""),
        ("Iu2l@n1TA", "", ""),
        ("KingTree5!9*", "", ""),
        ("Blue7!Kw&5xZ", "", ""),
        ("JobsTart83!*", "", ""),
        ("KwSmithTv72", "", "smith"),
        ("#minnie#0000", "", "minnie"),
    ];
    for (text, password, name) in cases {
        let readings = Readings::STANDARD;
        let found = [lists().common_password(text.as_bytes(), &readings), lists().name(text.as_bytes())].map(
            |found| {
                let mut room = [0; MAX_ENTRY];
                found.map_or(String::new(), |found| {
                    found.spelling(text.as_bytes(), &readings, &mut room).to_owned()
                })
            },
        );
        assert_eq!(found, [password, name], "{text}");
    }
}

#[test]
fn an_organisations_own_words_count() {
    let mut builder = Builder::new(Kind::Own, "wards");
    for entry in ["Zyxwuv", "QXZ"] {
        builder.add(entry, Tier::Common).unwrap();
    }
    let blob = builder.build().unwrap();
    let own = [Dictionary::open(&blob).unwrap()];
    let lists = Lists { own: &own, ..lists() };
    for (text, expected) in [
        ("12zyxwuv", true),
        ("12zyxwvvuv", false),
        ("2yxwuv", true),
        ("2yxvvuv", true),
        ("QxzHome", true),
        ("7Qxz7", true),
        ("qxzqxz", false),
    ] {
        assert_eq!(lists.has_word(text.as_bytes(), &Readings::STANDARD), expected, "{text}");
    }
}
