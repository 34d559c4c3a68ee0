//! The fuzz target `batch_line`; what it does is in the library.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| keyward_fuzz::batch_line(data));
