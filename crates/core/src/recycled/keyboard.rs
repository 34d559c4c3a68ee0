//! Keys of a UK and a US keyboard, to see that the same keys were struck with shift, or the keys next to them.

use super::folded::Unit;
use crate::keyboard::{KEYS, Keys};

/// The fewest characters of which each may have moved in a direction of its own: fewer would be so by chance.
const LEAST_SCATTERED: usize = 8;
/// The fewest characters that may have moved all the same way.
const LEAST_TOGETHER: usize = 4;

/// The key that gives a character, with or without shift.
fn key(keys: &Keys, unit: Unit) -> Option<u8> {
    let key = keys.get(usize::try_from(u32::from(unit.folded)).ok()?)?;
    Some(*key).filter(|key| *key > 0)
}

/// Whether the same keys were struck, with or without shift.
pub(super) fn same_keys(new: &[Unit], old: &[Unit]) -> bool {
    new.len() == old.len()
        && KEYS.iter().any(|keys| {
            new.iter().zip(old).all(|(&new, &old)| {
                new.same(old) || key(keys, new).is_some_and(|struck| Some(struck) == key(keys, old))
            })
        })
}

/// Whether each key is the one next to the old one: all moved the same way, or in long passwords any way.
pub(super) fn neighbouring_keys(new: &[Unit], old: &[Unit]) -> bool {
    if new.len() != old.len() || new.len() < LEAST_TOGETHER {
        return false;
    }
    KEYS.iter().any(|keys| {
        let mut steps = new.iter().zip(old).map(|(&new, &old)| step(keys, new, old));
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
fn step(keys: &Keys, new: Unit, old: Unit) -> Option<(i8, i8)> {
    if new.same(old) {
        return Some((0, 0));
    }
    let (new, old) = (key(keys, new)?, key(keys, old)?);
    let between = |new: u8, old: u8| new.cast_signed() - old.cast_signed();
    Some((between(new >> 4, old >> 4), between(new & 15, old & 15)))
}

fn is_short((rows, columns): (i8, i8)) -> bool {
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
