//! The tree of a list as a minimal automaton, in fixed space, and the blob laid out from it as `Builder` does.

use super::WireError;
use crate::alphabet::Code;
use crate::format::{Contents, Edge, Key, MAX_ENTRY, PREFIX, SHORT_COMMON, bits_for, short_key};
use crate::{Kind, Tier};

/// The most nodes with others below them that are read, before like ones are made one.
const MOST_NODES: u32 = 1 << 19;
/// Numbers of edges have 16 bits.
const EDGES: usize = 1 << 16;
const ROOTS: usize = 1 << 15;
/// Words of the filter for as many roots.
const WORDS: usize = ROOTS / 2;
const SHORT: usize = 1 << 13;
/// Edges of nodes that are not yet whole.
const PENDING: usize = MAX_ENTRY * 64;

/// Things in a row, as many as there is room for.
struct Row<T, const N: usize> {
    things: [T; N],
    count: usize,
}

impl<T: Copy, const N: usize> Row<T, N> {
    const fn new(nought: T) -> Self {
        Self { things: [nought; N], count: 0 }
    }

    fn push(&mut self, thing: T) -> Result<(), WireError> {
        *self.things.get_mut(self.count).ok_or(WireError::TooLarge)? = thing;
        self.count += 1;
        Ok(())
    }

    fn all(&self) -> &[T] {
        self.things.get(..self.count).unwrap_or_default()
    }
}

/// A list while it is read.
pub(crate) struct Tree {
    /// The edges of every different node, side by side; each holds where in this row those are that follow it.
    edges: Row<u32, EDGES>,
    /// Where each node begins, by a hash of its edges.
    nodes: [u16; EDGES],
    /// Where each node will lie in the blob, by where it begins in `edges`.
    places: [u16; EDGES],
    order: Row<u16, EDGES>,
    pending: Row<u32, PENDING>,
    /// A prefix, and the edge it is the label of.
    roots: Row<(Key, u32), ROOTS>,
    /// Their numbers by their places in the filter, and for each word of it where those begin.
    sorted: [u16; ROOTS],
    words: [u32; WORDS],
    short: Row<u32, SHORT>,
    read: u32,
    entries: u32,
    common: u32,
    longest: u32,
}

impl Tree {
    #[expect(clippy::large_stack_arrays, reason = "it is meant for a static")]
    pub(crate) const NEW: Self = Self {
        edges: Row::new(0),
        nodes: [0; EDGES],
        places: [0; EDGES],
        order: Row::new(0),
        pending: Row::new(0),
        roots: Row::new((Key::NONE, 0)),
        sorted: [0; ROOTS],
        words: [0; WORDS],
        short: Row::new(0),
        read: 0,
        entries: 0,
        common: 0,
        longest: 0,
    };

    /// Forgets everything.
    pub(crate) fn start(&mut self) {
        // Nothing leads to place 0, so that it can say that nothing follows.
        self.edges.count = 1;
        self.nodes.fill(0);
        self.places.fill(0);
        (self.order.count, self.pending.count, self.roots.count, self.short.count) = (0, 0, 0, 0);
        (self.read, self.entries, self.common, self.longest) = (0, 0, 0, 0);
    }

    /// Counts a node that has others below it.
    pub(crate) fn count(&mut self) -> Result<bool, WireError> {
        self.read += 1;
        if self.read < MOST_NODES { Ok(true) } else { Err(WireError::TooLarge) }
    }

    /// Takes on an entry.
    #[inline(always)]
    pub(crate) fn enter(&mut self, codes: &[Code], tier: Tier) -> Result<(), WireError> {
        self.entries += 1;
        self.common += u32::from(tier == Tier::Common);
        self.longest = self.longest.max(codes.len() as u32);
        if codes.len() >= PREFIX {
            return Ok(());
        }
        self.short.push(short_key(codes, tier))
    }

    /// How many edges are waiting for their nodes to be whole.
    pub(crate) const fn pending(&self) -> u16 {
        self.pending.count as u16
    }

    /// Takes on the edge that the code at some depth is the label of: the node below it, and what ends there.
    #[inline(always)]
    pub(crate) fn follow(
        &mut self,
        codes: &[Code; MAX_ENTRY],
        depth: usize,
        below: u32,
        ends: Option<Tier>,
    ) -> Result<(), WireError> {
        let flags = match ends {
            None => 0,
            Some(Tier::Other) => Edge::ENDS,
            Some(Tier::Common) => Edge::ENDS | Edge::COMMON,
        };
        let edge = below << Edge::TARGET | flags;
        if depth >= PREFIX {
            let code = codes.get(depth).copied().unwrap_or_default();
            *self.pending.things.get_mut(self.pending.count).ok_or(WireError::TooLarge)? =
                edge | u32::from(code);
            self.pending.count += 1;
            Ok(())
        } else if depth == PREFIX - 1 {
            self.roots.push((Key::of(codes), edge))
        } else {
            Ok(())
        }
    }

    /// Where the node begins that has the edges pending from `first` on: one that there was, or a new one. 0 if there are none.
    #[inline(always)]
    pub(crate) fn node(&mut self, first: u16) -> Result<u32, WireError> {
        let first = usize::from(first);
        let Some(wanted) = self.pending.things.get_mut(first..self.pending.count) else { return Ok(0) };
        let Some(last) = wanted.last_mut() else { return Ok(0) };
        *last |= Edge::LAST;
        self.pending.count = first;
        let mut hash = 0_u32;
        for edge in &*wanted {
            hash = (hash ^ edge).wrapping_mul(0x9E37_79B1).rotate_left(13);
        }
        let mut slot = hash.wrapping_mul(0x85EB_CA6B) >> 16;
        loop {
            let Some(node) = self.nodes.get_mut(slot as usize & (EDGES - 1)) else { return Ok(0) };
            let place = usize::from(*node);
            if place == 0 {
                let place = self.edges.count;
                for edge in &*wanted {
                    *self.edges.things.get_mut(self.edges.count).ok_or(WireError::TooLarge)? = *edge;
                    self.edges.count += 1;
                }
                *node = place as u16;
                return Ok(place as u32);
            }
            // The last one is marked, so none is taken for one that has more.
            let mut at = place;
            for edge in &*wanted {
                if self.edges.things.get(at) != Some(edge) {
                    break;
                }
                at += 1;
            }
            if at == place + wanted.len() {
                return Ok(place as u32);
            }
            slot += 1;
        }
    }

    /// An edge, by its place.
    fn edge(&self, place: usize) -> u32 {
        self.edges.things.get(place).copied().unwrap_or(Edge::LAST)
    }

    /// The place of the last edge of a node, by where it begins.
    fn last(&self, mut place: usize) -> usize {
        while self.edge(place) & Edge::LAST == 0 {
            place += 1;
        }
        place
    }

    /// Puts the node below an edge into the order after all that follow it.
    fn meet(&mut self, edge: u32) -> Result<(), WireError> {
        let node = (edge >> Edge::TARGET) as usize;
        match self.places.get_mut(node) {
            Some(place) if node != 0 && *place == 0 => *place = 1,
            _ => return Ok(()),
        }
        for place in (node..=self.last(node)).rev() {
            let edge = self.edge(place);
            if edge >> Edge::TARGET != 0 {
                self.meet(edge)?;
            }
        }
        self.order.push(node as u16)
    }

    /// A prefix and its edge.
    fn root(&self, number: u16) -> (Key, u32) {
        self.roots.things.get(usize::from(number)).copied().unwrap_or((Key::NONE, 0))
    }

    /// Puts the prefixes into the order of the filter: by its words first, then those of each word, which are few.
    fn sort(&mut self, filter_bits: u32) {
        let word = |root: &(Key, u32)| root.0.slot(filter_bits).0 as usize;
        self.words.fill(0);
        for root in self.roots.all() {
            if let Some(count) = self.words.get_mut(word(root)) {
                *count += 1;
            }
        }
        let mut start = 0;
        for count in &mut self.words {
            (*count, start) = (start, start + *count);
        }
        let Row { things, count } = &self.roots;
        let order = |number: u16| {
            let key = things.get(usize::from(number)).map_or(Key::NONE, |root| root.0);
            key.order(filter_bits)
        };
        for (number, root) in (0..).zip(things.get(..*count).unwrap_or_default()) {
            let Some(place) = self.words.get_mut(word(root)) else { continue };
            if let Some(sorted) = self.sorted.get_mut(*place as usize) {
                *sorted = number;
            }
            *place += 1;
        }
        let Some(sorted) = self.sorted.get_mut(..*count) else { return };
        for end in 2..=sorted.len() {
            for last in (1..end).rev() {
                match sorted.get_mut(last - 1..=last) {
                    Some([one, other]) if order(*one) > order(*other) => core::mem::swap(one, other),
                    _ => break,
                }
            }
        }
    }

    /// The short entries by their keys. Those of each length came in that order already.
    fn short(&self) -> impl Iterator<Item = u32> {
        let of = |length| self.short.all().iter().copied().filter(move |short| short & 7 == length);
        let mut lengths = [1, 2, 3, 4].map(of);
        let mut trigram_filter = lengths.each_mut().map(Iterator::next);
        core::iter::from_fn(move || {
            let keys = trigram_filter
                .iter()
                .enumerate()
                .filter_map(|(at, head)| Some((head.as_ref()? & !SHORT_COMMON, at)));
            let (_, at) = keys.min()?;
            core::mem::replace(trigram_filter.get_mut(at)?, lengths.get_mut(at)?.next())
        })
    }

    /// Lays out the blob. Returns its length and checksum.
    pub(crate) fn build(
        &mut self,
        kind: Kind,
        provenance: &[u8],
        blob: &mut [u8],
    ) -> Result<(usize, u64), WireError> {
        let filter_bits = bits_for(self.roots.count as u32).ok_or(WireError::TooLarge)?;
        self.sort(filter_bits);
        for number in (0..self.roots.count).rev() {
            let root = self.sorted.get(number).copied().unwrap_or_default();
            self.meet(self.root(root).1)?;
        }
        let mut edges = 1;
        for number in (0..self.order.count).rev() {
            let node = self.order.things.get(number).copied().unwrap_or_default().into();
            if let Some(place) = self.places.get_mut(node) {
                *place = edges as u16;
            }
            edges += (self.last(node) + 1 - node) as u32;
        }
        let contents = Contents {
            kind,
            entries: self.entries,
            common: self.common,
            longest: self.longest,
            filter_bits,
            roots: self.roots.count,
            root: |index: usize| {
                let (key, edge) = self.root(self.sorted.get(index).copied().unwrap_or_default());
                (key, self.placed(edge))
            },
            edge_count: edges,
            edges: self.order.all().iter().rev().flat_map(|node| {
                let node = usize::from(*node);
                (node..=self.last(node)).map(|place| self.placed(self.edge(place)))
            }),
            short_count: self.short.count as u32,
            short: self.short(),
            provenance,
        };
        contents.write(blob).ok_or(WireError::TooLarge)
    }

    /// An edge with the place that the node below it will have in the blob.
    fn placed(&self, edge: u32) -> Edge {
        let below = self.places.get((edge >> Edge::TARGET) as usize).copied().unwrap_or_default();
        Edge(edge & ((1 << Edge::TARGET) - 1) | u32::from(below) << Edge::TARGET)
    }
}
