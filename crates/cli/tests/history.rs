//! `keyward history`, and checks that ask it: what is kept, who may read it, and that nothing is ever half written.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests may")]

mod common;
#[path = "common/in_turn.rs"]
mod in_turn;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use common::{command, run};
use in_turn::add_in_turn;
use keyward::history::{History, Params};
use serde_json::json;

/// A history of one password at a cost that tests can bear.
fn cheap(path: &Path, passwords: &[&str]) {
    let cost = Params::new(8, 1, 1).unwrap();
    let mut history = History::new();
    for password in passwords {
        history.add(password, &cost, b"0123456789abcdef").unwrap();
    }
    fs::write(path, history.to_string()).unwrap();
}

fn read(path: &Path) -> History {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

#[test]
fn passwords_are_added_recognised_and_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jsmith.history");
    let path = file.to_str().unwrap();
    for (arguments, input, status, records) in [
        (&["check"][..], "Wq7#Nv!2pZ", 2, None),
        (&["add", "--stdin"], "Wq7#Nv!2pZ\n", 0, Some(1)),
        (&["check", "--stdin"], "Wq7#Nv!2pZ\n", 1, Some(1)),
        (&["check", "--stdin"], "Wq7#Nv!3pZ\n", 1, Some(1)),
        (&["check", "--stdin"], "pY#6vN*3tGLk\n", 0, Some(1)),
        (&["add", "--stdin"], "Ht5$Rb@9mYcg", 0, Some(2)),
        (&["add", "--stdin"], "", 2, Some(2)),
        (&["add", "--stdin"], "\n", 2, Some(2)),
        (&["add", "--stdin", "--keep", "2"], "TGbq73!%wzRK", 0, Some(2)),
        (&["check", "--stdin"], "Wq7#Nv!2pZ\n", 0, Some(2)),
        (&["prune", "--keep", "1"], "", 0, Some(1)),
        (&["check", "--stdin"], "TGbq73!%wzRK", 1, Some(1)),
        (&["prune", "--keep", "0"], "", 2, Some(1)),
        (&["prune", "--keep", "-1"], "", 2, Some(1)),
        (&["add", "--stdin", "--keep", "0"], "pY#6vN*3tGLk", 2, Some(1)),
        (&["check", "--stdin"], "TGbq73!%wzRK", 1, Some(1)),
    ] {
        let run = run(&[&["history"], arguments, &["--file", path]].concat(), input.as_bytes());
        assert_eq!(run.status, Some(status), "{arguments:?} {input:?} {run:?}");
        let kept = file.exists().then(|| read(&file).len());
        assert_eq!(kept, records, "{arguments:?} {input:?}");
        assert!(!format!("{run:?}").contains("Wq7"), "{run:?}");
    }
}

#[test]
fn a_history_that_is_not_there_is_made_by_adding_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jsmth.history");
    let path = file.to_str().unwrap();
    for command in [
        &["history", "prune", "--file", path][..],
        &["history", "check", "--stdin", "--file", path],
        &["check", "--stdin", "--history", path],
        &["suggest", "--history", path],
    ] {
        let run = run(command, b"Wq7#Nv!2pZ");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{command:?} {run:?}");
        let next = format!("`keyward history add --file {path}` makes it");
        assert!(run.errors.contains(&next), "{command:?} {run:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{command:?}");
    }
}

#[test]
fn what_is_not_in_a_history_may_be_a_bad_password_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    let path = file.to_str().unwrap();
    cheap(&file, &["Wq7#Nv!2pZ", "Ht5$Rb@9mYcg", "TGbq73!%wzRK", "7zR%xk2&WbH", "Brk7!!Vq22Kw"]);
    for (arguments, input, status, output) in [
        (&[][..], "abc", 0, "Not in the history, and not made from it (newest compared: 4).\n"),
        (&[], "Wq7#Nv!2pZ", 0, "Not in the history, and not made from it (newest compared: 4).\n"),
        (
            &["--lang", "cy"],
            "abc",
            0,
            "Nid yw yn yr hanes, ac ni wnaed ef ohono (diweddaraf a gymharwyd: 4).\n",
        ),
        (&["--disclosure", "log"], "abc", 0, "accepted\n"),
        (&["--disclosure", "log"], "Brk7!!Vq22Kw", 1, "rejected\n  [reused, WE-C7]\n"),
        (&[], "\n", 2, ""),
    ] {
        let all = [&["history", "check", "--stdin", "--file", path], arguments].concat();
        let run = run(&all, input.as_bytes());
        assert_eq!((run.status, run.output.as_str()), (Some(status), output), "{input} {run:?}");
    }
}

/// What was done to the old password is for its owner, not for a service desk that sets a new one.
#[test]
fn only_the_owner_is_told_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    let path = file.to_str().unwrap();
    cheap(&file, &["Wq7#Nv!2pZ"]);
    for disclosure in ["private", "desk", "log"] {
        let arguments = ["history", "check", "--stdin", "--file", path, "--disclosure", disclosure];
        let run = run(&arguments, b"Wq7#Nv!3pZ");
        assert_eq!(run.status, Some(1), "{run:?}");
        assert_eq!(run.output.contains("number"), disclosure == "private", "{run:?}");
    }
}

#[test]
#[cfg(unix)]
fn only_the_owner_may_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    cheap(&file, &["Wq7#Nv!2pZ"]);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    for path in [file, folder.path().join("new")] {
        let run = run(&["history", "add", "--stdin", "--file", path.to_str().unwrap()], b"Ht5$Rb@9mYcg");
        assert_eq!(run.status, Some(0), "{run:?}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

/// The recipe for the service desk in README, step by step.
#[test]
fn the_service_desk_sees_what_the_readme_shows() {
    let readme = fs::read_to_string("../../README.md").unwrap().replace("\r\n", "\n");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jsmith.history");
    let path = file.to_str().unwrap();
    let check = ["check", "--stdin", "--operation", "set", "--username", "jsmith", "--name", "John Smith"];
    let first = run(&check, b"FarmHairTree83*");
    assert_eq!(run(&["history", "add", "--stdin", "--file", path], b"Wq7#Nv!2pZ").status, Some(0));
    let next = run(&[&check[..], &["--history", path]].concat(), b"Wq7#Nv!3pZ");
    for answer in [first, next] {
        assert!(readme.contains(&format!("New password:\n{}", answer.output)), "{answer:?}");
    }
}

#[test]
fn a_check_asks_the_history_last() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    cheap(&file, &["Wq7#Nv!2pZ", "abcdWq7#N"]);
    let path = file.to_str().unwrap();
    for (password, arguments, status, rule, there) in [
        ("Wq7#Nv!2pZ", &[][..], 1, "reused", true),
        ("Wq7#Nv!3pZ", &[], 1, "recycled", true),
        ("pY#6vN*3tGLk", &[], 0, "reused", false),
        ("abcdWq7#N", &[], 1, "reused", false),
        ("abcdWq7#N", &["--thorough"], 1, "reused", true),
    ] {
        let all = [&["check", "--stdin", "--history", path, "--format", "json"], arguments].concat();
        let run = run(&all, password.as_bytes());
        assert_eq!(run.status, Some(status), "{password} {run:?}");
        assert_eq!(run.output.contains(&format!("\"rule\":\"{rule}\"")), there, "{password} {run:?}");
    }
    let records: Vec<_> = read(&file).records().iter().map(|record| record.as_str().to_owned()).collect();
    let request = json!({"password": "Wq7#Nv!3pZ", "history": records}).to_string();
    let run = run(&["check", "--batch"], request.as_bytes());
    assert!(run.output.contains("\"rule\":\"recycled\""), "{run:?}");
}

#[test]
fn a_file_that_is_no_history_is_named_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    let path = file.to_str().unwrap();
    for (contents, expected) in [
        (&b"hello\n"[..], "line 1"),
        (b"\n\n$argon2id$v=19$m=9999999,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo\n", "line 3"),
        (b"\xff\xfe", "UTF-8"),
    ] {
        fs::write(&file, contents).unwrap();
        for command in [
            &["history", "add", "--stdin", "--file", path][..],
            &["history", "check", "--stdin", "--file", path],
            &["history", "prune", "--file", path],
            &["check", "--stdin", "--history", path],
        ] {
            let run = run(command, b"Kw7Lq9x");
            assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{command:?} {run:?}");
            assert!(run.errors.contains(expected) && run.errors.contains(path), "{command:?} {run:?}");
            assert_eq!(fs::read(&file).unwrap(), contents, "{command:?}");
        }
    }
    let missing = run(&["check", "--stdin", "--history", "/nowhere/history"], b"Kw7Lq9x");
    assert_eq!(missing.status, Some(2));
    assert!(missing.errors.contains("/nowhere/history"), "{missing:?}");
}

#[test]
fn writers_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    let writers = (0..6).map(|writer| {
        let file = file.clone();
        thread::spawn(move || add_in_turn(&file, &format!("Wq7#Nv!{writer}")).status)
    });
    let writers: Vec<_> = writers.collect();
    for writer in writers {
        assert_eq!(writer.join().unwrap(), Some(0));
    }
    assert_eq!(read(&file).len(), 6);
}

/// Only an administrator can give a file away, so only there is anything to see.
#[test]
#[cfg(unix)]
fn an_administrator_does_not_lock_the_owner_out() {
    use std::os::unix::fs::{MetadataExt, chown};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    cheap(&file, &["Wq7#Nv!2pZ"]);
    if chown(&file, Some(4321), Some(4322)).is_err() {
        return;
    }
    let run = run(&["history", "add", "--stdin", "--file", file.to_str().unwrap()], b"Ht5$Rb@9mYcg");
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(read(&file).len(), 2);
    let is = fs::metadata(&file).unwrap();
    assert_eq!((is.uid(), is.gid(), is.mode() & 0o777), (4321, 4322, 0o600));
}

#[test]
#[cfg(unix)]
fn a_history_survives_being_killed_at_any_moment() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    cheap(&file, &["Wq7#Nv!2pZ"]);
    let mut before = fs::read_to_string(&file).unwrap();
    let mut whole = 0;
    for round in 0..100_u64 {
        let mut child = command(&["history", "add", "--stdin", "--file", file.to_str().unwrap()])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdin.take().unwrap().write_all(b"Ht5$Rb@9mYcg"));
        // Anywhere between its start and some time after its end.
        thread::sleep(Duration::from_micros(round * 1_500));
        child.kill().unwrap();
        child.wait().unwrap();
        let after = fs::read_to_string(&file).unwrap();
        let history: History = after.parse().unwrap();
        assert!(after == before || after.ends_with(&before), "round {round}");
        let records = before.lines().count();
        assert!(history.len() == records || history.len() == records + 1, "round {round}");
        whole += history.len() - records;
        before = after;
    }
    // Those that were killed leave nothing in the way of the next.
    let run = run(&["history", "add", "--stdin", "--file", file.to_str().unwrap()], b"Ht5$Rb@9mYcg");
    assert_eq!(run.status, Some(0), "{run:?}");
    assert_eq!(read(&file).len(), 2 + whole);
    // Few were killed between the two system calls in which the new file has a name of its own: a machine with much else to do
    // stops there more often.
    let left =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let left: Vec<_> = left.filter(|name| name != "history").collect();
    assert!(left.len() <= 10 && left.iter().all(|name| name.starts_with(".keyward-")), "{left:?}");
}
