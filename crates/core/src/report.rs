//! A report holds every finding of one check: which rule objects, where, and what it saw. It is numbers and places; the
//! words that people read are made from it at the edge.

use core::ops::Range;

use zeroize::Zeroize;

use crate::Policy;
use crate::recycled::Change;
use crate::rule::{Rule, Severity};

/// A part of the candidate, in UTF-8 bytes; always on character boundaries and inside the candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    #[must_use]
    pub fn in_utf16(self, candidate: &str) -> Self {
        let units = |end: usize| candidate.get(..end).map_or(0, |part| part.encode_utf16().count());
        Self { start: units(self.start), end: units(self.end) }
    }
}

/// The word that a rule read in the candidate, folded to a–z and digits. Wiped on drop, never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Word {
    letters: [u8; Self::MAX],
    len: u8,
}

impl Word {
    /// The longest word that is kept whole; a longer one is kept to this length.
    pub const MAX: usize = 31;

    /// No word.
    pub const NONE: Self = Self { letters: [0; Self::MAX], len: 0 };

    /// Keeps a word of ASCII letters, digits and symbols, in lower case.
    #[must_use]
    pub fn new(letters: &[u8]) -> Self {
        let mut word = Self::NONE;
        for (place, &letter) in word.letters.iter_mut().zip(letters) {
            *place = if letter.is_ascii_graphic() { letter.to_ascii_lowercase() } else { b'?' };
            word.len += 1;
        }
        word
    }

    /// The word as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.letters
            .get(..usize::from(self.len))
            .and_then(|letters| core::str::from_utf8(letters).ok())
            .unwrap_or("")
    }
}

impl Drop for Word {
    fn drop(&mut self) {
        if self.len > 0 {
            self.letters.zeroize();
        }
    }
}

impl core::fmt::Debug for Word {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("Word(…)")
    }
}

/// What kind of run the rule `sequence` saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Which part of the context the rule `personal` saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a rule saw, beyond that it objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Nothing more to say.
    Plain,
    /// A count that is too low (or, for `max_length`, too high).
    Count {
        /// What the candidate has.
        found: usize,
        /// What the policy asks for.
        required: usize,
    },
    /// A word of a list.
    Word(Word),
    /// A run.
    Run(Run),
    /// Something that the context knows.
    Known(Known, Word),
    /// Which earlier password or other account it equals, counted from 0.
    Earlier {
        /// The place in the list that was given.
        entry: usize,
        /// What was changed; none if the two are equal.
        change: Option<Change>,
    },
}

/// One rule's objection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that objects.
    pub rule: Rule,
    /// Where in the candidate, if it is about one place.
    pub span: Option<Span>,
    /// What it saw.
    pub detail: Detail,
}

impl Finding {
    /// Whether this finding breaks the policy.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The word read in the candidate, for the typist's eyes only.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.detail {
            Detail::Word(word) | Detail::Known(_, word) => Some(word.as_str()),
            _ => None,
        }
    }
}

/// One line of a checklist; its words are [`Rule::requirement`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The rule.
    pub rule: Rule,
    /// Whether the candidate keeps it.
    pub met: bool,
}

/// Every finding of one check, at most one a rule, in the order of [`Rule::ALL`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    findings: [Option<Finding>; Rule::COUNT],
}

impl Report {
    /// Whether the candidate may be used: no finding is a violation.
    #[must_use]
    pub fn accepted(&self) -> bool {
        self.findings().all(|finding| finding.severity() != Severity::Violation)
    }

    /// The findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> + Clone {
        self.findings.iter().flatten()
    }

    /// What one rule found.
    #[must_use]
    pub fn finding(&self, rule: Rule) -> Option<&Finding> {
        self.findings.get(usize::from(rule.number()) - 1).and_then(Option::as_ref)
    }

    /// The checklist to show beside a password field: a line for each rule of the policy that is worth one, and for each
    /// other rule that objects. Nothing counts as met in a candidate that is too long to be judged.
    ///
    /// ```
    /// use keyward_core::{Context, Lists, Policy, Rule, check};
    /// let policy = Policy::NHS_APPENDIX_A;
    /// let report = check("Wq7#Nv!p", &Context::default(), &policy, &Lists::NONE);
    /// let unmet: Vec<_> = report.requirements(&policy).filter(|line| !line.met).map(|line| line.rule).collect();
    /// assert_eq!(unmet, [Rule::Digit]);
    /// ```
    pub fn requirements<'a>(&'a self, policy: &'a Policy) -> impl Iterator<Item = Requirement> + Clone + 'a {
        let judged = self.finding(Rule::MaxLength).is_none();
        Rule::ALL.into_iter().filter_map(move |rule| {
            let objects = self.finding(rule).is_some();
            let listed = objects || policy.applies(rule) && rule.is_in_checklist();
            listed.then_some(Requirement { rule, met: judged && !objects })
        })
    }

    /// Adds a finding; a second one of the same rule takes the place of the first.
    pub fn add(&mut self, finding: Finding) {
        if let Some(place) = self.findings.get_mut(usize::from(finding.rule.number()) - 1) {
            *place = Some(finding);
        }
    }

    /// Adds what a rule finds, if it is on.
    #[inline]
    pub(crate) fn ask(&mut self, on: bool, rule: impl FnOnce() -> Option<Finding>) {
        if on && let Some(finding) = rule() {
            self.add(finding);
        }
    }
}
