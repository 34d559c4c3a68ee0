//! `keyward dict`, and checks with an organisation's own word list.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use std::fs;

use common::run;

#[test]
fn a_list_is_compiled_and_asked() {
    let folder = tempfile::tempdir().unwrap();
    let (list, blob) = (folder.path().join("wards.txt"), folder.path().join("wards.blob"));
    let (list, blob) = (list.to_str().unwrap(), blob.to_str().unwrap());
    fs::write(list, "# our wards\nZorblax\n  Kvrz Wqbdk \r\n\nGwŷrthlâs\nzorblax\n").unwrap();
    let built = run(&["dict", "build", list, blob, "--provenance", "wards, November"], b"");
    assert_eq!(built.status, Some(0), "{built:?}");
    assert!(built.output.contains("3 entries"), "{built:?}");
    let info = run(&["dict", "info", blob], b"");
    assert_eq!(info.status, Some(0), "{info:?}");
    assert!(info.output.contains("entries: 3\n") && info.output.contains("wards, November"), "{info:?}");
    for (password, status, rule) in [
        ("7#ZorblaxQW!2", 1, "dictionary_word"),
        ("7#Z0rbl4xQW!2", 1, "leet_word"),
        ("7#KvrzwqbdkQW!2", 1, "dictionary_word"),
        ("7#GwyrthlasQW!2", 1, "dictionary_word"),
        ("7#Zorb_laxQW!2", 1, "guessable"),
        ("7#Zorb_laqQW!2", 0, ""),
    ] {
        let with = run(&["check", "--stdin", "--dictionary", blob], password.as_bytes());
        assert_eq!(with.status, Some(status), "{password} {with:?}");
        assert!(with.output.contains(rule), "{password} {with:?}");
        let without = run(&["check", "--stdin"], password.as_bytes());
        assert_eq!(without.status, Some(0), "{password} {without:?}");
    }
}

#[test]
fn what_cannot_be_compiled_or_opened_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let (list, blob) = (folder.path().join("list.txt"), folder.path().join("list.blob"));
    let (list, blob) = (list.to_str().unwrap(), blob.to_str().unwrap());
    for (contents, expected) in [
        (&b""[..], "no entries"),
        (b"# nothing\n", "no entries"),
        (b"zorblax\nx\n", "line 2"),
        (b"zorblax\n\xe4\xbd\xa0\xe5\xa5\xbd\n", "line 2"),
        (b"zor\xffblax\n", "not UTF-8 (byte 4)"),
    ] {
        fs::write(list, contents).unwrap();
        let run = run(&["dict", "build", list, blob], b"");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.errors.contains(expected) && run.errors.contains(list), "{expected} {run:?}");
        assert!(!fs::exists(blob).unwrap());
    }
    fs::write(blob, "zorblax\n").unwrap();
    for command in [&["dict", "info", blob][..], &["check", "--stdin", "--dictionary", blob]] {
        let run = run(command, b"Wq7#Nv!2pZ");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.errors.contains("keyward dict build") && run.errors.contains(blob), "{run:?}");
    }
}

#[test]
#[cfg(unix)]
fn who_may_read_a_dictionary_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (list, blob) = (folder.path().join("wards.txt"), folder.path().join("wards.blob"));
    fs::write(&list, "Zorblax\n").unwrap();
    fs::write(&blob, "an older one").unwrap();
    fs::set_permissions(&blob, fs::Permissions::from_mode(0o640)).unwrap();
    let run = run(&["dict", "build", list.to_str().unwrap(), blob.to_str().unwrap()], b"");
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(fs::metadata(&blob).unwrap().permissions().mode() & 0o777, 0o640);
}
