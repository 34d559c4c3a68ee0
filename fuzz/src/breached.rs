//! `breach_filter`: any bytes are opened or refused, any hashes are searched to an end, and any list makes a filter of what is
//! in it or is refused.

use std::io::Cursor;

use keyward::breached::{BreachFilter, BuildError, Builder};

/// A header of the first version that is right for so many hashes.
fn header(hashes: usize) -> Vec<u8> {
    let numbers = [u64::from(1_u32), hashes as u64, 1].map(u64::to_le_bytes);
    [&b"breached"[..], &numbers.concat()].concat()
}

fn ask(filter: &BreachFilter<'_>) {
    for candidate in ["", "Wq7#Nv!2pZ", "letmein", "pässwörd"] {
        assert!(filter.lists(candidate).is_ok());
    }
}

/// As bytes of a filter, as its hashes, and as a list.
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
    let filter = BreachFilter::open(&bytes).expect("a right header");
    assert_eq!(filter.hashes(), hashes.len() as u64);
    ask(&filter);

    let mut bytes = Cursor::new(Vec::new());
    let lines = data.split(|byte| *byte == b'\n');
    match Builder::new("fuzz").build(data, &mut bytes) {
        Ok(built) => {
            let filter = BreachFilter::open(bytes.get_ref()).expect("what was built is opened");
            assert_eq!(filter.hashes(), built.hashes);
            assert!(bytes.get_ref()[36..].as_chunks::<8>().0.is_sorted());
            if !built.from_hashes {
                let mark: &[u8] = b"\xef\xbb\xbf";
                let passwords = lines.map(|line| line.strip_suffix(b"\r").unwrap_or(line)).enumerate();
                for (place, password) in passwords {
                    let password =
                        if place == 0 { password.strip_prefix(mark).unwrap_or(password) } else { password };
                    let Ok(password) = std::str::from_utf8(password) else { continue };
                    assert!(password.is_empty() || filter.lists(password).expect("in memory"));
                }
            }
        }
        Err(BuildError::Line { number, .. }) => assert!((1..=lines.count() as u64).contains(&number)),
        Err(BuildError::Empty) => {}
        Err(error) => panic!("{error}"),
    }
}
