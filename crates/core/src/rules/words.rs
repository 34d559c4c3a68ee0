//! The rules that ask word lists.

use crate::report::Finding;
use crate::{Lists, Policy, Text};

pub(crate) fn dictionary_word(_: &Text<'_>, _: &Policy, _: &Lists<'_>) -> Option<Finding> {
    None
}
pub(crate) fn leet_word(_: &Text<'_>, _: &Policy, _: &Lists<'_>) -> Option<Finding> {
    None
}
pub(crate) fn common_password(_: &Text<'_>, _: &Policy, _: &Lists<'_>) -> Option<Finding> {
    None
}
pub(crate) fn name(_: &Text<'_>, _: &Lists<'_>) -> Option<Finding> {
    None
}
