//! `cargo bench --bench budgets`: every promise about speed and size, measured, one line each:
//! `budget: <id> measured=<x> bound=<y> ok|over`.

use std::ops::ControlFlow;

use daachorse::DoubleArrayAhoCorasick;
use keyward_benches::{CORPORA, folded, lines, rounds, words};
use keyward_core::dictionary::Dictionary;
use keyward_core::readings::Readings;
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
        let plain = typed.iter().map(|line| all(&dictionary, line, &Readings::PLAIN)).sum::<usize>();
        assert_eq!(plain, lower.iter().map(|line| peer.find_overlapping_iter(line).count()).sum::<usize>());
        let times = rounds(
            ROUNDS,
            typed.len(),
            &mut [
                &mut || typed.iter().filter(|line| dictionary.is_match(line.as_bytes(), &readings)).count(),
                &mut || lower.iter().filter(|line| peer.find_iter(line).next().is_some()).count(),
                &mut || typed.iter().map(|line| all(&dictionary, line, &readings)).sum(),
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
    for (id, ratios) in ["match-any", "match-all"].iter().zip(ratios) {
        let mean = ratios.iter().product::<f64>().cbrt();
        let worst = ratios.into_iter().fold(0.0, f64::max);
        report(id, mean, 0.8, "x");
        report(&format!("{id}-each"), worst, 1.0, "x");
    }
}

fn all(dictionary: &Dictionary<'_>, text: &str, readings: &Readings) -> usize {
    let mut count = 0;
    let _ = dictionary.each_match(text.as_bytes(), readings, |_| {
        count += 1;
        ControlFlow::Continue(())
    });
    count
}

fn report(id: &str, measured: f64, bound: f64, unit: &str) {
    let verdict = if measured <= bound { "ok" } else { "over" };
    println!("budget: {id} measured={measured:.3}{unit} bound={bound}{unit} {verdict}");
}
