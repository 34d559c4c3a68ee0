//! `data/pieces.txt`: what people make passwords of, each with its kind and how many bits number it.
//!
//! A kind is a list in the order of use, most used first, as far as its source tells one. An entry carries the least of
//! 5, 7, 9, 11 and 13 bits that number as many entries as come before it and itself: a guesser who tries the list in
//! that order needs so many. Where a source has no order, or the entry was written by hand, the table or the heading
//! says the bits.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::{Context, Result, bail, ensure};

use super::faker::Faker;
use super::{FEMALE_NAMES, MALE_NAMES, PASSWORD_RANKS, SURNAMES, fold, letters_only, list, telling_parts};

/// Shorter ones say nothing.
const SHORTEST: usize = 3;
/// So many of the commonest given names of another country may be short ones: the rarer are initials and nicknames that
/// nobody here has.
const SHORT_NAMES: usize = 500;
const BITS: [u32; 5] = [5, 7, 9, 11, 13];

/// What a piece is. Of two that fit as well, the first is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Calendar,
    Password,
    Given,
    Surname,
    Place,
    Team,
    Pet,
    Brand,
    Nhs,
    Welsh,
}

impl Kind {
    const ALL: [(Kind, &'static str); 10] = [
        (Kind::Calendar, "calendar"),
        (Kind::Password, "password"),
        (Kind::Given, "given"),
        (Kind::Surname, "surname"),
        (Kind::Place, "place"),
        (Kind::Team, "team"),
        (Kind::Pet, "pet"),
        (Kind::Brand, "brand"),
        (Kind::Nhs, "nhs"),
        (Kind::Welsh, "welsh"),
    ];

    fn id(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, id)| id)
    }

    fn from_id(id: &str) -> Result<Self> {
        let known = Kind::ALL.iter().find(|(_, known)| *known == id);
        known.map(|(kind, _)| *kind).with_context(|| format!("no kind of piece is called {id:?}"))
    }
}

/// Lists of faker without an order, with the bits for each entry.
const UNORDERED: [(Kind, u32, &str, &str); 22] = [
    (Kind::Given, 11, "en_IE", "first_names"),
    (Kind::Given, 13, "en_IN", "first_names"),
    (Kind::Surname, 13, "en_IN", "last_names"),
    (Kind::Given, 11, "en_NG", "first_names"),
    (Kind::Surname, 11, "en_NG", "last_names"),
    (Kind::Given, 13, "yo_NG", "first_names"),
    (Kind::Surname, 13, "yo_NG", "last_names"),
    (Kind::Given, 11, "ig_NG", "first_names"),
    (Kind::Surname, 11, "ig_NG", "last_names"),
    (Kind::Given, 11, "ha_NG", "first_names"),
    (Kind::Surname, 11, "ha_NG", "last_names"),
    (Kind::Given, 13, "tw_GH", "first_names"),
    (Kind::Surname, 13, "tw_GH", "last_names"),
    (Kind::Given, 11, "pl_PL", "first_names"),
    (Kind::Surname, 11, "pl_PL", "male_last_names"),
    (Kind::Given, 13, "ro_RO", "first_names"),
    (Kind::Surname, 13, "ro_RO", "last_names"),
    (Kind::Surname, 13, "tr_TR", "last_names"),
    (Kind::Given, 13, "lt_LT", "first_names"),
    (Kind::Surname, 13, "lt_LT", "last_names"),
    (Kind::Given, 11, "zh_CN", "first_romanized_names"),
    (Kind::Surname, 11, "zh_CN", "last_romanized_names"),
];

/// The headings of `own-names.txt`.
const HEADINGS: [(&str, Kind, u32); 8] = [
    ("Nations and regions", Kind::Place, 9),
    ("Counties and council areas", Kind::Place, 9),
    ("Places in the news or on a map, though small", Kind::Place, 11),
    ("Association football", Kind::Team, 9),
    ("Rugby union and league, cricket", Kind::Team, 9),
    ("Given names and surnames common in the United Kingdom", Kind::Given, 9),
    ("What follows O' in surnames", Kind::Surname, 11),
    ("Surnames", Kind::Surname, 11),
];

/// What the pieces are made of beside the lists that `words` reads.
pub(super) struct Sources<'a> {
    pub(super) frequency: &'a std::collections::HashMap<String, Vec<String>>,
    pub(super) faker: &'a Faker,
    /// Names of dogs, most used first.
    pub(super) dogs: &'a [String],
    /// The places of the United Kingdom, those of most people first.
    pub(super) places: &'a [String],
    pub(super) own_names: &'a str,
    pub(super) own_pieces: &'a str,
    pub(super) words: &'a BTreeMap<String, u32>,
    pub(super) short: &'a BTreeMap<String, u32>,
    /// The `name` list: none of it is left out here.
    pub(super) names: &'a std::collections::BTreeSet<String>,
}

/// Each piece with its bits and kind.
#[derive(Default)]
pub(super) struct Pieces(BTreeMap<String, (u32, Kind)>);

impl Pieces {
    pub(super) fn new(sources: &Sources<'_>) -> Result<Self> {
        let mut pieces = Pieces::default();
        pieces.given(sources)?;
        pieces.surnames(sources)?;
        for (kind, bits, locale, name) in UNORDERED {
            for entry in sources.faker.list(locale, name)? {
                // What is a short word here is meant as one: passwords should be made of those.
                if !sources.short.contains_key(entry) {
                    pieces.add(kind, bits, entry);
                }
            }
        }
        for (rank, password) in list(sources.frequency, "PASSWORDS")?.iter().take(PASSWORD_RANKS).enumerate()
        {
            // Longer ones are in `passwords.txt`, in the same order.
            if password.len() <= 4 {
                pieces.rank(Kind::Password, rank, password);
            }
        }
        pieces.ranked(Kind::Pet, sources.dogs.iter());
        for (rank, place) in sources.places.iter().enumerate() {
            for part in telling_parts(place, sources.words) {
                pieces.rank(Kind::Place, rank, &part);
            }
        }
        pieces.own_names(sources)?;
        pieces.own_pieces(sources.own_pieces)?;
        let missing: Vec<_> = sources.names.iter().filter(|name| !pieces.0.contains_key(*name)).collect();
        ensure!(missing.is_empty(), "names that are no pieces: {missing:?}");
        Ok(pieces)
    }

    fn given(&mut self, sources: &Sources<'_>) -> Result<()> {
        let here = interleaved(
            sources.faker.list("en_GB", "first_names_female")?,
            sources.faker.list("en_GB", "first_names_male")?,
        );
        let female = list(sources.frequency, "FEMALE_NAMES")?.iter().take(FEMALE_NAMES);
        let male = list(sources.frequency, "MALE_NAMES")?.iter().take(MALE_NAMES);
        let long =
            |(rank, name): (usize, &String)| (name.len() > 4 || rank < SHORT_NAMES).then(|| name.clone());
        let there = interleaved(
            &female.enumerate().filter_map(long).collect::<Vec<_>>(),
            &male.enumerate().filter_map(long).collect::<Vec<_>>(),
        );
        self.ranked(Kind::Given, unique(here.into_iter().chain(there)).iter());
        Ok(())
    }

    fn surnames(&mut self, sources: &Sources<'_>) -> Result<()> {
        let here = sources.faker.list("en_GB", "last_names")?.iter().cloned();
        let there = list(sources.frequency, "SURNAMES")?.iter().take(SURNAMES).cloned();
        self.ranked(Kind::Surname, unique(here.chain(there)).iter());
        Ok(())
    }

    fn own_names(&mut self, sources: &Sources<'_>) -> Result<()> {
        let mut heading = None;
        let (_, lists) = sources.own_names.split_once("#\n").context("own-names.txt has no head")?;
        for line in lists.lines() {
            if let Some(title) = line.strip_prefix("# ") {
                let known = HEADINGS.iter().find(|(known, ..)| *known == title);
                heading =
                    Some(known.with_context(|| format!("a heading of own-names.txt is unknown: {title}"))?);
                continue;
            }
            let (_, kind, bits) = heading.context("own-names.txt has names before its first heading")?;
            for part in telling_parts(line, sources.words) {
                self.add(*kind, *bits, &part);
            }
        }
        Ok(())
    }

    fn own_pieces(&mut self, text: &str) -> Result<()> {
        let mut heading = None;
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some(title) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                let (kind, bits) = title.split_once(' ').context("a heading is [KIND BITS]")?;
                let bits = bits.parse().ok().filter(|bits| BITS.contains(bits));
                heading = Some((
                    Kind::from_id(kind)?,
                    bits.with_context(|| format!("bits are {BITS:?}: {title}"))?,
                ));
                continue;
            }
            let (kind, bits) = heading.context("own-pieces.txt has entries before its first heading")?;
            for entry in line.split(' ') {
                if !letters_only(entry) || entry.len() < SHORTEST {
                    bail!("own-pieces.txt: {entry:?} is not {SHORTEST} letters or more of a-z");
                }
                self.add(kind, bits, entry);
            }
        }
        Ok(())
    }

    fn ranked<'a>(&mut self, kind: Kind, entries: impl Iterator<Item = &'a String>) {
        for (rank, entry) in entries.enumerate() {
            self.rank(kind, rank, entry);
        }
    }

    /// Adds what stands in this place of its list, counted from nought.
    fn rank(&mut self, kind: Kind, rank: usize, entry: &str) {
        let last = BITS[BITS.len() - 1];
        let bits = BITS.into_iter().find(|bits| rank < 1 << bits).unwrap_or(last);
        self.add(kind, bits, entry);
    }

    /// Keeps the kind in which an entry is tried first.
    fn add(&mut self, kind: Kind, bits: u32, entry: &str) {
        let entry = fold(entry);
        if entry.len() < SHORTEST || !letters_only(&entry) {
            return;
        }
        let kept = self.0.entry(entry).or_insert((bits, kind));
        *kept = (*kept).min((bits, kind));
    }

    pub(super) fn counts(&self) -> String {
        let count = |kind| self.0.values().filter(|(_, of)| *of == kind).count();
        Kind::ALL.iter().map(|(kind, id)| format!("{} {id}", count(*kind))).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn text(&self) -> String {
        let mut text = String::from(
            "# What people make passwords of: piece, tab, kind, tab, bits. In the order of the alphabet. Bits: a guesser\n\
             # who tries its kind in the order of use finds it among the first 2^bits. Made by `cargo xtask words`.\n",
        );
        for (entry, (bits, kind)) in &self.0 {
            let _ = writeln!(text, "{entry}\t{}\t{bits}", kind.id());
        }
        text
    }
}

/// One of each in turn.
pub(super) fn interleaved(one: &[String], other: &[String]) -> Vec<String> {
    let longest = one.len().max(other.len());
    (0..longest).flat_map(|place| [one.get(place), other.get(place)]).flatten().cloned().collect()
}

/// Each once, where it stands first.
fn unique(entries: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    entries.filter(|entry| seen.insert(fold(entry))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_the_bits_that_number_it() {
        let mut pieces = Pieces::default();
        for (rank, name) in [(0, "aaa"), (31, "bbb"), (32, "ccc"), (511, "ddd"), (512, "eee"), (9000, "fff")]
        {
            pieces.rank(Kind::Given, rank, name);
        }
        let bits: Vec<u32> = pieces.0.values().map(|(bits, _)| *bits).collect();
        assert_eq!(bits, [5, 5, 7, 9, 11, 13]);
    }

    #[test]
    fn of_several_kinds_the_one_tried_first_is_kept() {
        let mut pieces = Pieces::default();
        for (kind, bits) in [(Kind::Place, 9), (Kind::Team, 7), (Kind::Given, 9), (Kind::Pet, 7)] {
            pieces.add(kind, bits, "Chelsea");
        }
        assert_eq!(pieces.0["chelsea"], (7, Kind::Team));
    }

    #[test]
    fn own_pieces_need_a_kind_and_letters() {
        for text in [
            "emma",
            "[given]\nemma",
            "[given 8]\nemma",
            "[person 9]\nemma",
            "[given 9]\nEmma",
            "[given 9]\nem",
        ] {
            assert!(Pieces::default().own_pieces(text).is_err(), "{text}");
        }
        assert!(Pieces::default().own_pieces("# head\n\n[given 9]\nemma amy").is_ok());
    }
}
