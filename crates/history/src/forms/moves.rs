//! The same characters in another order: backwards, rotated, blocks swapped.

use alloc::vec::Vec;

use zeroize::Zeroizing;

use super::order::Step;
use super::{Forms, blocks};

/// How many characters may have moved from one end to the other, and how often, in hundredths.
const MOVED: [(usize, u32); 4] = [(1, 100), (2, 90), (3, 40), (4, 25)];

/// How many blocks from the start are tried.
const MOST_BLOCKS: usize = 10;

pub(super) fn add(forms: &mut Forms) {
    let text = forms.text();
    let mut backwards = Zeroizing::new(text.to_vec());
    backwards.reverse();
    forms.add(Step::Backwards, &[&backwards]);
    for (count, share) in MOVED {
        if let Some((start, rest)) = text.split_at_checked(count) {
            forms.add_share(Step::FromStartToEnd, share, &[rest, start]);
        }
        if let Some((rest, end)) = text.len().checked_sub(count).and_then(|at| text.split_at_checked(at)) {
            forms.add_share(Step::FromEndToStart, share, &[end, rest]);
        }
    }
    let blocks: Vec<&[char]> = blocks(&text).collect();
    swapped(forms, &blocks);
}

fn swapped(forms: &mut Forms, blocks: &[&[char]]) {
    let count = blocks.len().saturating_sub(1).clamp(1, MOST_BLOCKS);
    // Each pair of neighbours is as likely as the next.
    let share = u32::try_from(300 / count).unwrap_or(100).min(100);
    for at in 0..blocks.len().saturating_sub(1).min(MOST_BLOCKS) {
        swap(forms, blocks, Step::NeighboursSwapped, share, at, at + 1);
    }
    if let Some(last) = blocks.len().checked_sub(1) {
        swap(forms, blocks, Step::EndsSwapped, 100, 0, last);
    }
    for half in [blocks.len() / 2, blocks.len().div_ceil(2)] {
        let mut earlier = blocks.to_vec();
        earlier.rotate_left(half);
        forms.add(Step::HalvesSwapped, &earlier);
    }
}

fn swap(forms: &mut Forms, blocks: &[&[char]], step: Step, share: u32, one: usize, other: usize) {
    let mut earlier = blocks.to_vec();
    if one < blocks.len() && other < blocks.len() {
        earlier.swap(one, other);
    }
    forms.add_share(step, share, &earlier);
}
