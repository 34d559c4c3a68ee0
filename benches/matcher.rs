//! `cargo bench --bench matcher`: all words in a candidate, beside the matchers one would use instead. The others search for
//! plain words in lower case; ours reads symbols as letters as well. Each must find the same plain words first.

#![allow(missing_docs, clippy::unwrap_used, reason = "a bench may fail")]

use std::hint::black_box;
use std::ops::ControlFlow;

use aho_corasick::AhoCorasickKind;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use keyward_benches::{CORPORA, folded, lines, words};
use keyward_core::Readings;
use keyward_core::dictionary::Dictionary;
use keyward_words::WORDS;

/// Counts the words in a text.
type Count<'a> = &'a dyn Fn(&str) -> usize;

fn matcher(criterion: &mut Criterion) {
    let list = words();
    let dictionary = Dictionary::open(WORDS).unwrap();
    let daachorse = daachorse::DoubleArrayAhoCorasick::<u32>::new(&list).unwrap();
    let aho_corasick = |kind| aho_corasick::AhoCorasick::builder().kind(Some(kind)).build(&list).unwrap();
    let nfa = aho_corasick(AhoCorasickKind::ContiguousNFA);
    let dfa = aho_corasick(AhoCorasickKind::DFA);
    let set = fst::Set::from_iter(&list).unwrap();
    let trie = crawdad::Trie::from_keys(&list).unwrap();
    let ours = |text: &str, readings: &Readings| {
        let mut count = 0;
        let _ = dictionary.each_match(text.as_bytes(), readings, |_| {
            count += 1;
            ControlFlow::Continue(())
        });
        count
    };
    for (name, corpus) in CORPORA {
        let (typed, lower) = (lines(corpus), folded(corpus));
        let expected: usize = typed.iter().map(|line| ours(line, Readings::PLAIN)).sum();
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(typed.len() as u64));
        group.bench_function("keyward, every reading", |bencher| {
            bencher
                .iter(|| typed.iter().map(|line| ours(black_box(line), Readings::STANDARD)).sum::<usize>());
        });
        let peers: [(&str, Count<'_>); 5] = [
            ("daachorse", &|line| daachorse.find_overlapping_iter(line).count()),
            ("aho-corasick, contiguous NFA", &|line| nfa.find_overlapping_iter(line).count()),
            ("aho-corasick, DFA", &|line| dfa.find_overlapping_iter(line).count()),
            ("fst, from each start", &|line| {
                (0..line.len()).map(|start| fst_prefixes(&set, line.get(start..))).sum()
            }),
            ("crawdad, from each start", &|line| {
                let suffix = |start| line.get(start..).unwrap_or_default().chars();
                (0..line.len()).map(|start| trie.common_prefix_search(suffix(start)).count()).sum()
            }),
        ];
        for (peer, count) in peers {
            assert_eq!(lower.iter().map(|line| count(line)).sum::<usize>(), expected, "{peer}");
            group.bench_function(peer, |bencher| {
                bencher.iter(|| lower.iter().map(|line| count(black_box(line))).sum::<usize>());
            });
        }
    }
}

/// How many words `text` begins with.
fn fst_prefixes(set: &fst::Set<Vec<u8>>, text: Option<&str>) -> usize {
    let fst = set.as_fst();
    let mut node = fst.root();
    let mut count = 0;
    for byte in text.unwrap_or_default().bytes() {
        let Some(index) = node.find_input(byte) else { break };
        node = fst.node(node.transition(index).addr);
        count += usize::from(node.is_final());
    }
    count
}

criterion_group!(benches, matcher);
criterion_main!(benches);
