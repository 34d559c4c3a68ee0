//! keyward as a C library: the functions of `include/keyward.h`.
//!
//! The header is made from this crate and is its manual. Each file holds the functions of one noun: [`policy`],
//! [`preset`], [`explain`], [`dictionary`], [`breached`], [`context`], [`history`], [`verify`], [`check`], [`change`], [`rule`],
//! [`report`], [`report_text`], [`status`], [`strength`], [`suggestion`], [`version`], [`words`]. They are safe code: what comes from C arrives as the
//! types of [`border`], the one place with unsafe code, where pointers become slices, handles and outputs, and where panics
//! stop. The enums of the header are [`numbers`].
//! (The exported names are an `unsafe` attribute by Rust's grammar, which is why the attribute, and nothing else of the
//! kind, stands in the other files.)

#![deny(unsafe_op_in_unsafe_fn, clippy::undocumented_unsafe_blocks)]
#![allow(
    clippy::must_use_candidate,
    reason = "what matters to C is in the header, and a status may be ignored when freeing"
)]

pub mod border;
pub mod breached;
pub mod change;
pub mod check;
pub mod context;
pub mod dictionary;
pub mod explain;
pub mod history;
mod json;
pub mod numbers;
pub mod policy;
pub mod preset;
pub mod report;
pub mod report_text;
pub mod rule;
mod rule_table;
pub mod status;
pub mod strength;
pub mod suggestion;
pub mod verify;
pub mod version;
pub mod words;
