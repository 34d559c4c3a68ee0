//! Password history: earlier passwords kept as argon2 hashes, and the question whether a new password is one of them
//! (clauses WE-C7, HW-6) or a deviation of one (WE-C8, WE-O4).
//!
//! - [`History`] holds [`Record`]s, newest first; its text form is one PHC string per line.
//! - [`Search`] says how deep, with how many hashes and on how many threads to look; [`HistoryMatch`] is what came of it.
//! - [`forms`] guesses what a password may have been made from, likeliest first.
//! - [`Verify`] lets any other kind of stored hash take part, such as a directory's own.
//! - [`Params`] is the cost of a hash, and caps what a stored record may ask for.
//!
//! ```
//! use keyward_history::{HistoryMatch, History, Params, Search};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut history = History::new();
//! let mut salt = [0; 16];
//! getrandom::fill(&mut salt)?;
//! # let cheap = Params::new(8, 1, 1)?;
//! # let params = &cheap;
//! # #[cfg(any())]
//! let params = &Params::DEFAULT;
//! history.add("FarmHairTree83*!", params, &salt)?;
//! history.prune(4);
//! let file = history.to_string();
//!
//! let history: History = file.parse()?;
//! let search = Search::default();
//! assert_eq!(search.run("FarmHairTree83*!", &history, |_| true)?, Some(HistoryMatch::Reused { entry: 0 }));
//! let found = search.run("FarmHairTree84*!", &history, |_| true)?;
//! assert!(matches!(found, Some(HistoryMatch::Recycled { entry: 0, change }) if change.id() == "counter_moved"));
//! assert_eq!(search.run("7Lamp&Moon4%Kite", &history, |_| true)?, None);
//! # Ok(())
//! # }
//! ```
//!
//! Passwords are normalised to NFC before they are hashed, so that `é` is one password however it was typed. Hashes are
//! compared in constant time. Every copy of a password and the memory argon2 worked in are wiped, and `Debug` shows
//! neither passwords nor hashes.
//!
//! Features: `std` (default) hashes on all cores; without it the crate needs `alloc` alone and gives the same answers.

#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]

extern crate alloc;

mod error;
pub mod forms;
mod history;
mod params;
mod record;
mod search;
mod verify;
mod workers;

pub use error::{Error, ParseError, RecordError};
pub use history::History;
pub use keyward_core::recycled::Change;
pub use params::Params;
pub use record::Record;
pub use search::{HistoryMatch, Search};
pub use verify::Verify;

/// The examples of README.md are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
