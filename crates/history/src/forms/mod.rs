//! What a password may have been made from: its likely earlier forms, likeliest first.
//!
//! Stored hashes cannot be compared for likeness, only for equality. So the usual changes are undone one at a time, and
//! each result is one guess at the earlier password. The changes are those that users were seen to make: Zhang,
//! Monrose & Reiter, *The Security of Modern Password Expiration* (CCS 2010); Das et al., *The Tangled Web of Password
//! Reuse* (NDSS 2014); Pal et al., *Might I Get Pwned* (USENIX Security 2022). How likely each is, is one table
//! ([`order`](self)), measured by `cargo xtask recall --tune`.

mod calendar;
mod ends;
mod letters;
mod moves;
mod numbers;
mod order;
mod symbols;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use keyward_core::recycled::Change;
use zeroize::Zeroizing;

use order::Step;

/// One guess at the earlier password.
pub struct Form {
    /// The guess. Wiped on drop.
    pub text: Zeroizing<String>,
    /// What was done to it, if the guess is right.
    pub change: Change,
    /// How likely it is, in hundred-thousandths.
    pub likelihood: u32,
    /// The name of the step that made it, for the experiment that measures how likely each step is.
    pub step: &'static str,
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form")
            .field("change", &self.change)
            .field("likelihood", &self.likelihood)
            .finish_non_exhaustive()
    }
}

/// The likely earlier forms of `candidate`, likeliest first, each once, the candidate itself never.
///
/// There are a few hundred at most, however long the candidate. The same candidate always gives the same forms.
///
/// ```
/// use keyward_history::forms::earlier_forms;
///
/// let forms: Vec<_> = earlier_forms("FarmHair84*!").take(31).collect();
/// assert!(forms.iter().any(|form| *form.text == "FarmHair83*!" && form.change.id() == "counter_moved"));
/// assert!(forms.iter().any(|form| *form.text == "FarmHair84*" && form.change.id() == "characters_added"));
/// ```
pub fn earlier_forms(candidate: &str) -> impl Iterator<Item = Form> + use<> {
    let mut forms = Forms::new(candidate);
    numbers::add(&mut forms);
    calendar::add(&mut forms);
    ends::add(&mut forms);
    letters::add(&mut forms);
    symbols::add(&mut forms);
    moves::add(&mut forms);
    forms.in_order()
}

/// The first `most` of the [`earlier_forms`], those that an earlier password `is_plausible` before the others.
pub fn likely_forms(candidate: &str, most: usize, is_plausible: impl Fn(&str) -> bool) -> Vec<Form> {
    let (mut likely, mut others) = (Vec::new(), Vec::new());
    for form in earlier_forms(candidate) {
        if likely.len() == most {
            break;
        }
        let place = if is_plausible(&form.text) { &mut likely } else { &mut others };
        place.push(form);
    }
    others.truncate(most - likely.len());
    likely.append(&mut others);
    likely
}

/// The candidate and the forms found so far.
struct Forms {
    text: Zeroizing<Vec<char>>,
    classes: [usize; 4],
    blocks: usize,
    found: Vec<Guess>,
}

/// One form and how likely it is: by its likeliest step, and in all.
struct Guess {
    text: Zeroizing<String>,
    step: Step,
    best: u32,
    weight: u32,
}

impl Forms {
    fn new(candidate: &str) -> Forms {
        let mut text = Zeroizing::new(Vec::with_capacity(candidate.len()));
        text.extend(candidate.chars());
        let classes = classes(&text);
        let blocks = blocks(&text).count();
        Forms { text, classes, blocks, found: Vec::new() }
    }

    /// The candidate's characters.
    fn text(&self) -> Zeroizing<Vec<char>> {
        self.text.clone()
    }

    /// Adds the form that is these parts in a row, with the full likelihood of its step.
    fn add(&mut self, step: Step, parts: &[&[char]]) {
        self.add_share(step, 100, parts);
    }

    /// Adds a form that has `share` hundredths of the likelihood of its step.
    fn add_share(&mut self, step: Step, share: u32, parts: &[&[char]]) {
        let characters = || parts.iter().copied().flatten();
        if characters().eq(self.text.iter()) || characters().next().is_none() {
            return;
        }
        let mut earlier: Zeroizing<Vec<char>> = Zeroizing::new(Vec::with_capacity(self.text.len() + 4));
        earlier.extend(characters());
        let mut text = Zeroizing::new(String::with_capacity(earlier.iter().map(|c| c.len_utf8()).sum()));
        text.extend(earlier.iter());
        let mut weight = step.weight() * share / 100;
        // The same policy let both pass. So it is unlikely that the earlier one had fewer than two of a class of
        // which the candidate has two.
        let classes = classes(&earlier);
        if classes.iter().zip(&self.classes).any(|(before, now)| *before < (*now).min(2)) {
            weight /= 16;
        }
        // Passwords start out tidy: a form of fewer pieces is likelier than one of more.
        weight = weight * tidiness(self.blocks, blocks(&earlier).count()) / 100;
        self.found.push(Guess { text, step, best: weight, weight });
    }

    fn in_order(mut self) -> impl Iterator<Item = Form> + use<> {
        // Several steps may lead to one form, which is then as likely as all of them together. The sorts are stable, so
        // that the order is that of the table where nothing else decides.
        self.found.sort_by(|one, other| one.text.as_str().cmp(other.text.as_str()));
        self.found.dedup_by(|later, kept| {
            let same = *later.text == *kept.text;
            if same {
                kept.weight += later.weight;
                if later.best > kept.best {
                    (kept.best, kept.step) = (later.best, later.step);
                }
            }
            same
        });
        self.found.sort_by_key(|guess| u32::MAX - guess.weight);
        self.found.into_iter().map(|guess| Form {
            text: guess.text,
            change: guess.step.change(),
            likelihood: guess.weight,
            step: guess.step.name(),
        })
    }
}

/// How much likelier, in hundredths, a form of so many pieces is than one of as many as the candidate has.
fn tidiness(now: usize, before: usize) -> u32 {
    match (now.saturating_sub(before), before.saturating_sub(now)) {
        (0, 0) => 100,
        (1, _) => 160,
        (0, 1) => 60,
        (0, _) => 35,
        _ => 250,
    }
}

/// The text cut into words, numbers and groups of symbols.
fn blocks(text: &[char]) -> impl Iterator<Item = &[char]> {
    text.chunk_by(|before, c| {
        (before.is_numeric() && c.is_numeric())
            || (is_symbol(*before) && is_symbol(*c))
            || (before.is_alphabetic() && c.is_alphabetic() && !c.is_uppercase())
    })
}

/// How many capitals, small letters, digits and symbols there are.
fn classes(text: &[char]) -> [usize; 4] {
    let [mut upper, mut lower, mut digit, mut symbol] = [0; 4];
    for c in text {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        } else if c.is_numeric() {
            digit += 1;
        } else if !c.is_alphanumeric() {
            symbol += 1;
        }
    }
    [upper, lower, digit, symbol]
}

/// The parts of `text` before `start`, and from `end` on.
fn around(text: &[char], start: usize, end: usize) -> (&[char], &[char]) {
    (text.get(..start).unwrap_or(&[]), text.get(end..).unwrap_or(&[]))
}

/// Start and end of each run of characters of a class.
fn runs(text: &[char], class: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.iter().enumerate().filter(|(_, c)| class(**c)) {
        match runs.last_mut() {
            Some((_, end)) if *end == at => *end += 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

fn is_symbol(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_control()
}

/// `c` with its case turned, where that is one character.
fn toggled(c: char) -> char {
    let mut turned =
        if c.is_uppercase() { Case::Lower(c.to_lowercase()) } else { Case::Upper(c.to_uppercase()) };
    match (turned.next(), turned.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

enum Case {
    Lower(core::char::ToLowercase),
    Upper(core::char::ToUppercase),
}

impl Case {
    fn next(&mut self) -> Option<char> {
        match self {
            Case::Lower(characters) => characters.next(),
            Case::Upper(characters) => characters.next(),
        }
    }
}
