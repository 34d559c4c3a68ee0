//! A password made one slot after another, for policies that refuse nearly every password that is drawn as a whole: each
//! slot takes evenly of what no rule objects to behind what stands there already.
//!
//! Choices are tried in a random order, so the first that passes is as likely as any other that would: the rest need not be
//! tried to choose it. How many would pass, which the bits tell, is estimated from the first [`ENOUGH`] that do.

use std::cell::Cell;

use keyward_core::{Blocklist, Context, Finding, Policy, Rule};
use zeroize::Zeroizing;

use super::recipe::Recipe;
use super::{Dice, SuggestError, lower_bound};
use crate::Validator;

/// A choice is judged with so much of the end, in whole choices: no word, name or date is longer, and half a choice beside the
/// next may be a word that is not there. The whole password is judged last.
const LOOKED_AT: usize = 48;
/// How many choices that pass tell well enough how many would: where nine in ten do, the bound is a fifth of a bit too low, and
/// words, of which there are some 800, take a tenth of the checks that counting all takes. Lists of characters are shorter,
/// and are counted.
const ENOUGH: u32 = 64;
/// How often to begin anew where no choice is left, or the whole is refused.
const ATTEMPTS: usize = 100;
/// After so many checks nothing is begun anew: a quarter of a second, of a microsecond or two each.
pub(super) const CHECKS: usize = 100_000;

/// A password, and log2 of one in how many it is.
pub(super) struct Made {
    pub(super) password: Zeroizing<String>,
    pub(super) bits: f64,
}

/// Makes passwords of a recipe slot by slot.
pub(super) struct Stepwise<'a> {
    validator: &'a Validator<'a>,
    context: &'a Context<'a>,
    recipe: &'a Recipe,
    /// The rules that what follows can only break further, never mend.
    lasting: Validator<'a>,
    /// How many candidates were judged.
    checks: Cell<usize>,
}

impl<'a> Stepwise<'a> {
    pub(super) fn new(validator: &'a Validator<'a>, context: &'a Context<'a>, recipe: &'a Recipe) -> Self {
        let asked = validator.policy();
        let policy = Policy {
            max_length: asked.max_length,
            alphabet: asked.alphabet,
            unacceptable_character: asked.unacceptable_character,
            dictionary_word: asked.dictionary_word,
            leet_word: asked.leet_word,
            common_password: match asked.common_password {
                Blocklist::Contained => Blocklist::Contained,
                _ => Blocklist::Off,
            },
            sequence: asked.sequence,
            date: asked.date,
            name: asked.name,
            personal: asked.personal,
            near_words: asked.near_words,
            repeated: asked.repeated,
            ..Policy::ANY
        };
        Self { validator, context, recipe, lasting: validator.with_policy(policy), checks: Cell::new(0) }
    }

    /// How many candidates were judged so far.
    #[cfg(test)]
    pub(super) const fn checks(&self) -> usize {
        self.checks.get()
    }

    /// A password that passes.
    pub(super) fn make<F>(&self, dice: &mut Dice<F>) -> Result<Made, SuggestError>
    where
        F: FnMut(&mut [u8]) -> Result<(), SuggestError>,
    {
        let mut conflict = SuggestError::NothingPasses;
        for _ in 0..ATTEMPTS {
            match self.attempt(dice)? {
                Ok(made) => return Ok(made),
                Err(reason) => conflict = reason,
            }
            if self.checks.get() > CHECKS {
                break;
            }
        }
        Err(conflict)
    }

    fn attempt<F>(&self, dice: &mut Dice<F>) -> Result<Result<Made, SuggestError>, SuggestError>
    where
        F: FnMut(&mut [u8]) -> Result<(), SuggestError>,
    {
        let slots = self.recipe.slots(dice)?;
        let room = *self.recipe.lengths.end();
        let mut password = Zeroizing::new(String::with_capacity(room));
        let mut bits = self.recipe.bits();
        let mut left: usize = slots.iter().map(|slot| self.recipe.widths(*slot).1).sum();
        let mut least: usize = slots.iter().map(|slot| self.recipe.widths(*slot).0).sum();
        // Where each choice begins.
        let mut starts = Vec::with_capacity(slots.len());
        for slot in slots {
            let list = self.recipe.list(slot);
            let (narrow, wide) = self.recipe.widths(slot);
            (least, left) = (least - narrow, left - wide);
            let before = password.len();
            starts.push(before);
            let from = first_looked_at(&starts, before);
            // What leaves the rest a length that fits.
            let mut untried: Vec<&str> = list.iter().map(String::as_str).collect();
            untried.retain(|choice| {
                let length = before + choice.len();
                length + left >= *self.recipe.lengths.start() && length + least <= room
            });
            let choices = untried.len();
            let (mut chosen, mut refused) = (None, None);
            let (mut tried, mut passed) = (0, 0);
            while passed < ENOUGH && !untried.is_empty() {
                let next = dice.below(u32::try_from(untried.len()).unwrap_or(u32::MAX))?;
                let choice = untried.swap_remove(usize::try_from(next).unwrap_or(0));
                password.push_str(choice);
                tried += 1;
                if self.passes(&self.lasting, password.get(from..).unwrap_or_default()) {
                    passed += 1;
                    chosen = chosen.or(Some(choice));
                } else {
                    refused = Some(choice);
                }
                password.truncate(before);
            }
            let Some(chosen) = chosen else {
                password.push_str(refused.unwrap_or_default());
                let rule = refused
                    .and_then(|_| self.objection(&self.lasting, password.get(from..).unwrap_or_default()));
                let conflict = rule.map(|rule| SuggestError::Conflict(self.recipe.rule(slot), rule));
                return Ok(Err(conflict.unwrap_or(SuggestError::NothingPasses)));
            };
            bits += if untried.is_empty() {
                (f64::from(passed) / number(list.len())).log2()
            } else {
                (lower_bound(passed, tried) * number(choices) / number(list.len())).log2()
            };
            password.push_str(chosen);
        }
        if self.recipe.fits(&password) && self.passes(self.validator, &password) {
            return Ok(Ok(Made { password, bits }));
        }
        let rule = self.objection(self.validator, &password);
        Ok(
            Err(rule
                .map_or(SuggestError::NothingPasses, |rule| SuggestError::Conflict(Rule::MaxLength, rule))),
        )
    }

    fn passes(&self, validator: &Validator<'_>, candidate: &str) -> bool {
        self.checks.set(self.checks.get() + 1);
        validator.accepts(candidate, self.context)
    }

    /// The first rule that refuses a candidate.
    fn objection(&self, validator: &Validator<'_>, candidate: &str) -> Option<Rule> {
        let report = validator.check(candidate, self.context);
        let violates = |finding: &Finding<'_>| finding.rule.severity() == keyward_core::Severity::Violation;
        report.findings().find(violates).map(|finding| finding.rule)
    }
}

/// Where the choices begin that a choice is judged with.
fn first_looked_at(starts: &[usize], before: usize) -> usize {
    starts.iter().copied().find(|start| before - start <= LOOKED_AT).unwrap_or(before)
}

#[expect(clippy::cast_precision_loss, reason = "lists of a few thousand")]
const fn number(choices: usize) -> f64 {
    choices as f64
}
