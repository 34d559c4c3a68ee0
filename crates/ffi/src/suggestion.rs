//! `keyward_suggestion`: a password that is sure to pass.

use keyward::{SuggestError, Suggester, initials, read_aloud};
use zeroize::Zeroizing;

use crate::border::{
    In, Out, OutBool, OutReal, OutSize, Place, Unit, Utf8, Utf8Buffer, Utf16, Utf16Buffer, given, guard,
};
use crate::breached;
use crate::context::{Context, MaybeContext};
use crate::history;
use crate::numbers::{Status, Style, StyleNumber, known};
use crate::policy::{GivenPolicy, Policy};

/// A suggested password. It never changes, so any number of threads may read one. The password is wiped when it is freed.
pub struct Suggestion(keyward::Suggestion);

/// `keyward_suggestion **`
///
/// cbindgen:ignore
pub type OutSuggestion = Out<*mut Suggestion>;

/// `const keyward_suggestion *`
///
/// cbindgen:ignore
pub type GivenSuggestion<'a> = Option<&'a Suggestion>;

/// `keyward_suggestion *`, which may be NULL
///
/// cbindgen:ignore
pub type FreedSuggestion = Option<Box<Suggestion>>;

const fn status(error: SuggestError) -> Status {
    match error {
        SuggestError::Length { .. } => Status::Value,
        SuggestError::NothingPasses => Status::NotFound,
        SuggestError::NoRandomness => Status::Randomness,
        SuggestError::History(error) => history::status(error),
        _ => Status::Internal,
    }
}

/// Suggests a password from the operating system's random numbers, which the policy accepts in the context, and so does the
/// context's history if it has one. The context may be NULL when nothing is known. The caller gives the suggestion back to
/// `keyward_suggestion_free`.
///
/// `length` is the number of random characters, or the fewest characters with words; 0 leaves it to the policy and the
/// style: 14 random characters, or what three words come to, and more where the policy asks for more.
/// `keyward_suggest_lengths` tells which lengths can be asked for. Each call first draws some hundreds of passwords, to measure how many pass; that takes milliseconds, and a history
/// takes as long as `keyward_history_check_utf8` beside.
///
/// Errors: `NULL`, `VALUE` for a number that is no style, or a length that cannot be asked for, `NOT_FOUND` if (almost) no password of the style passes, `RANDOMNESS`, `MEMORY` and `INVALID` where a history is asked, and `BREACH_FILTER` where the policy asks for one that was not given.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggest(
    policy: GivenPolicy<'_>,
    context: MaybeContext<'_>,
    style: StyleNumber,
    length: usize,
    suggestion: OutSuggestion,
) -> Status {
    guard(|| {
        suggestion.given()?;
        let (policy, style) = (given(policy)?, known::<Style>(style)?);
        let length = (length > 0).then_some(length);
        let suggested = suggest(policy, context, style, length)?;
        suggestion.hand_over_new(|| Suggestion(suggested))
    })
}

/// The lengths that `keyward_suggest` can be asked for, besides 0: with `nhs-appendix-a` from 8 to 256 random characters.
/// Where the policy leaves no room for a password of the style, the shortest is more than the longest.
///
/// Errors: `NULL`, `VALUE` for a number that is no style.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggest_lengths(
    policy: GivenPolicy<'_>,
    style: StyleNumber,
    shortest: OutSize,
    longest: OutSize,
) -> Status {
    guard(|| {
        shortest.given()?;
        let lengths = Suggester::lengths(given(policy)?.0.policy(), known::<Style>(style)?.into());
        longest.put(*lengths.end())?;
        shortest.put(*lengths.start())
    })
}

fn suggest(
    policy: &Policy,
    context: Option<&Context>,
    style: Style,
    length: Option<usize>,
) -> Result<keyward::Suggestion, Status> {
    policy.0.validator().validate().map_err(breached::status)?;
    let known = context.map(Context::known).unwrap_or_default();
    let mut suggester = Suggester::new(policy.0.validator(), &known, style.into(), length).map_err(status)?;
    match context.and_then(|context| context.history.as_ref()) {
        Some((history, _)) => history.suggest(&mut suggester),
        None => suggester.suggest(),
    }
    .map_err(status)
}

/// Frees a suggestion and wipes its password. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_free(suggestion: FreedSuggestion) {
    guard(|| {
        drop(suggestion);
        Ok(())
    });
}

/// The password, in UTF-8. Wipe the buffer when the password has been shown.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_password_utf8(
    suggestion: GivenSuggestion<'_>,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| buffer.of(capacity, needed).text(given(suggestion)?.0.password()))
}

/// `keyward_suggestion_password_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_password_utf16(
    suggestion: GivenSuggestion<'_>,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| buffer.of(capacity, needed).text(given(suggestion)?.0.password()))
}

/// The password for the telephone, in UTF-8: `capital foxtrot, alfa, ..., eight, three, star`. Wipe the buffer as well.
///
/// Errors: `NULL`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_read_aloud_utf8(
    suggestion: GivenSuggestion<'_>,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| buffer.of(capacity, needed).text(&given(suggestion)?.0.read_aloud()))
}

/// `keyward_suggestion_read_aloud_utf8` in UTF-16; the capacity and `needed` count units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_read_aloud_utf16(
    suggestion: GivenSuggestion<'_>,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| buffer.of(capacity, needed).text(&given(suggestion)?.0.read_aloud()))
}

/// How hard the password is to guess for somebody who knows how it was made: the bits of an even choice.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_entropy_bits(suggestion: GivenSuggestion<'_>, bits: OutReal) -> Status {
    guard(|| bits.put(given(suggestion)?.0.entropy_bits()))
}

/// Whether the password must be changed at the first log-on, because somebody else has seen it.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_must_change(
    suggestion: GivenSuggestion<'_>,
    must_change: OutBool,
) -> Status {
    guard(|| must_change.put(given(suggestion)?.0.must_change()))
}

/// A sentence in UTF-8 turned into a password by the first letters of its words, in UTF-8: `I used to live at number one
/// The Avenue` gives `Iu2l@n1TA`. Words that stand for a number or a symbol give that; numbers, `!`, `?` and other symbols
/// stay. What it lacks, a check of it tells. It is never longer than the sentence. Wipe the buffer.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_initials_utf8(
    sentence: Utf8,
    sentence_len: usize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| turned(sentence, sentence_len, buffer.of(capacity, needed), initials))
}

/// `keyward_initials_utf8` in UTF-16; the length, the capacity and `needed` count units.
///
/// Errors: the same, and `MEMORY` for a long text.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_initials_utf16(
    sentence: Utf16,
    sentence_len: usize,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| turned(sentence, sentence_len, buffer.of(capacity, needed), initials))
}

/// Any password in UTF-8 for the telephone, as `keyward_suggestion_read_aloud_utf8` has it. Wipe the buffer.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_read_aloud_utf8(
    password: Utf8,
    password_len: usize,
    buffer: Utf8Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| turned(password, password_len, buffer.of(capacity, needed), read_aloud))
}

/// `keyward_read_aloud_utf8` in UTF-16; the length, the capacity and `needed` count units.
///
/// Errors: the same, and `MEMORY` for a long text.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_read_aloud_utf16(
    password: Utf16,
    password_len: usize,
    buffer: Utf16Buffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| turned(password, password_len, buffer.of(capacity, needed), read_aloud))
}

fn turned<U: Unit>(
    text: In<U>,
    len: usize,
    place: Place<U>,
    turn: impl Fn(&str) -> Zeroizing<String>,
) -> Result<(), Status> {
    let turned = U::read(text, len, turn)?;
    place.text(&turned)
}
