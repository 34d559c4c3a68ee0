//! The search. Each place of the candidate is judged by its next five classes: a rolling hash and one look into a filter say
//! whether any entry can begin there in any reading, which is seldom so unless one does. Only then the prefixes of that hash
//! are compared code by code, and the rest is walked along the edges, taking every way that the readings leave open.
//!
//! Where a candidate holds spellings of several characters (`vv`), or characters that a table of one's own gives letters of
//! several classes, the classes are tried out instead.

mod multichar;
mod scan;
#[cfg(test)]
mod tests;
mod walk;

use core::ops::{ControlFlow, Range};

use zeroize::Zeroize;

use crate::format::MAX_ENTRY;
use crate::readings::Readings;
use crate::{Dictionary, Tier};
use scan::{PIECE, Scan};
use walk::{Search, Visit};

/// Where letters are replaced, so many must really be there: WE-O6 speaks of *occasional* letters that were replaced.
pub const REAL_LETTERS: usize = 2;

/// An entry, found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Where it begins in the folded candidate.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many of its letters are really there.
    pub letters: usize,
    /// Whether any character was read as another letter.
    pub replaced: bool,
    /// The tier of the entry.
    pub tier: Tier,
}

impl Match {
    /// How much of the candidate it explains.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a match is never empty")]
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Where it is in the folded candidate.
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl Dictionary<'_> {
    /// Calls `visit` for each entry of five characters or more in `folded`, in each of its readings that leaves
    /// [`REAL_LETTERS`] as they are, until it breaks. Linear in the length of the candidate, and nothing is allocated.
    pub fn each_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut visit: impl FnMut(Match) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.search(folded, readings, None, |found, _: &[u8]| visit(found))
    }

    #[inline]
    fn search(
        &self,
        text: &[u8],
        readings: &Readings,
        spelled: Option<&mut [u8; MAX_ENTRY]>,
        visit: impl Visit,
    ) -> ControlFlow<()> {
        let scan = Scan::of(text.get(..PIECE).unwrap_or(text), readings, &self.layout);
        if scan.open | scan.joined == 0 && text.len() <= PIECE && !readings.wild {
            return ControlFlow::Continue(());
        }
        self.look_into(text, readings, spelled, visit, scan)
    }

    /// Looks at what a scan left open. A function of its own, so that the usual case, in which nothing is, pays for none of it.
    #[inline(never)]
    fn look_into(
        &self,
        text: &[u8],
        readings: &Readings,
        spelled: Option<&mut [u8; MAX_ENTRY]>,
        visit: impl Visit,
        scan: Scan,
    ) -> ControlFlow<()> {
        Search::new(self, text, readings, spelled, visit).run(scan)
    }

    /// [`Self::each_match`] for the rules, with the entry where it is wanted: compiled once for all of them, so that the code of
    /// a check is small and soon at hand.
    #[inline(never)]
    pub fn visit(
        &self,
        text: &[u8],
        readings: &Readings,
        spelled: Option<&mut [u8; MAX_ENTRY]>,
        visit: &mut dyn FnMut(Match, &[u8]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.search(text, readings, spelled, visit)
    }

    /// Whether any entry is in `folded`, in any reading.
    #[must_use]
    pub fn is_match(&self, folded: &[u8], readings: &Readings) -> bool {
        self.each_match(folded, readings, |_| ControlFlow::Break(())).is_break()
    }

    /// The longest match that `counts`; of two, the one in plain letters, then the first.
    #[must_use]
    pub fn longest_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut counts: impl FnMut(&Match) -> bool,
    ) -> Option<Match> {
        let mut longest: Option<Match> = None;
        let _ = self.visit(folded, readings, None, &mut |found, _| {
            let rank = |found: Match| (found.len(), !found.replaced);
            if longest.is_none_or(|best| rank(best) < rank(found)) && counts(&found) {
                longest = Some(found);
            }
            ControlFlow::Continue(())
        });
        longest
    }

    /// Writes into `room` the entry that was found at `place`, and returns it. Empty if nothing was found there.
    #[must_use]
    pub fn spelling<'r>(
        &self,
        folded: &[u8],
        readings: &Readings,
        place: &Match,
        room: &'r mut [u8; MAX_ENTRY],
    ) -> &'r str {
        let inside = folded.get(place.start..place.end).unwrap_or_default();
        let mut length = 0;
        if place.replaced {
            let wanted = Match { start: 0, end: place.len(), ..*place };
            let mut spelled = [0; MAX_ENTRY];
            let _ = self.visit(inside, readings, Some(&mut spelled), &mut |found, entry| {
                if found != wanted {
                    return ControlFlow::Continue(());
                }
                length = entry.len();
                room.iter_mut().zip(entry).for_each(|(to, from)| *to = *from);
                ControlFlow::Break(())
            });
            spelled.zeroize();
        } else {
            length = inside.len();
            room.iter_mut().zip(inside).for_each(|(to, from)| *to = from.to_ascii_lowercase());
        }
        core::str::from_utf8(room.get(..length).unwrap_or_default()).unwrap_or_default()
    }

    /// The tier of an entry of five characters or more.
    pub(super) fn whole(&self, entry: &[u8]) -> Option<Tier> {
        let mut tier = None;
        let exact = entry.get(..MAX_ENTRY.min(entry.len()))?;
        let _ = self.visit(exact, Readings::PLAIN, None, &mut |found, _| {
            if found.start > 0 {
                return ControlFlow::Break(());
            }
            if found.end == entry.len() {
                tier = Some(found.tier);
            }
            ControlFlow::Continue(())
        });
        tier
    }
}
