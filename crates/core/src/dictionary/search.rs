//! The search. Each place of the candidate is judged by its next five classes: a rolling hash and one look into a filter say
//! whether any entry can begin there in any reading, which is seldom so unless one does. Only then the prefixes of that hash
//! are compared code by code, and the rest is walked along the edges, taking every way that the readings leave open.
//!
//! Where a candidate holds spellings of several characters (`vv`), or characters that a table of one's own gives letters of
//! several classes, the classes are tried out instead.

mod ways;

use core::ops::ControlFlow;

use super::alphabet::{CODES, Code, at, byte_of, roll};
use super::blob::{Edge, MAX_ENTRY, PREFIX, Prefix, filter_place};
use super::{Dictionary, Tier};
use crate::readings::{Mark, Readings};

/// Where letters are replaced, so many must really be there: WE-O6 speaks of *occasional* letters that were replaced.
pub const REAL_LETTERS: usize = 2;
/// Edges that may be taken after one prefix before it is given up. In a list some dozens are taken at worst; only a blob made
/// to do harm can come near.
const FUEL: u32 = 1 << 14;

/// So many items are asked of the filter before any is looked for: they and those of a prefix before them have a bit each.
const BLOCK: usize = 64 - PREFIX;

/// An entry, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where it begins in the folded candidate.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many of its letters are really there.
    pub letters: usize,
    /// Whether any character was read as another letter.
    pub replaced: bool,
    /// The tier of the entry.
    pub tier: Tier,
}

impl Match {
    /// How much of the candidate it explains.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a match is never empty")]
    pub const fn len(&self) -> usize {
        self.end - self.start
    }
}

/// How the items up to some place were read.
#[derive(Clone, Copy)]
struct Read {
    letters: usize,
    replaced: bool,
}

impl Read {
    /// A code taken for an item that is `own` itself.
    #[inline]
    fn taking(self, code: Code, own: u64) -> Self {
        let same = own >> code & 1 == 1;
        Self { letters: self.letters + usize::from(same && code < 26), replaced: self.replaced || !same }
    }
}

/// One search of one candidate. `SPELLED` is [`MAX_ENTRY`] if the visitor wants to know the entries, or else 0.
struct Search<'s, V, const SPELLED: usize> {
    dictionary: &'s Dictionary<'s>,
    text: &'s [u8],
    readings: &'s Readings,
    /// Told each match and its entry.
    visit: V,
    spelled: [u8; SPELLED],
    fuel: u32,
}

impl Dictionary<'_> {
    /// Calls `visit` for each entry of five characters or more in `folded`, in each of its readings that leaves
    /// [`REAL_LETTERS`] as they are, until it breaks. Linear in the length of the candidate, and nothing is allocated.
    pub fn each_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut visit: impl FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        Search::<_, 0>::new(self, folded, readings, |found, _: &[u8]| visit(found)).run()
    }

    /// The first match that is found, if any.
    #[must_use]
    pub fn first_match(&self, folded: &[u8], readings: &Readings) -> Option<Match> {
        let mut first = None;
        let _ = self.each_match(folded, readings, |found| {
            first = Some(found);
            ControlFlow::Break(())
        });
        first
    }

    /// Whether any entry is in `folded`, in any reading.
    #[must_use]
    pub fn is_match(&self, folded: &[u8], readings: &Readings) -> bool {
        self.each_match(folded, readings, |_| ControlFlow::Break(())).is_break()
    }

    /// The longest match that `counts`; of two, the one in plain letters, then the first.
    #[must_use]
    pub fn longest_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut counts: impl FnMut(&Match) -> bool,
    ) -> Option<Match> {
        let mut longest: Option<Match> = None;
        let _ = self.each_match(folded, readings, |found| {
            let rank = |found: Match| (found.len(), !found.replaced);
            if longest.is_none_or(|best| rank(best) < rank(found)) && counts(&found) {
                longest = Some(found);
            }
            ControlFlow::Continue(())
        });
        longest
    }

    /// Writes into `room` the entry that was found at `place`, and returns it. Empty if nothing was found there.
    #[must_use]
    pub fn spelling<'r>(
        &self,
        folded: &[u8],
        readings: &Readings,
        place: &Match,
        room: &'r mut [u8; MAX_ENTRY],
    ) -> &'r str {
        let mut length = 0;
        let inside = folded.get(place.start..place.end).unwrap_or_default();
        let wanted = Match { start: 0, end: place.len(), ..*place };
        let _ = Search::<_, MAX_ENTRY>::new(self, inside, readings, |found, spelled: &[u8]| {
            if found != wanted {
                return ControlFlow::Continue(());
            }
            length = spelled.len();
            room.iter_mut().zip(spelled).for_each(|(to, from)| *to = *from);
            ControlFlow::Break(())
        })
        .run();
        core::str::from_utf8(room.get(..length).unwrap_or_default()).unwrap_or_default()
    }

    /// The tier of an entry of five characters or more.
    pub(super) fn whole(&self, entry: &[u8]) -> Option<Tier> {
        let mut tier = None;
        let exact = entry.get(..MAX_ENTRY.min(entry.len()))?;
        let _ = self.each_match(exact, &Readings::PLAIN, |found| {
            if found.start > 0 {
                return ControlFlow::Break(());
            }
            if found.end == entry.len() {
                tier = Some(found.tier);
            }
            ControlFlow::Continue(())
        });
        tier
    }
}

impl<'s, V: FnMut(Match, &[u8]) -> ControlFlow<()>, const SPELLED: usize> Search<'s, V, SPELLED> {
    #[inline]
    fn new(dictionary: &'s Dictionary<'s>, text: &'s [u8], readings: &'s Readings, visit: V) -> Self {
        Self { dictionary, text, readings, visit, spelled: [0; SPELLED], fuel: 0 }
    }

    #[inline]
    fn run(&mut self) -> ControlFlow<()> {
        let filter = self.dictionary.layout.filter;
        // The size that the word list's filter has is made known to the compiler.
        let joined = if let Ok(filter) = <&[[u8; 8]; 1 << 13]>::try_from(filter) {
            self.scan(|hash| filter.get(hash as usize % filter.len()).copied())?
        } else {
            self.scan(|hash| filter.get(hash as usize & filter.len().wrapping_sub(1)).copied())?
        };
        if joined || self.readings.wild { self.irregular() } else { ControlFlow::Continue(()) }
    }

    /// Asks the filter at every item whether a prefix may end there, and then looks for those that may. The two are apart so
    /// that the first has no branch to mispredict. Tells whether there are spellings of several characters.
    #[inline]
    fn scan(&mut self, filter: impl Fn(u32) -> Option<[u8; 8]>) -> ControlFlow<(), bool> {
        let readings = self.readings;
        let Some((head, rest)) = self.text.split_at_checked(PREFIX - 1) else {
            return ControlFlow::Continue(readings.has_joins(self.text));
        };
        // Bit 0 of these is for the latest item.
        let (mut hash, mut seen, mut unread) = (0, 0, 0_u64);
        for &byte in head {
            let mark = at(&readings.marks, byte);
            seen |= mark.0;
            hash = roll(hash, mark.roll());
            unread = unread << 1 | mark.is_no_letter();
        }
        let mut end = PREFIX - 1;
        for items in rest.chunks(BLOCK) {
            let mut open = 0_u64;
            for &byte in items {
                let mark = at(&readings.marks, byte);
                seen |= mark.0;
                hash = roll(hash, mark.roll());
                unread = unread << 1 | mark.is_no_letter();
                let word = filter(hash).map_or(0, u64::from_le_bytes);
                open = open << 1 | word >> filter_place(hash) & 1;
            }
            end += items.len();
            if self.dictionary.layout.letters_alone {
                open &= !(unread | unread >> 1 | unread >> 2 | unread >> 3 | unread >> 4);
            }
            while let Some(back) = open.checked_ilog2() {
                open ^= 1 << back;
                self.look(end - back as usize, &filter)?;
            }
        }
        ControlFlow::Continue(Mark(seen).may_join() && readings.has_joins(self.text))
    }

    /// Looks for the prefixes that may end at `end`, according to the filter.
    #[inline]
    fn look(&mut self, end: usize, filter: impl Fn(u32) -> Option<[u8; 8]>) -> ControlFlow<()> {
        let Some(start) = end.checked_sub(PREFIX) else { return ControlFlow::Continue(()) };
        let Some(items) = self.text.get(start..).and_then(|text| text.first_chunk::<PREFIX>()) else {
            return ControlFlow::Continue(());
        };
        let hash = items.iter().fold(0, |hash, &byte| roll(hash, at(&self.readings.marks, byte).roll()));
        let word = filter(hash).map_or(0, u64::from_le_bytes);
        let prefix = self.dictionary.layout.prefix(word, hash);
        let fits = items
            .iter()
            .enumerate()
            .fold(1, |fits, (place, &byte)| fits & at(&self.readings.codes, byte) >> prefix.code(place));
        if fits & 1 == 1 || prefix.is_several() {
            return self.regular(prefix, start);
        }
        ControlFlow::Continue(())
    }

    /// The entries with a prefix at `start`, where every item is taken to have one class.
    #[inline]
    fn regular(&mut self, prefix: Prefix, start: usize) -> ControlFlow<()> {
        let items: [u8; PREFIX] =
            self.text.get(start..).and_then(|text| text.first_chunk().copied()).unwrap_or_default();
        let mut own = 0;
        let mut letters = 0;
        for &byte in items.iter().rev() {
            let code = u64::from(at(&CODES, byte));
            own = own << 8 | code;
            letters += usize::from(code < 26);
        }
        let end = start + PREFIX;
        if prefix.codes() == own {
            self.fuel = FUEL;
            if SPELLED > 0 {
                (0..PREFIX).for_each(|place| self.spell(place, byte_of(prefix.code(place))));
            }
            return self.walk(prefix.edge(), start, end, Read { letters, replaced: false }, PREFIX);
        }
        if prefix.is_several() {
            return self.several(prefix, items, letters, start);
        }
        if letters < PREFIX && self.can_have(letters, end) {
            let codes = items.map(|byte| at(&self.readings.codes, byte));
            return self.replaced(prefix, &codes, &items.map(own_code), start, end);
        }
        ControlFlow::Continue(())
    }

    fn several(
        &mut self,
        several: Prefix,
        items: [u8; PREFIX],
        letters: usize,
        start: usize,
    ) -> ControlFlow<()> {
        let codes = items.map(|byte| at(&self.readings.codes, byte));
        let own = items.map(own_code);
        // With too few letters, only an entry of symbols can be there, as it is.
        let codes = if self.can_have(letters, start + PREFIX) { codes } else { own };
        for prefix in self.dictionary.layout.several(several) {
            self.replaced(Prefix::read(*prefix), &codes, &own, start, start + PREFIX)?;
        }
        ControlFlow::Continue(())
    }

    /// Whether so many letters and those from `end` on can be enough for an entry with letters replaced.
    #[inline]
    fn can_have(&self, letters: usize, end: usize) -> bool {
        let longest = self.dictionary.layout.longest as usize;
        let rest = |index: usize| self.text.get(index).is_some_and(u8::is_ascii_alphabetic);
        let mut after = (end..end + longest - PREFIX.min(longest)).filter(|index| rest(*index));
        letters >= REAL_LETTERS || after.nth(REAL_LETTERS - 1 - letters).is_some()
    }

    /// A prefix that is there if every code of it is among those that its item may be.
    #[inline]
    fn replaced(
        &mut self,
        prefix: Prefix,
        codes: &[u64; PREFIX],
        own: &[u64; PREFIX],
        start: usize,
        end: usize,
    ) -> ControlFlow<()> {
        let fits =
            codes.iter().enumerate().fold(1, |fits, (place, codes)| fits & codes >> prefix.code(place));
        if fits & 1 == 0 {
            return ControlFlow::Continue(());
        }
        let mut read = Read { letters: 0, replaced: false };
        for (place, own) in own.iter().enumerate() {
            read = read.taking(prefix.code(place), *own);
            self.spell(place, byte_of(prefix.code(place)));
        }
        self.fuel = FUEL;
        self.walk(prefix.edge(), start, end, read, PREFIX)
    }

    /// Goes along an edge, and on along every edge that the readings leave open.
    fn walk(
        &mut self,
        mut edge: Edge,
        start: usize,
        mut end: usize,
        mut read: Read,
        from: usize,
    ) -> ControlFlow<()> {
        for depth in from..=MAX_ENTRY {
            if edge.ends() && (!read.replaced || read.letters >= REAL_LETTERS) {
                let tier = if edge.is_common() { Tier::Common } else { Tier::Other };
                let spelled = self.spelled.get(..depth).unwrap_or_default();
                (self.visit)(
                    Match { start, end, letters: read.letters, replaced: read.replaced, tier },
                    spelled,
                )?;
            }
            let (Some(node), Some(&byte)) = (edge.node(), self.text.get(end)) else { break };
            if let Some(next) = self.text.get(end + 1)
                && self.readings.joins(byte, *next)
            {
                self.spelled_edges(node, start, end, read, depth)?;
            }
            let codes = at(&self.readings.codes, byte);
            let mut next: Option<Edge> = None;
            for (place, edge) in (node..).zip(self.dictionary.layout.edges.get(node..).unwrap_or_default()) {
                let edge = Edge::read(*edge, place);
                let higher = codes >> edge.code();
                if higher & 1 != 0
                    && let Some(other) = next.replace(edge)
                {
                    // All ways but the last are walked aside. In plain text there is only one.
                    self.fuel = self.fuel.saturating_sub(1);
                    self.spell(depth, byte_of(other.code()));
                    self.walk(other, start, end + 1, read.taking(other.code(), own_code(byte)), depth + 1)?;
                }
                if higher <= 1 || edge.is_last() {
                    break;
                }
            }
            let Some(next) = next else { break };
            if self.fuel == 0 {
                break;
            }
            edge = next;
            end += 1;
            self.spell(depth, byte_of(edge.code()));
            read = read.taking(edge.code(), own_code(byte));
        }
        ControlFlow::Continue(())
    }

    /// The edges that take several characters for one letter.
    #[cold]
    fn spelled_edges(
        &mut self,
        node: usize,
        start: usize,
        end: usize,
        read: Read,
        depth: usize,
    ) -> ControlFlow<()> {
        let readings = self.readings;
        for (letter, length) in readings.spellings(self.text.get(end..).unwrap_or_default()) {
            for (place, edge) in (node..).zip(self.dictionary.layout.edges.get(node..).unwrap_or_default()) {
                let edge = Edge::read(*edge, place);
                if edge.code() == at(&CODES, letter) && self.fuel > 0 {
                    self.fuel -= 1;
                    self.spell(depth, letter);
                    self.walk(edge, start, end + length, Read { replaced: true, ..read }, depth + 1)?;
                }
                if edge.is_last() {
                    break;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn spell(&mut self, depth: usize, byte: u8) {
        if let Some(place) = self.spelled.get_mut(depth) {
            *place = byte;
        }
    }
}

fn own_code(byte: u8) -> u64 {
    1_u64.checked_shl(at(&CODES, byte).into()).unwrap_or(0)
}
