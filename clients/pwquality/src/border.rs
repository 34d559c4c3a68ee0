//! The border to programs that link libpwquality (`pwquality.h`). The only unsafe code of this client.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;

use keyward_client::stays;

use crate::settings::Settings;
use crate::{check, generate, number, text};

/// # Safety
/// `text` is NULL or ends, and stays as it is for `'a`.
unsafe fn bytes<'a>(text: *const c_char) -> Option<&'a [u8]> {
    // SAFETY: the caller's.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_bytes())
}

/// # Safety
/// As [`bytes`].
unsafe fn utf8<'a>(text: *const c_char) -> Option<&'a str> {
    // SAFETY: the caller's.
    unsafe { bytes(text) }.and_then(|text| std::str::from_utf8(text).ok())
}

#[unsafe(no_mangle)]
pub(crate) extern "C" fn pwquality_default_settings() -> *mut Settings {
    Box::into_raw(Box::default())
}

/// # Safety
/// `settings` is NULL or was made by [`pwquality_default_settings`], and is not used any more.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_free_settings(settings: *mut Settings) {
    if !settings.is_null() {
        // SAFETY: the caller's.
        drop(unsafe { Box::from_raw(settings) });
    }
}

/// libpwquality's own file is not read: what decides is in keyward's.
///
/// # Safety
/// `detail` is NULL or the place for a pointer.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_read_config(
    _: *mut Settings,
    _: *const c_char,
    detail: *mut *const c_void,
) -> c_int {
    if !detail.is_null() {
        // SAFETY: the caller's.
        unsafe { detail.write(ptr::null()) };
    }
    number::SUCCESS
}

/// # Safety
/// `settings` is NULL or of this library, and `option` is NULL or ends.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_set_option(
    settings: *mut Settings,
    option: *const c_char,
) -> c_int {
    // SAFETY: the caller's.
    match unsafe { (settings.as_mut(), utf8(option)) } {
        (Some(settings), Some(option)) => settings.set(option),
        _ => number::UNKNOWN_SETTING,
    }
}

/// # Safety
/// As [`pwquality_set_option`].
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_set_int_value(
    settings: *mut Settings,
    setting: c_int,
    value: c_int,
) -> c_int {
    // SAFETY: the caller's.
    let settings = unsafe { settings.as_mut() };
    settings.map_or(number::FATAL_FAILURE, |settings| settings.set_number(setting, value))
}

/// # Safety
/// As [`pwquality_set_option`].
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_set_str_value(
    settings: *mut Settings,
    setting: c_int,
    value: *const c_char,
) -> c_int {
    // SAFETY: the caller's.
    let (settings, value) = unsafe { (settings.as_mut(), bytes(value).unwrap_or_default()) };
    let value = CString::new(value).unwrap_or_default();
    settings.map_or(number::FATAL_FAILURE, |settings| settings.set_text(setting, value))
}

/// # Safety
/// As [`pwquality_set_option`], and `value` is NULL or the place for a number.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_get_int_value(
    settings: *const Settings,
    setting: c_int,
    value: *mut c_int,
) -> c_int {
    // SAFETY: the caller's.
    let (Some(settings), false) = (unsafe { settings.as_ref() }, value.is_null()) else {
        return number::FATAL_FAILURE;
    };
    match settings.number(setting) {
        Ok(known) => {
            // SAFETY: the caller's.
            unsafe { value.write(known) };
            number::SUCCESS
        }
        Err(number) => number,
    }
}

/// # Safety
/// As [`pwquality_set_option`], and `value` is NULL or the place for a pointer.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_get_str_value(
    settings: *const Settings,
    setting: c_int,
    value: *mut *const c_char,
) -> c_int {
    // SAFETY: the caller's.
    let (Some(settings), false) = (unsafe { settings.as_ref() }, value.is_null()) else {
        return number::FATAL_FAILURE;
    };
    match settings.text(setting) {
        Ok(known) => {
            // SAFETY: the caller's; the text lives as long as the settings.
            unsafe { value.write(known.map_or(ptr::null(), |known| known.as_ptr())) };
            number::SUCCESS
        }
        Err(number) => number,
    }
}

/// # Safety
/// `password` is NULL or the place for a pointer. What it gets is freed by `free`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_generate(
    _: *mut Settings,
    bits: c_int,
    password: *mut *mut c_char,
) -> c_int {
    let made = generate(u32::try_from(bits).unwrap_or(0)).ok().and_then(|made| CString::new(made).ok());
    let (Some(made), false) = (made, password.is_null()) else { return number::RNG };
    // SAFETY: the caller's; the text ends.
    unsafe { password.write(libc::strdup(made.as_ptr())) };
    number::SUCCESS
}

/// # Safety
/// All texts are NULL or end, and `detail` is NULL or the place for a pointer.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_check(
    _: *mut Settings,
    password: *const c_char,
    old: *const c_char,
    user: *const c_char,
    detail: *mut *const c_void,
) -> c_int {
    // SAFETY: the caller's.
    let (password, old, user) = unsafe { (bytes(password).unwrap_or_default(), utf8(old), utf8(user)) };
    let (number, line) = check(password, old.filter(|old| !old.is_empty()), user);
    if !detail.is_null() {
        let told = if number < 0 { stays(&line).as_ptr().cast() } else { ptr::null() };
        // SAFETY: the caller's.
        unsafe { detail.write(told) };
    }
    number
}

/// # Safety
/// `buffer` is NULL or has room for `room` bytes, and `detail` is NULL or came from [`pwquality_check`].
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwquality_strerror(
    buffer: *mut c_char,
    room: usize,
    number: c_int,
    detail: *const c_void,
) -> *const c_char {
    // SAFETY: the caller's.
    let line = unsafe { utf8(detail.cast()) }.unwrap_or_else(|| text(number));
    if buffer.is_null() || room == 0 {
        return stays(line).as_ptr();
    }
    let end = (0..=line.len().min(room - 1)).rev().find(|end| line.is_char_boundary(*end)).unwrap_or(0);
    // SAFETY: the caller's; `end` is less than `room`.
    unsafe {
        buffer.copy_from_nonoverlapping(line.as_ptr().cast(), end);
        buffer.add(end).write(0);
    }
    buffer
}
