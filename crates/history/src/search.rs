//! Looking for a candidate, and for what it may have been made from, among stored hashes.
//!
//! ```text
//! candidate ─► itself, likeliest form, next … ─┐
//! records ───► targets: one of each recipe ────┴─► each form × target hashed ─► the lowest rank that fits
//! ```

use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

use keyward_core::MAX_CHARACTERS;
use password_hash::phc::Output;
use zeroize::Zeroizing;

use crate::forms::likely_forms;
use crate::record::{Recipe, Scratch, nfc};
use crate::workers::{self, Failed};
use crate::{Change, Error, History, Params, Verify};

/// How to look.
///
/// The answer depends on the candidate, the entries, `depth` and `max_hashes` alone: not on time, on the machine or on
/// the number of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    /// How many entries count, from the newest on. The policy says 4 (WE-C7).
    pub depth: usize,
    /// The most hashes each entry may cost. The candidate itself is one of them, so that 1 looks for a reused password
    /// alone, and the default of 32 tries the 31 likeliest earlier forms too. Records that cost much get fewer, see
    /// [`Search::hashes_for`].
    pub max_hashes: usize,
    /// The most threads to hash on, each with the memory of one hash; 0 stands for one per core. There are never so
    /// many that their memory is more than [`Params::MAX_MEMORY`]. Without the feature `std` there is one.
    pub threads: usize,
}

impl Search {
    /// Four entries, 32 hashes each, a thread per core.
    pub const DEFAULT: Search = Search { depth: 4, max_hashes: 32, threads: 0 };

    /// The most that all hashes of a search may cost ([`Params::cost`]), in KiB: 12 GiB, about two and a half seconds of two
    /// cores. Four records of [`Params::DEFAULT`] have room for 80 hashes each, 24 such records for 13.
    pub const MAX_COST: u64 = 12 << 20;

    /// Looks for `candidate` among the newest records of `history`.
    ///
    /// The candidate itself and its earlier forms are tried on every entry; of those that fit the likeliest form is the
    /// answer, then the newest entry. All are tried whatever fits: the time would tell which form it was, and so
    /// what the earlier password is. Entries that share salt and parameters, as some tools make them, share their hashes.
    /// Of a candidate that no policy lets pass, one of more than [`MAX_CHARACTERS`], no forms are made.
    ///
    /// `is_plausible` has a say in which forms an earlier password can have had; `|_| true` has none. What the policy refuses can
    /// hardly have been a password, and is tried when hashes are left over; so `is_plausible` should say what it says whenever it
    /// is asked.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`], and [`Error::Cost`] as [`Search::hashes_for`].
    pub fn run(
        &self,
        candidate: &str,
        history: &History,
        is_plausible: impl Fn(&str) -> bool,
    ) -> Result<Option<HistoryMatch>, Error> {
        let targets = self.targets(history);
        self.over(candidate, &targets, self.affordable(&targets)?, is_plausible)
    }

    /// How many hashes each record gets: [`Search::max_hashes`], or as many as [`Search::MAX_COST`] has room for. It depends on
    /// what the records ask for alone, so that the answer is the same on every machine. Ask when a history is loaded: what
    /// this refuses no search looks at.
    ///
    /// ```
    /// use keyward_history::{History, Params, Record, Search};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let record = "$argon2id$v=19$m=262144,t=4,p=1$MDEyMzQ1Njc4OWFiY2RlZg\
    ///               $M2kfBFN7VbIHNxXfSH0ev/VwB3YpEc4eS8efRWiaaas";
    /// let dear: Record = record.parse()?;
    /// let history: History = [dear.clone()].into_iter().collect();
    /// assert_eq!(Search::DEFAULT.hashes_for(&history)?, 3);
    /// # let other = |salt: &str| record.replace("MDEy", salt).parse::<Record>();
    /// # let four = [dear, other("MDEz")?, other("MDE0")?, other("MDE1")?];
    /// let history: History = four.into_iter().collect();
    /// assert_eq!(
    ///     Search::DEFAULT.hashes_for(&history).unwrap_err().to_string(),
    ///     "one hash of each record that counts costs 16.0 GiB of memory gone over, and 12 GiB is the most; \
    ///      keep fewer records, or records that cost less",
    /// );
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Cost`] if there is not even room for one hash of each.
    pub fn hashes_for(&self, history: &History) -> Result<usize, Error> {
        self.affordable(&self.targets(history))
    }

    fn affordable(&self, targets: &[Target<'_>]) -> Result<usize, Error> {
        let cost: u64 = targets.iter().map(Target::cost).sum();
        match usize::try_from(Self::MAX_COST.checked_div(cost).unwrap_or(u64::MAX)) {
            Ok(0) => Err(Error::Cost { asked: cost, most: Self::MAX_COST }),
            most => Ok(self.max_hashes.min(most.unwrap_or(usize::MAX))),
        }
    }

    /// The newest records, those of one recipe together.
    fn targets<'h>(&self, history: &'h History) -> Vec<Target<'h>> {
        let mut targets: Vec<Target<'_>> = Vec::new();
        for (entry, record) in history.records().iter().take(self.depth).enumerate() {
            let hash = (entry, record.output());
            let shared = targets.iter_mut().find_map(|target| match target {
                Target::Hashes { recipe, outputs } if *recipe == record.recipe() => Some(outputs),
                _ => None,
            });
            match shared {
                Some(outputs) => outputs.push(hash),
                None => targets.push(Target::Hashes { recipe: record.recipe(), outputs: Vec::from([hash]) }),
            }
        }
        targets
    }

    /// [`Search::run`] among other stored hashes, newest first.
    ///
    /// # Errors
    /// The first error an entry gives.
    pub fn run_with(
        &self,
        candidate: &str,
        entries: &[&dyn Verify],
        is_plausible: impl Fn(&str) -> bool,
    ) -> Result<Option<HistoryMatch>, Error> {
        let targets: Vec<Target<'_>> = entries
            .iter()
            .take(self.depth)
            .enumerate()
            .map(|(entry, stored)| Target::Other { entry, stored: *stored })
            .collect();
        self.over(candidate, &targets, self.max_hashes, is_plausible)
    }

    fn over(
        &self,
        candidate: &str,
        targets: &[Target<'_>],
        hashes: usize,
        is_plausible: impl Fn(&str) -> bool,
    ) -> Result<Option<HistoryMatch>, Error> {
        if hashes == 0 || targets.is_empty() {
            return Ok(None);
        }
        // No policy lets a longer one pass, so that it is no new password. Each of its forms would be a copy of it.
        let too_long = candidate.chars().nth(MAX_CHARACTERS).is_some();
        let most = if too_long { 0 } else { hashes - 1 };
        let candidate = nfc(candidate);
        // Undoing a change can put two characters together that NFC joins.
        let earlier = likely_forms(&candidate, most, is_plausible);
        let forms: Vec<(Zeroizing<String>, Option<Change>)> = iter::once((candidate.clone(), None))
            .chain(earlier.into_iter().map(|form| (nfc(&form.text), Some(form.change))))
            .collect();

        // A rank is a form and an entry: the likelier form comes first, then the newer entry.
        let entries = 1 + targets.iter().map(Target::last).max().unwrap_or(0);
        let place =
            |item: usize| Some((forms.get(item / targets.len())?, targets.get(item % targets.len())?));
        let rank = |item: usize, entry: usize| item / targets.len() * entries + entry;

        let memory = targets.iter().map(Target::memory).max().unwrap_or(0).max(1);
        let threads = workers::count(self.threads).min(Params::MAX_MEMORY as usize / memory).max(1);
        let best = workers::lowest(forms.len() * targets.len(), threads, Scratch::new, |scratch, item| {
            let Some(((text, _), target)) = place(item) else { return Ok(None) };
            let matched = target.matches(text, scratch);
            let matched = matched.map_err(|error| Failed { rank: rank(item, target.first()), error })?;
            Ok(matched.map(|entry| rank(item, entry)))
        })?;
        Ok(best.and_then(|rank| {
            let (_, change) = forms.get(rank / entries)?;
            let entry = rank % entries;
            Some(
                change.map_or(HistoryMatch::Reused { entry }, |change| HistoryMatch::Recycled {
                    entry,
                    change,
                }),
            )
        }))
    }
}

impl History {
    /// Which of the newest `depth` records is `password`, 0 for the newest (clauses WE-C7, HW-6).
    ///
    /// Exactly `depth` records bar it: with 4, the fifth is allowed again.
    ///
    /// # Errors
    /// As [`Search::run`].
    pub fn check(&self, password: &str, depth: usize) -> Result<Option<usize>, Error> {
        let search = Search { depth, max_hashes: 1, ..Search::default() };
        Ok(search.run(password, self, |_| true)?.map(|found| match found {
            HistoryMatch::Reused { entry } | HistoryMatch::Recycled { entry, .. } => entry,
        }))
    }
}

impl Default for Search {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// An earlier password that the candidate is, or was made from. `entry` counts from 0, the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryMatch {
    /// The candidate is that password (WE-C7, HW-6).
    Reused {
        /// Which entry.
        entry: usize,
    },
    /// The candidate is a deviation of it (WE-C8, WE-O4).
    Recycled {
        /// Which entry.
        entry: usize,
        /// What was done to the earlier password.
        change: Change,
    },
}

/// What one hash is compared with.
enum Target<'a> {
    Hashes { recipe: &'a Recipe, outputs: Vec<(usize, Output)> },
    Other { entry: usize, stored: &'a dyn Verify },
}

impl Target<'_> {
    /// The newest entry.
    fn first(&self) -> usize {
        match self {
            Target::Hashes { outputs, .. } => outputs.first().map_or(0, |(entry, _)| *entry),
            Target::Other { entry, .. } => *entry,
        }
    }

    /// The oldest entry.
    fn last(&self) -> usize {
        match self {
            Target::Hashes { outputs, .. } => outputs.last().map_or(0, |(entry, _)| *entry),
            Target::Other { entry, .. } => *entry,
        }
    }

    /// The memory one hash works in, in KiB. That of other hashes is not known.
    fn memory(&self) -> usize {
        match self {
            Target::Hashes { recipe, .. } => recipe.memory(),
            Target::Other { .. } => 0,
        }
    }

    /// What one hash costs. What other hashes cost their owner knows, who says how many there may be.
    fn cost(&self) -> u64 {
        match self {
            Target::Hashes { recipe, .. } => recipe.cost(),
            Target::Other { .. } => 0,
        }
    }

    /// The newest entry that `text` is.
    fn matches(&self, text: &str, scratch: &mut Scratch) -> Result<Option<usize>, Error> {
        match self {
            Target::Hashes { recipe, outputs } => {
                let hash = recipe.hash(text, scratch)?;
                // `Output` compares in constant time.
                Ok(outputs.iter().find(|(_, output)| *output == hash).map(|(entry, _)| *entry))
            }
            Target::Other { entry, stored } => Ok(stored.verify(text)?.then_some(*entry)),
        }
    }
}
