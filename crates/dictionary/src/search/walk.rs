//! The walk through a dictionary: from each place that a scan left open to the prefixes that are there, and along the edges of
//! what follows them.

use core::ops::ControlFlow;

use super::scan::{PIECE, Scan};
use super::{Match, REAL_LETTERS};
use crate::Dictionary;
use crate::alphabet::{BYTE_ROLLS, CLASSES, CODES, CODES_OF_CLASS, Code, at, byte_of, class_of, roll};
use crate::format::Edge;
use crate::format::{EACH, Prefix, are_letters};
use crate::format::{MAX_ENTRY, PREFIX};
use crate::readings::Readings;

/// Edges that may be taken after one prefix before it is given up. In a list some dozens are taken at worst; only a blob made
/// to do harm can come near.
const FUEL: u32 = 1 << 14;

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
pub(super) trait Visit: FnMut(Match, &[u8]) -> ControlFlow<()> {}

impl<V: FnMut(Match, &[u8]) -> ControlFlow<()>> Visit for V {}

/// One search of one candidate.
pub(super) struct Search<'s, V> {
    pub(super) dictionary: &'s Dictionary<'s>,
    pub(super) text: &'s [u8],
    pub(super) readings: &'s Readings,
    visit: V,
    /// Room for the entry, if it is wanted.
    spelled: Option<&'s mut [u8; MAX_ENTRY]>,
    /// Whether the candidate holds a spelling of several characters.
    joined: bool,
    fuel: u32,
    /// How many prefixes, nodes and ways were looked at.
    #[cfg(test)]
    pub(super) visited: usize,
}

impl<'s, V: Visit> Search<'s, V> {
    #[inline]
    pub(super) fn new(
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
    pub(super) const fn count(&mut self) {
        #[cfg(test)]
        {
            self.visited += 1;
        }
    }

    /// Looks wherever the filter says that there may be something; `scan` is what it says of the first piece.
    pub(super) fn run(&mut self, scan: Scan) -> ControlFlow<()> {
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
        let rolls = items.map(|byte| at(&BYTE_ROLLS, byte));
        let hash = rolls.iter().fold(0, |hash, &class| roll(hash, class));
        let layout = &self.dictionary.layout;
        let prefix = layout.prefix(layout.filter(hash), hash);
        let lowest = layout.lowest(rolls.map(class_of));
        self.count();
        let own = codes_of_letters(*items);
        if !(self.readings.letters_alone && are_letters(own)) {
            return self.disguised(prefix, lowest, *items, start);
        }
        let written = own - lowest;
        if prefix.codes() == written {
            return self.plain(prefix.edge(), start, end);
        }
        let several = layout.several(prefix).unwrap_or_default().iter();
        match several.map(|prefix| Prefix::read(*prefix)).find(|prefix| prefix.codes() == written) {
            Some(prefix) => self.plain(prefix.edge(), start, end),
            None => ControlFlow::Continue(()),
        }
    }

    /// The entries with a prefix at `start` where some characters may stand for others.
    fn disguised(
        &mut self,
        prefix: Prefix,
        lowest: u64,
        items: [u8; PREFIX],
        start: usize,
    ) -> ControlFlow<()> {
        let end = start + PREFIX;
        // With too few letters, only an entry of symbols can be there, as it is.
        let codes = if !self.can_have_letters(items, end) {
            items.map(own_code)
        } else if self.readings.wild {
            items.map(|byte| at(&self.readings.codes, byte) & codes_alike(byte))
        } else {
            items.map(|byte| at(&self.readings.codes, byte))
        };
        let prefix_itself = [prefix.bytes()];
        for prefix in self.dictionary.layout.several(prefix).unwrap_or(&prefix_itself) {
            let prefix = Prefix::read(*prefix).above(lowest);
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
    pub(super) fn replaced(
        &mut self,
        prefix: Prefix,
        own: &[u64; PREFIX],
        start: usize,
        end: usize,
    ) -> ControlFlow<()> {
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

/// The codes of five letters, as a prefix holds them; of other items something that is not.
#[inline]
pub(super) fn codes_of_letters(items: [u8; PREFIX]) -> u64 {
    let [head @ .., last] = items;
    let lower = u64::from(u32::from_le_bytes(head)) | u64::from(last) << 32 | (0x20 * EACH);
    lower.wrapping_sub(u64::from(b'a') * EACH)
}

/// The codes of a byte's class. A wild one's others are found by other ways.
fn codes_alike(byte: u8) -> u64 {
    CODES_OF_CLASS.get(usize::from(at(&CLASSES, byte))).copied().unwrap_or_default()
}

pub(super) fn own_code(byte: u8) -> u64 {
    1_u64.checked_shl(at(&CODES, byte).into()).unwrap_or(0)
}
