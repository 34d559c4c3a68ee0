//! Keys of a UK and a US keyboard, to see that the same keys were struck with shift, or the keys next to them.

use super::folded::Unit;
use crate::keyboard::Keyboard;

/// The fewest characters of which each may have moved in a direction of its own: fewer would be so by chance.
const LEAST_SCATTERED: usize = 8;
/// The fewest characters that may have moved all the same way.
const LEAST_TOGETHER: usize = 4;

/// Where a key is: row and column.
type Key = (i8, i8);

/// For each ASCII character, folded, the key that gives it, with or without shift.
type Layout = [Option<Key>; 128];

static LAYOUTS: [Layout; 2] = [layout(&Keyboard::UNITED_KINGDOM), layout(&Keyboard::UNITED_STATES)];

/// Runs when the crate is compiled, where an index out of range is a compile error.
#[allow(clippy::indexing_slicing, clippy::cast_possible_wrap, clippy::cast_possible_truncation)]
const fn layout(keyboard: &Keyboard) -> Layout {
    let rows = keyboard.rows();
    let mut table = [None; 128];
    let mut row = 0;
    while row < rows.len() {
        let (plain, shifted) = rows[row];
        let mut column = 0;
        while column < plain.len() {
            let key = Some((row as i8, column as i8));
            if plain[column] != b' ' {
                table[plain[column] as usize] = key;
            }
            if shifted[column] != b' ' && shifted[column].is_ascii() {
                table[shifted[column] as usize] = key;
            }
            column += 1;
        }
        row += 1;
    }
    table
}

/// The key that gives a character. The two of the UK digit row that ASCII lacks are on no other keyboard.
fn key(layout: &Layout, unit: Unit) -> Option<Key> {
    match unit.folded {
        '¬' => Some((0, 0)),
        '£' => Some((0, 3)),
        character => *layout.get(usize::try_from(u32::from(character)).ok()?)?,
    }
}

/// Whether the same keys were struck, with or without shift.
pub(super) fn same_keys(new: &[Unit], old: &[Unit]) -> bool {
    new.len() == old.len()
        && LAYOUTS.iter().any(|layout| {
            new.iter().zip(old).all(|(&new, &old)| {
                new.same(old) || key(layout, new).is_some_and(|struck| Some(struck) == key(layout, old))
            })
        })
}

/// Whether each key is the one next to the old one: all moved the same way, or in long passwords any way.
pub(super) fn neighbouring_keys(new: &[Unit], old: &[Unit]) -> bool {
    if new.len() != old.len() || new.len() < LEAST_TOGETHER {
        return false;
    }
    LAYOUTS.iter().any(|layout| {
        let mut steps = new.iter().zip(old).map(|(&new, &old)| step(layout, new, old));
        let Some(Some(first)) = steps.next() else { return false };
        let mut together = is_short(first);
        for next in steps {
            let Some(next) = next.filter(|&next| is_short(next)) else { return false };
            together &= next == first;
            if !together && new.len() < LEAST_SCATTERED {
                return false;
            }
        }
        is_short(first)
    })
}

/// How far the hand went from the old key to the new one, in rows and columns.
fn step(layout: &Layout, new: Unit, old: Unit) -> Option<Key> {
    if new.same(old) {
        return Some((0, 0));
    }
    let ((row, column), (old_row, old_column)) = (key(layout, new)?, key(layout, old)?);
    Some((row - old_row, column - old_column))
}

fn is_short((rows, columns): Key) -> bool {
    rows.abs() <= 1 && columns.abs() <= 1
}

#[cfg(test)]
mod tests {
    use super::super::folded::tests::units;
    use super::{neighbouring_keys, same_keys};

    #[test]
    fn shift_strikes_the_same_keys_in_either_layout() {
        let cases = [
            ("Kx!\"", "Kx12", true),
            ("Kx!@", "Kx12", true),
            ("Kx£", "Kx3", true),
            ("Kx#", "Kx3", true),
            ("kX!£%&(", "Kx13579", true),
            ("Kx~", "Kx#", true),
            ("Kx:@", "Kx;'", true),
            ("Kx¬", "Kx`", true),
            ("Kx\"@", "Kx22", false), // no one keyboard has both over 2
            ("Kx!", "Kx2", false),
            ("Kx!", "Kx12", false),
            ("Kx!漢", "Kx1字", false),
        ];
        for (new, old, expected) in cases {
            assert_eq!(same_keys(&units(new), &units(old)), expected, "{new} from {old}");
            assert_eq!(same_keys(&units(old), &units(new)), expected, "{old} from {new}");
        }
    }

    #[test]
    fn neighbours_move_together_or_are_many() {
        let cases = [
            ("Gtrf23", "Fred12", true),
            ("r4wr", "f5et", false),
            ("Dsrw01", "Frde12", false),
            ("wsx2", "qaz1", true),
            ("qaz1", "wsx2", true),
            ("wsx1", "qaz1", false),
            ("wzs3e4rf", "qaw2w3ed", true),
            ("edc3", "qaz1", false),
            ("漢漢漢漢漢", "字字字字字", false),
        ];
        for (new, old, expected) in cases {
            assert_eq!(neighbouring_keys(&units(new), &units(old)), expected, "{new} from {old}");
            assert_eq!(neighbouring_keys(&units(old), &units(new)), expected, "{old} from {new}");
        }
    }
}
