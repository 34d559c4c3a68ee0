//! Suggests passwords that are sure to pass: three short words with numbers and special characters (WE-G1), or random
//! characters, from the operating system's randomness, each as likely as any other that passes.
//!
//! A [`Suggester`] draws from a recipe, throws away what the policy, the context or the history refuses, and so chooses
//! evenly among what is left (rejection sampling). Its entropy is the recipe's, log2 of how many passwords it can make,
//! less what is thrown away: log2 of the share that passes. That share is measured by drawing, and its lower bound at
//! 99 % confidence is taken, so that the bits told are not too many.

mod dice;
mod initials;
mod read_aloud;
mod recipe;

use std::fmt;
use std::ops::RangeInclusive;

use keyward_core::{Context, Policy};
use zeroize::Zeroizing;

pub use initials::initials;
pub use read_aloud::read_aloud;

use crate::Validator;
use crate::history::{self, History, Search};
use dice::Dice;
use recipe::Recipe;

/// What a suggestion looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// Of very many drawn, (almost) none passes.
    NothingPasses,
    /// The operating system gave no randomness.
    NoRandomness,
    /// The history could not be asked.
    History(history::Error),
}

impl fmt::Display for SuggestError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { shortest, longest } if shortest > longest => {
                formatter.write_str("the policy leaves no room for a password of this style")
            }
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
    accepted_share: f64,
}

impl<'a> Suggester<'a> {
    /// Gets ready to suggest passwords of a style, of `length` characters (random) or at least as many (words), and
    /// measures how many pass. Without a length: 14 random characters, or what three words come to; more if the policy
    /// asks for more.
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
        let mut suggester = Self { validator, context, recipe, dice, accepted_share: 0.0 };
        suggester.accepted_share = suggester.measure()?;
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

    /// The lower bound of the share of drawn passwords that pass.
    fn measure(&mut self) -> Result<f64, SuggestError> {
        /// Enough that pass for a bound that is close: a quarter of a bit below the share.
        const PASSED: u32 = 256;
        /// How often to draw at most; fewer than one in 25,000 is as good as none.
        const DRAWN: u32 = 200_000;
        let Self { validator, context, recipe, dice, .. } = self;
        let (mut drawn, mut passed) = (0, 0);
        while passed < PASSED && drawn < DRAWN {
            drawn += 1;
            let candidate = recipe.draw(dice)?;
            passed += u32::from(
                recipe.is_long_enough(&candidate) && validator.check(&candidate, context).accepted(),
            );
        }
        if passed < 8 { Err(SuggestError::NothingPasses) } else { Ok(lower_bound(passed, drawn)) }
    }

    /// The bits of an even choice among the passwords that pass.
    #[must_use]
    pub fn entropy_bits(&self) -> f64 {
        self.recipe.bits() + self.accepted_share.log2()
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
        let Self { validator, context, recipe, dice, .. } = self;
        let mut refused = 0;
        loop {
            let password = recipe.draw(dice)?;
            if !recipe.is_long_enough(&password) || !validator.check(&password, context).accepted() {
                continue;
            }
            if passes(&password)? {
                let must_change = validator.policy().lifecycle.change_at_first_log_on;
                return Ok(Suggestion { password, entropy_bits: self.entropy_bits(), must_change });
            }
            refused += 1;
            if refused == MOST_REFUSED {
                return Err(SuggestError::NothingPasses);
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

/// The characters that the policy counts, all together.
fn counted(policy: &Policy) -> usize {
    [policy.uppercase, policy.lowercase, policy.digit, policy.special].into_iter().map(usize::from).sum()
}

#[cfg(test)]
mod tests;
