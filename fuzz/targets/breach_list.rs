//! The fuzz target `breach_list`; what it does is in the library.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| keyward_fuzz::breach_list(data));
