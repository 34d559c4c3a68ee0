//! A recipe is a row of slots, each filled by an even choice from a list. No two ways to fill them make the same
//! password, so that the recipe's entropy is log2 of how many ways there are.

use std::ops::RangeInclusive;

use keyward_core::{Policy, Rule};
use zeroize::Zeroizing;

use super::composition::{Class, Composition};
use super::{Dice, SuggestError};
use crate::usable;

/// Random characters that are enough on their own.
const USUAL_RANDOM: usize = 14;
const WORDS: usize = 3;
const SHORTEST_WORD: usize = 3;
const LONGEST_WORD: usize = 4;
/// Where three words come to fewer bits there is one more, if there is room.
const ENOUGH_BITS: f64 = 40.0;
/// So many numbers or special characters stand together; more are spread behind the words.
const TOGETHER: usize = 4;

/// What a slot is filled from, and the rule that asks for it.
pub(super) struct Choices {
    pub(super) list: Vec<String>,
    pub(super) rule: Rule,
}

/// Which list each slot is filled from.
enum Layout {
    /// Always the same.
    Fixed(Vec<usize>),
    /// Any that has enough of each class.
    Any(Composition),
}

/// How passwords are drawn.
pub(super) struct Recipe {
    lists: Vec<Choices>,
    layout: Layout,
    /// Words may come out shorter or longer than is asked for; those are thrown away.
    pub(super) lengths: RangeInclusive<usize>,
}

impl Recipe {
    /// Random characters.
    pub(super) fn random(policy: &Policy, length: Option<usize>) -> Result<Self, SuggestError> {
        let (shortest, longest) = lengths_of_random(policy).into_inner();
        if shortest > longest {
            return Err(no_room(policy));
        }
        let length = length.unwrap_or_else(|| shortest.max(USUAL_RANDOM).min(longest));
        if !(shortest..=longest).contains(&length) {
            return Err(SuggestError::Length { shortest, longest });
        }
        let asked = usable(policy)?;
        let classes = asked.iter().map(|class| Class { choices: class.usual.len(), least: class.least });
        let composition = Composition::new(classes.collect(), length);
        let lists = asked.map(|class| Choices { list: characters(&class.usual), rule: class.rule });
        Ok(Self { lists: lists.into(), layout: Layout::Any(composition), lengths: length..=length })
    }

    /// Words with a capital each, numbers, special characters, in this order.
    pub(super) fn words(policy: &Policy, length: Option<usize>) -> Result<Self, SuggestError> {
        let [.., digit, symbol] = usable(policy)?;
        let (digits, special) = beside_words(policy);
        let (least, longest) = lengths_of_words(policy).into_inner();
        if least > longest {
            return Err(no_room(policy));
        }
        let shortest = length.unwrap_or(least);
        if !(least..=longest).contains(&shortest) {
            return Err(SuggestError::Length { shortest: least, longest });
        }
        let lists = [
            Choices { list: words_of(policy), rule: Rule::MinLength },
            Choices { list: characters(&digit.usual), rule: Rule::Digit },
            Choices { list: characters(&symbol.usual), rule: Rule::Special },
        ];
        if lists.first().is_none_or(|words| words.list.is_empty()) {
            return Err(SuggestError::Conflict(Rule::MinLength, Rule::ForbiddenCharacter));
        }
        let bits = |words: usize| -> f64 {
            lists
                .iter()
                .zip([words, digits, special])
                .map(|(choices, slots)| ways(choices.list.len(), slots))
                .sum()
        };
        let mut count =
            fewest_words(policy).max(shortest.saturating_sub(digits + special).div_ceil(LONGEST_WORD));
        while bits(count) < ENOUGH_BITS && (count + 1) * LONGEST_WORD + digits + special <= longest {
            count += 1;
        }
        let layout = Layout::Fixed(spread(count, digits, special));
        Ok(Self { lists: lists.into(), layout, lengths: shortest..=longest })
    }

    /// log2 of how many passwords can be drawn.
    pub(super) fn bits(&self) -> f64 {
        match &self.layout {
            Layout::Fixed(slots) => slots.iter().map(|slot| ways(self.list(*slot).len(), 1)).sum(),
            Layout::Any(composition) => composition.bits(),
        }
    }

    pub(super) fn list(&self, number: usize) -> &[String] {
        self.lists.get(number).map_or(&[], |choices| choices.list.as_slice())
    }

    /// The fewest and the most characters that a choice of a list has.
    pub(super) fn widths(&self, number: usize) -> (usize, usize) {
        let widths = || self.list(number).iter().map(String::len);
        (widths().min().unwrap_or(0), widths().max().unwrap_or(0))
    }

    /// The rule that asks for what a list has.
    pub(super) fn rule(&self, number: usize) -> Rule {
        self.lists.get(number).map_or(Rule::MinLength, |choices| choices.rule)
    }

    /// The lists that the slots of one password are filled from.
    pub(super) fn slots<F>(&self, dice: &mut Dice<F>) -> Result<Vec<usize>, SuggestError>
    where
        F: FnMut(&mut [u8]) -> Result<(), SuggestError>,
    {
        match &self.layout {
            Layout::Fixed(slots) => Ok(slots.clone()),
            Layout::Any(composition) => composition.draw(dice),
        }
    }

    /// Draws one. Its memory is set aside beforehand, so that growing leaves no copy behind.
    pub(super) fn draw<F>(&self, dice: &mut Dice<F>) -> Result<Zeroizing<String>, SuggestError>
    where
        F: FnMut(&mut [u8]) -> Result<(), SuggestError>,
    {
        let slots = self.slots(dice)?;
        let mut password = Zeroizing::new(String::with_capacity(slots.len() * LONGEST_WORD));
        for slot in slots {
            let list = self.list(slot);
            let chosen = dice.below(u32::try_from(list.len()).unwrap_or(u32::MAX).max(1))?;
            password.push_str(
                usize::try_from(chosen).ok().and_then(|chosen| list.get(chosen)).map_or("", String::as_str),
            );
        }
        Ok(password)
    }

    /// Whether a candidate, all of it ASCII, has a length that was asked for.
    pub(super) fn fits(&self, candidate: &str) -> bool {
        self.lengths.contains(&candidate.len())
    }
}

/// log2 of the ways to fill so many slots from a list.
#[expect(clippy::cast_precision_loss, reason = "lists of a few thousand")]
fn ways(choices: usize, slots: usize) -> f64 {
    (choices as f64).log2() * slots as f64
}

/// Words, then numbers, then special characters; many of these go behind the words by turns, as long runs of them are
/// dates and sequences by chance.
fn spread(words: usize, digits: usize, special: usize) -> Vec<usize> {
    const WORD: usize = 0;
    const DIGIT: usize = 1;
    const SPECIAL: usize = 2;
    let mut slots = Vec::new();
    let (mut digits, mut special) = (digits, special);
    for word in 0..words {
        slots.push(WORD);
        let left = words - word;
        for (list, count) in [(DIGIT, &mut digits), (SPECIAL, &mut special)] {
            let here = if left == 1 {
                *count
            } else if *count > TOGETHER {
                count.div_ceil(left)
            } else {
                0
            };
            slots.extend(std::iter::repeat_n(list, here));
            *count -= here;
        }
    }
    slots
}

/// The classes, of which each that is asked for has characters, and one has at all.
fn usable(policy: &Policy) -> Result<[usable::Class; 4], SuggestError> {
    let classes = usable::classes(policy);
    let none = classes.iter().all(|class| class.all.is_empty()).then_some(Rule::MinLength);
    match usable::impossible(&classes).or(none) {
        Some(rule) => Err(SuggestError::Conflict(rule, Rule::ForbiddenCharacter)),
        None => Ok(classes),
    }
}

/// How few and how many random characters a policy leaves room for.
pub(super) fn lengths_of_random(policy: &Policy) -> RangeInclusive<usize> {
    let counted: usize = usable::classes(policy).iter().map(|class| class.least).sum();
    counted.max(policy.min_length.into()).max(1)..=policy.max_length.into()
}

/// How few and how many characters of words with numbers and special characters a policy leaves room for.
pub(super) fn lengths_of_words(policy: &Policy) -> RangeInclusive<usize> {
    let (digits, special) = beside_words(policy);
    let least = fewest_words(policy) * SHORTEST_WORD + digits + special;
    usize::from(policy.min_length).max(least)..=policy.max_length.into()
}

/// How many numbers and special characters stand behind words: two and one where the policy asks for fewer and allows them.
fn beside_words(policy: &Policy) -> (usize, usize) {
    let [.., digit, special] = usable::classes(policy);
    let at_least = |class: &usable::Class, usual: usize| {
        if class.all.is_empty() { 0 } else { class.least.max(usual) }
    };
    (at_least(&digit, 2), at_least(&special, 1))
}

/// A word of three letters has one capital and two others.
fn fewest_words(policy: &Policy) -> usize {
    WORDS.max(usize::from(policy.lowercase).div_ceil(SHORTEST_WORD - 1)).max(policy.uppercase.into())
}

/// The most characters that are allowed, and what asks for the most of them.
fn no_room(policy: &Policy) -> SuggestError {
    let most = usable::classes(policy).into_iter().max_by_key(|class| class.least);
    let asks = most.filter(|class| class.least > WORDS).map_or(Rule::MinLength, |class| class.rule);
    SuggestError::Conflict(asks, Rule::MaxLength)
}

fn characters(all: &[char]) -> Vec<String> {
    all.iter().copied().map(String::from).collect()
}

/// The words that have no character but those that the policy allows.
fn words_of(policy: &Policy) -> Vec<String> {
    words().into_iter().filter(|word| word.chars().all(|letter| policy.allows(letter))).collect()
}

/// The words for passphrases, with a capital each.
fn words() -> Vec<String> {
    let capital = |word: &str| word.get(..1).unwrap_or("").to_ascii_uppercase() + word.get(1..).unwrap_or("");
    keyward_words::PASSPHRASE_WORDS.lines().map(capital).collect()
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
        assert!((recipe.bits() - 8.0 * 68_f64.log2()).abs() < 1e-9);
    }

    /// Of two characters with a digit and a special at least, there are twice 8 × 11, each as likely.
    #[test]
    fn what_a_policy_counts_is_evenly_drawn() {
        let policy = Policy { min_length: 2, digit: 1, special: 1, ..Policy::NIST_800_63B_4_MFA };
        let recipe = Recipe::random(&policy, Some(2)).unwrap();
        assert!((recipe.bits() - 176_f64.log2()).abs() < 1e-9, "{}", recipe.bits());
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let mut dice = seeded(2);
        for _ in 0..88_000 {
            *counts.entry(recipe.draw(&mut dice).unwrap().to_string()).or_default() += 1;
        }
        assert_eq!(counts.len(), 176);
        assert!(chi_square(counts.into_values(), 500.0) < bound(175.0));
    }

    #[test]
    fn a_test_of_evenness_can_fail() {
        let uneven = (0..68).map(|choice| if choice == 0 { 400 } else { 294 });
        assert!(chi_square(uneven, 294.0) < bound(67.0));
        let uneven = (0..68).map(|choice| if choice < 4 { 400 } else { 294 });
        assert!(chi_square(uneven, 294.0) > bound(67.0));
    }

    #[test]
    fn words_are_short_and_plain_and_nobody_minds_them() {
        let words = words();
        assert!(words.len() > 800, "{}", words.len());
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        for word in &words {
            let (first, rest) = word.split_at(1);
            assert!(first.bytes().all(|byte| byte.is_ascii_uppercase()));
            let widths = SHORTEST_WORD - 1..=LONGEST_WORD - 1;
            assert!(
                widths.contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_lowercase()),
                "{word}"
            );
        }
        let has = |word: &str| words.iter().any(|known| known == word);
        for known in ["Farm", "Tree", "Kite"] {
            assert!(has(known), "{known}");
        }
        for unsaid in [
            "Butt", "Hoe", "Cums", "Dike", "Knob", "Aids", "Kill", "Gun", "Ugly", "Slut", "Tart", "Fat",
            "Die",
        ] {
            assert!(!has(unsaid), "{unsaid}");
        }
    }

    #[test]
    fn a_recipe_fits_its_policy() {
        let slots = |recipe: &Recipe| recipe.slots(&mut seeded(3)).unwrap();
        let words = |recipe: &Recipe| slots(recipe).into_iter().filter(|slot| *slot == 0).count();
        let recipe = Recipe::words(&Policy::NHS_APPENDIX_A, None).unwrap();
        assert_eq!(slots(&recipe), [0, 0, 0, 1, 1, 2, 2]);
        let recipe = Recipe::words(&Policy::NHS_APPENDIX_A, Some(24)).unwrap();
        assert_eq!((words(&recipe), *recipe.lengths.start()), (5, 24));
        let many = Policy { uppercase: 4, lowercase: 9, digit: 3, ..Policy::NHS_APPENDIX_A };
        assert_eq!(words(&Recipe::words(&many, None).unwrap()), 5);
        // Many numbers do not stand in one run.
        let many = Policy { digit: 8, ..Policy::NHS_APPENDIX_A };
        assert_eq!(slots(&Recipe::words(&many, None).unwrap()), [0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 2, 2]);
        let short = Policy { max_length: 10, ..Policy::NHS_APPENDIX_A };
        assert_eq!(
            Recipe::words(&short, None).err(),
            Some(SuggestError::Conflict(Rule::MinLength, Rule::MaxLength))
        );
        for length in [1, 12, 257] {
            let error = Recipe::words(&Policy::NHS_APPENDIX_A, Some(length)).err();
            assert_eq!(error, Some(SuggestError::Length { shortest: 13, longest: 256 }));
        }
        let random =
            |length| Recipe::random(&Policy::NHS_APPENDIX_A, length).map(|recipe| slots(&recipe).len());
        assert_eq!(random(None), Ok(14));
        assert_eq!(random(Some(8)), Ok(8));
        for length in [7, 257] {
            assert_eq!(random(Some(length)), Err(SuggestError::Length { shortest: 8, longest: 256 }));
        }
    }
}
