//! What somebody who is not to be trusted can have the command say: nothing that a terminal obeys, and no part of a password
//! in a log. And nobody is told that all is well when the answer never arrived.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use std::fs;

use common::run;

/// Ends a line, rings, moves the cursor, sets the title, deletes the line above, in C0 and C1; and turns the direction of text.
const EVIL: &str = "\u{1b}[1A\u{1b}[2K\u{1b}]0;x\u{7}\u{8}\r\u{9b}31m\u{9d}0;y\u{9c}\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}\u{7f}";

/// What a terminal obeys. Newlines are judged apart.
fn obeyed(text: &str) -> Vec<char> {
    let turns = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}'];
    let turns = |character: &char| {
        turns.contains(character) || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .filter(|character| (character.is_control() && !matches!(character, '\n' | '\t')) || turns(character))
        .collect()
}

/// As JSON and TOML both have it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f")
}

#[test]
fn nothing_that_a_terminal_obeys_is_ever_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let evil = EVIL.replace('\u{9c}', "\nkeyward: accepted\n");
    let (list, blob, filter) = (path(&format!("{evil}.txt")), path(&format!("{evil}.blob")), path(&evil));
    fs::write(&list, "zorblax\nwibbleton\n").unwrap();
    let policy = path(&format!("{evil}.toml"));
    // It is called as its file is.
    fs::write(&policy, "words = [\"zorblax\"]\n").unwrap();
    let wrong_word = path("word.toml");
    fs::write(&wrong_word, format!("words = [{}]\n", quoted(&evil))).unwrap();
    let wrong_key = path("wrong.toml");
    fs::write(&wrong_key, format!("{} = 1\n", quoted(&evil))).unwrap();
    let wrong_value = path("value.toml");
    fs::write(&wrong_value, format!("base = {}\n", quoted(&evil))).unwrap();
    let context = path("context.json");
    fs::write(&context, serde_json::json!({ "names": [evil], evil.as_str(): 1 }).to_string()).unwrap();
    let missing = path(&format!("{evil}missing"));
    let request = format!(
        "{{\"id\":[\r\t{}],\"password\":\"Kw7Lq9x\",\"context\":{{\"username\":\"\u{9b}\u{202e}zq\"}}}}\n",
        quoted(&evil)
    );
    let commands: &[(&[&str], i32)] = &[
        (&["dict", "build", &list, &blob, "--provenance", &evil], 0),
        (&["dict", "info", &blob], 0),
        (&["dict", "info", &list], 2),
        (&["dict", "info", &missing], 2),
        (&["dict", "build", &list, &list], 2),
        (&["breached", "build", &list, &filter, "--provenance", &evil], 0),
        (&["breached", "info", &filter], 0),
        (&["breached", "info", &list], 2),
        (&["policy", "show", &policy], 0),
        (&["policy", "check", &policy], 0),
        (&["policy", "check", &wrong_key], 2),
        (&["policy", "check", &wrong_value], 2),
        (&["policy", "check", &wrong_word], 2),
        (&["policy", "check", &missing], 2),
        (&["explain", &policy], 0),
        (&["explain", "--format", "html", &policy], 0),
        (&["lint", &policy], 1),
        (&["lint", "--format", "json", &policy], 1),
        (&["suggest", "--format", "json", "--policy", &policy], 0),
        (&["check", "--stdin", "--policy", &policy, "--format", "json"], 1),
        (&["check", "--stdin", "--disclosure", "private", "--name", "zq\u{9b}\u{202e}rrw\u{1b}"], 1),
        (
            &[
                "check",
                "--stdin",
                "--disclosure",
                "private",
                "--format",
                "json",
                "--name",
                "zq\u{9b}\u{202e}rrw",
            ],
            1,
        ),
        (&["check", "--stdin", "--context", &context], 2),
        (&["check", "--stdin", "--history", &missing], 2),
        (&["check", "--stdin", "--dictionary", &list], 2),
        (&["check", "--batch", "--policy", &policy], 1),
        (&["check", "--batch", "--disclosure", "private"], 1),
        (&["history", "prune", "--file", &list], 2),
        (&[&evil], 2),
        (&["check", "--lang", &evil], 2),
        (&["suggest", "--count", &evil], 2),
    ];
    for (arguments, status) in commands {
        let batch = arguments.contains(&"--batch");
        let input = if batch { request.clone() } else { "Kw7Lq9\u{9b}zqrrw\u{202e}".to_owned() };
        let run = run(arguments, input.as_bytes());
        assert_eq!(run.status, Some(*status), "{arguments:?} {run:?}");
        for said in [&run.output, &run.errors] {
            assert_eq!(obeyed(said), [], "{arguments:?} {run:?}");
            // A newline of theirs would make a line that looks like one of ours.
            assert!(!said.lines().any(|line| line == "keyward: accepted"), "{arguments:?} {run:?}");
        }
        if batch {
            let answer: serde_json::Value = serde_json::from_str(&run.output).unwrap();
            assert_eq!(answer["id"], serde_json::json!([evil]), "the id comes back as it was");
        }
    }
    // What was written out is the policy that was read.
    let shown = run(&["policy", "show", &policy], b"");
    let again = path("again.toml");
    fs::write(&again, &shown.output).unwrap();
    assert_eq!(run(&["policy", "show", &again], b"").output, shown.output);
}

#[test]
fn a_log_holds_no_byte_of_a_password() {
    let log = ["check", "--batch", "--disclosure", "log"];
    // Broken in as many places and ways as passwords may be: what is said must not depend on them.
    for (requests, said) in [
        (
            &["{\"password\":\"Wq7\"Nv2\"}", "{\"password\":\"Wq7Nv2x\"y\"}", "{\"password\":\"\\Wq7\"}"][..],
            "the request is not JSON",
        ),
        (&["{\"password\":\"\\udc00\"}", "{\"password\":\"Wq7\\udfff\"}"], "`password` is not JSON"),
        (&["{\"WqNv\":1}", "{\"passwrd\":1}", "{\"username\":1}"], "the request has an unknown key"),
        (&["{\"password\":[\"Wq7\"]}", "{\"password\":7}"], "`password` must be a string"),
    ] {
        for request in requests {
            let run = run(&log, request.as_bytes());
            assert_eq!(run.output, format!("{{\"line\":1,\"error\":\"{said}\"}}\n"), "{request}");
        }
    }
    for line in [&b"{\"password\":\"Wq7\xff\"}"[..], b"{\"password\":\"Wq7Nv\xa3\"}"] {
        assert_eq!(run(&log, line).output, "{\"line\":1,\"error\":\"the line is not UTF-8\"}\n");
    }
    for password in [&b"Wq7\xa3Nv"[..], b"\xff", b"Wq7Nv\xc3"] {
        let run = run(&["check", "--stdin", "--disclosure", "log"], password);
        assert_eq!(run.errors, "keyward: the password is not UTF-8; send it as UTF-8\n");
    }
    // Whoever may know more is told more.
    assert!(run(&["check", "--batch"], b"{\"passwrd\":1}").output.contains("did you mean `password`"));
    assert!(run(&["check", "--batch"], b"{\"password\":1").output.contains("(byte 13)"));
}

#[test]
fn a_log_is_not_told_how_strong_a_password_is() {
    for format in ["text", "json"] {
        let arguments = ["check", "--stdin", "--disclosure", "log", "--strength", "--format", format];
        let run = run(&arguments, b"Wq7#Nv!2pZ");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.errors.contains("--strength"), "{run:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_was_not_written_is_never_a_success() {
    use std::process::Command;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (list, blob, filter) = (path("list"), path("blob"), path("filter"));
    fs::write(&list, "zorblax\n").unwrap();
    assert_eq!(run(&["dict", "build", &list, &blob], b"").status, Some(0));
    assert_eq!(run(&["breached", "build", &list, &filter], b"").status, Some(0));
    let to_full = |arguments: &str, place: &str| {
        let line = format!("\"{}\" {arguments} {place}/dev/full", env!("CARGO_BIN_EXE_keyward"));
        let input = "echo 'Wq7#Nv!2pZ'; echo '{}'";
        Command::new("sh").args(["-c", &format!("{{ {input}; }} | {line}")]).output().unwrap()
    };
    for arguments in [
        "--help".to_owned(),
        "-h".to_owned(),
        "help check".to_owned(),
        "check --help".to_owned(),
        "history add --help".to_owned(),
        "--version".to_owned(),
        "check --stdin".to_owned(),
        "check --stdin --format json --strength".to_owned(),
        "check --batch".to_owned(),
        "explain".to_owned(),
        "explain --html-passwordrules".to_owned(),
        "lint".to_owned(),
        "suggest".to_owned(),
        "policy list".to_owned(),
        "policy keys".to_owned(),
        "policy show".to_owned(),
        format!("dict info {blob}"),
        format!("dict build {list} {blob}"),
        format!("breached info {filter}"),
        format!("breached build {list} {filter}"),
    ] {
        let ended = to_full(&arguments, ">");
        assert_eq!(ended.status.code(), Some(2), "{arguments}: {ended:?}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("No space left"), "{arguments}: {ended:?}");
    }
    // Where the reason cannot be told either, the status tells.
    for arguments in ["check --nonsense", "check --stdin --policy nowhere", "explain --html-passwordrules"] {
        assert_eq!(to_full(arguments, "2>").status.code(), Some(2), "{arguments}");
    }
}
