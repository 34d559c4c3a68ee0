//! The blob of a trie, laid out from its steps as `TrieBuilder` does, with no other room than the blob itself.

use super::steps::{SHAPE, Steps, code};
use super::{DEEPER, ENDS, LAST, WireError};
use crate::format::checksum;
use crate::trie::{COVERED, FILTER, HEADER, MAGIC, Node, fill};

/// Writes the blob. Returns its length and its checksum. A node whose children are not laid out yet holds where their steps
/// begin; they are laid out in the order of the nodes, which is that of their depth, so the blob is its own queue.
pub(super) fn build(steps: &Steps, provenance: &[u8], blob: &mut [u8]) -> Result<(usize, u64), WireError> {
    let (head, rest) = blob.split_at_mut_checked(HEADER).ok_or(WireError::TooLarge)?;
    let (place, rest) = rest.split_at_mut_checked(provenance.len()).ok_or(WireError::TooLarge)?;
    place.copy_from_slice(provenance);
    let (filter, rest) = rest.split_at_mut_checked(FILTER).ok_or(WireError::TooLarge)?;
    let (nodes, _) = rest.as_chunks_mut::<8>();
    let count = lay_out(steps, nodes)?;
    let nodes = nodes.get(..count).unwrap_or_default();
    fill(filter, nodes);
    let entries = nodes.iter().filter(|node| Node::read(**node).number() > 0).count();
    let numbers = [entries, count, provenance.len()].map(|number| (number as u32).to_le_bytes());
    let length = HEADER + provenance.len() + FILTER + 8 * count;
    if let Some((magic, rest)) = head.split_first_chunk_mut::<8>() {
        *magic = MAGIC;
        let (_, rest) = rest.split_at_mut_checked(8).ok_or(WireError::TooLarge)?;
        rest.iter_mut().zip(numbers.as_flattened()).for_each(|(to, from)| *to = *from);
    }
    let sum = checksum(blob.get(COVERED..length).unwrap_or_default());
    if let Some(place) = blob.get_mut(COVERED - 8..COVERED) {
        place.copy_from_slice(&sum.to_le_bytes());
    }
    Ok((length, sum))
}

/// Writes the nodes and returns how many they are.
fn lay_out(steps: &Steps, nodes: &mut [[u8; 8]]) -> Result<usize, WireError> {
    // The first step is the root's first child.
    *nodes.first_mut().ok_or(WireError::TooLarge)? = Node::waiting(0, 0).bytes();
    let (mut next, mut count) = (0, 1);
    while next < count {
        let node = Node::read(*nodes.get(next).ok_or(WireError::Damaged)?);
        let (first, mut letters) = (count, 0);
        let mut place = node.first_step();
        while let Some(step_place) = place {
            let (step, below) = steps.at(step_place);
            let shape = (step >> SHAPE) as u8;
            let code =
                code(step).filter(|code| *code < 26 && letters >> code == 0).ok_or(WireError::Damaged)?;
            letters |= 1 << code;
            let number = if shape & ENDS == 0 { 0 } else { steps.number(step_place) };
            let child =
                if shape & DEEPER == 0 { Node::new(0, number, 0) } else { Node::waiting(number, below) };
            *nodes.get_mut(count).ok_or(WireError::TooLarge)? = child.bytes();
            count += 1;
            place = (shape & LAST == 0).then_some(step_place + 1);
        }
        let done = Node::new(letters, node.number(), if letters == 0 { 0 } else { first as u32 });
        *nodes.get_mut(next).ok_or(WireError::Damaged)? = done.bytes();
        next += 1;
    }
    Ok(count)
}
