//! `cargo xtask unicode`: the character tables in crates/core/src/character/tables.rs.
//!
//! Two facts about every character: its *kind*, and the a–z letters (or the one ASCII digit or symbol) that it
//! *reads* as. The two together are a *class*, and there are few. Classes stand in blocks of 256 characters; equal blocks
//! are kept once. Smaller blocks make the tables smaller, but not once they are compressed, as the npm package is.

use std::collections::HashMap;
use std::fmt::{Display, Formatter, Write as _};

use anyhow::{Result, ensure};
use icu_properties::props::{
    Alphabetic, DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, Lowercase,
    PrependedConcatenationMark, Script, Uppercase, WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed, CodePointSetData};
use unicode_normalization::UnicodeNormalization;

use crate::generated;

/// How many characters are in a block.
const BLOCK: usize = 256;

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
    let mut classes = Distinct::default();
    let mut blocks = Distinct::default();
    let mut numbers = Vec::new();
    for code in 0..=u32::from(char::MAX) {
        let class = char::from_u32(code).map_or_else(
            || Class { kind: Kind::Unassigned, reading: String::new() },
            |c| characters.class(c),
        );
        numbers.push(classes.number(class));
    }
    let numbers: Vec<_> = numbers.chunks(BLOCK).map(|block| blocks.number(block.to_vec())).collect();
    ensure!(classes.0.len() <= 256, "{} classes do not fit in a byte", classes.0.len());
    ensure!(blocks.0.len() <= 256, "{} blocks do not fit in a byte", blocks.0.len());

    let version = unicode_normalization::UNICODE_VERSION;
    ensure!(unicode_security::UNICODE_VERSION == (version.0.into(), version.1.into(), version.2.into()));
    let mut out = format!(
        "//! Made by `cargo xtask unicode` from the data files of Unicode {}.{}.{}; not to be edited.\n\
         //!\n\
         //! The data files are © Unicode, Inc., under the licence in LICENSE-UNICODE. See character.rs for how the\n\
         //! tables are read.\n\n\
         use super::Kind;\n\n\
         /// The version of Unicode by which characters are told apart.\n\
         pub const UNICODE_VERSION: (u8, u8, u8) = {version:?};\n",
        version.0, version.1, version.2
    );
    array(&mut out, "BLOCKS", "u8", &numbers);
    array(&mut out, "CLASSES", "[u8; 256]", &lists(&blocks));
    array(&mut out, "MEANINGS", "(Kind, [u8; 4])", &classes.0);
    generated::settle(&[("crates/core/src/character/tables.rs", out)], check, "cargo xtask unicode")
}

fn lists(lists: &Distinct<Vec<usize>>) -> Vec<String> {
    lists.0.iter().map(|list| format!("{list:?}")).collect()
}

fn array(out: &mut String, name: &str, item: &str, values: &[impl Display]) {
    let _ = writeln!(out, "\npub(crate) static {name}: [{item}; {}] = [", values.len());
    let mut line = String::from("   ");
    for value in values {
        let value = value.to_string();
        if line.len() + value.len() + 2 > 110 && line.len() > 3 {
            let _ = writeln!(out, "{line}");
            line.truncate(3);
        }
        let _ = write!(line, " {value},");
    }
    let _ = writeln!(out, "{line}\n];");
}

/// Values in the order in which they first came, each once.
struct Distinct<T>(Vec<T>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Distinct<T> {
    fn number(&mut self, value: T) -> usize {
        self.0.iter().position(|known| *known == value).unwrap_or_else(|| {
            self.0.push(value);
            self.0.len() - 1
        })
    }
}

/// The names are those of `Kind` in crates/core/src/character.rs, which tells what each means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Upper,
    Lower,
    OtherLetter,
    Digit,
    OtherNumber,
    Mark,
    Ignorable,
    Special,
    Space,
    Control,
    Unassigned,
    PrivateUse,
}

/// What is to be known of a character.
#[derive(PartialEq)]
struct Class {
    kind: Kind,
    reading: String,
}

/// As an entry of the table: the reading is padded with zeros.
impl Display for Class {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let padding = "\\0".repeat(4 - self.reading.len());
        write!(f, "(Kind::{:?}, *b\"{}{padding}\")", self.kind, self.reading.escape_default())
    }
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

    fn class(&self, c: char) -> Class {
        let kind = self.kind(c);
        let reading = self.reading(c);
        // Case tells where a word begins, so it is kept; letters without case look like capitals.
        let capital = matches!(kind, Kind::Upper | Kind::OtherLetter);
        Class { kind, reading: if capital { reading.to_uppercase() } else { reading } }
    }

    fn kind(&self, c: char) -> Kind {
        let category = self.category.get(c);
        let among = |group: GeneralCategoryGroup| group.contains(category);
        match category {
            GeneralCategory::Control => return Kind::Control,
            GeneralCategory::Unassigned => return Kind::Unassigned,
            GeneralCategory::PrivateUse => return Kind::PrivateUse,
            _ => {}
        }
        // A format character is unseen, but for the few that enclose the digits after them.
        let format = category == GeneralCategory::Format
            && !CodePointSetData::new::<PrependedConcatenationMark>().contains(c);
        if format || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) {
            Kind::Ignorable
        } else if among(GeneralCategoryGroup::Mark) {
            Kind::Mark
        } else if CodePointSetData::new::<Uppercase>().contains(c) {
            Kind::Upper
        } else if CodePointSetData::new::<Lowercase>().contains(c) {
            Kind::Lower
        } else if category == GeneralCategory::DecimalNumber {
            Kind::Digit
        } else if among(GeneralCategoryGroup::Number) {
            Kind::OtherNumber
        } else if CodePointSetData::new::<Alphabetic>().contains(c) {
            Kind::OtherLetter
        } else if CodePointSetData::new::<WhiteSpace>().contains(c) {
            Kind::Space
        } else {
            Kind::Special
        }
    }

    /// The a–z letters that a character reads as, or its one ASCII digit, symbol or space.
    fn reading(&self, c: char) -> String {
        let kind = self.kind(c);
        if c.is_ascii() {
            return if kind == Kind::Control { String::new() } else { c.to_ascii_lowercase().into() };
        }
        match kind {
            Kind::Mark | Kind::Ignorable | Kind::Control | Kind::Unassigned | Kind::PrivateUse => {
                return String::new();
            }
            Kind::Space => return " ".into(),
            Kind::Digit => return self.decimal(c),
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
            Kind::Special => reading.len() == 1,
            _ => (1..=c.len_utf8()).contains(&reading.len()),
        };
        readings.into_iter().flatten().find(fits).unwrap_or_default()
    }

    /// Decimal digits stand in tens, zero first, with no gap.
    fn decimal(&self, c: char) -> String {
        let before = (0..u32::from(c)).rev().map_while(char::from_u32);
        let run = before.take_while(|c| self.kind(*c) == Kind::Digit).count();
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
        let seen = inner.iter().filter(|part| !matches!(self.kind(**part), Kind::Mark | Kind::Ignorable));
        let texts: Vec<String> = seen.map(|part| self.reading(*part)).collect();
        let text = texts.concat();
        let whole = texts.iter().all(|text| !text.is_empty());
        let graphic = text.len() == 1 && text != " ";
        (whole && (graphic || letters(&text))).then_some(text)
    }

    /// A letter that looks like Latin ones (Unicode Technical Standard 39). Digits and symbols
    /// are left to the leet reading.
    fn look_alike(&self, c: char, kind: Kind) -> Option<String> {
        let written_like_latin = LIKE_LATIN.contains(&self.script.get(c));
        if !matches!(kind, Kind::Upper | Kind::Lower | Kind::OtherLetter) || !written_like_latin {
            return None;
        }
        let skeleton: Vec<char> = unicode_security::confusable_detection::skeleton(&c.to_string())
            .filter(|part| !matches!(self.kind(*part), Kind::Mark | Kind::Ignorable))
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
            "l" if kind == Kind::Upper => Some("i".into()),
            "rn" => Some("m".into()),
            "vv" => Some("w".into()),
            text => letters(text).then(|| text.to_owned()),
        }
    }

    /// A capital that looks like nothing reads as its lower case does. The standard library may know an
    /// older Unicode: case mappings do not change, so at most a letter of the newest version has none.
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
