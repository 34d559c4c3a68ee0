//! The word lists of a check.

use keyward_dictionary::{Dictionary, Readings, Trie};

use crate::most_used::MostUsed;

/// The word lists that come with keyward. Any of them may be missing: start from [`StandardLists::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct StandardLists<'a> {
    /// Words of the language, with the short words that excuse joins.
    pub words: Option<Dictionary<'a>>,
    /// Passwords that many use.
    pub passwords: Option<Dictionary<'a>>,
    /// The most used passwords of each length that policies ask for, where a policy fits its list to that length.
    pub most_used: Option<MostUsed<'a>>,
    /// What people make passwords of: names, places, pets and so on, each with the number of its kind ([`crate::piece_number`]).
    pub pieces: Option<Trie<'a>>,
}

impl StandardLists<'_> {
    /// No lists.
    pub const NONE: Self = Self { words: None, passwords: None, most_used: None, pieces: None };
}

/// The word lists of a check, and how a candidate is read for them: start from [`Lists::NONE`].
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// Those that come with keyward.
    pub standard: &'a StandardLists<'a>,
    /// An organisation's own lists, which count under every policy. In plain letters entries of five characters or more count
    /// wherever they are, shorter ones only as a whole segment: where no letter of the same segment touches them. With letters
    /// replaced they count as common words do, of any length, unless the policy's `leet_word` is off.
    pub own: &'a [Dictionary<'a>],
    /// An organisation's own words in any script, such as the sites and systems that its policy names. The rule `personal` looks
    /// for them as for the subjects of a context, also where the policy lets what is known of the account pass.
    pub own_words: &'a [&'a str],
    /// Which letters other characters may stand for, for words, common passwords and what is known of the account alike.
    pub readings: &'a Readings,
}

impl Lists<'_> {
    /// The most words of an organisation's own that a policy file may have: a check looks for each of them.
    pub const MOST_OWN_WORDS: usize = 256;
    /// The most bytes that they may have together.
    pub const MOST_OWN_BYTES: usize = 16 << 10;

    /// No lists.
    pub const NONE: Self =
        Self { standard: &StandardLists::NONE, own: &[], own_words: &[], readings: Readings::STANDARD };
}
