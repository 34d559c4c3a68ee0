//! The filter against a plain set, and against bytes that are none.

use std::collections::BTreeSet;
use std::io::Cursor;

use md4::Md4;
use sha1::Sha1;

use super::*;

mod lists;

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

/// The NTLM hash of a password as a list has it.
fn ntlm_line(password: &str, seen: &str) -> String {
    let units: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let digits: Vec<_> = Md4::digest(units).iter().map(|byte| format!("{byte:02X}")).collect();
    format!("{}{seen}\n", digits.concat())
}

#[test]
fn a_key_is_the_start_of_the_hash() {
    // FIPS 180-4's example, and the one that everybody uses.
    assert_eq!(HashKind::Sha1.key("abc"), 0xA999_3E36_4706_816A);
    assert_eq!(HashKind::Sha1.key("password"), 0x5BAA_61E4_C9B9_3F3F);
    assert_eq!(HashKind::Ntlm.key("password"), 0x8846_F7EA_EE8F_B117);
    for length in 0..300 {
        for password in ["x".repeat(length), "£🔑".repeat(length)] {
            let hash = Sha1::digest(&password);
            assert_eq!(HashKind::Sha1.key(&password).to_be_bytes(), hash[..8], "{length}");
            let line = ntlm_line(&password, "");
            assert_eq!(format!("{:016X}", HashKind::Ntlm.key(&password)), line[..16], "{length}");
        }
    }
}

#[test]
fn ntlm_hashes_list_what_was_typed() {
    let lines = ["Wq7#Nv!2pZ", "£pässwörd🔑"].map(|password| ntlm_line(password, ":3"));
    let builder = Builder::new("AD").kind(ListKind::Hashes(HashKind::Ntlm)).at_least(2);
    let (built_of, bytes) = built(&builder, lines.concat().to_lowercase().as_bytes());
    assert_eq!((built_of.hashes, built_of.from_hashes), (2, Some(HashKind::Ntlm)));
    let filter = BreachFilter::open(&bytes).unwrap();
    assert_eq!(filter.kind(), HashKind::Ntlm);
    assert!(filter.lists("Wq7#Nv!2pZ").unwrap() && filter.lists("£pässwörd🔑").unwrap());
    assert!(!filter.lists("wq7#Nv!2pZ").unwrap());
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
        filter.holds(HashKind::Sha1.key(&number.to_string()), |_| reads += 1).unwrap();
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
        // Out of order, all alike, crowded at one end, and as far apart as can be.
        let hashes: Vec<u64> = (0..count)
            .map(|place| match round % 4 {
                0 => random.u64(..),
                1 => 1 << 40,
                2 => place,
                _ => u64::MAX - place % 2,
            })
            .collect();
        for wanted in [0, 1, 1 << 40, random.u64(..), u64::MAX - 1, u64::MAX] {
            let mut reads = 0;
            let held = keys::holds(wanted, count, |place| {
                reads += 1;
                Ok(hashes[usize::try_from(place).unwrap()])
            });
            assert!(reads <= 16 + 11, "{round} {reads}");
            // Nothing is found that is not there.
            assert!(!held.is_ok_and(|held| held) || hashes.contains(&wanted));
        }
    }
}

/// A filter of both kinds and both versions.
fn filters() -> Vec<Vec<u8>> {
    let list = (0..40).map(|number| format!("{number}\n")).collect::<Vec<_>>().concat();
    let hashes = (0..40).map(|number| ntlm_line(&number.to_string(), "")).collect::<Vec<_>>().concat();
    let ntlm = Builder::new("forty").kind(ListKind::Hashes(HashKind::Ntlm));
    vec![
        built(&Builder::new("forty"), list.as_bytes()).1,
        built(&ntlm, hashes.as_bytes()).1,
        built(&Builder::new(""), b"one\n").1,
    ]
}

#[test]
fn what_is_cut_or_zeroed_anywhere_does_not_open() {
    for whole in filters() {
        assert!(BreachFilter::open(&whole).is_ok());
        for from in 0..=whole.len() {
            if from < whole.len() {
                assert!(BreachFilter::open(&whole[..from]).is_err(), "cut at {from}");
            }
            for to in [1, 2, 3, 8, 16, 64, whole.len()].map(|length| (from + length).min(whole.len())) {
                let mut zeroed = whole.clone();
                zeroed[from..to].fill(0);
                assert!(zeroed == whole || BreachFilter::open(&zeroed).is_err(), "zeros from {from} to {to}");
            }
        }
        assert!(BreachFilter::open(&[&whole[..], b"x"].concat()).is_err());
        let file = tempfile::NamedTempFile::new().unwrap();
        for length in [0, 1, whole.len(), 4096, 100_000] {
            std::fs::write(file.path(), vec![0; length]).unwrap();
            assert!(matches!(BreachFilter::open_file(file.reopen().unwrap()), Err(OpenError::Magic)));
        }
    }
}

#[test]
fn every_changed_bit_of_a_small_filter_is_refused() {
    for whole in filters() {
        for place in 0..8 * whole.len() {
            let mut changed = whole.clone();
            changed[place / 8] ^= 1 << (place % 8);
            assert!(BreachFilter::open(&changed).is_err(), "{place}");
        }
    }
}

#[test]
fn no_answer_rests_on_hashes_that_a_large_filter_lost() {
    let mut random = fastrand::Rng::with_seed(3);
    let mut kept: Vec<u64> = (0..5_000).map(|_| random.u64(1..)).collect();
    kept.sort_unstable();
    kept.dedup();
    let count = kept.len();
    for _ in 0..3_000 {
        let from = random.usize(..count);
        let longest = [2, 64, count][random.usize(..3)];
        let to = (from + 1 + random.usize(..longest)).min(count);
        let mut lost = kept.clone();
        lost[from..to].fill(0);
        let ask = |key| keys::holds(key, count as u64, |place| Ok(lost[usize::try_from(place).unwrap()]));
        for place in [from, to - 1, random.usize(from..to), random.usize(..count)] {
            let asked = ask(kept[place]);
            assert!(asked.is_err() || asked.is_ok_and(|held| held), "{from} {to} {place}");
        }
    }
}

#[test]
fn what_is_changed_in_the_header_says_so() {
    let (_, bytes) = built(&Builder::new("two").at_least(0), b"one\ntwo\n");
    for length in 0..bytes.len() {
        let error = BreachFilter::open(&bytes[..length]).unwrap_err();
        let expected = if length < 32 { "not a breach filter" } else { "" };
        assert!(error.to_string().contains(expected), "{length} {error}");
    }
    for (place, with, expected) in [
        (0, b'B', "not a breach filter"),
        (8, 3, "format 3 is newer"),
        (8, 0, "header has no meaning"),
        (12, 4, "cut off"),
        (15, 255, "cut off"),
        (16, 1, "cut off"),
        (23, 255, "cut off"),
        (32, 2, "header has no meaning"),
        (40, 255, "header has no meaning"),
        (40, b'T', "is damaged"),
        (44, 1, "is damaged"),
    ] {
        let mut changed = bytes.clone();
        changed[place] = with;
        let error = BreachFilter::open(&changed).unwrap_err().to_string();
        assert!(error.contains(expected), "{place} {error}");
    }
    let long = Header::new(&"x".repeat(4097), 0, HashKind::Sha1);
    let bytes = [long.bytes(), vec![0; 16]].concat();
    assert!(matches!(BreachFilter::open(&bytes), Err(OpenError::Empty)));
    let one = Header { hashes: 1, ..long };
    assert!(matches!(BreachFilter::open(&[one.bytes(), vec![1; 24]].concat()), Err(OpenError::Header)));
}

#[test]
fn a_file_that_shrinks_is_an_error() {
    let (_, bytes) = built(&Builder::new(""), b"one\ntwo\n");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    let filter = BreachFilter::open_file(file.reopen().unwrap()).unwrap();
    assert!(filter.lists("one").unwrap());
    file.as_file().set_len(41).unwrap();
    assert_eq!(filter.lists("one").unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
}

/// A disk that takes what is written and gives zeros back from a place on.
struct Forgetful(Cursor<Vec<u8>>, u64);

impl io::Write for Forgetful {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl io::Seek for Forgetful {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl io::Read for Forgetful {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let from = self.0.position();
        let read = self.0.read(into)?;
        for (byte, place) in into[..read].iter_mut().zip(from..) {
            if place >= self.1 {
                *byte = 0;
            }
        }
        Ok(read)
    }
}

#[test]
fn what_was_built_is_asked_for_what_went_in() {
    let list = (0..5_000).map(|number| format!("{number}\n")).collect::<Vec<_>>().concat();
    let length = built(&Builder::new(""), list.as_bytes()).1.len() as u64;
    for from in [0, 40, 41, length / 2, length - 20, length - 16, length - 1] {
        let disk = Forgetful(Cursor::new(Vec::new()), from);
        let error = Builder::new("").build(list.as_bytes(), disk).unwrap_err();
        assert!(matches!(error, BuildError::Lost), "{from} {error}");
    }
}
