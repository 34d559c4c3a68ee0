//! `cargo xtask unicode`: the character tables in crates/core/src/tables.rs.
//!
//! Two facts about every character: its *kind*, and the a–z letters (or the one ASCII digit or
//! symbol) that it *reads* as. Both are cut into pages of 1,024 code points; equal pages are kept
//! once, and inside a page a run tells where it starts and what holds until the next.

use std::collections::HashMap;
use std::fmt::{Display, Write as _};

use anyhow::{Result, ensure};
use icu_properties::props::{
    Alphabetic, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, Lowercase,
    PrependedConcatenationMark, Script, Uppercase, WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed, CodePointSetData};
use unicode_normalization::UnicodeNormalization;

use crate::generated;

const PAGE: u32 = 1 << 10;
const PAGES: u32 = (char::MAX as u32 + 1) / PAGE;

/// Codes of the kinds, in the order of `Kind` in crates/core/src/character.rs.
const UPPER: u8 = 0;
const LOWER: u8 = 1;
const OTHER_LETTER: u8 = 2;
const DIGIT: u8 = 3;
const OTHER_NUMBER: u8 = 4;
const MARK: u8 = 5;
const IGNORABLE: u8 = 6;
const SPECIAL: u8 = 7;
const SPACE: u8 = 8;
const CONTROL: u8 = 9;
const UNASSIGNED: u8 = 10;
const PRIVATE_USE: u8 = 11;
/// Not a kind: a run whose characters are upper and lower case in turn.
const IN_TURN: u8 = 12;

/// Marks a reading that is a place in the list of texts; below it, it is an ASCII character.
const TEXT: u8 = 0x80;
/// Set in a run's start: the reading goes up by one with every character.
const STEP: u16 = 0x8000;

/// Letters whose reading neither a decomposition, a name nor a look-alike tells.
const READINGS: [(&str, &str); 19] = [
    ("ßẞ", "ss"),
    ("þÞ", "th"),
    ("ðÐ", "d"),
    ("ŀĿ", "l"),
    ("ŋŊŉ", "n"),
    ("ĸ", "k"),
    ("ʉɄ", "u"),
    ("ɣɤȝȜ", "y"),
    ("ʃƩ", "s"),
    ("ʒƷ", "z"),
    ("ƿǷ", "w"),
    ("ƣƢ", "g"),
    // By the eye, where the table of look-alikes has no letter or another one.
    ("əƏεϵєЄэЭ", "e"),
    ("βвВ", "b"),
    ("Σ", "e"),
    ("μ", "u"),
    ("χ", "x"),
    ("ωѡ", "w"),
    ("м", "m"),
];

/// The scripts whose letters people take for Latin ones. Elsewhere a stroke like an l or a ring
/// like an o is an everyday letter, and would make readings out of plain foreign text.
const LIKE_LATIN: [Script; 7] = [
    Script::Latin,
    Script::Greek,
    Script::Cyrillic,
    Script::Armenian,
    Script::Cherokee,
    Script::Coptic,
    Script::Lisu,
];

/// Letter names of two letters that are those two letters joined.
const JOINED: [&str; 12] = ["LL", "AE", "OE", "AA", "AO", "AU", "AV", "AY", "OO", "OU", "VY", "HV"];

/// Makes the tables, or compares with those committed.
pub(crate) fn run(check: bool) -> Result<()> {
    let characters = Characters::new();
    let kinds = Pages::new(|page| kind_runs(&characters, page));
    let mut texts = Texts::default();
    let mut folds = Vec::new();
    for c in 0..=u32::from(char::MAX) {
        let c = char::from_u32(c);
        let reading = c.map(|c| characters.reading(c)).unwrap_or_default();
        ensure!(c.is_none_or(|c| reading.len() <= c.len_utf8()), "{c:?} reads as {reading}");
        folds.push(texts.code(&reading)?);
    }
    let folds = Pages::new(|page| fold_runs(&folds[(page * PAGE) as usize..][..PAGE as usize]));

    let version = unicode_normalization::UNICODE_VERSION;
    ensure!(unicode_security::UNICODE_VERSION == (version.0.into(), version.1.into(), version.2.into()));
    let mut out = format!(
        "//! Made by `cargo xtask unicode` from Unicode {}.{}.{}; not to be edited.\n\
         //!\n\
         //! See character.rs for how the tables are read.\n\n\
         /// The version of Unicode that the tables hold.\n\
         pub const UNICODE_VERSION: (u8, u8, u8) = {version:?};\n",
        version.0, version.1, version.2
    );
    array(&mut out, "KIND_PAGES", "u8", &kinds.pages);
    array(&mut out, "KIND_STARTS", "u16", &kinds.starts);
    let packed = kinds.runs.iter().map(|(start, kind)| start << 4 | u16::from(*kind));
    array(&mut out, "KIND_RUNS", "u16", &packed.collect::<Vec<_>>());
    array(&mut out, "FOLD_PAGES", "u8", &folds.pages);
    array(&mut out, "FOLD_STARTS", "u16", &folds.starts);
    let (starts, values): (Vec<_>, Vec<_>) = folds.runs.into_iter().unzip();
    array(&mut out, "FOLD_RUNS", "u16", &starts);
    array(&mut out, "FOLD_VALUES", "u8", &values);
    let texts: Vec<_> = texts.0.iter().map(|text| format!("*b\"{}\"", text.replace('\0', "\\0"))).collect();
    array(&mut out, "FOLD_TEXTS", "[u8; 4]", &texts);
    generated::settle(&[("crates/core/src/tables.rs", out)], check, "cargo xtask unicode")
}

fn array(out: &mut String, name: &str, item: &str, values: &[impl Display]) {
    let _ = writeln!(out, "\npub(crate) static {name}: [{item}; {}] = [", values.len());
    let mut line = String::from("   ");
    for value in values {
        let value = value.to_string();
        if line.len() + value.len() + 2 > 100 {
            let _ = writeln!(out, "{line}");
            line.truncate(3);
        }
        let _ = write!(line, " {value},");
    }
    let _ = writeln!(out, "{line}\n];");
}

/// Texts of two to four letters, each padded with zeros to four.
#[derive(Default)]
struct Texts(Vec<String>);

impl Texts {
    fn code(&mut self, reading: &str) -> Result<u8> {
        if let [] | [_] = reading.as_bytes() {
            return Ok(reading.bytes().next().unwrap_or(0));
        }
        let padded = format!("{reading:\0<4}");
        let place = self.0.iter().position(|text| *text == padded).unwrap_or_else(|| {
            self.0.push(padded);
            self.0.len() - 1
        });
        ensure!(place < TEXT.into(), "too many readings of more than one letter");
        Ok(TEXT + u8::try_from(place)?)
    }
}

/// Pages of runs, equal ones kept once.
struct Pages {
    /// For every page of code points, which distinct page it is.
    pages: Vec<u8>,
    /// Where each distinct page starts among the runs, and where the last one ends.
    starts: Vec<u16>,
    runs: Vec<(u16, u8)>,
}

impl Pages {
    fn new(runs_of: impl Fn(u32) -> Vec<(u16, u8)>) -> Self {
        let mut seen = HashMap::new();
        let mut made = Self { pages: Vec::new(), starts: vec![0], runs: Vec::new() };
        for page in 0..PAGES {
            let runs = runs_of(page);
            let next = u8::try_from(seen.len()).expect("at most 256 distinct pages");
            let place = *seen.entry(runs.clone()).or_insert(next);
            if place == next {
                made.runs.extend(runs);
                made.starts.push(u16::try_from(made.runs.len()).expect("at most 65,535 runs"));
            }
            made.pages.push(place);
        }
        made
    }
}

fn kind_runs(characters: &Characters, page: u32) -> Vec<(u16, u8)> {
    let kinds: Vec<u8> = (page * PAGE..(page + 1) * PAGE)
        .map(|c| char::from_u32(c).map_or(UNASSIGNED, |c| characters.kind(c)))
        .collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(&first) = kinds.get(at) {
        let rest = &kinds[at..];
        let same = rest.iter().take_while(|kind| **kind == first).count();
        let in_turn = rest.iter().zip([UPPER, LOWER].iter().cycle());
        let in_turn = in_turn.take_while(|(kind, expected)| kind == expected).count();
        let (length, code) = if in_turn > 2 { (in_turn, IN_TURN) } else { (same, first) };
        runs.push((u16::try_from(at).expect("a page is short"), code));
        at += length;
    }
    runs
}

fn fold_runs(values: &[u8]) -> Vec<(u16, u8)> {
    let letter_or_digit = |value: u8| value.is_ascii_lowercase() || value.is_ascii_digit();
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(&first) = values.get(at) {
        let rest = &values[at..];
        let same = rest.iter().take_while(|value| **value == first).count();
        let step = (first..=u8::MAX).zip(rest).take_while(|(a, b)| a == *b).count();
        let start = u16::try_from(at).expect("a page is short");
        if step > same && letter_or_digit(first) {
            runs.push((start | STEP, first));
            at += step;
        } else {
            runs.push((start, first));
            at += same;
        }
    }
    runs
}

/// What Unicode says of a character.
struct Characters {
    category: CodePointMapDataBorrowed<'static, GeneralCategory>,
    script: CodePointMapDataBorrowed<'static, Script>,
    readings: HashMap<char, &'static str>,
}

impl Characters {
    fn new() -> Self {
        let readings =
            READINGS.iter().flat_map(|(characters, reading)| characters.chars().map(|c| (c, *reading)));
        Self {
            category: CodePointMapData::new(),
            script: CodePointMapData::new(),
            readings: readings.collect(),
        }
    }

    fn kind(&self, c: char) -> u8 {
        let category = self.category.get(c);
        let among = |group: GeneralCategoryGroup| group.contains(category);
        match category {
            GeneralCategory::Control => return CONTROL,
            GeneralCategory::Unassigned => return UNASSIGNED,
            GeneralCategory::PrivateUse => return PRIVATE_USE,
            _ => {}
        }
        // A format character is unseen, but for the few that enclose the digits after them.
        let format = category == GeneralCategory::Format
            && !CodePointSetData::new::<PrependedConcatenationMark>().contains(c);
        if format || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) {
            IGNORABLE
        } else if among(GeneralCategoryGroup::Mark) {
            MARK
        } else if CodePointSetData::new::<Uppercase>().contains(c) {
            UPPER
        } else if CodePointSetData::new::<Lowercase>().contains(c) {
            LOWER
        } else if category == GeneralCategory::DecimalNumber {
            DIGIT
        } else if among(GeneralCategoryGroup::Number) {
            OTHER_NUMBER
        } else if CodePointSetData::new::<Alphabetic>().contains(c) {
            OTHER_LETTER
        } else if CodePointSetData::new::<WhiteSpace>().contains(c) {
            SPACE
        } else {
            SPECIAL
        }
    }

    /// The a–z letters that a character reads as, or its one ASCII digit, symbol or space.
    fn reading(&self, c: char) -> String {
        let kind = self.kind(c);
        if c.is_ascii() {
            return if kind == CONTROL { String::new() } else { c.to_ascii_lowercase().into() };
        }
        match kind {
            MARK | IGNORABLE | CONTROL | UNASSIGNED | PRIVATE_USE => return String::new(),
            SPACE => return " ".into(),
            DIGIT => return self.decimal(c),
            _ => {}
        }
        // First and alone, so that decomposed text reads as composed text does.
        if !std::iter::once(c).nfd().eq([c]) {
            return std::iter::once(c).nfd().map(|part| self.reading(part)).collect();
        }
        let readings = [
            self.readings.get(&c).map(|reading| (*reading).to_owned()),
            named(c),
            self.compatible(c),
            self.look_alike(c, kind),
            self.lower_case(c),
        ];
        let fits = |reading: &String| match kind {
            // Signs such as kg and TM are not spelt with: only an enclosed letter is.
            SPECIAL => reading.len() == 1,
            _ => (1..=c.len_utf8()).contains(&reading.len()),
        };
        readings.into_iter().flatten().find(fits).unwrap_or_default()
    }

    /// Decimal digits stand in tens, zero first, with no gap.
    fn decimal(&self, c: char) -> String {
        let before = (0..u32::from(c)).rev().map_while(char::from_u32);
        let run = before.take_while(|c| self.kind(*c) == DIGIT).count();
        (run % 10).to_string()
    }

    /// The compatibility decomposition: full-width, mathematical, enclosed, ligatures.
    fn compatible(&self, c: char) -> Option<String> {
        let parts: Vec<char> = std::iter::once(c).nfkd().collect();
        if parts == [c] {
            return None;
        }
        let inner = match parts[..] {
            ['(' | '\u{3014}', letter, ')' | '\u{3015}'] if letter.is_alphabetic() => &parts[1..2],
            _ => &parts,
        };
        let seen = inner.iter().filter(|part| !matches!(self.kind(**part), MARK | IGNORABLE));
        let texts: Vec<String> = seen.map(|part| self.reading(*part)).collect();
        let text = texts.concat();
        let whole = texts.iter().all(|text| !text.is_empty());
        let graphic = text.len() == 1 && text != " ";
        (whole && (graphic || letters(&text))).then_some(text)
    }

    /// A letter that looks like Latin ones (Unicode Technical Standard 39). Digits and symbols
    /// are left to the leet reading.
    fn look_alike(&self, c: char, kind: u8) -> Option<String> {
        let written_like_latin = LIKE_LATIN.contains(&self.script.get(c));
        if !matches!(kind, UPPER | LOWER | OTHER_LETTER) || !written_like_latin {
            return None;
        }
        let skeleton: Vec<char> = unicode_security::confusable_detection::skeleton(&c.to_string())
            .filter(|part| !matches!(self.kind(*part), MARK | IGNORABLE))
            .collect();
        let text = skeleton
            .iter()
            .map(|part| match self.readings.get(part) {
                _ if part.is_ascii() => Some(part.to_ascii_lowercase().into()),
                Some(reading) => Some((*reading).to_owned()),
                None => named(*part),
            })
            .collect::<Option<String>>()?;
        match text.as_str() {
            // The standard has one prototype for I, l and |, and spells m and w in two letters.
            "l" if kind == UPPER => Some("i".into()),
            "rn" => Some("m".into()),
            "vv" => Some("w".into()),
            text => letters(text).then(|| text.to_owned()),
        }
    }

    fn lower_case(&self, c: char) -> Option<String> {
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(lower), None) if lower != c => Some(self.reading(lower)),
            _ => None,
        }
    }
}

/// The letter in a name such as LATIN SMALL LETTER O WITH STROKE.
fn named(c: char) -> Option<String> {
    let name = unicode_names2::name(c)?.to_string();
    let plain = name.contains("LATIN ")
        || name.starts_with("MODIFIER LETTER ")
        || name.starts_with("REGIONAL INDICATOR SYMBOL LETTER ");
    let (_, after) = name.split_once("LETTER ")?;
    let letter = after.split(" WITH ").next()?.split(' ').next_back()?;
    let known = letter.len() == 1 || JOINED.contains(&letter);
    (plain && known).then(|| letter.to_ascii_lowercase())
}

fn letters(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}
