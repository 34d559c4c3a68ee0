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

use crate::format::MAX_ENTRY;
use crate::readings::Readings;
use crate::{Dictionary, Tier};
use scan::{CHUNK, Scan};
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
    /// How many characters, or spellings of several, were read as another letter.
    pub replaced: usize,
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

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Ending {
    /// Every match was visited.
    Complete,
    /// The visitor broke.
    Stopped,
    /// The text can be read in so many ways that the budget of the search was spent before all were looked at: [`budget`].
    Exhausted,
}

/// The most prefixes, edges and class paths that a search of so many bytes looks at. In plain letters a search cannot spend it:
/// from each offset it follows at most [`MAX_ENTRY`] edges. In the lists that come with keyward, the worst text that
/// hill-climbing found costs 16 a byte with [`Readings::STANDARD`]; only a list and readings made for each other, such as all
/// strings of four vowels where each symbol may be any of them, can spend 128. Counted, not timed, so that a search ends alike
/// on every machine.
#[must_use]
pub const fn budget(length: usize) -> usize {
    1024_usize.saturating_add(length.saturating_mul(2 * MAX_ENTRY))
}

/// The budget of a search was spent before it found anything: [`Ending::Exhausted`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted;

impl core::fmt::Display for Exhausted {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("the text can be read in too many ways")
    }
}

impl core::error::Error for Exhausted {}

impl Dictionary<'_> {
    /// Calls `visit` for each entry of five characters or more in `folded`, in each of its readings that leaves
    /// [`REAL_LETTERS`] as they are, until it breaks. Its work is linear in the length of the text ([`budget`]), and nothing is
    /// allocated.
    ///
    /// ```
    /// # use keyward_dictionary::{Builder, Dictionary, Kind, Readings, Tier};
    /// use std::ops::ControlFlow;
    ///
    /// # let mut list = Builder::new(Kind::Words, "");
    /// # list.add("orange", Tier::Common)?;
    /// # let blob = list.build()?;
    /// # let dictionary = Dictionary::open(&blob)?;
    /// let mut found = Vec::new();
    /// let _ = dictionary.each_match(b"xx0r4ngeORANGE", Readings::STANDARD, |hit| {
    ///     found.push((hit.start, hit.end, hit.replaced));
    ///     ControlFlow::Continue(())
    /// });
    /// assert_eq!(found, [(2, 8, 2), (8, 14, 0)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn each_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut visit: impl FnMut(Match) -> ControlFlow<()>,
    ) -> Ending {
        self.search(folded, readings, |found, _: &[u8]| visit(found))
    }

    #[inline]
    fn search(&self, text: &[u8], readings: &Readings, visit: impl Visit) -> Ending {
        let scan = Scan::of(text.get(..CHUNK).unwrap_or(text), readings, &self.layout);
        if scan.open | scan.digraphs == 0 && text.len() <= CHUNK && !readings.cross_class {
            return Ending::Complete;
        }
        self.walk_candidates(text, readings, visit, scan)
    }

    /// Looks at what a scan left open. A function of its own, so that the usual case, in which nothing is, pays for none of it.
    #[inline(never)]
    fn walk_candidates(&self, text: &[u8], readings: &Readings, visit: impl Visit, scan: Scan) -> Ending {
        Search::new(self, text, readings, visit).run(scan)
    }

    /// [`Self::each_match`] with the entry that each match reads as, of which case is to be ignored: compiled once for all who
    /// call it, so that the code of a check is small and soon at hand. The entry is wiped behind the visitor.
    #[inline(never)]
    pub fn visit(
        &self,
        text: &[u8],
        readings: &Readings,
        visit: &mut dyn FnMut(Match, &[u8]) -> ControlFlow<()>,
    ) -> Ending {
        self.search(text, readings, visit)
    }

    /// Whether any entry is in `folded`, in any reading; also where the budget was spent before that was known.
    #[must_use]
    pub fn is_match(&self, folded: &[u8], readings: &Readings) -> bool {
        self.each_match(folded, readings, |_| ControlFlow::Break(())) != Ending::Complete
    }

    /// The longest match that `counts`; of two, the one in plain letters, then the first. If the budget is spent, the longest
    /// of those that were found until then.
    ///
    /// # Errors
    ///
    /// If the budget is spent and none was found that counts.
    pub fn longest_match(
        &self,
        folded: &[u8],
        readings: &Readings,
        mut counts: impl FnMut(&Match) -> bool,
    ) -> Result<Option<Match>, Exhausted> {
        let mut longest: Option<Match> = None;
        let ending = self.visit(folded, readings, &mut |found, _| {
            let rank = |found: Match| (found.len(), found.replaced == 0);
            if longest.is_none_or(|best| rank(best) < rank(found)) && counts(&found) {
                longest = Some(found);
            }
            ControlFlow::Continue(())
        });
        if ending == Ending::Exhausted && longest.is_none() { Err(Exhausted) } else { Ok(longest) }
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
        if place.replaced > 0 {
            let wanted = Match { start: 0, end: place.len(), ..*place };
            let _ = self.visit(inside, readings, &mut |found, entry| {
                if found != wanted {
                    return ControlFlow::Continue(());
                }
                length = entry.len();
                room.iter_mut().zip(entry).for_each(|(to, from)| *to = *from);
                ControlFlow::Break(())
            });
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
        let _ = self.visit(exact, Readings::PLAIN, &mut |found, _| {
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
