//! The steps of a list as they are symbol, bit by bit, and in which order.
//!
//! All of it is guessed from what was told just before, which is why [`Steps`] are told in an order in which likes are
//! neighbours; see the module above.

use core::hint::select_unpredictable;

use super::coder::{Bits, Chance, Reader};
use super::{DEEPER, ENDS, LAST, WireError};
use crate::Tier;
use crate::alphabet::{Code, FIRST_SYMBOL};

/// The most steps of a list.
pub(super) const MOST_STEPS: usize = 1 << 18;
/// Ranks, and groups of nodes by the rank that leads to them and whether an entry ends there.
const RANKS: usize = 64;
const GROUPS: usize = 2 * RANKS;
/// How many children of a node are told apart.
const CHILDREN: usize = 9;
/// Bits of the number of a trie's entry.
const NUMBER_BITS: u32 = 6;
/// So many are read at once.
const AT_ONCE: usize = 64;

/// Letters by their ranks: `oaeiurnstcgdlyhkvwqjfbpmzx`. Which follow each other in words is much the same for neighbours;
/// so are their nodes then, and one bit tells a half of them. Found by trying, with the lists that come with keyward.
const LETTERS: [Code; 26] =
    [14, 0, 4, 8, 20, 17, 13, 18, 19, 2, 6, 3, 11, 24, 7, 10, 21, 22, 16, 9, 5, 1, 15, 12, 25, 23];
/// The rank of a code. Symbols come after the letters, as they are.
#[cfg(feature = "alloc")]
pub(super) fn rank(code: Code) -> u8 {
    LETTERS.iter().position(|letter| *letter == code).map_or(code, |rank| rank as u8)
}

/// The code of a step, if there is one of its rank.
pub(super) fn code(step: Step) -> Option<Code> {
    let rank = (step & RANK) as u8;
    LETTERS.get(usize::from(rank)).copied().or((rank >= FIRST_SYMBOL).then_some(rank))
}

/// A step: its rank in six bits, and its shape in three.
pub(super) type Step = u16;
pub(super) const SHAPE: u32 = 6;
const RANK: Step = (1 << SHAPE) - 1;
/// Above the step lies where the steps below it begin.
const BELOW: u32 = 9;

/// The entry that ended last on the way to a step: none, or one more than its tier and twice how many steps before, of which
/// four are told apart.
#[derive(Clone, Copy)]
pub(super) struct Before(u8);

impl Before {
    pub(super) const NONE: Self = Self(0);
    const ALL: usize = 9;

    /// The same from a step further on, at which an entry of some tier may have ended.
    pub(super) const fn next(self, ends: Option<Tier>) -> Self {
        match ends {
            Some(tier) => Self(1 + tier as u8),
            None if matches!(self.0, 1..7) => Self(self.0 + 2),
            None => self,
        }
    }
}

/// What was told and may be told again.
pub(super) struct Model {
    /// Ranks, by that of the child before: none, or one more than its rank.
    ranks: [[Chance; 4 << 5]; RANKS + 1],
    /// Shapes, by the step's rank and which child it is.
    shapes: [[[Chance; 4]; CHILDREN]; RANKS],
    /// Tiers: that of the entry told last, whether an entry goes on, the rank it ends with, and what ended before it.
    tiers: [[[[Chance; Before::ALL]; RANKS]; 2]; 2],
    /// Numbers, by the one told last and whether an entry goes on: a tree of six bits.
    numbers: [[[Chance; 1 << NUMBER_BITS]; 2]; 1 << NUMBER_BITS],
    /// The child before, as above.
    rank: u8,
    child: u8,
    tier: Tier,
}

impl Model {
    #[expect(clippy::large_stack_arrays, reason = "it is meant for a static")]
    pub(super) const NEW: Self = Self {
        ranks: [[Chance::EVEN; 4 << 5]; RANKS + 1],
        shapes: [[[Chance::EVEN; 4]; CHILDREN]; RANKS],
        tiers: [[[[Chance::EVEN; Before::ALL]; RANKS]; 2]; 2],
        numbers: [[[Chance::EVEN; 1 << NUMBER_BITS]; 2]; 1 << NUMBER_BITS],
        rank: 0,
        child: 0,
        tier: Tier::Other,
    };

    /// Tells a step: in which quarter of the ranks it lies, of which the first two hold eight each, where in there, and its
    /// shape.
    #[inline(always)]
    pub(super) fn step(&mut self, bits: &mut impl Bits, symbol: Step) -> Option<Step> {
        let symbol_rank = (symbol & RANK) as u8;
        let chances = self.ranks.get_mut(usize::from(self.rank))?;
        let mut quarter = 0;
        let (mut first, mut width) = (0, 3);
        while quarter < 3 {
            let next = 8_u8 << quarter;
            if bits.bit(chances.get_mut(quarter << 5)?, symbol_rank < next) {
                break;
            }
            quarter += 1;
            (first, width) = (next, 2 + quarter);
        }
        let chances: &mut [Chance; 32] = chances.get_mut(quarter << 5..)?.first_chunk_mut()?;
        let (mut node, mut left) = (1_usize, width);
        let mut chance = chances[1];
        while left > 0 {
            left -= 1;
            let symbol = symbol_rank.wrapping_sub(first) >> left & 1 == 1;
            // Both that may come next are looked up before it is known which, so that the processor need not wait.
            let (zero, one) = (*chances.get(node << 1 & 31)?, *chances.get((node << 1 | 1) & 31)?);
            let bit = bits.bit(&mut chance, symbol);
            *chances.get_mut(node & 31)? = chance;
            node = node << 1 | usize::from(bit);
            chance = select_unpredictable(bit, one, zero);
        }
        let rank = first + (node - (1 << width)) as u8;
        let [last, ends, deeper, _] =
            self.shapes.get_mut(usize::from(rank))?.get_mut(usize::from(self.child))?;
        let shape = (symbol >> SHAPE) as u8;
        let is_last = bits.bit(last, shape & LAST != 0);
        let is_end = bits.bit(ends, shape & ENDS != 0);
        let is_deeper = !is_end || bits.bit(deeper, shape & DEEPER != 0);
        let shape = if is_last { LAST } else { 0 }
            | if is_end { ENDS } else { 0 }
            | if is_deeper { DEEPER } else { 0 };
        (self.rank, self.child) =
            if is_last { (0, 0) } else { (rank + 1, (self.child + 1).min(CHILDREN as u8 - 1)) };
        Some(u16::from(rank) | u16::from(shape) << SHAPE)
    }

    /// Tells the tier of an entry.
    #[inline(always)]
    pub(super) fn tier(&mut self, bits: &mut impl Bits, step: Step, before: Before, symbol: Tier) -> Tier {
        let deeper = usize::from(step >> SHAPE) & usize::from(DEEPER) >> 1;
        let chance = (self.tiers.get_mut(self.tier as usize))
            .and_then(|tiers| tiers.get_mut(deeper)?.get_mut(usize::from(step & RANK)))
            .and_then(|tiers| tiers.get_mut(usize::from(before.0)));
        let Some(chance) = chance else { return Tier::Other };
        self.tier = if bits.bit(chance, symbol == Tier::Common) { Tier::Common } else { Tier::Other };
        self.tier
    }

    /// Tells the number of an entry of a trie.
    pub(super) fn number(&mut self, bits: &mut impl Bits, step: Step, before: u8, symbol: u8) -> u8 {
        let deeper = usize::from(step >> SHAPE) & usize::from(DEEPER) >> 1;
        let chances = self.numbers.get_mut(usize::from(before)).and_then(|chances| chances.get_mut(deeper));
        let Some(chances) = chances else { return 0 };
        let mut node = 1_usize;
        for left in (0..NUMBER_BITS).rev() {
            let Some(chance) = chances.get_mut(node) else { return 0 };
            node = node << 1 | usize::from(bits.bit(chance, symbol >> left & 1 == 1));
        }
        (node - (1 << NUMBER_BITS)) as u8
    }
}

/// All steps of a list, each with where those below it are.
pub(super) struct Steps {
    all: [u32; MOST_STEPS],
    /// Where each node's children begin.
    starts: [u32; MOST_STEPS],
    count: usize,
}

impl Steps {
    #[expect(clippy::large_stack_arrays, reason = "it is meant for a static")]
    pub(super) const NEW: Self = Self { all: [0; MOST_STEPS], starts: [0; MOST_STEPS], count: 0 };

    /// Reads the children of so many nodes.
    pub(super) fn read(
        &mut self,
        bits: &mut Reader<'_>,
        model: &mut Model,
        nodes: u32,
    ) -> Result<(), WireError> {
        let mut groups = [0_u32; GROUPS];
        let mut count = 0;
        let starts = self.starts.get_mut(..nodes as usize).ok_or(WireError::TooLarge)?;
        for starts in starts.chunks_mut(AT_ONCE) {
            count = decode_chunk(bits, model, starts, &mut self.all, count, &mut groups)?;
        }
        // The first node of each group; before them is the root, to which nothing leads. So no way goes round in a circle.
        let mut first = 1;
        for group in &mut groups {
            (*group, first) = (first, first + *group);
        }
        if first != nodes {
            return Err(WireError::Damaged);
        }
        self.count = count;
        let steps = self.all.get_mut(..count).unwrap_or_default();
        for steps in steps.chunks_mut(AT_ONCE) {
            link(steps, &self.starts, &mut groups);
        }
        Ok(())
    }

    /// Reads the number of each entry of a trie, in the order of the steps. They take the place of where nodes begin, which
    /// every step knows by now.
    pub(super) fn read_numbers(&mut self, bits: &mut Reader<'_>, model: &mut Model) {
        let mut before = 0;
        let count = self.count;
        let steps = self.all.get(..count).unwrap_or_default();
        for (step, number) in steps.iter().zip(&mut self.starts) {
            let step = *step as Step;
            *number = 0;
            if step >> SHAPE & Step::from(ENDS) != 0 {
                before = model.number(bits, step, before, 0);
                *number = before.into();
            }
        }
    }

    /// The number that was read for the entry which ends with a step.
    pub(super) fn number(&self, place: u32) -> u8 {
        self.starts.get(place as usize).map_or(0, |number| *number as u8)
    }

    /// A step, and where those below it begin.
    #[inline(always)]
    pub(super) fn at(&self, place: u32) -> (Step, u32) {
        let step = self.all.get(place as usize).copied().unwrap_or_default();
        (step as u16 & ((1 << BELOW) - 1), step >> BELOW)
    }
}

// Functions of their own that are called again and again, so that a browser can put faster ones in their place meanwhile.

/// Reads the children of some nodes. Returns how many steps there are then.
#[inline(never)]
fn decode_chunk(
    bits: &mut Reader<'_>,
    model: &mut Model,
    starts: &mut [u32],
    steps: &mut [u32; MOST_STEPS],
    mut count: usize,
    groups: &mut [u32; GROUPS],
) -> Result<usize, WireError> {
    // On the side, where the compiler can do without memory.
    let mut here = bits.clone();
    for start in starts {
        *start = count as u32;
        loop {
            let step = model.step(&mut here, 0).ok_or(WireError::Damaged)?;
            *steps.get_mut(count).ok_or(WireError::TooLarge)? = step.into();
            count += 1;
            if let Some(group) = group(step).and_then(|group| groups.get_mut(group)) {
                *group += 1;
            }
            if step >> SHAPE & Step::from(LAST) != 0 {
                break;
            }
        }
    }
    *bits = here;
    Ok(count)
}

/// Puts to some steps where those below them begin.
#[inline(never)]
fn link(steps: &mut [u32], starts: &[u32; MOST_STEPS], groups: &mut [u32; GROUPS]) {
    for step in steps {
        let Some(node) = group(*step as Step).and_then(|group| groups.get_mut(group)) else { continue };
        *step |= starts.get(*node as usize).copied().unwrap_or_default() << BELOW;
        *node += 1;
    }
}

/// The group of the node below a step, if there is one.
#[inline(always)]
fn group(step: Step) -> Option<usize> {
    let (rank, shape) = (usize::from(step & RANK), (step >> SHAPE) as u8);
    (shape & DEEPER != 0).then_some(if shape & ENDS == 0 { rank } else { RANKS + rank })
}
