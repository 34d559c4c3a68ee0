//! The walk through a trie from every offset of a text that the filter leaves open, in every reading at once.

use super::{Node, Trie, TrieMatch};
use crate::alphabet::{CODES, at};
use crate::readings::Readings;
use crate::work;

/// So many offsets have a bit in a word.
const CHUNK: usize = 64;

/// The most nodes that are looked at from one offset. In the lists that come with keyward the worst text that hill-climbing
/// found takes 70; only a list and readings made for each other can take more.
pub(super) const BUDGET: u32 = 256;

/// How what was walked was read.
#[derive(Clone, Copy)]
struct Read {
    place: usize,
    replaced: u8,
    separators: u8,
}

/// Walks from one offset after another.
pub(super) struct Walk<'w> {
    trie: &'w Trie<'w>,
    text: &'w [u8],
    readings: &'w Readings,
    separator: Option<u8>,
    /// Whether there are spellings of several characters.
    has_digraph: bool,
    start: usize,
    steps: u32,
    visit: &'w mut dyn FnMut(TrieMatch),
}

impl<'w> Walk<'w> {
    pub(super) fn new(
        trie: &'w Trie<'w>,
        text: &'w [u8],
        readings: &'w Readings,
        separator: Option<u8>,
        visit: &'w mut dyn FnMut(TrieMatch),
    ) -> Self {
        let has_digraph = readings.has_digraph(text);
        Self { trie, text, readings, separator, has_digraph, start: 0, steps: 0, visit }
    }

    /// Walks from every offset that a filter leaves open, which is told each character from the last to the first. First all of
    /// a chunk are asked, without a branch to mispredict.
    #[inline]
    pub(super) fn wherever(&mut self, mut is_open: impl FnMut(u8) -> bool) {
        let all = if self.has_digraph || self.readings.cross_class { u64::MAX } else { 0 };
        let mut end = self.text.len();
        while end > 0 {
            let first = (end - 1) / CHUNK * CHUNK;
            let chunk = self.text.get(first..end).unwrap_or_default();
            let mut open = 0;
            for byte in chunk.iter().rev() {
                open = open << 1 | u64::from(is_open(*byte));
            }
            open |= all & u64::MAX >> (CHUNK - chunk.len());
            while open != 0 {
                self.start = first + open.trailing_zeros() as usize;
                self.steps = 0;
                self.follow(self.trie.node(0), Read { place: self.start, replaced: 0, separators: 0 });
                open &= open - 1;
            }
            end = first;
        }
    }

    /// Follows every way on from a node: a loop while there is one. It goes no deeper than the longest entry, as a child is
    /// always further on.
    fn follow(&mut self, mut node: Node, mut read: Read) {
        let (trie, text, readings) = (self.trie, self.text, self.readings);
        while let Some(&byte) = text.get(read.place) {
            if self.has_digraph || self.separator == Some(byte) {
                self.follow_others(node, read, byte);
            }
            let mut open = readings.letters(byte) & node.letters();
            if open == 0 || self.steps == BUDGET {
                return;
            }
            self.steps += 1;
            work::count(1);
            let own = u32::from(at(&CODES, byte));
            while open & (open - 1) != 0 {
                let letter = open.trailing_zeros();
                open &= open - 1;
                self.take(node, letter, read.over(1, own == letter));
            }
            let letter = open.trailing_zeros();
            read = read.over(1, own == letter);
            node = trie.node(node.child(letter));
            if node.number() > 0 {
                self.found(node, read);
            }
        }
    }

    /// Goes to the child for a letter, and on from there.
    fn take(&mut self, node: Node, letter: u32, read: Read) {
        let child = self.trie.node(node.child(letter));
        if child.number() > 0 {
            self.found(child, read);
        }
        self.follow(child, read);
    }

    fn found(&mut self, node: Node, read: Read) {
        let (start, Read { place: end, replaced, separators }) = (self.start, read);
        let typed = self.text.get(start..end).unwrap_or_default().iter();
        let letters = typed.map(|byte| u8::from(byte.is_ascii_alphabetic())).sum();
        (self.visit)(TrieMatch { start, end, number: node.number(), letters, replaced, separators });
    }

    /// Spellings of several characters, and past a separator.
    #[cold]
    fn follow_others(&mut self, node: Node, read: Read, byte: u8) {
        let rest = self.text.get(read.place..).unwrap_or_default();
        for (letter, length) in self.readings.spellings(rest) {
            let letter = u32::from(letter.wrapping_sub(b'a'));
            if node.letters() >> letter & 1 == 1 && self.steps < BUDGET {
                self.steps += 1;
                work::count(1);
                self.take(node, letter, read.over(length, false));
            }
        }
        let goes_on = rest.get(1).is_some_and(u8::is_ascii_alphanumeric);
        if self.separator == Some(byte) && goes_on && read.place > self.start && node.letters() != 0 {
            self.follow(node, Read { place: read.place + 1, separators: read.separators + 1, ..read });
        }
    }
}

impl Read {
    /// One letter more, read in so many characters; `same` if the character is the letter itself.
    #[inline]
    fn over(self, length: usize, same: bool) -> Self {
        Self {
            place: self.place + length,
            replaced: self.replaced + u8::from(!same),
            separators: self.separators,
        }
    }
}
