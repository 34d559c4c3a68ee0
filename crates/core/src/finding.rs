//! A finding is one rule's objection: where in the candidate, and what it saw.

use core::fmt;
use core::ops::Range;

use crate::recycled::Change;
use crate::rule::{Rule, Severity};

/// A part of the candidate, in UTF-8 bytes; always on character boundaries and inside the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The same place as a range, to index the candidate with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The same place counted in UTF-16 units, as JavaScript, Java and .NET count.
    ///
    /// ```
    /// use keyward_core::Span;
    /// let span = Span { start: 4, end: 9 };
    /// assert_eq!(&"😀sword"[span.range()], "sword");
    /// assert_eq!(span.in_utf16("😀sword"), Span { start: 2, end: 7 });
    /// assert_eq!(span.in_characters("😀sword"), Span { start: 1, end: 6 });
    /// ```
    #[must_use]
    pub fn in_utf16(self, candidate: &str) -> Self {
        self.counted(candidate, |part| part.encode_utf16().count())
    }

    /// The same place counted in characters (Unicode scalar values), as Python counts.
    #[must_use]
    pub fn in_characters(self, candidate: &str) -> Self {
        self.counted(candidate, |part| part.chars().count())
    }

    fn counted(self, candidate: &str, count: impl Fn(&str) -> usize) -> Self {
        let units = |end: usize| candidate.get(..end).map_or(0, &count);
        Self { start: units(self.start), end: units(self.end) }
    }
}

/// What kind of run the rule `sequence` saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Run {
    /// Along the alphabet, `abcd`.
    Alphabet,
    /// Along the digits, `4321`.
    Digits,
    /// Along a row or a column of the keyboard, `qwer` or `1qaz`.
    Keyboard,
    /// One character again and again, `aaaa`.
    Repeat,
    /// The whole candidate is one block repeated, `aZ3!aZ3!`.
    Block,
}

impl Run {
    /// The stable name: `alphabet`, `digits`, `keyboard`, `repeat` or `block`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Alphabet => "alphabet",
            Self::Digits => "digits",
            Self::Keyboard => "keyboard",
            Self::Repeat => "repeat",
            Self::Block => "block",
        }
    }
}

/// Which part of the context the rule `personal` saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Known {
    /// The user name.
    Username,
    /// A name of the account's owner.
    Name,
    /// The email address.
    Email,
    /// The telephone number.
    Phone,
    /// The date of birth.
    DateOfBirth,
    /// A relative, a pet, a team or the like.
    Related,
    /// A system, project or subject term.
    Subject,
}

impl Known {
    /// The stable name, in snake case: `date_of_birth`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Username => "username",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::DateOfBirth => "date_of_birth",
            Self::Related => "related",
            Self::Subject => "subject",
        }
    }
}

/// What a piece of an explanation is: how somebody who guesses would come to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PieceKind {
    /// Characters that nothing explains.
    Other,
    /// A dictionary word.
    Word,
    /// A password that many people use.
    Password,
    /// A given name or a surname.
    Name,
    /// A place.
    Place,
    /// A team.
    Team,
    /// The name of a pet, or an animal.
    Pet,
    /// A brand.
    Brand,
    /// A system, a term or an organisation of the NHS.
    Nhs,
    /// A Welsh word.
    Welsh,
    /// A month, a weekday, a season or a feast.
    Calendar,
    /// Something that the context knows of the account's owner, or a word of the organisation's own.
    Known,
    /// A year.
    Year,
    /// A date in numbers.
    Date,
    /// A number.
    Number,
    /// Characters that follow one another, or one again and again.
    Run,
    /// Keys beside each other.
    Walk,
    /// What stands before, again.
    Repeat,
    /// What stands before, backwards.
    Mirror,
}

impl PieceKind {
    /// Every kind, in the order of the messages.
    pub const ALL: [Self; 19] = [
        Self::Other,
        Self::Word,
        Self::Password,
        Self::Name,
        Self::Place,
        Self::Team,
        Self::Pet,
        Self::Brand,
        Self::Nhs,
        Self::Welsh,
        Self::Calendar,
        Self::Known,
        Self::Year,
        Self::Date,
        Self::Number,
        Self::Run,
        Self::Walk,
        Self::Repeat,
        Self::Mirror,
    ];

    /// The stable name.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Other => "other",
            Self::Word => "word",
            Self::Password => "password",
            Self::Name => "name",
            Self::Place => "place",
            Self::Team => "team",
            Self::Pet => "pet",
            Self::Brand => "brand",
            Self::Nhs => "nhs",
            Self::Welsh => "welsh",
            Self::Calendar => "calendar",
            Self::Known => "known",
            Self::Year => "year",
            Self::Date => "date",
            Self::Number => "number",
            Self::Run => "run",
            Self::Walk => "walk",
            Self::Repeat => "repeat",
            Self::Mirror => "mirror",
        }
    }
}

/// A piece of an explanation: what it is, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    start: u16,
    end: u16,
}

impl Piece {
    pub(crate) const NONE: Self = Self { kind: PieceKind::Other, start: 0, end: 0 };

    /// A piece in some place of a candidate, which has 65,535 bytes at most.
    #[must_use]
    pub fn new(kind: PieceKind, span: Span) -> Self {
        let number = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        Self { kind, start: number(span.start), end: number(span.end) }
    }

    /// Where it is, always in UTF-8 bytes.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { start: self.start.into(), end: self.end.into() }
    }
}

/// What a rule saw, beyond that it objects. A word is folded to a–z, digits and symbols, and never shown by `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail<'a> {
    /// Nothing more to say.
    Plain,
    /// A count that is too low (or, for `max_length`, too high).
    Count {
        /// What the candidate has.
        found: usize,
        /// What the policy asks for.
        required: usize,
    },
    /// A word of a list, as it was read in the candidate.
    Word(&'a str),
    /// A run.
    Run(Run),
    /// Something that the context knows.
    Known(Known, &'a str),
    /// Which earlier password or other account it equals, counted from 0.
    Earlier {
        /// The place in the list that was given.
        entry: usize,
        /// What was changed; none if the two are equal.
        change: Option<Change>,
    },
    /// How it is explained most cheaply.
    Pieces {
        /// The pieces in their order, which are the whole candidate.
        pieces: &'a [Piece],
        /// What the candidate begins with, as far as it is kept.
        text: &'a str,
    },
}

impl fmt::Debug for Detail<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => formatter.write_str("Plain"),
            Self::Count { found, required } => write!(formatter, "Count({found} of {required})"),
            Self::Word(_) => formatter.write_str("Word(…)"),
            Self::Run(run) => write!(formatter, "Run({run:?})"),
            Self::Known(known, _) => write!(formatter, "Known({known:?}, …)"),
            Self::Earlier { entry, change } => write!(formatter, "Earlier({entry}, {change:?})"),
            Self::Pieces { pieces, .. } => write!(formatter, "Pieces({})", pieces.len()),
        }
    }
}

/// One rule's objection. It is small and borrows its word from the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// The rule that objects.
    pub rule: Rule,
    /// Where in the candidate, if it is about one place.
    pub span: Option<Span>,
    /// What it saw.
    pub detail: Detail<'a>,
}

impl<'a> Finding<'a> {
    /// Whether this finding breaks the policy.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The word read in the candidate, for the typist's eyes only. It is ASCII unless the context knows it in another script, or it
    /// is a character that the policy does not allow.
    #[must_use]
    pub const fn word(&self) -> Option<&'a str> {
        match self.detail {
            Detail::Word(word) | Detail::Known(_, word) => Some(word),
            _ => None,
        }
    }
}
