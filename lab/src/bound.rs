//! The most that so many guesses could find of the kinds of change in which a character of the old password is gone.
//!
//! The guesser here knows what no library can: how these very pairs were made. It knows of the new password its length, how
//! many symbols it has and what it ends with; it has counted, over all pairs that are alike in this, what was undone how
//! often, and guesses the most frequent. It is judged by the pairs that it has counted, so that it does a little better
//! than it could with others.

use std::collections::HashMap;

use crate::changes::{self, Kind, Pair, slip};

/// What the guesser sees of a new password.
type Seen = (usize, usize, u8);
/// How often something is undone, for each kind of change and what is to be undone.
type Counted = HashMap<(Kind, String), usize>;

/// Prints the share for each kind when it is known that this kind of change was made, and for all of them when it is not: with
/// all guesses, and with those that are left for them.
pub(crate) fn print(kinds: &[Kind], [all, left]: [usize; 2], seed: u64, pairs: usize) {
    let mut seen: HashMap<Seen, Counted> = HashMap::new();
    for kind in kinds {
        // Other pairs than the table's.
        for pair in changes::pairs(*kind, seed ^ 0xB_004D, pairs) {
            let counted = seen.entry(what_is_seen(&pair.new)).or_default();
            *counted.entry((*kind, undone(*kind, &pair))).or_default() += 1;
        }
    }
    let found = |guesses, of: Option<Kind>| -> usize {
        seen.values().map(|counted| best(counted, guesses, |kind| of.is_none_or(|of| of == kind))).sum()
    };
    println!("\n{:24}{:>8}{:>8}", "best possible, %", format!("of {all}"), format!("of {left}"));
    for kind in kinds {
        let share = |guesses| percent(found(guesses, Some(*kind)), pairs);
        println!("{:24}{:8.1}{:8.1}   this kind, when it is known", kind.id(), share(all), share(left));
    }
    let share = |guesses| percent(found(guesses, None), pairs * kinds.len());
    println!(
        "{:24}{:8.1}{:8.1}   all of them, with no guess for any other",
        "these",
        share(all),
        share(left)
    );
    let rest = Kind::ALL.len() - kinds.len();
    let share = |guesses| percent(rest * pairs + found(guesses, None), Kind::ALL.len() * pairs);
    println!("{:24}{:8.1}{:8.1}   if all others are found\n", "all kinds", share(all), share(left));
}

fn what_is_seen(new: &str) -> Seen {
    let symbols = new.chars().filter(|c| !c.is_alphanumeric()).count();
    let last = new.chars().last().map_or(0, |c| match c {
        _ if c.is_ascii_digit() => 1,
        _ if c.is_alphanumeric() => 2,
        _ if slip(c, c).is_some() => 3,
        _ => 4,
    });
    (new.chars().count(), symbols, last)
}

/// What has to be undone, in words that fit other passwords too.
fn undone(kind: Kind, pair: &Pair) -> String {
    let (old, new): (Vec<char>, Vec<char>) = (pair.old.chars().collect(), pair.new.chars().collect());
    match kind {
        Kind::RemovedAtEnd => old[new.len()..].iter().collect(),
        Kind::RemovedAtStart => old[..old.len() - new.len()].iter().collect(),
        _ => {
            let place = old.iter().zip(&new).position(|(one, other)| one != other).unwrap_or(0);
            if kind == Kind::KeyboardNeighbour {
                return format!("{} {:?}", new.len() - place, slip(new[place], old[place]));
            }
            let after = new[place..].iter().filter(|c| !c.is_alphanumeric()).count();
            format!("{after} {}", old[place])
        }
    }
}

/// How many of the pairs counted the most frequent guesses find.
fn best(counted: &Counted, guesses: usize, which: impl Fn(Kind) -> bool) -> usize {
    let mut counts: Vec<usize> =
        counted.iter().filter(|((kind, _), _)| which(*kind)).map(|(_, count)| *count).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    counts.iter().take(guesses).sum()
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}
