//! The fuzz target `utf16`; what it does is in the library.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| keyward_fuzz::utf16(data));
