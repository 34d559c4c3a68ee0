//! What others may do to the names of files while the command runs, and what they may call them: nobody else's file is touched, and
//! nothing is lost.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may")]

mod common;
#[path = "common/files.rs"]
mod files;
#[path = "common/in_turn.rs"]
mod in_turn;

use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use common::run;
use files::{add, ends, names, one_password, records};
use in_turn::add_in_turn;
use keyward::history::{History, Params};

/// An ordinary user, and another one.
const USER: u32 = 65534;
const OTHER: u32 = 4321;

/// Whether the tests run as an administrator, who can play two users.
fn is_administrator() -> bool {
    let probe = tempfile::NamedTempFile::new().unwrap();
    chown(probe.path(), Some(OTHER), Some(OTHER)).is_ok()
}

/// Two folders, of an ordinary user and of the administrator, and a history in each.
fn two_owners() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let root = tempfile::tempdir().unwrap();
    fs::set_permissions(root.path(), Permissions::from_mode(0o755)).unwrap();
    let [theirs, ours] = ["theirs", "ours"].map(|name| root.path().join(name));
    for (folder, owner) in [(&theirs, USER), (&ours, 0)] {
        fs::create_dir(folder).unwrap();
        let file = folder.join("history");
        fs::write(&file, one_password()).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        chown(&file, Some(owner), Some(owner)).unwrap();
        chown(folder, Some(owner), Some(owner)).unwrap();
    }
    (root, theirs, ours)
}

/// A link in the place of a file or of a folder, made by its user.
fn link_of(user: u32, target: &Path, link: &Path) {
    symlink(target, link).unwrap();
    lchown(link, Some(user), Some(user)).unwrap();
}

#[test]
fn a_link_of_another_user_leads_an_administrator_nowhere() {
    if !is_administrator() {
        return;
    }
    let (root, theirs, ours) = two_owners();
    let list = root.path().join("list");
    fs::write(&list, "zorblax\n").unwrap();
    link_of(USER, &ours.join("history"), &theirs.join("file"));
    link_of(USER, &ours.join("made"), &theirs.join("new"));
    link_of(USER, &ours, &theirs.join("folder"));
    link_of(USER, Path::new("file"), &theirs.join("again"));
    let before = fs::read(ours.join("history")).unwrap();
    for name in ["file", "new", "folder/history", "folder/made", "again"] {
        let path = theirs.join(name);
        let path = path.to_str().unwrap();
        for command in [
            &["history", "add", "--stdin", "--file", path][..],
            &["history", "prune", "--file", path],
            &["dict", "build", list.to_str().unwrap(), path],
            &["breached", "build", list.to_str().unwrap(), path],
        ] {
            let run = run(command, b"Ht5$Rb@9mYcg");
            assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{name}: {run:?}");
            assert!(run.errors.contains("a link of another user"), "{name}: {run:?}");
        }
    }
    assert_eq!((names(&ours), fs::read(ours.join("history")).unwrap()), (vec!["history".to_owned()], before));
    // One of their own, or of the administrator, leads where it says, and stays.
    for link in ["own", "trusted"] {
        let link = theirs.join(link);
        symlink(theirs.join("history"), &link).unwrap();
        assert_eq!(add(&link).status, Some(0));
        assert!(link.is_symlink());
    }
    assert_eq!(records(&theirs.join("history")), 3);
    let is = fs::metadata(theirs.join("history")).unwrap();
    assert_eq!((is.uid(), is.mode() & 0o777), (USER, 0o600));
}

/// While the administrator works in their folder, a user puts links in the place of the file and of the folder, and takes them
/// away again.
#[test]
fn a_link_that_is_swapped_in_leads_an_administrator_nowhere() {
    if !is_administrator() {
        return;
    }
    let (root, theirs, ours) = two_owners();
    // Known again wherever it came to lie.
    let mut secret = History::new();
    secret.add("Ht5$Rb@9mYcg", &Params::new(8, 1, 1).unwrap(), b"administrator's.").unwrap();
    let secret = secret.to_string();
    fs::write(ours.join("history"), &secret).unwrap();
    let deep = theirs.join("deep");
    fs::create_dir(&deep).unwrap();
    fs::write(deep.join("history"), one_password()).unwrap();
    chown(&deep, Some(USER), Some(USER)).unwrap();
    chown(deep.join("history"), Some(USER), Some(USER)).unwrap();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let [file, link, another] = ["history", "link", "another"].map(|name| theirs.join(name));
            let [folder, folder_aside, folder_link] =
                ["deep", "deep.aside", "deep.link"].map(|name| theirs.join(name));
            while !stop.load(Ordering::Relaxed) {
                // From the file to the link and back, there is always one of them.
                link_of(USER, &ours.join("history"), &link);
                fs::write(&another, one_password()).unwrap();
                chown(&another, Some(USER), Some(USER)).unwrap();
                fs::rename(&link, &file).unwrap();
                fs::rename(&another, &file).unwrap();
                link_of(USER, &ours, &folder_link);
                let _ = fs::rename(&folder, &folder_aside);
                let _ = fs::rename(&folder_link, &folder);
                thread::yield_now();
                let _ = fs::rename(&folder, &folder_link);
                let _ = fs::rename(&folder_aside, &folder);
                let _ = fs::remove_file(&folder_link);
            }
        });
        let mut met = 0;
        for round in 0..60 {
            let path = theirs.join(["history", "deep/history", "deep/made"][round % 3]);
            let run = run(&["history", "prune", "--file", path.to_str().unwrap()], b"");
            assert!(matches!(run.status, Some(0 | 2)), "{run:?}");
            met += usize::from(run.errors.contains("a link of another user"));
            if round % 10 == 0 {
                add(&path);
            }
        }
        stop.store(true, Ordering::Relaxed);
        assert!(met > 0, "the attack itself must be met");
    });
    assert_eq!(names(&ours), ["history"]);
    assert_eq!(fs::read_to_string(ours.join("history")).unwrap(), secret);
    assert_eq!(fs::metadata(ours.join("history")).unwrap().uid(), 0);
    for folder in [&theirs, &deep] {
        for file in names(folder).into_iter().map(|name| folder.join(name)).filter(|file| file.is_file()) {
            assert!(!fs::read_to_string(&file).unwrap().contains(secret.trim_end()), "{}", file.display());
        }
    }
    drop(root);
}

/// What an ordinary user does meets links of others too.
#[test]
fn an_ordinary_user_is_led_by_their_own_links_and_the_administrators() {
    if !is_administrator() {
        return;
    }
    let (root, theirs, _) = two_owners();
    let program = root.path().join("keyward");
    // By another program, so that no child of these tests has the copy open for writing when it is to run.
    assert!(Command::new("cp").arg(env!("CARGO_BIN_EXE_keyward")).arg(&program).status().unwrap().success());
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    for (owner, status) in [(USER, 0), (0, 0), (OTHER, 2)] {
        let link = theirs.join(format!("link{owner}"));
        link_of(owner, &theirs.join("history"), &link);
        let mut as_user = Command::new(&program);
        as_user.args(["history", "add", "--stdin", "--file"]).arg(&link).uid(USER).gid(USER);
        as_user.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = as_user.spawn().unwrap();
        // One that is refused may have ended before it reads.
        let _ = child.stdin.take().unwrap().write_all(b"Ht5$Rb@9mYcg");
        let (ended, errors) = ends(child);
        assert_eq!(ended, Some(status), "{owner}: {errors}");
    }
    assert_eq!(records(&theirs.join("history")), 3);
    assert_eq!(fs::metadata(theirs.join("history")).unwrap().uid(), USER);
}

#[test]
fn adds_at_once_lose_nothing_whatever_they_call_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let file = folder.path().join("history");
    let links = [folder.path().join("link"), elsewhere.join("link"), elsewhere.join("chain")];
    symlink("history", &links[0]).unwrap();
    symlink("../history", &links[1]).unwrap();
    symlink("link", &links[2]).unwrap();
    let paths = [&file, &links[0], &links[1], &links[2], &folder.path().join("elsewhere/../history")];
    // It is not there to begin with: one of them makes it.
    thread::scope(|scope| {
        let adds: Vec<_> = paths
            .iter()
            .cycle()
            .take(24)
            .map(|path| scope.spawn(|| add_in_turn(path, "Ht5$Rb@9mYcg")))
            .collect();
        for run in adds.into_iter().map(|add| add.join().unwrap()) {
            assert_eq!(run.status, Some(0), "{run:?}");
        }
    });
    assert_eq!(records(&file), 24);
    assert!(links.iter().all(|link| link.is_symlink()));
    assert_eq!(names(folder.path()), ["elsewhere", "history", "link"]);
    assert_eq!(names(&elsewhere), ["chain", "link"]);
}

/// A new file cannot take two names at once, and an old one that keeps one of them would lose what is added under the other.
#[test]
fn a_history_with_two_hard_links_is_refused_under_both() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    fs::write(&one, one_password()).unwrap();
    fs::hard_link(&one, &other).unwrap();
    for path in [&one, &other] {
        let run = add(path);
        assert!(run.status == Some(2) && run.errors.contains("2 names"), "{run:?}");
    }
    assert_eq!((records(&one), fs::metadata(&one).unwrap().nlink()), (1, 2));
    fs::remove_file(&other).unwrap();
    assert_eq!((add(&one).status, records(&one)), (Some(0), 2));
}
