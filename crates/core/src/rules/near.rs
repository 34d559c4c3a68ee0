//! `personal` where a policy looks for its own words with one mistake, too (`near_words`): a letter wrong, left out or added, or two
//! swapped. Plain letters alone: what digits and symbols stand for is the first look's. One mistake of seven letters is seldom
//! made by chance; of five it would be.

use super::Check;
use crate::finding::Known;
use crate::terms::Term;
use crate::{Report, Rule};

pub(super) fn near(check: &Check<'_>, report: &mut Report) {
    let Check { text, policy, lists, .. } = *check;
    let least = usize::from(policy.near_words);
    // The rule speaks once, and of what is there whole first.
    if least == 0 || report.finding(Rule::Personal).is_some() {
        return;
    }
    let folded = text.folded();
    for word in lists.own_words {
        let term = Term::letters_and_digits(word);
        let wanted = term.as_bytes();
        if wanted.len() < least || !wanted.iter().all(u8::is_ascii_lowercase) {
            continue;
        }
        let found = (0..folded.len()).find_map(|start| {
            let length = near_at(folded.get(start..)?, wanted)?;
            Some(start..start + length)
        });
        if let Some(found) = found {
            report.add_known(Rule::Personal, text.span(found.start, found.end), Known::Subject, wanted);
            return;
        }
    }
}

/// How long the beginning of a text is that is a word but for one mistake.
fn near_at(text: &[u8], word: &[u8]) -> Option<usize> {
    let alike = |text: &[u8], word: &[u8]| {
        text.get(..word.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(word))
    };
    let same = text.iter().zip(word).take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count();
    let (text_left, word_left) = (text.get(same..)?, word.get(same..)?);
    let next = *text_left.first()?;
    if !next.is_ascii_alphabetic() || word_left.is_empty() {
        return None;
    }
    let after = |bytes: &[u8], count: usize| -> Option<&[u8]> { bytes.get(count..) };
    let (text_on, word_on) = (after(text_left, 1)?, after(word_left, 1)?);
    if alike(text_on, word_on) {
        return Some(word.len());
    }
    if alike(text_on, word_left) {
        return Some(word.len() + 1);
    }
    if alike(text_left, word_on) {
        return Some(word.len() - 1);
    }
    let (first, second) = (text_left.get(1)?, word_left.get(1)?);
    let is_swapped = next.eq_ignore_ascii_case(second) && first.eq_ignore_ascii_case(word_left.first()?);
    (is_swapped && alike(text_left.get(2..)?, word_left.get(2..)?)).then_some(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mistake_is_overlooked_and_two_are_not() {
        for (text, expected) in [
            ("contosso42", Some(8)),
            ("Contso", Some(6)),
            ("cantoso!", Some(7)),
            ("cnotoso", Some(7)),
            ("xontoso", Some(7)),
            ("ontoso9", Some(6)),
            ("contosx", Some(7)),
            ("contoos", Some(7)),
            ("conxtoso", Some(8)),
            ("c0ntoso", None),
            ("cantosa", None),
            ("conto", None),
            ("cont", None),
            ("", None),
        ] {
            let found = near_at(text.to_ascii_lowercase().as_bytes(), b"contoso");
            assert_eq!(found, expected, "{text}");
        }
    }
}
