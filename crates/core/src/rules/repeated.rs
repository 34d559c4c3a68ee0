//! `repeated`: the same character more often in a row than the policy lets it come, apart from what `sequence` sees. Case
//! matters: `aA` is two characters.

use unicode_segmentation::UnicodeSegmentation;

use super::Check;
use crate::finding::{Detail, Finding, Span};
use crate::{Report, Rule};

pub(super) fn repeated(check: &Check<'_>, report: &mut Report) {
    let required = usize::from(check.policy.repeated);
    if required == 0 {
        return;
    }
    let (mut start, mut found, mut last) = (0, 0, "");
    let mut longest = (required, Span { start: 0, end: 0 });
    for (place, grapheme) in check.text.input().grapheme_indices(true) {
        (start, found) = if last == grapheme { (start, found + 1) } else { (place, 1) };
        last = grapheme;
        if found > longest.0 {
            longest = (found, Span { start, end: place + grapheme.len() });
        }
    }
    let (found, span) = longest;
    if found > required {
        let detail = Detail::Count { found, required };
        report.add(Finding { rule: Rule::Repeated, span: Some(span), detail });
    }
}
