//! The fuzz target `dict_vs_naive`; what it does is in the library.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| keyward_fuzz::dict_vs_naive(data));
