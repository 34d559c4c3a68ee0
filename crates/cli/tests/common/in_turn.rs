//! Adds to a history that wait for each other.

use std::path::Path;

use crate::common::{Run, run};

/// Adds a password, again where others were before it for as long as the command waits: on a slow machine the last of many is, and
/// says so. Nothing is added by a run that says it, which who counts the records sees.
pub(crate) fn add_in_turn(path: &Path, password: &str) -> Run {
    const MOST: usize = 60;
    let mut tries = 0;
    loop {
        let added =
            run(&["history", "add", "--stdin", "--file", path.to_str().unwrap_or("")], password.as_bytes());
        let had_to_wait = ["kept it locked for", "put in its place all the time"];
        tries += 1;
        if tries == MOST || !had_to_wait.iter().any(|said| added.errors.contains(said)) {
            return added;
        }
    }
}
