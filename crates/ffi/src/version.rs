//! The version of the library, from the one place where it is written: the workspace's Cargo.toml.

use std::ffi::CStr;

use crate::border::Lent;

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"",
};

/// The version as one number that grows: major, minor and patch of 8 bits each, `0x010203` for 1.2.3.
pub const VERSION_NUMBER: u32 = part(env!("CARGO_PKG_VERSION_MAJOR")) << 16
    | part(env!("CARGO_PKG_VERSION_MINOR")) << 8
    | part(env!("CARGO_PKG_VERSION_PATCH"));

/// A part of the version; it has digits alone, which Cargo sees to.
const fn part(digits: &str) -> u32 {
    match u32::from_str_radix(digits, 10) {
        Ok(part) => part,
        Err(_) => 0,
    }
}

/// The version of the library that is running, such as `0.1.0`, with a NUL at its end. It is never freed. Compare with
/// `KEYWARD_VERSION`, the version of the header.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_version() -> Lent {
    VERSION.as_ptr()
}

/// The version of the library that is running as one number, as in `KEYWARD_VERSION_NUMBER`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_version_number() -> u32 {
    VERSION_NUMBER
}
