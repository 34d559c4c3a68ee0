//! Looking for a candidate, and for what it may have been made from, among stored hashes.

use alloc::string::String;
use alloc::vec::Vec;
use core::iter;

use keyward_core::MAX_CHARACTERS;
use password_hash::phc::Output;
use zeroize::Zeroizing;

use crate::forms::likely_forms;
use crate::record::{Recipe, Scratch, nfc};
use crate::{Change, Error, History, Params, Verify, workers};

/// How to look.
///
/// The answer depends on the candidate, the entries, `depth` and `max_hashes` alone: not on time, on the machine or on
/// the number of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Search {
    /// How many entries count, from the newest on. The policy says 4 (WE-C7).
    pub depth: usize,
    /// The most hashes each entry may cost. The candidate itself is one of them, so that 1 looks for a reused password
    /// alone, and the default of 32 tries the 31 likeliest earlier forms too.
    pub max_hashes: usize,
    /// The most threads to hash on, each with the memory of one hash; 0 stands for one per core. There are never so
    /// many that their memory is more than [`Params::MAX_MEMORY`]. Without the feature `std` there is one.
    pub threads: usize,
}

impl Search {
    /// Four entries, 32 hashes each, a thread per core.
    pub const DEFAULT: Search = Search { depth: 4, max_hashes: 32, threads: 0 };

    /// Looks for `candidate` among the newest records of `history`.
    ///
    /// The candidate itself is tried on every entry first, then its earlier forms from the likeliest on, each on every
    /// entry from the newest on; the first that fits is the answer. Entries that share salt and parameters, as some
    /// tools make them, share their hashes. Of a candidate that no policy lets pass, one of more than [`MAX_CHARACTERS`],
    /// no forms are made.
    ///
    /// `could_be` has a say in which forms an earlier password can have had; `|_| true` has none. What the policy refuses can
    /// hardly have been a password, and is tried when hashes are left over; so `could_be` should say what it says whenever it
    /// is asked.
    ///
    /// # Errors
    /// [`Error::OutOfMemory`].
    pub fn run(
        &self,
        candidate: &str,
        history: &History,
        could_be: impl Fn(&str) -> bool,
    ) -> Result<Option<Found>, Error> {
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
        self.over(candidate, &targets, could_be)
    }

    /// [`Search::run`] among other stored hashes, newest first.
    ///
    /// # Errors
    /// The first error an entry gives.
    pub fn run_with(
        &self,
        candidate: &str,
        entries: &[&dyn Verify],
        could_be: impl Fn(&str) -> bool,
    ) -> Result<Option<Found>, Error> {
        let targets: Vec<Target<'_>> = entries
            .iter()
            .take(self.depth)
            .enumerate()
            .map(|(entry, stored)| Target::Other { entry, stored: *stored })
            .collect();
        self.over(candidate, &targets, could_be)
    }

    fn over(
        &self,
        candidate: &str,
        targets: &[Target<'_>],
        could_be: impl Fn(&str) -> bool,
    ) -> Result<Option<Found>, Error> {
        if self.max_hashes == 0 || targets.is_empty() {
            return Ok(None);
        }
        // No policy lets a longer one pass, so that it is no new password. Each of its forms would be a copy of it.
        let too_long = candidate.chars().nth(MAX_CHARACTERS).is_some();
        let most = if too_long { 0 } else { self.max_hashes - 1 };
        let candidate = nfc(candidate);
        // Undoing a change can put two characters together that NFC joins.
        let earlier = likely_forms(&candidate, most, could_be);
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
        let best = workers::first(
            forms.len() * targets.len(),
            threads,
            Scratch::new,
            |item| rank(item, place(item).map_or(0, |(_, target)| target.first())),
            |scratch, item| {
                let Some(((text, _), target)) = place(item) else { return Ok(None) };
                Ok(target.matches(text, scratch)?.map(|entry| rank(item, entry)))
            },
        )?;
        Ok(best.and_then(|rank| {
            let (_, change) = forms.get(rank / entries)?;
            let entry = rank % entries;
            Some(change.map_or(Found::Reused { entry }, |change| Found::Recycled { entry, change }))
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
pub enum Found {
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
