//! Policies and reports as the calls of the C library make them, for every part of `ffi_calls`.

use std::sync::LazyLock;

use keyward::PRESETS;
use keyward_ffi::numbers::Status;
use keyward_ffi::policy::{Policy, keyward_policy_new_preset};
use keyward_ffi::report::{Report, keyward_report_free};

use crate::c::{handle, text};

pub(crate) fn preset(number: u8) -> Box<Policy> {
    let (name, len) = text(PRESETS[usize::from(number) % PRESETS.len()].id.as_bytes());
    handle(|place| keyward_policy_new_preset(name, len, place)).expect("a preset")
}

/// Made once, for what no call changes.
pub(crate) static POLICY: LazyLock<Box<Policy>> = LazyLock::new(|| preset(0));

/// A report takes the place of the one before; only text that is no text gets none, and what is judged by a policy that asks for
/// a breach filter, which nobody gives here.
pub(crate) fn kept(checked: Result<Box<Report>, Status>, place: &mut Option<Box<Report>>) -> Status {
    match checked {
        Ok(report) => keyward_report_free(place.replace(report)),
        Err(status) => {
            assert!(matches!(status, Status::Encoding | Status::BreachFilter));
            return status;
        }
    }
    Status::Ok
}
