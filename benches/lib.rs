//! What the benches share: the corpora, the list, and rounds in which the contenders take turns.

use std::hint::black_box;
use std::time::Instant;

/// The corpora by name: what people type, what they make for a policy, and random characters.
pub const CORPORA: [(&str, &str); 3] = [
    ("leaked", include_str!("corpora/leaked.txt")),
    ("policy-like", include_str!("corpora/policy-like.txt")),
    ("random", include_str!("corpora/random.txt")),
];

/// The lines of a corpus.
#[must_use]
pub fn lines(corpus: &str) -> Vec<String> {
    corpus.lines().map(str::to_owned).collect()
}

/// The lines of a corpus in lower case, for those who do not fold case themselves.
#[must_use]
pub fn folded(corpus: &str) -> Vec<String> {
    corpus.lines().map(str::to_ascii_lowercase).collect()
}

/// Every word of five letters or more.
///
/// # Panics
///
/// If the list is not where it belongs.
#[must_use]
#[expect(clippy::expect_used, reason = "a bench may fail")]
pub fn words() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/words/data/words.txt");
    let list = std::fs::read_to_string(path).expect("the word list");
    list.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
}

/// Nanoseconds that each of the contenders takes for one candidate: the median of rounds in which they take turns, so that
/// whatever else the machine does meets all alike.
pub fn rounds(rounds: usize, passwords: usize, contenders: &mut [&mut dyn FnMut() -> usize]) -> Vec<f64> {
    let mut times = vec![Vec::new(); contenders.len()];
    for _ in 0..rounds {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let start = Instant::now();
            black_box(contender());
            #[expect(clippy::cast_precision_loss, reason = "a few thousands")]
            times.push(start.elapsed().as_secs_f64() * 1e9 / passwords as f64);
        }
    }
    times.into_iter().map(median).collect()
}

/// The middle one.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
