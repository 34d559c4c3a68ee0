//! The walk through a dictionary: from each offset that a scan left open to the prefixes that are there, and along the edges of
//! what follows them.
//!
//! Text that can be read in one way only goes through [`Search::follow_plain`], a loop; where a character leaves several letters
//! open, `follow_node` and `follow_edge` call each other for each of them. They take every way through the lattice of readings
//! that is also a way through the automaton, which are few in any list of words; [`Search::step`] counts them and gives up
//! where they are not.

use core::ops::ControlFlow;

use zeroize::Zeroize;

use super::scan::{CHUNK, Scan};
use super::{Ending, Match, REAL_LETTERS, budget};
use crate::Dictionary;
use crate::alphabet::{BYTE_ROLLS, CLASSES, CODES, CODES_OF_CLASS, Code, at, byte_of, class_of, roll};
use crate::format::{EACH, Edge, MAX_ENTRY, PREFIX, Prefix, are_letters};
use crate::readings::Readings;
use crate::work;

/// How the items up to some offset were read.
#[derive(Clone, Copy)]
struct Read {
    letters: usize,
    replaced: usize,
}

impl Read {
    /// A code taken for an item that is `own` itself.
    #[inline]
    fn taking(self, code: Code, own: u64) -> Self {
        let same = own >> code & 1 == 1;
        Self {
            letters: self.letters + usize::from(same && code < 26),
            replaced: self.replaced + usize::from(!same),
        }
    }
}

/// The entry on the way that is being walked, in lower case. It is a part of what may be a password, so it is wiped however
/// the search ends; only the part that was used, as wiping writes byte by byte.
struct Spelled {
    bytes: [u8; MAX_ENTRY],
    used: usize,
}

impl Spelled {
    #[inline]
    fn set(&mut self, depth: usize, byte: u8) {
        if let Some(to) = self.bytes.get_mut(depth) {
            *to = byte;
            self.used = self.used.max(depth + 1);
        }
    }
}

impl Drop for Spelled {
    fn drop(&mut self) {
        self.bytes.get_mut(..self.used).unwrap_or_default().zeroize();
    }
}

/// Told each match and its entry.
pub(super) trait Visit: FnMut(Match, &[u8]) -> ControlFlow<()> {}

impl<V: FnMut(Match, &[u8]) -> ControlFlow<()>> Visit for V {}

/// One search of one candidate.
pub(super) struct Search<'s, V> {
    pub(super) dictionary: &'s Dictionary<'s>,
    pub(super) text: &'s [u8],
    pub(super) readings: &'s Readings,
    visit: V,
    spelled: Spelled,
    /// Whether the candidate holds a spelling of several characters.
    has_multichar: bool,
    /// How many prefixes, edges and class paths were looked at.
    pub(super) steps: usize,
    budget: usize,
}

impl<'s, V: Visit> Search<'s, V> {
    #[inline]
    pub(super) fn new(
        dictionary: &'s Dictionary<'s>,
        text: &'s [u8],
        readings: &'s Readings,
        visit: V,
    ) -> Self {
        let spelled = Spelled { bytes: [0; MAX_ENTRY], used: 0 };
        let budget = budget(text.len());
        Self { dictionary, text, readings, visit, spelled, has_multichar: false, steps: 0, budget }
    }

    /// Counts something looked at, and breaks when the budget is spent.
    #[inline]
    pub(super) fn step(&mut self) -> ControlFlow<()> {
        self.steps += 1;
        work::count(1);
        if self.steps > self.budget { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Looks wherever the filter says that there may be something; `scan` is what it says of the first chunk.
    pub(super) fn run(&mut self, scan: Scan) -> Ending {
        match self.walk(scan) {
            ControlFlow::Continue(()) => Ending::Complete,
            ControlFlow::Break(()) if self.steps > self.budget => Ending::Exhausted,
            ControlFlow::Break(()) => Ending::Stopped,
        }
    }

    fn walk(&mut self, scan: Scan) -> ControlFlow<()> {
        let text = self.text;
        self.has_multichar = (scan.digraphs != 0 || text.len() > CHUNK) && self.readings.has_digraph(text);
        let mut end = CHUNK.min(text.len());
        let mut open = scan.open;
        loop {
            while let Some(back) = open.checked_ilog2() {
                open ^= 1 << back;
                self.probe(end - back as usize)?;
            }
            if end == text.len() {
                break;
            }
            let start = end - (PREFIX - 1);
            end = (start + CHUNK).min(text.len());
            let chunk = text.get(start..end).unwrap_or_default();
            open = Scan::of(chunk, self.readings, &self.dictionary.layout).open;
        }
        if self.has_multichar || self.readings.cross_class {
            self.try_class_paths()
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Looks for the prefixes that may end at `end`, according to the filter.
    #[inline]
    fn probe(&mut self, end: usize) -> ControlFlow<()> {
        let Some(start) = end.checked_sub(PREFIX) else { return ControlFlow::Continue(()) };
        let Some(items) = self.text.get(start..).and_then(|text| text.first_chunk::<PREFIX>()) else {
            return ControlFlow::Continue(());
        };
        let rolls = items.map(|byte| at(&BYTE_ROLLS, byte));
        let hash = rolls.iter().fold(0, |hash, &class| roll(hash, class));
        let layout = &self.dictionary.layout;
        let prefix = layout.prefix(layout.filter(hash), hash);
        let base = layout.base(rolls.map(class_of));
        self.step()?;
        let own = codes_of_letters(*items);
        if !(self.readings.letters_are_plain && are_letters(own)) {
            return self.probe_ambiguous(prefix, base, *items, start);
        }
        let written = own - base;
        if prefix.codes() == written {
            return self.follow_plain(prefix.edge(), start, end);
        }
        let bucket = layout.bucket(prefix).unwrap_or_default().iter();
        match bucket.map(|prefix| Prefix::read(*prefix)).find(|prefix| prefix.codes() == written) {
            Some(prefix) => self.follow_plain(prefix.edge(), start, end),
            None => ControlFlow::Continue(()),
        }
    }

    /// The entries with a prefix at `start` where some characters may stand for others.
    fn probe_ambiguous(
        &mut self,
        prefix: Prefix,
        base: u64,
        items: [u8; PREFIX],
        start: usize,
    ) -> ControlFlow<()> {
        let end = start + PREFIX;
        // With too few letters, only an entry of symbols can be there, as it is.
        let codes = if !self.can_have_letters(items, end) {
            items.map(own_code)
        } else if self.readings.cross_class {
            items.map(|byte| at(&self.readings.codes, byte) & codes_alike(byte))
        } else {
            items.map(|byte| at(&self.readings.codes, byte))
        };
        let prefix_itself = [prefix.bytes()];
        for prefix in self.dictionary.layout.bucket(prefix).unwrap_or(&prefix_itself) {
            let prefix = Prefix::read(*prefix).decode(base);
            self.step()?;
            if prefix.fits(&codes) {
                self.follow_prefix(prefix, &items.map(own_code), start, end)?;
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
    pub(super) fn follow_prefix(
        &mut self,
        prefix: Prefix,
        own: &[u64; PREFIX],
        start: usize,
        end: usize,
    ) -> ControlFlow<()> {
        let mut read = Read { letters: 0, replaced: 0 };
        for (index, own) in own.iter().enumerate() {
            read = read.taking(prefix.code(index), *own);
            self.spelled.set(index, byte_of(prefix.code(index)));
        }
        self.follow_edge(prefix.edge(), start, end, read, PREFIX)
    }

    /// Goes along an edge that plain letters led to, and on as long as plain letters follow.
    fn follow_plain(&mut self, mut edge: Edge, start: usize, mut end: usize) -> ControlFlow<()> {
        let edges = self.dictionary.layout.edges;
        loop {
            let letters = end - start;
            if edge.ends() {
                let entry = self.text.get(start..end).unwrap_or_default();
                (self.visit)(Match { start, end, letters, replaced: 0, tier: edge.tier() }, entry)?;
            }
            let (Some(node), Some(&byte)) = (edge.node(), self.text.get(end)) else { break };
            if !byte.is_ascii_alphabetic() || self.has_multichar {
                let read = self.text.get(start..end).unwrap_or_default();
                let spelled = self.spelled.bytes.iter_mut().zip(read);
                spelled.for_each(|(to, from)| *to = from.to_ascii_lowercase());
                self.spelled.used = self.spelled.used.max(letters);
                return self.follow_node(node, start, end, Read { letters, replaced: 0 }, letters);
            }
            self.step()?;
            let Some(found) = next_edge(edges, node, (byte | 0x20) - b'a') else { break };
            edge = found;
            end += 1;
        }
        ControlFlow::Continue(())
    }

    /// Goes along an edge, and on along every edge that the readings leave open.
    fn follow_edge(
        &mut self,
        edge: Edge,
        start: usize,
        end: usize,
        read: Read,
        depth: usize,
    ) -> ControlFlow<()> {
        self.step()?;
        let Read { letters, replaced } = read;
        if edge.ends() && (replaced == 0 || letters >= REAL_LETTERS) {
            let entry = self.spelled.bytes.get(..depth).unwrap_or_default();
            (self.visit)(Match { start, end, letters, replaced, tier: edge.tier() }, entry)?;
        }
        match edge.node() {
            Some(node) if depth < MAX_ENTRY => self.follow_node(node, start, end, read, depth),
            _ => ControlFlow::Continue(()),
        }
    }

    /// Goes on along every edge of a node that the readings leave open.
    fn follow_node(
        &mut self,
        node: usize,
        start: usize,
        end: usize,
        read: Read,
        depth: usize,
    ) -> ControlFlow<()> {
        let Some(&byte) = self.text.get(end) else { return ControlFlow::Continue(()) };
        if self.has_multichar
            && let Some(next) = self.text.get(end + 1)
            && self.readings.is_digraph(byte, *next)
        {
            self.follow_multichar(node, start, end, read, depth)?;
        }
        let codes = at(&self.readings.codes, byte);
        let own = own_code(byte);
        for (index, edge) in (node..).zip(self.dictionary.layout.edges.get(node..).unwrap_or_default()) {
            let edge = Edge::read(*edge, index);
            let higher = codes >> edge.code();
            if higher & 1 != 0 {
                self.spelled.set(depth, byte_of(edge.code()));
                self.follow_edge(edge, start, end + 1, read.taking(edge.code(), own), depth + 1)?;
            }
            if higher <= 1 || edge.is_last() {
                break;
            }
        }
        ControlFlow::Continue(())
    }

    /// The edges that take several characters for one letter.
    #[cold]
    fn follow_multichar(
        &mut self,
        node: usize,
        start: usize,
        end: usize,
        read: Read,
        depth: usize,
    ) -> ControlFlow<()> {
        let readings = self.readings;
        let edges = self.dictionary.layout.edges;
        for (letter, length) in readings.spellings(self.text.get(end..).unwrap_or_default()) {
            if let Some(edge) = next_edge(edges, node, at(&CODES, letter)) {
                self.spelled.set(depth, letter);
                let read = Read { replaced: read.replaced + 1, ..read };
                self.follow_edge(edge, start, end + length, read, depth + 1)?;
            }
        }
        ControlFlow::Continue(())
    }
}

/// The edge of a node that takes a code.
#[inline]
fn next_edge(edges: &[[u8; 4]], node: usize, code: Code) -> Option<Edge> {
    let (index, edge) = (node..)
        .zip(edges.get(node..)?)
        .find(|(_, edge)| Edge::label(**edge) >= code || Edge::closes(**edge))?;
    (Edge::label(*edge) == code).then(|| Edge::read(*edge, index))
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
