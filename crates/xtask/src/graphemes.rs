//! The table of grapheme breaks in crates/core/src/breaks.rs, which `cargo xtask unicode` makes with the others.
//!
//! Characters that break alike stand in runs, and the table has the first character of each. The syllables of Hangul are
//! one run: which of two kinds a syllable is, its number tells.

use std::fmt::Write as _;

use anyhow::{Result, bail};
use icu_properties::props::{ExtendedPictographic, GraphemeClusterBreak, IndicConjunctBreak};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The source of the table.
///
/// # Errors
/// If a character has properties that no kind of break stands for.
pub(crate) fn table(version: (u8, u8, u8)) -> Result<String> {
    let mut runs: Vec<(char, &str)> = Vec::new();
    for character in '\0'..=char::MAX {
        let kind = kind(character)?;
        if runs.last().is_none_or(|(_, last)| *last != kind) {
            runs.push((character, kind));
        }
    }
    let mut out = format!(
        "//! Made by `cargo xtask unicode` from the data files of Unicode {}.{}.{}; not to be edited.\n\
         //!\n\
         //! The data files are © Unicode, Inc., under the licence in LICENSE-UNICODE. See grapheme.rs for how the\n\
         //! table is read.\n\n\
         use crate::grapheme::Break::{{\n    self, Apart, Consonant, Control, Extend, Feed, Joiner, Leading, Linker, Other, Pictographic, Prepend,\n    \
         Regional, Return, Spacing, Syllable, Tie, Trailing, Vowel,\n}};\n\n\
         /// The first character of each run of characters that break alike.\n\
         pub(crate) static BREAKS: [(char, Break); {}] = [\n",
        version.0,
        version.1,
        version.2,
        runs.len()
    );
    let mut line = String::from("   ");
    for (first, kind) in runs {
        let entry = format!(" ('\\u{{{:x}}}', {kind}),", u32::from(first));
        if line.len() + entry.len() > 110 {
            let _ = writeln!(out, "{line}");
            line.truncate(3);
        }
        line.push_str(&entry);
    }
    let _ = writeln!(out, "{line}\n];");
    Ok(out)
}

/// The name that `Break` in crates/core/src/grapheme.rs has for what Unicode says of a character.
fn kind(character: char) -> Result<&'static str> {
    use GraphemeClusterBreak as G;
    use IndicConjunctBreak as I;
    let grapheme = CodePointMapData::<G>::new().get(character);
    let conjunct = CodePointMapData::<I>::new().get(character);
    let pictographic = CodePointSetData::new::<ExtendedPictographic>().contains(character);
    Ok(match (grapheme, conjunct, pictographic) {
        (G::Other, I::None, false) => "Other",
        (G::Other, I::Consonant, false) => "Consonant",
        (G::Other, I::Linker, false) => "Tie",
        (G::Other, I::None, true) => "Pictographic",
        (G::CR, I::None, false) => "Return",
        (G::LF, I::None, false) => "Feed",
        (G::Control, I::None, false) => "Control",
        (G::Extend, I::Extend, false) => "Extend",
        (G::Extend, I::Linker, false) => "Linker",
        (G::Extend, I::None, false) => "Apart",
        (G::ZWJ, I::Extend, false) => "Joiner",
        (G::SpacingMark, I::None, false) => "Spacing",
        (G::Prepend, I::None, false) => "Prepend",
        (G::RegionalIndicator, I::None, false) => "Regional",
        (G::L, I::None, false) => "Leading",
        (G::V, I::None, false) => "Vowel",
        (G::T, I::None, false) => "Trailing",
        (G::LV | G::LVT, I::None, false) => "Syllable",
        other => bail!("U+{:04X} is {other:?}", u32::from(character)),
    })
}
