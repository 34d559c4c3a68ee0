//! A filter of leaked passwords, which `keyward breached build` makes.

use std::fs::File;

use keyward::breached::{BreachFilter, BreachFilterError, OpenError};

use crate::border::{Unit, Utf8, given_mut, guard};
use crate::numbers::Status;
use crate::policy::GivenPolicyMut;

/// Has a policy refuse leaked passwords: those in the filter in a file that `keyward breached build` has made, whose name is
/// given in UTF-8. It takes the place of a filter that was given before, and turns the rule `breached` on, whatever the policy
/// said.
///
/// A filter can have gigabytes, so the file stays open, and each check reads a few hashes of it. It must not be written to
/// meanwhile, but another file may take its name: give that one with another call. Reports that were made before stay as they
/// are. A file that is no filter leaves the policy as it was.
///
/// A policy file with `breached = true` needs this call: until then, a check with the policy and a suggestion give
/// `BREACH_FILTER`.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND` if there is no such file or it cannot be read, `INVALID` for a file that is
/// not a breach filter, or a part of one.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_policy_set_breach_filter_utf8(
    policy: GivenPolicyMut<'_>,
    file: Utf8,
    file_len: usize,
) -> Status {
    guard(|| {
        let policy = given_mut(policy)?;
        let opened = u8::read(file, file_len, |name| File::open(name))?.map_err(|_| Status::NotFound)?;
        policy.set_breach_filter(BreachFilter::open_file(opened).map_err(|error| match error {
            OpenError::Read(_) => Status::NotFound,
            _ => Status::Invalid,
        })?);
        Ok(())
    })
}

/// A policy asks for a breach filter that is not there or cannot be read.
pub(crate) fn status(_: BreachFilterError) -> Status {
    Status::BreachFilter
}
