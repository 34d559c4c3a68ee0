//! The border to slapd: what it hands over, what it is asked, and the function that it calls. The only unsafe code of this client.
//!
//! slapd comes without its header `slap.h`, so the heads of three of its records are declared here as versions 2.5 and 2.6 have
//! them. Both call `check_password`, but with different places for the text: which one it is follows from the version of
//! the library that slapd has loaded.

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_ulong, c_void};
use std::ptr;
use std::sync::OnceLock;

/// `struct berval`: bytes with their length.
#[repr(C)]
pub(crate) struct Berval {
    len: c_ulong,
    val: *mut c_char,
}

/// The head of `struct Entry`.
#[repr(C)]
pub(crate) struct RawEntry {
    id: c_ulong,
    name: Berval,
    normalized_name: Berval,
    attributes: *const RawAttribute,
}

/// `struct Attribute`.
#[repr(C)]
struct RawAttribute {
    description: *const RawDescription,
    values: *const Berval,
    normalized_values: *const Berval,
    count: c_uint,
    flags: c_uint,
    next: *const RawAttribute,
}

/// The head of `struct AttributeDescription`.
#[repr(C)]
struct RawDescription {
    next: *const RawDescription,
    kind: *const c_void,
    name: Berval,
}

/// `LDAPAPIInfo`.
#[repr(C)]
struct ApiInfo {
    info_version: c_int,
    api_version: c_int,
    protocol_version: c_int,
    extensions: *mut *mut c_char,
    vendor_name: *mut c_char,
    vendor_version: c_int,
}

type GetOption = unsafe extern "C" fn(*mut c_void, c_int, *mut c_void) -> c_int;
type Passwd =
    unsafe extern "C" fn(*const Berval, *const Berval, *const *const c_char, *mut *const c_char) -> c_int;
type Debug = unsafe extern "C" fn(c_int, c_int, *const c_char, ...);

/// An entry of the directory.
pub(crate) struct Entry<'a>(&'a RawEntry);

impl<'a> Entry<'a> {
    /// Whether the directory has the entry already; one that is being added has no number yet.
    pub(crate) const fn is_stored(&self) -> bool {
        self.0.id != 0 && self.0.id != c_ulong::MAX
    }

    /// The values of an attribute; its name is compared without regard to case.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &'a [u8]> {
        // SAFETY: slapd keeps the list of attributes, and what they point to, until `check_password` returns.
        let mut next = unsafe { self.0.attributes.as_ref() };
        let found = std::iter::from_fn(move || {
            let attribute = next?;
            // SAFETY: as above.
            next = unsafe { attribute.next.as_ref() };
            Some(attribute)
        })
        .find(|attribute| {
            // SAFETY: as above.
            let description = unsafe { attribute.description.as_ref() };
            description
                .is_some_and(|description| bytes(&description.name).eq_ignore_ascii_case(name.as_bytes()))
        });
        found.into_iter().flat_map(|attribute| {
            let count = if attribute.values.is_null() { 0 } else { attribute.count as usize };
            // SAFETY: slapd vouches for as many values as it counts.
            (0..count).map(move |index| bytes(unsafe { &*attribute.values.add(index) }))
        })
    }
}

/// The bytes of a value of slapd's, which it keeps until `check_password` returns.
fn bytes(value: &Berval) -> &[u8] {
    match usize::try_from(value.len) {
        // SAFETY: slapd vouches for as many bytes as it counts.
        Ok(len) if !value.val.is_null() => unsafe { std::slice::from_raw_parts(value.val.cast(), len) },
        _ => &[],
    }
}

/// A function of the program that has loaded this module.
fn symbol(name: &CStr) -> Option<*mut c_void> {
    // SAFETY: the name ends.
    Some(unsafe { libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr()) }).filter(|symbol| !symbol.is_null())
}

/// Whether a stored value was made of a password, as slapd itself would tell at a bind.
pub(crate) fn matches(stored: &[u8], password: &[u8]) -> bool {
    let Some(function) = symbol(c"lutil_passwd") else { return false };
    // SAFETY: it is slapd's function of this name, the same in 2.5 and 2.6.
    let function = unsafe { std::mem::transmute::<*mut c_void, Passwd>(function) };
    // Schemes read their values as text that ends. All memory of this module is wiped when it is given back.
    let (Ok(stored), Ok(password)) = (CString::new(stored), CString::new(password)) else { return false };
    let value = |text: &CString| {
        let len = c_ulong::try_from(text.as_bytes().len()).unwrap_or(0);
        Berval { len, val: text.as_ptr().cast_mut() }
    };
    let (stored, password) = (value(&stored), value(&password));
    let mut text = ptr::null();
    // SAFETY: both values are there until it returns; without a list of schemes all are allowed.
    unsafe { function(&raw const stored, &raw const password, ptr::null(), &raw mut text) == 0 }
}

/// Tells the system's log, under slapd's name, and what slapd prints where it runs in the foreground.
pub(crate) fn log(line: &str) {
    let Ok(line) = CString::new(line) else { return };
    // SAFETY: the format takes one text, which ends.
    unsafe { libc::syslog(libc::LOG_ERR, c"%s".as_ptr(), line.as_ptr()) };
    if let Some(function) = symbol(c"lutil_debug") {
        // SAFETY: it is the library's function of this name; the format takes one text, which ends.
        unsafe {
            let function = std::mem::transmute::<*mut c_void, Debug>(function);
            function(-1, -1, c"%s\n".as_ptr(), line.as_ptr());
        }
    }
}

/// Whether slapd is 2.6 or later, which lends a place for the text.
fn lends_a_place() -> bool {
    static ANSWER: OnceLock<bool> = OnceLock::new();
    *ANSWER.get_or_init(|| {
        let Some(function) = symbol(c"ldap_get_option") else { return false };
        let mut info = ApiInfo {
            info_version: 1,
            api_version: 0,
            protocol_version: 0,
            extensions: ptr::null_mut(),
            vendor_name: ptr::null_mut(),
            vendor_version: 0,
        };
        // SAFETY: it is the library's function of this name; option 0 fills the record. What it allots stays, once.
        let done = unsafe {
            let function = std::mem::transmute::<*mut c_void, GetOption>(function);
            function(ptr::null_mut(), 0, (&raw mut info).cast())
        };
        done == 0 && info.vendor_version >= 20600
    })
}

/// What slapd takes for success, and for a password that it must not store.
const SUCCESS: c_int = 0;
const CONSTRAINT_VIOLATION: c_int = 19;

/// A line that slapd shows and logs; what it lends in 2.6 has 256 bytes.
const MOST_BYTES: usize = 500;

/// slapd calls this with a password that it is about to store.
///
/// # Safety
/// As slapd vouches: `password` is a text that ends, `message` is the place for a text that `free` takes (2.5) or a
/// `struct berval` with room for one (2.6), `entry` and `argument` are NULL or slapd's.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn check_password(
    password: *const c_char,
    message: *mut c_void,
    entry: *const RawEntry,
    argument: *const Berval,
) -> c_int {
    // SAFETY: slapd vouches for all of them for the time of this call.
    let (password, entry, argument) = unsafe {
        let password = if password.is_null() { &[][..] } else { CStr::from_ptr(password).to_bytes() };
        (password, entry.as_ref().map(Entry), argument.as_ref().map(bytes).unwrap_or_default())
    };
    // A mistake in it is told as any other: it names no key.
    let argument = String::from_utf8_lossy(argument);
    let lent = lends_a_place() && !message.is_null();
    // SAFETY: 2.6 lends a `struct berval`.
    let room = if lent { unsafe { &*message.cast::<Berval>() }.len } else { 0 };
    let room = usize::try_from(room).unwrap_or(0);
    let most = if lent { room.saturating_sub(1) } else { MOST_BYTES };
    let Some(text) = crate::refusal(password, entry.as_ref(), &argument, most) else { return SUCCESS };
    let Ok(text) = CString::new(text) else { return CONSTRAINT_VIOLATION };
    if lent {
        // SAFETY: the room that is lent takes as many bytes, of which the text was told to leave one.
        unsafe {
            let place = &mut *message.cast::<Berval>();
            if text.as_bytes_with_nul().len() <= room && !place.val.is_null() {
                ptr::copy_nonoverlapping(text.as_ptr(), place.val, text.as_bytes_with_nul().len());
            }
        }
    } else if !message.is_null() {
        // SAFETY: 2.5 gives the place for a text, which it frees.
        unsafe { message.cast::<*mut c_char>().write(libc::strdup(text.as_ptr())) };
    }
    CONSTRAINT_VIOLATION
}
