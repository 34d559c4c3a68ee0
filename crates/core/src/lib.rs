//! Password policy rules: the part of keyward that decides.
//!
//! Data flows one way: text → rules → report → words. [`check()`] reads a candidate into a [`Text`], every rule of the
//! [`Policy`] looks at it, and the [`Report`] holds the findings. It needs neither `std` nor an allocator, and never
//! fails, panics or blocks.
//!
//! Most users want the crate `keyward`, which adds the word lists, the history of earlier passwords and messages.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod calendar;
mod character;
mod characters;
mod check;
mod context;
mod finding;
mod guess;
mod id;
pub mod keyboard;
pub mod lifecycle;
mod lists;
mod messages;
mod most_used;
mod number;
mod policy;
pub mod presets;
pub mod recycled;
mod report;
mod rule;
mod rules;
mod setting;
mod table;
mod terms;
mod text;

pub use character::UNICODE_VERSION;
pub use characters::{Characters, CharactersError};
pub use check::{accepts, check, check_into};
pub use context::{Context, Date, Operation, TooMuch};
pub use finding::{Detail, Finding, Known, Piece, PieceKind, Run, Span};
pub use guess::{bits, piece_number};
pub use id::TextError;
pub use keyward_dictionary as dictionary;
pub use keyward_dictionary::{EURO, POUND, Readings, ReadingsError};
pub use lists::{Lists, StandardLists};
pub use messages::{Disclosure, Language, Message};
pub use most_used::MostUsed;
#[doc(hidden)]
pub use number::write_number;
pub use policy::{
    Alphabet, Blocklist, Clauses, Contradiction, Key, Lifecycle, MAX_CHARACTERS, Policy, Relaxed,
};
pub use presets::{PRESETS, Preset};
pub use report::{Report, Requirement};
pub use rule::{Rule, Severity};
pub use setting::{Kind, Value};
pub use text::Text;

/// The examples of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
