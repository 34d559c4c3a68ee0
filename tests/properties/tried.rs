//! What the properties are tried on: candidates, as people make them and as nobody does, and what is known of an account.

use std::sync::LazyLock;

use keyward::dictionary::Tier;
use keyward::{Context, Date, Operation};
use keyward_tests::root;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The words of a list in crates/words/data that `keep` chooses by their tier.
fn list(name: &str, keep: impl Fn(Tier) -> bool) -> Vec<String> {
    let path = root().join(format!("crates/words/data/{name}.txt"));
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().map(|line| match line.split_once('\t') {
        Some((word, _)) => (word, Tier::Common),
        None => (line, Tier::Other),
    });
    rows.filter(|(_, tier)| keep(*tier)).map(|(word, _)| word.to_owned()).collect()
}

pub(crate) static COMMON: LazyLock<Vec<String>> =
    LazyLock::new(|| list("words", |tier| tier == Tier::Common));
pub(crate) static SHORT: LazyLock<Vec<String>> = LazyLock::new(|| list("short", |_| true));

/// Words, short words, letters with and without accents, digits, symbols.
pub(crate) fn piece() -> impl Strategy<Value = String> {
    const LETTERS: &[char] =
        &['a', 'e', 'i', 'o', 's', 't', 'r', 'n', 'k', 'q', 'é', 'ö', 'ñ', 'š', 'ł', 'ç', 'Ａ', 'ｔ'];
    prop_oneof![
        2 => any::<Index>().prop_map(|index| index.get(&COMMON).clone()),
        4 => any::<Index>().prop_map(|index| index.get(&SHORT).clone()),
        6 => select(LETTERS).prop_map(String::from),
        2 => "[0-9]{1,2}",
        2 => "[!-/£€@ ]{1,2}",
    ]
}

pub(crate) fn candidate() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..7).prop_map(|pieces| pieces.concat())
}

/// Anything at all, odd characters and long texts among them.
pub(crate) fn anything() -> impl Strategy<Value = String> {
    let odd = select(&[
        '\0',
        '\u{ad}',
        '\u{200b}',
        '\u{200d}',
        '\u{202e}',
        '\u{301}',
        '\u{fe0f}',
        '\u{fffd}',
        '\u{feff}',
        'ß',
        'ﬃ',
        'İ',
        'ı',
        'ſ',
        'ǆ',
        '𝐏',
        'Ⓐ',
        '½',
        '٣',
        '好',
        '각',
        'ᄀ',
        'ガ',
        '👩',
        '🇬',
        '\u{e000}',
        '\u{10ffff}',
        '\u{378}',
        '£',
        '€',
        '\r',
        '\n',
        'À',
        '\u{1f88}',
    ]);
    prop_oneof![
        4 => candidate(),
        2 => prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
        3 => prop::collection::vec(prop_oneof![odd, any::<char>(), prop::char::range(' ', '~')], 0..40)
            .prop_map(String::from_iter),
        1 => ("\\PC{1,4}", 0_usize..600).prop_map(|(block, times)| block.repeat(times)),
    ]
}

/// A context that owns its values.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    operation: Operation,
    single: [String; 3],
    born: Option<Date>,
    /// Names, related, subjects, previous, other accounts.
    pub(crate) lists: [Vec<String>; 5],
}

impl Account {
    pub(crate) fn lend<R>(&self, run: impl FnOnce(&Context<'_>) -> R) -> R {
        let [names, related, subjects, previous, other_accounts] =
            self.lists.each_ref().map(|list| list.iter().map(String::as_str).collect::<Vec<_>>());
        let [username, email, phone] = &self.single;
        run(&Context {
            operation: self.operation,
            username,
            names: &names,
            email,
            phone,
            date_of_birth: self.born,
            related: &related,
            subjects: &subjects,
            previous: &previous,
            other_accounts: &other_accounts,
        })
    }
}

pub(crate) fn account(value: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = Account> {
    let value = value.boxed();
    let values = || prop::collection::vec(value.clone(), 0..4);
    let date = (any::<u16>(), any::<u8>(), any::<u8>());
    let born = prop::option::of(prop_oneof![
        (1900_u16..2030, 1_u8..13, 1_u8..29).prop_map(|(year, month, day)| Date { year, month, day }),
        date.prop_map(|(year, month, day)| Date { year, month, day }),
    ]);
    let single = [value.clone(), value.clone(), "[+0-9 ()]{0,15}".boxed()];
    let lists = [values(), values(), values(), values(), values()];
    (any::<bool>(), single, born, lists).prop_map(|(set, single, born, lists)| Account {
        operation: if set { Operation::Set } else { Operation::Change },
        single,
        born,
        lists,
    })
}
