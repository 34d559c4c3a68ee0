//! The fuzz target `ffi_calls`; what it does is in the library.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| keyward_fuzz::ffi_calls(data));
