//! `cargo bench --bench budgets`: every promise about speed and size, measured, one line each:
//! `budget: <id> measured=<x> bound=<y> ok|over`.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench may fail"
)]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::Instant;

use daachorse::DoubleArrayAhoCorasick;
use keyward::{Context, Policy, Validator};
use keyward_benches::{CORPORA, folded, lines, median, rounds, words};
use keyward_core::Readings;
use keyward_core::dictionary::{Dictionary, Kind};
use keyward_words::WORDS;

const ROUNDS: usize = 61;

fn main() {
    let dictionary = Dictionary::open(WORDS).unwrap();
    let readings = Readings::STANDARD;
    let peer = DoubleArrayAhoCorasick::<u32>::new(words()).unwrap();
    let mut ratios = [[0.0; 3]; 2];
    for (index, (name, corpus)) in CORPORA.into_iter().enumerate() {
        let (typed, lower) = (lines(corpus), folded(corpus));
        // All plain matches first: both must agree on them.
        let plain = typed.iter().map(|line| all(&dictionary, line, Readings::PLAIN)).sum::<usize>();
        assert_eq!(plain, lower.iter().map(|line| peer.find_overlapping_iter(line).count()).sum::<usize>());
        let times = rounds(
            ROUNDS,
            typed.len(),
            &mut [
                &mut || typed.iter().filter(|line| dictionary.is_match(line.as_bytes(), readings)).count(),
                &mut || lower.iter().filter(|line| peer.find_iter(line).next().is_some()).count(),
                &mut || typed.iter().map(|line| all(&dictionary, line, readings)).sum(),
                &mut || lower.iter().map(|line| peer.find_overlapping_iter(line).count()).sum(),
                &mut || typed.iter().map(|line| line.bytes().map(usize::from).sum::<usize>()).sum(),
            ],
        );
        let [any, peer_any, all, peer_all, floor] = times.try_into().unwrap();
        eprintln!(
            "{name}: any {any:.1} / {peer_any:.1} ns, all {all:.1} / {peer_all:.1} ns, floor {floor:.1}"
        );
        ratios[0][index] = any / peer_any;
        ratios[1][index] = all / peer_all;
    }
    let worst = worst();
    let slowest = worst.iter().map(|text| per_character(&dictionary, text)).fold(0.0, f64::max);
    let (open_micros, raw, packed) = blob();
    let checks = CORPORA.map(|(_, corpus)| check(&lines(corpus)));
    for (id, ratios) in ["match-any", "match-all"].iter().zip(ratios) {
        let mean = ratios.iter().product::<f64>().cbrt();
        let worst = ratios.into_iter().fold(0.0, f64::max);
        report(id, mean, 0.8, "x");
        report(&format!("{id}-each"), worst, 1.0, "x");
    }
    report("worst", slowest, 50.0, "ns");
    let least = |ratio: fn(&Check) -> f64| checks.iter().map(ratio).fold(f64::INFINITY, f64::min);
    report_at_least("check-ratio", least(|check| check.ratio), 150.0, "x");
    report_at_least("accepts", least(|check| check.verdict_ratio), 150.0, "x");
    report("check-median", checks.iter().map(|check| check.nanoseconds).fold(0.0, f64::max), 1000.0, "ns");
    report("cold", cold(), 3.0, "us");
    report("alloc", allocations(), 0.0, "");
    report("open", open_micros, 200.0, "us");
    report("blob-raw", raw, 560.0, "KB");
    report("blob-brotli", packed, 200.0, "KB");
}

/// The slowest candidates that `cargo xtask worst` climbed to, and each of them over and over up to 4096 characters.
fn worst() -> Vec<Vec<u8>> {
    let folded = |character| if character == '€' { 0x80 } else { u8::try_from(character).unwrap() };
    let short =
        include_str!("corpora/worst.txt").lines().map(|line| line.chars().map(folded).collect::<Vec<u8>>());
    short.flat_map(|text| [text.clone(), text.iter().copied().cycle().take(4096).collect()]).collect()
}

/// Nanoseconds a character, the least of many runs: what is measured is the text, not the machine.
fn per_character(dictionary: &Dictionary<'_>, text: &[u8]) -> f64 {
    let run = || {
        let start = Instant::now();
        let mut count = 0;
        let _ = dictionary.each_match(black_box(text), Readings::STANDARD, |_| {
            count += 1;
            ControlFlow::Continue(())
        });
        black_box(count);
        start.elapsed().as_secs_f64() * 1e9 / text.len() as f64
    };
    (0..500).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// Microseconds to open the word list, and its kilobytes raw and packed.
fn blob() -> (f64, f64, f64) {
    let open = || {
        let start = Instant::now();
        assert_eq!(Dictionary::open(black_box(WORDS)).unwrap().kind(), Kind::Words);
        start.elapsed().as_secs_f64() * 1e6
    };
    let times = (0..301).map(|_| open()).collect();
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &WORDS[..], &mut packed, &parameters).unwrap();
    (median(times), WORDS.len() as f64 / 1e3, packed.len() as f64 / 1e3)
}

/// A whole check beside the peer's.
struct Check {
    nanoseconds: f64,
    ratio: f64,
    /// The same of the verdict alone.
    verdict_ratio: f64,
}

fn check(passwords: &[String]) -> Check {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let context = Context::default();
    let peer = |password: &String| usize::from(u8::from(zxcvbn::zxcvbn(password, &[]).score()));
    let times = rounds(
        7,
        passwords.len(),
        &mut [
            &mut || {
                passwords.iter().filter(|password| validator.check(password, &context).accepted()).count()
            },
            &mut || passwords.iter().filter(|password| validator.accepts(password, &context)).count(),
            &mut || passwords.iter().map(peer).sum(),
        ],
    );
    let [whole, verdict, peer] = times.try_into().unwrap();
    eprintln!("check: {whole:.0} ns, verdict alone {verdict:.0} ns, zxcvbn {peer:.0} ns");
    let each = passwords.iter().map(|password| {
        let start = Instant::now();
        for _ in 0..16 {
            black_box(validator.check(black_box(password), &context));
        }
        start.elapsed().as_secs_f64() * 1e9 / 16.0
    });
    Check { nanoseconds: median(each.collect()), ratio: peer / whole, verdict_ratio: peer / verdict }
}

/// Microseconds of the first check after 64 MiB of other memory were touched.
fn cold() -> f64 {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let mut other = vec![0_u8; 64 << 20];
    let times = (0..51).map(|round| {
        other.iter_mut().step_by(64).for_each(|byte| *byte = byte.wrapping_add(round));
        black_box(&other);
        let start = Instant::now();
        black_box(validator.check(black_box("FarmHairTree83*!"), &Context::default()));
        start.elapsed().as_secs_f64() * 1e6
    });
    median(times.collect())
}

/// How often a check asks for memory.
fn allocations() -> f64 {
    let validator = Validator::new(Policy::NHS_APPENDIX_A);
    let counted = allocation_counter::measure(|| {
        black_box(validator.check("FarmHairTree83*!", &Context { username: "jsmith", ..Context::default() }));
    });
    counted.count_total as f64
}

fn all(dictionary: &Dictionary<'_>, text: &str, readings: &Readings) -> usize {
    let mut count = 0;
    let _ = dictionary.each_match(text.as_bytes(), readings, |_| {
        count += 1;
        ControlFlow::Continue(())
    });
    count
}

fn report_at_least(id: &str, measured: f64, bound: f64, unit: &str) {
    let verdict = if measured >= bound { "ok" } else { "over" };
    println!("budget: {id} measured={measured:.3}{unit} bound={bound}{unit} {verdict}");
}

fn report(id: &str, measured: f64, bound: f64, unit: &str) {
    let verdict = if measured <= bound { "ok" } else { "over" };
    println!("budget: {id} measured={measured:.3}{unit} bound={bound}{unit} {verdict}");
}
