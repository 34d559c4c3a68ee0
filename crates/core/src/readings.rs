//! Readings: which letters a character may stand for.

/// The table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings {}

/// Why custom readings are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadingsError {}

/// A term found.
pub(crate) struct TermMatch {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) real_letters: usize,
    pub(crate) substituted: bool,
}

impl Readings {
    /// The standard table.
    pub const STANDARD: Self = Self {};

    pub(crate) fn find_term(&self, folded: &[u8], term: &[u8], from: usize) -> Option<TermMatch> {
        let place =
            folded.get(from..)?.windows(term.len()).position(|window| window.eq_ignore_ascii_case(term))?;
        let start = from + place;
        Some(TermMatch { start, end: start + term.len(), real_letters: term.len(), substituted: false })
    }
}
