//! Numbers that count, and years.

use zeroize::Zeroizing;

use super::order::Step;
use super::{Forms, around, runs};

/// Numbers with more digits than this do not count anything.
const LONGEST: usize = 9;

pub(super) fn add(forms: &mut Forms) {
    let text = forms.text();
    let numbers = runs(&text, |c| c.is_ascii_digit());
    for (back, (start, end)) in numbers.into_iter().rev().take(4).enumerate() {
        let (down, up, further) = if back == 0 {
            (Step::LastNumberDown, Step::LastNumberUp, Step::LastNumberDownFurther)
        } else {
            (Step::OtherNumberDown, Step::OtherNumberUp, Step::OtherNumberDownFurther)
        };
        let length = end - start;
        if length > 4 {
            // A year with another number behind or before it.
            for (start, end) in [(start, start + 4), (end - 4, end)] {
                if is_year(&text, start, end) {
                    step(forms, &text, (start, end), -1, Step::YearDown, 50);
                }
            }
        }
        if length > LONGEST {
            continue;
        }
        if is_year(&text, start, end) {
            step(forms, &text, (start, end), -1, Step::YearDown, 100);
            step(forms, &text, (start, end), 1, Step::YearUp, 100);
            step(forms, &text, (start, end), -2, Step::YearUp, 100);
            continue;
        }
        step(forms, &text, (start, end), -1, down, 100);
        step(forms, &text, (start, end), 1, up, 100);
        step(forms, &text, (start, end), -2, up, 80);
        step(forms, &text, (start, end), -10, further, 100);
        step(forms, &text, (start, end), -3, further, 50);
        if length == 2 && text.get(start) == text.get(start + 1) {
            // 22 was 11.
            step(forms, &text, (start, end), -11, further, 100);
        }
        if length == 4 {
            // Two numbers side by side: the first of them counts.
            step(forms, &text, (start, start + 2), -1, further, 100);
        }
    }
}

fn is_year(text: &[char], start: usize, end: usize) -> bool {
    end - start == 4 && matches!(text.get(start..start + 2), Some(['1', '9'] | ['2', '0']))
}

/// Adds the form in which the number at `start..end` is `by` more.
fn step(forms: &mut Forms, text: &[char], (start, end): (usize, usize), by: i64, step: Step, share: u32) {
    let Some(digits) = text.get(start..end) else { return };
    let value = digits.iter().fold(0, |value, c| value * 10 + i64::from(c.to_digit(10).unwrap_or(0)));
    let Ok(mut earlier) = u32::try_from(value + by) else { return };
    let (before, after) = around(text, start, end);
    let width = digits.len();
    let mut number = Zeroizing::new(['0'; LONGEST + 1]);
    for digit in number.iter_mut().rev() {
        *digit = char::from_digit(earlier % 10, 10).unwrap_or('0');
        earlier /= 10;
    }
    let shortest = number.iter().skip_while(|digit| **digit == '0').count().max(1);
    let mut write = |width: usize, share: u32| {
        let digits = number.get(number.len() - width.max(shortest)..).unwrap_or_default();
        forms.add_share(step, share, &[before, digits, after]);
    };
    if shortest < width && digits.first() != Some(&'0') {
        // 10 was 9 more often than 09.
        write(shortest, share);
        write(width, share / 3);
    } else {
        write(width, share);
    }
}
