//! What core uses of `unicode-segmentation`, with every character a grapheme of its own. The real one looks its tables up in
//! ways that the compiler cannot show to be without a panic; what keyward does with its answers is what is linked here.

#![no_std]

/// The trait of that crate, as far as core uses it.
pub trait UnicodeSegmentation {
    /// The graphemes of a text.
    fn graphemes(&self, extended: bool) -> impl DoubleEndedIterator<Item = &str> {
        self.grapheme_indices(extended).map(|(_, grapheme)| grapheme)
    }

    /// The graphemes of a text, and where each begins.
    fn grapheme_indices(&self, extended: bool) -> impl DoubleEndedIterator<Item = (usize, &str)>;
}

impl UnicodeSegmentation for str {
    fn grapheme_indices(&self, _: bool) -> impl DoubleEndedIterator<Item = (usize, &str)> {
        let each = |(start, character): (usize, char)| {
            Some((start, self.get(start..start + character.len_utf8())?))
        };
        self.char_indices().filter_map(each)
    }
}
