//! `cargo bench -p keyward-ffi`: what the border costs. A whole check called as C calls it, its report asked and freed,
//! against the same check called from Rust, in rounds in which they take turns; with something known and with nothing.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench may fail"
)]

use std::hint::black_box;
use std::ptr;
use std::time::Instant;

use keyward::{NamedPolicy, Operation, Validator};
use keyward_ffi::border::{In, Out};
use keyward_ffi::check::keyward_check_utf8;
use keyward_ffi::context::{
    Context, keyward_context_add_utf8, keyward_context_new, keyward_context_set_operation,
};
use keyward_ffi::numbers::Status;
use keyward_ffi::policy::{Policy, keyward_policy_new_preset};
use keyward_ffi::report::{Report, keyward_report_accepted, keyward_report_free};

const ROUNDS: usize = 201;
/// A round is short, so that a busy machine disturbs few.
const PASSWORDS: usize = 500;
const BOUND: f64 = 1.15;
/// Where a policy happens to lie in memory makes a check some ten nanoseconds faster or slower, so several take turns, each in
/// another place.
const PLACES: usize = 9;

const CORPORA: [(&str, &str); 3] = [
    ("leaked", include_str!("../../../benches/corpora/leaked.txt")),
    ("policy-like", include_str!("../../../benches/corpora/policy-like.txt")),
    ("random", include_str!("../../../benches/corpora/random.txt")),
];

fn input(text: &str) -> In<u8> {
    // SAFETY: it is handed on with the length of the text, which lives longer than the call.
    unsafe { In::new(text.as_ptr()) }
}

fn out<T: Copy>(place: &mut T) -> Out<T> {
    // SAFETY: the place lives longer than the call.
    unsafe { Out::new(ptr::from_mut(place)) }
}

/// What a function of the library made; it lives as long as the bench.
fn made<T>(make: impl FnOnce(Out<*mut T>) -> Status) -> &'static mut T {
    let mut handle = ptr::null_mut();
    assert_eq!(make(out(&mut handle)), Status::Ok);
    // SAFETY: the handle was just made, and nobody else has it.
    unsafe { &mut *handle }
}

/// A check as C calls it: through pointers, so that nothing of it is drawn into the caller.
fn from_c(policy: &Policy, context: Option<&Context>, password: &str) -> bool {
    let mut report: *mut Report = ptr::null_mut();
    let check = black_box(keyward_check_utf8 as extern "C" fn(_, _, _, _, _) -> _);
    let status = check(Some(policy), context, input(password), password.len(), out(&mut report));
    assert_eq!(status, Status::Ok);
    let mut accepted = false;
    let ask = black_box(keyward_report_accepted as extern "C" fn(_, _) -> _);
    // SAFETY: the report was just made.
    assert_eq!(ask(Some(unsafe { &*report }), out(&mut accepted)), Status::Ok);
    let free = black_box(keyward_report_free as extern "C" fn(_));
    // SAFETY: the report goes back to where it came from, once.
    free(Some(unsafe { Box::from_raw(report) }));
    accepted
}

/// The same from Rust; nothing of it is known beforehand either.
fn from_rust(validator: &Validator<'_>, context: &keyward::Context<'_>, password: &str) -> bool {
    let check: fn(&_, &_, &_) -> keyward::Report = black_box(Validator::check);
    check(validator, password, context).accepted()
}

/// How many times as long as from Rust a round takes from C, the median of all; and the nanoseconds of a check from Rust.
fn ratio(
    passwords: &[&str],
    c: impl Fn(usize, &str) -> bool,
    rust: impl Fn(usize, &str) -> bool,
) -> (f64, f64) {
    for (number, password) in passwords.iter().enumerate() {
        let place = number % PLACES;
        assert_eq!(c(place, password), rust(place, password), "they disagree");
    }
    let (mut ratios, mut best) = (Vec::new(), f64::MAX);
    for (round, chunk) in (0..ROUNDS).zip(passwords.chunks_exact(PASSWORDS).cycle()) {
        let timed = |judge: &dyn Fn(usize, &str) -> bool, passwords: &[&str]| {
            let start = Instant::now();
            black_box(passwords.iter().filter(|password| judge(round % PLACES, black_box(password))).count());
            start.elapsed().as_secs_f64()
        };
        // The first of two has the colder memory, so they take turns.
        let (ours, theirs) = if round % 2 == 0 {
            let ours = timed(&c, chunk);
            (ours, timed(&rust, chunk))
        } else {
            let theirs = timed(&rust, chunk);
            (timed(&c, chunk), theirs)
        };
        ratios.push(ours / theirs);
        best = best.min(theirs / PASSWORDS as f64 * 1e9);
    }
    ratios.sort_by(f64::total_cmp);
    (ratios.get(ROUNDS / 2).copied().unwrap(), best)
}

fn main() {
    let name = "nhs-appendix-a";
    let mut between = Vec::new();
    let places: Vec<(Box<Validator<'_>>, &Policy)> = (0..PLACES)
        .map(|place| {
            between.push(vec![0_u8; 16 * (7 * place + 1)]);
            let validator = Box::new(Validator::new(NamedPolicy::preset(name).unwrap()));
            let policy: &Policy = made(|place| keyward_policy_new_preset(input(name), name.len(), place));
            (validator, policy)
        })
        .collect();
    let known = keyward::Context {
        operation: Operation::Set,
        username: "jsmith4",
        names: &["John Smith"],
        email: "john.smith@example.org",
        ..keyward::Context::default()
    };
    let context: &mut Context = made(|place| keyward_context_new(place));
    assert_eq!(keyward_context_set_operation(Some(context), 2), Status::Ok);
    for (field, value) in [(1, known.username), (2, "John Smith"), (3, known.email)] {
        let added = keyward_context_add_utf8(Some(context), field, input(value), value.len());
        assert_eq!(added, Status::Ok);
    }
    let context: &Context = context;

    let mut worst: f64 = 0.0;
    for (corpus, text) in CORPORA {
        let passwords: Vec<&str> = text.lines().collect();
        let nothing = keyward::Context::default();
        let (alone, nanos) = ratio(
            &passwords,
            |place, password| from_c(places[place].1, None, password),
            |place, password| from_rust(&places[place].0, &nothing, password),
        );
        let (informed, more_nanos) = ratio(
            &passwords,
            |place, password| from_c(places[place].1, Some(context), password),
            |place, password| from_rust(&places[place].0, &known, password),
        );
        println!(
            "ffi {corpus}: {alone:.3}x of {nanos:.0} ns, with a context {informed:.3}x of {more_nanos:.0} ns"
        );
        worst = worst.max(alone).max(informed);
    }
    let verdict = if worst <= BOUND { "ok" } else { "over" };
    println!("budget: ffi measured={worst:.3} bound={BOUND} {verdict}");
}
