//! How many terms a context makes, counted.

use std::format;
use std::string::String;

use super::*;

/// Bytes of terms to a byte of text, at the most: each term is compared at every place of a candidate, forwards and backwards,
/// and all else that `personal` does with it is less.
const BOUND: usize = 10;

/// With the bounds on texts this bounds what `personal` compares, counted and not timed.
#[test]
fn terms_grow_with_the_text_alone() {
    let patterns = [
        "a",
        "1",
        "ab ",
        "abc ",
        "abcd ",
        "a-",
        "ab-",
        "abc-",
        "abcd-",
        "a1",
        "abc1",
        "a&b ",
        "ab-c1 ",
        "a.b@c-d.",
        "a@b.",
        "αβγ ",
        "α-b",
        "Jo Li ",
        "abcdefg1",
        "abcdefgh ",
        "α",
        "!",
        "aα ",
    ];
    let mut worst = (0, String::new());
    for pattern in patterns {
        for length in [pattern.len(), 12, 60, 64, 250, 4096] {
            let text: String = pattern.chars().cycle().take(length).collect();
            let texts = [text.as_str()];
            for context in [
                Context { names: &texts, ..Context::default() },
                Context { username: &text, ..Context::default() },
                Context { email: &text, ..Context::default() },
                Context { phone: &text, ..Context::default() },
                Context { subjects: &texts, ..Context::default() },
            ] {
                let mut bytes = 0;
                for_each_term(&context, &mut |_, term| bytes += term.len());
                digit_terms(&context, &mut |_, term| bytes += term.len());
                foreign_terms(&context, &mut |_, term| bytes += term.len());
                worst = worst.max((bytes.div_ceil(text.len()), format!("{pattern:?}, {length}")));
            }
        }
    }
    assert!((BOUND / 2..=BOUND).contains(&worst.0), "{worst:?}");
}
