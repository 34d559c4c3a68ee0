//! What the scan passes over: spellings of several characters (`vv`), and characters that a table of one's own gives letters of
//! several classes. From the few offsets where there are any, the classes of a prefix are tried out one by one.

use core::ops::{ControlFlow, Range};

use super::walk::{Search, Visit, own_code};
use crate::alphabet::{CLASS_BITS, CLASSES, ROLLS, at, byte_of, roll};
use crate::format::{PREFIX, Prefix, TRIGRAM, filter_bit, unpacked};

/// One path through the classes of a prefix. The latest item is in the base bits.
#[derive(Clone, Copy, Default)]
struct ClassPath {
    classes: u32,
    hash: u32,
    /// Where each item is after the start, a byte each.
    offsets: u64,
    /// The letter of another class that it stands for, or 0, a byte each.
    letters: u64,
}

impl ClassPath {
    /// This path and one item more: the one at `offset` after the start, standing for `letter` if that is not 0.
    #[inline]
    fn and(self, offset: usize, class: u8, letter: u8) -> Self {
        Self {
            classes: self.classes << CLASS_BITS | u32::from(class),
            hash: roll(self.hash, ROLLS.get(usize::from(class)).copied().unwrap_or_default()),
            offsets: self.offsets << 8 | offset as u64,
            letters: self.letters << 8 | u64::from(letter),
        }
    }

    /// The items in their order: where each is, and the letter of another class that it stands for, or 0.
    fn items(&self) -> impl Iterator<Item = (usize, u8)> {
        let offsets = self.offsets.to_be_bytes().into_iter().map(usize::from);
        offsets.zip(self.letters.to_be_bytes()).skip(8 - PREFIX)
    }
}

impl<V: Visit> Search<'_, V> {
    /// What else can be read if some items have several classes, or several of them may be one letter.
    #[cold]
    pub(super) fn try_class_paths(&mut self) -> ControlFlow<()> {
        let text = self.text;
        let mut open = 0_u32;
        for (last, &byte) in text.iter().enumerate() {
            let is_digraph = text.get(last + 1).is_some_and(|next| self.readings.is_digraph(byte, *next));
            open = open << 1 | u32::from(is_digraph || self.readings.is_cross_class(byte));
            if open & ((1 << PREFIX) - 1) != 0
                && let Some(start) = (last + 1).checked_sub(PREFIX)
            {
                // The last offset from which another path than the plain one can begin.
                let until = last - open.trailing_zeros() as usize;
                self.extend(start..start, until, 0, ClassPath::default())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Tries out the classes of a prefix of which `depth` are chosen.
    fn extend(
        &mut self,
        Range { start, mut end }: Range<usize>,
        until: usize,
        mut depth: usize,
        mut path: ClassPath,
    ) -> ControlFlow<()> {
        let readings = self.readings;
        while depth < PREFIX {
            if path.letters == 0 && end > until {
                return ControlFlow::Continue(());
            }
            let rest = self.text.get(end..).unwrap_or_default();
            let Some(&byte) = rest.first() else { return ControlFlow::Continue(()) };
            let home = at(&CLASSES, byte);
            self.step()?;
            if readings.is_cross_class(byte) {
                for letter in (b'a'..=b'z').filter(|letter| readings.reads_as(byte, char::from(*letter))) {
                    if at(&CLASSES, letter) != home {
                        self.extend_as(start..end, 1, depth, path, letter)?;
                    }
                }
            }
            let is_digraph = matches!(rest, [_, next, ..] if readings.is_digraph(byte, *next));
            for (letter, length) in readings.spellings(if is_digraph { rest } else { &[] }) {
                self.extend_as(start..end, length, depth, path, letter)?;
            }
            path = path.and(end - start, home, 0);
            (end, depth) = (end + 1, depth + 1);
            if self.is_dead(path, depth) {
                return ControlFlow::Continue(());
            }
        }
        self.probe_path(start, end, &path)
    }

    /// The ways in which the next item stands for a letter of another class.
    fn extend_as(
        &mut self,
        Range { start, end }: Range<usize>,
        length: usize,
        depth: usize,
        path: ClassPath,
        letter: u8,
    ) -> ControlFlow<()> {
        let path = path.and(end - start, at(&CLASSES, letter), letter);
        if self.is_dead(path, depth + 1) {
            return ControlFlow::Continue(());
        }
        self.extend(start..end + length, end, depth + 1, path)
    }

    /// Whether no entry begins with the first two or three classes of a path.
    #[inline]
    fn is_dead(&self, path: ClassPath, depth: usize) -> bool {
        (TRIGRAM - 1..=TRIGRAM).contains(&depth) && !self.dictionary.layout.may_begin(path.classes, depth)
    }

    /// The entries that begin with the classes of one path.
    fn probe_path(&mut self, start: usize, end: usize, path: &ClassPath) -> ControlFlow<()> {
        let layout = self.dictionary.layout;
        let word = layout.filter(path.hash);
        // The path that takes each item for what it is was gone before.
        if path.letters == 0 || word & filter_bit(path.hash) == 0 {
            return ControlFlow::Continue(());
        }
        let prefix = layout.prefix(word, path.hash);
        let mut codes = [0; PREFIX];
        let mut own = [0; PREFIX];
        for ((codes, own), (offset, letter)) in codes.iter_mut().zip(&mut own).zip(path.items()) {
            let byte = self.text.get(start + offset).copied().unwrap_or_default();
            (*codes, *own) = match letter {
                0 => (at(&self.readings.codes, byte), own_code(byte)),
                letter => (own_code(letter), 0),
            };
        }
        let base = layout.base(unpacked(path.classes));
        let prefix_itself = [prefix.bytes()];
        for prefix in layout.bucket(prefix).unwrap_or(&prefix_itself) {
            let prefix = Prefix::read(*prefix).decode(base);
            self.step()?;
            // Another path's classes may have a hash with the same bit.
            let classes = (0..PREFIX).fold(0, |classes, offset| {
                classes << CLASS_BITS | u32::from(at(&CLASSES, byte_of(prefix.code(offset))))
            });
            if classes == path.classes && prefix.fits(&codes) {
                self.follow_prefix(prefix, &own, start, end)?;
            }
        }
        ControlFlow::Continue(())
    }
}
