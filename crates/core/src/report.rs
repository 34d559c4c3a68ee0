//! A report holds every finding of one check. It is numbers and places; the words that people read are made from it at the
//! edge.

use core::fmt;

use zeroize::Zeroize;

use crate::finding::{Detail, Finding, Known, Piece, PieceKind, Run, Span};
use crate::recycled::Change;
use crate::{Policy, Rule, Severity};

/// One line of a checklist; its words are [`Rule::requirement`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirement {
    /// The rule.
    pub rule: Rule,
    /// Whether the candidate keeps it.
    pub met: bool,
}

/// Every finding of one check, at most one a rule, in the order of [`Rule::ALL`].
///
/// It is small, so that it costs little to make and nothing to leave: a bit and a few numbers for each rule, and one place
/// for the words that were read in the candidate, which is wiped on drop.
#[derive(Clone)]
pub struct Report {
    /// The rules that object: the bit of each one's number.
    objecting: u32,
    /// About no place if the start is behind the end.
    places: [[u16; 2]; Rule::COUNT],
    details: [StoredDetail; Rule::COUNT],
    words: WordStore,
    /// The last pieces of the explanation, from back to front, and how many there are.
    pieces: [Piece; Self::MOST_PIECES],
    piece_count: u8,
    /// How many whole bits it costs.
    bits: u16,
}

impl Report {
    /// No findings.
    pub const EMPTY: Self = Self {
        objecting: 0,
        places: [[0; 2]; Rule::COUNT],
        details: [StoredDetail::Plain; Rule::COUNT],
        words: WordStore { letters: [[0; WordStore::LONGEST]; WordStore::MOST], used: 0 },
        pieces: [Piece::NONE; Self::MOST_PIECES],
        piece_count: 0,
        bits: 0,
    };

    /// So many pieces of an explanation are kept; what is left at the front is one more.
    const MOST_PIECES: usize = 7;

    /// Where the rule `guessable` objects, how many bits the cheapest explanation of the candidate costs ([`bits`](crate::bits)).
    #[must_use]
    pub const fn bits(&self) -> Option<u16> {
        if self.objects(Rule::Guessable) { Some(self.bits) } else { None }
    }

    /// Whether the candidate may be used: no finding is a violation.
    #[must_use]
    pub const fn accepted(&self) -> bool {
        self.objecting & VIOLATIONS == 0
    }

    /// The findings.
    ///
    /// ```
    /// use keyward_core::{Context, Lists, Policy, check};
    /// let report = check("Wq7Nv", &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
    /// let rules: Vec<_> = report.findings().map(|finding| finding.rule.id()).collect();
    /// assert_eq!(rules, ["min_length", "digit", "special"]);
    /// ```
    pub fn findings(&self) -> impl Iterator<Item = Finding<'_>> + Clone {
        Rule::ALL.iter().copied().filter_map(|rule| self.finding(rule))
    }

    /// What one rule found.
    #[must_use]
    pub fn finding(&self, rule: Rule) -> Option<Finding<'_>> {
        if !self.objects(rule) {
            return None;
        }
        let index = usize::from(rule.number()) - 1;
        let &[start, end] = self.places.get(index)?;
        let span = (start <= end).then(|| Span { start: start.into(), end: end.into() });
        let detail = match *self.details.get(index)? {
            StoredDetail::Plain => Detail::Plain,
            StoredDetail::Count { found, required } => {
                Detail::Count { found: found as usize, required: required.into() }
            }
            StoredDetail::Word(letters) => Detail::Word(self.words.get(letters)),
            StoredDetail::Run(run) => Detail::Run(run),
            StoredDetail::Known(known, letters) => Detail::Known(known, self.words.get(letters)),
            StoredDetail::Earlier { entry, change } => Detail::Earlier { entry: entry as usize, change },
            StoredDetail::Pieces(letters) => Detail::Pieces {
                pieces: self.pieces.get(..self.piece_count.into())?,
                text: self.words.get(letters),
            },
        };
        Some(Finding { rule, span, detail })
    }

    /// Whether a rule objects.
    ///
    /// ```
    /// use keyward_core::{Context, Lists, Policy, Rule, check};
    /// let report = check("Wq7#Nv!p", &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
    /// assert!(report.objects(Rule::Digit) && !report.objects(Rule::Special));
    /// ```
    #[must_use]
    pub const fn objects(&self, rule: Rule) -> bool {
        self.objecting >> rule.number() & 1 == 1
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
        let judged = !self.objects(Rule::MaxLength);
        Rule::ALL.iter().copied().filter_map(move |rule| {
            let objects = self.objects(rule);
            let listed = objects || policy.applies(rule) && rule.is_in_checklist();
            listed.then_some(Requirement { rule, met: judged && !objects })
        })
    }

    /// Takes all findings out, so that the report is as if it were new.
    pub(crate) fn clear(&mut self) {
        self.objecting = 0;
        self.piece_count = 0;
        self.words.wipe();
    }

    pub(crate) fn set_bits(&mut self, bits: u16) {
        self.bits = bits;
    }

    /// Adds a finding; a second one of the same rule takes the place of the first. Of a word the first 31 letters are kept, of
    /// a number as much as 32 bits hold (16 for what is required, and for places). There is room for the words of six rules.
    pub fn add(&mut self, finding: Finding<'_>) {
        let Finding { rule, span, detail } = finding;
        let stored = match detail {
            Detail::Plain => StoredDetail::Plain,
            Detail::Count { found, required } => StoredDetail::Count {
                found: small(found),
                required: u16::try_from(required).unwrap_or(u16::MAX),
            },
            Detail::Word(word) if word.is_ascii() => StoredDetail::Word(self.keep(rule, word.as_bytes())),
            Detail::Word(word) => StoredDetail::Word(self.words.keep_text(self.slot(rule), word)),
            Detail::Run(run) => StoredDetail::Run(run),
            Detail::Known(known, word) => StoredDetail::Known(known, self.keep(rule, word.as_bytes())),
            Detail::Earlier { entry, change } => StoredDetail::Earlier { entry: small(entry), change },
            Detail::Pieces { pieces, text } => {
                self.keep_pieces(pieces.iter().rev().copied());
                StoredDetail::Pieces(self.words.keep_text(self.slot(rule), text))
            }
        };
        self.put(rule, span, stored);
    }

    /// Adds a finding of the pieces of a text, told from back to front.
    pub(crate) fn add_pieces(&mut self, rule: Rule, text: &str, pieces: impl Iterator<Item = Piece>) {
        self.keep_pieces(pieces);
        let kept = self.words.keep_text(self.slot(rule), text);
        self.put(rule, Some(Span { start: 0, end: text.len() }), StoredDetail::Pieces(kept));
    }

    /// Keeps the last pieces, in their order; those before them are told as one that nothing explains.
    fn keep_pieces(&mut self, mut pieces: impl Iterator<Item = Piece>) {
        self.piece_count = 0;
        for (room, piece) in self.pieces.iter_mut().zip(&mut pieces) {
            *room = piece;
            self.piece_count += 1;
        }
        if let Some(first) = pieces.last()
            && let Some(room) = self.pieces.last_mut()
        {
            let span = Span { start: first.span().start, end: room.span().end };
            *room = Piece::new(PieceKind::Other, span);
        }
        if let Some(used) = self.pieces.get_mut(..self.piece_count.into()) {
            used.reverse();
        }
    }

    /// Adds a finding of a word, straight from the letters that were read.
    pub(crate) fn add_word(&mut self, rule: Rule, span: Span, letters: &[u8]) {
        let stored = StoredDetail::Word(self.keep(rule, letters));
        self.put(rule, Some(span), stored);
    }

    /// Adds a finding of something that the context knows.
    pub(crate) fn add_known(&mut self, rule: Rule, span: Span, known: Known, letters: &[u8]) {
        let stored = StoredDetail::Known(known, self.keep(rule, letters));
        self.put(rule, Some(span), stored);
    }

    /// The same in a script that is not read as Latin letters.
    pub(crate) fn add_known_text(&mut self, rule: Rule, span: Span, known: Known, text: &str) {
        let stored = StoredDetail::Known(known, self.words.keep_text(self.slot(rule), text));
        self.put(rule, Some(span), stored);
    }

    /// Keeps the word that a rule read.
    fn keep(&mut self, rule: Rule, letters: &[u8]) -> Letters {
        self.words.keep(self.slot(rule), letters)
    }

    /// Where a rule that objects keeps its word already.
    fn slot(&self, rule: Rule) -> Option<u8> {
        match self.details.get(usize::from(rule.number()) - 1)? {
            StoredDetail::Word(letters) | StoredDetail::Known(_, letters) | StoredDetail::Pieces(letters)
                if self.objects(rule) =>
            {
                Some(letters.slot)
            }
            _ => None,
        }
    }

    /// Adds a count if it is too low. There is nothing to branch on, as nobody can foresee which counts are.
    #[inline]
    pub(crate) fn add_if_low(&mut self, rule: Rule, found: usize, required: u16) {
        let low = u32::from(found < usize::from(required));
        let others = self.objecting & !(1 << rule.number());
        self.put(rule, None, StoredDetail::Count { found: small(found), required });
        self.objecting = others | low << rule.number();
    }

    #[inline]
    fn put(&mut self, rule: Rule, span: Option<Span>, stored: StoredDetail) {
        let index = usize::from(rule.number()) - 1;
        if let (Some(place), Some(old)) = (self.places.get_mut(index), self.details.get_mut(index)) {
            let number = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
            *place = span.map_or([1, 0], |span| [number(span.start), number(span.end)]);
            *old = stored;
            self.objecting |= 1 << rule.number();
        }
    }

    /// Counts the places of all findings in UTF-16 units from here on.
    pub fn count_in_utf16(&mut self, candidate: &str) {
        self.count_places(|span| span.in_utf16(candidate));
    }

    /// Counts the places of all findings in characters (Unicode scalar values) from here on.
    pub fn count_in_characters(&mut self, candidate: &str) {
        self.count_places(|span| span.in_characters(candidate));
    }

    fn count_places(&mut self, count: impl Fn(Span) -> Span) {
        for &rule in Rule::ALL {
            if let Some(Finding { span: Some(span), .. }) = self.finding(rule)
                && let Some(stored) = self.details.get(usize::from(rule.number()) - 1)
            {
                self.put(rule, Some(count(span)), *stored);
            }
        }
    }
}

impl Default for Report {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        self.findings().eq(other.findings())
    }
}

impl Eq for Report {}

impl fmt::Debug for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.findings()).finish()
    }
}

/// The rules whose findings are violations: the bit of each one's number.
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
const VIOLATIONS: u32 = {
    let (mut bits, mut place) = (0, 0);
    while place < Rule::COUNT {
        if matches!(Rule::ALL[place].severity(), Severity::Violation) {
            bits |= 1 << Rule::ALL[place].number();
        }
        place += 1;
    }
    bits
};

/// What a report keeps of a [`Detail`].
#[derive(Clone, Copy)]
enum StoredDetail {
    Plain,
    Count { found: u32, required: u16 },
    Word(Letters),
    Run(Run),
    Known(Known, Letters),
    Earlier { entry: u32, change: Option<Change> },
    Pieces(Letters),
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Which of the words that were kept is meant, and how long it is.
#[derive(Clone, Copy)]
struct Letters {
    slot: u8,
    length: u8,
}

/// The words that rules read, each in a place of its own. Each is written here once, and wiped on drop.
#[derive(Clone)]
struct WordStore {
    letters: [[u8; Self::LONGEST]; Self::MOST],
    used: u8,
}

impl WordStore {
    /// A longer word is kept to this length.
    const LONGEST: usize = 31;

    /// So many rules read words.
    const MOST: usize = 6;

    /// Keeps letters, digits and symbols, in lower case.
    fn keep(&mut self, slot: Option<u8>, letters: &[u8]) -> Letters {
        let shown = |letter: &u8| if letter.is_ascii_graphic() { letter.to_ascii_lowercase() } else { b'?' };
        self.write(slot, letters.iter().map(shown))
    }

    /// Keeps text as it is.
    fn keep_text(&mut self, slot: Option<u8>, text: &str) -> Letters {
        let most = text.len().min(Self::LONGEST);
        let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        self.write(slot, text.bytes().take(end))
    }

    /// Writes a word where the rule's last one was, or in the next place that is free.
    fn write(&mut self, slot: Option<u8>, word: impl Iterator<Item = u8>) -> Letters {
        let mut letters = Letters { slot: slot.unwrap_or(self.used), length: 0 };
        if let Some(room) = self.letters.get_mut(usize::from(letters.slot)) {
            self.used = self.used.max(letters.slot + 1);
            // What was not used yet is blank.
            if slot.is_some() {
                room.zeroize();
            }
            for (place, letter) in room.iter_mut().zip(word) {
                *place = letter;
                letters.length += 1;
            }
        }
        letters
    }

    fn get(&self, Letters { slot, length }: Letters) -> &str {
        let room = self.letters.get(usize::from(slot));
        let letters = room.and_then(|room| room.get(..length.into())).unwrap_or_default();
        core::str::from_utf8(letters).unwrap_or_default()
    }

    /// Leaves nothing of any word.
    fn wipe(&mut self) {
        if let Some(used) = self.letters.get_mut(..self.used.into()) {
            used.iter_mut().for_each(Zeroize::zeroize);
        }
        self.used = 0;
    }
}

impl Drop for WordStore {
    fn drop(&mut self) {
        self.wipe();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_finding_is_kept_whole_however_often_it_takes_the_place_of_another() {
        let long = "abcdefghijklmnopqrstuvwxyz01234";
        let mut report = Report::default();
        for word in [long, "short"].into_iter().cycle().take(25) {
            let words = [Rule::DictionaryWord, Rule::LeetWord, Rule::CommonPassword, Rule::Name];
            for rule in words.into_iter().chain([Rule::ForbiddenCharacter]) {
                report.add(Finding { rule, span: None, detail: Detail::Word(word) });
            }
            let detail = Detail::Known(Known::Name, word);
            report.add(Finding { rule: Rule::Personal, span: None, detail });
            assert!(report.findings().all(|finding| finding.word() == Some(word)), "{word}");
            assert_eq!(report.findings().count(), 6);
        }
    }

    #[test]
    fn a_report_that_is_used_again_holds_the_last_check_alone() {
        let context = crate::Context { names: &["John Smith"], ..crate::Context::default() };
        let mut report = Report::default();
        for candidate in ["KwSmithTv72", "", "a", "Wq7#Nv!2pZ", &"a".repeat(300)] {
            let (policy, lists) = (&Policy::NHS_APPENDIX_A, &crate::Lists::NONE);
            crate::check_into(&mut report, candidate, &context, policy, lists);
            assert_eq!(report, crate::check(candidate, &context, policy, lists), "{candidate}");
        }
    }
}
