//! Recycled passwords: is a new password a deviation of an earlier one, and how (clauses WE-C8, WE-O4, WE-C9)?

mod change;

pub use change::Change;

/// Compares the new with the old.
#[must_use]
pub fn change_between(new: &str, old: &str) -> Option<Change> {
    (new == old).then_some(Change::Identical)
}
