//! The check itself, and where text is not well-formed.

use crate::border::{In, OutBool, OutSize, Unit, Utf8, Utf16, given, guard};
use crate::breached;
use crate::context::{Context, MaybeContext};
use crate::numbers::Status;
use crate::policy::{GivenPolicy, Policy};
use crate::report::{OutReport, Report};

/// Checks a password in UTF-8 and makes a report, which the caller gives back to `keyward_report_free`. The context may
/// be NULL when nothing is known. The password is not copied, changed or kept; places in the report count bytes.
///
/// The report is the only memory that a check asks for, as long as the policy adds no words of its own and asks for no
/// strength.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY` and `INVALID` where a history is asked, as `keyward_history_check_utf8`, and
/// `BREACH_FILTER` where the policy asks for one that was not given or whose file can no longer be read.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_check_utf8(
    policy: GivenPolicy<'_>,
    context: MaybeContext<'_>,
    password: Utf8,
    password_len: usize,
    report: OutReport,
) -> Status {
    guard(|| check(policy, context, password, password_len, report))
}

/// `keyward_check_utf8` for UTF-16; the length and places in the report count units. A copy of the password is wiped
/// before the function returns; it is on the stack, unless the password has more than 512 units.
///
/// Errors: the same, `ENCODING` for a lone surrogate, and `MEMORY`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_check_utf16(
    policy: GivenPolicy<'_>,
    context: MaybeContext<'_>,
    password: Utf16,
    password_len: usize,
    report: OutReport,
) -> Status {
    guard(|| check(policy, context, password, password_len, report))
}

fn check<U: Unit>(
    policy: Option<&Policy>,
    context: Option<&Context>,
    password: In<U>,
    password_len: usize,
    report: OutReport,
) -> Result<(), Status> {
    report.given()?;
    let policy = given(policy)?;
    let known = context.map(Context::known).unwrap_or_default();
    let mut made = Report::new(policy)?;
    U::read(password, password_len, |password| {
        deliberate_panic(password);
        let found = made.found();
        policy.0.validator().try_check_into(found, password, &known).map_err(breached::status)?;
        if let Some((history, ask)) = context.and_then(|context| context.history.as_ref()) {
            history.ask(found, password, policy, *ask)?;
        }
        U::count_places(found, password);
        Ok(())
    })??;
    report.hand_over(made)
}

/// Whether a password in UTF-8 may be used: the verdict of `keyward_check_utf8` alone, sooner, as nothing is looked at after
/// the first violation. It asks for no memory, as long as the policy adds no words of its own and no history is asked.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY` where a history is asked, and `BREACH_FILTER` where the policy asks for one that
/// was not given or whose file can no longer be read.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_accepts_utf8(
    policy: GivenPolicy<'_>,
    context: MaybeContext<'_>,
    password: Utf8,
    password_len: usize,
    accepted: OutBool,
) -> Status {
    guard(|| accepts(policy, context, password, password_len, accepted))
}

/// `keyward_accepts_utf8` for UTF-16; the length is in units. A copy of the password is wiped before the function returns; it
/// is on the stack, unless the password has more than 512 units.
///
/// Errors: the same, and `MEMORY` for a long text.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_accepts_utf16(
    policy: GivenPolicy<'_>,
    context: MaybeContext<'_>,
    password: Utf16,
    password_len: usize,
    accepted: OutBool,
) -> Status {
    guard(|| accepts(policy, context, password, password_len, accepted))
}

fn accepts<U: Unit>(
    policy: Option<&Policy>,
    context: Option<&Context>,
    password: In<U>,
    password_len: usize,
    accepted: OutBool,
) -> Result<(), Status> {
    accepted.given()?;
    let policy = given(policy)?;
    let known = context.map(Context::known).unwrap_or_default();
    let verdict = U::read(password, password_len, |password| {
        deliberate_panic(password);
        let validator = policy.0.validator();
        if !validator.try_accepts(password, &known).map_err(breached::status)? {
            return Ok(false);
        }
        let Some((history, ask)) = context.and_then(|context| context.history.as_ref()) else {
            return Ok(true);
        };
        let mut found = keyward::Report::EMPTY;
        history.ask(&mut found, password, policy, *ask)?;
        Ok(found.accepted())
    })??;
    accepted.put(verdict)
}

#[cfg(feature = "deliberate-panic")]
fn deliberate_panic(password: &str) {
    assert!(password != "deliberate panic", "the message may quote {password}");
}

#[cfg(not(feature = "deliberate-panic"))]
const fn deliberate_panic(_: &str) {}

/// Where text is not well-formed UTF-8: the first byte that is not part of a character.
///
/// Status: `OK` if all of it is well-formed, and `place` is not written; `ENCODING` if not, and `place` is written.
/// Errors: `NULL`, `LENGTH`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_utf8_error(text: Utf8, text_len: usize, place: OutSize) -> Status {
    guard(|| error(text, text_len, place))
}

/// Where text is not well-formed UTF-16: the first lone surrogate, counted in units.
///
/// Status: as `keyward_utf8_error`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_utf16_error(text: Utf16, text_len: usize, place: OutSize) -> Status {
    guard(|| error(text, text_len, place))
}

fn error<U: Unit>(text: In<U>, len: usize, place: OutSize) -> Result<(), Status> {
    place.given()?;
    match U::error(text, len)? {
        None => Ok(()),
        Some(found) => place.put(found).and(Err(Status::Encoding)),
    }
}
