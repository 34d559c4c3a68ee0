//! The wire: word lists in a fifth of their blobs' size, which are built again from it, byte for byte, where they arrive.
//!
//! A page pays for every byte it loads, and a blob is made for searching. On the wire there are only the entries, as the
//! decisions of a walk through the tree that they form ([`place`]), each foretold by a [`model`] from those before and
//! written by an arithmetic [`coder`] in as few bits as it is surprising. [`tree`] makes one node of like ones while it
//! reads, and lays the blob out.
//!
//! Reading needs no allocator: all the working space is one [`Room`], which may be a static.
//! The bytes are [`MAGIC`], how many lists there are, and one stream of decisions; each list begins with its kind, the
//! highest code in it, whether it has tiers, its provenance, and half of its blob's checksum.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::precedence,
    reason = "arithmetic on bits"
)]

mod coder;
#[cfg(feature = "alloc")]
mod encode;
mod model;
mod place;
mod tree;

use core::fmt;

use coder::{Coder, Reader};
#[cfg(feature = "alloc")]
pub use encode::encode;
use model::Model;
use place::{List, Place};
use tree::Tree;

use super::{Kind, MAX_ENTRY};

/// How the bytes begin; the last one is the version.
const MAGIC: [u8; 8] = *b"keywire\x01";
/// The probability of a decision of which nothing is known.
const EVEN: u32 = 1 << (model::SCALE - 1);

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

/// The working space: some megabytes, all noughts at first.
pub struct Room {
    model: Model,
    tree: Tree,
}

impl Room {
    /// Empty.
    pub const NEW: Self = Self { model: Model::NEW, tree: Tree::NEW };
}

impl fmt::Debug for Room {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Room").finish_non_exhaustive()
    }
}

/// Lists that are being read.
pub struct Lists<'a> {
    reader: Reader<'a>,
    room: &'a mut Room,
    number: u32,
    count: u32,
}

impl fmt::Debug for Lists<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Lists")
            .field("number", &self.number)
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}

impl<'a> Lists<'a> {
    /// Begins to read.
    ///
    /// # Errors
    ///
    /// If the bytes do not begin like lists.
    pub fn read(wire: &'a [u8], room: &'a mut Room) -> Result<Self, WireError> {
        let (count, stream) =
            wire.strip_prefix(&MAGIC).and_then(<[u8]>::split_first).ok_or(WireError::Magic)?;
        room.model.start();
        Ok(Self { reader: Reader::new(stream), room, number: 0, count: u32::from(*count) })
    }

    /// Builds the next list's blob at the front of `blob` and returns its length; none after the last list. After an error
    /// there are no more lists. The time it takes is bounded by the size of [`Room`], whatever the bytes are.
    ///
    /// # Errors
    ///
    /// If the bytes are damaged, or there is not enough room.
    pub fn next(&mut self, blob: &mut [u8]) -> Option<Result<usize, WireError>> {
        if self.number == self.count {
            return None;
        }
        let built = self.list(blob);
        self.number = if built.is_ok() { self.number + 1 } else { self.count };
        Some(built)
    }

    fn list(&mut self, blob: &mut [u8]) -> Result<usize, WireError> {
        let kind = Kind::from_number(self.plain(8)).ok_or(WireError::Damaged)?;
        let (highest, tiers) = (self.plain(6) as u8, self.plain(1) == 1);
        let mut provenance = [0; 256];
        let length = self.plain(16) as usize;
        let provenance = provenance.get_mut(..length).ok_or(WireError::TooLarge)?;
        for byte in &mut *provenance {
            *byte = self.plain(8) as u8;
        }
        let sum = self.plain(32);
        let place = Place::root(List { number: self.number, highest, tiers });
        self.room.tree.start();
        self.node(place, [0; MAX_ENTRY], 0, &mut 0)?;
        let (length, built) = self.room.tree.build(kind, provenance, blob)?;
        if built as u32 == sum { Ok(length) } else { Err(WireError::Damaged) }
    }

    /// Reads a node and all that follows it, with the codes that lead to it.
    fn node(
        &mut self,
        mut place: Place,
        mut codes: [u8; MAX_ENTRY],
        depth: usize,
        last: &mut u32,
    ) -> Result<u32, WireError> {
        let (model, tree) = (&mut self.room.model, &mut self.room.tree);
        let tier = if depth > 0 { place.entry(model, &mut self.reader, last, None) } else { None };
        tree.enter(codes.get(..depth).unwrap_or_default(), tier)?;
        let first = tree.pending();
        while let Some(code) = place.further(&mut self.room.model, &mut self.reader, None) {
            *codes.get_mut(depth).ok_or(WireError::Damaged)? = code;
            if self.reader.is_spent() {
                return Err(WireError::Damaged);
            }
            let next = place.step(code);
            let edge = self.node(next, codes, depth + 1, last)?;
            self.room.tree.follow(depth, code, edge)?;
        }
        self.room.tree.leave(codes.get(..depth).unwrap_or_default(), tier, first)
    }

    /// A number of so many bits.
    fn plain(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |number, _| number << 1 | u32::from(self.reader.code(EVEN, false)))
    }
}
