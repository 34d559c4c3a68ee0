//! The border to PAM: its functions, and the one that it calls. The only unsafe code of this client.
//!
//! PAM hands over a handle that is valid until [`pam_sm_chauthtok`] returns; everything here borrows it for that long.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::marker::PhantomData;
use std::ptr;

use zeroize::Zeroizing;

/// What a call of PAM came to (`security/_pam_types.h`).
#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code(c_int);

impl Code {
    pub(crate) const SUCCESS: Self = Self(0);
    pub(crate) const SERVICE_ERR: Self = Self(3);
    pub(crate) const MAXTRIES: Self = Self(11);
    pub(crate) const AUTHTOK_ERR: Self = Self(20);
    pub(crate) const TRY_AGAIN: Self = Self(24);
}

/// What PAM says of a call.
#[derive(Clone, Copy)]
pub(crate) struct Flags(c_int);

impl Flags {
    /// Whether the password is to be changed now, rather than asked whether it can be.
    pub(crate) const fn is_update(self) -> bool {
        self.0 & 0x2000 != 0
    }

    /// Whether it is changed because it has expired, which binds root too.
    pub(crate) const fn is_expired(self) -> bool {
        self.0 & 0x20 != 0
    }
}

/// How urgent a line of the system's log is.
#[derive(Clone, Copy)]
pub(crate) enum Priority {
    Error = 3,
    Notice = 5,
    Debug = 7,
}

const OLD_AUTHTOK: c_int = 7;
const AUTHTOK: c_int = 6;
const ERROR_MSG: c_int = 3;

/// PAM's own record of an application, which nobody else looks into.
#[repr(C)]
pub(crate) struct Handle {
    _private: [u8; 0],
}

unsafe extern "C" {
    fn pam_get_user(handle: *mut Handle, user: *mut *const c_char, prompt: *const c_char) -> c_int;
    fn pam_get_item(handle: *const Handle, item: c_int, value: *mut *const c_void) -> c_int;
    fn pam_set_item(handle: *mut Handle, item: c_int, value: *const c_void) -> c_int;
    fn pam_get_authtok_noverify(
        handle: *mut Handle,
        token: *mut *const c_char,
        prompt: *const c_char,
    ) -> c_int;
    fn pam_get_authtok_verify(handle: *mut Handle, token: *mut *const c_char, prompt: *const c_char)
    -> c_int;
    fn pam_modutil_getpwnam(handle: *mut Handle, user: *const c_char) -> *const libc::passwd;
    fn pam_prompt(
        handle: *mut Handle,
        style: c_int,
        answer: *mut *mut c_char,
        format: *const c_char,
        ...
    ) -> c_int;
    fn pam_syslog(handle: *const Handle, priority: c_int, format: *const c_char, ...);
}

/// PAM, for the time of one call.
pub(crate) struct Pam<'a>(*mut Handle, PhantomData<&'a Handle>);

impl Pam<'_> {
    /// The user whose password is changed.
    pub(crate) fn user(&self) -> Result<String, String> {
        let mut user = ptr::null();
        // SAFETY: the handle is valid, and so is the place for the name.
        let code = unsafe { pam_get_user(self.0, &raw mut user, ptr::null()) };
        // SAFETY: PAM keeps the name until it is changed.
        let user = unsafe { bytes(user) };
        let user = user.filter(|_| code == 0).ok_or("PAM does not say whose password it is")?;
        std::str::from_utf8(user).map(str::to_owned).map_err(|_| "the user name is not UTF-8".to_owned())
    }

    /// The comment field of the user's entry in the list of users.
    pub(crate) fn gecos(&self, user: &str) -> Option<String> {
        let user = CString::new(user).ok()?;
        // SAFETY: the handle is valid, and the name ends.
        let entry = unsafe { pam_modutil_getpwnam(self.0, user.as_ptr()) };
        // SAFETY: PAM keeps the entry, and what it points to, as long as the handle.
        let gecos = unsafe { entry.as_ref().and_then(|entry| bytes(entry.pw_gecos)) }?;
        Some(String::from_utf8_lossy(gecos).into_owned())
    }

    /// The password that the typist has given as the present one.
    pub(crate) fn old_password(&self) -> Option<Zeroizing<String>> {
        let mut value = ptr::null();
        // SAFETY: the handle is valid, and so is the place for the value.
        let code = unsafe { pam_get_item(self.0, OLD_AUTHTOK, &raw mut value) };
        // SAFETY: PAM keeps the value until it is changed.
        let value = unsafe { bytes(value.cast()) }.filter(|value| code == 0 && !value.is_empty())?;
        std::str::from_utf8(value).ok().map(|value| Zeroizing::new(value.to_owned()))
    }

    /// The new password: the one that a module before this one has asked for, or asked for now.
    pub(crate) fn new_password(&self) -> Result<Zeroizing<Vec<u8>>, Code> {
        let mut token = ptr::null();
        // SAFETY: the handle is valid, and so is the place for the token.
        let code = unsafe { pam_get_authtok_noverify(self.0, &raw mut token, ptr::null()) };
        // SAFETY: PAM keeps the token until it is changed.
        let token = unsafe { bytes(token) };
        match token {
            Some(token) if code == 0 => Ok(Zeroizing::new(token.to_vec())),
            _ if code == 0 => Err(Code::AUTHTOK_ERR),
            _ => Err(Code(code)),
        }
    }

    /// Has the typist repeat the new password, unless that has been done.
    pub(crate) fn repeat_new_password(&self) -> Code {
        let mut token = ptr::null();
        // SAFETY: the handle is valid, and so is the place for the token.
        let code = unsafe { pam_get_authtok_noverify(self.0, &raw mut token, ptr::null()) };
        if code != 0 || token.is_null() {
            return Code::AUTHTOK_ERR;
        }
        // SAFETY: PAM compares what is typed with the token that it has just given.
        Code(unsafe { pam_get_authtok_verify(self.0, &raw mut token, ptr::null()) })
    }

    /// Takes the new password back, so that no module after this one sets it.
    pub(crate) fn forget_new_password(&self) {
        // SAFETY: the handle is valid; PAM wipes its copy.
        unsafe { pam_set_item(self.0, AUTHTOK, ptr::null()) };
    }

    /// Tells the typist.
    pub(crate) fn say(&self, line: &str) {
        if let Ok(line) = CString::new(line).map(|line| Zeroizing::new(line.into_bytes_with_nul())) {
            // SAFETY: the handle is valid, and the format takes one text, which ends.
            unsafe {
                pam_prompt(self.0, ERROR_MSG, ptr::null_mut(), c"%s".as_ptr(), line.as_ptr().cast::<c_char>())
            };
        }
    }

    /// Tells the system's log.
    pub(crate) fn log(&self, priority: Priority, line: &str) {
        if let Ok(line) = CString::new(line) {
            // SAFETY: the handle is valid, and the format takes one text, which ends.
            unsafe { pam_syslog(self.0, priority as c_int, c"%s".as_ptr(), line.as_ptr()) };
        }
    }
}

/// Whether it is root who changes the password.
pub(crate) fn is_root() -> bool {
    // SAFETY: it only reads a number.
    unsafe { libc::getuid() == 0 }
}

/// The bytes of a text that ends with NUL; none if there is no text.
///
/// # Safety
/// `text` is NULL, or a text that is left as it is for `'a`.
unsafe fn bytes<'a>(text: *const c_char) -> Option<&'a [u8]> {
    // SAFETY: the caller's.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_bytes())
}

/// PAM calls this to have a password changed.
///
/// # Safety
/// `handle` is PAM's, and `arguments` has as many texts as `count` says, as PAM vouches.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pam_sm_chauthtok(
    handle: *mut Handle,
    flags: c_int,
    count: c_int,
    arguments: *const *const c_char,
) -> Code {
    let count = usize::try_from(count).unwrap_or(0);
    let items: Option<Vec<&str>> = (0..count)
        // SAFETY: PAM vouches for the array and its texts for the time of this call.
        .map(|index| unsafe { bytes(*arguments.add(index)) }.and_then(|item| std::str::from_utf8(item).ok()))
        .collect();
    let pam = Pam(handle, PhantomData);
    let Some(items) = items else {
        pam.log(Priority::Error, "an option of pam_keyward.so is not UTF-8");
        return Code::SERVICE_ERR;
    };
    crate::change(&pam, Flags(flags), &items)
}
