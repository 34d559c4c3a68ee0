//! Whether one password is a deviation of another.

use keyward::recycled::change_between;

use crate::border::{In, OutSize, OutText, Unit, Utf8, Utf16, guard};
use crate::numbers::Status;

/// What was done to a password in UTF-8 to make another of it, as an identifier in ASCII that is never freed, such as
/// `counter_moved`, or `identical`; `keyward_report_kind` gives the same of a finding. For the typist alone: it tells
/// what the old password is like. No memory is asked for.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `NONE` if the two are unrelated.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_change_between_utf8(
    new_password: Utf8,
    new_password_len: usize,
    old_password: Utf8,
    old_password_len: usize,
    kind: OutText,
    kind_len: OutSize,
) -> Status {
    guard(|| change((new_password, new_password_len), (old_password, old_password_len), kind, kind_len))
}

/// `keyward_change_between_utf8` for UTF-16; the lengths are in units.
///
/// Errors: the same, and `MEMORY` for a long text.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_change_between_utf16(
    new_password: Utf16,
    new_password_len: usize,
    old_password: Utf16,
    old_password_len: usize,
    kind: OutText,
    kind_len: OutSize,
) -> Status {
    guard(|| change((new_password, new_password_len), (old_password, old_password_len), kind, kind_len))
}

fn change<U: Unit>(
    (new, new_len): (In<U>, usize),
    (old, old_len): (In<U>, usize),
    kind: OutText,
    kind_len: OutSize,
) -> Result<(), Status> {
    kind.given()?;
    kind_len.given()?;
    let found = U::read(new, new_len, |new| U::read(old, old_len, |old| change_between(new, old)))??;
    kind.text(found.ok_or(Status::None)?.id(), kind_len)
}
