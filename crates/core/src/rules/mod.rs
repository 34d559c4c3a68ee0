//! The rules, one a file: each is a function that looks at a [`Check`] and adds what it objects to to the report. Where one
//! pass answers several (lengths and classes, words in plain letters and in disguise) they share a file.
//!
//! A row for each is in the table of `rule`, and what a policy may ask of it in the table of `policy`.

mod accident;
mod around;
mod common_password;
mod counts;
mod date;
mod dictionary_word;
mod fitted;
mod forbidden_character;
mod guessable;
mod max_length;
mod name;
mod near;
mod other_account;
mod own_details;
mod palindrome;
mod personal;
mod recycled;
mod repeated;
mod reused;
mod same;
mod segments;
mod sequence;
mod unacceptable_character;
mod word;

use crate::guess::Hits;
use crate::{Blocklist, Context, Lists, Policy, Report, Text};

pub(crate) use max_length::max_length;

/// All that a rule may look at.
#[derive(Clone, Copy)]
pub(crate) struct Check<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) policy: &'a Policy,
    pub(crate) context: &'a Context<'a>,
    pub(crate) lists: &'a Lists<'a>,
    /// What the rules read in the lists, for those that come later.
    pub(crate) hits: &'a Hits,
    /// What there is in all lists, where a rule had to know while it was reading one.
    pub(crate) all_hits: &'a Hits,
}

/// Asks rules one after another; for a verdict alone none after the first violation, as the rest would not change it.
macro_rules! ask_in_order {
    ($check:ident, $report:ident, $($rule:path,)*) => {$(
        $rule($check, $report);
        if VERDICT_ALONE && !$report.accepted() {
            return;
        }
    )*};
}

/// Asks every rule but `max_length`, without which nothing is read, and `breached` and `weak`: a breach filter and zxcvbn are
/// not at hand here. Each sees to it whether it is on. Those that cost least and object most come first.
pub(crate) fn ask<const VERDICT_ALONE: bool>(check: &Check<'_>, report: &mut Report) {
    ask_in_order! {
        check, report,
        counts::counts,
        unacceptable_character::unacceptable_character,
        forbidden_character::forbidden_character,
        repeated::repeated,
        palindrome::palindrome,
        sequence::sequence,
        dictionary_word::dictionary_word,
        common_password::common_password,
        date::date,
        name::name,
        personal::personal,
        near::near,
        own_details::own_details,
        reused::reused,
        recycled::recycled,
        other_account::other_account,
        guessable::guessable,
    }
}

/// What is asked of a password that is long enough for `relaxed` to count.
pub(crate) fn without_patterns(policy: &Policy) -> Policy {
    let common_password = match policy.common_password {
        Blocklist::Contained => Blocklist::Fitted,
        other => other,
    };
    Policy {
        dictionary_word: 0,
        leet_word: 0,
        common_password,
        sequence: 0,
        date: false,
        name: false,
        repeated: 0,
        palindrome: false,
        guessable: 0,
        ..policy.clone()
    }
}
