//! `sequence` (WE-O5, HW-1): a run along the alphabet, the digits or the keyboard, one character again and again, or a
//! whole candidate that is one block repeated. Shift and case do not hide a run: `!QAZ` is a column as `1qaz` is.

use keyward_dictionary::at;
use unicode_segmentation::UnicodeSegmentation;

use super::Check;
use super::accident::is_accidental_run;
use crate::finding::{Detail, Finding, Run, Span};
use crate::keyboard::{KEYS, Keys};
use crate::{Report, Rule, Text};

/// The columns of which runs are made: the key left of `1` and those right of `=` lie aside.
const FIRST_COLUMN: u8 = 1;
const LAST_COLUMN: u8 = 12;

const UNITED_KINGDOM: &Keys = &KEYS[0];
const UNITED_STATES: &Keys = &KEYS[1];

/// For each byte the bytes that may follow it in a run upwards (or in one of the same character) and in a run downwards, a bit
/// each, numbered without their two highest bits; the byte itself is numbered without its highest. To take one for another can
/// only make it look as if there were a run.
#[expect(clippy::indexing_slicing, reason = "runs when the crate is compiled")]
const FOLLOWERS: [[u64; 2]; 128] = {
    let mut followers = [[0; 2]; 128];
    let (mut one, mut next) = (0_u8, 0_u8);
    loop {
        if may_follow(one, next) {
            followers[one as usize & 127][0] |= 1 << (next & 63);
            followers[next as usize & 127][1] |= ((!alike(one, next)) as u64) << (one & 63);
        }
        next = next.wrapping_add(1);
        if next == 0 {
            one = one.wrapping_add(1);
            if one == 0 {
                break followers;
            }
        }
    }
};

pub(super) fn sequence(check: &Check<'_>, report: &mut Report) {
    let shortest = usize::from(check.policy.sequence);
    if shortest > 0
        && let Some((run, span)) = find(check, shortest)
    {
        report.add(Finding { rule: Rule::Sequence, span: Some(span), detail: Detail::Run(run) });
    }
}

/// The longest run, if it is long enough.
fn find(check: &Check<'_>, shortest: usize) -> Option<(Run, Span)> {
    let text = check.text;
    let folded = text.folded();
    let most = longest_possible(folded);
    let mut best = Longest { start: 0, length: shortest - 1, run: None, most, check };
    if most >= shortest {
        best.look(folded, Run::Alphabet, text.letters(), alphabet_step);
        best.look(folded, Run::Digits, text.digits(), digit_step);
        best.look(folded, Run::Keyboard, folded.len(), |one, next| key_step(UNITED_KINGDOM, one, next));
        best.look(folded, Run::Keyboard, folded.len(), |one, next| key_step(UNITED_STATES, one, next));
        best.look(folded, Run::Repeat, folded.len(), repeat_step);
    }
    if let Some(run) = best.run {
        let found = folded.get(best.start..best.start + best.length).unwrap_or_default();
        let digits = run == Run::Keyboard && found.iter().all(u8::is_ascii_digit);
        let span = text.span(best.start, best.start + best.length);
        Some((if digits { Run::Digits } else { run }, span))
    } else if let Some(span) = unreadable_repeat(text, shortest) {
        Some((Run::Repeat, span))
    } else if text.counts().graphemes >= shortest && is_one_block(text) {
        Some((Run::Block, Span { start: 0, end: text.input().len() }))
    } else {
        None
    }
}

/// Whether a text is one run of three or more after another, but for so many characters.
pub(super) fn is_runs_alone(text: &[u8], spare: usize) -> bool {
    const SHORTEST: usize = 3;
    let (mut rest, mut outside) = (text, 0);
    while !rest.is_empty() && outside <= spare {
        let run = [
            run_at(rest, alphabet_step),
            run_at(rest, digit_step),
            run_at(rest, |one, next| key_step(UNITED_KINGDOM, one, next)),
            run_at(rest, |one, next| key_step(UNITED_STATES, one, next)),
            run_at(rest, repeat_step),
        ];
        let longest = run.into_iter().max().unwrap_or(1);
        let taken = if longest < SHORTEST { 1 } else { longest };
        outside += usize::from(longest < SHORTEST);
        rest = rest.get(taken..).unwrap_or_default();
    }
    rest.is_empty() && outside <= spare && outside < text.len()
}

/// How many bytes the run has that a text begins with.
fn run_at(text: &[u8], step: impl Fn(u8, u8) -> i16) -> usize {
    let steps = || text.windows(2).map(|pair| if let &[one, next] = pair { step(one, next) } else { 0 });
    let first = steps().next().unwrap_or(0);
    1 + if first == 0 { 0 } else { steps().take_while(|step| *step == first).count() }
}

/// The longest run seen so far.
#[derive(Clone, Copy)]
struct Longest<'a> {
    start: usize,
    length: usize,
    run: Option<Run>,
    /// No run is longer.
    most: usize,
    check: &'a Check<'a>,
}

impl Longest<'_> {
    /// `step` tells the step between two neighbours; 0 is none. A run keeps to one step. Of all bytes, `usable` can be in such
    /// a run.
    fn look(&mut self, folded: &[u8], run: Run, usable: usize, step: impl Fn(u8, u8) -> i16) {
        if self.length >= self.most.min(usable) {
            return;
        }
        let (mut start, mut current) = (0, 0);
        for (place, pair) in folded.windows(2).enumerate() {
            let &[one, next] = pair else { continue };
            let taken = step(one, next);
            if taken == 0 || taken != current {
                start = place;
                current = taken;
            }
            let length = place + 2 - start;
            if taken != 0 && length > self.length && !is_accidental_run(self.check, start..start + length) {
                *self = Self { start, length, run: Some(run), ..*self };
            }
        }
    }
}

/// The most bytes in a row of which each may follow on the one before in one direction: seldom many unless there is a run.
fn longest_possible(folded: &[u8]) -> usize {
    let (mut up, mut down, mut most) = (0, 0, 0);
    for pair in folded.windows(2) {
        let &[one, next] = pair else { continue };
        let [upwards, downwards] = FOLLOWERS.get(usize::from(one & 127)).copied().unwrap_or_default();
        up = (up + 1) & 0_u64.wrapping_sub(upwards >> (next & 63) & 1);
        down = (down + 1) & 0_u64.wrapping_sub(downwards >> (next & 63) & 1);
        most = most.max(up).max(down);
    }
    usize::try_from(most + 1).unwrap_or(usize::MAX)
}

/// Whether there is a step upwards from one byte to the next, or none, in any kind of run.
const fn may_follow(one: u8, next: u8) -> bool {
    alphabet_step(one, next) > 0
        || digit_step(one, next) > 0
        || key_step(UNITED_KINGDOM, one, next) > 0
        || key_step(UNITED_STATES, one, next) > 0
        || alike(one, next)
}

const fn alike(one: u8, next: u8) -> bool {
    repeat_step(one, next) != 0
}

const fn alphabet_step(one: u8, next: u8) -> i16 {
    if one.is_ascii_alphabetic() && next.is_ascii_alphabetic() { step(one | 0x20, next | 0x20) } else { 0 }
}

const fn digit_step(one: u8, next: u8) -> i16 {
    if one.is_ascii_digit() && next.is_ascii_digit() { step(one, next) } else { 0 }
}

const fn step(one: u8, next: u8) -> i16 {
    match next as i16 - one as i16 {
        step @ (1 | -1) => step,
        _ => 0,
    }
}

const fn repeat_step(one: u8, next: u8) -> i16 {
    (one != 0 && one.eq_ignore_ascii_case(&next)) as i16
}

/// A step along a row, or down or up a column.
const fn key_step(keys: &Keys, one: u8, next: u8) -> i16 {
    match (key(keys, one), key(keys, next)) {
        (0, _) | (_, 0) => 0,
        (one, next) => match next as i16 - one as i16 {
            step @ (1 | -1 | 16 | -16) => step,
            _ => 0,
        },
    }
}

/// The key of a byte, or 0 if it has none in a column of which runs are made.
const fn key(keys: &Keys, byte: u8) -> u8 {
    match at(keys, byte) {
        key if FIRST_COLUMN <= key & 15 && key & 15 <= LAST_COLUMN => key,
        _ => 0,
    }
}

/// One character again and again that folds to nothing readable, such as `你你你你`. Graphemes are compared, so that composed
/// and decomposed text is judged alike.
fn unreadable_repeat(text: &Text<'_>, shortest: usize) -> Option<Span> {
    let input = text.input();
    if text.is_ascii() {
        return None;
    }
    let (mut start, mut length, mut last) = (0, 0, "");
    for (place, grapheme) in input.grapheme_indices(true) {
        if last == grapheme {
            length += 1;
        } else {
            (start, length, last) = (place, 1, grapheme);
        }
        if length >= shortest {
            let rest = input.get(start..).unwrap_or("");
            let run = rest.graphemes(true).take_while(|next| *next == grapheme);
            return Some(Span { start, end: start + run.map(str::len).sum::<usize>() });
        }
    }
    None
}

/// Whether the whole of a candidate is one block of it, twice or more; case and accents aside where it can be read.
fn is_one_block(text: &Text<'_>) -> bool {
    let (folded, input) = (text.folded(), text.input().as_bytes());
    let alike = repeats(folded, u8::eq_ignore_ascii_case);
    if alike && !folded.contains(&0) {
        return true;
    }
    // ASCII that is not alike is not the same either.
    (alike || !text.is_ascii()) && repeats(input, u8::eq)
}

/// Whether bytes are one block twice or more often. A block that comes six times is also one that comes twice, so only prime
/// numbers of times are tried.
fn repeats(bytes: &[u8], alike: impl Fn(&u8, &u8) -> bool) -> bool {
    // Where a block comes again, its first byte does; mostly that does not.
    let first_half = bytes.get(..=bytes.len() / 2).unwrap_or_default();
    if !first_half.split_first().is_some_and(|(first, rest)| rest.iter().any(|byte| alike(first, byte))) {
        return false;
    }
    let comes = |times: usize| {
        let later = bytes.len().checked_div(times).and_then(|period| bytes.get(period..)).unwrap_or_default();
        bytes.iter().zip(later).all(|(byte, again)| alike(byte, again))
    };
    let mut rest = bytes.len();
    let mut prime = 2;
    while prime * prime <= rest {
        if rest.is_multiple_of(prime) {
            if comes(prime) {
                return true;
            }
            rest = rest.checked_div(prime).unwrap_or(0);
        } else {
            prime += 1;
        }
    }
    rest > 1 && comes(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Lists, Policy, check};

    fn run(candidate: &str) -> Option<(Run, std::string::String)> {
        let report = check(candidate, &Context::default(), &Policy::NHS_APPENDIX_A, &Lists::NONE);
        let finding = report.finding(Rule::Sequence)?;
        let Detail::Run(run) = finding.detail else { panic!("not a run") };
        Some((run, candidate[finding.span.unwrap().range()].into()))
    }

    #[test]
    fn runs_are_found() {
        for (candidate, kind, found) in [
            ("Kx!ABcd!", Run::Alphabet, "ABcd"),
            ("Kx!dCBa!", Run::Alphabet, "dCBa"),
            ("Kx!1234!", Run::Digits, "1234"),
            ("Kx!0987!", Run::Digits, "0987"),
            ("Kx!0123!", Run::Digits, "0123"),
            ("Kx!3210!", Run::Digits, "3210"),
            ("Kx qWeR x", Run::Keyboard, "qWeR"),
            ("Kx lkjh x", Run::Keyboard, "lkjh"),
            ("Kx 1qaz x", Run::Keyboard, "1qaz"),
            ("Kx /;p0 x", Run::Keyboard, "/;p0"),
            ("!QAZ", Run::Keyboard, "!QAZ"),
            ("x!\"£$x", Run::Keyboard, "!\"£$"),
            ("x@#$%x", Run::Keyboard, "@#$%"),
            ("x%^&*()x", Run::Keyboard, "%^&*()"),
            ("Kx!aAaA!", Run::Repeat, "aAaA"),
            ("Kx!!!!9", Run::Repeat, "!!!!"),
            ("好好好好x", Run::Repeat, "好好好好"),
            ("ａｂｃｄ", Run::Alphabet, "ａｂｃｄ"),
            ("aabaab", Run::Block, "aabaab"),
            ("aZ3!aZ3!aZ3!", Run::Block, "aZ3!aZ3!aZ3!"),
            ("é9é9", Run::Block, "é9é9"),
            ("é9É9", Run::Block, "é9É9"),
            ("e\u{301}9E\u{301}9", Run::Block, "e\u{301}9E\u{301}9"),
            ("각각각각x", Run::Repeat, "각각각각"),
            (
                "\u{1100}\u{1161}\u{1100}\u{1161}\u{1100}\u{1161}\u{1100}\u{1161}x",
                Run::Repeat,
                "\u{1100}\u{1161}\u{1100}\u{1161}\u{1100}\u{1161}\u{1100}\u{1161}",
            ),
            // The longest one is named.
            ("1234 abcdef", Run::Alphabet, "abcdef"),
        ] {
            assert_eq!(run(candidate), Some((kind, found.into())), "{candidate}");
        }
    }

    #[test]
    fn a_run_in_which_case_comes_and_goes_is_an_accident_in_much_else() {
        assert_eq!(run("Kx7#tmOpQr!v2Zw%9"), None);
        assert_eq!(run("Kx7#tmOPqr!v2Zw%9"), Some((Run::Alphabet, "OPqr".into())), "as policies have it");
        assert_eq!(run("Kx7#OpQr!"), Some((Run::Alphabet, "OpQr".into())), "most of it");
        assert_eq!(run("OpQrOpQrOpQr12!!9"), Some((Run::Alphabet, "OpQr".into())), "little else");
    }

    #[test]
    fn what_is_no_run_is_left_alone() {
        for candidate in [
            "",
            "abc",
            "ab3d",
            "123",
            "1243",
            "qwe",
            "aaa",
            "acegik",
            "13579",
            "abcabx",
            "xyzab",
            "890a",
            "qazw",
            "aZ3!aZ3!aZ3",
            "å好好好",
            "e\u{301}e\u{301}",
            "好é9好É9",
            "kx!0 0 0 0",
        ] {
            assert_eq!(run(candidate), None, "{candidate}");
        }
    }
}
