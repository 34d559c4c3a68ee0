//! A `Place` is where a walk through the tree of a list stands; the decisions made there are all that a list is.
//!
//! At each node: does an entry end here, and is it a common one; then, over and over, is there a further letter that goes
//! on from here, and which. What a decision depends on is gathered here, for reading and writing alike: up to six letters
//! before, those since an entry ended on the way, the letters that were chosen at this node and at the one before.

use super::coder::Coder;
use super::model::{Model, VIEWS};
use crate::dictionary::Tier;
use crate::dictionary::alphabet::Code;

/// What holds for a whole list.
#[derive(Clone, Copy)]
pub(crate) struct List {
    /// Its number among the lists.
    pub(crate) number: u32,
    /// The highest code that occurs.
    pub(crate) highest: Code,
    /// Whether its tiers differ.
    pub(crate) tiers: bool,
}

/// A node on the way.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    list: List,
    depth: u32,
    /// Hashes of none to six codes before.
    before: [u32; 7],
    /// The hash of all codes before.
    whole: u32,
    /// The hash of those since an entry ended, and how many they are.
    since: u32,
    distance: u32,
    /// Whether an entry ended on the way, 1, and was common, 2.
    base: u32,
    /// What was chosen at the node before, up to this one.
    aside: u32,
    /// Whether an entry ends here.
    ends: u32,
    /// What was chosen here: a hash, a number, and the lowest code that may follow.
    chosen: u32,
    count: u32,
    lowest: Code,
}

const fn mix(a: u32, b: u32) -> u32 {
    (a ^ b).wrapping_mul(0x9E37_79B1).rotate_left(15).wrapping_mul(0x85EB_CA6B)
}

const fn mix3(a: u32, b: u32, c: u32) -> u32 {
    mix(mix(a, b), c)
}

/// Apart for each view and decision, and well stirred in the highest bits, which are those that count.
fn stir(decision: u32, mut views: [u32; VIEWS]) -> [u32; VIEWS] {
    for view in &mut views {
        let value = mix(*view, decision);
        *view = value ^ value >> 15;
        *view = view.wrapping_mul(0xC2B2_AE35);
    }
    views
}

impl Place {
    pub(crate) fn root(list: List) -> Self {
        Self {
            list,
            depth: 0,
            before: [1, 2, 3, 4, 5, 6, 7],
            whole: 8,
            since: 9,
            distance: 0,
            base: 0,
            aside: 0,
            ends: 0,
            chosen: 0,
            count: 0,
            lowest: 0,
        }
    }

    /// Whether an entry ends here, and its tier. `last` remembers the tiers of the entries before.
    pub(crate) fn entry(
        &mut self,
        model: &mut Model,
        coder: &mut impl Coder,
        last: &mut u32,
        entry: Option<Tier>,
    ) -> Option<Tier> {
        let [_, one, two, three, four, _, six] = self.before;
        let (depth, far) = (self.depth, self.distance.min(6));
        let since = mix(self.since, self.base.min(1));
        let views = [
            mix(two, far),
            mix(three, self.base.min(1)),
            four,
            mix(one, self.distance.min(8) << 8 | depth),
            self.whole,
            mix(self.aside, one),
            six,
            since,
        ];
        let set = 1024 + depth.min(11) + 12 * self.base + 64 * self.list.number.min(3);
        let ends = model.decide(&stir(1, views), 0, set as usize, |p| coder.code(p, entry.is_some()));
        self.ends = u32::from(ends);
        self.chosen = self.ends;
        if !ends {
            return None;
        }
        let mut tier = Tier::Other;
        if self.list.tiers {
            let base = self.base;
            let views = [
                mix3(two, base, far),
                mix(three, base),
                mix(four, base),
                mix3(one, base, *last << 8 | depth),
                mix3(*last, base, self.distance << 8 | self.list.number),
                mix3(self.aside, base, one),
                mix(depth, self.list.number),
                mix(since, base),
            ];
            let set = 1500 + base as usize;
            let common = entry == Some(Tier::Common);
            if model.decide(&stir(2, views), 0, set, |p| coder.code(p, common)) {
                tier = Tier::Common;
            }
            *last = (*last << 1 | u32::from(tier == Tier::Common)) & 7;
        }
        self.base = if tier == Tier::Common { 2 } else { 1 };
        self.distance = 0;
        self.since = 9;
        Some(tier)
    }

    /// The next code that goes on from here.
    pub(crate) fn further(
        &mut self,
        model: &mut Model,
        coder: &mut impl Coder,
        code: Option<Code>,
    ) -> Option<Code> {
        if self.lowest > self.list.highest {
            return None;
        }
        let [none, one, two, three, four, five, six] = self.before;
        let (lowest, ends, list) = (u32::from(self.lowest), self.ends, self.list.number);
        let since = mix3(self.since, self.base.min(1), lowest);
        // Where nothing ends and nothing went on, something must go on.
        if self.count > 0 || ends == 1 || self.depth == 0 {
            let views = [
                mix(one, lowest << 1 | ends),
                mix(two, lowest << 1 | ends),
                mix(three, lowest),
                mix(self.chosen, one),
                mix(four, lowest),
                mix(self.depth << 8 | self.count.min(7), ends << 16 | self.distance << 8 | list),
                mix(self.chosen, two),
                since,
            ];
            let set = 8 + self.count.min(3) + 4 * ends + 8 * self.depth.min(7);
            if !model.decide(&stir(3, views), 0, set as usize, |p| coder.code(p, code.is_some())) {
                return None;
            }
        }
        let views = stir(
            4,
            [
                mix(one, lowest),
                mix(two, lowest),
                three,
                four,
                if list > 0 { self.whole } else { five },
                mix(self.chosen, one),
                if list > 0 { mix3(none, self.depth << 8 | lowest, list) } else { mix(six, self.aside) },
                since,
            ],
        );
        let sets = 256 + 64 * self.count.min(2) + 192 * self.depth.min(3);
        let wanted = code.unwrap_or_default();
        // Six bits, the highest first, but for those that cannot be otherwise.
        let (mut chosen, mut part) = (0, 1_u32);
        for bit in [32, 16, 8, 4, 2, 1] {
            let half: Code = chosen + bit;
            let yes = if half > self.list.highest {
                false
            } else if half <= self.lowest {
                true
            } else {
                let set = sets + part;
                model.decide(&views, part, set as usize, |p| coder.code(p, wanted >= half))
            };
            chosen = if yes { half } else { chosen };
            part = part << 1 | u32::from(yes);
        }
        Some(chosen)
    }

    /// The place that `code` leads to, which was just chosen.
    pub(crate) fn step(&mut self, code: Code) -> Self {
        let letter = u32::from(code) + 1;
        let mut before = self.before;
        for (order, hash) in self.before.iter().enumerate().take(6) {
            if let Some(next) = before.get_mut(order + 1) {
                *next = mix3(*hash, letter, 77);
            }
        }
        let next = Self {
            depth: self.depth + 1,
            before,
            whole: mix3(self.whole, letter, 78),
            since: mix3(self.since, letter, 79),
            distance: (self.distance + 1).min(63),
            aside: self.chosen,
            ends: 0,
            chosen: 0,
            count: 0,
            lowest: 0,
            ..*self
        };
        self.chosen = mix(self.chosen, letter);
        self.count += 1;
        self.lowest = code + 1;
        next
    }
}
