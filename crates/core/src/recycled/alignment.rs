//! One pass over all pairs of characters of two passwords.
//!
//! [`Overlap::of`] fills the table of the Damerau–Levenshtein distance row by row, and takes with it, for no further
//! comparison, the longest common run, the longest run that is there back to front, whether the one is the other
//! rotated, and how much of the new one is made of runs of the old one. At most [`LIMIT`] × [`LIMIT`] cells.

use super::folded::{LIMIT, Unit};

/// Shorter runs are shared by chance too often to count as copied.
const LEAST_BLOCK: u16 = 4;

/// What two passwords have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Overlap {
    /// Characters to add, drop, type over, or pairs of neighbours to transpose, none touched twice.
    pub(super) distance: usize,
    /// The length of the longest common run.
    pub(super) run: usize,
    /// The length of the longest run of the new one that the old one has back to front.
    pub(super) mirrored: usize,
    /// Whether the new one is the end of the old one followed by its beginning.
    pub(super) rotated: bool,
    /// How many characters lie in common runs of four or more, wherever the other one has them: in the new one or in
    /// the old one, whichever is fewer, so that one run copied twice does not count twice.
    pub(super) covered: usize,
    /// The pairs of characters that were compared.
    pub(super) cells: usize,
}

#[derive(Clone, Copy)]
struct Cell {
    /// Distance between the beginnings that end here.
    distance: u16,
    /// Length of the common run that ends here.
    run: u16,
    /// Length of the run that ends here in the new one and begins here in the old one.
    mirrored: u16,
}

const EMPTY: Cell = Cell { distance: 0, run: 0, mirrored: 0 };

/// A row has a cell for each beginning of the old password, the empty one included, and one more at its end,
/// where the mirrored runs come in from.
type Row = [Cell; LIMIT + 2];

impl Overlap {
    /// Compares two passwords of at most [`LIMIT`] characters; of longer ones, their beginnings.
    pub(super) fn of(new: &[Unit], old: &[Unit]) -> Overlap {
        let mut rows: [Row; 3] = [[EMPTY; LIMIT + 2]; 3];
        let [first, second, third] = &mut rows;
        let (mut above_two, mut above, mut current) = (first, second, third);
        for (cell, distance) in above.iter_mut().zip(0..) {
            cell.distance = distance;
        }

        let mut overlap = Overlap { distance: old.len(), ..Overlap::default() };
        // The longest common run that ends at each character.
        let mut longest_new = [0u16; LIMIT];
        let mut longest_old = [0u16; LIMIT];
        // Whether the old password ends with the beginning of the new one up to each character.
        let mut is_end_of_old = [false; LIMIT];
        let mut before_new = None;

        for (((&new, row), longest), is_end) in
            new.iter().zip(1u16..).zip(&mut longest_new).zip(&mut is_end_of_old)
        {
            let mut left = Cell { distance: row, ..EMPTY };
            if let Some(start) = current.first_mut() {
                *start = left;
            }
            let mut corner = EMPTY;
            let mut before_old = None;
            let around = above.windows(3).zip(above_two.iter()).zip(current.iter_mut().skip(1));
            for ((&old, longest_here), ((around, two_up), cell)) in
                old.iter().zip(&mut longest_old).zip(around)
            {
                let &[diagonal, up, up_right] = around else { continue };
                let alike = new.alike(old);
                let mut distance =
                    (up.distance.min(left.distance) + 1).min(diagonal.distance + u16::from(!alike));
                if let (Some(before_new), Some(before_old)) = (before_new, before_old)
                    && new.alike(before_old)
                    && old.alike(before_new)
                {
                    distance = distance.min(corner.distance + 1);
                }
                left = if alike {
                    Cell { distance, run: diagonal.run + 1, mirrored: up_right.mirrored + 1 }
                } else {
                    Cell { distance, ..EMPTY }
                };
                *cell = left;
                corner = *two_up;
                before_old = Some(old);
                *longest = left.run.max(*longest);
                *longest_here = left.run.max(*longest_here);
                overlap.mirrored = overlap.mirrored.max(left.mirrored.into());
                overlap.cells += 1;
            }
            *is_end = left.run == row;
            overlap.distance = left.distance.into();
            overlap.run = overlap.run.max((*longest).into());
            before_new = Some(new);
            (above_two, above, current) = (above, current, above_two);
        }
        overlap.rotated = is_rotation(above, is_end_of_old.get(..new.len()), new.len() == old.len());
        overlap.covered = covered(&longest_new).min(covered(&longest_old));
        overlap
    }
}

/// Whether the new password is an end of the old one and then its beginning, from the last row, whose runs say where
/// the new one ends with a beginning of the old one.
fn is_rotation(last: &Row, is_end_of_old: Option<&[bool]>, same_length: bool) -> bool {
    let Some([ends @ .., _]) = is_end_of_old else { return false };
    let beginnings = last.iter().skip(1).zip(1u16..);
    same_length
        && beginnings.zip(ends.iter().rev()).any(|((cell, length), &is_end)| is_end && cell.run == length)
}

/// How many characters lie in blocks, taking from the end the longest run that ends there.
fn covered(longest: &[u16]) -> usize {
    let mut covered = 0;
    let mut inside = 0;
    for &run in longest.iter().rev() {
        if inside == 0 && run >= LEAST_BLOCK {
            inside = run;
        }
        if inside > 0 {
            inside -= 1;
            covered += 1;
        }
    }
    covered
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::folded::tests::units;
    use super::{LIMIT, Overlap, Unit};
    use proptest::prelude::*;
    use std::vec;

    /// The distance as its definition says it: the cheapest of what can be done with the last characters.
    fn naive_distance(new: &[Unit], old: &[Unit]) -> usize {
        let mut table = vec![vec![0; old.len() + 1]; new.len() + 1];
        for i in 0..=new.len() {
            for j in 0..=old.len() {
                table[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let typed_over = table[i - 1][j - 1] + usize::from(!new[i - 1].alike(old[j - 1]));
                    let mut best = typed_over.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                    if i > 1 && j > 1 && new[i - 1].alike(old[j - 2]) && new[i - 2].alike(old[j - 1]) {
                        best = best.min(table[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        table[new.len()][old.len()]
    }

    /// The longest run of `new` that `old` holds.
    fn naive_run(new: &[Unit], old: &[Unit]) -> usize {
        let mut best = 0;
        for i in 0..new.len() {
            for j in 0..old.len() {
                let run = new[i..].iter().zip(&old[j..]).take_while(|(new, old)| new.alike(**old)).count();
                best = best.max(run);
            }
        }
        best
    }

    fn naive_rotated(new: &[Unit], old: &[Unit]) -> bool {
        new.len() == old.len()
            && (1..new.len()).any(|by| {
                let rotated = old[by..].iter().chain(&old[..by]);
                new.iter().zip(rotated).all(|(new, old)| new.alike(*old))
            })
    }

    proptest! {
        #[test]
        fn agrees_with_the_definitions(new in "[abc1]{0,12}", old in "[abc1]{0,12}") {
            let (new, old) = (units(&new), units(&old));
            let overlap = Overlap::of(&new, &old);
            prop_assert_eq!(overlap.distance, naive_distance(&new, &old));
            prop_assert_eq!(overlap.run, naive_run(&new, &old));
            prop_assert_eq!(overlap.rotated, naive_rotated(&new, &old));
            let mut mirror = old.clone();
            mirror.reverse();
            prop_assert_eq!(overlap.mirrored, naive_run(&new, &mirror));
            prop_assert_eq!(overlap.cells, new.len() * old.len());
        }

        #[test]
        fn is_the_same_both_ways(new in "\\PC{0,40}", old in "\\PC{0,40}") {
            let (new, old) = (units(&new), units(&old));
            prop_assert_eq!(Overlap::of(&new, &old), Overlap::of(&old, &new));
        }
    }

    #[test]
    fn covers_what_was_moved_about() {
        let cases = [
            ("TreeFarmHair", "FarmHairTree", 12),
            ("TreeXFarm", "FarmTree", 8),
            ("abcdXabcdYabcd", "abcdefgh", 4),
            ("FarmHillTree83*!", "MilkDoorTree83*!", 8),
            ("abc1", "abc2", 0),
            ("", "abcd", 0),
        ];
        for (new, old, expected) in cases {
            assert_eq!(Overlap::of(&units(new), &units(old)).covered, expected, "{new} from {old}");
        }
    }

    #[test]
    fn fills_no_more_cells_than_the_limit_allows() {
        let longest = units(&"a".repeat(LIMIT));
        let overlap = Overlap::of(&longest, &longest);
        assert_eq!((overlap.cells, overlap.distance, overlap.run), (LIMIT * LIMIT, 0, LIMIT));
    }
}
