//! The wire: word lists in a sixth of their blobs' size, which are built again from it, byte for byte, where they arrive.
//!
//! A page pays for every byte it loads, and a blob is made for searching. On the wire there are only the entries. Those of a
//! list form a tree with a character at each branch, and a *step* is one branch: a code, told by its *rank*, and a *shape*,
//! which says whether an entry ends there, whether there is a node below with branches of its own, and whether this is the
//! last child.
//!
//! The children of one node follow each other by ascending code. The nodes come in the order of how their entries are
//! spelled backwards from there: nodes to which the same endings lead are neighbours, whatever the words begin with, and
//! have much the same children. So all that has to be told of a step is told well by what was so lately, and a coder of bits
//! with a few small tables does as well as one that looks far back, in little of its time.
//!
//! That order also says which children are whose. Let the nodes below all steps of one group (whether an entry ends there,
//! then the rank) be numbered in the order of these steps, one group after the other: that is the order in which the nodes
//! come. So nothing points anywhere, and the tree is put together by counting.
//!
//! Last come the tiers, in the order of a walk through the tree: an entry's is guessed from those of the one told last and
//! of the one before on its way.
//!
//! The bytes: a magic word, the number of lists; for each list the numbers of its header and its provenance; then the bits of
//! all.
//! Reading needs no allocator: all the working space is one [`Workspace`], which may be a static.
#![expect(clippy::cast_possible_truncation, reason = "arithmetic on bits")]
#![expect(clippy::inline_always, reason = "what is done for every bit, when compiled for the least size")]

mod coder;
#[cfg(feature = "alloc")]
mod encode;
mod steps;
mod tree;
mod trie;

use core::fmt;

use coder::Reader;
#[cfg(feature = "alloc")]
pub use encode::encode;
use steps::{Before, Model, SHAPE, Steps, code};
use tree::Tree;

use crate::alphabet::Code;
use crate::format::{Layout, PREFIX};
use crate::{Dictionary, Kind, MAX_ENTRY, Tier, Trie};

/// How the bytes begin; the last one is the version.
const MAGIC: [u8; 8] = *b"keywire\x05";

/// An entry ends with this step.
const ENDS: u8 = 1;
/// The step has children.
const DEEPER: u8 = 2;
/// The step is the last child of its node.
const LAST: u8 = 4;
/// The most lists.
const MOST: usize = 8;
/// What stands for the kind of a list that is a trie.
const TRIE: u32 = 256;

/// Why lists cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WireError {
    /// The bytes do not begin like lists for the wire, or are of another version.
    Magic,
    /// The bytes were damaged.
    Damaged,
    /// The list is larger than [`Workspace`], or than the place for its blob.
    TooLarge,
}

impl fmt::Display for WireError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Magic => "not word lists for the wire, or of another version",
            Self::Damaged => "the word lists are damaged",
            Self::TooLarge => "the word list is larger than the room for it",
        })
    }
}

impl core::error::Error for WireError {}

/// The working space: six megabytes, nearly all noughts at first.
pub struct Workspace {
    steps: Steps,
    tree: Tree,
    model: Model,
}

impl Workspace {
    /// Empty.
    pub const NEW: Self = Self { steps: Steps::NEW, tree: Tree::NEW, model: Model::NEW };
}

impl fmt::Debug for Workspace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Workspace").finish_non_exhaustive()
    }
}

/// What a list says of itself: numbers of four bytes, lowest first.
#[derive(Clone, Copy, Default)]
struct Header<'a> {
    kind: u32,
    /// How many nodes have children.
    nodes: u32,
    /// Whether there are common entries and others.
    tiers: u32,
    /// The lower half of the checksum of the blob.
    sum: u32,
    /// After its length.
    provenance: &'a [u8],
}

/// Takes a number off the front.
fn number(bytes: &mut &[u8]) -> Result<u32, WireError> {
    let (number, rest) = bytes.split_first_chunk().ok_or(WireError::Damaged)?;
    *bytes = rest;
    Ok(u32::from_le_bytes(*number))
}

impl<'a> Header<'a> {
    fn read(bytes: &mut &'a [u8]) -> Result<Self, WireError> {
        let [kind, nodes, tiers, sum, length] =
            [number(bytes)?, number(bytes)?, number(bytes)?, number(bytes)?, number(bytes)?];
        let (provenance, rest) = bytes.split_at_checked(length as usize).ok_or(WireError::Damaged)?;
        *bytes = rest;
        Ok(Self { kind, nodes, tiers, sum, provenance })
    }
}

/// A list, as it is opened.
#[derive(Clone, Copy, Debug)]
pub enum List<'a> {
    /// A list to look for anywhere in a text.
    Dictionary(Dictionary<'a>),
    /// A list of pieces with their numbers.
    Trie(Trie<'a>),
}

/// Lists that are being read.
pub struct Decoder<'a> {
    headers: [Header<'a>; MOST],
    bits: Reader<'a>,
    room: &'a mut Workspace,
    count: u8,
    next: u8,
}

impl fmt::Debug for Decoder<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Decoder")
            .field("count", &self.count)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

impl<'a> Decoder<'a> {
    /// Begins to read.
    ///
    /// # Errors
    ///
    /// If the bytes do not begin like lists.
    pub fn new(wire: &'a [u8], room: &'a mut Workspace) -> Result<Self, WireError> {
        let bytes = wire.strip_prefix(&MAGIC).ok_or(WireError::Magic)?;
        let (&count, mut bytes) = bytes.split_first().ok_or(WireError::Damaged)?;
        let mut headers = [Header::default(); MOST];
        for header in headers.get_mut(..usize::from(count)).ok_or(WireError::TooLarge)? {
            *header = Header::read(&mut bytes)?;
        }
        room.model = Model::NEW;
        Ok(Self { headers, bits: Reader::new(bytes), room, count, next: 0 })
    }

    /// Builds the next list's blob at the front of `blob`, and opens it; none after the last list. With it comes what is left
    /// of `blob`. After an error there are no more lists. The time it takes is bounded by the size of [`Workspace`], whatever
    /// the bytes are.
    ///
    /// # Errors
    ///
    /// If the bytes are damaged, or there is not enough room.
    pub fn next<'b>(&mut self, blob: &'b mut [u8]) -> Option<Result<(List<'b>, &'b mut [u8]), WireError>> {
        let header = *self.headers.get(..usize::from(self.count))?.get(usize::from(self.next))?;
        self.next += 1;
        let is_trie = header.kind == TRIE;
        let built = if is_trie { self.trie(&header, blob) } else { self.list(&header, blob) };
        if built.is_err() {
            self.next = self.count;
        }
        // What is not there may look like anything.
        let built = if self.bits.is_short { Err(WireError::Damaged) } else { built };
        Some(built.and_then(|length| {
            let (blob, rest) = blob.split_at_mut_checked(length).ok_or(WireError::TooLarge)?;
            // What was just built is as it should be, so it need not be checked.
            let list = if is_trie {
                List::Trie(Trie::of(blob).map_err(|_| WireError::Damaged)?.0)
            } else {
                List::Dictionary(Dictionary { layout: Layout::of(blob).map_err(|_| WireError::Damaged)?.0 })
            };
            Ok((list, rest))
        }))
    }

    fn trie(&mut self, header: &Header<'_>, blob: &mut [u8]) -> Result<usize, WireError> {
        let Workspace { steps, model, .. } = &mut *self.room;
        steps.read(&mut self.bits, model, header.nodes)?;
        steps.read_numbers(&mut self.bits, model);
        let (length, sum) = trie::build(steps, header.provenance, blob)?;
        self.finish(header, length, sum)
    }

    /// The length of a blob, if its checksum is the one that was told.
    fn finish(&self, header: &Header<'_>, length: usize, sum: u64) -> Result<usize, WireError> {
        let ends = self.next < self.count || self.bits.is_at_end();
        if ends && sum as u32 == header.sum { Ok(length) } else { Err(WireError::Damaged) }
    }

    fn list(&mut self, header: &Header<'_>, blob: &mut [u8]) -> Result<usize, WireError> {
        let kind = Kind::from_number(header.kind).ok_or(WireError::Damaged)?;
        let Workspace { steps, tree, model } = &mut *self.room;
        steps.read(&mut self.bits, model, header.nodes)?;
        tree.start();
        let mut walk = Walk {
            steps,
            model,
            bits: &mut self.bits,
            has_tiers: header.tiers != 0,
            tree,
            codes: [0; MAX_ENTRY],
            nodes: [Node::ROOT; MAX_ENTRY],
            depth: 0,
        };
        while walk.decode_chunk()? {}
        let (length, sum) = tree.build(kind, header.provenance, blob)?;
        self.finish(header, length, sum)
    }
}

/// A node on the way.
#[derive(Clone, Copy)]
struct Node {
    /// Where its next child is.
    next: u32,
    /// The tier of the entry that ends here.
    ends: Option<Tier>,
    /// The entry before on the way to its children.
    before: Before,
    /// The lowest code that its next child may have.
    lowest: Code,
    /// Whether its last child was told.
    complete: bool,
    /// How many edges were waiting when the walk came to it.
    first: u16,
}

impl Node {
    const ROOT: Self =
        Self { next: 0, ends: None, before: Before::NONE, lowest: 0, complete: false, first: 0 };
}

/// A walk through a list's tree.
struct Walk<'a, 'b> {
    steps: &'a Steps,
    model: &'a mut Model,
    bits: &'a mut Reader<'b>,
    has_tiers: bool,
    tree: &'a mut Tree,
    codes: [Code; MAX_ENTRY],
    nodes: [Node; MAX_ENTRY],
    depth: usize,
}

impl Walk<'_, '_> {
    /// Takes some steps. Returns whether there are more to come.
    // A function of its own, so that a browser can put a faster one in its place while the walk goes on.
    #[inline(never)]
    fn decode_chunk(&mut self) -> Result<bool, WireError> {
        for _ in 0..64 {
            if !self.step()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Takes one step, and goes back from every node that is then complete. Returns whether there is more to come.
    #[inline(always)]
    fn step(&mut self) -> Result<bool, WireError> {
        let (Some(node), Some(place)) = (self.nodes.get_mut(self.depth), self.codes.get_mut(self.depth))
        else {
            return Err(WireError::Damaged);
        };
        let (step, below) = self.steps.at(node.next);
        let shape = (step >> SHAPE) as u8;
        let code = code(step).filter(|code| *code >= node.lowest).ok_or(WireError::Damaged)?;
        *place = code;
        node.next += 1;
        (node.lowest, node.complete) = (code + 1, shape & LAST != 0);
        let before = node.before;
        let mut ends = None;
        if shape & ENDS != 0 {
            let tier = if self.has_tiers {
                self.model.tier(self.bits, step, before, Tier::Other)
            } else {
                Tier::Other
            };
            self.tree.enter(self.codes.get(..=self.depth).unwrap_or_default(), tier)?;
            ends = Some(tier);
        }
        if shape & DEEPER != 0 {
            self.depth += 1;
            let node = self.nodes.get_mut(self.depth).ok_or(WireError::Damaged)?;
            *node = Node { ends, before: before.next(ends), first: self.tree.pending(), ..Node::ROOT };
            node.next = below;
            return self.tree.count();
        }
        self.tree.follow(&self.codes, self.depth, 0, ends)?;
        if shape & LAST == 0 { Ok(true) } else { self.back() }
    }

    /// Goes back from complete nodes.
    #[inline(always)]
    fn back(&mut self) -> Result<bool, WireError> {
        loop {
            let node = self.nodes.get(self.depth).unwrap_or(&Node::ROOT);
            if !node.complete {
                return Ok(true);
            }
            let Some(depth) = self.depth.checked_sub(1) else { return Ok(false) };
            let below = if self.depth < PREFIX { 0 } else { self.tree.node(node.first)? };
            self.tree.follow(&self.codes, depth, below, node.ends)?;
            self.depth = depth;
        }
    }
}
