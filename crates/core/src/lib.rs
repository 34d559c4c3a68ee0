//! Password policy rules and the leet-aware dictionary matcher.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod dictionary;
pub mod readings;
mod term_search;
mod word_search;

pub use readings::{Readings, ReadingsError};
pub use term_search::TermMatch;
pub use word_search::{Found, Lists, Words};
