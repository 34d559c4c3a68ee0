//! Arithmetic coding of bits: what is likely takes a fraction of a bit, and what is likely is learned on the way.
//!
//! What a list is made of is told bit by bit to something that is [`Bits`]: the [`Reader`] answers with what the bytes hold, the
//! `Writer` writes down what it is told. So one description of a list serves for both, and they cannot fall out of step.

// What is hard to guess for the coder is so for the processor: whatever depends on a bit is chosen without a branch.
use core::hint::select_unpredictable;

/// How likely a bit is to be set, twice: by what was so lately and by what has been so for a while. Each counts from one half
/// in parts of 65,536, so that noughts say nothing yet.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    lately: i16,
    long: i16,
}

impl Chance {
    pub(super) const EVEN: Self = Self { lately: 0, long: 0 };

    /// Of 65,536. Neither half gets to either end, as less than a whole step is none.
    #[inline(always)]
    fn odds(self) -> u32 {
        ((i32::from(self.lately) + i32::from(self.long) + (1 << 16)) >> 1).cast_unsigned()
    }

    /// A bit takes the one a fourth of its way to certainty, and the other a thirty-second.
    #[inline(always)]
    fn learn(&mut self, bit: bool) {
        let nearer = |now: i16, rate: u32| {
            // Rounded towards where it is, as the shift rounds down.
            let end = select_unpredictable(bit, 0x7FFF, (1 << rate) - 0x8001);
            (i32::from(now) + ((end - i32::from(now)) >> rate)) as i16
        };
        (self.lately, self.long) = (nearer(self.lately, 2), nearer(self.long, 5));
    }
}

/// Where bits are read from or written to.
pub(super) trait Bits {
    /// The next bit. A reader does not look at `symbol`; a writer answers with it.
    fn bit(&mut self, chance: &mut Chance, symbol: bool) -> bool;
}

/// Bytes come by fours, lowest first: as many bits at once.
const WORD: u32 = u32::BITS;
/// A range below this lets another word in.
const LEAST: u64 = 1 << WORD;

/// Reads bits. Behind its bytes it reads noughts, and knows that it did.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    range: u64,
    code: u64,
    /// Whether there were too few bytes.
    pub(super) is_short: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { bytes, range: u64::MAX, code: 0, is_short: false };
        reader.code = reader.word() << WORD | reader.word();
        reader
    }

    #[inline(always)]
    fn word(&mut self) -> u64 {
        if let Some((word, rest)) = self.bytes.split_first_chunk() {
            self.bytes = rest;
            u32::from_le_bytes(*word).into()
        } else {
            self.is_short = true;
            0
        }
    }

    /// Whether all bytes were read, and no more.
    pub(super) const fn is_at_end(&self) -> bool {
        self.bytes.is_empty() && !self.is_short
    }
}

impl Bits for Reader<'_> {
    #[inline(always)]
    fn bit(&mut self, chance: &mut Chance, _: bool) -> bool {
        let bound = (self.range >> 16) * u64::from(chance.odds());
        let bit = self.code < bound;
        self.range = select_unpredictable(bit, bound, self.range - bound);
        self.code -= select_unpredictable(bit, 0, bound);
        chance.learn(bit);
        if self.range < LEAST {
            self.range <<= WORD;
            self.code = self.code << WORD | self.word();
        }
        bit
    }
}

/// Writes bits.
#[cfg(feature = "alloc")]
pub(super) struct Writer {
    words: alloc::vec::Vec<u32>,
    low: u64,
    range: u64,
}

#[cfg(feature = "alloc")]
impl Writer {
    pub(super) fn new() -> Self {
        Self { words: alloc::vec::Vec::new(), low: 0, range: u64::MAX }
    }

    /// Adds one to what was written.
    fn carry(&mut self) {
        for word in self.words.iter_mut().rev() {
            *word = word.wrapping_add(1);
            if *word != 0 {
                break;
            }
        }
    }

    /// Lets the highest word go.
    fn word(&mut self) {
        self.words.push((self.low >> WORD) as u32);
        self.low <<= WORD;
    }

    /// All bytes: two words more than the reader has asked for by now, which are those it began with.
    pub(super) fn finish(mut self) -> alloc::vec::Vec<u8> {
        self.word();
        self.word();
        self.words.into_iter().flat_map(u32::to_le_bytes).collect()
    }
}

#[cfg(feature = "alloc")]
impl Bits for Writer {
    fn bit(&mut self, chance: &mut Chance, symbol: bool) -> bool {
        let bound = (self.range >> 16) * u64::from(chance.odds());
        if symbol {
            self.range = bound;
        } else {
            self.range -= bound;
            let (low, is_over) = self.low.overflowing_add(bound);
            self.low = low;
            if is_over {
                self.carry();
            }
        }
        chance.learn(symbol);
        if self.range < LEAST {
            self.word();
            self.range <<= WORD;
        }
        symbol
    }
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::*;

    #[test]
    fn bits_come_back_however_sure_the_coder_was() {
        let runs = [(true, 5000), (false, 1), (true, 1), (false, 9000), (true, 2), (false, 3), (true, 70)];
        let told = || runs.into_iter().flat_map(|(bit, times)| core::iter::repeat_n(bit, times));
        let mut writer = Writer::new();
        let mut chance = Chance::EVEN;
        for bit in told() {
            assert_eq!(writer.bit(&mut chance, bit), bit);
            assert!((1..1 << 16).contains(&chance.odds()));
        }
        let bytes = writer.finish();
        assert!(bytes.len() < 40, "{}", bytes.len());
        let mut reader = Reader::new(&bytes);
        let mut chance = Chance::EVEN;
        assert!(told().all(|bit| reader.bit(&mut chance, false) == bit) && reader.is_at_end());
        reader.bit(&mut chance, false);
        for _ in 0..64 {
            reader.bit(&mut Chance::EVEN.clone(), false);
        }
        assert!(reader.is_short);
    }
}
