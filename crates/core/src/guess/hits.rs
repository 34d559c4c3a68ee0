//! What the lists hold of one candidate. A rule that looks through a list keeps here what it reads, whether it objects or not, so
//! that no list is walked twice; [`Hits::complete`] reads the lists that no rule has.

use core::cell::Cell;
use core::ops::ControlFlow;

use keyward_dictionary::{Dictionary, Match, REAL_LETTERS, Readings, TermMatch, Tier, TrieMatch};

use super::costs::{self, Cost};
use super::insert::Insert;
use super::kind;
use super::outline::Outline;
use super::squeezed::{Squeezed, are_joined};
use crate::finding::PieceKind;
use crate::terms::{Term, digit_terms, for_each_term};
use crate::{Context, Lists};

/// So many are kept. A candidate of 64 characters seldom has more, and a longer one is no cheaper for them.
const MOST: usize = 32;

/// Shorter terms say nothing.
const SHORTEST_TERM: usize = 3;

/// What a piece costs of a kind of which there are thousands.
const MANY: Cost = 11 * costs::BIT;

/// A list that a rule may have read, as a bit.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(crate) enum List {
    Words = 1,
    Passwords = 2,
}

/// An entry or a term, found: where, what it is, what it costs by itself, how many letters are replaced in it, and what stands
/// inside and is no part of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) start: u16,
    pub(super) end: u16,
    listed: Cost,
    pub(super) kind: PieceKind,
    replaced: u8,
    /// What it costs besides for how it was typed, with separators or an insert inside; 0 if there is nothing inside.
    parted: Cost,
}

impl Hit {
    pub(super) const NONE: Self =
        Self { start: 0, end: 0, listed: 0, kind: PieceKind::Other, replaced: 0, parted: 0 };

    fn of(found: &Match, kind: PieceKind, listed: Cost) -> Self {
        let place = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
        let replaced = u8::try_from(found.replaced).unwrap_or(u8::MAX);
        Self { start: place(found.start), end: place(found.end), listed, kind, replaced, parted: 0 }
    }

    /// What it costs by itself, however it was typed.
    pub(super) const fn listed(&self) -> Cost {
        self.listed
    }

    /// What it costs as it was typed.
    pub(super) fn cost(&self, text: &[u8]) -> Cost {
        if self.parted > 0 {
            return self.listed.saturating_add(self.parted);
        }
        let typed = text.get(self.start.into()..self.end.into()).unwrap_or_default();
        super::typed_cost(typed, self.listed, self.replaced.into())
    }

    /// The same with something inside that costs so much, which the text that was read is without.
    fn parted_by(self, inside: Cost, read: &[u8]) -> Self {
        Self { parted: self.cost(read).saturating_sub(self.listed).saturating_add(inside), ..self }
    }
}

/// What was found so far, and the lists that were read to the end.
pub(crate) struct Hits {
    all: [Cell<Hit>; MOST],
    len: Cell<usize>,
    read: Cell<u8>,
    has_read_pieces: Cell<bool>,
    outline: Cell<Outline>,
    is_complete: Cell<bool>,
    is_read_over: Cell<bool>,
}

impl Hits {
    pub(crate) const fn none() -> Self {
        Self {
            all: [const { Cell::new(Hit::NONE) }; MOST],
            len: Cell::new(0),
            read: Cell::new(0),
            has_read_pieces: Cell::new(false),
            outline: Cell::new(Outline::NONE),
            is_complete: Cell::new(false),
            is_read_over: Cell::new(false),
        }
    }

    /// Whether all was read that [`Self::complete`] reads.
    pub(crate) const fn is_complete(&self) -> bool {
        self.is_complete.get()
    }

    /// Whether a list was read in all readings.
    pub(crate) const fn has_read(&self, list: List) -> bool {
        self.read.get() & list as u8 != 0
    }

    pub(crate) fn set_read(&self, list: List) {
        self.read.set(self.read.get() | list as u8);
    }

    /// The outline of the candidate, made when it is first asked for.
    pub(super) fn outline(&self, text: &[u8]) -> Outline {
        if self.outline.get().cost == 0 {
            self.outline.set(Outline::of(text));
        }
        self.outline.get()
    }

    /// Keeps an entry of one of the lists of words and passwords.
    #[inline]
    pub(crate) fn keep_entry(&self, list: List, found: &Match) {
        let (kind, [common, other]) = match list {
            List::Passwords => (PieceKind::Password, [costs::PASSWORD, costs::RARE_PASSWORD]),
            List::Words => (PieceKind::Word, [costs::WORD, costs::RARE_WORD]),
        };
        self.keep(Hit::of(found, kind, if found.tier == Tier::Common { common } else { other }));
    }

    /// Keeps an entry of the list of pieces. As for words, WE-O6 speaks of occasional letters; and three letters of which there
    /// are thousands say nothing where another letter touches them.
    #[inline]
    fn keep_piece(&self, text: &[u8], found: &TrieMatch) {
        let TrieMatch { start, end, number, letters, replaced, separators } = *found;
        let (kind, listed) = kind::listed(number);
        let says_nothing =
            || end - start == 3 && listed >= MANY && (is_inside(text, start) || is_inside(text, end));
        if usize::from(letters) >= REAL_LETTERS && !says_nothing() {
            let place = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
            let hit = Hit { start: place(start), end: place(end), listed, kind, replaced, parted: 0 };
            self.keep(if separators > 0 {
                hit.parted_by(costs::separated(separators.into()), text)
            } else {
                hit
            });
        }
    }

    #[inline]
    fn keep(&self, hit: Hit) {
        let len = self.len.get();
        if let Some(room) = self.all.get(len) {
            room.set(hit);
            self.len.set(len + 1);
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = Hit> + '_ {
        self.all.iter().take(self.len.get()).map(Cell::get)
    }

    /// The hits in the order of where they begin.
    pub(super) fn sorted(&self) -> Sorted {
        let mut sorted = Sorted { hits: [Hit::NONE; MOST], len: 0 };
        for hit in self.all() {
            // They come nearly in order.
            let mut place = sorted.len;
            while let Some(before) =
                sorted.hits.get(place.wrapping_sub(1)).copied().filter(|before| before.start > hit.start)
            {
                sorted.set(place, before);
                place -= 1;
            }
            sorted.set(place, hit);
            sorted.len += 1;
        }
        sorted
    }

    /// Reads what no rule has read: lists, what the context knows, and all of them with separators inside. Once is enough.
    pub(super) fn complete(&self, text: &[u8], context: &Context<'_>, lists: &Lists<'_>) {
        if self.is_complete.replace(true) {
            return;
        }
        let separator = self.outline(text).separator(text);
        if !self.has_read_pieces.get() {
            self.read_pieces(text, separator, lists, &mut |_| {});
        }
        self.read_entries_and_terms(text, context, lists);
        if let Some(mark) = separator.filter(|mark| are_joined(text, *mark)) {
            let mut squeezed = Squeezed::EMPTY;
            squeezed.read(text, |_, byte| byte == mark);
            let read = squeezed.bytes();
            let inside = Self::none();
            inside.read_entries_and_terms(read, context, lists);
            for hit in inside.all() {
                let (start, end) = squeezed.place(hit.start, hit.end);
                let separators = (end - start).saturating_sub(hit.end - hit.start);
                if separators > 0 {
                    let hit = hit.parted_by(costs::separated(separators), read);
                    self.keep(Hit { start, end, ..hit });
                }
            }
        }
    }

    /// Reads the same as [`Self::complete`] over what was put into a piece. Once is enough.
    pub(super) fn read_over(&self, insert: &Insert, text: &[u8], context: &Context<'_>, lists: &Lists<'_>) {
        if self.is_read_over.replace(true) {
            return;
        }
        let Insert { inside, around, is_entity } = insert;
        let mut squeezed = Squeezed::EMPTY;
        squeezed.read(text, |place, _| inside.contains(&place) || !around.contains(&place));
        let read = squeezed.bytes();
        let over = Self::none();
        over.read_pieces(read, None, lists, &mut |_| {});
        over.read_entries_and_terms(read, context, lists);
        let mut cost = None;
        for hit in over.all() {
            let (start, end) = squeezed.place(hit.start, hit.end);
            if usize::from(start) < inside.start && usize::from(end) > inside.end {
                let cost = *cost.get_or_insert_with(|| {
                    let inserted = text.get(inside.clone()).unwrap_or_default();
                    costs::SEPARATED + if *is_entity { costs::ENTITY } else { super::alone(inserted) }
                });
                self.keep(Hit { start, end, ..hit.parted_by(cost, read) });
            }
        }
    }

    /// Reads the list of pieces for those that are in the candidate, and hands out each that has nothing inside.
    pub(crate) fn each_piece(&self, text: &[u8], lists: &Lists<'_>, visit: &mut dyn FnMut(&TrieMatch)) {
        let separator = self.outline(text).separator(text);
        self.has_read_pieces.set(true);
        self.read_pieces(text, separator, lists, &mut |found| {
            if found.separators == 0 {
                visit(found);
            }
        });
    }

    fn read_pieces(
        &self,
        text: &[u8],
        separator: Option<u8>,
        lists: &Lists<'_>,
        visit: &mut impl FnMut(&TrieMatch),
    ) {
        if let Some(pieces) = &lists.standard.pieces {
            pieces.each_match(text, lists.readings, separator, &mut |found| {
                self.keep_piece(text, &found);
                visit(&found);
            });
        }
    }

    fn read_entries_and_terms(&self, text: &[u8], context: &Context<'_>, lists: &Lists<'_>) {
        for (list, dictionary) in
            [(List::Words, &lists.standard.words), (List::Passwords, &lists.standard.passwords)]
        {
            if let Some(dictionary) = dictionary.as_ref().filter(|_| !self.has_read(list)) {
                self.read_entries(list, text, dictionary, lists.readings);
            }
        }
        self.read_known(text, context, lists);
    }

    fn read_entries(&self, list: List, text: &[u8], dictionary: &Dictionary<'_>, readings: &Readings) {
        let _ = dictionary.visit(text, readings, &mut |found, _| {
            self.keep_entry(list, &found);
            ControlFlow::Continue(())
        });
    }

    /// An organisation's own lists, and what the context knows.
    fn read_known(&self, text: &[u8], context: &Context<'_>, lists: &Lists<'_>) {
        for dictionary in lists.own {
            let _ = dictionary.visit(text, lists.readings, &mut |found, _| {
                self.keep(Hit::of(&found, PieceKind::Known, costs::KNOWN));
                ControlFlow::Continue(())
            });
        }
        if context.tells_of_owner() {
            self.read_terms(text, context, lists.readings);
        }
        if !lists.own_words.is_empty() {
            let organisation = Context { subjects: lists.own_words, ..Context::default() };
            self.read_terms(text, &organisation, lists.readings);
        }
    }

    fn read_terms(&self, text: &[u8], context: &Context<'_>, readings: &Readings) {
        let read = |term: &Term, readings: &Readings| {
            let mut from = 0;
            while let Some(TermMatch { start, end, real_letters: letters, substituted }) =
                readings.find_term(text, term.as_bytes(), from)
            {
                let replaced = if substituted { (end - start).saturating_sub(letters) } else { 0 };
                let found = Match { start, end, letters, replaced, tier: Tier::Common };
                self.keep(Hit::of(&found, PieceKind::Known, costs::KNOWN));
                from = start + 1;
            }
        };
        for_each_term(context, &mut |_, term| {
            if term.len() >= SHORTEST_TERM {
                read(term, readings);
            }
        });
        digit_terms(context, &mut |_, term| read(term, Readings::PLAIN));
    }
}

/// Whether a place is between two letters of one segment.
fn is_inside(text: &[u8], place: usize) -> bool {
    match (place.checked_sub(1).and_then(|before| text.get(before)), text.get(place)) {
        (Some(before), Some(behind)) if before.is_ascii_alphabetic() && behind.is_ascii_alphabetic() => {
            !(before.is_ascii_lowercase() && behind.is_ascii_uppercase())
        }
        _ => false,
    }
}

/// Hits in the order of where they begin.
pub(super) struct Sorted {
    hits: [Hit; MOST],
    len: usize,
}

impl Sorted {
    fn set(&mut self, place: usize, hit: Hit) {
        if let Some(room) = self.hits.get_mut(place) {
            *room = hit;
        }
    }

    pub(super) fn as_slice(&self) -> &[Hit] {
        self.hits.get(..self.len).unwrap_or_default()
    }
}
