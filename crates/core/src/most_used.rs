//! The passwords that are used most of each length that policies ask for, as three bytes of a hash each. They have next to nothing in
//! common, so that an automaton of them would be ten times as large; one password in three thousand is taken for one of them.

/// The most used passwords that no rule sees through.
///
/// ```
/// use keyward_core::MostUsed;
/// let bytes = MostUsed::fingerprint(b"polniypizdec0211");
/// let listed = MostUsed::open(&bytes).unwrap();
/// assert!(listed.lists(b"PolniyPizdec0211") && !listed.lists(b"polniypizdec0212"));
/// assert!(MostUsed::open(&bytes[1..]).is_none());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MostUsed<'a> {
    first: &'a [u8],
    second: &'a [u8],
    third: &'a [u8],
}

impl<'a> MostUsed<'a> {
    /// A list of fingerprints, smallest first: the first bytes of all, then the second ones, then the third, so that the first, which
    /// are nearly alike, lie together where they are packed. None if it is not such a list.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (first, rest) = bytes.split_at_checked(bytes.len() / 3)?;
        let (second, third) = rest.split_at_checked(first.len())?;
        let list = Self { first, second, third };
        let is_sorted = (1..third.len()).all(|place| list.at(place - 1) < list.at(place));
        (third.len() == first.len() && is_sorted).then_some(list)
    }

    /// Whether a whole candidate is listed, case aside.
    #[must_use]
    pub fn lists(&self, folded: &[u8]) -> bool {
        let wanted = Some(Self::fingerprint(folded));
        let (mut from, mut to) = (0, self.first.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.at(middle) < wanted {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        self.at(from) == wanted
    }

    fn at(&self, place: usize) -> Option<[u8; 3]> {
        Some([*self.first.get(place)?, *self.second.get(place)?, *self.third.get(place)?])
    }

    /// Three bytes of a candidate in any case: FNV-1a of 32 bits, by Fowler, Noll and Vo, folded to 24.
    #[must_use]
    pub fn fingerprint(folded: &[u8]) -> [u8; 3] {
        let hash = folded.iter().fold(0x811C_9DC5_u32, |hash, byte| {
            (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
        });
        let [high, rest @ ..] = hash.to_be_bytes();
        let [first, second, last] = rest;
        [first, second, last ^ high]
    }
}
