//! What is not a file, may not be written or is in use, and what a careless user does: nothing waits for ever, no other file is
//! written over, and nothing is left lying about.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;
#[path = "common/files.rs"]
mod files;

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};

use common::{command, run};
use files::{add, ends, names, one_password, records};

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn what_others_call_their_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("list"), "zorblax\n").unwrap();
    let [history, blob, filter] = ["history", "blob", "filter"].map(path);
    let mine: Vec<_> = [&history, &blob, &filter]
        .iter()
        .flat_map(|file| ["new", "lock", "tmp"].map(|ending| file.with_extension(ending)))
        .collect();
    for file in &mine {
        fs::write(file, "mine").unwrap();
    }
    let list = path("list");
    for _ in 0..2 {
        assert_eq!(add(&history).status, Some(0));
        for (command, out) in [("dict", &blob), ("breached", &filter)] {
            let run = run(&[command, "build", list.to_str().unwrap(), out.to_str().unwrap()], b"");
            assert_eq!(run.status, Some(0), "{run:?}");
        }
    }
    assert!(mine.iter().all(|file| fs::read(file).unwrap() == b"mine"));
    assert_eq!(names(folder.path()).len(), mine.len() + 4, "{:?}", names(folder.path()));
}

#[test]
fn a_list_is_never_written_over_by_what_is_made_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let list = path("list");
    fs::write(&list, "zorblax\nwibbleton\n").unwrap();
    fs::hard_link(&list, path("hard")).unwrap();
    symlink(&list, path("soft")).unwrap();
    for out in [&list, &path("hard"), &path("soft"), &path("./list")] {
        for from in [&list, &path("hard"), &path("soft")] {
            for command in ["dict", "breached"] {
                let run = run(&[command, "build", from, out], b"");
                assert!(run.status == Some(2) && run.errors.contains("is the list itself"), "{run:?}");
            }
        }
    }
    assert_eq!(fs::read_to_string(&list).unwrap(), "zorblax\nwibbleton\n");
    // A name that the command once gave to what it had not finished.
    fs::write(path("w.new"), "zorblax\n").unwrap();
    assert_eq!(run(&["dict", "build", &path("w.new"), &path("w")], b"").status, Some(0));
    assert_eq!(fs::read_to_string(path("w.new")).unwrap(), "zorblax\n");
    assert_eq!(names(folder.path()), ["hard", "list", "soft", "w", "w.new"]);
}

#[test]
fn what_fails_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("bad"), "zorblax\nx\n").unwrap();
    fs::write(path("mixed"), "79E0A0D307D09B56235207CAD8E9B774EB793121:1\nzorblax\n").unwrap();
    let before = names(folder.path());
    for command in [
        &["dict", "build", &path("bad"), &path("new")][..],
        &["dict", "build", &path("missing"), &path("new")],
        &["breached", "build", &path("mixed"), &path("new")],
        &["breached", "build", &path("missing"), &path("new")],
        &["history", "add", "--stdin", "--file", &path("new")],
        &["history", "add", "--stdin", "--file", &path("none/new")],
        &["history", "prune", "--file", &path("new")],
        &["history", "add", "--stdin", "--file", &path("bad")],
    ] {
        let run = run(command, b"\n");
        assert_eq!(run.status, Some(2), "{command:?} {run:?}");
        assert_eq!(names(folder.path()), before, "{command:?}");
    }
}

#[test]
fn a_file_that_is_read_only_is_not_written_and_any_other_keeps_its_mode() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("list"), "zorblax\n").unwrap();
    let [list, file] = ["list", "file"].map(|name| path(name).to_str().unwrap().to_owned());
    for (mode, status, history, list_mode) in [
        (0o444, 2, 0o444, 0o444),
        (0o400, 2, 0o400, 0o400),
        (0o600, 0, 0o600, 0o600),
        (0o640, 0, 0o600, 0o640),
        (0o666, 0, 0o600, 0o666),
        (0o4755, 0, 0o600, 0o755),
    ] {
        for (command, expected) in [
            (&["history", "add", "--stdin", "--file", &file][..], history),
            (&["dict", "build", &list, &file], list_mode),
            (&["breached", "build", &list, &file], list_mode),
        ] {
            let _ = fs::remove_file(&file);
            fs::write(&file, one_password()).unwrap();
            fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
            let run = run(command, b"Ht5$Rb@9mYcg");
            assert_eq!(run.status, Some(status), "{mode:o} {run:?}");
            let is = fs::metadata(&file).unwrap().mode() & 0o7777;
            assert_eq!(is, expected, "{mode:o} {is:o} {command:?}");
            let unchanged = fs::read(&file).unwrap() == one_password().as_bytes();
            assert_eq!(unchanged, status == 2, "{mode:o} {command:?}");
        }
    }
}

/// Nobody writes to a pipe, a device has no end, a file is locked: every way to name one.
#[test]
fn nothing_waits_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fifo(Path::new(&path("pipe")));
    let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
    fs::write(path("list"), "zorblax\n").unwrap();
    fs::write(path("locked"), one_password()).unwrap();
    let locked = File::open(path("locked")).unwrap();
    locked.lock().unwrap();
    let list = path("list");
    let mut commands: Vec<(Vec<String>, String)> = Vec::new();
    let mut must_say = |command: &[&str], said: &str| {
        commands.push((command.iter().map(|&part| part.to_owned()).collect(), said.to_owned()));
    };
    let (pipe, socket, here) = (path("pipe"), path("socket"), path("."));
    for (file, said) in [
        (pipe.as_str(), "pipe"),
        (&socket, "No such device"),
        (&here, "folder"),
        ("/dev/zero", "device"),
        ("/dev/null", "device"),
        ("/dev/tty", "devi"),
    ] {
        for command in [
            &["check", "--stdin", "--policy", file][..],
            &["check", "--stdin", "--context", file],
            &["check", "--stdin", "--history", file],
            &["check", "--stdin", "--dictionary", file],
            &["check", "--stdin", "--breached", file],
            &["suggest", "--policy", file],
            &["explain", file],
            &["lint", file],
            &["policy", "show", file],
            &["dict", "info", file],
            &["dict", "build", file, "/nowhere/out"],
            &["breached", "info", file],
            &["history", "check", "--stdin", "--file", file],
            &["history", "add", "--stdin", "--file", file],
        ] {
            let said = if command.contains(&"/nowhere/out") && file == pipe { "/nowhere" } else { said };
            must_say(command, said);
        }
        must_say(&["dict", "build", file, &path("out")], said);
        must_say(&["breached", "build", file, &path("out")], said);
    }
    for (out, said) in
        [(pipe.as_str(), "a pipe"), ("/dev/zero", "a device"), ("/dev/null", "a device"), (&here, "a folder")]
    {
        must_say(&["dict", "build", &list, out], said);
        must_say(&["breached", "build", &list, out], said);
        must_say(&["history", "prune", "--file", out], said);
    }
    must_say(&["history", "add", "--stdin", "--file", &path("locked")], "locked for 5 seconds");
    must_say(&["history", "prune", "--file", &path("locked")], "locked for 5 seconds");
    let started = commands.iter().map(|(arguments, _)| {
        let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
        let mut child = command(&arguments).stdout(Stdio::null()).spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(b"Ht5$Rb@9mYcg\n");
        child
    });
    let started: Vec<_> = started.collect();
    for ((arguments, said), child) in commands.iter().zip(started) {
        let (status, errors) = ends(child);
        assert_eq!(status, Some(2), "{arguments:?} {errors}");
        assert!(errors.contains(said), "{arguments:?} {errors}");
    }
    assert!(!fs::exists(path("out")).unwrap());
    // Who only reads does not wait for who writes.
    let read = run(&["history", "check", "--stdin", "--file", &path("locked")], b"Zt5%Hm&3dR");
    assert_eq!(read.status, Some(1), "{read:?}");
}

/// A list that another program unpacks needs no room on the disk.
#[test]
fn a_pipe_that_somebody_writes_to_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let lists = ["dict", "breached"];
    for (list, out) in lists.into_iter().zip(["blob", "filter"]) {
        let run = run(&[list, "build", "/dev/stdin", &path(out)], b"zorblax\nwibbleton\n");
        assert_eq!(run.status, Some(0), "{run:?}");
        assert!(run.output.contains("2 "), "{run:?}");
    }
    let policy = run(&["policy", "check", "/dev/stdin"], b"min_length = 12\n");
    assert_eq!(policy.status, Some(0), "{policy:?}");
}

/// Starts a build whose list never ends, and ends it by a signal once it has something to leave behind.
fn ended_by(signal: &str, mut command: Command, folder: &Path, list: &str) -> Option<i32> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    // Opens as soon as it is read.
    let mut writer = fs::OpenOptions::new().write(true).open(folder.join(list)).unwrap();
    let line = b"a line of a list\n";
    writer.write_all(&line.repeat(4096)).unwrap();
    let id = child.id().to_string();
    assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
    let mut child = child;
    let ended = child.wait().unwrap();
    drop(writer);
    ended.signal()
}

#[test]
fn a_signal_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fifo(Path::new(&path("list")));
    fs::write(path("out"), "an older one").unwrap();
    for (signal, number) in [("INT", 2), ("QUIT", 3), ("TERM", 15), ("HUP", 1), ("KILL", 9)] {
        // Whoever runs the tests in the background may have signals ignored, which a program inherits.
        let mut build = Command::new("env");
        build.args(["--default-signal=INT,QUIT,TERM,HUP", env!("CARGO_BIN_EXE_keyward")]);
        build.args(["breached", "build", &path("list"), &path("out")]);
        assert_eq!(ended_by(signal, build, folder.path(), "list"), Some(number));
        assert_eq!(names(folder.path()), ["list", "out"], "{signal}");
    }
    assert_eq!(fs::read(path("out")).unwrap(), b"an older one");
}

/// Where a file cannot be without a name, as on some file systems, it is made under a name of its own. To have such a place, the
/// folder `/proc` through which names are given is hidden.
#[test]
#[cfg(target_os = "linux")]
fn a_signal_leaves_nothing_behind_where_files_need_names() {
    let hidden = "mount -t tmpfs none /proc && exec env --default-signal=INT,QUIT,TERM,HUP \"$0\" \"$@\"";
    let without = |arguments: &[&str]| {
        let mut unshared = Command::new("unshare");
        unshared.args(["-m", "sh", "-c", hidden, env!("CARGO_BIN_EXE_keyward")]).args(arguments);
        unshared
    };
    let possible = without(&["--version"]).stderr(Stdio::null()).output();
    if !possible.is_ok_and(|run| run.status.success()) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fifo(Path::new(&path("list")));
    for (signal, number) in [("INT", 2), ("QUIT", 3), ("TERM", 15), ("HUP", 1)] {
        let build = without(&["breached", "build", &path("list"), &path("out")]);
        assert_eq!(ended_by(signal, build, folder.path(), "list"), Some(number));
        assert_eq!(names(folder.path()), ["list"], "{signal}");
    }
    for _ in 0..3 {
        let mut child = without(&["history", "add", "--stdin", "--file", &path("history")])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(b"Ht5$Rb@9mYcg").unwrap();
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(records(Path::new(&path("history"))), 3);
    assert_eq!(names(folder.path()), ["history", "list"]);
}
