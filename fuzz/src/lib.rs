//! Fuzz targets, each a function of bytes that panics when something does not hold that must. libFuzzer feeds them
//! (`cargo xtask fuzz`), and a test replays the seeds and all that was ever found (`tests/regressions.rs`).

mod batch;
mod breached;
mod c;
mod candidate;
mod dictionary;
mod ffi;
mod ffi_history;
mod files;
mod handles;
mod policies;

pub use batch::batch_line;
pub use breached::{breach_filter, breach_list};
pub use candidate::check;
pub use dictionary::{dict_open, dict_vs_naive};
pub use ffi::{ffi_calls, utf16};
pub use files::{history_record, policy_file};
pub use policies::policy_made;

/// What a target does with bytes.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("batch_line", batch_line),
    ("breach_filter", breach_filter),
    ("breach_list", breach_list),
    ("check", check),
    ("dict_open", dict_open),
    ("dict_vs_naive", dict_vs_naive),
    ("ffi_calls", ffi_calls),
    ("history_record", history_record),
    ("policy_file", policy_file),
    ("policy_made", policy_made),
    ("utf16", utf16),
];
