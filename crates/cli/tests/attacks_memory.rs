//! What others can get hold of while the command holds a password: no core, no look at its memory, no swapped page.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

const PASSWORD: &[u8] = b"Wq7#Nv!2pZ";
const USER: u32 = 65534;

/// A program of a user that may leave a core, in a folder where it would lie; it holds what it has read and waits for more.
fn holding(program: &Path, arguments: &[&str], user: Option<u32>, folder: &Path) -> Child {
    let mut held = Command::new("sh");
    // Whoever runs tests in the background has them ignore some signals, which is inherited.
    let run = "ulimit -c unlimited 2>/dev/null; exec env --default-signal \"$0\" \"$@\"";
    held.args(["-c", run]).arg(program).args(arguments);
    held.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(user) = user {
        held.uid(user).gid(user);
    }
    let mut child = held.spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(PASSWORD).unwrap();
    // Until it has read it, and waits in the next read.
    let name = program.file_name().unwrap().to_str().unwrap().to_owned();
    let reads = || {
        let field =
            |file: &str| fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap_or_default();
        field("comm").trim() == name
            && field("stat").rsplit(") ").next().is_some_and(|state| state.starts_with('S'))
    };
    while !reads() {
        thread::sleep(Duration::from_millis(10));
    }
    child
}

/// A folder that another user may use, and the command in it.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("keyward");
    // By another program, so that no child of these tests has the copy open for writing when it is to run.
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_keyward")).arg(&program).status().unwrap().success());
    fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
    (folder, program)
}

#[test]
fn a_crash_leaves_no_core() {
    let (folder, program) = place();
    for signal in ["ABRT", "FPE", "QUIT"] {
        for arguments in [
            &["check", "--stdin"][..],
            &["check", "--batch"],
            &["history", "check", "--stdin", "--file", "h"],
        ] {
            fs::write(folder.path().join("h"), "").unwrap();
            let mut child = holding(&program, arguments, None, folder.path());
            let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
            let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
            assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
            assert!(
                Command::new("kill")
                    .args([&format!("-{signal}"), &child.id().to_string()])
                    .status()
                    .unwrap()
                    .success()
            );
            let ended = child.wait().unwrap();
            assert!(ended.signal().is_some() && !ended.core_dumped(), "{signal} {ended:?}");
        }
    }
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<_> = left.collect();
    left.sort();
    assert_eq!(left, ["h", "keyward"]);
}

/// Another program of the same user reads memory through `/proc`, as a debugger does.
#[test]
fn no_other_program_of_the_same_user_reads_the_memory() {
    let (folder, program) = place();
    if chown(folder.path(), Some(USER), Some(USER)).is_err() {
        return;
    }
    let looks = |child: &Child| {
        let look = format!("head -c 1 /proc/{}/environ", child.id());
        let mut other = Command::new("sh");
        other.args(["-c", &look]).uid(USER).gid(USER).stdout(Stdio::null()).stderr(Stdio::null());
        other.status().unwrap().success()
    };
    // Where it is another program, it does.
    let mut other = holding(Path::new("/bin/cat"), &[], Some(USER), folder.path());
    assert!(looks(&other), "the attack itself must work");
    other.kill().unwrap();
    other.wait().unwrap();
    let mut child = holding(&program, &["check", "--stdin"], Some(USER), folder.path());
    assert!(!looks(&child));
    assert_eq!(fs::metadata(format!("/proc/{}/mem", child.id())).unwrap().uid(), 0);
    // It does its work all the same.
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn pages_are_locked_where_that_is_allowed() {
    let (folder, program) = place();
    let mut child = holding(&program, &["check", "--stdin"], None, folder.path());
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let field =
        |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    let capabilities = u64::from_str_radix(&field("CapEff:"), 16).unwrap();
    let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let limit = limits.lines().find(|line| line.starts_with("Max locked memory")).unwrap();
    // CAP_IPC_LOCK is number 14.
    let allowed = capabilities >> 14 & 1 == 1 || limit.split_whitespace().nth(3) == Some("unlimited");
    assert_eq!(field("VmLck:") != "0 kB", allowed, "{status}{limit}");
    child.kill().unwrap();
    child.wait().unwrap();
    // A limit that is too low to lock all is no reason to fail, nor is a check of a history, which needs more.
    let without = if capabilities >> 14 & 1 == 1 {
        "setpriv --bounding-set=-ipc_lock --inh-caps=-ipc_lock"
    } else {
        ""
    };
    for (arguments, status) in [("history add --stdin --file h", 0), ("check --stdin --history h", 1)] {
        let line = format!("ulimit -l 64; exec {without} ./keyward {arguments}");
        let mut limited = Command::new("sh");
        limited.args(["-c", &line]).current_dir(folder.path()).stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = limited.spawn().unwrap();
        child.stdin.take().unwrap().write_all(PASSWORD).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(status), "{arguments}");
    }
}
