//! Files that are read no further than they can be meant, and never seen half written.
//!
//! ```text
//! read     open ──► is it a file? ──► its bytes, up to a bound; a pipe's, as long as they come
//! write    folder ──► new file without a name ──► whole and on the disk ──► takes the old one's name
//! ```
//!
//! A path is walked once; from then on all is done at handles, so that it does not matter what others make of its names
//! meanwhile.

mod input;
#[cfg(unix)]
mod place;
#[cfg_attr(not(unix), path = "file/elsewhere.rs")]
mod replacement;

pub(crate) use input::{Input, read_list, read_text, without_mark};
pub(crate) use replacement::{Updatable, make, replace};

/// How long somebody else may keep us waiting: a file that is locked, a pipe that nothing comes through.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);
