//! A recipe is a row of slots, each filled by an even choice from a list. No two ways to fill them make the same
//! password, so that the recipe's entropy is the sum of the slots'.

use std::ops::RangeInclusive;

use keyward_core::Policy;
use zeroize::Zeroizing;

use super::{Dice, SuggestError, counted};

/// Characters that nobody takes for another, typed or read aloud: without I, O, l, 0 and 1.
const UPPERCASE: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const LOWERCASE: &str = "abcdefghijkmnopqrstuvwxyz";
const DIGITS: &str = "23456789";
/// Special characters of both keyboards, each with one name.
const SPECIAL: &str = "!#$%&*+-=?@";

/// Random characters that are enough on their own.
const USUAL_RANDOM: usize = 14;
const WORDS: usize = 3;
const LONGEST_WORD: usize = 4;

/// Short words that are no suggestion to make to somebody.
const UNSUITABLE: [&str; 72] = [
    "anal", "anus", "arse", "ass", "bra", "bras", "bum", "bums", "clam", "cock", "cox", "crap", "cult",
    "damn", "dead", "dick", "die", "died", "dies", "dope", "drug", "dumb", "dung", "dyke", "fat", "fats",
    "gay", "gays", "god", "gods", "gun", "guns", "hag", "hags", "hell", "hick", "hog", "homo", "hump",
    "kill", "kink", "lewd", "lust", "nude", "oral", "orgy", "pee", "pig", "pigs", "pis", "poop", "pope",
    "puke", "pus", "rape", "rapes", "runt", "sex", "sexy", "slag", "slob", "slut", "smut", "snot", "suck",
    "teat", "thug", "tit", "tits", "turd", "twat", "wee",
];

struct Slot {
    choices: Vec<String>,
}

/// How passwords are drawn.
pub(super) struct Recipe {
    slots: Vec<Slot>,
    /// Words may come out shorter than asked for; those are thrown away.
    shortest: usize,
    room: usize,
}

impl Recipe {
    fn new(slots: Vec<Slot>, shortest: usize) -> Self {
        let longest = |slot: &Slot| slot.choices.iter().map(String::len).max().unwrap_or(0);
        let room = slots.iter().map(longest).sum();
        Self { slots, shortest, room }
    }

    /// Random characters.
    pub(super) fn random(policy: &Policy, length: Option<usize>) -> Result<Self, SuggestError> {
        let (shortest, longest) = lengths_of_random(policy).into_inner();
        let length = length.unwrap_or_else(|| shortest.max(USUAL_RANDOM).min(longest));
        if !(shortest..=longest).contains(&length) {
            return Err(SuggestError::Length { shortest, longest });
        }
        let choices = characters(&[UPPERCASE, LOWERCASE, DIGITS, SPECIAL].concat());
        Ok(Self::new((0..length).map(|_| Slot { choices: choices.clone() }).collect(), length))
    }

    /// Words with a capital each, numbers, special characters, in this order.
    pub(super) fn words(policy: &Policy, length: Option<usize>) -> Result<Self, SuggestError> {
        let digits = usize::from(policy.digit).max(2);
        let special = usize::from(policy.special).max(1);
        let (least, longest) = lengths_of_words(policy).into_inner();
        let shortest = length.unwrap_or(least);
        if !(least..=longest).contains(&shortest) {
            return Err(SuggestError::Length { shortest: least, longest });
        }
        let words = fewest_words(policy).max((shortest - digits - special).div_ceil(LONGEST_WORD));
        let list = short_words();
        let slots = (0..words)
            .map(|_| list.clone())
            .chain((0..digits).map(|_| characters(DIGITS)))
            .chain((0..special).map(|_| characters(SPECIAL)));
        Ok(Self::new(slots.map(|choices| Slot { choices }).collect(), shortest))
    }

    /// log2 of how many passwords can be drawn.
    #[expect(clippy::cast_precision_loss, reason = "lists of a few thousand")]
    pub(super) fn bits(&self) -> f64 {
        self.slots.iter().map(|slot| (slot.choices.len() as f64).log2()).sum()
    }

    pub(super) fn is_long_enough(&self, candidate: &str) -> bool {
        // All that is drawn is ASCII.
        candidate.len() >= self.shortest
    }

    /// Draws one. Its memory is set aside beforehand, so that growing leaves no copy behind.
    pub(super) fn draw<F>(&self, dice: &mut Dice<F>) -> Result<Zeroizing<String>, SuggestError>
    where
        F: FnMut(&mut [u8]) -> Result<(), SuggestError>,
    {
        let mut password = Zeroizing::new(String::with_capacity(self.room));
        for slot in &self.slots {
            let choices = u32::try_from(slot.choices.len()).unwrap_or(u32::MAX);
            let chosen = usize::try_from(dice.below(choices.max(1))?).unwrap_or(0);
            password.push_str(slot.choices.get(chosen).map_or("", String::as_str));
        }
        Ok(password)
    }
}

/// How few and how many random characters a policy leaves room for.
pub(super) fn lengths_of_random(policy: &Policy) -> RangeInclusive<usize> {
    counted(policy).max(policy.min_length.into()).max(1)..=policy.max_length.into()
}

/// How few and how many characters of words with numbers and special characters a policy leaves room for.
pub(super) fn lengths_of_words(policy: &Policy) -> RangeInclusive<usize> {
    let (digits, special) = (usize::from(policy.digit).max(2), usize::from(policy.special).max(1));
    usize::from(policy.min_length).max(fewest_words(policy) * 3 + digits + special)..=policy.max_length.into()
}

/// A word of three letters has one capital and two others.
fn fewest_words(policy: &Policy) -> usize {
    WORDS.max(usize::from(policy.lowercase).div_ceil(2)).max(policy.uppercase.into())
}

fn characters(text: &str) -> Vec<String> {
    text.chars().map(String::from).collect()
}

/// Common words of three and four letters with a capital, without the unsuitable.
fn short_words() -> Vec<String> {
    let common = keyward_words::SHORT_WORDS.lines().filter_map(|line| line.strip_suffix("\tcommon"));
    let fitting =
        common.filter(|word| (3..=LONGEST_WORD).contains(&word.len()) && !UNSUITABLE.contains(word));
    fitting
        .map(|word| word.get(..1).unwrap_or("").to_ascii_uppercase() + word.get(1..).unwrap_or(""))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// The same numbers on every run.
    fn seeded(seed: u64) -> Dice<impl FnMut(&mut [u8]) -> Result<(), SuggestError>> {
        let mut random = fastrand::Rng::with_seed(seed);
        Dice::new(move |bytes: &mut [u8]| {
            random.fill(bytes);
            Ok(())
        })
    }

    fn chi_square(counts: impl IntoIterator<Item = u32>, expected: f64) -> f64 {
        counts.into_iter().map(|count| (f64::from(count) - expected).powi(2) / expected).sum()
    }

    /// Wilson and Hilferty's approximation of the 99.9 % point of the chi-square distribution.
    fn bound(freedom: f64) -> f64 {
        let ninth = 2.0 / (9.0 * freedom);
        freedom * (1.0 - ninth + 3.09 * ninth.sqrt()).powi(3)
    }

    #[test]
    fn every_choice_of_a_slot_is_as_likely() {
        let recipe = Recipe::random(&Policy::NIST_800_63B_4_MFA, Some(8)).unwrap();
        let mut counts = BTreeMap::new();
        let mut dice = seeded(1);
        for _ in 0..20_000 {
            for (place, character) in recipe.draw(&mut dice).unwrap().chars().enumerate() {
                *counts.entry((place, character)).or_insert(0) += 1;
            }
        }
        let choices = 24 + 25 + 8 + 11;
        assert_eq!(counts.len(), 8 * choices);
        let expected = 20_000.0 / 68.0;
        assert!(chi_square(counts.into_values(), expected) < bound(8.0 * 67.0));
    }

    /// What is left after rejection is evenly drawn from, too: all passwords of three letters with a b, not first.
    #[test]
    fn what_passes_is_evenly_drawn() {
        let slots = (0..3).map(|_| Slot { choices: characters("abcde") }).collect();
        let recipe = Recipe::new(slots, 3);
        let passes = |password: &str| password.contains('b') && !password.starts_with('b');
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let mut dice = seeded(2);
        let (mut drawn, mut good) = (0_u32, 0_u32);
        while good < 36_000 {
            let password = recipe.draw(&mut dice).unwrap();
            drawn += 1;
            if passes(&password) {
                good += 1;
                *counts.entry(password.to_string()).or_default() += 1;
            }
        }
        assert_eq!(counts.len(), 36);
        assert!(chi_square(counts.into_values(), 1_000.0) < bound(35.0));
        // The entropy counted is that of 36 even choices, and not more.
        let bits = recipe.bits() + super::super::lower_bound(good, drawn).log2();
        let truth = 36_f64.log2();
        assert!((truth - 0.05..=truth).contains(&bits), "{bits} {truth}");
    }

    #[test]
    fn a_test_of_evenness_can_fail() {
        let uneven = (0..68).map(|choice| if choice == 0 { 400 } else { 294 });
        assert!(chi_square(uneven, 294.0) < bound(67.0));
        let uneven = (0..68).map(|choice| if choice < 4 { 400 } else { 294 });
        assert!(chi_square(uneven, 294.0) > bound(67.0));
    }

    #[test]
    fn words_are_short_plain_and_suitable() {
        let words = short_words();
        assert!(words.len() > 2_000, "{}", words.len());
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        for word in &words {
            let (first, rest) = word.split_at(1);
            assert!(first.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert!(
                (2..=3).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_lowercase()),
                "{word}"
            );
            assert!(!UNSUITABLE.contains(&word.to_ascii_lowercase().as_str()), "{word}");
        }
        for known in ["Farm", "Hair", "Tree"] {
            assert!(words.iter().any(|word| word == known), "{known}");
        }
    }

    #[test]
    fn a_recipe_fits_its_policy() {
        let words = |recipe: &Recipe| recipe.slots.iter().filter(|slot| slot.choices.len() > 100).count();
        let recipe = Recipe::words(&Policy::NHS_APPENDIX_A, None).unwrap();
        assert_eq!((words(&recipe), recipe.slots.len()), (3, 7));
        let recipe = Recipe::words(&Policy::NHS_APPENDIX_A, Some(24)).unwrap();
        assert_eq!((words(&recipe), recipe.shortest), (5, 24));
        let many = Policy { uppercase: 4, lowercase: 9, digit: 3, ..Policy::NHS_APPENDIX_A };
        assert_eq!(words(&Recipe::words(&many, None).unwrap()), 5);
        let short = Policy { max_length: 10, ..Policy::NHS_APPENDIX_A };
        assert!(matches!(Recipe::words(&short, None), Err(SuggestError::Length { .. })));
        for length in [1, 12, 257] {
            let error = Recipe::words(&Policy::NHS_APPENDIX_A, Some(length)).err();
            assert_eq!(error, Some(SuggestError::Length { shortest: 13, longest: 256 }));
        }
        let random =
            |length| Recipe::random(&Policy::NHS_APPENDIX_A, length).map(|recipe| recipe.slots.len());
        assert_eq!(random(None), Ok(14));
        assert_eq!(random(Some(8)), Ok(8));
        for length in [7, 257] {
            assert_eq!(random(Some(length)), Err(SuggestError::Length { shortest: 8, longest: 256 }));
        }
    }
}
