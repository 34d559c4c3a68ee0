//! When the machine has no more to give, or somebody ends the command: a clear message, the right status, nothing half written.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests may")]

mod common;

use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output, Stdio};

use common::{command, run};

/// The command in a shell that first sets a limit, with this on its standard input.
fn limited(limit: &str, arguments: &str, input: &[u8]) -> Output {
    let line = format!("{limit}; exec \"{}\" {arguments}", env!("CARGO_BIN_EXE_keyward"));
    let mut child = Command::new("sh")
        .args(["-c", &line])
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names of what is in a folder.
fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_that_cannot_grow_is_an_error_and_the_old_one_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (history, list) = (folder.path().join("history"), folder.path().join("list.txt"));
    let added = run(&["history", "add", "--stdin", "--file", history.to_str().unwrap()], b"Zt5%Hm&3dR");
    assert_eq!(added.status, Some(0), "{}{}", added.output, added.errors);
    let before = fs::read(&history).unwrap();
    fs::write(&list, "zorblax\n").unwrap();
    let blob = folder.path().join("list.blob");
    fs::write(&blob, "an older one").unwrap();
    let beforehand = names(folder.path());
    for (arguments, file) in [
        (format!("history add --stdin --file {}", history.display()), &history),
        (format!("dict build {} {}", list.display(), blob.display()), &blob),
        (format!("breached build {} {}", list.display(), blob.display()), &blob),
    ] {
        // A file may have no block at all. The signal for that is ignored, so that writing fails.
        let ended = limited("trap '' XFSZ; ulimit -f 0", &arguments, b"Wq7#Nv!2pZ");
        assert_eq!(ended.status.code(), Some(2), "{arguments}: {ended:?}");
        let said = errors(&ended);
        assert!(said.contains("cannot write") && said.contains(file.to_str().unwrap()), "{said}");
        assert!(!said.contains("Wq7"), "{said}");
    }
    assert_eq!(fs::read(&history).unwrap(), before);
    assert_eq!(fs::read_to_string(&blob).unwrap(), "an older one");
    assert_eq!(names(folder.path()), beforehand);
}

#[test]
fn a_file_that_never_ends_is_refused() {
    // It is read through a pipe, as nothing but a file or a pipe is opened.
    let never_ends = |arguments: &str| {
        let line = format!("tr '\\0' a < /dev/zero | \"{}\" {arguments}", env!("CARGO_BIN_EXE_keyward"));
        let limited = format!("ulimit -v 1000000; {line}");
        Command::new("sh").args(["-c", &limited]).output().unwrap()
    };
    let folder = tempfile::tempdir().unwrap();
    let blob = folder.path().join("list.blob");
    let (dict, breached) =
        ["dict", "breached"].map(|list| format!("{list} build /dev/stdin {}", blob.display())).into();
    for (arguments, expected) in [
        ("policy show /dev/stdin", "larger than 16 MiB"),
        ("suggest --context /dev/stdin", "larger than 16 MiB"),
        ("suggest --history /dev/stdin", "larger than 16 MiB"),
        ("suggest --dictionary /dev/stdin", "larger than 64 MiB"),
        ("dict info /dev/stdin", "larger than 64 MiB"),
        (&dict, "larger than 64 MiB"),
        (&breached, "line 1: longer than 65536 bytes"),
        ("breached info /dev/stdin", "it is a pipe"),
        ("suggest --breached /dev/stdin", "it is a pipe"),
    ] {
        let ended = never_ends(arguments);
        assert_eq!(ended.status.code(), Some(2), "{arguments}: {ended:?}");
        assert!(errors(&ended).contains(expected), "{arguments}: {ended:?}");
    }
    assert!(!blob.exists());
    let endless = format!("\"{}\" check --stdin < /dev/zero", env!("CARGO_BIN_EXE_keyward"));
    let ended = Command::new("sh").args(["-c", &endless]).output().unwrap();
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    assert!(errors(&ended).contains("more than 16 MiB on standard input"), "{ended:?}");
}

#[test]
fn what_is_wrong_with_a_history_is_said_once() {
    let history = tempfile::NamedTempFile::new().unwrap();
    let greedy = keyward_history().replace("m=19456", "m=99999999");
    fs::write(history.path(), format!("{}{greedy}", keyward_history())).unwrap();
    let arguments = format!("check --stdin --history {}", history.path().display());
    let ended = limited(":", &arguments, b"Wq7#Nv!2pZ");
    assert_eq!(ended.status.code(), Some(2), "{ended:?}");
    let said = errors(&ended);
    assert!(said.contains("line 2") && said.matches("256 MiB").count() == 1, "{said}");
}

#[test]
fn a_disk_that_is_full_is_an_error_for_every_answer() {
    for arguments in [
        "check --stdin > /dev/full",
        "check --stdin --format json > /dev/full",
        "explain > /dev/full",
        "suggest > /dev/full",
        "policy list > /dev/full",
        "policy show hw-5.3.2 > /dev/full",
        "lint > /dev/full",
    ] {
        let ended = limited(":", arguments, b"Wq7#Nv!2pZ");
        assert_eq!(ended.status.code(), Some(2), "{arguments}: {ended:?}");
        assert!(errors(&ended).contains("No space left"), "{arguments}: {ended:?}");
    }
}

#[test]
fn a_reader_that_is_gone_is_no_crash() {
    for arguments in ["explain", "policy list", "policy keys", "suggest -n 50", "lint", "check --stdin"] {
        let line = format!("\"{}\" {arguments} | true", env!("CARGO_BIN_EXE_keyward"));
        let mut bash = Command::new("bash");
        bash.args(["-c", &format!("set -o pipefail; {line}")]).stdin(Stdio::null());
        let ended = bash.env("RUST_BACKTRACE", "0").output().unwrap();
        let code = ended.status.code();
        assert!(matches!(code, Some(0..=2)), "{arguments}: {ended:?}");
        assert!(!errors(&ended).contains("panicked"), "{arguments}: {ended:?}");
    }
}

#[test]
fn little_memory_ends_in_an_answer_or_a_clear_end() {
    let history = tempfile::NamedTempFile::new().unwrap();
    fs::write(history.path(), keyward_history()).unwrap();
    let arguments = format!("check --stdin --history {}", history.path().display());
    let (mut answered, mut refused) = (0, 0);
    for mebibytes in [4, 8, 16, 24, 32, 48, 512] {
        let ended = limited(&format!("ulimit -v {}", mebibytes * 1024), &arguments, b"Wq7#Nv!2pZ");
        let said = errors(&ended);
        match (ended.status.code(), ended.status.signal()) {
            (Some(0), _) => answered += 1,
            // What does not start says so itself, and so does what has no memory to hash in.
            (Some(_), _) => {
                refused += 1;
                assert!(said.contains("memory") || said.contains("shared"), "{mebibytes}: {ended:?}");
                assert!(ended.stdout.is_empty(), "{mebibytes}: {ended:?}");
            }
            // The standard library ends a program that has none with a word about it.
            (None, signal) => {
                refused += 1;
                let known = said.contains("memory") || signal == Some(11) || signal == Some(9);
                assert!(known && ended.stdout.is_empty(), "{mebibytes}: {ended:?}");
            }
        }
    }
    assert!(answered > 0 && refused > 0, "{answered} {refused}");
}

/// A record at the usual cost, 19 MiB.
fn keyward_history() -> String {
    let mut history = keyward::history::History::new();
    history.add("Zt5%Hm&3dR", &keyward::history::Params::DEFAULT, b"0123456789abcdef").unwrap();
    history.to_string()
}

#[test]
fn input_that_is_cut_is_judged_as_far_as_it_is_whole() {
    let whole = "{\"password\":\"Wq7#Nv!2pZ\"}\n";
    for cut in 1..whole.len() - 1 {
        let input = format!("{whole}{}", &whole[..cut]);
        let ended = limited(":", "check --batch", input.as_bytes());
        let answers = String::from_utf8(ended.stdout).unwrap();
        let answers: Vec<&str> = answers.lines().collect();
        assert_eq!(answers.len(), 2, "{input}");
        assert!(answers[0].contains("\"accepted\":true"), "{input}");
        let cut_off = cut < whole.len() - 1;
        assert!(!cut_off || answers[1].contains("\"error\":"), "{input} {answers:?}");
        assert_eq!(ended.status.code(), Some(if cut_off { 2 } else { 0 }), "{input}");
    }
}

#[test]
fn a_batch_that_is_killed_has_answered_in_whole_lines() {
    let line = b"{\"password\":\"Wq7#Nv!2pZ\"}\n";
    for pause in [1, 5, 20, 60] {
        let answers = tempfile::NamedTempFile::new().unwrap();
        let mut child = command(&["check", "--batch"]).stdout(answers.reopen().unwrap()).spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let writer = std::thread::spawn(move || while input.write_all(&line.repeat(64)).is_ok() {});
        std::thread::sleep(std::time::Duration::from_millis(pause));
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9));
        writer.join().unwrap();
        let text = fs::read_to_string(answers.path()).unwrap();
        // A write that was cut short by the end may leave its last line unfinished, never one before it.
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        assert!(whole.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{pause}");
    }
}
