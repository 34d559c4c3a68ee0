//! `Builder` makes a blob from a list. It is for build time and for `keyward dict build`; searching needs none of it.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use super::alphabet::{CLASS_BITS, CLASSES, CODES, FIRST_SYMBOL, MEMBERS, NO_CODE, at, byte_of};
use super::blob::{
    CHILD, COMMON, ENDS, HAS_SYMBOLS, HEAD, HEADER, HEADS, MAGIC, MAX_ENTRY, MAX_FILTER_BITS,
    MIN_FILTER_BITS, PREFIX, Prefix, SHORT_COMMON, Sizes, VERSION, checksum,
};
use super::search::{filter_bits, mix};
use super::{Kind, Tier, pack};

/// Why an entry cannot be taken into a dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntryError {
    /// It has fewer than two characters or more than [`MAX_ENTRY`].
    Length,
    /// It holds a character that entries cannot hold.
    Character,
}

impl fmt::Display for EntryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Length => "an entry must have 2 to 64 characters",
            Self::Character => {
                "an entry may only hold letters a to z, digits and the symbols !#$%&'()*+,-./:;=?@_^~"
            }
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
    /// The list is too long for the format: some 16 MB of tails.
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
/// use keyward_core::dictionary::{Builder, Dictionary, Kind, Tier};
/// use keyward_core::readings::Readings;
///
/// let mut list = Builder::new(Kind::Own, "names of our wards");
/// list.add("Nightingale", Tier::Common)?;
/// let blob = list.build()?;
/// let dictionary = Dictionary::open(&blob)?;
/// assert!(dictionary.is_match(b"xxN1ght1ng4le", &Readings::STANDARD));
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
        let roots: Vec<(Key, u32)> = long
            .chunk_by(|a, b| a.0.get(..PREFIX) == b.0.get(..PREFIX))
            .map(|group| (Key::of(group), tails.node(group, PREFIX)))
            .collect();
        let (tails, places) = tails.write().ok_or(BuildError::TooLarge)?;

        let mut heads = vec![0_u32; HEADS];
        let bits = (MIN_FILTER_BITS..=MAX_FILTER_BITS)
            .find(|bits| roots.len() <= 3 << bits)
            .ok_or(BuildError::TooLarge)?;
        let mut filter = vec![0_u32; 1 << bits];
        let mut prefixes = Vec::new();
        for (key, root) in roots {
            let mixed = mix(key.classes);
            let head = key.classes >> (CLASS_BITS as usize * (PREFIX - HEAD));
            set(&mut heads, head >> 5, 1 << (head & 31));
            set(&mut filter, mixed >> (u32::BITS - bits), filter_bits(mixed));
            let place = places.get(root as usize).copied().unwrap_or_default();
            let prefix =
                u64::from(place) << 40 | u64::from(mixed & Prefix::TAG) << 20 | u64::from(key.members);
            prefixes.push((mixed, prefix));
        }
        prefixes.sort_unstable();
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        for word in 0..=1_u32 << bits {
            let start = prefixes.partition_point(|(mixed, _)| mixed >> (u32::BITS - bits) < word);
            starts.push(u32::try_from(start).map_err(|_| BuildError::TooLarge)?);
        }

        let mut short: Vec<(u32, Tier)> = self
            .entries
            .iter()
            .filter_map(|(entry, tier)| pack(entry).map(|packed| (packed, *tier)))
            .collect();
        short.sort_unstable();

        let length = |length: usize| u32::try_from(length).map_err(|_| BuildError::TooLarge);
        let sizes = Sizes {
            kind: self.kind.number(),
            entries: length(self.entries.len())?,
            common: length(self.entries.values().filter(|tier| **tier == Tier::Common).count())?,
            longest: length(self.entries.keys().map(Vec::len).max().unwrap_or(0))?,
            filter_bits: bits,
            prefixes: length(prefixes.len())?,
            tails: length(tails.len())?,
            short: length(short.len())?,
            provenance: length(self.provenance.len())?,
        };
        let mut covered = Vec::new();
        covered.extend(
            sizes.numbers().into_iter().chain(heads).chain(filter).chain(starts).flat_map(u32::to_le_bytes),
        );
        covered.extend(prefixes.into_iter().flat_map(|(_, prefix)| prefix.to_le_bytes()));
        covered.extend(tails);
        let marked = |(packed, tier)| if tier == Tier::Common { packed | SHORT_COMMON } else { packed };
        covered.extend(short.into_iter().map(marked).flat_map(u32::to_le_bytes));
        covered.extend(self.provenance.bytes());

        let mut blob = Vec::with_capacity(HEADER + covered.len());
        blob.extend(MAGIC);
        blob.extend(VERSION.to_le_bytes());
        blob.extend([0; 4]);
        blob.extend(checksum(&covered).to_le_bytes());
        blob.extend(covered);
        Ok(blob)
    }
}

fn set(words: &mut [u32], index: u32, bits: u32) {
    if let Some(word) = words.get_mut(index as usize) {
        *word |= bits;
    }
}

/// The first five codes of entries, as classes and members of these.
struct Key {
    classes: u32,
    members: u32,
}

impl Key {
    fn of(group: &[(Vec<u8>, Tier)]) -> Self {
        let mut key = Self { classes: 0, members: 0 };
        let first = group.first().map(|(codes, _)| codes.as_slice()).unwrap_or_default();
        for (place, code) in first.iter().take(PREFIX).enumerate() {
            let byte = byte_of(*code);
            key.classes = key.classes << CLASS_BITS | u32::from(at(&CLASSES, byte));
            key.members |= at(&MEMBERS, byte).trailing_zeros() << (4 * place);
        }
        key
    }
}

/// A node's flags and children, by which equal nodes are found.
type Shape = (u32, Vec<(u8, u32)>);

/// The tails while they are built: every node once, children before their parents.
#[derive(Default)]
struct Tails {
    shapes: Vec<Shape>,
    numbers: BTreeMap<Shape, u32>,
}

impl Tails {
    /// The node for what follows the first `depth` codes of sorted entries, which all begin alike.
    fn node(&mut self, group: &[(Vec<u8>, Tier)], depth: usize) -> u32 {
        let mut flags = 0;
        let mut children = Vec::new();
        for group in group.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)) {
            let Some((codes, tier)) = group.first() else { continue };
            match codes.get(depth) {
                Some(code) => children.push((*code, self.node(group, depth + 1))),
                None => flags = ENDS | if *tier == Tier::Common { COMMON } else { 0 },
            }
        }
        let shape = (flags, children);
        if let Some(number) = self.numbers.get(&shape) {
            return *number;
        }
        let number = u32::try_from(self.shapes.len()).unwrap_or(u32::MAX);
        self.shapes.push(shape.clone());
        self.numbers.insert(shape, number);
        number
    }

    /// The nodes as bytes, parents first, and where each of them is. None if there are too many.
    fn write(&self) -> Option<(Vec<u8>, Vec<u32>)> {
        let mut places = vec![0_u32; self.shapes.len()];
        let mut length = 0;
        for (shape, place) in self.shapes.iter().zip(&mut places).rev() {
            *place = length;
            let symbols = shape.1.last().is_some_and(|(code, _)| *code >= FIRST_SYMBOL);
            length += 4 + if symbols { 4 } else { 0 } + u32::try_from(CHILD * shape.1.len()).ok()?;
        }
        if length > 1 << (8 * CHILD) {
            return None;
        }
        let mut bytes = Vec::new();
        for (flags, children) in self.shapes.iter().rev() {
            let mut word = *flags;
            let mut symbols = 0_u32;
            for (code, _) in children {
                if *code < FIRST_SYMBOL {
                    word |= 1 << code;
                } else {
                    word |= HAS_SYMBOLS;
                    symbols |= 1 << (code - FIRST_SYMBOL);
                }
            }
            bytes.extend(word.to_le_bytes());
            if symbols != 0 {
                bytes.extend(symbols.to_le_bytes());
            }
            for (_, child) in children {
                let [a, b, c, _] = places.get(*child as usize)?.to_le_bytes();
                bytes.extend([a, b, c]);
            }
        }
        Some((bytes, places))
    }
}
