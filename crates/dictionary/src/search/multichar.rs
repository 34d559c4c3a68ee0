//! What the scan passes over: spellings of several characters (`vv`), and characters that a table of one's own gives letters of
//! several classes. From the few places where there are any, the classes of a prefix are tried out one by one.

use core::ops::{ControlFlow, Range};

use super::walk::{Search, Visit, own_code};
use crate::alphabet::{CLASS_BITS, CLASSES, ROLLS, at, byte_of, roll};
use crate::format::Prefix;
use crate::format::unpacked;
use crate::format::{HEAD, PREFIX, filter_bit};

/// One way through the classes of a prefix. The latest item is in the lowest bits.
#[derive(Clone, Copy, Default)]
struct Way {
    classes: u32,
    hash: u32,
    /// Where each item is after the start, a byte each.
    places: u64,
    /// The letter of another class that it stands for, or 0, a byte each.
    letters: u64,
}

impl Way {
    /// This way and one item more: the one at `place` after the start, standing for `letter` if that is not 0.
    #[inline]
    fn and(self, place: usize, class: u8, letter: u8) -> Self {
        Self {
            classes: self.classes << CLASS_BITS | u32::from(class),
            hash: roll(self.hash, ROLLS.get(usize::from(class)).copied().unwrap_or_default()),
            places: self.places << 8 | place as u64,
            letters: self.letters << 8 | u64::from(letter),
        }
    }

    /// The items in their order: where each is, and the letter of another class that it stands for, or 0.
    fn items(&self) -> impl Iterator<Item = (usize, u8)> {
        let places = self.places.to_be_bytes().into_iter().map(usize::from);
        places.zip(self.letters.to_be_bytes()).skip(8 - PREFIX)
    }
}

impl<V: Visit> Search<'_, V> {
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
                // The last place from which another way than the plain one can begin.
                let until = last - open.trailing_zeros() as usize;
                self.ways(start..start, until, 0, Way::default())?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Tries out the classes of a prefix of which `depth` are chosen.
    fn ways(
        &mut self,
        Range { start, mut end }: Range<usize>,
        until: usize,
        mut depth: usize,
        mut way: Way,
    ) -> ControlFlow<()> {
        let readings = self.readings;
        while depth < PREFIX {
            if way.letters == 0 && end > until {
                return ControlFlow::Continue(());
            }
            let rest = self.text.get(end..).unwrap_or_default();
            let Some(&byte) = rest.first() else { return ControlFlow::Continue(()) };
            let home = at(&CLASSES, byte);
            self.count();
            if readings.is_wild(byte) {
                for letter in (b'a'..=b'z').filter(|letter| readings.reads_as(byte, char::from(*letter))) {
                    if at(&CLASSES, letter) != home {
                        self.ways_with(start..end, 1, depth, way, letter)?;
                    }
                }
            }
            let joins = matches!(rest, [_, next, ..] if readings.joins(byte, *next));
            for (letter, length) in readings.spellings(if joins { rest } else { &[] }) {
                self.ways_with(start..end, length, depth, way, letter)?;
            }
            way = way.and(end - start, home, 0);
            (end, depth) = (end + 1, depth + 1);
            if self.leads_nowhere(way, depth) {
                return ControlFlow::Continue(());
            }
        }
        self.way(start, end, &way)
    }

    /// The ways in which the next item stands for a letter of another class.
    fn ways_with(
        &mut self,
        Range { start, end }: Range<usize>,
        length: usize,
        depth: usize,
        way: Way,
        letter: u8,
    ) -> ControlFlow<()> {
        let way = way.and(end - start, at(&CLASSES, letter), letter);
        if self.leads_nowhere(way, depth + 1) {
            return ControlFlow::Continue(());
        }
        self.ways(start..end + length, end, depth + 1, way)
    }

    /// Whether no entry begins with the first two or three classes of a way.
    #[inline]
    fn leads_nowhere(&self, way: Way, depth: usize) -> bool {
        (HEAD - 1..=HEAD).contains(&depth) && !self.dictionary.layout.has_head(way.classes, depth)
    }

    /// The entries that begin with the classes of one way.
    fn way(&mut self, start: usize, end: usize, way: &Way) -> ControlFlow<()> {
        let layout = self.dictionary.layout;
        let word = layout.filter(way.hash);
        // The way that takes each item for what it is was gone before.
        if way.letters == 0 || word & filter_bit(way.hash) == 0 {
            return ControlFlow::Continue(());
        }
        let prefix = layout.prefix(word, way.hash);
        let mut codes = [0; PREFIX];
        let mut own = [0; PREFIX];
        for ((codes, own), (place, letter)) in codes.iter_mut().zip(&mut own).zip(way.items()) {
            let byte = self.text.get(start + place).copied().unwrap_or_default();
            (*codes, *own) = match letter {
                0 => (at(&self.readings.codes, byte), own_code(byte)),
                letter => (own_code(letter), 0),
            };
        }
        let lowest = layout.lowest(unpacked(way.classes));
        let prefix_itself = [prefix.bytes()];
        for prefix in layout.several(prefix).unwrap_or(&prefix_itself) {
            let prefix = Prefix::read(*prefix).above(lowest);
            self.count();
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
