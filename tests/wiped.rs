//! When a call is over, however it ended, no copy of the candidate is left in memory that was the library's: the whole memory
//! of this process is searched, heap and stacks. Each candidate is kept masked here, so that the search does not find
//! itself, and is clear only in a buffer that is wiped before the search.
//!
//! One test, so that nothing else runs meanwhile.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

use std::fs::File;
use std::hint::black_box;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::os::unix::fs::FileExt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use keyward::breached::{self, BreachFilter};
use keyward::dictionary::{Builder, Dictionary, Kind, Tier};
use keyward::history::{Error, History, HistoryMode, Params, Search, Verify};
use keyward::{
    Alphabet, Context, Disclosure, Language, PRESETS, Readings, Report, Style, Suggester, Validator,
};
use keyward_core::Text;

const MASK: u8 = 0x55;

/// The part that is looked for: characters in the middle, which stay together in most of what is made of a candidate.
const PART: std::ops::Range<usize> = 6..13;

/// Bytes as they are kept here.
const fn masked<const N: usize>(clear: [u8; N]) -> [u8; N] {
    let mut bytes = clear;
    let mut place = 0;
    while place < N {
        bytes[place] ^= MASK;
        place += 1;
    }
    bytes
}

/// Accepted, of ASCII and not (`é` in UTF-8); with a word in it.
const ASCII: [u8; 14] = const { masked(*b"Kw#7zQj9!vXb2T") };
const ACCENTED: [u8; 15] = const { masked(*b"Gy\xc3\xa98%Hp5+dMk3R") };
const WORD: [u8; 14] = const { masked(*b"K7#zorblaxq!2W") };
/// The same word as it is folded in another spelling.
const SPELLED: [u8; 14] = const { masked(*b"K7#Z0rBl4xQ!2W") };

/// The caller's own copy.
struct Own(Vec<u8>);

impl Own {
    #[inline(never)]
    fn of(masked: &[u8]) -> Self {
        let mut clear = vec![0; masked.len()];
        for (place, byte) in clear.iter_mut().zip(masked) {
            // One at a time, so that no register holds many and is saved somewhere.
            *place = black_box(byte ^ black_box(MASK));
        }
        Self(clear)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap()
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        for byte in &mut self.0 {
            *byte = 0;
        }
        black_box(&mut self.0);
    }
}

/// A candidate that is refused unread, with the same part in it as the first.
fn too_long() -> Vec<u8> {
    ASCII.iter().copied().chain(std::iter::repeat_n(b'x' ^ MASK, 300)).collect()
}

/// Whether these bytes begin with the part: as bytes, as units of UTF-16 or as whole characters, forwards or backwards, in its
/// own case or another.
fn begins_with(bytes: &[u8], part: &[u8]) -> bool {
    let alike = |byte: &u8, masked: &u8| byte.eq_ignore_ascii_case(&(masked ^ MASK));
    let (Some(first), Some(last)) = (part.first(), part.last()) else { return false };
    if !alike(&bytes[0], first) && !alike(&bytes[0], last) {
        return false;
    }
    [1, 2, 4].into_iter().any(|width| {
        let Some(bytes) = bytes.get(..part.len() * width) else { return false };
        let units = || bytes.chunks_exact(width);
        units().all(|unit| unit[1..].iter().all(|byte| *byte == 0))
            && (units().zip(part).all(|(unit, masked)| alike(&unit[0], masked))
                || units().zip(part.iter().rev()).all(|(unit, masked)| alike(&unit[0], masked)))
    })
}

/// How often the part is anywhere in memory that can be written to.
#[inline(never)]
fn hits(masked: &[u8]) -> usize {
    let part = &masked[PART];
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    let mut window = vec![0_u8; 1 << 16];
    let own = window.as_ptr() as usize..window.as_ptr() as usize + window.len();
    let mut found = 0;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|mode| mode.starts_with("rw")))
    {
        let (start, end) = line.split(' ').next().and_then(|range| range.split_once('-')).unwrap();
        let (start, end) =
            (usize::from_str_radix(start, 16).unwrap(), usize::from_str_radix(end, 16).unwrap());
        let mut at = start;
        while at + part.len() < end {
            if own.contains(&at) {
                at = own.end;
                continue;
            }
            let mut stop = end.min(at + window.len());
            if at < own.start {
                stop = stop.min(own.start);
            }
            let Ok(read) = memory.read_at(&mut window[..stop - at], at as u64) else { break };
            if read == 0 {
                break;
            }
            found += (0..read).filter(|place| begins_with(&window[*place..read], part)).count();
            // Windows overlap, so that what lies across two is found, in its widest form.
            let widest = part.len() * 4;
            at = if stop == at + window.len() && read > widest { at + read - widest } else { stop };
        }
    }
    window.fill(0);
    black_box(&mut window);
    found
}

/// Does something with a candidate, and looks for it afterwards.
fn leaves_nothing(what: &str, masked: &[u8], act: impl FnOnce(&str)) {
    assert_eq!(hits(masked), 0, "{what}: before");
    let own = Own::of(masked);
    assert!(hits(masked) >= 1, "{what}: the search does not find what is there");
    act(own.text());
    drop(own);
    assert_eq!(hits(masked), 0, "{what}: after");
}

/// A hash of another kind that goes wrong in the middle of its work.
enum Broken {
    Error,
    Panic,
}

impl Verify for Broken {
    fn verify(&self, password: &str) -> Result<bool, Error> {
        assert!(!password.is_empty());
        match self {
            Self::Error => Err(Error::Unverifiable),
            Self::Panic => panic!("a verifier fails"),
        }
    }
}

fn known() -> (Vec<String>, Vec<String>) {
    (
        vec!["John Smith-Jones".into(), "Zoë Blackwood".into()],
        vec!["Zt5%Hm&3dR".into(), "7zR%xk2&WbHé".into()],
    )
}

fn with_context<R>(act: impl FnOnce(&Context<'_>) -> R) -> R {
    let (names, previous) = known();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let previous: Vec<&str> = previous.iter().map(String::as_str).collect();
    act(&Context { username: "jsmith42", names: &names, previous: &previous, ..Context::default() })
}

fn history() -> History {
    let mut history = History::new();
    for earlier in ["Zt5%Hm&3dR", "7zR%xk2&WbHé"] {
        history.add(earlier, &Params::new(8, 1, 1).unwrap(), b"0123456789abcdef").unwrap();
    }
    history
}

/// Units of UTF-16, whole characters and the text backwards are copies too.
fn the_search_finds_every_form() {
    let own = Own::of(&ASCII);
    let mut wide: Vec<u16> = own.0.iter().map(|byte| u16::from(*byte)).collect();
    let mut characters: Vec<char> = own.text().chars().collect();
    let mut backwards: Vec<u8> = own.0.iter().rev().copied().collect();
    drop(own);
    let mut known = hits(&ASCII);
    assert!(known >= 3, "{known} of 3 are found");
    wide.fill(0);
    black_box(&mut wide);
    let after_each = |known: &mut usize| {
        let now = hits(&ASCII);
        assert!(now < *known);
        *known = now;
    };
    after_each(&mut known);
    characters.fill('.');
    black_box(&mut characters);
    after_each(&mut known);
    backwards.fill(0);
    black_box(&mut backwards);
    assert_eq!(hits(&ASCII), 0);
}

#[test]
fn nothing_of_a_candidate_is_left() {
    // What is printed of a panic would fill the memory with the names of functions, all of which would be searched.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(|panic| {
        if !["fails", "a verifier fails", "a visitor fails"].contains(&panic.payload_as_str().unwrap_or("")) {
            println!("{panic}");
        }
    }));
    let mut builder = Builder::new(Kind::Words, "made up");
    let entry = Own::of(&masked(*b"zorblaxq"));
    builder.add(entry.text(), Tier::Common).unwrap();
    drop(entry);
    let blob = builder.build().unwrap();
    drop(builder);
    let mut leaked = Cursor::new(Vec::new());
    breached::Builder::new("made up").build(&b"letmein"[..], &mut leaked).unwrap();
    let filter = BreachFilter::open(leaked.get_ref()).unwrap();
    let validators: Vec<Validator<'_>> = PRESETS
        .iter()
        .map(|preset| Validator::new(preset.policy.clone()).with_dictionary(Dictionary::open(&blob).unwrap()))
        .map(|validator| validator.with_breach_filter(filter.clone()))
        .collect();
    let history = history();

    the_search_finds_every_form();
    let too_long = too_long();
    for candidate in [&ASCII[..], &ACCENTED, &WORD, &SPELLED, &too_long] {
        leaves_nothing("checks, reports and messages", candidate, |text| {
            for validator in &validators {
                with_context(|context| {
                    let report = validator.check(text, context);
                    assert_eq!(report, report.clone());
                    for finding in report.findings() {
                        for &disclosure in Disclosure::ALL {
                            let message = validator.message(&finding, disclosure, Language::English);
                            // The caller's text: the length alone is looked at.
                            let mut own = message.to_string().into_bytes();
                            assert!(!own.is_empty());
                            own.fill(0);
                            black_box(&mut own);
                        }
                    }
                });
            }
        });
        leaves_nothing("a check that compares it with itself", candidate, |text| {
            let context = Context { previous: &[text], names: &[text], username: text, ..Context::default() };
            let mut report = Report::default();
            validators[0].check_into(&mut report, text, &context);
            assert!(!report.accepted());
        });
        leaves_nothing("a search of the history on two threads", candidate, |text| {
            with_context(|context| {
                let report = validators[0].check_with_history(
                    text,
                    context,
                    &history,
                    HistoryMode::Always,
                    &Search::DEFAULT,
                );
                drop(report.unwrap());
            });
        });
        leaves_nothing("a record of it", candidate, |text| {
            let mut history = History::new();
            history.add(text, &Params::new(8, 1, 1).unwrap(), b"0123456789abcdef").unwrap();
            assert!(Search::DEFAULT.run(text, &history, |_| true).unwrap().is_some());
        });
        for (what, broken) in
            [("a verifier with an error", Broken::Error), ("a verifier that panics", Broken::Panic)]
        {
            for threads in [1, 2] {
                leaves_nothing(what, candidate, |text| {
                    let search = Search { threads, ..Search::DEFAULT };
                    let entries: [&dyn Verify; 2] = [&broken, &broken];
                    let ended =
                        catch_unwind(AssertUnwindSafe(|| search.run_with(text, &entries, |_| true).is_err()));
                    assert_eq!(ended.ok(), matches!(broken, Broken::Error).then_some(true));
                });
            }
        }
        leaves_nothing("a caller that panics while it looks at the text", candidate, |text| {
            let ended = catch_unwind(|| {
                Text::read(text, 256, Alphabet::Unicode, |read| assert!(read.folded().is_empty(), "fails"))
            });
            // A candidate that is too long is not read.
            assert_eq!(ended.is_err(), candidate != too_long);
        });
        leaves_nothing("a caller that panics at a match", candidate, |text| {
            let dictionary = Dictionary::open(&blob).unwrap();
            let searched = catch_unwind(AssertUnwindSafe(|| {
                Text::read(text, 256, Alphabet::Unicode, |read| {
                    dictionary.each_match(read.folded(), Readings::STANDARD, |_| -> ControlFlow<()> {
                        panic!("a visitor fails")
                    })
                })
            }));
            let has_word = [&WORD[..], &SPELLED].contains(&candidate);
            assert_eq!(searched.is_err(), has_word);
        });
    }
    for style in [Style::Words, Style::Random] {
        suggest(&validators[0], style);
    }
    std::panic::set_hook(usual);
}

/// A suggested password goes with its suggestion.
fn suggest(validator: &Validator<'_>, style: Style) {
    let masked: Vec<u8> = with_context(|context| {
        let mut suggester = Suggester::new(validator, context, style, None).unwrap();
        let suggestion = suggester.suggest().unwrap();
        let masked: Vec<u8> =
            suggestion.password().bytes().map(|byte| black_box(byte ^ black_box(MASK))).collect();
        assert!(hits(&masked) >= 1);
        masked
    });
    assert_eq!(hits(&masked), 0, "{style:?}");
}
