//! Histories and folders to attack, and programs that must come to an end.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use keyward::history::{History, Params};

use crate::common::{Run, run};

/// A history of one password at a cost that tests can bear.
pub(crate) fn one_password() -> String {
    let mut history = History::new();
    history.add("Zt5%Hm&3dR", &Params::new(8, 1, 1).unwrap(), b"0123456789abcdef").unwrap();
    history.to_string()
}

pub(crate) fn add(path: &Path) -> Run {
    run(&["history", "add", "--stdin", "--file", path.to_str().unwrap()], b"Ht5$Rb@9mYcg")
}

pub(crate) fn records(path: &Path) -> usize {
    fs::read_to_string(path).unwrap().parse::<History>().unwrap().len()
}

/// The names of what is in a folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Waits for a program that must not wait for ever.
pub(crate) fn ends(mut child: Child) -> (Option<i32>, String) {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("it waits for ever");
        }
        thread::sleep(Duration::from_millis(20));
    }
    let mut errors = String::new();
    child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
    (child.wait().unwrap().code(), errors)
}
