//! A check of four entries against what it cannot do without: argon2's own verification of as many hashes.
//!
//! Before criterion, paired rounds of both are printed as one `budget:` line: what a check costs beyond its hashes.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use argon2::password_hash::PasswordVerifier;
use argon2::{Argon2, PasswordHash};
use criterion::{Criterion, criterion_group, criterion_main};
use keyward_history::{History, HistoryMatch, Params, Search};

const ENTRIES: usize = 4;
const ROUNDS: usize = 25;
/// What a check may cost beyond its hashes, in hundredths of them.
const BOUND: f64 = 5.0;

fn history() -> History {
    let mut history = History::new();
    for (salt, password) in
        (1..).zip(["Rain!Hat4+6Zoo", "Iu2l@n1TA!x9", "7Lamp&Moon4%Kite", "FarmHairTree83*!"])
    {
        history.add(password, &Params::DEFAULT, &[salt; 16]).unwrap();
    }
    history
}

fn bare(hashes: &[PasswordHash], candidate: &str) -> usize {
    let verify = |hash: &PasswordHash| Argon2::default().verify_password(candidate.as_bytes(), hash).is_ok();
    hashes.iter().filter(|hash| verify(hash)).count()
}

fn overhead(history: &History, hashes: &[PasswordHash]) {
    let search = Search { max_hashes: 1, threads: 1, ..Search::DEFAULT };
    assert_eq!(search.run("Rain!Hat4+6Zoo", history, |_| true), Ok(Some(HistoryMatch::Reused { entry: 3 })));
    assert_eq!(search.run("Other&Words44!", history, |_| true), Ok(None));
    assert_eq!((bare(hashes, "Rain!Hat4+6Zoo"), bare(hashes, "Other&Words44!")), (1, 0));

    let timed = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let mut ratios: Vec<f64> = Vec::new();
    let mut best = (Duration::MAX, Duration::MAX);
    for round in 0..ROUNDS {
        let check = || {
            black_box(search.run(black_box("Other&Words44!"), history, |_| true)).unwrap();
        };
        let verify = || {
            black_box(bare(hashes, black_box("Other&Words44!")));
        };
        // The first of two has the colder memory, so they take turns.
        let (ours, theirs) = if round % 2 == 0 {
            (timed(&check), timed(&verify))
        } else {
            let theirs = timed(&verify);
            (timed(&check), theirs)
        };
        ratios.push(ours.as_secs_f64() / theirs.as_secs_f64());
        best = (best.0.min(ours), best.1.min(theirs));
    }
    ratios.sort_by(f64::total_cmp);
    let measured = 100.0 * (ratios.get(ROUNDS / 2).unwrap() - 1.0);
    let verdict = if measured <= BOUND { "ok" } else { "over" };
    println!("history: check {:?}, bare argon2 {:?} for {ENTRIES} hashes on one thread", best.0, best.1);
    println!("budget: history measured={measured:.1}% bound={BOUND}% {verdict}");
}

fn benches(criterion: &mut Criterion) {
    let history = history();
    let hashes: Vec<PasswordHash> =
        history.records().iter().map(|record| PasswordHash::new(record.as_str()).unwrap()).collect();
    overhead(&history, &hashes);

    let mut group = criterion.benchmark_group("history");
    group.sample_size(10);
    group.bench_function("bare argon2, 4 hashes", |b| b.iter(|| bare(&hashes, black_box("Other&Words44!"))));
    for (name, max_hashes, threads) in [
        ("reused, 4 hashes, one thread", 1, 1),
        ("reused, 4 hashes, all cores", 1, 0),
        ("recycled, 128 hashes, all cores", 32, 0),
    ] {
        let search = Search { max_hashes, threads, ..Search::DEFAULT };
        group
            .bench_function(name, |b| b.iter(|| search.run(black_box("Other&Words44!"), &history, |_| true)));
    }
    group.finish();
    criterion.bench_function("earlier forms", |b| {
        b.iter(|| keyward_history::forms::earlier_forms(black_box("FarmHairTree84*!")).take(31).count());
    });
}

criterion_group!(group, benches);
criterion_main!(group);
