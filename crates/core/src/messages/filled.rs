//! One text with its blanks filled: counts with their nouns, the word that was found, its place.

use core::fmt::{Display, Formatter, Result, Write};

use super::{Catalogue, Language};
use crate::finding::{Detail, Finding, Piece, Span};
use crate::number::write_number;
use crate::recycled::Change;
use crate::{Policy, Rule};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Requirement,
    Problem,
    Remedy,
    /// The remedy with a small first letter, to follow a heading.
    RemedyAfterHeading,
}

/// One text of an entry with its blanks filled.
pub(super) struct Filled<'a> {
    pub(super) rule: Rule,
    pub(super) policy: &'a Policy,
    pub(super) language: Language,
    pub(super) finding: Option<Finding<'a>>,
    pub(super) candidate: &'a str,
    pub(super) kind: Kind,
}

impl<'a> Filled<'a> {
    fn template(&self) -> &'static str {
        let entry = self.language.catalogue().entry(self.rule);
        match self.kind {
            Kind::Requirement if self.rule == Rule::Personal && !self.policy.personal => {
                self.language.catalogue().own_details
            }
            Kind::Requirement => entry.requirement,
            Kind::Problem => entry.problem,
            // To use shorter words is no way out where a word of the organisation's own is refused.
            Kind::Remedy | Kind::RemedyAfterHeading if self.no_word_is_short_enough() => {
                self.language.catalogue().entry(Rule::LeetWord).remedy
            }
            Kind::Remedy | Kind::RemedyAfterHeading => entry.remedy,
        }
    }

    fn detail(&self) -> Detail<'a> {
        self.finding.map_or(Detail::Plain, |finding| finding.detail)
    }

    fn word(&self) -> &'a str {
        self.finding.and_then(|finding| finding.word()).unwrap_or("")
    }

    /// Whether a dictionary word was found that is shorter than those of the language must be to be found. Only the typist may
    /// be told how long a word is.
    fn no_word_is_short_enough(&self) -> bool {
        let shortest = usize::from(self.policy.dictionary_word);
        let tells = self.kind == Kind::Remedy && !self.word().is_empty();
        self.rule == Rule::DictionaryWord && (shortest == 0 || tells && self.word().len() < shortest)
    }

    /// Whether the finding holds what the text speaks of.
    pub(super) fn can_be_said(&self) -> bool {
        let needs = |blank| blanks(self.template()).any(|(_, name, _)| name == blank);
        !(needs("found") && !matches!(self.detail(), Detail::Count { .. })
            || needs("word") && self.word().is_empty()
            || needs("run") && !matches!(self.detail(), Detail::Run(_))
            || needs("known") && !matches!(self.detail(), Detail::Known(..))
            || needs("pieces") && !matches!(self.detail(), Detail::Pieces { .. })
            || needs("change") && !matches!(self.detail(), Detail::Earlier { .. }))
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> Result {
        let mut rest = self.template();
        if self.kind == Kind::RemedyAfterHeading
            && let Some((first, after)) = rest.split_at_checked(1)
        {
            first.bytes().try_for_each(|first| out.write_char(first.to_ascii_lowercase().into()))?;
            rest = after;
        }
        for (before, blank, after) in blanks(rest) {
            out.write_str(before)?;
            self.fill(blank, out)?;
            rest = after;
        }
        out.write_str(rest)
    }

    fn fill(&self, blank: &str, out: &mut dyn Write) -> Result {
        let catalogue = self.language.catalogue();
        match (blank, self.detail()) {
            ("n", _) => self.count(self.policy.number(self.rule).into(), out),
            ("found", Detail::Count { found, .. }) => self.count(found, out),
            ("word", _) => out.write_str(self.word()),
            ("run", Detail::Run(run)) => out.write_str(catalogue.runs.get(run as usize).unwrap_or(&"")),
            ("known", Detail::Known(known, _)) => {
                out.write_str(catalogue.known.get(known as usize).unwrap_or(&""))
            }
            ("change", Detail::Earlier { change, .. }) => {
                let change = change.unwrap_or(Change::Identical);
                out.write_str(catalogue.changes.get(change as usize).unwrap_or(&""))
            }
            ("pieces", Detail::Pieces { pieces, text }) => self.pieces(pieces, text, out),
            ("where", _) => self.place(out),
            ("allowed", _) => self.allowed(out),
            _ => Ok(()),
        }
    }

    fn count(&self, number: usize, out: &mut dyn Write) -> Result {
        let forms = self.language.catalogue().counted(self.rule);
        numbered(forms.get(self.language.plural(number)).unwrap_or(&""), &[number], out)
    }

    /// The characters that may be used, or those that may not where all others may.
    fn allowed(&self, out: &mut dyn Write) -> Result {
        let Catalogue { kinds, any_other, space, only, none_of, .. } = self.language.catalogue();
        let Policy { allowed_characters: allowed, forbidden_characters: forbidden, .. } = self.policy;
        let is_limited = !allowed.is_all();
        out.write_str(if is_limited { only } else { none_of })?;
        let set = if is_limited { allowed.without(forbidden) } else { *forbidden };
        let mut between = "";
        let mut say = |text: &str| {
            out.write_str(between)?;
            between = ", ";
            out.write_str(text)
        };
        let is_in: [fn(&char) -> bool; 4] = [
            char::is_ascii_uppercase,
            char::is_ascii_lowercase,
            char::is_ascii_digit,
            char::is_ascii_punctuation,
        ];
        let printable = |is_in: fn(&char) -> bool| (' '..='~').filter(is_in);
        for (kind, is_in) in kinds.iter().zip(is_in) {
            if printable(is_in).all(|character| set.contains(character)) {
                say(kind)?;
            }
        }
        if set.contains(' ') {
            say(space)?;
        }
        if set.contains('\u{fffd}') {
            say(any_other)?;
        }
        let rest =
            is_in.into_iter().filter(|is_in| !printable(*is_in).all(|character| set.contains(character)));
        let rest = rest.flat_map(printable).filter(|character| set.contains(*character));
        for character in rest.chain(set.beyond_ascii()) {
            say(character.encode_utf8(&mut [0; 4]))?;
        }
        Ok(())
    }

    /// The pieces of an explanation one after the other: the name ‘emma’, the year ‘2014’ and ‘!!’.
    fn pieces(&self, pieces: &[Piece], text: &str, out: &mut dyn Write) -> Result {
        let catalogue = self.language.catalogue();
        let [between, before_last] = catalogue.between_pieces;
        for (place, piece) in pieces.iter().enumerate() {
            match place {
                0 => {}
                _ if place + 1 == pieces.len() => out.write_str(before_last)?,
                _ => out.write_str(between)?,
            }
            let template = catalogue.pieces.get(piece.kind as usize).unwrap_or(&"#");
            for (place, part) in template.split(['#']).enumerate() {
                if place > 0 {
                    // What is longer than what is kept is cut.
                    let Span { start, end } = piece.span();
                    out.write_str("‘")?;
                    out.write_str(text.get(start..end).unwrap_or("…"))?;
                    out.write_str("’")?;
                }
                out.write_str(part)?;
            }
        }
        Ok(())
    }

    fn place(&self, out: &mut dyn Write) -> Result {
        let Some(Span { start, end }) = self.finding.and_then(|finding| finding.span) else { return Ok(()) };
        let (Some(before), Some(inside)) = (self.candidate.get(..start), self.candidate.get(start..end))
        else {
            return Ok(());
        };
        let (first, count) = (before.chars().count() + 1, inside.chars().count());
        let [one, several] = self.language.catalogue().place;
        numbered(if count < 2 { one } else { several }, &[first, first + count.saturating_sub(1)], out)
    }
}

impl Display for Filled<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        self.write(formatter)
    }
}

/// The blanks of a text, each with what stands between it and the one before, and with all that comes after it.
fn blanks(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut rest = text;
    core::iter::from_fn(move || {
        // A search for a slice of characters is one that cannot panic, unlike one for a character.
        let (before, tail) = rest.split_once(['{'])?;
        let (blank, after) = tail.split_once(['}'])?;
        rest = after;
        Some((before, blank, after))
    })
}

/// Writes a text with each `#` replaced by the next number.
fn numbered(text: &str, numbers: &[usize], out: &mut dyn Write) -> Result {
    let mut numbers = numbers.iter();
    for (place, part) in text.split(['#']).enumerate() {
        if place > 0
            && let Some(number) = numbers.next()
        {
            write_number(*number, out)?;
        }
        out.write_str(part)?;
    }
    Ok(())
}
