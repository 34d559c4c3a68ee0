//! The border to Windows: the three functions of a password filter, the registry and the event log. The only unsafe code of
//! this client.

use std::ptr;
use std::sync::OnceLock;

use windows_sys::Win32::Foundation::UNICODE_STRING;
use windows_sys::Win32::System::EventLog::{
    DeregisterEventSource, EVENTLOG_ERROR_TYPE, EVENTLOG_WARNING_TYPE, RegisterEventSourceW, ReportEventW,
};
use windows_sys::Win32::System::Registry::{HKEY_LOCAL_MACHINE, RRF_RT_REG_SZ, RegGetValueW};

use keyward_client::COMMON;

use crate::Filter;

/// Opened once, when the authority starts.
static FILTER: OnceLock<Filter> = OnceLock::new();

/// Text as Windows takes it, with a NUL at its end.
fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().filter(|unit| *unit != 0).chain([0]).collect()
}

/// The values under `HKEY_LOCAL_MACHINE\SOFTWARE\keyward`, as options.
fn options() -> Vec<String> {
    let key = wide(r"SOFTWARE\keyward");
    let value = |name: &'static str| {
        let mut text = [0_u16; 1024];
        let mut bytes = u32::try_from(size_of_val(&text)).unwrap_or(0);
        let value = wide(name);
        // SAFETY: the texts end, and the place has as many bytes as are said.
        let status = unsafe {
            RegGetValueW(
                HKEY_LOCAL_MACHINE,
                key.as_ptr(),
                value.as_ptr(),
                RRF_RT_REG_SZ,
                ptr::null_mut(),
                text.as_mut_ptr().cast(),
                &raw mut bytes,
            )
        };
        let units = text.iter().copied().take_while(|unit| *unit != 0).collect::<Vec<_>>();
        match status {
            0 => Some(format!("{name}={}", String::from_utf16_lossy(&units))),
            // It is not there.
            2 => None,
            // It is there and cannot be read, so that it must not be passed over.
            _ => Some(format!("{name}=")),
        }
    };
    COMMON.iter().filter_map(|key| value(key.name)).collect()
}

/// Tells the event log of applications, under the source `keyward`.
fn log(kind: u16, line: &str) {
    let (source, line) = (wide("keyward"), wide(line));
    // SAFETY: the texts end, and the one line is there until the call returns.
    unsafe {
        let log = RegisterEventSourceW(ptr::null(), source.as_ptr());
        if !log.is_null() {
            let lines = [line.as_ptr()];
            ReportEventW(log, kind, 0, 1, ptr::null_mut(), 1, 0, lines.as_ptr(), ptr::null());
            DeregisterEventSource(log);
        }
    }
}

fn filter() -> &'static Filter {
    FILTER.get_or_init(|| Filter::open(&options()))
}

/// The units of a text of Windows's; none of NULL.
///
/// # Safety
/// `text` is NULL or valid, and stays as it is for `'a`.
unsafe fn units<'a>(text: *const UNICODE_STRING) -> &'a [u16] {
    // SAFETY: the caller's.
    match unsafe { text.as_ref() } {
        Some(text) if !text.Buffer.is_null() => {
            // SAFETY: the caller's; the length counts bytes.
            unsafe { std::slice::from_raw_parts(text.Buffer, usize::from(text.Length) / 2) }
        }
        _ => &[],
    }
}

/// Windows asks whether the filter works. If it did not say so, no filter would be asked: a broken policy refuses passwords instead,
/// or lets them pass, as its options say.
#[unsafe(no_mangle)]
pub(crate) extern "system" fn InitializeChangeNotify() -> u8 {
    if let Some(mistake) = filter().mistake() {
        log(EVENTLOG_ERROR_TYPE, &format!("no password can be judged: {mistake}"));
    }
    1
}

/// Windows asks whether a password may be set.
///
/// # Safety
/// All texts are NULL or valid until this returns, as Windows vouches.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "system" fn PasswordFilter(
    user: *const UNICODE_STRING,
    full_name: *const UNICODE_STRING,
    password: *const UNICODE_STRING,
    set: u8,
) -> u8 {
    // SAFETY: the caller's.
    let (user, full_name, password) = unsafe { (units(user), units(full_name), units(password)) };
    let verdict = filter().check(user, full_name, password, set != 0);
    if let Some(line) = &verdict.line {
        log(EVENTLOG_WARNING_TYPE, line);
    }
    u8::from(verdict.accepted)
}

/// Windows tells that a password was set, which is no business of a filter's.
#[unsafe(no_mangle)]
pub(crate) extern "system" fn PasswordChangeNotify(
    _: *const UNICODE_STRING,
    _: u32,
    _: *const UNICODE_STRING,
) -> i32 {
    0
}
