//! Lists as they are found: read as they are meant, or refused with the line.

use super::*;

#[test]
fn lists_are_read_as_they_are() {
    let builder = Builder::new("");
    let seldom = [line("one", ":1"), line("two", ":2"), line("three", ":30")].concat();
    let (built_of, bytes) = built(&builder.clone().at_least(2), seldom.as_bytes());
    let expected = Built { hashes: 2, from_hashes: Some(HashKind::Sha1), seldom: 1, ..Built::default() };
    assert_eq!(built_of, expected);
    let filter = BreachFilter::open(&bytes).unwrap();
    assert_eq!(filter.at_least(), 2);
    assert!(filter.lists("two").unwrap() && !filter.lists("one").unwrap());

    // A byte order mark goes, spaces stay, the same again is once, and what is not UTF-8 is left out.
    let (built_of, bytes) = built(&builder, b"\xef\xbb\xbf one \r\n\nt\xffwo\n one \nthree:30");
    assert_eq!(built_of, Built { hashes: 2, not_text: 1, ..Built::default() });
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
        ("0".repeat(40), "line 1: not a SHA-1 hash"),
        (format!("{one}letmein\n"), "line 2: not a SHA-1 hash"),
        (format!("{one}{}", line("two", ":x")), "line 2: behind the colon"),
        (format!("\n{}:3\n", "8846F7EAEE8FB117AD06BDD830B7586C"), "line 2: a hash, but not a SHA-1 hash"),
        ("0005AD76BD555C1D6D771DE417A4B87E4B4:10\n".into(), "line 1: the end of a hash"),
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

/// A list, the way of reading it, and its first password or what is said of it.
type Case = (&'static str, String, ListKind, Result<&'static str, &'static str>);

#[test]
fn a_list_is_read_as_it_is_meant_or_refused_with_its_line() {
    const DETECT: ListKind = ListKind::Detect;
    const PASSWORDS: ListKind = ListKind::Passwords;
    const SHA1: ListKind = ListKind::Hashes(HashKind::Sha1);
    const NTLM: ListKind = ListKind::Hashes(HashKind::Ntlm);
    let (one, two) = (line("one", ":7"), line("two", ":30"));
    let bare = line("one", "").trim_end().to_owned();
    let nt = ntlm_line("one", "");
    let sha256 = format!("{}\n", "7A".repeat(32));
    let cases: Vec<Case> = vec![
        ("hashes", format!("{one}{two}"), DETECT, Ok("one")),
        ("hashes, said", format!("{one}{two}"), SHA1, Ok("one")),
        ("blank lines first", format!("\r\n\r\n{one}{two}"), DETECT, Ok("one")),
        ("a comment first", format!("# leaked\n{one}{two}"), DETECT, Err("line 1: begins with #")),
        ("a heading first", format!("hash:count\n{one}{two}"), DETECT, Err("line 1: not a SHA-1 hash")),
        ("a comment before passwords", "# leaked\none\ntwo\n".into(), DETECT, Err("line 1: begins with #")),
        ("a password with #", "one\n#two\n".into(), DETECT, Ok("#two")),
        ("a password with # first, said", "#two\none\n".into(), PASSWORDS, Ok("#two")),
        ("CR alone", "one\rtwo\r".into(), DETECT, Err("line 1: holds a carriage return")),
        ("CR alone, said", "one\rtwo\r".into(), PASSWORDS, Err("line 1: holds a carriage return")),
        ("CR alone, hashes", format!("{bare}:3\r{bare}:4\r"), DETECT, Err("line 1: holds a carriage return")),
        ("CR alone, long", "one two three\r".repeat(20_000), DETECT, Err("line 1: holds a carriage return")),
        ("quoted", "\"one\"\n\"two\"\n".into(), DETECT, Err("line 1: is in quotation marks")),
        ("quoted, said", "\"one\"\n".into(), PASSWORDS, Ok("\"one\"")),
        ("CSV", "password,seen\none,3\ntwo,4\n".into(), DETECT, Err("line 1: has columns")),
        ("TSV", "one\t3\ntwo\t4\n".into(), DETECT, Err("line 1: has columns")),
        (
            "name and password",
            "a@b.example:one\nc@d.example:two\n".into(),
            DETECT,
            Err("line 1: has columns"),
        ),
        ("CSV of hashes", format!("{bare},3\n"), DETECT, Err("line 1: what stands behind the hash")),
        ("space", format!("{bare} 3\n"), DETECT, Err("line 1: what stands behind the hash")),
        ("counts in front", " 290729 one\n  79076 two\n".into(), DETECT, Err("line 1: a number stands")),
        ("counts in front, later", "pw\n 290729 one\n  79076 two\n".into(), DETECT, Err("line 2: a number")),
        ("counts in front, said", "12 one\n".into(), PASSWORDS, Ok("12 one")),
        ("a number is no count", "123456\n12345678\n".into(), DETECT, Ok("123456")),
        ("hash and password", format!("{bare}:one\n"), DETECT, Err("line 1: behind the colon")),
        ("commas in counts", format!("{bare}:1,234\n"), DETECT, Err("line 1: behind the colon")),
        ("a count below nothing", format!("{bare}:-1\n"), DETECT, Err("line 1: behind the colon")),
        ("a plus", format!("{bare}:+1\n"), DETECT, Err("line 1: behind the colon")),
        ("no count", format!("{bare}:\n"), DETECT, Err("line 1: behind the colon")),
        (
            "NTLM",
            nt.clone(),
            DETECT,
            Err("line 1: a hash, but not a SHA-1 hash of 40 hexadecimal digits; say --ntlm"),
        ),
        ("NTLM, said", nt.clone(), NTLM, Ok("one")),
        ("NTLM as SHA-1", nt.clone(), SHA1, Err("line 1: a hash, but not a SHA-1")),
        ("SHA-1 as NTLM", one.clone(), NTLM, Err("line 1: a hash, but not an NTLM hash of 32")),
        ("SHA-256", sha256.clone(), DETECT, Err("line 1: a hash, but not a SHA-1 hash")),
        ("SHA-256 with counts", format!("{}:3\n", sha256.trim_end()), DETECT, Err("line 1: a hash, but not")),
        (
            "SHA-256, said",
            sha256,
            PASSWORDS,
            Ok(concat!("7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A", "7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A7A")),
        ),
        ("a hash among passwords", format!("one\ntwo\nthree\n{nt}"), DETECT, Ok("one")),
        ("a range", format!("{}\n", &one[5..one.len() - 1]), DETECT, Err("line 1: the end of a hash")),
        ("cut hashes", format!("{}\n{}\n{two}", &bare[..39], &bare[..38]), SHA1, Err("line 1: not a SHA-1")),
        ("NUL", "o\0n\0e\0\n\0".into(), PASSWORDS, Err("line 1: holds a NUL")),
    ];
    for (name, list, kind, expected) in cases {
        let mut bytes = Cursor::new(Vec::new());
        match (Builder::new("").kind(kind).build(list.as_bytes(), &mut bytes), expected) {
            (Ok(_), Ok(password)) => {
                let filter = BreachFilter::open(bytes.get_ref()).unwrap();
                assert!(filter.lists(password).unwrap(), "{name}");
            }
            (Err(error), Err(expected)) => {
                assert!(error.to_string().starts_with(expected), "{name}: {error}");
            }
            (got, _) => panic!("{name}: {got:?}"),
        }
    }
}

#[test]
fn utf_16_with_a_mark_is_read() {
    // Longer than what is decoded at once, with pairs on every boundary.
    let list = (0..30_000).map(|number| format!("🔑£{number}\r\n")).collect::<Vec<_>>().concat();
    let expected = built(&Builder::new(""), list.as_bytes()).1;
    let marked = format!("\u{feff}{list}");
    let little: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for encoded in [marked.as_bytes(), &little, &big] {
        assert!(built(&Builder::new(""), encoded).1 == expected);
    }
    let error = refused(&Builder::new(""), &little[..little.len() - 1]);
    assert!(error.contains("ends in the middle of a character"), "{error}");
    let error = refused(&Builder::new(""), &little[2..]);
    assert!(error.starts_with("line 1: holds a NUL"), "{error}");
    // Half of a pair is no text.
    let half: Vec<u8> = [0xFEFF, 0xD83D, 0x0A, 0x61, 0x0A].map(u16::to_le_bytes).concat();
    assert_eq!(built(&Builder::new(""), &half).0, Built { hashes: 1, not_text: 1, ..Built::default() });
}

#[test]
fn a_folder_of_ranges_is_read_whole_or_said_to_be_partial() {
    let folder = tempfile::tempdir().unwrap();
    let out = || Cursor::new(Vec::new());
    let passwords = ["one", "two", "three"];
    for (password, ending) in passwords.iter().zip(["", ".txt", ""]) {
        let line = line(password, ":3").replace('\n', "\r\n");
        std::fs::write(folder.path().join(format!("{}{ending}", &line[..5])), &line[5..]).unwrap();
    }
    let builder = Builder::new("ranges");
    let error = builder.build_ranges(folder.path(), out()).unwrap_err().to_string();
    assert!(error.starts_with("1048573 of 1048576 ranges are not there, the first is 00000"), "{error}");
    let partial = builder.clone().partial();
    let mut bytes = out();
    let built = partial.build_ranges(folder.path(), &mut bytes).unwrap();
    assert_eq!((built.hashes, built.ranges, built.from_hashes), (3, 3, Some(HashKind::Sha1)));
    let filter = BreachFilter::open(bytes.get_ref()).unwrap();
    assert!(passwords.iter().all(|password| filter.lists(password).unwrap()));
    // With the hashes of the other kind the ends are too long.
    let ntlm = partial.clone().kind(ListKind::Hashes(HashKind::Ntlm));
    let error = ntlm.build_ranges(folder.path(), out()).unwrap_err().to_string();
    assert!(error.contains("line 1: a hash, but not an NTLM hash"), "{error}");
    for (name, contents, expected) in [
        ("README", "x", "README is no range"),
        ("0000G", "x", "0000G is no range"),
        ("fFfFf", "7\n", "fFfFf: line 1: not a SHA-1 hash"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, contents).unwrap();
        let error = partial.build_ranges(folder.path(), out()).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        std::fs::remove_file(path).unwrap();
    }
}
