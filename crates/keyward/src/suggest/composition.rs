//! How many passwords of one length have so many of each class at least, and which class stands where in one of them,
//! drawn evenly. Counted, not tried: however many of a class a policy asks for, the first draw has them.

use super::{Dice, SuggestError};

/// A class of characters: how many there are to choose from, and how many of the password must be of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Class {
    pub(super) choices: usize,
    pub(super) least: usize,
}

/// The compositions of passwords of one length: for each class and each number of places left for it and the classes
/// behind it, log2 of how many ways there are to fill them.
pub(super) struct Composition {
    classes: Vec<Class>,
    length: usize,
    /// A row for each class, and one of nothing left at the end.
    ways: Vec<Vec<f64>>,
    /// log2 of the factorials.
    factorials: Vec<f64>,
}

impl Composition {
    pub(super) fn new(classes: Vec<Class>, length: usize) -> Self {
        let mut factorials = vec![0.0];
        let mut last = 0.0;
        for number in 1..=length {
            last += log2(number);
            factorials.push(last);
        }
        let mut all = Self { classes, length, ways: Vec::new(), factorials };
        let mut behind: Vec<f64> =
            (0..=length).map(|left| if left == 0 { 0.0 } else { f64::NEG_INFINITY }).collect();
        let mut rows = vec![behind.clone()];
        for class in all.classes.iter().rev() {
            behind = (0..=length)
                .map(|left| sum((0..=left).map(|taken| all.term(*class, taken, left, &behind))))
                .collect();
            rows.push(behind.clone());
        }
        rows.reverse();
        all.ways = rows;
        all
    }

    /// log2 of the ways to take so many of the places that are left for a class, and fill the others.
    fn term(&self, class: Class, taken: usize, left: usize, behind: &[f64]) -> f64 {
        let rest = left - taken;
        let none = class.choices == 0 && taken > 0;
        if taken < class.least || none {
            return f64::NEG_INFINITY;
        }
        let log = |number: usize| self.factorials.get(number).copied().unwrap_or_default();
        let chosen = if taken == 0 { 0.0 } else { times(taken, log2(class.choices)) };
        log(left) - log(taken) - log(rest) + chosen + behind.get(rest).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// log2 of how many passwords there are; minus infinity where there is none.
    pub(super) fn bits(&self) -> f64 {
        let first = self.ways.first().and_then(|row| row.get(self.length));
        first.copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// The class of each place of a password, each password as likely as any other.
    pub(super) fn draw<F>(&self, dice: &mut Dice<F>) -> Result<Vec<usize>, SuggestError>
    where
        F: FnMut(&mut [u8]) -> Result<(), SuggestError>,
    {
        let mut places = Vec::with_capacity(self.length);
        let mut left = self.length;
        for ((number, class), behind) in self.classes.iter().enumerate().zip(self.ways.iter().skip(1)) {
            let terms = (0..=left).map(|taken| self.term(*class, taken, left, behind));
            let all = sum(terms.clone());
            let mut share = dice.share()?;
            let mut chosen = None;
            for (taken, term) in terms.enumerate() {
                let weight = (term - all).exp2();
                if weight > 0.0 {
                    chosen = Some(taken);
                    if share < weight {
                        break;
                    }
                    share -= weight;
                }
            }
            let taken = chosen.unwrap_or(0);
            places.extend(std::iter::repeat_n(number, taken));
            left -= taken;
        }
        // Fisher and Yates: every order is as likely.
        for end in (2..=places.len()).rev() {
            let chosen = dice.below(u32::try_from(end).unwrap_or(u32::MAX))?;
            places.swap(end - 1, usize::try_from(chosen).unwrap_or(0));
        }
        Ok(places)
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of characters")]
fn log2(number: usize) -> f64 {
    (number as f64).log2()
}

#[expect(clippy::cast_precision_loss, reason = "numbers of characters")]
fn times(number: usize, bits: f64) -> f64 {
    number as f64 * bits
}

/// log2 of the sum of numbers given by their log2.
fn sum(terms: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = terms.clone().fold(f64::NEG_INFINITY, f64::max);
    if largest == f64::NEG_INFINITY {
        return largest;
    }
    largest + terms.map(|term| (term - largest).exp2()).sum::<f64>().log2()
}
