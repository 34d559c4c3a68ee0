//! The rules, one a file: each is a function that looks at a [`Check`] and adds what it objects to to the report. Where one
//! pass answers several (lengths and classes, words in plain letters and in disguise) they share a file.
//!
//! A row for each is in the table of `rule`, and what a policy may ask of it in the table of `policy`.

mod common_password;
mod counts;
mod date;
mod dictionary_word;
mod max_length;
mod name;
mod other_account;
mod personal;
mod recycled;
mod reused;
mod same;
mod segments;
mod sequence;
mod unacceptable_character;
mod word;

use crate::{Context, Lists, Policy, Report, Text};

pub(crate) use max_length::max_length;

/// All that a rule may look at.
#[derive(Clone, Copy)]
pub(crate) struct Check<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) context: &'a Context<'a>,
    pub(crate) lists: &'a Lists<'a>,
}

/// Asks every rule but `max_length`, without which nothing is read, and `breached` and `weak`: a breach filter and zxcvbn are
/// not at hand here. Each sees to it whether it is on.
pub(crate) fn ask(check: &Check<'_>, report: &mut Report) {
    counts::counts(check, report);
    dictionary_word::dictionary_word(check, report);
    unacceptable_character::unacceptable_character(check, report);
    common_password::common_password(check, report);
    sequence::sequence(check, report);
    date::date(check, report);
    name::name(check, report);
    personal::personal(check, report);
    reused::reused(check, report);
    recycled::recycled(check, report);
    other_account::other_account(check, report);
}
