//! The border to Kerberos (`krb5/pwqual_plugin.h`). The only unsafe code of this client.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr;

/// `krb5_context`, and what else only Kerberos looks into.
type Handle = *mut c_void;

/// `krb5_error_code`.
type Code = i32;

/// The password stands in a dictionary (`kadm5/kadm_err.h`): the refusal that every version of kadmin shows with its text.
const PASS_Q_DICT: Code = 43_787_544;
/// A version of the interface that is not known.
const VERSION_UNKNOWN: Code = -1_750_600_182;

/// `struct krb5_pwqual_vtable_st`.
#[repr(C)]
pub(crate) struct Table {
    name: *const c_char,
    open: Option<unsafe extern "C" fn(Handle, *const c_char, *mut Handle) -> Code>,
    check: Option<Check>,
    close: Option<unsafe extern "C" fn(Handle, Handle)>,
}

type Check =
    unsafe extern "C" fn(Handle, Handle, *const c_char, *const c_char, Handle, *const *const c_char) -> Code;

unsafe extern "C" {
    fn krb5_unparse_name(context: Handle, principal: Handle, name: *mut *mut c_char) -> Code;
    fn krb5_free_unparsed_name(context: Handle, name: *mut c_char);
    fn krb5_set_error_message(context: Handle, code: Code, format: *const c_char, ...);
    fn krb5_appdefault_string(
        context: Handle,
        application: *const c_char,
        realm: *const c_void,
        option: *const c_char,
        usual: *const c_char,
        value: *mut *mut c_char,
    );
    fn krb5_free_string(context: Handle, value: *mut c_char);
}

/// A copy of a text that ends; none of NULL.
///
/// # Safety
/// `text` is NULL or ends.
unsafe fn copy(text: *const c_char) -> Option<String> {
    // SAFETY: the caller's.
    (!text.is_null()).then(|| unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned())
}

/// What `[appdefaults]` says under `keyward`, as options.
///
/// # Safety
/// `context` is Kerberos's.
unsafe fn options(context: Handle) -> Vec<String> {
    let value = |name: &str| {
        let option = CString::new(name).ok()?;
        let mut value = ptr::null_mut();
        // SAFETY: the texts end, and Kerberos allots the value.
        let text = unsafe {
            krb5_appdefault_string(
                context,
                c"keyward".as_ptr(),
                ptr::null(),
                option.as_ptr(),
                c"".as_ptr(),
                &raw mut value,
            );
            let text = copy(value);
            krb5_free_string(context, value);
            text
        };
        text.filter(|text| !text.is_empty()).map(|text| format!("{name}={text}"))
    };
    crate::keys().filter_map(|key| value(key.name)).collect()
}

/// Tells the system's log, under the name of the program.
fn log(line: &str) {
    let Ok(line) = CString::new(line) else { return };
    // SAFETY: the format takes one text, which ends.
    unsafe { libc::syslog(libc::LOG_ERR, c"%s".as_ptr(), line.as_ptr()) };
}

unsafe extern "C" fn check(
    context: Handle,
    _: Handle,
    password: *const c_char,
    _policy: *const c_char,
    principal: Handle,
    languages: *const *const c_char,
) -> Code {
    let mut name = ptr::null_mut();
    // SAFETY: Kerberos vouches for all that it hands over for the time of this call.
    let (password, principal, mut items, language) = unsafe {
        let done = krb5_unparse_name(context, principal, &raw mut name);
        let principal = copy(name).filter(|_| done == 0).unwrap_or_default();
        krb5_free_unparsed_name(context, name);
        let password = if password.is_null() { &[][..] } else { CStr::from_ptr(password).to_bytes() };
        let language = if languages.is_null() { None } else { copy(*languages) };
        (password, principal, options(context), language)
    };
    // The client's own language, unless the administrator has chosen one.
    if !items.iter().any(|item| item.starts_with("lang="))
        && language.is_some_and(|wanted| wanted.starts_with("cy"))
    {
        items.push("lang=cy".to_owned());
    }
    let Some(text) = crate::refusal(password, &principal, &items, log) else { return 0 };
    if let Ok(text) = CString::new(text) {
        // SAFETY: the format takes one text, which ends.
        unsafe { krb5_set_error_message(context, PASS_Q_DICT, c"%s".as_ptr(), text.as_ptr()) };
    }
    PASS_Q_DICT
}

/// Kerberos calls this when it has loaded the plugin.
///
/// # Safety
/// `table` is the place that Kerberos gives for version 1 of the interface.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn pwqual_keyward_initvt(
    _: Handle,
    major: c_int,
    _minor: c_int,
    table: *mut Table,
) -> Code {
    if major != 1 || table.is_null() {
        return VERSION_UNKNOWN;
    }
    // SAFETY: the caller's.
    unsafe { table.write(Table { name: c"keyward".as_ptr(), open: None, check: Some(check), close: None }) };
    0
}
