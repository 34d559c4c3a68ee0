//! The keys of a filter as they lie in it, sorted, each once: looked for, and looked at when it is opened.
//!
//! Whoever reads a key knows how large it is at least and at most by its place and by those read before. One that is not
//! was damaged, zeroed, say, by a disk that lost what it had taken. So no answer rests on it.

use std::io;

/// A filter of no more keys is read whole when it is opened: 8 MiB, some milliseconds.
pub(super) const READ_WHOLE: u64 = 1 << 20;
/// Of a larger one, so many keys are looked at, from the first to the last.
const LOOKED_AT: u64 = 256;

/// Keys that one may be among: places, and how large those at both ends are at least and at most.
struct Range {
    from: u64,
    to: u64,
    least: u64,
    most: u64,
}

impl Range {
    const fn of(count: u64) -> Self {
        Self { from: 0, to: count, least: 1, most: u64::MAX }
    }

    /// Whether a key may be what lies at a place in the range: all keys before it are smaller, all behind it larger.
    fn allows(&self, place: u64, key: u64) -> bool {
        let least = self.least.checked_add(place - self.from);
        let most = self.most.checked_sub(self.to - 1 - place);
        least.is_some_and(|least| least <= key) && most.is_some_and(|most| key <= most)
    }
}

/// A filter cannot be relied on.
pub(super) fn damaged() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        "it is damaged: its hashes are not in order; copy it again, or make it anew",
    )
}

/// Whether a key is among so many, of which `read` gives the one at a place.
pub(super) fn holds(key: u64, count: u64, mut read: impl FnMut(u64) -> io::Result<u64>) -> io::Result<bool> {
    /// Hashes are spread evenly, so that from what one is can be told where it is: a few guesses find the place among
    /// 900 million. If they do not, the bytes are not what they should be, and halving ends in any case.
    const GUESSES: u32 = 16;
    let mut range = Range::of(count);
    let mut guesses = 0;
    while range.from < range.to && (range.least..=range.most).contains(&key) {
        let Range { from, to, least, most } = range;
        let place = if guesses < GUESSES {
            let part = u128::from(to - from) * u128::from(key - least) / (u128::from(most - least) + 1);
            from + u64::try_from(part).unwrap_or_default()
        } else {
            from + (to - from) / 2
        };
        guesses += 1;
        let found = read(place)?;
        if !range.allows(place, found) {
            return Err(damaged());
        }
        if found == key {
            return Ok(true);
        }
        if found < key {
            (range.from, range.least) = (place + 1, found.saturating_add(1));
        } else {
            (range.to, range.most) = (place, found.saturating_sub(1));
        }
    }
    Ok(false)
}

/// Looks at keys from the first to the last: at all of a small filter, at some of a large one. Each is told.
pub(super) fn look_at(
    count: u64,
    mut read: impl FnMut(u64) -> io::Result<u64>,
    mut see: impl FnMut(u64),
) -> io::Result<()> {
    let looks = if count <= READ_WHOLE { count } else { LOOKED_AT };
    let mut range = Range::of(count);
    for look in 0..looks {
        let place = u128::from(look) * u128::from(count - 1) / u128::from((looks - 1).max(1));
        let place = u64::try_from(place).unwrap_or_default();
        let key = read(place)?;
        if !range.allows(place, key) {
            return Err(damaged());
        }
        see(key);
        (range.from, range.least) = (place + 1, key.saturating_add(1));
    }
    Ok(())
}
