//! Writing lists for the wire.

use alloc::vec::Vec;

use super::coder::Writer;
use super::steps::{Before, MOST_STEPS, Model, SHAPE, Step, rank};
use super::{DEEPER, ENDS, LAST, MAGIC, MOST};
use crate::alphabet::{CODES, Code, at};
use crate::format::CHECKSUM;
use crate::{BuildError, Builder, Tier};

/// Writes lists, one after the other.
///
/// # Errors
///
/// If one of the lists cannot be compiled, or there are too many or too long ones for the format.
pub fn encode(lists: &[&Builder]) -> Result<Vec<u8>, BuildError> {
    if lists.len() > MOST {
        return Err(BuildError::TooLarge);
    }
    let mut wire = Vec::from(MAGIC);
    wire.push(lists.len() as u8);
    let mut bits = Writer::new();
    let mut model = Model::NEW;
    for list in lists {
        let blob = list.build()?;
        let sum = blob.get(CHECKSUM..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        let mut tree = Tree::of(list);
        // Put in order when all is known: backwards, and of two that end alike the shorter first.
        tree.nodes.sort_unstable();
        let steps = tree.nodes.iter().flat_map(|(_, steps)| steps);
        if steps.clone().count() > MOST_STEPS {
            return Err(BuildError::TooLarge);
        }
        for step in steps {
            model.step(&mut bits, *step);
        }
        let has_tiers = tree.tiers.iter().any(|(.., tier)| *tier == Tier::Common);
        if has_tiers {
            for (step, before, tier) in &tree.tiers {
                model.tier(&mut bits, *step, *before, *tier);
            }
        }
        let provenance = list.provenance().as_bytes();
        let numbers = [
            list.kind().number(),
            tree.nodes.len() as u32,
            has_tiers.into(),
            u32::from_le_bytes(sum),
            provenance.len() as u32,
        ];
        wire.extend(numbers.into_iter().flat_map(u32::to_le_bytes));
        wire.extend(provenance);
    }
    wire.extend(bits.finish());
    Ok(wire)
}

/// Whether an entry ends, and the rank, at each step of a way.
type Way = Vec<(bool, u8)>;

/// The tree of a list.
#[derive(Default)]
struct Tree {
    /// Each node by the way back from it to the root, with its children.
    nodes: Vec<(Way, Vec<Step>)>,
    /// Every entry in the order of a walk: its last step, the one before on its way, and its tier.
    tiers: Vec<(Step, Before, Tier)>,
}

impl Tree {
    fn of(list: &Builder) -> Self {
        let codes = |entry: &[u8]| entry.iter().map(|byte| at(&CODES, *byte)).collect::<Vec<_>>();
        let mut entries: Vec<(Vec<Code>, Tier)> =
            list.entries().map(|(entry, tier)| (codes(entry), tier)).collect();
        entries.sort_unstable();
        let mut tree = Self::default();
        tree.walk(&entries, &mut Vec::new(), Before::NONE);
        tree
    }

    /// Takes on the node at the end of a way, where sorted entries go on.
    fn walk(&mut self, entries: &[(Vec<Code>, Tier)], way: &mut Way, before: Before) {
        let depth = way.len();
        let number = self.nodes.len();
        self.nodes.push((way.iter().rev().copied().collect(), Vec::new()));
        let mut children = entries.chunk_by(|a, b| a.0.get(depth) == b.0.get(depth)).peekable();
        while let Some(entries) = children.next() {
            let Some((codes, tier)) = entries.first() else { continue };
            let Some(code) = codes.get(depth) else { continue };
            let ends = codes.len() == depth + 1;
            let below = entries.get(usize::from(ends)..).unwrap_or_default();
            let flags = [(ends, ENDS), (!below.is_empty(), DEEPER), (children.peek().is_none(), LAST)];
            let shape: u8 = flags.into_iter().filter(|(is, _)| *is).map(|(_, flag)| flag).sum();
            let rank = rank(*code);
            let step = Step::from(rank) | Step::from(shape) << SHAPE;
            if let Some((_, steps)) = self.nodes.get_mut(number) {
                steps.push(step);
            }
            if ends {
                self.tiers.push((step, before, *tier));
            }
            if !below.is_empty() {
                way.push((ends, rank));
                self.walk(below, way, before.next(ends.then_some(*tier)));
                way.pop();
            }
        }
    }
}
