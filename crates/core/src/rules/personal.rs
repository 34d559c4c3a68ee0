//! `personal` (WE-O1 to WE-O3, HW-1): something that the context knows, in any reading, also reversed. A part of four
//! letters or more counts anywhere, one of three only when no letter touches it (nor, if it is a number, a digit), a shorter
//! one never. With symbols read as letters it does not count where it is a part of short words (`ell4` in `Bell49`), nor, if it
//! is no name, where it is one and a symbol (`Tree5`), nor three letters by accident in much else. An organisation's own words
//! count as the subjects of a context do, under every policy.

use keyward_dictionary::{Match, TermMatch, Tier};

use super::Check;
use super::accident::is_accident;
use crate::character::{Kind, is_letter, is_same_letter, kind};
use crate::finding::Known;
use crate::guess::KNOWN;
use crate::terms::{Term, digit_terms, for_each_term, foreign_terms};
use crate::{Context, Report, Rule, Span};

/// Letters that must really be there when others are read from digits or symbols.
const REAL_LETTERS: usize = 2;

pub(super) fn personal(check: &Check<'_>, report: &mut Report) {
    let Check { text, policy, context, lists, .. } = *check;
    let asked = policy.personal && context.tells_of_owner();
    if !asked && lists.own_words.is_empty() {
        return;
    }
    let organisation = Context { subjects: lists.own_words, ..Context::default() };
    let contexts = [asked.then_some(context), (!lists.own_words.is_empty()).then_some(&organisation)];
    let contexts = || contexts.into_iter().flatten();
    let mut search = Search::new(check);
    for context in contexts() {
        for_each_term(context, &mut |known, term| {
            search.look_for(known, term);
            if known == Known::DateOfBirth {
                search.look_for_parted(known, term);
            }
        });
        // None of them is shorter, nor are fewer than half of them digits.
        if text.digits() >= 2 && readable_digits(text.folded()) >= 4 {
            digit_terms(context, &mut |known, term| search.look_for_parted(known, term));
        }
    }
    if let Some(KnownMatch { known, start, end }) = search.best {
        report.add_known(Rule::Personal, text.span(start, end), known, search.term.as_bytes());
    } else if !text.is_ascii() {
        let mut longest: Option<(Known, Span, &str)> = None;
        for context in contexts() {
            foreign_terms(context, &mut |known, term| {
                if let Some(span) = foreign_term(text.input(), term)
                    && longest.is_none_or(|(_, best, _)| span.range().len() > best.range().len())
                {
                    longest = Some((known, span, term));
                }
            });
        }
        if let Some((known, span, term)) = longest {
            report.add_known_text(Rule::Personal, span, known, term);
        }
    }
}

/// Longer foreign terms are looked for by their first letters.
const LONGEST_FOREIGN: usize = 64;

/// Where the letters of a term, of which some have no Latin reading, are in a candidate, ignoring case, also reversed.
fn foreign_term(candidate: &str, term: &str) -> Option<Span> {
    let wanted = || term.chars().filter(|character| is_letter(*character)).take(LONGEST_FOREIGN);
    let backwards = || term.chars().rev().filter(|character| is_letter(*character)).take(LONGEST_FOREIGN);
    let length = wanted().count();
    let place = |start: usize| {
        let (before, rest) = candidate.split_at_checked(start)?;
        let end = start + begins_with(rest, wanted()).or_else(|| begins_with(rest, backwards()))?;
        let after = candidate.get(end..)?.chars().next();
        let touched = before.chars().next_back().into_iter().chain(after).any(is_letter);
        // Where each character is a syllable or a word, two are a whole name.
        let shortest = if wanted().all(is_syllable) { 2 } else { 3 };
        (length > 3 || length >= shortest && !touched).then_some(Span { start, end })
    };
    candidate
        .char_indices()
        .filter(|(_, character)| is_letter(*character))
        .find_map(|(start, _)| place(start))
}

/// Whether a letter stands for a whole syllable or word: Kana, Han or Hangul.
const fn is_syllable(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
}

/// How many bytes of a text the letters are that it begins with, with their marks.
fn begins_with(text: &str, wanted: impl Iterator<Item = char>) -> Option<usize> {
    let is_seen = |character: char| !matches!(kind(character), Kind::Mark | Kind::Ignorable);
    let mut seen = text.char_indices().filter(|(_, character)| is_seen(*character));
    let mut end = 0;
    for wanted in wanted {
        let (place, character) = seen.next()?;
        if !is_same_letter(character, wanted) {
            return None;
        }
        end = place + character.len_utf8();
    }
    let marks = text.get(end..)?.chars().take_while(|character| !is_seen(*character));
    Some(end + marks.map(char::len_utf8).sum::<usize>())
}

struct KnownMatch {
    known: Known,
    start: usize,
    end: usize,
}

/// The longest place found so far.
struct Search<'a> {
    check: &'a Check<'a>,
    /// The letters that the candidate can be read as, one bit each.
    letters: u32,
    best: Option<KnownMatch>,
    /// What was found there.
    term: Term,
}

impl<'a> Search<'a> {
    fn new(check: &'a Check<'a>) -> Self {
        let (folded, readings) = (check.text.folded(), check.lists.readings);
        let letters = if readings.has_digraph(folded) {
            u32::MAX
        } else {
            folded.iter().fold(0, |letters, &byte| letters | readings.letters(byte))
        };
        Self { check, letters, best: None, term: Term::EMPTY }
    }

    /// A term with a letter that the candidate cannot be read as is nowhere in it: that rules out most of them at once.
    fn look_for(&mut self, known: Known, term: &Term) {
        if term.len() < 3 || term.letters() & !self.letters != 0 {
            return;
        }
        self.look_in_one_direction(known, term, term);
        let mut reversed = Term::EMPTY;
        reversed.set_reversed(term);
        if reversed.as_bytes() != term.as_bytes() {
            self.look_in_one_direction(known, &reversed, term);
        }
    }

    /// Looks for letters that stand for `term`.
    fn look_in_one_direction(&mut self, known: Known, letters: &Term, term: &Term) {
        let folded = self.check.text.folded();
        let number = letters.as_bytes().iter().all(u8::is_ascii_digit);
        let more = |byte: &u8| byte.is_ascii_alphabetic() || number && byte.is_ascii_digit();
        // `Bank5` is a way to write the name Banks, `Tree5` none to write of trees.
        let is_word = matches!(known, Known::Related | Known::Subject);
        let mut from = 0;
        while let Some(found) = self.check.lists.readings.find_term(folded, letters.as_bytes(), from) {
            let place = found.start..found.end;
            let chance = || {
                is_word && self.check.lists.is_short_and_symbol(folded, place.clone())
                    || self.check.lists.is_in_short_words(folded, place)
            };
            let really_there = !found.substituted
                || found.real_letters >= REAL_LETTERS
                    && !chance()
                    && (term.len() > 3 || !self.is_accident(&found));
            let alone = !touched(folded, found.start, found.end, more);
            if really_there && (term.len() > 3 || alone) {
                self.keep(known, found.start, found.end, term);
            }
            from = found.start + 1;
        }
    }

    /// Whether three letters of which some are replaced were read by chance.
    fn is_accident(&self, found: &TermMatch) -> bool {
        let TermMatch { start, end, real_letters: letters, .. } = *found;
        let replaced = (end - start).saturating_sub(letters);
        is_accident(self.check, &Match { start, end, letters, replaced, tier: Tier::Common }, KNOWN)
    }

    /// Digits and letters in a row, with separators passed over: `900-123` is `900123`, and `14-Feb` is `14feb`. Letters that
    /// look like digits stand for them where no more than half do: `14O287`.
    fn look_for_parted(&mut self, known: Known, term: &Term) {
        let digits = term.as_bytes().iter().filter(|byte| byte.is_ascii_digit()).count();
        if self.check.text.digits() * 2 < digits || self.check.text.letters() < term.len() - digits {
            return;
        }
        let folded = self.check.text.folded();
        let mut reversed = Term::EMPTY;
        reversed.set_reversed(term);
        for wanted in [term, &reversed] {
            for start in 0..folded.len() {
                let Some(end) = parted_at(folded, start, wanted.as_bytes()) else { continue };
                let alone = !touched(folded, start, end, u8::is_ascii_digit);
                if term.len() > 4 || alone {
                    self.keep(known, start, end, term);
                }
            }
        }
    }

    fn keep(&mut self, known: Known, start: usize, end: usize, term: &Term) {
        if self.best.as_ref().is_none_or(|best| end - start > best.end - best.start) {
            self.best = Some(KnownMatch { known, start, end });
            self.term.set(term);
        }
    }
}

fn touched(folded: &[u8], start: usize, end: usize, by: impl Fn(&u8) -> bool) -> bool {
    let before = start.checked_sub(1).and_then(|place| folded.get(place));
    before.is_some_and(&by) || folded.get(end).is_some_and(&by)
}

fn parted_at(folded: &[u8], start: usize, term: &[u8]) -> Option<usize> {
    let mut wanted = term.iter();
    let mut next = wanted.next()?;
    let (mut digits, mut letters_for_digits) = (0, 0);
    for (place, byte) in folded.iter().enumerate().skip(start) {
        if byte.eq_ignore_ascii_case(next) || digit_like(*byte) == Some(*next) {
            digits += usize::from(next.is_ascii_digit());
            letters_for_digits += usize::from(next.is_ascii_digit() && byte != next);
            match wanted.next() {
                Some(after) => next = after,
                None => return (letters_for_digits * 2 <= digits).then_some(place + 1),
            }
        } else if place == start || byte.is_ascii_alphanumeric() || *byte == 0 {
            return None;
        }
    }
    None
}

/// The digit that a letter looks like.
const fn digit_like(byte: u8) -> Option<u8> {
    match byte {
        b'O' | b'o' => Some(b'0'),
        b'I' | b'i' | b'l' => Some(b'1'),
        _ => None,
    }
}

/// How many characters are digits or look like some.
fn readable_digits(folded: &[u8]) -> usize {
    folded.iter().filter(|byte| byte.is_ascii_digit() || digit_like(**byte).is_some()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, Lists, Policy, check};

    fn found<'a>(candidate: &'a str, context: &Context<'_>) -> Option<(Known, &'a str)> {
        let report = check(candidate, context, &Policy::NHS_APPENDIX_A, &Lists::NONE);
        let finding = report.finding(Rule::Personal)?;
        let crate::Detail::Known(known, _) = finding.detail else { panic!("nothing known") };
        Some((known, &candidate[finding.span.unwrap().range()]))
    }

    const JOHN: Context<'static> = Context {
        username: "jsmith42",
        names: &["Mr John Smith-Jones"],
        email: "j.smith@westessex.example.org",
        phone: "+44 (0)7700 900123",
        date_of_birth: Some(Date { year: 1987, month: 2, day: 14 }),
        related: &["Rex", "Ann O'Brien"],
        subjects: &["NHS", "Patient Records for the Trust"],
        operation: crate::Operation::Change,
        previous: &[],
        other_accounts: &[],
    };

    #[test]
    fn what_the_context_knows_is_found() {
        for (candidate, known, place) in [
            ("KwSmithTv72", Known::Name, "Smith"),
            ("KwSMITHtv72", Known::Name, "SMITH"),
            ("htims!!44", Known::Name, "htims"),
            ("smithjones9", Known::Name, "smithjones"),
            ("xjohnx", Known::Name, "john"),
            ("jsmith42!!", Known::Username, "jsmith42"),
            ("xxWestEssex9", Known::Email, "WestEssex"),
            ("REx44!!", Known::Related, "REx"),
            ("44Ann!", Known::Related, "Ann"),
            ("xOBrien9", Known::Related, "OBrien"),
            ("Nhs12345", Known::Subject, "Nhs"),
            ("XPatientX", Known::Subject, "Patient"),
            ("Kw900123!", Known::Phone, "900123"),
            ("07700 900 123", Known::Phone, "900 123"),
            ("321009Kw", Known::Phone, "321009"),
            ("14/02/1987Ab", Known::DateOfBirth, "14/02/1987"),
            ("870214Xy", Known::DateOfBirth, "870214"),
            ("78912041Xy", Known::DateOfBirth, "78912041"),
            ("14.2.87x", Known::DateOfBirth, "14.2.87"),
            ("Kx1987!", Known::DateOfBirth, "1987"),
            ("Kx14Feb!", Known::DateOfBirth, "14Feb"),
            ("14O287Qx", Known::DateOfBirth, "14O287"),
            ("l4o2l987x", Known::DateOfBirth, "l4o2l987"),
            ("9OOl23Kw", Known::Phone, "9OOl23"),
        ] {
            assert_eq!(found(candidate, &JOHN), Some((known, place)), "{candidate}");
        }
    }

    #[test]
    fn each_of_several_addresses_and_numbers_is_found() {
        let context = Context {
            email: "mortlake@example.org, qzxvkj@x.org\nΠαπάς@x.org;;",
            phone: "07700 900123\n+44 7700 900456,0113 496 0999",
            ..Context::default()
        };
        for (candidate, known, place) in [
            ("#9Mortlake!Xy", Known::Email, "Mortlake"),
            ("Yk3!qzxvkj#W2", Known::Email, "qzxvkj"),
            ("Yk3!Παπάς#W2", Known::Email, "Παπάς"),
            ("Kw#900123&rTB", Known::Phone, "900123"),
            ("Kw#900456&rTB", Known::Phone, "900456"),
            ("Kw#960999&rTB", Known::Phone, "960999"),
        ] {
            assert_eq!(found(candidate, &context), Some((known, place)), "{candidate}");
        }
    }

    #[test]
    fn an_organisations_own_words_are_found_under_every_policy() {
        let lists = Lists { own_words: &["Riverside", "Ιατρείο", "Ward 365"], ..Lists::NONE };
        let cases = [
            ("Kw7#R1versideQ!", Some("R1verside")),
            ("Kw7#edisrevirQ!", Some("edisrevir")),
            ("Kw7#ΙΑΤΡΕΙΟ!", Some("ΙΑΤΡΕΙΟ")),
            ("Kw-365-!", Some("365")),
            ("Kw7#Riversid!", None),
        ];
        for policy in [Policy::NHS_APPENDIX_A, Policy::CYBER_ESSENTIALS_12] {
            for (candidate, expected) in cases {
                for context in [&Context::default(), &JOHN] {
                    let report = check(candidate, context, &policy, &lists);
                    let found = report.finding(Rule::Personal).and_then(|finding| finding.span);
                    assert_eq!(found.map(|span| &candidate[span.range()]), expected, "{candidate}");
                }
            }
            // What is known of the account counts as the policy says.
            let report = check("KwSmithTv72", &JOHN, &policy, &lists);
            assert_eq!(report.finding(Rule::Personal).is_some(), policy.personal);
        }
    }

    #[test]
    fn numbers_and_names_touched_by_more_of_their_kind_are_left_alone() {
        let context = Context {
            names: &["Tim Law", "Anna van der Berg", "Del Smi"],
            username: "jsmith100",
            subjects: &["Office 365", "Windows11"],
            ..Context::default()
        };
        for candidate in ["Desk83652!?", "Desk365!?", "Lamp-4100!", "SaltWalk26*!", "Fish-Red-Boat47!"] {
            assert_eq!(found(candidate, &context), None, "{candidate}");
        }
        assert_eq!(found("Desk-365-Kw", &context), Some((Known::Subject, "365")));
        assert_eq!(found("KwOffice9!", &context), Some((Known::Subject, "Office")));
        assert_eq!(found("KwWindows9!", &context), Some((Known::Subject, "Windows")));
        assert_eq!(found("xTLaw9!", &context), Some((Known::Name, "TLaw")));
        assert_eq!(found("44!DelSmi!Kq", &context), Some((Known::Name, "DelSmi")));
        let related = Context { related: &["Den"], subjects: &["For2024"], ..Context::default() };
        assert_eq!(found("Den!27#KwQ", &related), Some((Known::Related, "Den")));
        assert_eq!(found("44for!!", &related), None);
    }

    #[test]
    fn several_numbers_and_months_are_found() {
        let two = Context {
            phone: "01279 555197 #2234\n+44 (0)7700-900123",
            date_of_birth: Some(Date { year: 1987, month: 2, day: 14 }),
            ..Context::default()
        };
        assert_eq!(found("Kw555197!", &two), Some((Known::Phone, "555197")));
        assert_eq!(found("Kw900123!", &two), Some((Known::Phone, "900123")));
        assert_eq!(found("KwFeb87!!", &two), Some((Known::DateOfBirth, "Feb87")));
        assert_eq!(found("February1987", &two), Some((Known::DateOfBirth, "February1987")));
    }

    #[test]
    fn a_date_of_birth_is_found_however_its_parts_are_joined() {
        for place in [
            "14-Feb",
            "14 Feb",
            "14/Feb",
            "14thFeb",
            "14th of Feb",
            "FEB 14th",
            "14 february",
            "Feb-14",
            "Feb-87",
            "Feb'87",
            "Feb.1987",
            "87-Feb",
            "02/1987",
            "0287",
            "198702",
            "78'beF",
        ] {
            let candidate = std::format!("Kw{place}!");
            let found = found(&candidate, &JOHN);
            assert_eq!(found, Some((Known::DateOfBirth, place)), "{place}");
        }
        let first =
            Context { date_of_birth: Some(Date { year: 2003, month: 5, day: 1 }), ..Context::default() };
        assert_eq!(found("Kw1st May!", &first), Some((Known::DateOfBirth, "1st May")));
        assert_eq!(found("KwMay1st!", &first), Some((Known::DateOfBirth, "May1st")));
        for candidate in ["Kw31-May!", "KwMay-15!", "Kw1-Mayx"] {
            let expected = (candidate == "Kw1-Mayx").then_some((Known::DateOfBirth, "1-May"));
            assert_eq!(found(candidate, &first), expected, "{candidate}");
        }
        for candidate in ["Kw15-Feb!", "Kw14-Mar!", "KwFeb-88!", "Kw14x Feb!"] {
            assert_eq!(found(candidate, &JOHN), None, "{candidate}");
        }
    }

    #[test]
    fn a_date_of_birth_is_found_with_and_without_noughts() {
        let context =
            Context { date_of_birth: Some(Date { year: 1987, month: 3, day: 5 }), ..Context::default() };
        for place in ["5/03/87", "05/3/87", "87/03/5", "50387", "05387", "5031987", "532987", "87Mar"] {
            let expected = (place != "532987").then_some((Known::DateOfBirth, place));
            assert_eq!(found(&std::format!("Kw{place}!"), &context), expected, "{place}");
        }
    }

    #[test]
    fn names_of_short_parts_and_addresses_are_found() {
        let context = Context {
            username: "jane.doe@example.com",
            names: &["Jo Li", "John Major MBE"],
            email: "info@kwame-zulu.nhs.uk",
            related: &["Jo-Jo"],
            subjects: &["e-RS", "A&E", "IT HR"],
            ..Context::default()
        };
        for (candidate, known, place) in [
            ("Jo Li 47!!Kq", Known::Name, "Jo Li"),
            ("Kq47!!Jo_Li", Known::Name, "Jo_Li"),
            ("Jo-Jo!!44Kw", Known::Related, "Jo-Jo"),
            ("Kw7!e-RS!9", Known::Subject, "e-RS"),
            ("Kw7!A&E!9", Known::Subject, "A&E"),
            ("Kw7!it.hr!9", Known::Subject, "it.hr"),
            ("kwamezulu!!44", Known::Email, "kwamezulu"),
            ("44Zulu!!Kq", Known::Email, "Zulu"),
            ("Kx7!Doe!42wLq", Known::Username, "Doe"),
            ("Kx7!example!42", Known::Username, "example"),
        ] {
            assert_eq!(found(candidate, &context), Some((known, place)), "{candidate}");
        }
        for candidate in ["Kx7!com!42wLq", "Kx7!MBE!42wLq", "Kx7#JoKLi#4", "Kx7!A!E!4"] {
            assert_eq!(found(candidate, &context), None, "{candidate}");
        }
    }

    #[test]
    fn letters_without_a_latin_reading_are_compared_as_they_are() {
        let context = Context {
            names: &["Νίκος Παπάς", "Ελένη Παπαδοπούλου", "王小明", "יוסי כהנים"],
            username: "шдлбф",
            related: &["Bäcker-Петров", "Джо Ли", "Xiaoming(王)", "Дмитрий", "Лук'янж"],
            ..Context::default()
        };
        for (candidate, known, place) in [
            ("7王小明7", Known::Name, "王小明"),
            ("Kw7#%Παπάς%!2pZ", Known::Name, "Παπάς"),
            ("Kw7ΠΑΠΑΔΟΠΟΥΛΟΥ!", Known::Name, "ΠΑΠΑΔΟΠΟΥΛΟΥ"),
            ("Kw7ςάπαπ!", Known::Name, "ςάπαπ"),
            ("éכהנים", Known::Name, "כהנים"),
            ("é1ШДЛБФ", Known::Username, "ШДЛБФ"),
            ("é1ПЕТРОВ", Known::Related, "ПЕТРОВ"),
            ("KwBäcker7!", Known::Related, "Bäcker"),
            ("KwBacker7!", Known::Related, "Backer"),
            ("7ДжоЛи7", Known::Related, "ДжоЛи"),
            ("KwXiaoming7!", Known::Related, "Xiaoming"),
            ("7Дмитрии\u{306}7", Known::Related, "Дмитрии\u{306}"),
            ("7Лукянж7", Known::Related, "Лукянж"),
        ] {
            assert_eq!(found(candidate, &context), Some((known, place)), "{candidate}");
        }
        // Of several, the longest, and there is room for it.
        let several = Context {
            related: &["Петр", "Петрова", "Петров", "Пет", "Петро"], ..context
        };
        let report = check("7петрова7", &several, &Policy::NHS_APPENDIX_A, &Lists::NONE);
        let finding = report.finding(Rule::Personal).unwrap();
        assert_eq!((finding.word(), finding.span.unwrap().range()), (Some("Петрова"), 1..15));
        for candidate in ["a王小明z", "é王小7", "Kw7etpob!"] {
            assert_eq!(found(candidate, &context), None, "{candidate}");
        }
    }

    #[test]
    fn coincidences_are_left_alone() {
        for candidate in [
            "",
            "Kw!!12qZ07",
            "Trex44",
            "Annual",
            "anhsx",
            "mr",
            "Mrs!!",
            "the!!",
            "for!!",
            "org",
            "90012",
            "x19871x",
        ] {
            assert_eq!(found(candidate, &JOHN), None, "{candidate}");
        }
    }

    #[test]
    fn short_parts_and_empty_contexts_know_nothing() {
        let short = Context {
            names: &["Joe Ng", "A B"],
            username: "a",
            email: "@",
            phone: "12",
            ..Context::default()
        };
        assert_eq!(found("NgKx7!!42wLqa@12", &short), None);
        assert_eq!(found("JoeNg!!", &short), Some((Known::Name, "JoeNg")));
        assert_eq!(found("anything", &Context::default()), None);
        let odd = Context { names: &["", " ", "\u{301}", "李小龙"], username: "\0", ..Context::default() };
        assert_eq!(found("\u{301}\0 x", &odd), None);
    }

    #[test]
    fn long_user_names_count_by_halves() {
        let long = Context { username: "billgilbert", ..Context::default() };
        assert_eq!(found("xxGilbert99", &long), Some((Known::Username, "ilbert")));
        assert_eq!(found("xxGilb99", &long), None);
        assert_eq!(found("thmsnijoh1", &Context { username: "johnsmith", ..Context::default() }), None);
    }
}
