//! The examples are run as a person would run them.

#![allow(clippy::unwrap_used, reason = "tests may")]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

fn run(program: &str, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[test]
fn the_desk_suggests_sets_and_remembers() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("jsmith.history");
    let desk = |input: &str| {
        run(env!("CARGO_BIN_EXE_desk-reset"), &["jsmith", "John Smith", file.to_str().unwrap()], input)
    };
    let suggested = desk("");
    let suggested = text(&suggested).lines().next().unwrap();
    let set = desk(suggested);
    assert_eq!((text(&set), set.status.code()), ("accepted\n", Some(0)));
    let again = desk(suggested);
    assert!(text(&again).starts_with("Earlier passwords:"), "{}", text(&again));
    let personal = desk("Kw!Smith#2724\n");
    assert_eq!(personal.status.code(), Some(1));
    assert!(text(&personal).contains("Personal") && !text(&personal).contains("Smith"));
}

#[test]
fn an_audit_counts_by_rule_and_shows_no_password() {
    let output = run(env!("CARGO_BIN_EXE_audit"), &[], "Wq7#Nv!2pZ\nFarmHairTree83*\nPassword1\n");
    let told = text(&output);
    assert!(told.starts_with("1 of 3 accepted by NHS West Essex CCG, Appendix A\n"), "{told}");
    assert!(told.contains("       2  special                 WE-C6\n"), "{told}");
    assert!(!told.contains("Farm") && !told.to_lowercase().contains("password1"));
}
