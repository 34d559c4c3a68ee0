//! The coder turns decisions and their probabilities into bytes and back: an interval of 32-bit numbers that each decision
//! narrows.

use super::model::SCALE;

/// Either direction: takes the probability of a yes, and the decision, which counts for writing only; returns it.
pub(crate) trait Coder {
    fn code(&mut self, likely: u32, yes: bool) -> bool;
}

/// The numbers still possible.
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    const WHOLE: Self = Self { low: 0, high: u32::MAX };

    /// The last number that means yes.
    const fn middle(&self, likely: u32) -> u32 {
        let width = self.high - self.low;
        self.low + (width as u64 * likely as u64 >> SCALE) as u32
    }

    const fn narrow(&mut self, middle: u32, yes: bool) {
        if yes {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
    }

    /// Takes off the first byte, if it is decided.
    fn settled(&mut self) -> Option<u8> {
        if (self.low ^ self.high) >> 24 != 0 {
            return None;
        }
        let byte = (self.high >> 24) as u8;
        (self.low, self.high) = (self.low << 8, self.high << 8 | 255);
        Some(byte)
    }
}

/// Reads decisions. After the end it reads noughts, and [`Self::is_spent`] says so.
pub(crate) struct Reader<'a> {
    interval: Interval,
    number: u32,
    bytes: core::slice::Iter<'a, u8>,
    missing: u32,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { interval: Interval::WHOLE, number: 0, bytes: bytes.iter(), missing: 0 };
        (0..4).for_each(|_| reader.shift());
        reader
    }

    fn shift(&mut self) {
        let byte = self.bytes.next().copied().unwrap_or_else(|| {
            self.missing += 1;
            0
        });
        self.number = self.number << 8 | u32::from(byte);
    }

    /// Whether more was read than was written.
    pub(crate) const fn is_spent(&self) -> bool {
        self.missing > 4
    }
}

impl Coder for Reader<'_> {
    #[inline]
    fn code(&mut self, likely: u32, _: bool) -> bool {
        let middle = self.interval.middle(likely);
        let yes = self.number <= middle;
        self.interval.narrow(middle, yes);
        while self.interval.settled().is_some() {
            self.shift();
        }
        yes
    }
}

/// Writes decisions.
#[cfg(feature = "alloc")]
pub(crate) struct Writer {
    interval: Interval,
    bytes: alloc::vec::Vec<u8>,
}

#[cfg(feature = "alloc")]
impl Writer {
    pub(crate) const fn new() -> Self {
        Self { interval: Interval::WHOLE, bytes: alloc::vec::Vec::new() }
    }

    /// All that was written. One more byte decides the last number.
    pub(crate) fn finish(mut self) -> alloc::vec::Vec<u8> {
        self.bytes.push((self.interval.high >> 24) as u8);
        self.bytes
    }
}

#[cfg(feature = "alloc")]
impl Coder for Writer {
    fn code(&mut self, likely: u32, yes: bool) -> bool {
        let middle = self.interval.middle(likely);
        self.interval.narrow(middle, yes);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
        yes
    }
}
