//! The filter against a plain set, and against bytes that are none.

use std::collections::BTreeSet;
use std::io::Cursor;

use sha1::{Digest, Sha1};

use super::*;

fn built(builder: &Builder, list: &[u8]) -> (Built, Vec<u8>) {
    let mut bytes = Cursor::new(Vec::new());
    let built = builder.build(list, &mut bytes).unwrap();
    (built, bytes.into_inner())
}

fn refused(builder: &Builder, list: &[u8]) -> String {
    builder.build(list, Cursor::new(Vec::new())).unwrap_err().to_string()
}

/// The hash of a password as a list has it.
fn line(password: &str, seen: &str) -> String {
    let digits: Vec<_> = Sha1::digest(password).iter().map(|byte| format!("{byte:02X}")).collect();
    format!("{}{seen}\n", digits.concat())
}

#[test]
fn a_key_is_the_start_of_the_sha_1() {
    // FIPS 180-4's example, and the one that everybody uses.
    assert_eq!(key(b"abc"), 0xA999_3E36_4706_816A);
    assert_eq!(key(b"password"), 0x5BAA_61E4_C9B9_3F3F);
    for length in 0..300 {
        let password = vec![b'x'; length];
        let hash = Sha1::digest(&password);
        assert_eq!(key(&password).to_be_bytes(), hash[..8], "{length}");
    }
}

#[test]
fn a_filter_lists_what_a_plain_set_does() {
    let mut random = fastrand::Rng::with_seed(1);
    for count in [1, 2, 3, 10, 1_000, 50_000] {
        let mut word = || random.u32(..2 * count).to_string();
        let set: BTreeSet<String> = (0..count).map(|_| word()).collect();
        let plain = set.iter().map(|password| format!("{password}\r\n")).collect::<Vec<_>>().concat();
        let mut hashes: Vec<String> = set.iter().map(|password| line(password, ":7")).collect();
        let unsorted = hashes.concat();
        hashes.sort();
        let sorted = hashes.concat();
        let builder = Builder::new("numbers");
        let (_, bytes) = built(&builder, plain.as_bytes());
        assert_eq!(built(&builder, unsorted.as_bytes()).1, bytes);
        assert_eq!(built(&builder, sorted.as_bytes()).1, bytes);
        // Not all at once in memory.
        assert_eq!(built(&builder.clone().room(7), sorted.as_bytes()).1, bytes);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        let in_file = BreachFilter::open_file(file.reopen().unwrap()).unwrap();
        let filter = BreachFilter::open(&bytes).unwrap();
        assert_eq!((filter.hashes(), filter.at_least()), (set.len() as u64, 1));
        assert_eq!(filter.provenance(), "numbers");
        for candidate in 0..2 * count {
            let candidate = candidate.to_string();
            let listed = set.contains(&candidate);
            assert_eq!(filter.lists(&candidate).unwrap(), listed, "{candidate}");
            if count < 2_000 {
                assert_eq!(in_file.lists(&candidate).unwrap(), listed, "{candidate}");
            }
        }
    }
}

#[test]
fn a_few_reads_find_a_hash() {
    let list = (0..200_000).map(|number| format!("{number}\n")).collect::<Vec<_>>().concat();
    let (_, bytes) = built(&Builder::new(""), list.as_bytes());
    let filter = BreachFilter::open(&bytes).unwrap();
    let (mut all, mut most) = (0, 0);
    for number in 100_000..300_000 {
        let mut reads = 0;
        filter.holds(key(number.to_string().as_bytes()), |_| reads += 1).unwrap();
        all += reads;
        most = most.max(reads);
    }
    assert!(all < 200_000 * 5 && most <= 30, "{all} {most}");
}

#[test]
fn any_hashes_end_a_search() {
    let mut random = fastrand::Rng::with_seed(2);
    for round in 0..2_000 {
        let count = 1 + random.u64(..2_000);
        let header = Header { provenance: String::new(), hashes: count, at_least: 1 };
        let mut bytes = header.bytes();
        for place in 0..count {
            // Out of order, all alike, crowded at one end, and as far apart as can be.
            let hash = match round % 4 {
                0 => random.u64(..),
                1 => 1 << 40,
                2 => place,
                _ => u64::MAX - place % 2,
            };
            bytes.extend_from_slice(&hash.to_be_bytes());
        }
        let filter = BreachFilter::open(&bytes).unwrap();
        for wanted in [0, 1, 1 << 40, random.u64(..), u64::MAX - 1, u64::MAX] {
            let mut reads = 0;
            let mut inside = true;
            filter
                .holds(wanted, |place| {
                    reads += 1;
                    inside &= place < count;
                })
                .unwrap();
            assert!(inside && reads <= 16 + 11, "{round} {reads}");
        }
    }
}

#[test]
fn what_is_cut_or_changed_in_the_header_is_refused_or_says_so() {
    let (_, bytes) = built(&Builder::new("two").at_least(0), b"one\ntwo\n");
    for length in 0..bytes.len() {
        let error = BreachFilter::open(&bytes[..length]).unwrap_err();
        let expected = if length < 32 { "not a breach filter" } else { "cut off" };
        assert!(error.to_string().contains(expected), "{length} {error}");
    }
    assert!(BreachFilter::open(&[&bytes[..], b"x"].concat()).is_err());
    for (place, with, expected) in [
        (0, b'B', "not a breach filter"),
        (8, 2, "format 2 is newer"),
        (12, 4, "cut off"),
        (15, 255, "cut off"),
        (16, 1, "cut off"),
        (23, 255, "cut off"),
        (32, 255, "header has no meaning"),
    ] {
        let mut changed = bytes.clone();
        changed[place] = with;
        let error = BreachFilter::open(&changed).unwrap_err().to_string();
        assert!(error.contains(expected), "{place} {error}");
    }
    let long = Header { provenance: "x".repeat(4097), hashes: 0, at_least: 0 };
    assert!(matches!(BreachFilter::open(&long.bytes()), Err(OpenError::Header)));
    // An empty one is never built, but may be opened.
    let empty = Header { provenance: String::new(), hashes: 0, at_least: 0 };
    assert!(!BreachFilter::open(&empty.bytes()).unwrap().lists("one").unwrap());
}

#[test]
fn a_file_that_shrinks_is_an_error() {
    let (_, bytes) = built(&Builder::new(""), b"one\ntwo\n");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    let filter = BreachFilter::open_file(file.reopen().unwrap()).unwrap();
    assert!(filter.lists("one").unwrap());
    file.as_file().set_len(33).unwrap();
    assert_eq!(filter.lists("one").unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
}

#[test]
fn lists_are_read_as_they_are() {
    let builder = Builder::new("");
    let seldom = [line("one", ":1"), line("two", ":2"), line("three", ":30")].concat();
    let (built_of, bytes) = built(&builder.clone().at_least(2), seldom.as_bytes());
    let expected = Built { hashes: 2, from_hashes: true, seldom: 1, not_text: 0 };
    assert_eq!(built_of, expected);
    let filter = BreachFilter::open(&bytes).unwrap();
    assert_eq!(filter.at_least(), 2);
    assert!(filter.lists("two").unwrap() && !filter.lists("one").unwrap());

    // A byte order mark goes, spaces stay, the same again is once, and what is not UTF-8 is left out.
    let (built_of, bytes) = built(&builder, b"\xef\xbb\xbf one \r\n\nt\xffwo\n one \nthree:30");
    assert_eq!(built_of, Built { hashes: 2, from_hashes: false, seldom: 0, not_text: 1 });
    let filter = BreachFilter::open(&bytes).unwrap();
    assert!(filter.lists(" one ").unwrap() && filter.lists("three:30").unwrap());
    assert!(!filter.lists("one").unwrap());

    // Digits in either case, spaces behind, and no count.
    let mixed = format!("{}  \r\n{}", line("one", "").trim_end().to_lowercase(), line("two", ": 3"));
    assert_eq!(built(&builder, mixed.as_bytes()).0.hashes, 2);
}

#[test]
fn a_long_list_must_be_in_order() {
    let builder = Builder::new("").room(3);
    let mut hashes: Vec<String> = ["a", "b", "c", "d", "e"].map(|password| line(password, "")).into();
    hashes.sort();
    assert_eq!(built(&builder, hashes.concat().as_bytes()).0.hashes, 5);
    hashes.swap(3, 4);
    let error = refused(&builder, hashes.concat().as_bytes());
    assert!(error.starts_with("line 5: ") && error.contains("over 3 lines"), "{error}");
    hashes.swap(0, 1);
    let error = refused(&builder, hashes.concat().as_bytes());
    assert!(error.starts_with("line 4: ") && error.contains("LC_ALL=C sort"), "{error}");
    assert_eq!(built(&builder, b"a\nb\nc\n").0.hashes, 3);
    assert!(refused(&builder, b"a\nb\nc\nd\n").starts_with("line 4: "));
}

#[test]
fn a_list_that_is_none_is_refused_by_its_line() {
    let builder = Builder::new("");
    let one = line("one", ":1");
    for (list, expected) in [
        (String::new(), "no password is left"),
        ("\r\n\n".into(), "no password is left"),
        (format!("{one}letmein\n"), "line 2: not a SHA-1 hash"),
        (format!("{one}{}", line("two", ":x")), "line 2: not a SHA-1 hash"),
        (format!("\n{}:3\n", "8846F7EAEE8FB117AD06BDD830B7586C"), "line 2: a hash, but not a SHA-1 hash"),
        ("0005AD76BD555C1D6D771DE417A4B87E4B4:10\n".into(), "line 1: a hash, but not a SHA-1 hash"),
        (format!("a\n{}", "x".repeat(1 << 17)), "line 2: longer than 65536 bytes"),
    ] {
        let error = refused(&builder, list.as_bytes());
        assert!(error.starts_with(expected), "{error}");
    }
    for list in ["letmein\n".to_owned(), line("one", "")] {
        let error = refused(&builder.clone().at_least(2), list.as_bytes());
        assert!(error.starts_with("line 1: does not say how often"), "{error}");
    }
    assert_eq!(refused(&builder.clone().at_least(2), one.as_bytes()), refused(&builder, b""));
}

#[test]
fn a_provenance_that_is_too_long_is_cut() {
    let (_, bytes) = built(&Builder::new(&"é".repeat(3_000)), b"one");
    assert_eq!(BreachFilter::open(&bytes).unwrap().provenance().len(), 4096);
    let (_, bytes) = built(&Builder::new(&format!("x{}", "é".repeat(3_000))), b"one");
    assert_eq!(BreachFilter::open(&bytes).unwrap().provenance().len(), 4095);
}
