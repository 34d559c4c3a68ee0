//! A password made one slot after another, for policies that refuse nearly every password that is drawn as a whole: each
//! slot takes evenly of what no rule objects to behind what stands there already.

use keyward_core::{Blocklist, Context, Finding, Policy, Rule};
use zeroize::Zeroizing;

use super::recipe::Recipe;
use super::{Dice, SuggestError};
use crate::Validator;

/// What stands farther back is not looked at again for each choice: no word, name or date is longer. The whole password is
/// judged at the end.
const LOOKED_BACK: usize = 48;
/// How often to begin anew where no choice is left, or the whole is refused.
const ATTEMPTS: usize = 100;

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
            repeated: asked.repeated,
            ..Policy::ANY
        };
        Self { validator, context, recipe, lasting: validator.with_policy(policy) }
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
        for slot in slots {
            let list = self.recipe.list(slot);
            let (narrow, wide) = self.recipe.widths(slot);
            (least, left) = (least - narrow, left - wide);
            let before = password.len();
            let mut fitting = Vec::new();
            let mut objects = None;
            for (number, choice) in list.iter().enumerate() {
                let length = before + choice.len();
                if length + left < *self.recipe.lengths.start() || length + least > room {
                    continue;
                }
                password.push_str(choice);
                let window = password.get(before.saturating_sub(LOOKED_BACK)..).unwrap_or_default();
                match self.objection(&self.lasting, window) {
                    None => fitting.push(number),
                    some => objects = some,
                }
                password.truncate(before);
            }
            let Ok(choices @ 1..) = u32::try_from(fitting.len()) else {
                let conflict = objects.map(|rule| SuggestError::Conflict(self.recipe.rule(slot), rule));
                return Ok(Err(conflict.unwrap_or(SuggestError::NothingPasses)));
            };
            bits += share(fitting.len(), list.len());
            let chosen = usize::try_from(dice.below(choices)?).unwrap_or(0);
            let choice = fitting.get(chosen).and_then(|number| list.get(*number));
            password.push_str(choice.map_or("", String::as_str));
        }
        Ok(match self.objection(self.validator, &password) {
            None if self.recipe.fits(&password) => Ok(Made { password, bits }),
            Some(rule) => Err(SuggestError::Conflict(Rule::MaxLength, rule)),
            None => Err(SuggestError::NothingPasses),
        })
    }

    /// The first rule that refuses a candidate.
    fn objection(&self, validator: &Validator<'_>, candidate: &str) -> Option<Rule> {
        let report = validator.check(candidate, self.context);
        let violates = |finding: &Finding<'_>| finding.rule.severity() == keyward_core::Severity::Violation;
        report.findings().find(violates).map(|finding| finding.rule)
    }
}

/// log2 of a share.
#[expect(clippy::cast_precision_loss, reason = "lists of a few thousand")]
fn share(part: usize, whole: usize) -> f64 {
    (part as f64 / whole as f64).log2()
}
