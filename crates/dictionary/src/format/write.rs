//! Lays out a blob: the one writer, for the builder's vectors and for the fixed tables of a list in transfer form.

use core::ops::Range;

use super::{COVERED, Edge, HEADER, Key, MAGIC, Prefix, SHORT_COMMON, TRIGRAM_WORDS, VERSION, checksum};
use crate::alphabet::Code;
use crate::{Kind, Tier};

/// What goes into a blob.
pub(crate) struct Contents<'a, R, E, S> {
    pub(crate) kind: Kind,
    pub(crate) entries: u32,
    pub(crate) common: u32,
    /// Characters of the longest entry.
    pub(crate) longest: u32,
    pub(crate) filter_bits: u32,
    /// How many prefixes there are.
    pub(crate) roots: usize,
    /// Each of them and the edge that it is the label of, in the order of [`Key::order`].
    pub(crate) root: R,
    /// How many edges there are, the one at place 0 included, which nothing leads to.
    pub(crate) edge_count: u32,
    /// Those from place 1 on.
    pub(crate) edges: E,
    pub(crate) short_count: u32,
    /// The short entries as [`short_key`] makes them, sorted.
    pub(crate) short: S,
    pub(crate) provenance: &'a [u8],
}

impl<R, E, S> Contents<'_, R, E, S>
where
    R: Fn(usize) -> (Key, Edge),
    E: Iterator<Item = Edge>,
    S: Iterator<Item = u32>,
{
    /// Prefixes that have a bit of the filter to themselves or share one, as ranges of the roots.
    fn groups(&self) -> impl Iterator<Item = Range<usize>> {
        let slot = |index: usize| (self.root)(index).0.slot(self.filter_bits);
        let mut next = 0;
        core::iter::from_fn(move || {
            let start = next;
            let mut others = start + 1..self.roots;
            next = others.find(|other| slot(*other) != slot(start)).unwrap_or(self.roots);
            (start < self.roots).then_some(start..next)
        })
    }

    /// How many prefixes stand in the filter's order, and how many behind them, which share a bit with others.
    fn prefixes(&self) -> (usize, usize) {
        self.groups().fold((0, 0), |(first, behind), group| {
            (first + 1, if group.len() > 1 { behind + group.len() } else { behind })
        })
    }

    /// The length of the blob in bytes.
    #[cfg(feature = "alloc")]
    pub(crate) fn len(&self) -> usize {
        let (first, behind) = self.prefixes();
        let words = TRIGRAM_WORDS + self.edge_count as usize + self.short_count as usize;
        HEADER + (12 << self.filter_bits) + (first + behind) * 8 + words * 4 + self.provenance.len()
    }

    /// Writes the blob to the front of `room`, and returns its length and its checksum; none if there is not room enough.
    pub(crate) fn write(mut self, room: &mut [u8]) -> Option<(usize, u64)> {
        let (first_count, behind_count) = self.prefixes();
        let mut rest = &mut *room;
        let header: &mut [[u8; 4]] = part(&mut rest, HEADER / 4)?;
        let trigram_filter: &mut [[u8; 4]] = part(&mut rest, TRIGRAM_WORDS)?;
        let filter: &mut [[u8; 8]] = part(&mut rest, 1 << self.filter_bits)?;
        let counts: &mut [[u8; 4]] = part(&mut rest, 1 << self.filter_bits)?;
        let first: &mut [[u8; 8]] = part(&mut rest, first_count)?;
        let behind: &mut [[u8; 8]] = part(&mut rest, behind_count)?;
        let edges: &mut [[u8; 4]] = part(&mut rest, self.edge_count as usize)?;
        let short: &mut [[u8; 4]] = part(&mut rest, self.short_count as usize)?;
        part::<1>(&mut rest, self.provenance.len())?.as_flattened_mut().copy_from_slice(self.provenance);
        let left = rest.len();

        let letters_only = (0..self.roots).all(|index| (self.root)(index).0.is_letters());
        let numbers = [
            self.kind.number(),
            self.entries,
            self.common,
            self.longest,
            self.filter_bits,
            u32::try_from(first_count + behind_count).ok()?,
            self.edge_count,
            self.short_count,
            u32::try_from(self.provenance.len()).ok()?,
            u32::from(!letters_only),
        ];
        let fields = header.iter_mut().skip(COVERED / 4).zip(numbers);
        fields.for_each(|(field, number)| *field = number.to_le_bytes());

        self.write_filters(trigram_filter, filter);
        let mut before = 0_u32;
        for (count, word) in counts.iter_mut().zip(filter) {
            *count = before.to_le_bytes();
            before += u64::from_le_bytes(*word).count_ones();
        }
        self.write_prefixes(first, behind)?;
        let all_edges = core::iter::once(Edge(Edge::LAST)).chain(&mut self.edges);
        for (place, (to, edge)) in (0..).zip(edges.iter_mut().zip(all_edges)) {
            *to = edge.bytes(place);
        }
        short.iter_mut().zip(self.short).for_each(|(to, short)| *to = short.to_le_bytes());

        let length = room.len() - left;
        let sum = checksum(room.get(COVERED..length)?);
        let head = MAGIC.into_iter().chain(VERSION.to_le_bytes()).chain([0; 4]).chain(sum.to_le_bytes());
        room.iter_mut().zip(head).for_each(|(to, byte)| *to = byte);
        Some((length, sum))
    }

    fn write_filters(&self, trigram_filter: &mut [[u8; 4]], filter: &mut [[u8; 8]]) {
        trigram_filter.as_flattened_mut().fill(0);
        filter.as_flattened_mut().fill(0);
        for index in 0..self.roots {
            let (key, _) = (self.root)(index);
            let (head, (word, bit)) = (key.head(), key.slot(self.filter_bits));
            if let Some(trigrams) = trigram_filter.get_mut(head as usize >> 5) {
                *trigrams = (u32::from_le_bytes(*trigrams) | 1 << (head & 31)).to_le_bytes();
            }
            if let Some(word) = filter.get_mut(word as usize) {
                *word = (u64::from_le_bytes(*word) | bit).to_le_bytes();
            }
        }
    }

    fn write_prefixes(&self, first: &mut [[u8; 8]], behind: &mut [[u8; 8]]) -> Option<()> {
        let mut start = u32::try_from(first.len()).ok()?;
        let mut behind = behind.iter_mut();
        for (group, to) in self.groups().zip(first) {
            let mut written = group.clone().map(|index| {
                let (key, edge) = (self.root)(index);
                Prefix::new(key.written(self.filter_bits), edge).bytes()
            });
            if group.len() == 1 {
                *to = written.next()?;
            } else {
                let count = u32::try_from(group.len()).ok()?;
                *to = Prefix::bucket(start, count).bytes();
                start += count;
                behind.by_ref().zip(written).for_each(|(to, prefix)| *to = prefix);
            }
        }
        Some(())
    }
}

/// A short entry as a blob holds it: 6 bits for each code, its length and its tier.
pub(crate) fn short_key(codes: &[Code], tier: Tier) -> u32 {
    let key = codes.iter().fold(0, |key, code| key << 6 | u32::from(*code)) << 3;
    let length = u32::try_from(codes.len()).unwrap_or(0);
    key | length | if tier == Tier::Common { SHORT_COMMON } else { 0 }
}

/// Takes a part of `count` pieces of `N` bytes off the front.
#[expect(clippy::mut_mut, reason = "it is shortened")]
fn part<'a, const N: usize>(bytes: &mut &'a mut [u8], count: usize) -> Option<&'a mut [[u8; N]]> {
    let whole = core::mem::take(bytes);
    let (part, rest) = whole.split_at_mut_checked(count.checked_mul(N)?)?;
    *bytes = rest;
    Some(part.as_chunks_mut().0)
}
