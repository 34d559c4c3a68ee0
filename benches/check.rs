//! `cargo bench --bench check`: a whole check, every rule but history, beside a call of the `zxcvbn` crate. It asserts first
//! that each corpus gets the verdicts it must.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench may fail")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use keyward::{Context, Policy, Validator};
use keyward_benches::{CORPORA, lines};

/// So many of each corpus: the peer takes its time.
const PASSWORDS: usize = 200;

fn check(criterion: &mut Criterion) {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context::default();
    for (name, corpus) in CORPORA {
        let passwords: Vec<String> = lines(corpus).into_iter().take(PASSWORDS).collect();
        let accepted =
            passwords.iter().filter(|password| validator.check(password, &context).accepted()).count();
        assert!(if name == "leaked" { accepted == 0 } else { accepted > 0 }, "{name}: {accepted} accepted");
        let mut group = criterion.benchmark_group(name);
        group.sample_size(20);
        group.throughput(Throughput::Elements(PASSWORDS as u64));
        group.bench_function("keyward", |bencher| {
            bencher.iter(|| {
                let accepts = |password: &&String| validator.check(black_box(password), &context).accepted();
                passwords.iter().filter(accepts).count()
            });
        });
        group.bench_function("zxcvbn", |bencher| {
            bencher.iter(|| {
                let score =
                    |password: &String| u64::from(u8::from(zxcvbn::zxcvbn(black_box(password), &[]).score()));
                passwords.iter().map(score).sum::<u64>()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, check);
criterion_main!(benches);
