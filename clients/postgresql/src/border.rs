//! The border to `keyward.c`, which is the header of these functions too. The only unsafe code of this client.

use std::ffi::{CStr, c_char, c_int, c_void};

use crate::{Change, Verdict, guesses, judge, mistake};

/// Compares a text with the role's present password: 1 if it is the same, 0 if not, -1 if that cannot be told.
type Compare = unsafe extern "C" fn(data: *const c_void, form: *const c_char) -> c_int;

/// The bytes of a text that ends; none of NULL.
///
/// # Safety
/// `text` is NULL or ends, and stays as it is for `'a`.
unsafe fn bytes<'a>(text: *const c_char) -> &'a [u8] {
    // SAFETY: the caller's.
    if text.is_null() { &[] } else { unsafe { CStr::from_ptr(text) }.to_bytes() }
}

/// # Safety
/// As [`bytes`].
unsafe fn text<'a>(text: *const c_char) -> &'a str {
    // SAFETY: the caller's. What the server gives is UTF-8 by then.
    std::str::from_utf8(unsafe { bytes(text) }).unwrap_or_default()
}

/// Writes a text that ends, as much of it as there is room for.
///
/// # Safety
/// `place` has room for `room` bytes.
unsafe fn write(told: &str, place: *mut c_char, room: usize) {
    let Some(most) = room.checked_sub(1) else { return };
    let most = told.len().min(most);
    let end = (0..=most).rev().find(|end| told.is_char_boundary(*end)).unwrap_or(0);
    // SAFETY: `end` is less than `room` and no more than the text has.
    unsafe {
        place.copy_from_nonoverlapping(told.as_ptr().cast(), end);
        place.add(end).write(0);
    }
}

/// A pointer that is only handed back.
struct Data(*const c_void);

// SAFETY: clients judge on the thread that calls them.
unsafe impl Sync for Data {}

/// Judges the new password of a role; see [`Verdict`].
///
/// # Safety
/// All texts end, `compare` is NULL or may be called with `data`, and `told` has room for `room` bytes.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn keyward_postgresql_judge(
    settings: *const c_char,
    role: *const c_char,
    database: *const c_char,
    password: *const c_char,
    compare: Option<Compare>,
    data: *const c_void,
    told: *mut c_char,
    room: usize,
) -> c_int {
    let data = Data(data);
    let data = &data;
    let is_present = compare.map(|compare| {
        move |form: &str| {
            let form = std::ffi::CString::new(form).ok()?;
            // SAFETY: the caller vouches for the function, and the text ends.
            match unsafe { compare(data.0, form.as_ptr()) } {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            }
        }
    });
    // SAFETY: the caller vouches for the texts.
    let change = unsafe {
        Change {
            settings: text(settings),
            role: text(role),
            database: text(database),
            password: bytes(password),
            present: is_present.as_ref().map(|is_present| is_present as _),
        }
    };
    let (verdict, line) = judge(&change);
    // SAFETY: the caller vouches for the place.
    unsafe { write(&line, told, room) };
    verdict as c_int
}

/// What is wrong with a setting, `key=value`: 0 if nothing, 1 with a text.
///
/// # Safety
/// As [`keyward_postgresql_judge`].
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn keyward_postgresql_mistake(
    setting: *const c_char,
    told: *mut c_char,
    room: usize,
) -> c_int {
    // SAFETY: the caller vouches for the text.
    let Some(line) = mistake(unsafe { text(setting) }) else { return 0 };
    // SAFETY: the caller vouches for the place.
    unsafe { write(&line, told, room) };
    1
}

/// What a hashed password of a role could be at worst, from 0 on: 1 with a text, 0 if there is no further one.
///
/// # Safety
/// As [`keyward_postgresql_judge`].
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn keyward_postgresql_guess(
    role: *const c_char,
    number: usize,
    told: *mut c_char,
    room: usize,
) -> c_int {
    // SAFETY: the caller vouches for the text.
    let guesses = guesses(unsafe { text(role) });
    let Some(guess) = guesses.get(number) else { return 0 };
    // SAFETY: the caller vouches for the place.
    unsafe { write(guess, told, room) };
    1
}

// The numbers that `keyward.c` knows.
const _: () = assert!(Verdict::Accepted as i32 == 0 && Verdict::Refused as i32 == 1);
const _: () = assert!(Verdict::Failed as i32 == 2 && Verdict::Passed as i32 == 3);
