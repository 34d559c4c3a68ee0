//! How much of a password is kept in another one, and whether that is too much.
//!
//! Many people put the same digits and symbols on all they think up, and a long `2024*!` with one short word is most of
//! a password. So what both have at their ends is *decoration*, which is not counted in a share.

use super::alignment::Overlap;
use super::folded::Unit;

/// The fewest characters kept in one run that can be most of a password.
const LEAST_RUN: usize = 5;
/// The most characters outside the longest run that do not make a new password, whatever the run is.
const FEW_FRESH: usize = 4;

/// Lengths that the comparison weighs.
pub(super) struct Similarity {
    overlap: Overlap,
    shorter: usize,
    longer: usize,
    decoration: usize,
}

impl Similarity {
    pub(super) fn of(new: &[Unit], old: &[Unit], overlap: Overlap) -> Self {
        Similarity {
            overlap,
            shorter: new.len().min(old.len()),
            longer: new.len().max(old.len()),
            decoration: shared_decoration(new.iter().zip(old))
                + shared_decoration(new.iter().rev().zip(old.iter().rev())),
        }
    }

    /// Whether a few edits lead from one to the other: two, or one for every four characters. Never as many as half of the
    /// shorter one has characters, or all short ones would be alike.
    pub(super) fn is_few_edits(&self) -> bool {
        let few = 2.max(self.longer / 4);
        self.overlap.distance <= few && self.overlap.distance * 2 < self.shorter
    }

    /// Whether most of the shorter one is there in one piece.
    pub(super) fn is_most_in_one_piece(&self) -> bool {
        let run = self.overlap.run;
        let fresh = self.shorter - run;
        self.is_most(run) && (fresh <= FEW_FRESH || self.is_share_undecorated(run, 60))
    }

    /// Whether most of the shorter one is there in one piece, back to front.
    pub(super) fn is_most_mirrored(&self) -> bool {
        self.is_most(self.overlap.mirrored)
    }

    /// Whether nearly all of the shorter one is there in pieces.
    pub(super) fn is_most_in_pieces(&self) -> bool {
        let covered = self.overlap.covered;
        is_share(covered, self.shorter, 75) && self.is_share_undecorated(covered, 65)
    }

    fn is_most(&self, run: usize) -> bool {
        run >= LEAST_RUN && is_share(run, self.shorter, 60)
    }

    fn is_share_undecorated(&self, part: usize, percent: usize) -> bool {
        let rest = |count: usize| count.saturating_sub(self.decoration);
        is_share(rest(part), rest(self.shorter), percent)
    }
}

fn is_share(part: usize, whole: usize, percent: usize) -> bool {
    part * 100 >= whole * percent
}

/// How many characters other than letters come in both before anything else.
fn shared_decoration<'a>(pairs: impl Iterator<Item = (&'a Unit, &'a Unit)>) -> usize {
    pairs.take_while(|(new, old)| new.same(**old) && !new.is_letter()).count()
}

#[cfg(test)]
mod tests {
    use super::super::folded::tests::units;
    use super::{Overlap, Similarity};

    #[test]
    fn weighs_what_is_kept() {
        // New, old: few edits, most in one piece, most in pieces.
        let cases = [
            ("Zx8#qLq9", "Zx7#qLp9", [true, false, false]),
            ("Zx8#qMq9", "Zx7#qLp9", [false, false, false]),
            ("abcd", "abxy", [false, false, false]),
            ("abcde", "abxye", [true, false, false]),
            ("FarmDoorTree83*!", "FarmHairTree83*!", [true, false, true]),
            ("FarmMilkTree83*!", "FarmHairTree83*!", [true, false, true]),
            ("FarmHairBush12##", "FarmHairTree83*!", [false, false, false]),
            ("MilkDoorTree2024*!", "FarmHairTree2024*!", [false, false, false]),
            ("IvySockBean2024*?", "MoonParkBean2024*?", [false, false, false]),
            ("HookHillCart25+!", "WoolSilkCart25+!", [true, false, false]),
            ("FormHeirTrie83?!", "FarmHairTree83*!", [true, false, false]),
            ("Bobs2024!!", "Fred2024!!", [false, true, false]),
            ("MyFarmHair83", "FarmHairTree83*!", [false, true, false]),
            ("12345678", "87654321", [false, false, false]),
        ];
        for (new, old, expected) in cases {
            let (new_units, old_units) = (units(new), units(old));
            let similarity = Similarity::of(&new_units, &old_units, Overlap::of(&new_units, &old_units));
            let found = [
                similarity.is_few_edits(),
                similarity.is_most_in_one_piece(),
                similarity.is_most_in_pieces(),
            ];
            assert_eq!(found, expected, "{new} from {old}");
        }
    }
}
