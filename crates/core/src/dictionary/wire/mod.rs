//! The wire: word lists in a quarter of their blobs' size, which are built again from it, byte for byte, where they arrive.
//!
//! A page pays for every byte it loads, and a blob is made for searching. On the wire there are only the entries, written
//! so that the compression which every web server does anyway (brotli) finds what is alike, and so that nothing is left to
//! unpack but the entries themselves.
//!
//! The entries of a list form a tree with a character at each branch, and the wire holds the *steps* of a walk through it,
//! depth first, children by ascending code: a code and a *shape*, which says whether an entry ends there ([`ENDS`]), whether
//! the walk goes deeper ([`DEEPER`]), and whether this is the last child ([`LAST`]). No step says how deep it is: after one that does
//! not go deeper comes the next child of the nearest node that was not told its last.
//!
//! A step is one byte, and so are two bytes that often follow each other. What each byte stands for is in a table:
//!
//! | in the table | stands for |
//! |---|---|
//! | code, shape | a step |
//! | code, 0 | a step with the shape of the next one, whose code does not count: so are digits and symbols written, which are rare |
//! | any byte, 8 or more | these two bytes |
//!
//! The tiers lie apart, as bits: those of entries on whose way no entry ended, another one, a common one, and in each of
//! these those that end in the first code, the second … All of that is like its neighbours.
//!
//! The bytes: [`MAGIC`], the number of lists, the table; then for each list the five numbers of [`Header`], its provenance, how
//! many tiers each group has (unless the list has none), the tiers, and the steps.
//! Reading needs no allocator: all the working space is one [`Room`], which may be a static.
#![expect(clippy::cast_possible_truncation, reason = "arithmetic on bits")]

#[cfg(feature = "alloc")]
mod encode;
mod read;
mod tree;

use core::fmt;

#[cfg(feature = "alloc")]
pub use encode::encode;
use read::{Input, Steps, Tiers};
use tree::Tree;

use super::alphabet::Code;
use super::blob::PREFIX;
use super::{Kind, MAX_ENTRY, Tier};

/// How the bytes begin; the last one is the version.
const MAGIC: [u8; 8] = *b"keywire\x01";

/// What each byte stands for.
type Table = [[u8; 2]; 256];

/// An entry ends with this step.
const ENDS: u8 = 1;
/// The step has children.
const DEEPER: u8 = 2;
/// The step is the last child of its node.
const LAST: u8 = 4;
/// The shape is that of the next step.
const OF_NEXT: u8 = 0;
/// From here on, what stands for a shape in the table is a byte.
const SHAPES: u8 = 8;

/// Groups of tiers: for each tier, or none, of the entry before on the way, one for each code.
const GROUPS: usize = 3 * 64;

/// In which group the tier of an entry is that ends in a code.
const fn group(before: Option<Tier>, code: Code) -> usize {
    let before = match before {
        None => 0,
        Some(Tier::Other) => 1,
        Some(Tier::Common) => 2,
    };
    before * 64 + code as usize
}

/// Why lists cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WireError {
    /// The bytes do not begin like lists for the wire, or are of another version.
    Magic,
    /// The bytes were damaged.
    Damaged,
    /// The list is larger than [`Room`], or than the place for its blob.
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

/// The working space: two and a half megabytes, all noughts at first.
pub struct Room(Tree);

impl Room {
    /// Empty.
    pub const NEW: Self = Self(Tree::NEW);
}

impl fmt::Debug for Room {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Room").finish_non_exhaustive()
    }
}

/// What a list says of itself: numbers of four bytes, lowest first.
struct Header {
    kind: u32,
    /// How long the provenance is, the tiers, and the steps.
    provenance: u32,
    tiers: u32,
    steps: u32,
    /// The lower half of the checksum of the blob.
    sum: u32,
}

/// Lists that are being read.
pub struct Lists<'a> {
    input: Input<'a>,
    table: &'a Table,
    room: &'a mut Room,
    left: u8,
}

impl fmt::Debug for Lists<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Lists").field("left", &self.left).finish_non_exhaustive()
    }
}

impl<'a> Lists<'a> {
    /// Begins to read.
    ///
    /// # Errors
    ///
    /// If the bytes do not begin like lists.
    pub fn read(wire: &'a [u8], room: &'a mut Room) -> Result<Self, WireError> {
        let mut input = Input(wire.strip_prefix(&MAGIC).ok_or(WireError::Magic)?);
        let [left] = *input.part()?;
        let table = read::table(&mut input)?;
        Ok(Self { input, table, room, left })
    }

    /// Builds the next list's blob at the front of `blob` and returns its length; none after the last list. After an error
    /// there are no more lists. The time it takes is bounded by the size of [`Room`], whatever the bytes are.
    ///
    /// # Errors
    ///
    /// If the bytes are damaged, or there is not enough room.
    pub fn next(&mut self, blob: &mut [u8]) -> Option<Result<usize, WireError>> {
        if self.left == 0 {
            return None;
        }
        let built = self.list(blob);
        self.left = if built.is_ok() { self.left - 1 } else { 0 };
        Some(built)
    }

    fn list(&mut self, blob: &mut [u8]) -> Result<usize, WireError> {
        let header = Header {
            kind: self.input.number()?,
            provenance: self.input.number()?,
            tiers: self.input.number()?,
            steps: self.input.number()?,
            sum: self.input.number()?,
        };
        let kind = Kind::from_number(header.kind).ok_or(WireError::Damaged)?;
        let provenance = self.input.take(header.provenance)?;
        let tiers = Tiers::read(&mut self.input, header.tiers)?;
        let steps = Steps::new(self.table, self.input.take(header.steps)?);
        self.room.0.start();
        Walk {
            steps,
            tiers,
            tree: &mut self.room.0,
            codes: [0; MAX_ENTRY],
            nodes: [Node::ROOT; MAX_ENTRY],
            depth: 0,
        }
        .all()?;
        let (length, sum) = self.room.0.build(kind, provenance, blob)?;
        let ends = self.left > 1 || self.input.0.is_empty();
        if ends && sum as u32 == header.sum { Ok(length) } else { Err(WireError::Damaged) }
    }
}

/// A node on the way.
#[derive(Clone, Copy)]
struct Node {
    /// The tier of the entry that ends here.
    ends: Option<Tier>,
    /// The tier of the last entry that ended on the way.
    before: Option<Tier>,
    /// The lowest code that its next child may have.
    lowest: Code,
    /// Whether its last child was told.
    complete: bool,
    /// How many edges were waiting when the walk came to it.
    first: u16,
}

impl Node {
    const ROOT: Self = Self { ends: None, before: None, lowest: 0, complete: false, first: 0 };
}

/// A walk through a list's tree.
struct Walk<'a> {
    steps: Steps<'a>,
    tiers: Tiers<'a>,
    tree: &'a mut Tree,
    codes: [Code; MAX_ENTRY],
    nodes: [Node; MAX_ENTRY],
    depth: usize,
}

impl Walk<'_> {
    fn all(&mut self) -> Result<(), WireError> {
        while self.step()? {}
        if self.steps.is_at_end() { Ok(()) } else { Err(WireError::Damaged) }
    }

    /// Takes one step, and goes back from every node that is then complete. Returns whether there is more to come.
    // A function of its own, so that a browser can put a faster one in its place while the walk goes on.
    #[inline(never)]
    fn step(&mut self) -> Result<bool, WireError> {
        let [code, shape] = self.steps.next()?;
        let (Some(node), Some(place)) = (self.nodes.get_mut(self.depth), self.codes.get_mut(self.depth))
        else {
            return Err(WireError::Damaged);
        };
        if code < node.lowest {
            return Err(WireError::Damaged);
        }
        *place = code;
        (node.lowest, node.complete) = (code + 1, shape & LAST != 0);
        let before = node.before;
        let mut ends = None;
        if shape & ENDS != 0 {
            let tier = self.tiers.next(group(before, code))?;
            self.tree.enter(self.codes.get(..=self.depth).unwrap_or_default(), tier)?;
            ends = Some(tier);
        }
        if shape & DEEPER != 0 {
            self.depth += 1;
            let node = self.nodes.get_mut(self.depth).ok_or(WireError::Damaged)?;
            *node = Node { ends, before: ends.or(before), first: self.tree.pending(), ..Node::ROOT };
            return self.tree.count();
        }
        self.tree.follow(&self.codes, self.depth, 0, ends)?;
        if shape & LAST == 0 { Ok(true) } else { self.back() }
    }

    /// Goes back from complete nodes.
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
