//! Pseudo-random numbers from a fixed seed, so that everyone measures the same.

/// `SplitMix64`, by Steele, Lea and Flood.
pub struct Random(u64);

impl Random {
    /// The numbers of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number below `bound`, which is not nought.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap_or(0) % bound
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A word of the list, its first letter a capital.
    pub fn capitalised(&mut self, words: &[String]) -> String {
        let word = self.pick(words);
        word[..1].to_uppercase() + &word[1..]
    }

    /// A password of visible ASCII characters, two or more of each class.
    pub fn password(&mut self, length: usize) -> String {
        let classes: [fn(&u8) -> bool; 4] =
            [u8::is_ascii_uppercase, u8::is_ascii_lowercase, u8::is_ascii_digit, u8::is_ascii_punctuation];
        loop {
            let drawn: Vec<u8> =
                (0..length).map(|_| b'!' + u8::try_from(self.below(94)).unwrap_or(0)).collect();
            if classes.iter().all(|class| drawn.iter().filter(|byte| class(byte)).count() >= 2) {
                return drawn.into_iter().map(char::from).collect();
            }
        }
    }
}
