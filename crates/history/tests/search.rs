//! Reused and recycled passwords, against hashes made with the smallest parameters argon2 has.

#![allow(clippy::expect_used)]

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use keyward_history::forms::earlier_forms;
use keyward_history::{Change, Error, History, HistoryMatch, Params, Record, Search, Verify};

fn cheap() -> Params {
    Params::new(8, 1, 1).expect("argon2's least")
}

/// The passwords, newest first, each under a salt of its own.
fn history(passwords: &[&str]) -> History {
    let mut history = History::new();
    for (salt, password) in (0..).zip(passwords.iter().rev()) {
        history.add(password, &cheap(), &[salt; 16]).expect("memory");
    }
    history
}

const OLD: [&str; 6] = [
    "FarmHairTree83*!",
    "7Lamp&Moon4%Kite",
    "Iu2l@n1TA!x9",
    "Ocean$Pie22?Jam",
    "GoldFox19%*Bus",
    "Rain!Hat4+6Zoo",
];

#[test]
fn exactly_the_last_n_are_barred() {
    let history = history(&OLD);
    for depth in 0..8 {
        for (entry, password) in OLD.iter().enumerate() {
            let expected = (entry < depth).then_some(entry);
            assert_eq!(history.check(password, depth), Ok(expected), "{password} of {depth}");
        }
    }
    assert_eq!(history.check("Other&Words44!", 6), Ok(None));
    assert_eq!(Search::DEFAULT.depth, 4);
    assert_eq!(Search::DEFAULT.run(OLD[3], &history, |_| true), Ok(Some(HistoryMatch::Reused { entry: 3 })));
    assert_eq!(Search::DEFAULT.run(OLD[4], &history, |_| true), Ok(None));
}

#[test]
fn a_history_prunes_to_its_newest_and_survives_its_text() {
    let mut history = history(&OLD);
    history.prune(9);
    assert_eq!(history.len(), 6);
    history.prune(4);
    let history: History = history.to_string().parse().expect("its own text");
    assert_eq!(history.len(), 4);
    assert_eq!(history.check(OLD[0], 9), Ok(Some(0)));
    assert_eq!(history.check(OLD[3], 9), Ok(Some(3)));
    assert_eq!(history.check(OLD[4], 9), Ok(None));
}

#[test]
fn composed_and_decomposed_are_one_password() {
    for (one, other) in [
        ("Caf\u{e9}12!?Bar", "Cafe\u{301}12!?Bar"),
        ("\u{212b}ngstr\u{f6}m12!?", "\u{c5}ngstro\u{308}m12!?"),
        ("\u{ac01}12!?Ab", "\u{1100}\u{1161}\u{11a8}12!?Ab"),
    ] {
        for (stored, typed) in [(one, other), (other, one)] {
            let history = history(&[stored]);
            assert_eq!(history.check(typed, 4), Ok(Some(0)), "{stored}");
            let counted = typed.replace("12", "13");
            let found = Search::DEFAULT.run(&counted, &history, |_| true);
            assert_eq!(
                found,
                Ok(Some(HistoryMatch::Recycled { entry: 0, change: Change::CounterMoved })),
                "{counted}"
            );
        }
    }
    // Compatibility is not equality.
    assert_eq!(history(&["\u{fb01}sh12!?AB"]).check("fish12!?AB", 4), Ok(None));
}

#[test]
fn recycled_passwords_are_found_with_the_change_and_the_entry() {
    let history = history(&OLD);
    for (new, entry, change) in [
        ("FarmHairTree84*!", 0, Change::CounterMoved),
        ("FarmHairTree83*!1", 0, Change::CharactersAdded),
        ("!*38eerTriaHmraF", 0, Change::Reversed),
        ("83*!FarmHairTree", 0, Change::Rotated),
        ("7Lamp&Moon4%Kitee", 1, Change::Doubled),
        ("iu2l@n1TA!x9", 2, Change::CaseChanged),
        ("Ocean$Pie23?Jam", 3, Change::CounterMoved),
    ] {
        let found = Search::DEFAULT.run(new, &history, |_| true);
        assert_eq!(found, Ok(Some(HistoryMatch::Recycled { entry, change })), "{new}");
    }
    // Beyond the depth nothing is known.
    assert_eq!(Search::DEFAULT.run("GoldFox20%*Bus", &history, |_| true), Ok(None));
    for new in ["Other&Words44!", "FarmCakeDuck17?&", ""] {
        assert_eq!(Search::DEFAULT.run(new, &history, |_| true), Ok(None), "{new}");
    }
}

#[test]
fn nothing_is_undone_in_a_candidate_that_no_policy_accepts() {
    for (characters, undone) in [(256, true), (257, false)] {
        let earlier = "Gé".repeat(characters / 2 - 1) + &"1".repeat(2 + characters % 2);
        let later = earlier.strip_suffix('1').expect("it ends so").to_owned() + "2";
        let history = history(&[&earlier]);
        assert_eq!(
            Search::DEFAULT.run(&earlier, &history, |_| true),
            Ok(Some(HistoryMatch::Reused { entry: 0 }))
        );
        let found = HistoryMatch::Recycled { entry: 0, change: Change::CounterMoved };
        assert_eq!(
            Search::DEFAULT.run(&later, &history, |_| true),
            Ok(undone.then_some(found)),
            "{characters}"
        );
    }
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let history = history(&OLD);
    let candidates = [
        "FarmHairTree83*!",
        "FarmHairTree84*!",
        "Ocean$Pie23?Jam",
        "Ocean$Pie22?Jam!!",
        "Other&Words44!",
        "!",
    ];
    for candidate in candidates {
        for max_hashes in [0, 1, 2, 5, 32] {
            let search =
                |threads| Search { depth: 6, max_hashes, threads }.run(candidate, &history, |_| true);
            let expected = search(1);
            for threads in [0, 2, 3, 7, 64] {
                assert_eq!(search(threads), expected, "{candidate} {max_hashes} on {threads} threads");
            }
        }
    }
}

/// An entry that counts how often it was asked, and stands for a hash: equal or not.
struct Counting {
    password: String,
    asked: AtomicUsize,
}

impl Verify for Counting {
    fn verify(&self, password: &str) -> Result<bool, Error> {
        self.asked.fetch_add(1, Relaxed);
        Ok(self.password == password)
    }
}

fn counting(password: &str) -> Counting {
    Counting { password: password.into(), asked: AtomicUsize::new(0) }
}

#[test]
fn no_entry_costs_more_hashes_than_allowed() {
    for max_hashes in [0, 1, 2, 32, 100] {
        let entries = [counting("unlike"), counting("unlikely"), counting("least likely")];
        let [a, b, c] = &entries;
        let search = Search { depth: 2, max_hashes, threads: 2 };
        assert_eq!(search.run_with("FarmHairTree83*!", &[a, b, c], |_| true), Ok(None));
        let asked = entries.map(|entry| entry.asked.into_inner());
        assert_eq!(asked, [max_hashes, max_hashes, 0]);
    }
}

#[test]
fn the_number_of_hashes_does_not_tell_what_fits() {
    let candidate = "FarmHairTree84*!";
    let forms: Vec<String> = earlier_forms(candidate).take(31).map(|form| form.text.to_string()).collect();
    let others = ["Other&Words44!".to_owned(), candidate.to_owned()];
    for threads in [1, 2, 8] {
        let search = Search { threads, ..Search::DEFAULT };
        for fits in forms.iter().chain(&others) {
            for entry in 0..4 {
                let entries: Vec<_> = (0..4)
                    .map(|place| counting(if place == entry { fits } else { "7Lamp&Moon4%Kite" }))
                    .collect();
                let asked: Vec<&dyn Verify> = entries.iter().map(|entry| entry as &dyn Verify).collect();
                let found = search.run_with(candidate, &asked, |_| true).expect("a stand-in never fails");
                assert_eq!(found.is_some(), *fits != others[0], "{fits}");
                for entry in entries {
                    assert_eq!(entry.asked.into_inner(), 32, "{fits} on {threads} threads");
                }
            }
        }
    }
}

#[test]
fn dear_records_get_fewer_hashes_or_are_refused_with_the_numbers() {
    let record = |number: u8, memory: u32, passes: u32| -> Record {
        let salt = format!("MDEyMzQ1Njc4OWFiY2RlZ{}", char::from(b"AQgw"[usize::from(number % 4)]));
        let salt = format!("{}{}", char::from(b'A' + number / 4), &salt[1..]);
        let text = format!(
            "$argon2id$v=19$m={memory},t={passes},p=1${salt}$M2kfBFN7VbIHNxXfSH0ev/VwB3YpEc4eS8efRWiaaas"
        );
        text.parse().expect("a record")
    };
    let cases = [
        // (records, memory, passes, depth, hashes each or the tenths of GiB that one hash of each costs)
        (4, 19 * 1024, 2, 4, Ok(32)),
        (24, 19 * 1024, 2, 24, Ok(13)),
        (32, 19 * 1024, 2, 4, Ok(32)),
        (4, 64 * 1024, 3, 4, Ok(8)),
        (1, 256 * 1024, 4, 4, Ok(3)),
        (3, 256 * 1024, 4, 4, Ok(1)),
        (4, 256 * 1024, 4, 4, Err("16.0 GiB")),
        (32, 256 * 1024, 4, 32, Err("128.0 GiB")),
        (32, 64 * 1024, 16, 24, Err("48.0 GiB")),
        (0, 8, 1, 4, Ok(32)),
    ];
    for (records, memory, passes, depth, expected) in cases {
        let history: History = (0..records).map(|number| record(number, memory, passes)).collect();
        let search = Search { depth, ..Search::DEFAULT };
        let hashes = search.hashes_for(&history);
        match expected {
            Ok(expected) => {
                assert_eq!(hashes, Ok(expected), "{records} m={memory},t={passes}");
            }
            Err(asked) => {
                let error = hashes.expect_err(asked);
                assert!(error.to_string().contains(asked), "{error}");
                assert!(error.to_string().contains("12 GiB is the most"), "{error}");
                // Nothing is hashed.
                assert_eq!(search.run("FarmHairTree83*!", &history, |_| true), Err(error));
            }
        }
    }
}

#[test]
fn the_likelier_form_wins_and_then_the_newer_entry() {
    let [first, second] =
        earlier_forms("FarmHairTree84*!").take(2).collect::<Vec<_>>().try_into().expect("two");
    for threads in [1, 2, 8] {
        let search = Search { threads, ..Search::DEFAULT };
        for (entries, expected) in [
            (
                [second.text.as_str(), first.text.as_str()],
                HistoryMatch::Recycled { entry: 1, change: first.change },
            ),
            (
                [first.text.as_str(), first.text.as_str()],
                HistoryMatch::Recycled { entry: 0, change: first.change },
            ),
            ([first.text.as_str(), "FarmHairTree84*!"], HistoryMatch::Reused { entry: 1 }),
        ] {
            assert_eq!(search.run("FarmHairTree84*!", &history(&entries), |_| true), Ok(Some(expected)));
        }
    }
}

#[test]
fn entries_of_one_salt_answer_like_entries_of_their_own() {
    let record = |password, salt| Record::new(password, &cheap(), &[salt; 16]).expect("memory");
    // Shared: 0 and 2. The same password stands in 1 and 2, so that 1 must win although 2 is in the earlier group.
    let history: History =
        [record("Other&Words44!", 7), record(OLD[0], 8), record(OLD[0], 7)].into_iter().collect();
    for threads in [1, 2, 8] {
        let search = Search { threads, ..Search::DEFAULT };
        assert_eq!(search.run(OLD[0], &history, |_| true), Ok(Some(HistoryMatch::Reused { entry: 1 })));
        let found = Some(HistoryMatch::Recycled { entry: 1, change: Change::CounterMoved });
        assert_eq!(search.run("FarmHairTree84*!", &history, |_| true), Ok(found));
        let found = Some(HistoryMatch::Recycled { entry: 0, change: Change::CounterMoved });
        assert_eq!(search.run("Other&Words45!", &history, |_| true), Ok(found));
    }
}

#[test]
fn equality_stands_for_hashes_in_the_recall_experiment() {
    for new in
        ["FarmHairTree84*!", "83*!FarmHairTree", "FarmH@irTree83*!", "Farm!HairTree83*", "Nothing$Like12!"]
    {
        let stand_in = counting(OLD[0]);
        let real = Search::DEFAULT.run(new, &history(&OLD[..1]), |_| true);
        assert_eq!(Search::DEFAULT.run_with(new, &[&stand_in], |_| true), real, "{new}");
    }
}

struct Broken;

impl Verify for Broken {
    fn verify(&self, _: &str) -> Result<bool, Error> {
        Err(Error::Unverifiable)
    }
}

#[test]
fn what_cannot_be_checked_is_an_error_and_not_a_mismatch() {
    for threads in [1, 2, 8] {
        let search = Search { threads, ..Search::DEFAULT };
        let same = counting("FarmHairTree83*!");
        assert_eq!(search.run_with("FarmHairTree83*!", &[&Broken], |_| true), Err(Error::Unverifiable));
        assert_eq!(
            search.run_with("FarmHairTree84*!", &[&same, &Broken], |_| true),
            Err(Error::Unverifiable)
        );
        // What fits a likelier form than the one that failed.
        assert_eq!(
            search.run_with("FarmHairTree83*!", &[&same, &Broken], |_| true),
            Ok(Some(HistoryMatch::Reused { entry: 0 }))
        );
    }
}

#[test]
fn debug_shows_neither_passwords_nor_hashes() {
    let history = history(&OLD[..1]);
    let shown = format!("{history:?}");
    assert!(shown.contains("Argon2id") && !shown.contains("Farm"), "{shown}");
    let hash = history.records()[0].as_str().rsplit('$').next().expect("a hash").to_owned();
    assert!(!shown.contains(&hash), "{shown}");
    for form in earlier_forms("FarmHairTree83*!") {
        assert!(!format!("{form:?}").contains("Farm"));
    }
}

#[test]
fn public_types_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
    shared::<History>();
    shared::<Record>();
    shared::<Search>();
    shared::<HistoryMatch>();
    shared::<Params>();
    shared::<Error>();
}
