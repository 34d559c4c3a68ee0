//! `palindrome`: the same when it is read backwards, whatever the case.

use unicode_segmentation::UnicodeSegmentation;

use super::Check;
use crate::finding::{Detail, Finding};
use crate::{Report, Rule};

pub(super) fn palindrome(check: &Check<'_>, report: &mut Report) {
    let graphemes = || check.text.input().graphemes(true);
    if check.policy.palindrome
        && check.text.counts().graphemes > 1
        && graphemes().zip(graphemes().rev()).all(|(one, other)| one.eq_ignore_ascii_case(other))
    {
        report.add(Finding { rule: Rule::Palindrome, span: None, detail: Detail::Plain });
    }
}
