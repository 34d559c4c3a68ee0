//! `breach_filter`: any bytes are opened or refused, and any hashes are searched to an end. `breach_list`: any list makes a filter
//! of what is in it, or is refused with its line.

use std::io::Cursor;

use keyward::breached::{BreachFilter, BuildError, Builder, HashKind, ListKind};

/// A header of the first version that is right for so many hashes.
fn header(hashes: usize) -> Vec<u8> {
    let numbers = [u64::from(1_u32), hashes as u64, 1].map(u64::to_le_bytes);
    [&b"breached"[..], &numbers.concat()].concat()
}

fn ask(filter: &BreachFilter<'_>) {
    for candidate in ["", "Wq7#Nv!2pZ", "letmein", "pässwörd"] {
        // What is out of order where an answer would be is an error.
        let _ = filter.lists(candidate);
    }
}

/// As bytes of a filter, and as its hashes.
pub fn breach_filter(data: &[u8]) {
    match BreachFilter::open(data) {
        Ok(filter) => {
            assert!(filter.provenance().len() <= 4096);
            ask(&filter);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }

    let hashes = data.as_chunks::<8>().0;
    let bytes = [header(hashes.len()), hashes.concat()].concat();
    let opened = BreachFilter::open(&bytes);
    let numbers = hashes.iter().map(|hash| u64::from_be_bytes(*hash));
    let is_right = !hashes.is_empty() && hashes.is_sorted() && numbers.clone().all(|number| number > 0) && {
        let mut numbers: Vec<u64> = numbers.collect();
        numbers.dedup();
        numbers.len() == hashes.len()
    };
    // So few are all looked at.
    assert_eq!(opened.is_ok(), is_right);
    if let Ok(filter) = opened {
        assert_eq!(filter.hashes(), hashes.len() as u64);
        ask(&filter);
    }
}

/// As a list that is told by its lines, one of passwords, and one of hashes of either kind.
pub fn breach_list(data: &[u8]) {
    let kinds = [
        ListKind::Detect,
        ListKind::Passwords,
        ListKind::Hashes(HashKind::Sha1),
        ListKind::Hashes(HashKind::Ntlm),
    ];
    for kind in kinds {
        let mut bytes = Cursor::new(Vec::new());
        match Builder::new("fuzz").kind(kind).build(data, &mut bytes) {
            Ok(built) => {
                let filter = BreachFilter::open(bytes.get_ref()).expect("what was built is opened");
                assert_eq!(filter.hashes(), built.hashes);
                if built.from_hashes.is_none() {
                    lists_passwords(&filter, data);
                }
            }
            Err(BuildError::Line { number, problem }) => {
                let units = data.split(|byte| *byte == b'\n' || *byte == 0).count() as u64;
                assert!((1..=units).contains(&number) && !problem.to_string().is_empty());
            }
            Err(BuildError::Empty) => {}
            // UTF-16 that is cut.
            Err(BuildError::Read(_)) => {
                assert!(data.starts_with(b"\xff\xfe") || data.starts_with(b"\xfe\xff"))
            }
            Err(error) => panic!("{error}"),
        }
    }
}

/// Every line that is text is found. Lists in UTF-16 are those of other tests.
fn lists_passwords(filter: &BreachFilter<'_>, data: &[u8]) {
    if data.starts_with(b"\xff\xfe") || data.starts_with(b"\xfe\xff") {
        return;
    }
    let data = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    for line in data.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let Ok(password) = std::str::from_utf8(line) else { continue };
        assert!(password.is_empty() || filter.lists(password).expect("in memory"));
    }
}
