//! Which of the entries that are found in a candidate count as words, and which are excused.
//!
//! Three short words joined make a good password (WE-G1), but where two of them meet they often spell a longer one:
//! `JobsTart`. So a match across a *seam* (a lower-case letter, then an upper-case one) is excused if all that it touches are
//! whole short words. And `Tree5` is a short word with a digit, not a way to write `trees`.

use core::ops::{ControlFlow, Range};

use zeroize::Zeroize;

use crate::{Policy, Rule};
use keyward_dictionary::Readings;
use keyward_dictionary::{Dictionary, MAX_ENTRY, Match, PREFIX, REAL_LETTERS, Tier};

/// The word lists of a check. Any of them may be missing: start from [`Lists::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// Words of the language, with the short words that excuse joins.
    pub words: Option<Dictionary<'a>>,
    /// Passwords that many use.
    pub passwords: Option<Dictionary<'a>>,
    /// Names.
    pub names: Option<Dictionary<'a>>,
    /// An organisation's own lists, which count under every policy. In plain letters entries of five characters or more count
    /// wherever they are, shorter ones only as a whole segment: where no letter of the same segment touches them. With letters
    /// replaced they count as common words do, of any length, unless the policy's `leet_word` is off.
    pub own: &'a [Dictionary<'a>],
    /// An organisation's own words in any script, such as the sites and systems that its policy names. The rule `personal` looks
    /// for them as for the subjects of a context, also where the policy lets what is known of the account pass.
    pub own_words: &'a [&'a str],
}

/// An entry that counts, and the list it is from.
#[derive(Clone, Copy)]
pub(crate) struct Found<'a> {
    /// Where it is.
    pub(crate) place: Match,
    dictionary: &'a Dictionary<'a>,
}

impl Found<'_> {
    /// The entry, in lower case. It is a part of the candidate: do not print it where the candidate may not be printed.
    pub(crate) fn spelling<'r>(
        &self,
        folded: &[u8],
        readings: &Readings,
        room: &'r mut [u8; MAX_ENTRY],
    ) -> &'r str {
        self.dictionary.spelling(folded, readings, &self.place, room)
    }
}

/// The words of a candidate that explain most.
#[derive(Clone, Copy, Default)]
pub(crate) struct Words<'a> {
    /// The longest in plain letters.
    pub(crate) plain: Option<Found<'a>>,
    /// The longest that has letters replaced.
    pub(crate) leet: Option<Found<'a>>,
}

impl Lists<'_> {
    /// No lists.
    pub const NONE: Self = Self { words: None, passwords: None, names: None, own: &[], own_words: &[] };

    /// Looks for words of the language and of the organisation, in plain letters and in every reading, at one go. The policy
    /// says how many letters a word of the language must have. Those of the organisation always count, in plain letters
    /// wherever they are, and in other readings unless `leet_word` is off.
    pub(crate) fn words(&self, folded: &[u8], policy: &Policy) -> Words<'_> {
        let mut words = Words::default();
        if let Some(dictionary) = &self.words
            && (policy.applies(Rule::DictionaryWord) || policy.applies(Rule::LeetWord))
        {
            let shortest = [policy.dictionary_word, policy.leet_word];
            self.look_for_words(dictionary, folded, &policy.readings, shortest, &mut words);
        }
        for dictionary in self.own {
            self.look_for_own_words(dictionary, folded, policy, &mut words);
        }
        words
    }

    /// Looks for words of the language with so many letters or more, in plain letters and with letters replaced; none with 0.
    fn look_for_words<'l>(
        &'l self,
        dictionary: &'l Dictionary<'l>,
        folded: &[u8],
        readings: &Readings,
        [plain, leet]: [u8; 2],
        words: &mut Words<'l>,
    ) {
        let _ = dictionary.visit(folded, readings, None, &mut |place, _| {
            let (best, shortest) =
                if place.replaced { (&mut words.leet, leet) } else { (&mut words.plain, plain) };
            if shortest > 0
                && is_longer(place, *best)
                && self.counts(folded, readings, dictionary, place, shortest.into())
            {
                *best = Some(Found { place, dictionary });
            }
            ControlFlow::Continue(())
        });
    }

    /// Looks for words of the organisation.
    fn look_for_own_words<'l>(
        &'l self,
        dictionary: &'l Dictionary<'l>,
        folded: &[u8],
        policy: &Policy,
        words: &mut Words<'l>,
    ) {
        let readings = &policy.readings;
        let disguised =
            |place| policy.applies(Rule::LeetWord) && self.counts(folded, readings, dictionary, place, 0);
        let _ = dictionary.visit(folded, readings, None, &mut |place, _| {
            let best = if place.replaced { &mut words.leet } else { &mut words.plain };
            if is_longer(place, *best) && (!place.replaced || disguised(place)) {
                *best = Some(Found { place, dictionary });
            }
            ControlFlow::Continue(())
        });
        if let Some(place) = short_match(dictionary, folded)
            && is_longer(place, words.plain)
        {
            words.plain = Some(Found { place, dictionary });
        }
    }

    /// The longest common password in the candidate, in any reading.
    pub(crate) fn common_password(&self, folded: &[u8], readings: &Readings) -> Option<Found<'_>> {
        let dictionary = self.passwords.as_ref()?;
        let counts = |place: &Match| {
            !self.is_marked_join(folded, *place)
                && !self.is_short_with_number(folded, *place)
                && (!place.replaced
                    || has_real_letters(folded, *place, place.tier)
                        && (place.tier == Tier::Common || !self.is_short_with_symbol(folded, place.range())))
        };
        let place = dictionary.longest_match(folded, readings, counts)?;
        Some(Found { place, dictionary })
    }

    /// The longest name in the candidate, in plain letters.
    pub(crate) fn name(&self, folded: &[u8]) -> Option<Found<'_>> {
        let dictionary = self.names.as_ref()?;
        let place = dictionary
            .longest_match(folded, &Readings::PLAIN, |place| !self.is_marked_join(folded, *place))?;
        Some(Found { place, dictionary })
    }

    /// Whether a match counts as a word of so many letters.
    fn counts(
        &self,
        folded: &[u8],
        readings: &Readings,
        dictionary: &Dictionary<'_>,
        place: Match,
        shortest: usize,
    ) -> bool {
        if place.replaced && (place.tier != Tier::Common || !has_real_letters(folded, place, Tier::Common))
            || self.is_marked_join(folded, place)
        {
            return false;
        }
        if !place.replaced {
            return place.len() >= shortest;
        }
        let beside_symbol = self.is_short_with_symbol(folded, place.range());
        if !beside_symbol && shortest <= PREFIX {
            return true;
        }
        let mut room = [0; MAX_ENTRY];
        let word = dictionary.spelling(folded, readings, &place, &mut room).as_bytes();
        let much_used = || self.passwords.is_some_and(|passwords| passwords.tier(word) == Some(Tier::Common));
        let counts = word.len() >= shortest && (!beside_symbol || much_used());
        room.zeroize();
        counts
    }

    /// Whether a match goes across a seam, and all it touches are whole short words, but it is not made of whole segments.
    fn is_marked_join(&self, folded: &[u8], place: Match) -> bool {
        (place.start + 1..place.end).any(|index| has_seam(folded, place.start, index))
            && !(is_edge(folded, place.start) && is_edge(folded, place.end))
            && self.touches_short_words_alone(folded, place.range())
    }

    /// Whether a match is a short word and a symbol, or needs symbols at its ends while all else that it touches are whole
    /// short words: `Tree5`, `Coup73`, and `$Mite`.
    fn is_short_with_symbol(&self, folded: &[u8], place: Range<usize>) -> bool {
        self.is_short_and_symbol(folded, place.clone()) || self.is_short_beside_symbols(folded, place)
    }

    /// Whether a match needs symbols at its ends while all else that it touches are whole short words: `Coup73`, and `$Mite`,
    /// whose capital says where the word begins. Before a small letter a symbol stands for a letter: `5tart`, `Pat1en7`.
    fn is_short_beside_symbols(&self, folded: &[u8], place: Range<usize>) -> bool {
        let matched = folded.get(place.clone()).unwrap_or_default();
        let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
        let before = matched.iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
        let inner = matched.get(before..).unwrap_or_default();
        let begins =
            matches!(inner, [first, second, ..] if first.is_ascii_uppercase() && second.is_ascii_lowercase());
        let goes_on =
            |pair: &[u8]| !is_letter(pair.first()) && pair.last().is_some_and(u8::is_ascii_lowercase);
        (if before > 0 { begins } else { !is_letter(matched.last()) })
            && !inner.windows(2).any(goes_on)
            && self.touches_short_words_alone(folded, place)
    }

    /// Whether a match is a short word and a symbol: `Tree5`.
    pub(crate) fn is_short_and_symbol(&self, folded: &[u8], place: Range<usize>) -> bool {
        let matched = folded.get(place).unwrap_or_default();
        matched.split_last().is_some_and(|(_, word)| self.is_short_word(word))
    }

    /// Whether a match is a part of short words and of the symbols beside them: `ell4` in `Bell49`.
    pub(crate) fn is_in_short_words(&self, folded: &[u8], place: Range<usize>) -> bool {
        let whole = is_edge(folded, place.start) && is_edge(folded, place.end);
        !whole && self.is_short_beside_symbols(folded, place)
    }

    /// Whether each segment that a match touches is a whole short word.
    fn touches_short_words_alone(&self, folded: &[u8], place: Range<usize>) -> bool {
        let start = (0..=place.start).rev().find(|index| is_edge(folded, *index)).unwrap_or(0);
        let end = (place.end..folded.len()).find(|index| is_edge(folded, *index)).unwrap_or(folded.len());
        let mut from = start;
        while from < end {
            let to = (from + 1..end).find(|index| is_edge(folded, *index)).unwrap_or(end);
            let segment = folded.get(from..to).unwrap_or_default();
            if segment.first().is_some_and(u8::is_ascii_alphabetic) && !self.is_short_word(segment) {
                return false;
            }
            from = to;
        }
        true
    }

    /// Whether a match is a whole short word and a number, with other letters around it: `Blue12` is a common password, but
    /// `Blue12!!xQ` is not built on it.
    fn is_short_with_number(&self, folded: &[u8], place: Match) -> bool {
        let matched = folded.get(place.start..place.end).unwrap_or_default();
        let letters = matched.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, number) = matched.split_at_checked(letters).unwrap_or_default();
        let others = folded.get(..place.start).into_iter().chain(folded.get(place.end..)).flatten();
        !number.is_empty()
            && number.iter().all(u8::is_ascii_digit)
            && is_edge(folded, place.start)
            && self.is_short_word(word)
            && others.into_iter().any(u8::is_ascii_alphabetic)
    }

    fn is_short_word(&self, segment: &[u8]) -> bool {
        segment.len() < 5 && self.words.is_some_and(|words| words.tier(segment).is_some())
    }
}

/// Whether enough of an entry's letters are really there: two; one more if capitals stand in the middle, as they do in
/// random letters, and one more if few people use the password.
fn has_real_letters(folded: &[u8], place: Match, tier: Tier) -> bool {
    let crosses_seam = (place.start + 1..place.end).any(|index| has_seam(folded, place.start, index));
    place.letters >= REAL_LETTERS + usize::from(crosses_seam) + usize::from(tier != Tier::Common)
}

fn is_longer(place: Match, best: Option<Found<'_>>) -> bool {
    best.is_none_or(|best| best.place.len() < place.len())
}

/// Whether a segment begins or ends at `index`: at a seam, or where letters and others meet.
fn is_edge(folded: &[u8], index: usize) -> bool {
    let (Some(before), Some(after)) =
        (index.checked_sub(1).and_then(|index| folded.get(index)), folded.get(index))
    else {
        return true;
    };
    !(before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
        || before.is_ascii_lowercase() && after.is_ascii_uppercase()
}

/// Whether an upper-case letter at `index` follows, directly or after symbols, on a lower-case one at `start` or later.
fn has_seam(folded: &[u8], start: usize, index: usize) -> bool {
    folded.get(index).is_some_and(u8::is_ascii_uppercase)
        && folded
            .get(start..index)
            .and_then(|before| before.iter().rev().find(|byte| byte.is_ascii_alphabetic()))
            .is_some_and(u8::is_ascii_lowercase)
}

/// The first entry of fewer than five characters that no letter of the same segment touches, nor, where it begins or ends
/// with a digit, another digit.
fn short_match(dictionary: &Dictionary<'_>, folded: &[u8]) -> Option<Match> {
    let is_free = |index: usize| {
        is_edge(folded, index)
            && !folded
                .get(index.wrapping_sub(1)..=index)
                .is_some_and(|beside| beside.iter().all(u8::is_ascii_digit))
    };
    let matched = |start: usize, end: usize| {
        let entry = folded.get(start..end)?;
        let tier = dictionary.tier(entry)?;
        let letters = entry.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        Some(Match { start, end, letters, replaced: false, tier })
    };
    (0..folded.len()).filter(|start| is_free(*start)).find_map(|start| {
        let mut ends = (start + 1..start + PREFIX).rev().filter(|end| is_free(*end));
        ends.find_map(|end| matched(start, end))
    })
}
