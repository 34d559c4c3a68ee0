//! `personal` where a policy looks for its own words with one mistake, too (`near_words`): a letter wrong, left out or added, or two
//! swapped. Plain letters alone: what digits and symbols stand for is the first look's. One mistake of seven letters is seldom
//! made by chance; of five it would be.

use keyward_dictionary::work;

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
    work::count(word.len());
    let same = text.iter().zip(word).take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count();
    // What is left of each with so many letters passed over, where the text then goes on as the word does.
    let agrees = |of_text: usize, of_word: usize| {
        let (rest, wanted) = (text.get(same + of_text..)?, word.get(same + of_word..)?);
        rest.get(..wanted.len())?.eq_ignore_ascii_case(wanted).then_some(same + of_text + wanted.len())
    };
    let letter = |place: usize| text.get(same + place).filter(|byte| byte.is_ascii_alphabetic());
    let is_letter_of_word = |place, of_word| matches!((letter(place), word.get(same + of_word)), (Some(one), Some(other)) if one.eq_ignore_ascii_case(other));
    if same == word.len() {
        return None;
    }
    let added = || letter(0).and_then(|_| agrees(1, 0));
    let swapped = || (is_letter_of_word(0, 1) && is_letter_of_word(1, 0)).then(|| agrees(2, 2)).flatten();
    let wrong = || letter(0).and_then(|_| agrees(1, 1));
    let left_out = || agrees(0, 1);
    added().or_else(swapped).or_else(wrong).or_else(left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mistake_is_overlooked_and_two_are_not() {
        for (text, expected) in [
            ("contosso42", Some(8)),
            ("Contos9", Some(6)),
            ("Contos", Some(6)),
            ("Contso", Some(6)),
            ("cantoso!", Some(7)),
            ("cnotoso", Some(7)),
            ("xontoso", Some(7)),
            ("ontoso9", Some(6)),
            ("contosx", Some(7)),
            ("contoos", Some(7)),
            ("conxtoso", Some(8)),
            ("con7toso", None),
            ("contoso", None),
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
