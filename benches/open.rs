//! `cargo bench --bench open`: what it costs to open each of the embedded lists, with all their bytes checked.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench may fail")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use keyward_core::dictionary::{Dictionary, Kind, Trie};
use keyward_words::{PASSWORDS, PIECES, WORDS};

fn open(criterion: &mut Criterion) {
    for (name, blob, kind) in [("words", WORDS, Kind::Words), ("passwords", PASSWORDS, Kind::Passwords)] {
        assert_eq!(Dictionary::open(blob).unwrap().kind(), kind);
        criterion.bench_function(&format!("open {name}"), |bencher| {
            bencher.iter(|| Dictionary::open(black_box(blob)).unwrap().entries());
        });
    }
    assert!(Trie::open(PIECES).unwrap().entries() > 10_000);
    criterion.bench_function("open pieces", |bencher| {
        bencher.iter(|| Trie::open(black_box(PIECES)).unwrap().entries());
    });
}

criterion_group!(benches, open);
criterion_main!(benches);
