//! Characters put on, taken off or doubled at either end.

use super::Forms;
use super::order::Step;

/// What is added or taken off by itself, and how often, in hundredths.
const SINGLES: &[(char, u32)] = &[
    ('1', 20),
    ('!', 16),
    ('2', 8),
    ('@', 7),
    ('3', 6),
    ('*', 6),
    ('$', 5),
    ('#', 5),
    ('£', 5),
    ('?', 4),
    ('7', 4),
    ('5', 4),
    ('4', 4),
    ('0', 4),
    ('8', 4),
    ('9', 4),
    ('6', 4),
    ('&', 3),
    ('.', 3),
    ('%', 2),
];

/// What is added or taken off in twos.
const PAIRS: &[[char; 2]] = &[['1', '2'], ['!', '!'], ['1', '!'], ['0', '1'], ['2', '3']];

pub(super) fn add(forms: &mut Forms) {
    let text = forms.text();
    let length = text.len();
    for (count, end, start) in [
        (1, Step::EndOneOff, Step::StartOneOff),
        (2, Step::EndTwoOff, Step::StartTwoOff),
        (3, Step::EndThreeOff, Step::StartThreeOff),
    ] {
        if let Some(kept) = length.checked_sub(count) {
            forms.add(end, &[text.get(..kept).unwrap_or(&[])]);
            forms.add(start, &[text.get(count..).unwrap_or(&[])]);
        }
    }
    if let [_, inner @ .., _] = text.as_slice() {
        forms.add(Step::BothEndsOff, &[inner]);
    }
    if let [kept @ .., before, last] = text.as_slice() {
        if before == last {
            forms.add(Step::UndoubleLast, &[kept, &[*last]]);
        }
        forms.add(Step::DoubleLast, &[&text, &[*last]]);
    }
    for (c, share) in SINGLES {
        forms.add_share(Step::EndOneBack, *share, &[&text, &[*c]]);
        forms.add_share(Step::StartOneBack, *share, &[&[*c], &text]);
    }
    for pair in PAIRS {
        forms.add_share(Step::EndTwoBack, 8, &[&text, pair]);
        forms.add_share(Step::StartTwoBack, 8, &[pair, &text]);
    }
}
