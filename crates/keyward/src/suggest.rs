//! Suggests passwords that are sure to pass: three short words with numbers and special characters (WE-G1), or random
//! characters, from the operating system's randomness, each as likely as any other that passes.
//!
//! A [`Suggester`] draws from a recipe, which has as many of each class as the policy counts, throws away what the policy,
//! the context or the history refuses, and so chooses evenly among what is left (rejection sampling). Its entropy is the
//! recipe's, log2 of how many passwords it can make, less what is thrown away: log2 of the share that passes. That share
//! is measured by drawing, and its lower bound at 99 % confidence is taken, so that the bits told are not too many.
//!
//! Where nearly all is thrown away, a password is made step by step instead, each character or word evenly from those that
//! no rule objects to behind what is there (`stepwise`). The bits told are then those of the very password: log2 of one
//! in how many it was, of which the lower bound is taken where not all are counted. Where even that finds none, the two
//! demands are named that leave nothing.

mod composition;
mod dice;
mod initials;
mod read_aloud;
mod recipe;
mod stepwise;

use std::fmt;
use std::ops::RangeInclusive;

use keyward_core::{Context, Policy, Rule};
use zeroize::Zeroizing;

pub use initials::initials;
pub use read_aloud::read_aloud;

use crate::Validator;
use crate::history::{self, History, Search};
use dice::Dice;
use recipe::Recipe;
use stepwise::{Made, Stepwise};

/// What a suggestion looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// Short words with a capital each, then numbers, then special characters: `FarmHairTree83*!` (WE-G1).
    #[default]
    Words,
    /// Random characters, without those that look alike.
    Random,
}

/// Why nothing can be suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SuggestError {
    /// The length asked for is outside what the policy and the style allow.
    Length {
        /// The shortest that can be asked for.
        shortest: usize,
        /// The longest.
        longest: usize,
    },
    /// What one rule asks for, another refuses.
    Conflict(Rule, Rule),
    /// Of very many made, none passes.
    NothingPasses,
    /// The operating system gave no randomness.
    NoRandomness,
    /// The history could not be asked.
    History(history::Error),
}

impl fmt::Display for SuggestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(one, other) => write!(
                formatter,
                "no password of this style meets both `{}` and `{}` of the policy",
                one.id(),
                other.id()
            ),
            Self::Length { shortest, longest } => {
                write!(formatter, "the length must be from {shortest} to {longest} under this policy")
            }
            Self::NothingPasses => {
                formatter.write_str("no password of this style and length passes the policy")
            }
            Self::NoRandomness => formatter.write_str("the operating system gave no randomness"),
            Self::History(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for SuggestError {}

/// A password that passes. Wiped on drop, never shown by `Debug`.
#[non_exhaustive]
pub struct Suggestion {
    password: Zeroizing<String>,
    entropy_bits: f64,
    must_change: bool,
}

impl Suggestion {
    /// The password.
    #[must_use]
    pub fn password(&self) -> &str {
        &self.password
    }

    /// How hard it is to guess for somebody who knows how it was made: the bits of an even choice.
    #[must_use]
    pub const fn entropy_bits(&self) -> f64 {
        self.entropy_bits
    }

    /// Whether it must be changed at the first log-on, because somebody else has seen it (WE-M1).
    #[must_use]
    pub const fn must_change(&self) -> bool {
        self.must_change
    }

    /// The password for the telephone: `capital foxtrot, alfa, …, eight, three, star`.
    #[must_use]
    pub fn read_aloud(&self) -> Zeroizing<String> {
        read_aloud(&self.password)
    }
}

impl fmt::Debug for Suggestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Suggestion").field("entropy_bits", &self.entropy_bits).finish_non_exhaustive()
    }
}

/// Fills a place with random bytes.
type Source = fn(&mut [u8]) -> Result<(), SuggestError>;

/// Suggests passwords for one account.
///
/// ```
/// use keyward::{Context, Policy, Style, Suggester, Validator};
/// let validator = Validator::new(Policy::NHS_APPENDIX_A);
/// let context = Context { username: "jsmith", ..Context::default() };
/// let mut suggester = Suggester::new(&validator, &context, Style::Words, None)?;
/// let suggestion = suggester.suggest()?;
/// assert!(validator.check(suggestion.password(), &context).accepted());
/// assert!(suggestion.entropy_bits() > 40.0 && suggestion.must_change());
/// # Ok::<(), keyward::SuggestError>(())
/// ```
pub struct Suggester<'a> {
    validator: &'a Validator<'a>,
    context: &'a Context<'a>,
    recipe: Recipe,
    dice: Dice<Source>,
    /// The lower bound of the share of drawn passwords that pass; none if so few do that they are made stepwise.
    accepted_share: Option<f64>,
    /// The bits of the one made stepwise while getting ready.
    stepwise_bits: f64,
    /// That one, which is the first to be handed out.
    ready: Option<Made>,
}

impl<'a> Suggester<'a> {
    /// Gets ready to suggest passwords of a style, of `length` characters (random) or at least as many (words), and
    /// measures how many pass. Without a length: 14 random characters, or what three words come to; more if the policy
    /// asks for more.
    ///
    /// ```
    /// use keyward::{Context, Policy, Style, Suggester, Validator};
    ///
    /// let validator = Validator::new(Policy::NHS_APPENDIX_A);
    /// let context = Context { username: "jsmith", ..Context::default() };
    /// let mut suggester = Suggester::new(&validator, &context, Style::Random, Some(16))?;
    /// let suggestion = suggester.suggest()?;
    /// assert!(validator.accepts(suggestion.password(), &context) && suggestion.entropy_bits() > 80.0);
    /// # Ok::<(), keyward::SuggestError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the length does not fit the policy, nothing passes, or there is no randomness.
    pub fn new(
        validator: &'a Validator<'a>,
        context: &'a Context<'a>,
        style: Style,
        length: Option<usize>,
    ) -> Result<Self, SuggestError> {
        let recipe = match style {
            Style::Words => Recipe::words(validator.policy(), length)?,
            Style::Random => Recipe::random(validator.policy(), length)?,
        };
        let dice = Dice::new(system_randomness as Source);
        let mut suggester = Self {
            validator,
            context,
            recipe,
            dice,
            accepted_share: None,
            stepwise_bits: f64::INFINITY,
            ready: None,
        };
        suggester.accepted_share = suggester.measure()?;
        if suggester.accepted_share.is_none() {
            let made = Stepwise::new(validator, context, &suggester.recipe).make(&mut suggester.dice)?;
            suggester.stepwise_bits = made.bits;
            suggester.ready = Some(made);
        }
        Ok(suggester)
    }

    /// The lengths that can be asked for, of random characters or at least with words. Where the policy leaves no room for
    /// the style, the range is empty.
    ///
    /// ```
    /// use keyward::{Policy, Style, Suggester};
    /// assert_eq!(Suggester::lengths(&Policy::NHS_APPENDIX_A, Style::Random), 8..=256);
    /// ```
    #[must_use]
    pub fn lengths(policy: &Policy, style: Style) -> RangeInclusive<usize> {
        match style {
            Style::Words => recipe::lengths_of_words(policy),
            Style::Random => recipe::lengths_of_random(policy),
        }
    }

    /// The lower bound of the share of drawn passwords that pass, unless it is very small.
    fn measure(&mut self) -> Result<Option<f64>, SuggestError> {
        /// Enough that pass for a bound that is close: a quarter of a bit below the share.
        const PASSED: u32 = 256;
        /// How many characters to draw at most: a check of a short one takes a microsecond, of 256 characters twenty.
        const CHARACTERS: usize = 200_000;
        /// Fewer are no measure.
        const FEWEST: u32 = 8;
        let Self { validator, context, recipe, dice, .. } = self;
        let (mut drawn, mut passed, mut characters) = (0, 0, 0);
        while passed < PASSED && characters < CHARACTERS {
            drawn += 1;
            let candidate = recipe.draw(dice)?;
            characters += candidate.len().max(1);
            passed += u32::from(recipe.fits(&candidate) && validator.accepts(&candidate, context));
            // Long ones have bits to spare, and need no close bound.
            if passed >= FEWEST && characters > CHARACTERS / 10 {
                break;
            }
        }
        Ok((passed >= FEWEST).then(|| lower_bound(passed, drawn)))
    }

    /// The bits of an even choice among the passwords that pass. Where so few pass that they are made step by step, the bits
    /// of one such password.
    #[must_use]
    pub fn entropy_bits(&self) -> f64 {
        match self.accepted_share {
            Some(share) => self.recipe.bits() + share.log2(),
            None => self.stepwise_bits,
        }
    }

    /// A password that passes the policy in the context.
    ///
    /// # Errors
    ///
    /// If there is no randomness.
    pub fn suggest(&mut self) -> Result<Suggestion, SuggestError> {
        self.suggest_if(|_| Ok(true))
    }

    /// A password that passes the policy in the context, and that the account's history does not refuse either. The few that
    /// only the history refuses are not taken off the entropy.
    ///
    /// # Errors
    ///
    /// If there is no randomness, no memory to hash in, or the history refuses a great many.
    pub fn suggest_with_history(
        &mut self,
        history: &History,
        search: &Search,
    ) -> Result<Suggestion, SuggestError> {
        let policy = self.validator.policy();
        self.suggest_if(|password| {
            let found = history::finding(password, policy, history, search).map_err(SuggestError::History)?;
            Ok(found.is_none())
        })
    }

    fn suggest_if(
        &mut self,
        mut passes: impl FnMut(&str) -> Result<bool, SuggestError>,
    ) -> Result<Suggestion, SuggestError> {
        const MOST_REFUSED: u32 = 100;
        let must_change = self.validator.policy().lifecycle.change_at_first_log_on;
        for _ in 0..MOST_REFUSED {
            let (password, entropy_bits) = self.next()?;
            if passes(&password)? {
                return Ok(Suggestion { password, entropy_bits, must_change });
            }
        }
        Err(SuggestError::NothingPasses)
    }

    /// A password that the rules accept, and its bits.
    fn next(&mut self) -> Result<(Zeroizing<String>, f64), SuggestError> {
        let bits = self.entropy_bits();
        let Self { validator, context, recipe, dice, accepted_share, ready, .. } = self;
        if accepted_share.is_none() {
            let made = match ready.take() {
                Some(made) => made,
                None => Stepwise::new(validator, context, recipe).make(dice)?,
            };
            return Ok((made.password, made.bits));
        }
        loop {
            let password = recipe.draw(dice)?;
            if recipe.fits(&password) && validator.accepts(&password, context) {
                return Ok((password, bits));
            }
        }
    }
}

impl fmt::Debug for Suggester<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Suggester")
            .field("entropy_bits", &self.entropy_bits())
            .finish_non_exhaustive()
    }
}

fn system_randomness(bytes: &mut [u8]) -> Result<(), SuggestError> {
    getrandom::fill(bytes).map_err(|_| SuggestError::NoRandomness)
}

/// Wilson's lower bound of a share at 99 % confidence.
fn lower_bound(passed: u32, drawn: u32) -> f64 {
    const Z: f64 = 2.326;
    let (drawn, share) = (f64::from(drawn), f64::from(passed) / f64::from(drawn));
    let middle = share + Z * Z / (2.0 * drawn);
    let spread = Z * (share * (1.0 - share) / drawn + Z * Z / (4.0 * drawn * drawn)).sqrt();
    (middle - spread) / (1.0 + Z * Z / drawn)
}

#[cfg(test)]
mod tests;
