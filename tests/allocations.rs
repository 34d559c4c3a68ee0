//! A check asks for no memory: an allocator that counts sees nothing, whatever the candidate and however much is known.

use std::io::Cursor;

use allocation_counter::measure;
use keyward::breached::{BreachFilter, Builder};
use keyward::{Context, Date, Operation, PRESETS, Policy, Validator};

const FULL: Context<'static> = Context {
    operation: Operation::Change,
    username: "jsmith42",
    names: &["Mr John Smith-Jones", "Seán Ó Briain"],
    email: "j.smith@westessex.example.org",
    phone: "+44 (0)7700 900123",
    date_of_birth: Some(Date { year: 1987, month: 2, day: 14 }),
    related: &["Rex", "Ann O'Brien", "Zoë"],
    subjects: &["NHS", "Patient Records for the Trust"],
    previous: &["Wq7#Nv!2pZ", "TGbq73!%wzRK", "7zR%xk2&WbH", "Brk7!!Vq22Kwé"],
    other_accounts: &["pY#6vN*3tGLk", "ñQ4$mT8!zRwe"],
};

/// Candidates of `length` characters each: accepted and rejected ones, ASCII and not.
fn candidates(length: usize) -> [String; 6] {
    let take = |pattern: &str| pattern.chars().cycle().take(length).collect();
    // Of no pattern that a rule knows: each character from its place alone.
    let mixed = |alphabet: &str| {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let at = |place: usize| alphabet.get((place * place * 7 + place * 3 + 5) % alphabet.len());
        (0..length).filter_map(at).collect()
    };
    [
        take("Password1!"),
        take("p4$$w0rdJohnSmith14/02/1987"),
        take("Pässwörd½好é👩"),
        take("vvuu()|<ph1!|7"),
        mixed("KQ7#vx!2PZ%wm9&RT4*bd"),
        mixed("KQ7£vx”2PZÉwm9&RT4*bdñ"),
    ]
}

#[test]
fn a_check_asks_for_no_memory() {
    let validators: Vec<Validator<'_>> =
        PRESETS.iter().map(|preset| Validator::new(preset.policy.clone())).collect();
    let mut filter = Cursor::new(Vec::new());
    assert!(Builder::new("test").build(&b"letmein\nPassword1!"[..], &mut filter).is_ok());
    let filter = BreachFilter::open(filter.get_ref()).ok();
    let given = filter.map(|filter| Validator::new(Policy::NHS_APPENDIX_A).with_breach_filter(filter));
    assert!(given.is_some());
    let validators: Vec<_> = validators.into_iter().chain(given).collect();
    let (mut accepted, mut rejected) = ([0, 0], [0, 0]);
    for length in [0, 1, 12, 64, 256, 257, 10_000] {
        for candidate in candidates(length) {
            for validator in &validators {
                for context in [&FULL, &Context::default()] {
                    let mut report = None;
                    let counted = measure(|| report = Some(validator.check(&candidate, context)));
                    assert_eq!(counted.count_total, 0, "{} of {length}", validator.named().name());
                    let mut alone = None;
                    let counted = measure(|| alone = Some(validator.accepts(&candidate, context)));
                    assert_eq!(counted.count_total, 0, "{} of {length}", validator.named().name());
                    assert_eq!(alone, report.as_ref().map(keyward::Report::accepted));
                    let class = usize::from(!candidate.is_ascii());
                    let verdict = report.is_some_and(|report| report.accepted());
                    let tally = if verdict { &mut accepted } else { &mut rejected };
                    if let Some(tally) = tally.get_mut(class) {
                        *tally += 1;
                    }
                }
            }
        }
    }
    let counts = [accepted, rejected];
    assert!(counts.as_flattened().iter().all(|count| *count >= 10), "{counts:?}");
}

#[test]
fn the_counter_counts() {
    let counted = measure(|| drop(std::hint::black_box(vec![1_u8; 100])));
    assert_eq!((counted.count_total, counted.bytes_total), (1, 100));
}
