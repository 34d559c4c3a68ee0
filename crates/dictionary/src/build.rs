//! `Builder` makes a blob from a list. It is for build time and for `keyward dict build`; searching needs none of it.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use crate::alphabet::{CODES, NO_CODE, at};
use crate::format::{Contents, Edge, Key, MAX_ENTRY, PREFIX, SHORT_COMMON, bits_for, short_key};
use crate::{Kind, Tier};

/// Why an entry cannot be taken into a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntryError {
    /// It has fewer than two characters or more than [`MAX_ENTRY`].
    Length,
    /// It holds a character that entries cannot hold.
    Character,
    /// Its number is none of 1 to 63, which a [`Trie`](crate::Trie) has room for.
    Number,
}

impl fmt::Display for EntryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Length => "an entry must have 2 to 64 characters",
            Self::Character => {
                "an entry may only hold letters a to z, digits and the symbols !#$%&'()*+,-./:;=?@_^~"
            }
            Self::Number => "the number of an entry must be from 1 to 63",
        })
    }
}

impl core::error::Error for EntryError {}

/// Why a list cannot be compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BuildError {
    /// The list has no entries.
    Empty,
    /// The list is too long for the format: some 16 MB of edges.
    TooLarge,
}

impl fmt::Display for BuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "the list has no entries",
            Self::TooLarge => "the list is too long for one dictionary; split it",
        })
    }
}

impl core::error::Error for BuildError {}

/// Collects entries, then compiles them.
///
/// ```
/// use keyward_dictionary::{Builder, Dictionary, Kind, Tier};
/// use keyward_dictionary::Readings;
///
/// let mut list = Builder::new(Kind::Own, "names of our wards");
/// list.add("Nightingale", Tier::Common)?;
/// let blob = list.build()?;
/// let dictionary = Dictionary::open(&blob)?;
/// assert!(dictionary.is_match(b"xxN1ght1ng4le", Readings::STANDARD));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    kind: Kind,
    provenance: String,
    /// Spelled in lower case.
    entries: BTreeMap<Vec<u8>, Tier>,
}

impl Builder {
    /// An empty list of some kind; `provenance` says where its entries come from.
    #[must_use]
    pub fn new(kind: Kind, provenance: &str) -> Self {
        Self { kind, provenance: provenance.into(), entries: BTreeMap::new() }
    }

    /// Adds an entry; case is ignored, and of two tiers for one entry the higher counts.
    ///
    /// # Errors
    ///
    /// If the entry is too short or too long, or holds a character that no entry can hold. The list is as it was.
    pub fn add(&mut self, entry: &str, tier: Tier) -> Result<(), EntryError> {
        if entry.bytes().any(|byte| at(&CODES, byte) == NO_CODE) {
            return Err(EntryError::Character);
        }
        if !(2..=MAX_ENTRY).contains(&entry.len()) {
            return Err(EntryError::Length);
        }
        let known = self.entries.entry(entry.to_ascii_lowercase().into_bytes()).or_insert(tier);
        *known = tier.max(*known);
        Ok(())
    }

    /// How many different entries were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) const fn kind(&self) -> Kind {
        self.kind
    }

    pub(super) fn provenance(&self) -> &str {
        &self.provenance
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (&[u8], Tier)> {
        self.entries.iter().map(|(entry, tier)| (entry.as_slice(), *tier))
    }

    /// Compiles the list. The same list always gives the same bytes.
    ///
    /// # Errors
    ///
    /// If there is nothing to compile, or too much.
    pub fn build(&self) -> Result<Vec<u8>, BuildError> {
        if self.entries.is_empty() {
            return Err(BuildError::Empty);
        }
        // Children of a node lie in the order of codes, letters before symbols.
        let codes = |entry: &Vec<u8>| entry.iter().map(|byte| at(&CODES, *byte)).collect::<Vec<_>>();
        let mut long: Vec<(Vec<u8>, Tier)> = self
            .entries
            .iter()
            .filter(|(entry, _)| entry.len() >= PREFIX)
            .map(|(entry, tier)| (codes(entry), *tier))
            .collect();
        long.sort_unstable();
        let mut tails = Tails::default();
        let mut roots: Vec<(Key, Shape)> = long
            .chunk_by(|a, b| a.0.get(..PREFIX) == b.0.get(..PREFIX))
            .map(|group| {
                let codes = group.first().map(|(codes, _)| codes.as_slice()).unwrap_or_default();
                (Key::of(codes), tails.step(group, PREFIX))
            })
            .collect();

        let filter_bits = bits_for(length(roots.len())?).ok_or(BuildError::TooLarge)?;
        roots.sort_unstable_by_key(|(key, _)| key.order(filter_bits));
        let order = tails.order(&roots);
        let (places, edge_count) = tails.places(&order).ok_or(BuildError::TooLarge)?;
        let mut short: Vec<u32> = self
            .entries
            .iter()
            .filter(|(entry, _)| entry.len() < PREFIX)
            .map(|(entry, tier)| short_key(&codes(entry), *tier))
            .collect();
        short.sort_unstable_by_key(|key| key & !SHORT_COMMON);

        let contents = Contents {
            kind: self.kind,
            entries: length(self.entries.len())?,
            common: length(self.entries.values().filter(|tier| **tier == Tier::Common).count())?,
            longest: length(self.entries.keys().map(Vec::len).max().unwrap_or(0))?,
            filter_bits,
            roots: roots.len(),
            root: |index| {
                let root = roots.get(index);
                root.map_or((Key::NONE, Edge(0)), |(key, shape)| (*key, edge(0, *shape, &places)))
            },
            edge_count,
            edges: tails.edges(&order, &places),
            short_count: length(short.len())?,
            short: short.into_iter(),
            provenance: self.provenance.as_bytes(),
        };
        let mut blob = vec![0; contents.len()];
        contents.write(&mut blob).ok_or(BuildError::TooLarge)?;
        Ok(blob)
    }
}

fn length(length: usize) -> Result<u32, BuildError> {
    u32::try_from(length).map_err(|_| BuildError::TooLarge)
}

/// The flags of an edge, and the number of the node it leads to.
type Shape = (u32, Option<u32>);

/// The nodes while they are built: every one once, those that follow before those they follow on.
#[derive(Default)]
struct Tails {
    nodes: Vec<Vec<(u8, Shape)>>,
    numbers: BTreeMap<Vec<(u8, Shape)>, u32>,
}

impl Tails {
    /// What follows the first `depth` codes of sorted entries, which all begin alike.
    fn step(&mut self, group: &[(Vec<u8>, Tier)], depth: usize) -> Shape {
        let mut flags = 0;
        let mut edges = Vec::new();
        for group in group.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)) {
            let Some((codes, tier)) = group.first() else { continue };
            match codes.get(depth) {
                Some(code) => edges.push((*code, self.step(group, depth + 1))),
                None => flags = Edge::ENDS | if *tier == Tier::Common { Edge::COMMON } else { 0 },
            }
        }
        if edges.is_empty() {
            return (flags, None);
        }
        if let Some(number) = self.numbers.get(&edges) {
            return (flags, Some(*number));
        }
        let number = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(edges.clone());
        self.numbers.insert(edges, number);
        (flags, Some(number))
    }

    /// The nodes in the order in which they are first met from the prefixes, which packs well: each before all that it leads to.
    fn order(&self, roots: &[(Key, Shape)]) -> Vec<usize> {
        let mut met = vec![false; self.nodes.len()];
        let mut order = Vec::with_capacity(self.nodes.len());
        for (_, (_, root)) in roots.iter().rev() {
            self.meet(*root, &mut met, &mut order);
        }
        order.reverse();
        order
    }

    /// Where the edges of each node begin, and how many places there are; none if there are too many. Nothing leads to place 0,
    /// so that it can say that nothing follows.
    fn places(&self, order: &[usize]) -> Option<(Vec<u32>, u32)> {
        let mut places = vec![0_u32; self.nodes.len()];
        let mut count = 1_u32;
        for number in order {
            *places.get_mut(*number)? = count;
            count += u32::try_from(self.nodes.get(*number)?.len()).ok()?;
        }
        (count >> (u32::BITS - 1 - Edge::TARGET) == 0).then_some((places, count))
    }

    /// The edges of all nodes, in their order.
    fn edges(&self, order: &[usize], places: &[u32]) -> impl Iterator<Item = Edge> {
        let nodes = order.iter().filter_map(|number| self.nodes.get(*number));
        nodes.flat_map(move |node| {
            node.iter().enumerate().map(move |(index, (code, shape))| {
                let last = if index + 1 == node.len() { Edge::LAST } else { 0 };
                edge(u32::from(*code) | last, *shape, places)
            })
        })
    }

    /// Puts a node into the order after all that follow it.
    fn meet(&self, node: Option<u32>, met: &mut [bool], order: &mut Vec<usize>) {
        let Some(number) = node.map(|node| node as usize) else { return };
        match met.get_mut(number) {
            Some(met) if !*met => *met = true,
            _ => return,
        }
        for (_, (_, next)) in self.nodes.get(number).into_iter().flatten().rev() {
            self.meet(*next, met, order);
        }
        order.push(number);
    }
}

/// An edge to the node of a shape.
fn edge(label: u32, (flags, node): Shape, places: &[u32]) -> Edge {
    let place = node.and_then(|node| places.get(node as usize)).copied().unwrap_or_default();
    Edge(label | flags | place << Edge::TARGET)
}
