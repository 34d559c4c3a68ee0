//! The terms that a context stands for: names and their parts, initial and surname, user name, email, telephone number,
//! date of birth in every usual form. They are made one at a time in a small buffer, so that no memory is asked for.

mod digits;
#[cfg(test)]
mod tests;

use zeroize::Zeroize;

pub(crate) use digits::digit_terms;
use digits::with_month_name;

use crate::Context;
use crate::character;
use crate::finding::Known;

/// Words that stand beside a name or a subject and are no part of it.
const NOT_TERMS: [u32; 28] = packed([
    "mr", "mrs", "miss", "ms", "mx", "dr", "prof", "sir", "dame", "rev", "cllr", "sgt", "jnr", "snr", "iii",
    "esq", "mbe", "obe", "cbe", "bsc", "msc", "phd", "rgn", "the", "and", "for", "von", "van",
]);

/// Words that are no part of a name when they stand inside it: `Anna van der Berg`. Elsewhere they are names.
const PARTICLES: [u32; 7] = packed(["der", "den", "ten", "ter", "del", "bin", "ibn"]);

/// Short words as numbers, which are compared all at once.
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
const fn packed<const N: usize>(words: [&str; N]) -> [u32; N] {
    let (mut numbers, mut place) = ([0; N], 0);
    while place < N {
        numbers[place] = number(words[place].as_bytes());
        place += 1;
    }
    numbers
}

/// The last four bytes of a word as a number; another for every word of no more.
const fn number(word: &[u8]) -> u32 {
    let (mut number, mut rest) = (0, word);
    while let [first, after @ ..] = rest {
        number = number << 8 | *first as u32;
        rest = after;
    }
    number
}

/// The first and last letters of a long user name that count on their own, at the least (`billgilbert`: `gilbert`).
const HALF_AT_LEAST: usize = 6;

/// Letters (lower case), digits and symbols, folded as a candidate is. Wiped on drop.
pub(crate) struct Term {
    bytes: [u8; Self::MAX],
    len: usize,
}

impl Term {
    /// Longer terms are looked for by their first characters.
    const MAX: usize = 64;

    pub(crate) const EMPTY: Self = Self { bytes: [0; Self::MAX], len: 0 };

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The letters it has, one bit each.
    pub(crate) fn letters(&self) -> u32 {
        let letters = self.as_bytes().iter().filter(|byte| byte.is_ascii_lowercase());
        letters.fold(0, |letters, byte| letters | 1 << (byte - b'a'))
    }

    /// Takes another one's place, where it lies: what is moved leaves a copy behind that nobody wipes.
    pub(crate) fn set(&mut self, other: &Self) {
        self.bytes = other.bytes;
        self.len = other.len;
    }

    /// Takes another one's place, back to front.
    pub(crate) fn set_reversed(&mut self, other: &Self) {
        self.set(other);
        if let Some(used) = self.bytes.get_mut(..self.len) {
            used.reverse();
        }
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.len) {
            *place = byte.to_ascii_lowercase();
            self.len += 1;
        }
    }

    /// Takes on bytes that are folded already.
    fn push_all(&mut self, bytes: &[u8]) {
        let Some((_, room)) = self.bytes.split_at_mut_checked(self.len) else { return };
        let taken = bytes.len().min(room.len());
        if let (Some(room), Some(bytes)) = (room.get_mut(..taken), bytes.get(..taken)) {
            room.copy_from_slice(bytes);
            self.len += taken;
        }
    }

    fn of(bytes: &[u8]) -> Self {
        Self::joined(&[bytes])
    }

    /// Of folded bytes one behind the other. What there is no room for is lost at the end.
    fn joined(parts: &[&[u8]]) -> Self {
        let mut term = Self::EMPTY;
        for part in parts {
            term.push_all(part);
        }
        term
    }

    pub(crate) fn letters_and_digits(text: &str) -> Self {
        Self::folded(text, |byte| byte.is_ascii_alphanumeric())
    }

    /// A text folded as candidates are; `keep` chooses among the folded bytes.
    fn folded(text: &str, keep: impl Fn(u8) -> bool) -> Self {
        let mut term = Self::EMPTY;
        for character in text.chars() {
            let take = |byte| {
                if keep(byte) {
                    term.push(byte);
                }
            };
            match u8::try_from(character) {
                // These are folded to themselves, and most names and addresses have no others.
                Ok(byte @ b' '..=b'~') => [byte].into_iter().for_each(take),
                _ => character::fold(character).for_each(take),
            }
        }
        term
    }

    /// A word with an e for each umlaut (`Björk`: `bjoerk`), if it has one.
    fn with_umlauts_spelt(word: &str) -> Option<Self> {
        let is_umlaut =
            |character: &char| matches!(character, 'Ä' | 'Ö' | 'Ø' | 'Ü' | 'ä' | 'ö' | 'ø' | 'ü' | '\u{308}');
        if word.is_ascii() || !word.chars().any(|character| is_umlaut(&character)) {
            return None;
        }
        let mut term = Self::EMPTY;
        for character in word.chars() {
            let mut buffer = [0; 4];
            let letters = Self::letters_and_digits(character.encode_utf8(&mut buffer));
            term.push_all(letters.as_bytes());
            if is_umlaut(&character) && matches!(term.as_bytes().last(), Some(b'a' | b'o' | b'u')) {
                term.push(b'e');
            }
        }
        Some(term)
    }

    fn is_one_of(&self, words: &[u32]) -> bool {
        self.len <= 4 && words.contains(&number(self.as_bytes()))
    }

    fn is_word_beside(&self) -> bool {
        self.is_one_of(&NOT_TERMS)
    }
}

impl Drop for Term {
    fn drop(&mut self) {
        if let Some(used) = self.bytes.get_mut(..self.len) {
            used.zeroize();
        }
    }
}

/// Hands out every term made of letters, perhaps with digits and symbols among them.
pub(crate) fn for_each_term(context: &Context<'_>, visit: &mut dyn FnMut(Known, &Term)) {
    for name in context.names {
        phrase(name, &mut |term| visit(Known::Name, term));
        initial_and_surname(name, &mut |term| visit(Known::Name, term));
    }
    address(context.username, &mut |term| visit(Known::Username, term));
    for email in context.emails() {
        address(email, &mut |term| visit(Known::Email, term));
    }
    for related in context.related {
        phrase(related, &mut |term| visit(Known::Related, term));
    }
    for subject in context.subjects {
        phrase(subject, &mut |term| visit(Known::Subject, term));
    }
    if let Some(date) = context.date_of_birth {
        with_month_name(date, &mut |term| visit(Known::DateOfBirth, term));
    }
}

/// Hands out every text of a context that is foreign, whole, by its words, and by their parts.
pub(crate) fn foreign_terms<'c>(context: &Context<'c>, visit: &mut dyn FnMut(Known, &'c str)) {
    let mut texts = |known: Known, texts: &[&'c str]| {
        for text in texts.iter().filter(|text| is_foreign(text)) {
            visit(known, text);
            for word in text.split([' ']).filter(|word| is_foreign(word)) {
                if word.len() < text.len() {
                    visit(known, word);
                }
                let parts = word.split(|character| !character::is_letter(character));
                parts.filter(|part| part.len() < word.len()).for_each(|part| visit(known, part));
            }
        }
    };
    texts(Known::Name, context.names);
    texts(Known::Username, &[context.username]);
    for email in context.emails() {
        texts(Known::Email, &[email.rsplit_once(['@']).map_or(email, |(local, _)| local)]);
    }
    texts(Known::Related, context.related);
    texts(Known::Subject, context.subjects);
}

/// Whether any letter has no Latin reading: `Παπάς`, `王小明`. What is so is compared as it is.
fn is_foreign(text: &str) -> bool {
    let unread = |character| is_letter_or_digit(character) && character::fold(character).next() == Some(0);
    !text.is_ascii() && text.chars().any(unread)
}

/// A name of one or more words, or a subject: each word, each part of it between hyphens and the like, and all together,
/// also back to front (`John Smith`: `smithjohn`).
fn phrase(text: &str, visit: &mut dyn FnMut(&Term)) {
    let (mut all, mut all_reversed) = (Term::EMPTY, Term::EMPTY);
    let mut count = 0;
    words(text, &mut |word, whole| {
        count += 1;
        visit(whole);
        if let Some(spelt) = Term::with_umlauts_spelt(word) {
            visit(&spelt);
        }
        all.push_all(whole.as_bytes());
        let before = Term::joined(&[whole.as_bytes(), all_reversed.as_bytes()]);
        all_reversed.set(&before);
        let parts =
            || word.split(|character: char| !is_letter_or_digit(character)).filter(|part| !part.is_empty());
        if whole.len() < word.len() && parts().nth(1).is_some() {
            for part in parts() {
                let part = Term::letters_and_digits(part);
                if !part.is_word_beside() {
                    visit(&part);
                }
            }
        }
        // `Office365`: `office`.
        if whole.as_bytes().iter().any(u8::is_ascii_digit) {
            for (class, run) in runs(whole.as_bytes()) {
                let run = Term::of(run);
                if class == Class::Letter && !run.is_word_beside() {
                    visit(&run);
                }
            }
        }
    });
    if count > 1 {
        visit(&all);
        visit(&all_reversed);
    }
    short_parts(text, visit);
}

/// A text whose parts are too short to count alone, as it is written and with other signs between them: `Jo Li`, `R&D`.
fn short_parts(text: &str, visit: &mut dyn FnMut(&Term)) {
    let parts =
        || text.split(|character: char| !is_letter_or_digit(character)).filter(|part| !part.is_empty());
    if parts().any(|part| part.chars().nth(2).is_some()) || parts().nth(1).is_none() {
        return;
    }
    visit(&Term::folded(text, |byte| byte != 0));
    for separator in b" -._" {
        let mut term = Term::EMPTY;
        for part in parts() {
            if term.len() > 0 {
                term.push(*separator);
            }
            term.push_all(Term::letters_and_digits(part).as_bytes());
        }
        visit(&term);
    }
}

/// `jsmith` of `John Smith`.
fn initial_and_surname(name: &str, visit: &mut dyn FnMut(&Term)) {
    let (mut initial, mut last) = (Term::EMPTY, Term::EMPTY);
    let mut count = 0;
    words(name, &mut |_, whole| {
        if count == 0 {
            initial.push_all(whole.as_bytes().get(..1).unwrap_or_default());
        }
        last.set(whole);
        count += 1;
    });
    if count > 1 && initial.len() == 1 {
        initial.push_all(last.as_bytes());
        visit(&initial);
    }
}

/// An email address, or a user name, which may be one: the whole, what is before the `@`, and the labels of the domain but the
/// last, with their parts between hyphens.
fn address(text: &str, visit: &mut dyn FnMut(&Term)) {
    let Some((local, domain)) = text.rsplit_once(['@']) else { return identifier(text, visit) };
    if !is_foreign(text) {
        visit(&Term::folded(text, |byte| byte != 0));
    }
    identifier(local, visit);
    let mut labels = domain.rsplit(['.']);
    labels.next();
    for label in labels {
        let mut label_or_part = |term: &Term| {
            if term.len() > 3 {
                visit(term);
            }
        };
        label_or_part(&Term::folded(label, |byte| byte != 0));
        if label.contains(['-']) {
            label_or_part(&Term::letters_and_digits(label));
            label.split(['-']).for_each(|part| label_or_part(&Term::letters_and_digits(part)));
        }
    }
}

/// A user name or the first half of an email address, and the parts of a foreign one that are not.
fn identifier(text: &str, visit: &mut dyn FnMut(&Term)) {
    each_read(text, &mut |text| identifier_of(text, visit));
}

/// A user name or the first half of an email address: the whole, its letters and digits without what stands between
/// them, each run of letters or digits, and the two ends of a long one.
fn identifier_of(text: &str, visit: &mut dyn FnMut(&Term)) {
    let whole = Term::folded(text, |byte| byte != 0);
    visit(&whole);
    let joined = Term::letters_and_digits(text);
    if joined.len() < whole.len() {
        visit(&joined);
    }
    let bytes = whole.as_bytes();
    for (class, run) in runs(bytes) {
        let term = Term::of(run);
        if class == Class::Other || term.is_word_beside() {
            continue;
        }
        visit(&term);
        let half = HALF_AT_LEAST.max(run.len().div_ceil(2));
        if class == Class::Letter && run.len() > HALF_AT_LEAST + 1 {
            visit(&Term::of(run.get(..half).unwrap_or_default()));
            visit(&Term::of(run.get(run.len() - half..).unwrap_or_default()));
        }
    }
}

/// The runs of bytes of one class.
fn runs(mut bytes: &[u8]) -> impl Iterator<Item = (Class, &[u8])> {
    core::iter::from_fn(move || {
        let kind = class(*bytes.first()?);
        let length = bytes.iter().take_while(|byte| class(**byte) == kind).count();
        let (run, rest) = bytes.split_at_checked(length)?;
        bytes = rest;
        Some((kind, run))
    })
}

/// Hands out the words of a text, without those that stand beside a name, and their letters and digits. Of a foreign word,
/// the parts that are not.
fn words(text: &str, visit: &mut dyn FnMut(&str, &Term)) {
    let is_between = |character| matches!(character, ' ' | '\t' | '\u{a0}' | ',' | '.' | '/' | '&' | '+');
    let mut words = text.split(is_between).filter(|word| !word.is_empty()).peekable();
    let mut is_first = true;
    while let Some(word) = words.next() {
        let is_inside = !is_first && words.peek().is_some();
        is_first = false;
        each_read(word, &mut |word| {
            let whole = Term::letters_and_digits(word);
            if !(whole.is_word_beside() || is_inside && whole.is_one_of(&PARTICLES)) {
                visit(word, &whole);
            }
        });
    }
}

/// Hands out a text, or the parts of a foreign one that are not.
fn each_read(text: &str, visit: &mut dyn FnMut(&str)) {
    if is_foreign(text) {
        let parts = text.split(|character| !is_letter_or_digit(character));
        parts.filter(|part| !part.is_empty() && !is_foreign(part)).for_each(visit);
    } else {
        visit(text);
    }
}

fn is_letter_or_digit(character: char) -> bool {
    use character::Kind;
    !matches!(character::kind(character), Kind::Special | Kind::Space | Kind::Control)
}

#[derive(PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Other,
}

const fn class(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' => Class::Letter,
        b'0'..=b'9' => Class::Digit,
        _ => Class::Other,
    }
}
