//! The languages that call the library where it is used: Python, PHP, .NET and Java run the example of the README, and all but
//! .NET every judged case.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::process::Command;

use common::{prefix, records, root, success, workplace};

/// What each example prints: the text for the service desk.
const ANSWER: &str = "Special characters: use at least 2 special characters, such as ! £ or %.";

/// A command that finds the library.
fn with_library(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env("KEYWARD", prefix().join("lib/libkeyward.so.0")).current_dir(root().join("tests/ffi"));
    command
}

fn vectors() -> Vec<std::path::PathBuf> {
    keyward_tests::cases().unwrap().into_iter().map(|(file, _)| file.canonicalize().unwrap()).collect()
}

fn assert_answer(printed: &str) {
    assert!(printed.contains(ANSWER) && printed.lines().count() == 2, "{printed}");
}

#[test]
fn python() {
    assert_answer(&success(with_library("python3").arg("example.py")));
    println!("{}", success(with_library("python3").arg("vectors.py").args(vectors())).trim());
}

#[test]
fn php() {
    let definitions = workplace().join("keyward.cdef.h");
    let mut cpp = Command::new("cpp");
    cpp.args(["-P", "-DKEYWARD_NO_INCLUDES"]).arg(prefix().join("include/keyward.h")).arg(&definitions);
    success(&mut cpp);
    let php = |script: &str| {
        let mut command = with_library("php");
        command.env("KEYWARD_CDEF", &definitions).args(["-d", "ffi.enable=1", script]);
        command
    };
    assert_answer(&success(&mut php("example.php")));
    println!("{}", success(php("vectors.php").args(vectors())).trim());
}

/// C# as .NET reads it; here Mono compiles and runs it.
#[test]
fn dot_net() {
    let program = workplace().join("Example.exe");
    success(with_library("mcs").arg(format!("-out:{}", program.display())).arg("Example.cs"));
    let mut mono = with_library("mono");
    assert_answer(&success(mono.env("LD_LIBRARY_PATH", prefix().join("lib")).arg(program)));
}

#[test]
fn java() {
    let classes = workplace().join("classes");
    let jna = "/usr/share/java/jna.jar";
    let mut javac = with_library("javac");
    success(
        javac
            .args(["-encoding", "UTF-8", "-cp", jna, "-d"])
            .arg(&classes)
            .args(["Example.java", "Vectors.java"]),
    );
    let path = format!("{jna}:{}", classes.display());
    let java = |class: &str| {
        let mut command = with_library("java");
        command.args(["-Dfile.encoding=UTF-8", "-cp", &path, class]);
        command
    };
    assert_answer(&success(&mut java("Example")));
    println!("{}", success(java("Vectors").arg(records::file())).trim());
}
