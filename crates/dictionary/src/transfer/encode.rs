//! Writing lists for the wire.

use alloc::vec::Vec;

use super::coder::Writer;
use super::steps::{Before, MOST_STEPS, Model, SHAPE, Step, rank};
use super::{DEEPER, ENDS, LAST, MAGIC, MOST, TRIE};
use crate::alphabet::{CODES, Code, at};
use crate::format::CHECKSUM;
use crate::trie::{self, TrieBuilder};
use crate::{BuildError, Builder, Tier};

/// Writes lists, one after the other, and perhaps a trie behind them.
///
/// # Errors
///
/// If one of the lists cannot be compiled, or there are too many or too long ones for the format.
pub fn encode(lists: &[&Builder], trie: Option<&TrieBuilder>) -> Result<Vec<u8>, BuildError> {
    if lists.len() + usize::from(trie.is_some()) > MOST {
        return Err(BuildError::TooLarge);
    }
    let mut wire = Vec::from(MAGIC);
    wire.push((lists.len() + usize::from(trie.is_some())) as u8);
    let mut bits = Writer::new();
    let mut model = Model::NEW;
    for list in lists {
        let blob = list.build()?;
        let sum = blob.get(CHECKSUM..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        let branches = Tree::of(list.entries());
        tell_steps(&branches, &mut model, &mut bits)?;
        let has_tiers = branches.tiers.iter().any(|(.., tier)| *tier == Tier::Common);
        if has_tiers {
            for (step, before, tier) in &branches.tiers {
                model.tier(&mut bits, *step, *before, *tier);
            }
        }
        let numbers = [list.kind().number(), branches.nodes.len() as u32, has_tiers.into()];
        header(&mut wire, numbers, sum, list.provenance());
    }
    if let Some(trie) = trie {
        let blob = trie.build()?;
        let sum = blob.get(trie::CHECKSUM..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        let branches = Tree::of(trie.entries().map(|(entry, number)| (entry, Tagged(number))));
        tell_steps(&branches, &mut model, &mut bits)?;
        let mut before = 0;
        let steps = branches.nodes.iter().flat_map(|(_, steps)| steps);
        for (step, Tagged(number)) in steps.filter_map(|(step, ends)| Some((*step, (*ends)?))) {
            model.number(&mut bits, step, before, number);
            before = number;
        }
        header(&mut wire, [TRIE, branches.nodes.len() as u32, 0], sum, trie.provenance());
    }
    wire.extend(bits.finish());
    Ok(wire)
}

fn tell_steps<T: Mark>(tree: &Tree<T>, model: &mut Model, bits: &mut Writer) -> Result<(), BuildError> {
    let steps = tree.nodes.iter().flat_map(|(_, steps)| steps);
    if steps.clone().count() > MOST_STEPS {
        return Err(BuildError::TooLarge);
    }
    for (step, _) in steps {
        model.step(bits, *step);
    }
    Ok(())
}

fn header(wire: &mut Vec<u8>, [kind, nodes, tiers]: [u32; 3], sum: [u8; 4], provenance: &str) {
    let numbers = [kind, nodes, tiers, u32::from_le_bytes(sum), provenance.len() as u32];
    wire.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
    wire.extend(provenance.as_bytes());
}

/// What is told of an entry.
trait Mark: Copy + Ord {
    /// The tier, as far as what comes after depends on it.
    fn tier(self) -> Tier;
}

impl Mark for Tier {
    fn tier(self) -> Tier {
        self
    }
}

/// The number of an entry of a trie.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Tagged(u8);

impl Mark for Tagged {
    fn tier(self) -> Tier {
        Tier::Other
    }
}

/// Whether an entry ends, and the rank, at each step of a path.
type Path = Vec<(bool, u8)>;

/// The steps to the children of a node, each with what is told of the entry that ends with it.
type Children<T> = Vec<(Step, Option<T>)>;

/// The tree of a list.
struct Tree<T> {
    /// Each node by the path back from it to the root, with its children, and what is told of the entries that end with them.
    /// Backwards, and of two that end alike the shorter first.
    nodes: Vec<(Path, Children<T>)>,
    /// Every entry in the order of a walk: its last step, the one before on its path, and its tier.
    tiers: Vec<(Step, Before, T)>,
}

impl<T: Mark> Tree<T> {
    fn of<'e>(entries: impl Iterator<Item = (&'e [u8], T)>) -> Self {
        let codes = |entry: &[u8]| entry.iter().map(|byte| at(&CODES, *byte)).collect::<Vec<_>>();
        let mut entries: Vec<(Vec<Code>, T)> = entries.map(|(entry, mark)| (codes(entry), mark)).collect();
        entries.sort_unstable();
        let mut tree = Self { nodes: Vec::new(), tiers: Vec::new() };
        tree.walk(&entries, &mut Vec::new(), Before::NONE);
        // Put in order when all is known.
        tree.nodes.sort_unstable();
        tree
    }

    /// Takes on the node at the end of a path, where sorted entries go on.
    fn walk(&mut self, entries: &[(Vec<Code>, T)], path: &mut Path, before: Before) {
        let depth = path.len();
        let number = self.nodes.len();
        self.nodes.push((path.iter().rev().copied().collect(), Vec::new()));
        let mut children = entries.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)).peekable();
        while let Some(entries) = children.next() {
            let Some((codes, mark)) = entries.first() else { continue };
            let Some(code) = codes.get(depth) else { continue };
            let ends = codes.len() == depth + 1;
            let below = entries.get(usize::from(ends)..).unwrap_or_default();
            let flags = [(ends, ENDS), (!below.is_empty(), DEEPER), (children.peek().is_none(), LAST)];
            let shape: u8 = flags.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).sum();
            let rank = rank(*code);
            let step = Step::from(rank) | Step::from(shape) << SHAPE;
            if let Some((_, steps)) = self.nodes.get_mut(number) {
                steps.push((step, ends.then_some(*mark)));
            }
            if ends {
                self.tiers.push((step, before, *mark));
            }
            if !below.is_empty() {
                path.push((ends, rank));
                self.walk(below, path, before.next(ends.then_some(mark.tier())));
                path.pop();
            }
        }
    }
}
