//! The search. Each place of the candidate is judged by its next five classes: a rolling hash and one look into a filter say
//! whether any entry can begin there in any reading, which is seldom so unless one does. Only then the prefixes of that hash
//! are compared code by code, and the rest is walked along the edges, taking every way that the readings leave open.
//!
//! Where a candidate holds spellings of several characters (`vv`), or characters that a table of one's own gives letters of
//! several classes, the classes are tried out instead.

mod scan;
#[cfg(test)]
mod tests;
mod ways;

use core::ops::ControlFlow;

use zeroize::Zeroize;

use super::alphabet::{BYTE_ROLLS, CODES, Code, at, byte_of, roll};
use super::blob::{Edge, MAX_ENTRY, PREFIX, Prefix};
use super::{Dictionary, Tier};
use crate::readings::Readings;
use scan::{PIECE, Scan};

/// Where letters are replaced, so many must really be there: WE-O6 speaks of *occasional* letters that were replaced.
pub const REAL_LETTERS: usize = 2;
/// Edges that may be taken after one prefix before it is given up. In a list some dozens are taken at worst; only a blob made
/// to do harm can come near.
const FUEL: u32 = 1 << 14;

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

/// Told each match and, if it is wanted, its entry.
trait Visit: FnMut(Match, &[u8]) -> ControlFlow<()> {}

impl<V: FnMut(Match, &[u8]) -> ControlFlow<()>> Visit for V {}

/// One search of one candidate.
struct Search<'s, V> {
    dictionary: &'s Dictionary<'s>,
    text: &'s [u8],
    readings: &'s Readings,
    visit: V,
    /// Room for the entry, if it is wanted.
    spelled: Option<&'s mut [u8; MAX_ENTRY]>,
    /// Whether the candidate holds a spelling of several characters.
    joined: bool,
    fuel: u32,
    /// How many prefixes, nodes and ways were looked at.
    #[cfg(test)]
    visited: usize,
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
        self.search(folded, readings, None, |found, _: &[u8]| visit(found))
    }

    #[inline]
    fn search(
        &self,
        text: &[u8],
        readings: &Readings,
        spelled: Option<&mut [u8; MAX_ENTRY]>,
        visit: impl Visit,
    ) -> ControlFlow<()> {
        let scan = Scan::of(text.get(..PIECE).unwrap_or(text), readings, &self.layout);
        if scan.open | scan.joined == 0 && text.len() <= PIECE && !readings.wild {
            return ControlFlow::Continue(());
        }
        self.look_into(text, readings, spelled, visit, scan)
    }

    /// Looks at what a scan left open. It stands apart, so that little is set up where nothing is.
    #[inline(never)]
    fn look_into(
        &self,
        text: &[u8],
        readings: &Readings,
        spelled: Option<&mut [u8; MAX_ENTRY]>,
        visit: impl Visit,
        scan: Scan,
    ) -> ControlFlow<()> {
        Search::new(self, text, readings, spelled, visit).run(scan)
    }

    /// [`Self::each_match`] for the rules, with the entry where it is wanted: compiled once for all of them, so that the code of
    /// a check is small and soon at hand.
    #[inline(never)]
    pub(crate) fn visit(
        &self,
        text: &[u8],
        readings: &Readings,
        spelled: Option<&mut [u8; MAX_ENTRY]>,
        visit: &mut dyn FnMut(Match, &[u8]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.search(text, readings, spelled, visit)
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
        let _ = self.visit(folded, readings, None, &mut |found, _| {
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
        let inside = folded.get(place.start..place.end).unwrap_or_default();
        let mut length = 0;
        if place.replaced {
            let wanted = Match { start: 0, end: place.len(), ..*place };
            let mut spelled = [0; MAX_ENTRY];
            let _ = self.visit(inside, readings, Some(&mut spelled), &mut |found, entry| {
                if found != wanted {
                    return ControlFlow::Continue(());
                }
                length = entry.len();
                room.iter_mut().zip(entry).for_each(|(to, from)| *to = *from);
                ControlFlow::Break(())
            });
            spelled.zeroize();
        } else {
            length = inside.len();
            room.iter_mut().zip(inside).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        }
        core::str::from_utf8(room.get(..length).unwrap_or_default()).unwrap_or_default()
    }

    /// The tier of an entry of five characters or more.
    pub(super) fn whole(&self, entry: &[u8]) -> Option<Tier> {
        let mut tier = None;
        let exact = entry.get(..MAX_ENTRY.min(entry.len()))?;
        let _ = self.visit(exact, &Readings::PLAIN, None, &mut |found, _| {
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

impl<'s, V: Visit> Search<'s, V> {
    #[inline]
    fn new(
        dictionary: &'s Dictionary<'s>,
        text: &'s [u8],
        readings: &'s Readings,
        spelled: Option<&'s mut [u8; MAX_ENTRY]>,
        visit: V,
    ) -> Self {
        Self {
            dictionary,
            text,
            readings,
            visit,
            spelled,
            joined: false,
            fuel: 0,
            #[cfg(test)]
            visited: 0,
        }
    }

    /// Counts something looked at, for the tests that bound the cost.
    #[inline]
    #[cfg_attr(
        not(test),
        expect(clippy::unused_self, clippy::needless_pass_by_ref_mut, reason = "tests alone count")
    )]
    const fn count(&mut self) {
        #[cfg(test)]
        {
            self.visited += 1;
        }
    }

    /// Looks wherever the filter says that there may be something; `scan` is what it says of the first piece.
    fn run(&mut self, scan: Scan) -> ControlFlow<()> {
        let text = self.text;
        self.joined = (scan.joined != 0 || text.len() > PIECE) && self.readings.has_joins(text);
        let mut end = PIECE.min(text.len());
        let mut open = scan.open;
        loop {
            while let Some(back) = open.checked_ilog2() {
                open ^= 1 << back;
                self.look(end - back as usize)?;
            }
            if end == text.len() {
                break;
            }
            let start = end - (PREFIX - 1);
            end = (start + PIECE).min(text.len());
            let piece = text.get(start..end).unwrap_or_default();
            open = Scan::of(piece, self.readings, &self.dictionary.layout).open;
        }
        if self.joined || self.readings.wild { self.irregular() } else { ControlFlow::Continue(()) }
    }

    /// Looks for the prefixes that may end at `end`, according to the filter.
    #[inline]
    fn look(&mut self, end: usize) -> ControlFlow<()> {
        let Some(start) = end.checked_sub(PREFIX) else { return ControlFlow::Continue(()) };
        let Some(items) = self.text.get(start..).and_then(|text| text.first_chunk::<PREFIX>()) else {
            return ControlFlow::Continue(());
        };
        let hash = items.iter().fold(0, |hash, &byte| roll(hash, at(&BYTE_ROLLS, byte)));
        let layout = &self.dictionary.layout;
        let prefix = layout.prefix(layout.filter(hash), hash);
        self.count();
        let own = if_letters(*items);
        if prefix.codes() == own && are_letters(own) && self.readings.letters_alone {
            return self.plain(prefix.edge(), start, end);
        }
        if !(self.readings.letters_alone && are_letters(own)) {
            return self.disguised(prefix, *items, start);
        }
        let several = layout.several(prefix).unwrap_or_default().iter();
        match several.map(|prefix| Prefix::read(*prefix)).find(|prefix| prefix.codes() == own) {
            Some(prefix) => self.plain(prefix.edge(), start, end),
            None => ControlFlow::Continue(()),
        }
    }

    /// The entries with a prefix at `start` where some characters may stand for others.
    fn disguised(&mut self, prefix: Prefix, items: [u8; PREFIX], start: usize) -> ControlFlow<()> {
        let end = start + PREFIX;
        // With too few letters, only an entry of symbols can be there, as it is.
        let codes = if self.can_have_letters(items, end) {
            items.map(|byte| at(&self.readings.codes, byte))
        } else {
            items.map(own_code)
        };
        let prefix_itself = [prefix.bytes()];
        for prefix in self.dictionary.layout.several(prefix).unwrap_or(&prefix_itself) {
            let prefix = Prefix::read(*prefix);
            self.count();
            if prefix.fits(&codes) {
                self.replaced(prefix, &items.map(own_code), start, end)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether there are letters enough, among these items and those from `end` on, for an entry with letters replaced.
    #[inline]
    fn can_have_letters(&self, items: [u8; PREFIX], end: usize) -> bool {
        let letters = items.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        let Some(wanted) = REAL_LETTERS.checked_sub(letters + 1) else { return true };
        let rest = (self.dictionary.layout.longest as usize).saturating_sub(PREFIX);
        let after = self.text.iter().skip(end).take(rest);
        after.filter(|byte| byte.is_ascii_alphabetic()).nth(wanted).is_some()
    }

    /// The entries with a prefix that fits, where `own` are the codes that the items are themselves.
    fn replaced(&mut self, prefix: Prefix, own: &[u64; PREFIX], start: usize, end: usize) -> ControlFlow<()> {
        let mut read = Read { letters: 0, replaced: false };
        for (place, own) in own.iter().enumerate() {
            read = read.taking(prefix.code(place), *own);
            self.spell(place, byte_of(prefix.code(place)));
        }
        self.fuel = FUEL;
        self.walk(prefix.edge(), start, end, read, PREFIX)
    }

    /// Goes along an edge that plain letters led to, and on as long as plain letters follow.
    fn plain(&mut self, mut edge: Edge, start: usize, mut end: usize) -> ControlFlow<()> {
        let edges = self.dictionary.layout.edges;
        loop {
            let letters = end - start;
            if edge.ends() {
                (self.visit)(Match { start, end, letters, replaced: false, tier: edge.tier() }, &[])?;
            }
            let (Some(node), Some(&byte)) = (edge.node(), self.text.get(end)) else { break };
            if !byte.is_ascii_alphabetic() || self.joined {
                let read = self.text.get(start..end).unwrap_or_default();
                if let Some(spelled) = &mut self.spelled {
                    spelled.iter_mut().zip(read).for_each(|(to, from)| *to = from.to_ascii_lowercase());
                }
                self.fuel = FUEL;
                return self.onward(node, start, end, Read { letters, replaced: false }, letters);
            }
            self.count();
            let Some(found) = next_edge(edges, node, (byte | 0x20) - b'a') else { break };
            edge = found;
            end += 1;
        }
        ControlFlow::Continue(())
    }

    /// Goes along an edge, and on along every edge that the readings leave open.
    fn walk(&mut self, edge: Edge, start: usize, end: usize, read: Read, depth: usize) -> ControlFlow<()> {
        if edge.ends() && (!read.replaced || read.letters >= REAL_LETTERS) {
            let found =
                Match { start, end, letters: read.letters, replaced: read.replaced, tier: edge.tier() };
            let spelled =
                self.spelled.as_deref().and_then(|spelled| spelled.get(..depth)).unwrap_or_default();
            (self.visit)(found, spelled)?;
        }
        match edge.node() {
            Some(node) if depth < MAX_ENTRY => self.onward(node, start, end, read, depth),
            _ => ControlFlow::Continue(()),
        }
    }

    /// Goes on along every edge of a node that the readings leave open.
    fn onward(&mut self, node: usize, start: usize, end: usize, read: Read, depth: usize) -> ControlFlow<()> {
        let Some(&byte) = self.text.get(end) else { return ControlFlow::Continue(()) };
        self.count();
        if self.joined
            && let Some(next) = self.text.get(end + 1)
            && self.readings.joins(byte, *next)
        {
            self.spelled_edges(node, start, end, read, depth)?;
        }
        let codes = at(&self.readings.codes, byte);
        let own = own_code(byte);
        for (place, edge) in (node..).zip(self.dictionary.layout.edges.get(node..).unwrap_or_default()) {
            let edge = Edge::read(*edge, place);
            let higher = codes >> edge.code();
            if higher & 1 != 0 {
                if self.fuel == 0 {
                    break;
                }
                self.fuel -= 1;
                self.spell(depth, byte_of(edge.code()));
                self.walk(edge, start, end + 1, read.taking(edge.code(), own), depth + 1)?;
            }
            if higher <= 1 || edge.is_last() {
                break;
            }
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

    #[inline]
    fn spell(&mut self, depth: usize, byte: u8) {
        if let Some(spelled) = &mut self.spelled
            && let Some(place) = spelled.get_mut(depth)
        {
            *place = byte;
        }
    }
}

/// The edge of a node that takes a code.
#[inline]
fn next_edge(edges: &[[u8; 4]], node: usize, code: Code) -> Option<Edge> {
    let (place, edge) = (node..)
        .zip(edges.get(node..)?)
        .find(|(_, edge)| Edge::label(**edge) >= code || Edge::closes(**edge))?;
    (Edge::label(*edge) == code).then(|| Edge::read(*edge, place))
}

/// The codes of five letters, as a prefix holds them, or of other items something else.
#[inline]
fn if_letters(items: [u8; PREFIX]) -> u64 {
    let [head @ .., last] = items;
    let lower = u64::from(u32::from_le_bytes(head)) | u64::from(last) << 32 | (0x20 * EACH);
    lower.wrapping_sub(u64::from(b'a') * EACH)
}

/// Whether these are the codes of five letters.
#[inline]
const fn are_letters(codes: u64) -> bool {
    // A code above 25 leaves a high bit in one of the sums; what a byte below `a` borrowed leaves one in the codes.
    (codes | codes.wrapping_add((0x80 - 26) * EACH)) & (0x80 * EACH) == 0
}

/// One in each byte of a prefix's codes.
const EACH: u64 = 0x01_0101_0101;

fn own_code(byte: u8) -> u64 {
    1_u64.checked_shl(at(&CODES, byte).into()).unwrap_or(0)
}
