//! `keyward_suggestion`: a password that is sure to pass.

use keyward::{SuggestError, Suggester};

use crate::border::{OutBool, OutReal, OutSize, OutSuggestion, Utf8Buffer, Utf16Buffer, given, guard};
use crate::context::Context;
use crate::numbers::{Status, Style, StyleNumber, known};
use crate::policy::Policy;

/// A suggested password. It never changes, so any number of threads may read one. The password is wiped when it is freed.
pub struct Suggestion(keyward::Suggestion);

const fn status(error: SuggestError) -> Status {
    match error {
        SuggestError::Length { .. } => Status::Value,
        SuggestError::NothingPasses => Status::NotFound,
        SuggestError::NoRandomness => Status::Randomness,
        _ => Status::Internal,
    }
}

/// Suggests a password from the operating system's random numbers, which the policy accepts in the context, and so does the
/// context's history if it has one. The context may be NULL when nothing is known. The caller gives the suggestion back to
/// `keyward_suggestion_free`.
///
/// `length` is the number of random characters, or the fewest characters with words; 0 leaves it to the policy and the
/// style. Each call first draws some hundreds of passwords, to measure how many pass; that takes milliseconds, and a history
/// takes as long as `keyward_history_check_utf8` beside.
///
/// Errors: `NULL`, `VALUE` for a number that is no style, or a length that the policy or the style has no room for,
/// `NOT_FOUND` if (almost) no password of the style passes, `RANDOMNESS`, and `MEMORY` where a history is asked.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggest(
    policy: Option<&Policy>,
    context: Option<&Context>,
    style: StyleNumber,
    length: usize,
    suggestion: OutSuggestion,
) -> Status {
    guard(|| {
        suggestion.given()?;
        let (policy, style) = (given(policy)?, known::<Style>(style)?);
        let length = (length > 0).then_some(length);
        let made = match context {
            None => suggest(policy, &keyward::Context::default(), None, style, length),
            Some(context) => context.lend(|known| suggest(policy, known, Some(context), style, length)),
        }?;
        suggestion.hand_over(Box::new(Suggestion(made)))
    })
}

fn suggest(
    policy: &Policy,
    known: &keyward::Context<'_>,
    context: Option<&Context>,
    style: Style,
    length: Option<usize>,
) -> Result<keyward::Suggestion, Status> {
    let mut suggester = Suggester::new(policy.0.validator(), known, style.into(), length).map_err(status)?;
    let Some((history, _)) = context.and_then(|context| context.history.as_ref()) else {
        return suggester.suggest().map_err(status);
    };
    let mut failed = None;
    let made = suggester.suggest_also(|password| match history.finding(password, policy) {
        Ok(found) => found.is_none(),
        Err(status) => {
            failed = Some(status);
            true
        }
    });
    failed.map_or(made.map_err(status), Err)
}

/// Frees a suggestion and wipes its password. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_free(suggestion: Option<Box<Suggestion>>) {
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
    suggestion: Option<&Suggestion>,
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
    suggestion: Option<&Suggestion>,
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
    suggestion: Option<&Suggestion>,
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
    suggestion: Option<&Suggestion>,
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
pub extern "C" fn keyward_suggestion_entropy_bits(suggestion: Option<&Suggestion>, bits: OutReal) -> Status {
    guard(|| bits.put(given(suggestion)?.0.entropy_bits()))
}

/// Whether the password must be changed at the first log-on, because somebody else has seen it.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_suggestion_must_change(
    suggestion: Option<&Suggestion>,
    must_change: OutBool,
) -> Status {
    guard(|| must_change.put(given(suggestion)?.0.must_change()))
}
