//! The passwords that are used most of each length that policies ask for, as four bytes of a hash each. They have next to nothing in
//! common, so that an automaton of them would be ten times as large; one password in a million is taken for one of them.

/// The bytes of a fingerprint.
const WIDTH: usize = 4;

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
    /// The first bytes of all fingerprints, the second bytes of all, and so on.
    columns: [&'a [u8]; WIDTH],
}

impl<'a> MostUsed<'a> {
    /// A list of fingerprints, smallest first: the first bytes of all, then the second ones and so on, so that the first, which are
    /// nearly alike, lie together where they are packed. None if it is not such a list.
    #[must_use]
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let (first, rest) = bytes.split_at_checked(bytes.len() / WIDTH)?;
        let (second, rest) = rest.split_at_checked(first.len())?;
        let (third, fourth) = rest.split_at_checked(first.len())?;
        let list = Self { columns: [first, second, third, fourth] };
        let is_sorted = (1..fourth.len()).all(|place| list.at(place - 1) < list.at(place));
        (fourth.len() == first.len() && is_sorted).then_some(list)
    }

    /// Whether a whole candidate is listed, case aside.
    #[must_use]
    pub fn lists(&self, folded: &[u8]) -> bool {
        let wanted = Some(Self::fingerprint(folded));
        let [first, ..] = self.columns;
        let (mut from, mut to) = (0, first.len());
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

    fn at(&self, place: usize) -> Option<[u8; WIDTH]> {
        let [first, second, third, last] = self.columns.map(|column| column.get(place).copied());
        Some([first?, second?, third?, last?])
    }

    /// Four bytes of a candidate in any case: FNV-1a, by Fowler, Noll and Vo.
    #[must_use]
    pub fn fingerprint(folded: &[u8]) -> [u8; WIDTH] {
        let hash = folded.iter().fold(0x811C_9DC5_u32, |hash, byte| {
            (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193)
        });
        hash.to_be_bytes()
    }
}
