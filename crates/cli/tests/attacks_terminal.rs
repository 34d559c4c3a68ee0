//! The prompt, under every key and every end: what was typed is what is judged, or the prompt says why not; and the terminal is
//! as it was, whatever ended the command.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use std::fs;
use std::io::Write;
use std::process::Command;
use std::thread;

use common::run;
use rexpect::session::{PtySession, spawn_command};

/// A shell at a terminal: it shows the terminal's settings before and after the command, its number and its exit status. Signals
/// that whoever runs the tests ignores are not ignored, and those of the keyboard end the command alone.
const SHELL: &str = "\
    trap : INT QUIT; stty sane; stty -g; \
    sh -c 'echo pid=$$; exec env --default-signal=INT,QUIT,TERM,HUP \"$@\"' sh \"$@\"; \
    echo status=$?; stty -g";

struct Terminal {
    session: PtySession,
    /// The terminal's settings before the command.
    settings: String,
    command: String,
}

/// Starts the command and waits for its prompt.
fn prompted(script: &str, arguments: &[&str]) -> Terminal {
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh", env!("CARGO_BIN_EXE_keyward")]).args(arguments);
    let mut session = spawn_command(shell, Some(60_000)).unwrap();
    let settings = session.read_line().unwrap();
    session.exp_string("pid=").unwrap();
    let command = session.read_line().unwrap();
    session.exp_string(": ").unwrap();
    Terminal { session, settings, command }
}

impl Terminal {
    fn types(&mut self, keys: &[u8]) {
        self.session.process().get_file_handle().unwrap().write_all(keys).unwrap();
    }

    fn kill(&self, signal: &str) {
        assert!(Command::new("kill").args([signal, &self.command]).status().unwrap().success());
    }

    /// What was shown until the end, the exit status, and whether the terminal is as it was.
    fn ended(mut self) -> (String, i32, bool) {
        let shown = self.session.exp_string("status=").unwrap();
        let status = self.session.read_line().unwrap().trim().parse().unwrap();
        let settings = self.session.read_line().unwrap();
        (shown, status, settings == self.settings)
    }
}

/// Types at the prompt of `keyward check`.
fn typed(arguments: &[&str], keys: &[u8]) -> (String, i32) {
    let mut terminal = prompted(SHELL, &[&["check"], arguments].concat());
    terminal.types(keys);
    let (shown, status, as_it_was) = terminal.ended();
    assert!(as_it_was, "{keys:?} {shown}");
    (shown, status)
}

/// Does this for each of many, a few at a time.
fn for_each<T: Sync>(all: &[T], attack: impl Fn(&T) + Sync) {
    let attack = &attack;
    thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(8)) {
            scope.spawn(move || part.iter().for_each(attack));
        }
    });
}

#[test]
fn every_byte_that_is_typed_is_kept_or_the_prompt_says_why_not() {
    // What the terminal takes for itself: ^C, ^D only at the beginning, Backspace, Enter, ^U, ^Z, ^\.
    let own = [3, 8, b'\n', b'\r', 21, 26, 28, 127];
    let bytes: Vec<u8> = (0..=255).filter(|byte| !own.contains(byte)).collect();
    // All that is shown of a password is what was read in it.
    let judged = |password: &[u8]| {
        let run = run(&["check", "--stdin", "--disclosure", "private", "--name", "zqrrw"], password);
        (run.output + &run.errors, run.status.unwrap())
    };
    for_each(&bytes, |&byte| {
        let password = [b"Wq7#Zq", &[byte][..], b"rrw!2pZ"].concat();
        let (shown, status) = typed(&["--name", "zqrrw"], &[&password[..], b"\r"].concat());
        if byte.is_ascii_control() {
            assert!(status == 2 && shown.contains("a control character was typed"), "{byte} {shown}");
        } else if byte.is_ascii() {
            let (expected, expected_status) = judged(&password);
            assert_eq!(
                (shown.replace("\r\n", "\n").trim(), status),
                (expected.trim(), expected_status),
                "{byte}"
            );
        } else {
            assert!(status == 2 && shown.contains("not UTF-8"), "{byte} {shown}");
        }
    });
    let sequences = [
        &b"Wq7#Nv\x1b[D!2pZ\r"[..],
        b"Wq7#Nv!2pZ\t\r",
        b"\x1bOPWq7#Nv!2pZ\r",
        b"\x1b[200~Wq7#Nv!2pZ\x1b[201~\r",
        b"Wq7#Nv\xc2\x9b!2pZ\r",
        b"Wq7#Nv!2pZ\x04\r",
    ];
    for_each(&sequences, |keys| {
        let (shown, status) = typed(&[], keys);
        assert!(status == 2 && shown.contains("a control character was typed"), "{keys:?} {shown}");
    });
}

#[test]
fn the_keys_that_edit_do_what_they_do_elsewhere() {
    let cases: &[(&[u8], &str)] = &[
        (b"Wq7#Nv!2pX\x7fZ\r", "Wq7#Nv!2pZ"),
        (b"Wq7#Nv!2pX\x08Z\r", "Wq7#Nv!2pZ"),
        ("Wq7#Nv!2p€ŷ\u{7f}\u{7f}Z\n".as_bytes(), "Wq7#Nv!2pZ"),
        (b"abc\tdef\x15Wq7#Nv!2pZ\r", "Wq7#Nv!2pZ"),
        (b"\x7f\x7f\x15Wq7#Nv!2pZ\r", "Wq7#Nv!2pZ"),
        // Pasted with the end of a line of Windows.
        (b"Wq7#Nv!2pZ\r\n", "Wq7#Nv!2pZ"),
    ];
    for_each(cases, |(keys, password)| {
        let (shown, status) = typed(&[], keys);
        assert_eq!(status, 0, "{keys:?} {shown}");
        assert!(!shown.contains(password), "{shown}");
    });
    for keys in [&b"\x04"[..], b"abc\x15\x04"] {
        let (shown, status) = typed(&[], keys);
        assert!(status == 2 && shown.contains("no password was typed"), "{shown}");
    }
}

#[test]
fn the_terminal_is_as_it_was_whatever_ends_the_prompt() {
    let keys: &[(&[u8], i32)] =
        &[(b"Wq7#\x03", 130), (b"Wq7#\x1c", 131), (b"Wq7#Nv!2pZ\r", 0), (b"Kw7\r", 1)];
    for_each(keys, |(keys, expected)| {
        let (shown, status) = typed(&[], keys);
        assert_eq!(status, *expected, "{keys:?} {shown}");
        assert!(!shown.contains("Wq7"), "{shown}");
    });
    let signals = [("-INT", 130), ("-QUIT", 131), ("-TERM", 143), ("-HUP", 129)];
    for_each(&signals, |(signal, expected)| {
        for arguments in
            [&["check"][..], &["suggest", "--style", "initials"], &["history", "add", "--file", "new"]]
        {
            let mut terminal = prompted(SHELL, arguments);
            terminal.types(b"Wq7#Nv");
            terminal.kill(signal);
            let (shown, status, as_it_was) = terminal.ended();
            assert!(as_it_was && status == *expected, "{signal} {status} {shown}");
        }
    });
}

/// `nohup`, or a script that must not be interrupted.
#[test]
fn a_signal_that_is_ignored_stays_so() {
    let script = SHELL.replace("exec env --default-signal=INT,QUIT,TERM,HUP", "trap \"\" HUP INT; exec");
    let mut terminal = prompted(&script, &["check"]);
    terminal.types(b"Wq7#Nv");
    terminal.kill("-HUP");
    terminal.kill("-INT");
    // Of the keyboard it makes the prompt begin again.
    terminal.types(b"\x03");
    terminal.session.exp_string("New password: ").unwrap();
    terminal.types(b"Wq7#Nv!2pZ\r");
    let (shown, status, as_it_was) = terminal.ended();
    assert!(as_it_was && status == 0, "{status} {shown}");
}

#[test]
fn a_command_that_was_stopped_asks_anew() {
    let script =
        "stty sane; stty -g; set -m; echo pid=0; \"$@\"; echo stopped; stty -g; fg; echo status=$?; stty -g";
    let mut bash = Command::new("bash");
    bash.args(["-c", script, "bash", env!("CARGO_BIN_EXE_keyward"), "check"]);
    let mut session = spawn_command(bash, Some(60_000)).unwrap();
    let settings = session.read_line().unwrap();
    session.exp_string("New password: ").unwrap();
    let mut keyboard = session.process().get_file_handle().unwrap();
    keyboard.write_all(b"abc\x1a").unwrap();
    session.exp_string("stopped\r\n").unwrap();
    assert_eq!(session.read_line().unwrap(), settings);
    session.exp_string("New password: ").unwrap();
    keyboard.write_all(b"Wq7#Nv!2pZ\r").unwrap();
    let shown = session.exp_string("status=").unwrap();
    assert_eq!(session.read_line().unwrap(), "0", "{shown}");
    assert_eq!(session.read_line().unwrap(), settings);
}

#[test]
fn what_is_typed_before_the_prompt_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let flag = folder.path().join("typed");
    let script = format!(
        "stty sane; stty -echo; stty -g; echo pid=ready:; while ! [ -e '{}' ]; do sleep 0.01; done; \"$@\"; \
         echo status=$?; stty -g",
        flag.display()
    );
    // The prompt that is waited for here is that of the shell.
    let mut terminal = prompted(&script.replace("ready:", "ready; echo 'type: '"), &["check"]);
    terminal.types(b"Wq7#N");
    thread::sleep(std::time::Duration::from_millis(50));
    fs::write(&flag, "").unwrap();
    terminal.session.exp_string("New password: ").unwrap();
    terminal.types(b"v!2pZ\r");
    let (shown, status, as_it_was) = terminal.ended();
    assert!(status == 0 && as_it_was, "{status} {shown}");
}

/// The second line would go to whatever reads next, a shell that runs it, shows it and keeps it.
#[test]
fn lines_that_are_pasted_are_refused_and_go_nowhere_else() {
    let after = "; stty -icanon min 0 time 5; dd bs=100 count=1 2>/dev/null | wc -c";
    let mut terminal = prompted(&format!("{SHELL}{after}"), &["check"]);
    terminal.types(b"Wq7#Nv!2pZ\rKw7Lq9x\r");
    let shown = terminal.session.exp_string("status=").unwrap();
    assert!(shown.contains("more than one line came at once") && !shown.contains("Kw7"), "{shown}");
    assert_eq!(terminal.session.read_line().unwrap(), "2");
    assert_eq!(terminal.session.read_line().unwrap(), terminal.settings);
    assert_eq!(terminal.session.read_line().unwrap().trim(), "0");
}

#[test]
fn a_password_of_many_kilobytes_is_judged_whole_or_refused() {
    // Twice what a terminal keeps of a line that it edits itself.
    let long = "Wq7#".repeat(2048);
    let (shown, status) = typed(&[], format!("{long}\r").as_bytes());
    assert!(status == 1 && shown.contains("256"), "{shown}");
}
