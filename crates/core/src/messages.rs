//! The words that people read: what each rule requires, what it objects to and what to do next, in English and Welsh.
//!
//! Everything here is written straight into a [`core::fmt::Write`]; no memory is asked for. The texts themselves are
//! tables, one file a language, one row a rule: [`english`] and [`welsh`]. They follow the style of GOV.UK and NHS.UK:
//! say what to do, in plain words.
//!
//! Who reads decides what is said ([`Disclosure`]): the typist may read the word that was found and where; the service
//! desk reads the name of the rule and the remedy, and nothing that tells of the password; a log gets identifiers alone.
//!
//! The Welsh follows the plural rules of the Unicode CLDR (zero, one, two, few, many, other) and the mutations that go
//! with them. It was not written by a native speaker: have one read it before it is put in front of the public.

mod english;
mod filled;
mod welsh;

use core::fmt::{Display, Formatter, Result};

use filled::{Filled, Kind};

use crate::finding::{Finding, PieceKind};
use crate::recycled::Change;
use crate::{Policy, Rule};

/// Who will see a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
#[non_exhaustive]
pub enum Disclosure {
    /// The person who types the password. The word that was found and its place may be shown.
    Private = 1,
    /// The service desk: the name of the rule and what to do, and nothing that tells of the password.
    #[default]
    Desk = 2,
    /// A log: identifiers alone, no text.
    Log = 3,
}

impl Disclosure {
    /// Every level.
    pub const ALL: &'static [Self] = &[Self::Private, Self::Desk, Self::Log];

    /// The stable identifier: `private`, `desk` or `log`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Desk => "desk",
            Self::Log => "log",
        }
    }

    /// The sentence that opens an answer: whether the password can be used. A log is searched rather than read: it is told
    /// `accepted` or `rejected`, the same in every language.
    #[must_use]
    pub const fn verdict(self, language: Language, accepted: bool) -> &'static str {
        match self {
            Self::Log if accepted => "accepted",
            Self::Log => "rejected",
            Self::Private | Self::Desk => language.verdict(accepted),
        }
    }

    /// The level with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|level| level.id() == id)
    }
}

/// A language of the messages. Whoever writes sentences of their own beside them is to be told by the compiler when one comes, so
/// that is a new major version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Language {
    /// English.
    #[default]
    English = 1,
    /// Welsh, Cymraeg.
    Welsh = 2,
}

impl Language {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::English, Self::Welsh];

    /// The ISO 639-1 code: `en` or `cy`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.id() == id)
    }

    const fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::English => &english::CATALOGUE,
            Self::Welsh => &welsh::CATALOGUE,
        }
    }

    /// The plural category of a number: its place among zero, one, two, few, many and other. English has a form of its own
    /// for none.
    #[must_use]
    pub const fn plural(self, number: usize) -> usize {
        match (self, number) {
            (_, 0) => 0,
            (_, 1) => 1,
            (Self::Welsh, 2) => 2,
            (Self::Welsh, 3) => 3,
            (Self::Welsh, 6) => 4,
            _ => 5,
        }
    }

    /// The sentence that opens an answer: whether the password can be used.
    #[must_use]
    pub const fn verdict(self, accepted: bool) -> &'static str {
        let catalogue = self.catalogue();
        if accepted { catalogue.accepted } else { catalogue.rejected }
    }
}

/// A counted noun in the forms of the categories zero, one, two, few, many, other; `#` stands for the number.
type Counted = [&'static str; 6];

/// All that is said of one rule. `{n}` is the policy's number with its noun, `{found}` the candidate's.
struct Entry {
    /// Says in the table which rule the row is of; a test holds it to its place.
    #[cfg_attr(not(test), expect(dead_code))]
    rule: Rule,
    /// The name of the rule, as a heading.
    label: &'static str,
    /// What is required, to follow a bullet point.
    requirement: &'static str,
    /// What the candidate has or is, for the typist alone.
    problem: &'static str,
    /// What to do about it; opens with an ASCII capital letter.
    remedy: &'static str,
}

/// The texts of one language.
struct Catalogue {
    entries: [Entry; Rule::COUNT],
    /// The classes of characters: capital letters, small letters, digits, special characters.
    kinds: [&'static str; 4],
    /// What is beyond ASCII.
    any_other: &'static str,
    /// The space, which cannot be seen.
    space: &'static str,
    /// Before characters that alone may be used.
    only: &'static str,
    /// Before characters of which none may be used.
    none_of: &'static str,
    /// What the rule `personal` requires where a policy asks for `own_details` alone.
    own_details: &'static str,
    /// What a rule counts.
    characters: Counted,
    capital_letters: Counted,
    small_letters: Counted,
    numbers: Counted,
    special_characters: Counted,
    letters: Counted,
    /// The last passwords, to follow "not".
    earlier: Counted,
    /// Runs, in the order of [`crate::Run`].
    runs: [&'static str; 5],
    /// Pieces of an explanation, in the order of [`PieceKind::ALL`], with `#` for what was typed.
    pieces: [&'static str; PieceKind::ALL.len()],
    /// What stands between two pieces, and between the last two.
    between_pieces: [&'static str; 2],
    /// Parts of the context, in the order of [`crate::Known`].
    known: [&'static str; 7],
    /// Changes, in the order of [`Change::ALL`].
    changes: [&'static str; Change::ALL.len()],
    /// The place of one character and of several, with `#` for each number.
    place: [&'static str; 2],
    accepted: &'static str,
    rejected: &'static str,
}

impl Catalogue {
    fn entry(&self, rule: Rule) -> &Entry {
        let [first, ..] = &self.entries;
        self.entries.get(usize::from(rule.number()) - 1).unwrap_or(first)
    }

    const fn counted(&self, rule: Rule) -> &Counted {
        match rule {
            Rule::Uppercase => &self.capital_letters,
            Rule::Lowercase => &self.small_letters,
            Rule::Digit => &self.numbers,
            Rule::Special => &self.special_characters,
            Rule::DictionaryWord | Rule::LeetWord => &self.letters,
            Rule::Reused | Rule::Recycled => &self.earlier,
            Rule::Weak | Rule::Classes | Rule::Guessable => &["#"; 6],
            _ => &self.characters,
        }
    }
}

impl Rule {
    /// The name of the rule, as a heading: `Capital letters`.
    #[must_use]
    pub fn label(self, language: Language) -> &'static str {
        language.catalogue().entry(self).label
    }

    /// What the rule requires, to follow a bullet point: `at least 2 numbers`.
    ///
    /// ```
    /// use keyward_core::{Language, Policy, Rule};
    /// let requirement = Rule::Digit.requirement(&Policy::NHS_APPENDIX_A, Language::English);
    /// assert_eq!(requirement.to_string(), "at least 2 numbers");
    /// let requirement = Rule::Digit.requirement(&Policy::NHS_APPENDIX_A, Language::Welsh);
    /// assert_eq!(requirement.to_string(), "o leiaf 2 rif");
    /// ```
    #[must_use]
    pub fn requirement(self, policy: &Policy, language: Language) -> impl Display + '_ {
        Filled { rule: self, policy, language, finding: None, candidate: "", kind: Kind::Requirement }
    }

    /// What to do about a finding of the rule: `Use at least 2 numbers.`
    #[must_use]
    pub fn remedy(self, policy: &Policy, language: Language) -> impl Display + '_ {
        Filled { rule: self, policy, language, finding: None, candidate: "", kind: Kind::Remedy }
    }
}

impl<'a> Finding<'a> {
    /// What to tell the reader of a level in a language. At [`Disclosure::Log`] it is the rule's identifier.
    ///
    /// ```
    /// use keyward_core::{Context, Disclosure, Language, Lists, Policy, Rule, check};
    /// let policy = Policy::NHS_APPENDIX_A;
    /// let report = check("Wq7#Nv!p", &Context::default(), &policy, &Lists::NONE);
    /// let finding = report.finding(Rule::Digit).unwrap();
    /// let message = |disclosure| finding.message(&policy, disclosure, Language::English).to_string();
    /// assert_eq!(message(Disclosure::Private), "Your password has 1 number. Use at least 2 numbers.");
    /// assert_eq!(message(Disclosure::Desk), "Numbers: use at least 2 numbers.");
    /// assert_eq!(message(Disclosure::Log), "digit");
    /// ```
    #[must_use]
    pub const fn message(
        &self,
        policy: &'a Policy,
        disclosure: Disclosure,
        language: Language,
    ) -> Message<'a> {
        Message { finding: *self, policy, disclosure, language, candidate: "" }
    }
}

/// What to tell of one finding; write it out with [`Display`].
#[derive(Clone, Copy)]
pub struct Message<'a> {
    finding: Finding<'a>,
    policy: &'a Policy,
    disclosure: Disclosure,
    language: Language,
    candidate: &'a str,
}

impl<'a> Message<'a> {
    /// Adds the place of the finding in the candidate, counted in characters. Only the typist is told.
    ///
    /// ```
    /// use keyward_core::{Detail, Disclosure, Finding, Language, Policy, Rule, Span};
    /// let span = Some(Span { start: 1, end: 6 });
    /// let finding = Finding { rule: Rule::DictionaryWord, span, detail: Detail::Word("sword") };
    /// let message = finding.message(&Policy::NHS_APPENDIX_A, Disclosure::Private, Language::English);
    /// assert!(message.within("1sword!").to_string().starts_with(
    ///     "Your password has the word ‘sword’ (characters 2 to 6)."
    /// ));
    /// ```
    #[must_use]
    pub const fn within(self, candidate: &'a str) -> Self {
        Self { candidate, ..self }
    }

    fn text(&self, kind: Kind) -> Filled<'a> {
        let &Self { finding, policy, language, candidate, .. } = self;
        Filled { rule: finding.rule, policy, language, finding: Some(finding), candidate, kind }
    }
}

impl Display for Message<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let rule = self.finding.rule;
        if self.disclosure == Disclosure::Log {
            return formatter.write_str(rule.id());
        }
        let problem = self.text(Kind::Problem);
        if self.disclosure == Disclosure::Private && problem.can_be_said() {
            problem.write(formatter)?;
            formatter.write_str(" ")?;
            return self.text(Kind::Remedy).write(formatter);
        }
        formatter.write_str(rule.label(self.language))?;
        formatter.write_str(": ")?;
        self.text(Kind::RemedyAfterHeading).write(formatter)
    }
}

impl core::fmt::Debug for Message<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        write!(formatter, "Message({})", self.finding.rule.id())
    }
}

#[cfg(test)]
mod tests;
