//! What the scan passes over: spellings of several characters (`vv`), and characters that a table of one's own gives letters of
//! several classes. From the few places where there are any, the classes of a prefix are tried out one by one.

use core::ops::ControlFlow;

use super::{Search, own_code};
use crate::dictionary::alphabet::{CLASS_BITS, CLASSES, ROLLS, at, byte_of, roll};
use crate::dictionary::blob::{HEAD, PREFIX, Prefix, filter_bit};

/// One way through the classes of a prefix.
#[derive(Clone, Copy, Default)]
struct Way {
    classes: u32,
    hash: u32,
    /// Where each item is, and the letter of another class that it stands for, or 0.
    places: [u16; PREFIX],
    letters: [u8; PREFIX],
}

impl Way {
    /// This way and one item more: the one at `place` after the start, standing for `letter` if that is not 0.
    fn and(mut self, depth: usize, place: usize, class: u8, letter: u8) -> Self {
        self.classes = self.classes << CLASS_BITS | u32::from(class);
        self.hash = roll(self.hash, ROLLS.get(usize::from(class)).copied().unwrap_or_default());
        if let (Some(to), Some(of)) = (self.places.get_mut(depth), self.letters.get_mut(depth)) {
            (*to, *of) = (u16::try_from(place).unwrap_or(u16::MAX), letter);
        }
        self
    }
}

impl Search<'_> {
    /// What else can be read if some items have several classes, or several of them may be one letter.
    #[cold]
    pub(super) fn irregular(&mut self) -> ControlFlow<()> {
        let text = self.text;
        let mut open = 0_u32;
        for (last, &byte) in text.iter().enumerate() {
            let joins = text.get(last + 1).is_some_and(|next| self.readings.joins(byte, *next));
            open = open << 1 | u32::from(joins || self.readings.is_wild(byte));
            if open & ((1 << PREFIX) - 1) != 0
                && let Some(start) = (last + 1).checked_sub(PREFIX)
            {
                self.ways(start, start, 0, Way::default())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Tries out the classes of a prefix of which `depth` are chosen.
    fn ways(&mut self, start: usize, end: usize, depth: usize, way: Way) -> ControlFlow<()> {
        if depth == PREFIX {
            return self.way(start, end, &way);
        }
        let rest = self.text.get(end..).unwrap_or_default();
        let Some(&byte) = rest.first() else { return ControlFlow::Continue(()) };
        let readings = self.readings;
        let home = at(&CLASSES, byte);
        let mut next = |length, class, letter| {
            let way = way.and(depth, end - start, class, letter);
            let depth = depth + 1;
            if (HEAD - 1..=HEAD).contains(&depth) && !self.dictionary.layout.has_head(way.classes, depth) {
                return ControlFlow::Continue(());
            }
            self.ways(start, end + length, depth, way)
        };
        next(1, home, 0)?;
        if readings.is_wild(byte) {
            for letter in (b'a'..=b'z').filter(|letter| readings.reads_as(byte, char::from(*letter))) {
                if at(&CLASSES, letter) != home {
                    next(1, at(&CLASSES, letter), letter)?;
                }
            }
        }
        for (letter, length) in readings.spellings(rest) {
            next(length, at(&CLASSES, letter), letter)?;
        }
        ControlFlow::Continue(())
    }

    /// The entries that begin with the classes of one way.
    fn way(&mut self, start: usize, end: usize, way: &Way) -> ControlFlow<()> {
        let layout = self.dictionary.layout;
        let word = layout.filter(way.hash);
        let prefix = layout.prefix(word, way.hash);
        // The way that takes each item for what it is was gone before.
        if way.letters == [0; PREFIX] || word & filter_bit(way.hash) == 0 {
            return ControlFlow::Continue(());
        }
        let mut codes = [0; PREFIX];
        let mut own = [0; PREFIX];
        for (((codes, own), place), letter) in codes.iter_mut().zip(&mut own).zip(way.places).zip(way.letters)
        {
            let byte = self.text.get(start + usize::from(place)).copied().unwrap_or_default();
            (*codes, *own) = match letter {
                0 => (at(&self.readings.codes, byte), own_code(byte)),
                letter => (own_code(letter), 0),
            };
        }
        let prefix_itself = [prefix.bytes()];
        for prefix in layout.several(prefix).unwrap_or(&prefix_itself) {
            let prefix = Prefix::read(*prefix);
            // Another way's classes may have a hash with the same bit.
            let classes = (0..PREFIX).fold(0, |classes, place| {
                classes << CLASS_BITS | u32::from(at(&CLASSES, byte_of(prefix.code(place))))
            });
            if classes == way.classes && prefix.fits(&codes) {
                self.replaced(prefix, &own, start, end)?;
            }
        }
        ControlFlow::Continue(())
    }
}
