//! Pictures of what the judge reads: drawn from verdicts that are asked for while the page is made, so that a picture cannot show
//! what is not so.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use anyhow::{Context as _, Result, ensure};
use keyward::dictionary::Dictionary;
use keyward::{Context, Policy, Readings, Rule, Validator};

use crate::html::escape;

/// The width of a character's column, and the distance of two lines.
const COLUMN: usize = 36;
const LINE: usize = 30;

/// A word that was found: which letter each part of the candidate is read as.
struct Reading {
    rule: Rule,
    word: String,
    /// For each letter of the word the first character and how many there are.
    parts: Vec<(usize, usize)>,
}

/// The letters that the word is read in, one part of the text after the other; a letter is itself, or what the table says.
fn align(text: &[char], word: &[char], rows: &[(String, char)]) -> Option<Vec<(usize, usize)>> {
    let Some((letter, others)) = word.split_first() else {
        return text.is_empty().then(Vec::new);
    };
    let itself = std::iter::once((letter.to_string(), *letter));
    itself.chain(rows.iter().filter(|(_, read)| read == letter).cloned()).find_map(|(written, _)| {
        let written: Vec<char> = written.chars().collect();
        let begins =
            text.iter().zip(&written).all(|(one, other)| one.to_lowercase().eq(other.to_lowercase()));
        let rest = text.get(written.len()..).filter(|_| begins)?;
        let parts = align(rest, others, rows)?;
        let moved = parts.into_iter().map(|(start, count)| (start + written.len(), count));
        Some(std::iter::once((0, written.len())).chain(moved).collect())
    })
}

fn read(candidate: &str) -> Result<Reading> {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let report = validator.check(candidate, &Context::default());
    let found = [Rule::DictionaryWord, Rule::LeetWord, Rule::CommonPassword].into_iter().find_map(|rule| {
        let finding = report.finding(rule)?;
        Some((rule, finding.span?, finding.word()?.to_owned()))
    });
    let (rule, span, word) = found.with_context(|| format!("no word is read in {candidate}"))?;
    let before = candidate.get(..span.start).context("a place")?.chars().count();
    let text: Vec<char> = candidate.get(span.range()).context("a place")?.chars().collect();
    let letters: Vec<char> = word.chars().collect();
    let parts = align(&text, &letters, &Readings::STANDARD.rows())
        .with_context(|| format!("{candidate} is not read as {word} by the table"))?;
    Ok(Reading {
        rule,
        word,
        parts: parts.into_iter().map(|(start, count)| (before + start, count)).collect(),
    })
}

/// A candidate above the word that is read in it, with a line from each character to its letter.
pub(crate) fn reading(candidate: &str) -> Result<String> {
    let Reading { rule, word, parts } = read(candidate)?;
    let characters: Vec<char> = candidate.chars().collect();
    let mut drawn = characters_at(0, &characters, |index| {
        parts.iter().any(|&(start, count)| (start..start + count).contains(&index))
    });
    for (letter, &(start, count)) in word.chars().zip(&parts) {
        let middle = middle(start, count);
        for index in start..start + count {
            let _ = write!(drawn, "<line x1=\"{}\" y1=\"36\" x2=\"{middle}\" y2=\"58\" />", middle_of(index));
        }
        text_at(&mut drawn, middle, 78, "letter", letter);
    }
    let spoken: Vec<String> = word
        .chars()
        .zip(&parts)
        .map(|(letter, &(start, count))| {
            let written: String = characters.iter().skip(start).take(count).collect();
            if written.to_lowercase() == letter.to_string() {
                written
            } else {
                format!("{written} as {letter}")
            }
        })
        .collect();
    Ok(figure(
        characters.len(),
        88,
        &drawn,
        &format!("{candidate} is read as {word}"),
        &format!(
            "<code>{}</code>: {}. The rule <code>{}</code> objects.",
            escape(candidate),
            escape(&spoken.join(", ")),
            rule.id()
        ),
    ))
}

/// Every letter that each character may stand for, with the way that is a word.
pub(crate) fn lattice(candidate: &str) -> Result<String> {
    let Reading { word, parts, .. } = read(candidate)?;
    let rows = Readings::STANDARD.rows();
    let characters: Vec<char> = candidate.chars().collect();
    let mut drawn = characters_at(0, &characters, |_| true);
    let (mut most, mut ways) = (1, 1_usize);
    for (index, character) in characters.iter().enumerate() {
        let lower = character.to_ascii_lowercase();
        let mut letters: Vec<char> = if lower.is_ascii_lowercase() { vec![lower] } else { Vec::new() };
        letters.extend(
            rows.iter().filter(|(written, _)| *written == lower.to_string()).map(|(_, letter)| *letter),
        );
        let chosen =
            word.chars().zip(&parts).find(|(_, part)| **part == (index, 1)).map(|(letter, _)| letter);
        for (row, letter) in letters.iter().enumerate() {
            let class = if chosen == Some(*letter) { "letter" } else { "other" };
            text_at(&mut drawn, middle_of(index), 64 + LINE * row, class, *letter);
        }
        most = most.max(letters.len());
        ways *= letters.len().max(1);
    }
    Ok(figure(
        characters.len(),
        44 + LINE * most,
        &drawn,
        &format!("The letters that {candidate} may be"),
        &format!(
            "<code>{}</code>: {ways} ways to read it, and one of them is <b>{}</b>.",
            escape(candidate),
            escape(&word)
        ),
    ))
}

/// Words that are joined, and the longer word that stands across their seam.
pub(crate) fn join(candidate: &str) -> Result<String> {
    let dictionary = Dictionary::open(keyward_words::WORDS)?;
    let characters: Vec<char> = candidate.chars().collect();
    let lower = candidate.to_ascii_lowercase();
    let mut longest: Option<(usize, usize)> = None;
    let _ = dictionary.each_match(lower.as_bytes(), Readings::PLAIN, |hit| {
        let (start, end) = (hit.start, hit.end);
        if end - start >= 5 && longest.is_none_or(|(from, to)| end - start > to - from) {
            longest = Some((start, end));
        }
        ControlFlow::Continue(())
    });
    let (start, end) = longest.with_context(|| format!("no word stands in {candidate}"))?;
    let report = Validator::new(Policy::NHS_APPENDIX_A).check(candidate, &Context::default());
    let refused = report.finding(Rule::DictionaryWord).is_some();
    let letters = characters.iter().take_while(|character| character.is_alphabetic()).count();
    let seams: Vec<usize> = (1..letters)
        .filter(|&index| matches!(characters.get(index - 1..=index), Some([before, after]) if before.is_lowercase() && after.is_uppercase()))
        .collect();
    ensure!(!seams.is_empty(), "{candidate} has no seam");
    let mut drawn = characters_at(LINE, &characters, |index| (start..end).contains(&index));
    let bracket = |drawn: &mut String, from: usize, to: usize, y: usize, up: bool, class: &str| {
        let tip = if up { y + 6 } else { y - 6 };
        let _ = write!(
            drawn,
            "<path class=\"{class}\" d=\"M{} {tip} V{y} H{} V{tip}\" />",
            from * COLUMN + 5,
            to * COLUMN - 5
        );
    };
    bracket(&mut drawn, start, end, 24, true, if refused { "counts" } else { "passed" });
    let ends = seams.iter().copied().chain([letters]);
    let mut from = 0;
    let mut segments = Vec::new();
    for to in ends {
        bracket(&mut drawn, from, to, LINE + 46, false, "segment");
        segments.push(characters.iter().skip(from).take(to - from).collect::<String>());
        from = to;
    }
    let word = lower.get(start..end).context("a place")?;
    let label = format!(
        "<text class=\"label\" x=\"{}\" y=\"16\">{}</text>",
        (start + end) * COLUMN / 2,
        escape(word)
    );
    let verdict = if refused {
        format!("<b>{}</b> counts: <code>dictionary_word</code> objects.", escape(word))
    } else {
        format!("<b>{}</b> stands across a seam of whole short words, and is passed over.", escape(word))
    };
    Ok(figure(
        characters.len(),
        LINE + 56,
        &(drawn + &label),
        &format!("{candidate}: {}, with {word} across the seam", segments.join(" and ")),
        &format!("<code>{}</code>: {}. {verdict}", escape(candidate), segments.join(", ")),
    ))
}

fn middle_of(index: usize) -> usize {
    index * COLUMN + COLUMN / 2
}

fn middle(start: usize, count: usize) -> usize {
    start * COLUMN + count * COLUMN / 2
}

fn characters_at(down: usize, characters: &[char], is_marked: impl Fn(usize) -> bool) -> String {
    let mut drawn = String::new();
    for (index, character) in characters.iter().enumerate() {
        let class = if is_marked(index) { "read" } else { "left" };
        text_at(&mut drawn, middle_of(index), down + 28, class, *character);
    }
    drawn
}

fn text_at(drawn: &mut String, x: usize, y: usize, class: &str, character: char) {
    let _ = write!(
        drawn,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>",
        escape(&character.to_string())
    );
}

/// A drawing with what it shows in words.
fn figure(columns: usize, height: usize, drawn: &str, title: &str, caption: &str) -> String {
    let width = columns * COLUMN;
    format!(
        "<figure class=\"drawing\"><svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{drawn}</svg>\n\
         <figcaption>{caption}</figcaption></figure>\n",
        escape(title)
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may")]

    use super::*;

    #[test]
    fn each_character_leads_to_its_letter() {
        let read = read("Xq5t4t10n83*!").unwrap();
        assert_eq!((read.word.as_str(), read.rule), ("station", Rule::LeetWord));
        assert_eq!(read.parts.first(), Some(&(2, 1)));
        assert!(reading("Xq5t4t10n83*!").unwrap().contains("5 as s"));
    }

    #[test]
    fn several_characters_may_be_one_letter() {
        let rows = Readings::STANDARD.rows();
        let parts = align(&['v', 'v', '0', 'r', 'd'], &['w', 'o', 'r', 'd'], &rows);
        assert_eq!(parts, Some(vec![(0, 2), (2, 1), (3, 1), (4, 1)]));
    }

    #[test]
    fn what_stands_across_a_seam_is_passed_over_and_what_is_a_word_of_its_own_is_not() {
        assert!(join("JobsTart83*!").unwrap().contains("passed over"));
        assert!(join("TownShip83*!").unwrap().contains("counts"));
        assert!(join("Wq7#Nv!2pZ").is_err());
    }

    #[test]
    fn a_picture_of_nothing_is_an_error() {
        assert!(reading("Wq7#Nv!2pZ").is_err());
    }
}
