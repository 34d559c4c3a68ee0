//! Even numbers from random bytes.

use zeroize::Zeroizing;

use super::SuggestError;

/// Draws numbers, each as likely as any other, from a source of random bytes. What is left over is wiped.
pub(super) struct Dice<F> {
    source: F,
    bytes: Zeroizing<[u8; 256]>,
    used: usize,
}

impl<F: FnMut(&mut [u8]) -> Result<(), SuggestError>> Dice<F> {
    pub(super) fn new(source: F) -> Self {
        let bytes = Zeroizing::new([0; 256]);
        Self { source, used: bytes.len(), bytes }
    }

    fn number(&mut self) -> Result<u32, SuggestError> {
        let Some(bytes) = self.bytes.get(self.used..).and_then(<[u8]>::first_chunk) else {
            (self.source)(self.bytes.as_mut_slice())?;
            self.used = 4;
            return Ok(self.bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes)));
        };
        self.used += 4;
        Ok(u32::from_le_bytes(*bytes))
    }

    /// A number from 0 up to 1, of 32 bits: the chance of anything drawn by it is off by less than one in four thousand million.
    pub(super) fn share(&mut self) -> Result<f64, SuggestError> {
        Ok(f64::from(self.number()?) / 2_f64.powi(32))
    }

    /// A number below `end`, which is at least 1.
    pub(super) fn below(&mut self, end: u32) -> Result<u32, SuggestError> {
        // Numbers from the last, incomplete round of `end` would make the first ones likelier.
        let rest = u32::MAX % end + 1;
        let last_whole = if rest == end { u32::MAX } else { u32::MAX - rest };
        loop {
            let number = self.number()?;
            if number <= last_whole {
                return Ok(number % end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_incomplete_round_is_thrown_away() {
        let mut next = [u32::MAX, 7, u32::MAX - 1, 9].into_iter();
        let source = move |bytes: &mut [u8]| {
            bytes
                .chunks_mut(4)
                .zip(&mut next)
                .for_each(|(chunk, number)| chunk.copy_from_slice(&number.to_le_bytes()));
            Ok(())
        };
        let mut dice = Dice::new(source);
        // 2^32 is 10 × 429496729 + 6: the last six numbers are thrown away.
        assert_eq!([dice.below(10), dice.below(10)], [Ok(7), Ok(9)]);
    }

    #[test]
    fn a_source_that_fails_is_told() {
        let mut dice = Dice::new(|_: &mut [u8]| Err(SuggestError::NoRandomness));
        assert_eq!(dice.below(2), Err(SuggestError::NoRandomness));
    }

    #[test]
    fn one_choice_is_no_choice() {
        let mut dice = Dice::new(|bytes: &mut [u8]| {
            bytes.fill(0xFF);
            Ok(())
        });
        assert_eq!([dice.below(1), dice.below(2), dice.below(256)], [Ok(0), Ok(1), Ok(255)]);
    }
}
