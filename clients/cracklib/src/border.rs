//! The border to programs that link cracklib (`crack.h`). The only unsafe code of this client.

use std::ffi::{CStr, c_char};
use std::ptr;

use keyward_client::stays;

use crate::refusal;

/// # Safety
/// `text` is NULL or ends, and stays as it is for `'a`.
unsafe fn bytes<'a>(text: *const c_char) -> &'a [u8] {
    // SAFETY: the caller's.
    if text.is_null() { &[] } else { unsafe { CStr::from_ptr(text) }.to_bytes() }
}

/// Why a password is refused; NULL if it may be used.
///
/// # Safety
/// All texts are NULL or end.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn FascistCheckUser(
    password: *const c_char,
    _dictionary: *const c_char,
    user: *const c_char,
    gecos: *const c_char,
) -> *const c_char {
    // SAFETY: the caller's.
    let (password, user, gecos) = unsafe { (bytes(password), bytes(user), bytes(gecos)) };
    let refusal = refusal(password, &String::from_utf8_lossy(user), &String::from_utf8_lossy(gecos));
    refusal.map_or(ptr::null(), |line| stays(&line).as_ptr())
}

/// # Safety
/// As [`FascistCheckUser`].
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn FascistCheck(
    password: *const c_char,
    dictionary: *const c_char,
) -> *const c_char {
    // SAFETY: the caller's.
    unsafe { FascistCheckUser(password, dictionary, ptr::null(), ptr::null()) }
}

/// Where cracklib would have its dictionary.
#[unsafe(no_mangle)]
pub(crate) extern "C" fn GetDefaultCracklibDict() -> *const c_char {
    c"/var/cache/cracklib/cracklib_dict".as_ptr()
}
