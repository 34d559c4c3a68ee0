//! The model says how likely the next decision is, from what followed in like places, and learns from each.
//!
//! Several opinions, each from a table of its own of 16-bit slots (12 bits of probability, 4 that count how often it was
//! seen), are added up as logarithms of odds with weights that are learnt too. All of it is whole numbers, so that every
//! machine comes to the same numbers.
#![expect(
    clippy::indexing_slicing,
    clippy::cast_possible_wrap,
    reason = "tables that the compiler works out"
)]

/// How many opinions there are.
pub(crate) const VIEWS: usize = 8;
/// Each table has two to this power slots.
const SLOT_BITS: u32 = 18;
const SLOTS: usize = 1 << SLOT_BITS;
/// How many sets of weights there are.
pub(crate) const SETS: usize = 2048;
/// Probabilities have so many bits.
pub(crate) const SCALE: u32 = 12;
const ONE: i32 = 1 << SCALE;
/// A weight of one.
const WEIGHT: i32 = 1 << 16;
/// What a slot of which nothing is known holds: one half, never seen.
const NEW: u16 = 1 << 15;

/// How much a slot gives way, by how often it was seen.
const RATES: [i32; 16] = {
    let mut rates = [0; 16];
    let mut seen = 0;
    while seen < 16 {
        rates[seen] = 655_360 / (10 * seen as i32 + 26);
        seen += 1;
    }
    rates
};

/// How much an opinion counts, by how often its slot was seen, in sixteenths.
const TRUST: [i32; 16] = [0, 14, 16, 17, 18, 19, 20, 20, 21, 21, 22, 22, 22, 23, 23, 24];

/// The logistic curve at -8, -7.5, … 8: 4096 is certain.
const CURVE: [i32; 34] = {
    let mut curve = [0; 34];
    let (mut odds, mut point) = (0.000_335_462_627_902_511_85_f64, 0);
    while point < curve.len() {
        curve[point] = (4096.0 * odds / (1.0 + odds) + 0.5) as i32;
        odds *= 1.648_721_270_700_128_2;
        point += 1;
    }
    curve
};

/// The probability, of 4096, for the logarithm of odds in 256ths.
fn probability(odds: i32) -> i32 {
    let odds = odds.clamp(-2047, 2047) + 2048;
    let (step, part) = ((odds >> 7) as usize, odds & 127);
    let point = |step: usize| CURVE.get(step).copied().unwrap_or_default();
    ((point(step) * (128 - part) + point(step + 1) * part + 64) >> 7).clamp(1, ONE - 1)
}

/// What was learnt so far.
pub(crate) struct Model {
    slots: [[u16; SLOTS]; VIEWS],
    weights: [[i32; VIEWS + 1]; SETS],
    /// The logarithm of odds, in 256ths, for each probability.
    odds: [i16; ONE as usize],
}

impl Model {
    /// Room for one, before [`Self::start`].
    #[expect(clippy::large_stack_arrays, reason = "it is meant for a static")]
    pub(crate) const NEW: Self =
        Self { slots: [[0; SLOTS]; VIEWS], weights: [[0; VIEWS + 1]; SETS], odds: [0; ONE as usize] };

    /// Forgets everything.
    pub(crate) fn start(&mut self) {
        self.slots.as_flattened_mut().fill(NEW);
        self.weights.as_flattened_mut().fill(WEIGHT * 3 / 10);
        let mut odds = -2047;
        for (place, entry) in (0..).zip(&mut self.odds) {
            while odds < 2047 && probability(odds) < place {
                odds += 1;
            }
            *entry = odds as i16;
        }
    }

    /// Has a decision coded by `code`, which gets the probability of a yes and returns what it was; `views` are hashes of
    /// what is known, and `part` tells apart the steps of one decision.
    #[inline]
    pub(crate) fn decide(
        &mut self,
        views: &[u32; VIEWS],
        part: u32,
        set: usize,
        code: impl FnOnce(u32) -> bool,
    ) -> bool {
        let mut opinions = [256; VIEWS + 1];
        let mut spots = [0_u32; VIEWS];
        let Some(weights) = self.weights.get_mut(set & (SETS - 1)) else { return false };
        for (((table, view), spot), opinion) in
            self.slots.iter().zip(views).zip(&mut spots).zip(&mut opinions)
        {
            // The steps of a decision lie in one line of the cache.
            *spot = (view >> (32 - SLOT_BITS)) ^ part;
            let slot = table.get(*spot as usize & (SLOTS - 1)).copied().unwrap_or(NEW);
            let odds = self.odds.get(usize::from(slot >> 4)).copied().unwrap_or_default();
            *opinion = i32::from(odds) * TRUST.get(usize::from(slot & 15)).copied().unwrap_or_default() >> 4;
        }
        let sum: i64 = opinions.iter().zip(weights.iter()).map(|(a, b)| i64::from(*a) * i64::from(*b)).sum();
        let likely = probability((sum >> 16).clamp(-2047, 2047) as i32);
        let yes = code(likely as u32);

        let target = if yes { ONE - 1 } else { 0 };
        let error = target - likely;
        for (weight, opinion) in weights.iter_mut().zip(&opinions) {
            *weight = (*weight + ((opinion * error * 4 + (1 << 13)) >> 14)).clamp(-16 * WEIGHT, 16 * WEIGHT);
        }
        for (table, spot) in self.slots.iter_mut().zip(&spots) {
            let Some(slot) = table.get_mut(*spot as usize & (SLOTS - 1)) else { continue };
            let (old, seen) = (i32::from(*slot >> 4), *slot & 15);
            let rate = RATES.get(usize::from(seen)).copied().unwrap_or_default();
            let new = (old + ((target - old) * rate >> 16)).clamp(1, ONE - 2);
            *slot = (new as u16) << 4 | (seen + 1).min(15);
        }
        yes
    }
}
