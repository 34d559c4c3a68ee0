//! Words.

/// The lists.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    _lists: &'a (),
}

impl Lists<'_> {
    /// No lists.
    pub const NONE: Self = Self { _lists: &() };
}
