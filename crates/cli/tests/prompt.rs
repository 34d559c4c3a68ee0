//! The prompt at a terminal: what is typed is not shown.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::io::Write;
use std::process::Command;

use rexpect::session::spawn_command;

/// Types a password at the prompt; what the terminal showed, and the exit status.
fn typed(arguments: &[&str], keys: &[u8]) -> (String, i32) {
    // A shell says the exit status, so that it is read after everything else.
    let mut command = Command::new("sh");
    command
        .args(["-c", "\"$@\"; echo status=$?", "sh", env!("CARGO_BIN_EXE_keyward"), "check"])
        .args(arguments);
    let mut session = spawn_command(command, Some(20_000)).unwrap();
    let mut shown = session.exp_string("New password: ").unwrap();
    session.process().get_file_handle().unwrap().write_all(keys).unwrap();
    shown.push_str(&session.exp_string("status=").unwrap());
    let status = session.read_line().unwrap();
    (shown, status.trim().parse().unwrap())
}

#[test]
fn a_password_is_asked_for_without_showing_it() {
    for (arguments, keys, status, said) in [
        (&[][..], "Wq7#Nv!2pZ\r", 0, "can be used"),
        (&[], "Kw7Lq9x\r", 1, "characters"),
        (&["--username", "zqrrw"], "Wq7#Zqrrw!2pZ\r", 1, "zqrrw"),
        (
            &["--disclosure", "desk", "--username", "zqrrw"],
            "Wq7#Zqrrw!2pZ\r",
            1,
            "[personal, WE-O1 to WE-O3]",
        ),
        (&[], "\u{4}", 2, "no password was typed"),
    ] {
        let (shown, ended) = typed(arguments, keys.as_bytes());
        assert_eq!(ended, status, "{keys:?} {shown}");
        assert!(shown.contains(said), "{keys:?} {shown}");
        assert!(keys.len() < 3 || !shown.contains(keys.trim_end()), "{shown}");
    }
}

/// A service desk that sets a password is not told what was read in it, unless it asks.
#[test]
fn who_sets_a_password_for_somebody_reads_as_the_desk() {
    let arguments = ["--operation", "set", "--username", "zqrrw"];
    let (shown, ended) = typed(&arguments, b"Wq7#Zqrrw!2pZ\r");
    assert!(ended == 1 && !shown.to_lowercase().contains("zqrrw"), "{shown}");
    let (shown, _) = typed(&[&arguments[..], &["--disclosure", "private"]].concat(), b"Wq7#Zqrrw!2pZ\r");
    assert!(shown.contains("zqrrw"), "{shown}");
}

/// A terminal that is set to Latin-1 sends `£` and `é` as one byte, and what is made of that is not what was typed.
#[test]
fn keys_that_are_not_utf8_are_refused() {
    for keys in [&b"Wq7\xa3#v!2pZ\r"[..], b"Wq7#Nv!2pZ\xff\r", b"caf\xe9\r"] {
        let (shown, ended) = typed(&[], keys);
        assert!(ended == 2 && shown.contains("not UTF-8"), "{keys:?} {ended} {shown}");
    }
}

#[test]
fn the_current_password_is_asked_for_first() {
    let mut command = Command::new("sh");
    command.args(["-c", "\"$@\"; echo status=$?", "sh", env!("CARGO_BIN_EXE_keyward"), "check", "--current"]);
    let mut session = spawn_command(command, Some(20_000)).unwrap();
    let mut keyboard = session.process().get_file_handle().unwrap();
    session.exp_string("Current password: ").unwrap();
    keyboard.write_all(b"Wq7#Nv!2pZ\r").unwrap();
    session.exp_string("New password: ").unwrap();
    keyboard.write_all(b"Wq7#Nv!3pZ\r").unwrap();
    let shown = session.exp_string("status=").unwrap();
    assert!(shown.contains("recycled") && !shown.contains("Nv!"), "{shown}");
    assert_eq!(session.read_line().unwrap(), "1");
}

/// Nobody types a password only to be told that it cannot be kept.
#[test]
fn what_cannot_be_written_is_refused_before_a_password_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("one"), "").unwrap();
    std::fs::hard_link(path("one"), path("other")).unwrap();
    std::fs::write(path("text"), "hello\n").unwrap();
    for (file, said) in [
        ("one", "2 names"),
        ("text", "no history"),
        ("none/new", "No such file"),
        (".", "a folder"),
        ("text/x", "Not a directory"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keyward"));
        command.args(["history", "add", "--file", &path(file)]);
        let mut session = spawn_command(command, Some(20_000)).unwrap();
        let shown = session.exp_eof().unwrap();
        assert!(shown.contains(said) && !shown.contains("Password"), "{file} {shown}");
    }
}
