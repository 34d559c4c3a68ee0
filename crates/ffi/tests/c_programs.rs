//! The programs in `tests/c`, as C99 and C++17, by gcc and clang with warnings as errors: plain, under the sanitizers, and
//! under valgrind with nothing lost. They use the library as it is installed.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::{prefix, records, root, success, workplace};

const PROGRAMS: [&str; 9] =
    ["breached", "check", "example", "history", "null", "policy", "suggest", "threads", "tools"];

/// A compiler with the language it is to read.
#[derive(Clone, Copy)]
struct Compiler {
    name: &'static str,
    language: [&'static str; 3],
}

const GCC: Compiler = Compiler { name: "gcc", language: ["-x", "c", "-std=c99"] };
const CLANG: Compiler = Compiler { name: "clang", language: ["-x", "c", "-std=c99"] };
const GCC_CPP: Compiler = Compiler { name: "g++", language: ["-x", "c++", "-std=c++17"] };
const CLANG_CPP: Compiler = Compiler { name: "clang++", language: ["-x", "c++", "-std=c++17"] };

const WARNINGS: [&str; 5] = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"];

/// What `pkg-config` says about the installed library.
fn flags(prefix: &Path, which: &[&str]) -> Vec<String> {
    let mut asked = Command::new("pkg-config");
    asked.env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig")).args(which).arg("keyward");
    success(&mut asked).split_whitespace().map(str::to_owned).collect()
}

fn compile(compiler: Compiler, program: &str, extra: &[&str]) -> PathBuf {
    compile_in("tests/c", compiler, program, extra)
}

fn compile_in(folder: &str, compiler: Compiler, program: &str, extra: &[&str]) -> PathBuf {
    let made =
        workplace().join(format!("{program}-{}{}", compiler.name, extra.concat().replace(['/', ','], "-")));
    let mut command = Command::new(compiler.name);
    command.args(WARNINGS).args(["-O1", "-g", "-pthread"]).args(extra);
    command.args(compiler.language).arg(root().join(folder).join(program).with_extension("c"));
    command.args(["-x", "none", "-o"]).arg(&made).args(flags(prefix(), &["--cflags", "--libs"]));
    success(&mut command);
    made
}

fn program(path: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(path);
    command.env("LD_LIBRARY_PATH", prefix().join("lib")).args(arguments);
    command
}

#[test]
fn programs_run_in_both_languages_by_both_compilers() {
    for compiler in [GCC, CLANG, GCC_CPP, CLANG_CPP] {
        for name in PROGRAMS {
            success(&mut program(&compile(compiler, name, &[]), &[]));
        }
    }
}

#[test]
fn programs_run_under_the_sanitizers() {
    for (compiler, checks) in
        [(CLANG, "-fsanitize=address,undefined"), (GCC_CPP, "-fsanitize=address,undefined")]
    {
        for name in PROGRAMS {
            let made = compile(compiler, name, &[checks, "-fno-sanitize-recover=all"]);
            success(&mut program(&made, &[]));
        }
    }
}

#[test]
fn valgrind_finds_no_error_and_nothing_lost() {
    // Rust keeps a handle of the first thread that started others, and zxcvbn keeps its tables, as long as the process
    // lives. Both are held by pointers into their middle, which valgrind calls possibly lost.
    const NOTHING: &str = "all";
    const NOTHING_LOST: &str = "definite,indirect";
    for (name, arguments, kinds) in [
        ("breached", &[][..], NOTHING_LOST),
        ("check", &[], NOTHING),
        ("example", &[], NOTHING),
        ("policy", &[], NOTHING),
        ("threads", &["20"], NOTHING),
        ("null", &[], NOTHING_LOST),
        ("history", &[], NOTHING_LOST),
        ("suggest", &[], NOTHING_LOST),
        ("tools", &[], NOTHING_LOST),
    ] {
        let made = compile(GCC, name, &[]);
        let mut valgrind = Command::new("valgrind");
        valgrind.env("LD_LIBRARY_PATH", prefix().join("lib"));
        valgrind.args(["--quiet", "--error-exitcode=1", "--leak-check=full"]);
        valgrind.args([format!("--show-leak-kinds={kinds}"), format!("--errors-for-leak-kinds={kinds}")]);
        success(valgrind.arg(made).args(arguments));
    }
}

#[test]
fn c_and_rust_agree_on_every_judged_case() {
    let cases = records::file();
    for (compiler, checks) in [(GCC, None), (CLANG_CPP, Some("-fsanitize=address,undefined"))] {
        let made = compile(compiler, "vectors", checks.as_slice());
        println!("{}", success(&mut program(&made, &[cases.to_str().unwrap()])).trim());
    }
}

#[test]
fn many_checks_need_no_more_memory_than_few() {
    // The soak of ten million is `KEYWARD_SOAK=10000000 cargo test --release -p keyward-ffi --test c_programs many`.
    let checks = std::env::var("KEYWARD_SOAK").unwrap_or_else(|_| "200000".to_owned());
    println!("{}", success(&mut program(&compile(GCC, "soak", &[]), &[&checks])).trim());
}

#[test]
fn the_library_exports_what_the_header_declares_and_nothing_else() {
    let mut nm = Command::new("nm");
    nm.args(["--dynamic", "--defined-only", "--with-symbol-versions", "--format=posix"]);
    let listed = success(nm.arg(prefix().join("lib/libkeyward.so")));
    let exported: BTreeSet<&str> = listed.lines().filter_map(|line| line.split(' ').next()).collect();
    let map = std::fs::read_to_string(root().join("crates/ffi/keyward.map")).unwrap();
    let mut declared = BTreeSet::new();
    let mut node = "";
    for line in map.lines().map(str::trim) {
        if let Some(name) = line.strip_suffix(" {") {
            node = name;
            declared.insert(node.to_owned());
        } else if let Some(name) = line.strip_suffix(';').filter(|name| name.starts_with("keyward_")) {
            declared.insert(format!("{name}@@{node}"));
        }
    }
    assert!(declared.len() > 100, "{declared:?}");
    assert_eq!(exported, declared.iter().map(String::as_str).collect());
}

/// Programs that were linked before there were versions, for which cargo's own library stands, and those that are linked now.
#[test]
fn programs_of_before_the_versions_run_and_those_of_now_ask_for_one() {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = workplace().join("unversioned");
    std::fs::create_dir_all(&folder).unwrap();
    prefix();
    std::fs::copy(target.join("release/libkeyward_ffi.so"), folder.join("libkeyward.so")).unwrap();
    let made = folder.join("example");
    let mut gcc = Command::new("gcc");
    gcc.arg(root().join("tests/c/example.c")).arg("-o").arg(&made).args(flags(prefix(), &["--cflags"]));
    success(gcc.arg(folder.join("libkeyward.so")));
    let asks = |made: &Path| success(Command::new("objdump").arg("-p").arg(made));
    assert!(asks(&made).contains("libkeyward.so.0") && !asks(&made).contains("KEYWARD_"));
    let output = program(&made, &[]).output().unwrap();
    // The loader would say there what it misses.
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let now = asks(&compile(GCC, "example", &[]));
    assert!(now.contains("libkeyward.so.0") && now.contains("KEYWARD_0.1.0"), "{now}");
}

#[test]
fn every_function_is_given_null() {
    let program = std::fs::read_to_string(root().join("tests/c/null.c")).unwrap();
    let facts = std::fs::read_to_string(root().join("crates/ffi/abi.txt")).unwrap();
    for fact in facts.lines().filter(|fact| fact.starts_with("function ") && fact.contains('*')) {
        let name = fact.split('(').next().and_then(|before| before.rsplit([' ', '*']).next()).unwrap();
        let free = name.ends_with("_free") && program.contains(&format!("{name}(NULL);"));
        assert!(free || name == "keyward_version" || program.contains(&format!("NULLED({name}(")), "{name}");
    }
}

#[test]
fn no_copy_of_a_password_is_left_in_memory() {
    success(&mut program(&compile(GCC, "wiped", &["-D_DEFAULT_SOURCE"]), &[]));
}

#[test]
fn a_panic_stops_at_the_border() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["build", "--quiet", "--lib", "--package", "keyward-ffi"]);
    success(cargo.args(["--features", "deliberate-panic", "--message-format", "short"]));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let folder = workplace().join("deliberate-panic");
    std::fs::create_dir_all(&folder).unwrap();
    let library = folder.join("libkeyward.so.0");
    std::fs::copy(target.join("debug/libkeyward_ffi.so"), &library).unwrap();
    let made = folder.join("panic");
    let mut gcc = Command::new("gcc");
    gcc.arg(root().join("tests/c/panic.c")).arg("-o").arg(&made).args(flags(prefix(), &["--cflags"]));
    success(gcc.arg(library));
    let mut run = Command::new(made);
    let output = run.env("LD_LIBRARY_PATH", folder).output().unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{complaint}");
    // What is printed is where it was, not what it was about.
    assert!(
        complaint.contains("keyward: internal error at") && !complaint.contains("deliberate"),
        "{complaint}"
    );
}

#[test]
fn the_library_stays_when_a_host_lets_it_go() {
    let made = workplace().join("stays");
    let mut gcc = Command::new("gcc");
    gcc.args(WARNINGS).arg(root().join("tests/c/stays.c")).arg("-o").arg(&made);
    success(gcc.args(flags(prefix(), &["--cflags"])).arg("-ldl"));
    success(&mut program(&made, &["libkeyward.so.0"]));
}

/// Not under the sanitizers, which need more of the address space than it leaves.
#[test]
fn where_there_is_no_memory_a_check_says_so() {
    for compiler in [GCC, CLANG_CPP] {
        success(&mut program(&compile(compiler, "memory", &[]), &[]));
    }
}

#[test]
fn the_licences_are_installed_with_what_they_are_for() {
    for (installed, source) in [
        ("LICENSE", "LICENSE"),
        ("LICENSE-UNICODE", "crates/core/LICENSE-UNICODE"),
        ("LICENSE-SCOWL", "crates/words/data/LICENSE-SCOWL"),
    ] {
        let there = std::fs::read_to_string(prefix().join("share/doc/keyward").join(installed)).unwrap();
        assert_eq!(there, std::fs::read_to_string(root().join(source)).unwrap());
    }
}

#[test]
fn the_static_library_links() {
    let made = workplace().join("check-static");
    let libraries = flags(prefix(), &["--libs", "--static"]);
    let mut gcc = Command::new("gcc");
    gcc.arg(root().join("tests/c/check.c")).arg("-o").arg(&made).args(flags(prefix(), &["--cflags"]));
    gcc.arg(prefix().join("lib/libkeyward.a"));
    gcc.args(libraries.iter().filter(|flag| *flag != "-lkeyward" && !flag.starts_with("-L")));
    success(&mut gcc);
    success(&mut Command::new(made));
}

/// The example for a service desk, as a person would use it.
#[test]
fn a_desk_resets_a_password_in_c() {
    let made = compile_in("examples/c", GCC, "reset", &["-fsanitize=address,undefined"]);
    let records = workplace().join("reset.history");
    let _ = std::fs::remove_file(&records);
    let desk = |password: &str| {
        let mut reset = program(&made, &["jsmith", "John Smith"]);
        let mut child = reset.arg(&records).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(desk("Wq7#Nv!2pZ\n"), (Some(0), "accepted\n".to_owned()));
    assert!(std::fs::read_to_string(&records).unwrap().starts_with("$argon2id$"));
    let (status, told) = desk("Wq7#Nv!3pZ\n");
    assert_eq!(status, Some(1));
    assert!(told.contains("Recycled passwords: "), "{told}");
    let (status, told) = desk("Kw!Smith#2724\n");
    assert!(status == Some(1) && told.contains("Personal") && !told.contains("Smith"), "{told}");
    std::fs::write(&records, "nothing that is a record\n").unwrap();
    assert_eq!(desk("Wq7#Nv!2pZ\n"), (Some(2), String::new()));
}

/// A program that needs no library at all where it runs.
#[test]
fn a_program_can_be_wholly_static() {
    let made = workplace().join("example-static");
    let mut gcc = Command::new("gcc");
    gcc.arg(root().join("tests/c/example.c")).arg("-o").arg(&made).args(flags(prefix(), &["--cflags"]));
    gcc.arg("-static").args(flags(prefix(), &["--static", "--libs"]));
    success(&mut gcc);
    assert!(success(&mut Command::new(made)).contains("Special characters: "));
}

#[test]
fn cmake_finds_the_package() {
    let build = workplace().join("cmake");
    let mut configure = Command::new("cmake");
    // Fresh, as what is left of an earlier run may be of another directory.
    configure.arg("--fresh").arg("-S").arg(root().join("tests/c")).arg("-B").arg(&build);
    configure.arg(format!("-DCMAKE_PREFIX_PATH={}", prefix().display()));
    success(&mut configure);
    success(Command::new("cmake").arg("--build").arg(&build));
    success(&mut Command::new(build.join("check")));
    success(&mut Command::new(build.join("check-static")));
}
