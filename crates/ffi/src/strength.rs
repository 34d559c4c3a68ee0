//! How hard a password is to guess, by the estimate of zxcvbn.

use crate::border::{In, OutNumber32, OutReal, Unit, Utf8, Utf16, guard};
use crate::context::{Context, MaybeContext};
use crate::numbers::Status;

/// How hard a password in UTF-8 is to guess by the estimate of zxcvbn: `score` from 0, guessed at once, to 4, not guessed in
/// practice, and the decimal logarithm of the guesses that it takes. It is advice; a policy's `strength` is the least score
/// that gives none (`KEYWARD_RULE_WEAK`). What the context knows is among the first guesses; it may be NULL when nothing is
/// known. Of a long password the first 100 characters are looked at.
///
/// It takes about a thousand times as long as a check, needs memory from the heap, asks the operating system for the year,
/// and keeps some megabytes of tables from its first call on.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_BUILT` if the library was built without its feature `strength`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_strength_utf8(
    context: MaybeContext<'_>,
    password: Utf8,
    password_len: usize,
    score: OutNumber32,
    guesses_log10: OutReal,
) -> Status {
    guard(|| estimate(context, password, password_len, score, guesses_log10))
}

/// `keyward_strength_utf8` for UTF-16; the length is in units.
///
/// Errors: the same.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_strength_utf16(
    context: MaybeContext<'_>,
    password: Utf16,
    password_len: usize,
    score: OutNumber32,
    guesses_log10: OutReal,
) -> Status {
    guard(|| estimate(context, password, password_len, score, guesses_log10))
}

fn estimate<U: Unit>(
    context: Option<&Context>,
    password: In<U>,
    len: usize,
    score: OutNumber32,
    guesses_log10: OutReal,
) -> Result<(), Status> {
    score.given()?;
    guesses_log10.given()?;
    let known = context.map(Context::known).unwrap_or_default();
    let (found, guesses) = U::read(password, len, |password| of(password, &known))??;
    guesses_log10.put(guesses)?;
    score.put(found)
}

#[cfg(feature = "strength")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is no answer")]
fn of(password: &str, known: &keyward::Context<'_>) -> Result<(u32, f64), Status> {
    let found = keyward::Strength::of(password, known);
    Ok((found.score.into(), found.guesses_log10))
}

#[cfg(not(feature = "strength"))]
fn of(_: &str, _: &keyward::Context<'_>) -> Result<(u32, f64), Status> {
    Err(Status::NotBuilt)
}
