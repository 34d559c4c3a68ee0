//! Writing lists for the wire.

use alloc::vec;
use alloc::vec::Vec;

use super::{DEEPER, ENDS, GROUPS, LAST, MAGIC, OF_NEXT, SHAPES, group};
use crate::dictionary::alphabet::{CODES, Code, at};
use crate::dictionary::blob::CHECKSUM;
use crate::dictionary::{BuildError, Builder, Tier};

/// So many pairs of bytes become one, the most frequent first, while they occur so often.
const PAIRS: usize = 40;
const OFTEN: u32 = 60;

/// The bytes that stand for each class of steps (see [`Meaning::class`]). Brotli foretells a byte from which of these ranges
/// the two before it lie in: its context mode for signed numbers, which it chooses for what is not text.
const RANGES: [core::ops::Range<usize>; 6] = [8..16, 16..64, 64..128, 128..192, 192..240, 240..256];

/// Writes lists, one after the other.
///
/// # Errors
///
/// If one of the lists cannot be compiled.
pub fn encode(lists: &[&Builder]) -> Result<Vec<u8>, BuildError> {
    let blobs = lists.iter().map(|list| list.build()).collect::<Result<Vec<_>, _>>()?;
    let trees: Vec<Tree> = lists.iter().map(|list| Tree::of(list)).collect();
    let mut spelling = Spelling::default();
    let mut steps: Vec<Vec<u8>> = trees.iter().map(|tree| spelling.spell(&tree.steps)).collect();
    while spelling.pairs < PAIRS && spelling.join(&mut steps) {}
    let bytes = spelling.bytes(&steps);

    let mut wire = Vec::from(MAGIC);
    wire.push(lists.len() as u8);
    wire.extend(spelling.table(&bytes));
    for (((list, tree), steps), blob) in lists.iter().zip(trees).zip(steps).zip(blobs) {
        let sum = blob.get(CHECKSUM..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        let tiers = tree.tiers.concat();
        let tiers: Vec<u8> = if tiers.contains(&true) { pack(&tiers) } else { Vec::new() };
        let provenance = list.provenance().as_bytes();
        let lengths = [provenance.len(), tiers.len(), steps.len()].map(|length| length as u32);
        let [a, b, c] = lengths;
        let numbers = [list.kind().number(), a, b, c, u32::from_le_bytes(sum)];
        wire.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
        wire.extend(provenance);
        if !tiers.is_empty() {
            wire.extend(tree.tiers.iter().flat_map(|tiers| (tiers.len() as u32).to_le_bytes()));
        }
        wire.extend(tiers);
        wire.extend(steps.iter().filter_map(|number| bytes.get(usize::from(*number))));
    }
    Ok(wire)
}

/// Bits in bytes, the lowest first.
fn pack(bits: &[bool]) -> Vec<u8> {
    let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    bits.chunks(8).map(byte).collect()
}

/// The tree of a list, as it is walked.
struct Tree {
    /// Codes and shapes.
    steps: Vec<[u8; 2]>,
    /// Whether entries are common ones, by groups.
    tiers: Vec<Vec<bool>>,
}

impl Tree {
    fn of(list: &Builder) -> Self {
        let codes = |entry: &[u8]| entry.iter().map(|byte| at(&CODES, *byte)).collect::<Vec<_>>();
        let mut entries: Vec<(Vec<Code>, Tier)> =
            list.entries().map(|(entry, tier)| (codes(entry), tier)).collect();
        entries.sort_unstable();
        let mut tree = Self { steps: Vec::new(), tiers: vec![Vec::new(); GROUPS] };
        tree.walk(&entries, 0, None);
        tree
    }

    /// Writes what follows the first `depth` codes of sorted entries, which all begin alike.
    fn walk(&mut self, entries: &[(Vec<Code>, Tier)], depth: usize, before: Option<Tier>) {
        let mut children = entries.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)).peekable();
        while let Some(entries) = children.next() {
            let Some((codes, tier)) = entries.first() else { continue };
            let Some(code) = codes.get(depth) else { continue };
            let ends = codes.len() == depth + 1;
            let below = entries.get(usize::from(ends)..).unwrap_or_default();
            let flags = [(ends, ENDS), (!below.is_empty(), DEEPER), (children.peek().is_none(), LAST)];
            let shape = flags.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).sum();
            self.steps.push([*code, shape]);
            if ends && let Some(tiers) = self.tiers.get_mut(group(before, *code)) {
                tiers.push(*tier == Tier::Common);
            }
            self.walk(below, depth + 1, if ends { Some(*tier) } else { before });
        }
    }
}

/// What a byte can stand for.
#[derive(Clone, Copy)]
enum Meaning {
    Step([u8; 2]),
    /// Two others, by their numbers, and the step that comes last of all that they stand for.
    Pair([u8; 2], [u8; 2]),
}

impl Meaning {
    const fn last(self) -> [u8; 2] {
        match self {
            Self::Step(step) | Self::Pair(_, step) => step,
        }
    }

    /// What follows is foretold from whether the walk goes on, whether an entry ended, and whether there was a vowel.
    fn class(self) -> usize {
        let [code, shape] = self.last();
        let vowel = b"aeiouy".iter().any(|vowel| at(&CODES, *vowel) == code);
        match (shape & (ENDS | DEEPER), shape & LAST) {
            (DEEPER, _) if vowel => 0,
            (DEEPER, _) => 1,
            (ENDS, 0) | (0, _) => 3,
            (ENDS, _) => 4,
            _ => 2,
        }
    }
}

/// All that is written as one byte. Steps are spelled in numbers of these at first.
#[derive(Default)]
struct Spelling {
    meanings: Vec<Meaning>,
    pairs: usize,
}

impl Spelling {
    fn spell(&mut self, steps: &[[u8; 2]]) -> Vec<u8> {
        let mut spelled = Vec::with_capacity(steps.len());
        for [code, shape] in steps {
            // Letters alone have bytes for each shape: 26 × 6 of them, and 32 for the symbols.
            if *code < 26 {
                spelled.push(self.number([*code, *shape]));
            } else {
                spelled.push(self.number([*code, OF_NEXT]));
                spelled.push(self.number([at(&CODES, b'e'), *shape]));
            }
        }
        spelled
    }

    fn number(&mut self, step: [u8; 2]) -> u8 {
        let known = self.meanings.iter().position(|meaning| meaning.last() == step);
        known.unwrap_or_else(|| {
            self.meanings.push(Meaning::Step(step));
            self.meanings.len() - 1
        }) as u8
    }

    /// Makes one of the pair that occurs most often. False if none is worth it.
    fn join(&mut self, lists: &mut [Vec<u8>]) -> bool {
        let mut counts = vec![0_u32; 1 << 16];
        for pair in lists.iter().flat_map(|list| list.iter().zip(list.iter().skip(1))) {
            if let Some(count) = counts.get_mut(usize::from(u16::from_le_bytes([*pair.0, *pair.1]))) {
                *count += 1;
            }
        }
        let Some((pair, count)) = (0..=u16::MAX).zip(counts).max_by_key(|(_, count)| *count) else {
            return false;
        };
        let pair = pair.to_le_bytes();
        let last = self.meanings.get(usize::from(pair[1])).map(|meaning| meaning.last());
        let Some(last) = last.filter(|_| count >= OFTEN) else { return false };
        let number = self.meanings.len() as u8;
        self.meanings.push(Meaning::Pair(pair, last));
        self.pairs += 1;
        for list in lists {
            let mut joined = Vec::with_capacity(list.len());
            let mut rest = list.as_slice();
            while let Some((first, after)) = rest.split_first() {
                let is_pair = rest.starts_with(&pair);
                joined.push(if is_pair { number } else { *first });
                rest = if is_pair { after.get(1..).unwrap_or_default() } else { after };
            }
            *list = joined;
        }
        true
    }

    /// The byte for each number: in the range of its class while there is room, those that occur most often first.
    fn bytes(&self, lists: &[Vec<u8>]) -> Vec<u8> {
        let mut counts = vec![0_u32; self.meanings.len()];
        for number in lists.iter().flatten() {
            if let Some(count) = counts.get_mut(usize::from(*number)) {
                *count += 1;
            }
        }
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by_key(|number| core::cmp::Reverse(counts.get(*number)));
        let mut free = RANGES.map(|range| range.rev().collect::<Vec<_>>());
        let mut bytes = vec![0; counts.len()];
        for number in order {
            let class = self.meanings.get(number).map_or(0, |meaning| meaning.class());
            let byte =
                free.get_mut(class).and_then(Vec::pop).or_else(|| free.iter_mut().rev().find_map(Vec::pop));
            if let (Some(place), Some(byte)) = (bytes.get_mut(number), byte) {
                *place = byte as u8;
            }
        }
        bytes
    }

    /// What each byte stands for.
    fn table(&self, bytes: &[u8]) -> Vec<u8> {
        let mut table = [[0; 2]; 256];
        for (meaning, byte) in self.meanings.iter().zip(bytes) {
            let byte_of = |number: u8| bytes.get(usize::from(number)).copied().unwrap_or(SHAPES);
            if let Some(entry) = table.get_mut(usize::from(*byte)) {
                *entry = match meaning {
                    Meaning::Step(step) => *step,
                    Meaning::Pair(pair, _) => pair.map(byte_of),
                };
            }
        }
        table.concat()
    }
}
