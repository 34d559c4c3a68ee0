//! Lists, filters and histories as an attacker or a careless user hands them to the command: read as they are meant, or refused
//! with the place and the way out, and never half understood.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use std::fs;
use std::path::Path;

use common::{Run, run};

const PASSWORD: &[u8] = b"Wq7#Nv!2pZ";
/// Of the password.
const SHA1: &str = "79E0A0D307D09B56235207CAD8E9B774EB793121";
/// Of `password`.
const NTLM: &str = "8846F7EAEE8FB117AD06BDD830B7586C";

fn path(folder: &tempfile::TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

/// Exit status 2, nothing on standard output, and every part of the reason.
fn refused(run: &Run, parts: &[&str]) {
    assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
    for part in parts {
        assert!(run.errors.contains(part), "{part}: {run:?}");
    }
    assert!(run.errors.len() < 1_000, "{} bytes of errors", run.errors.len());
}

#[test]
fn a_filter_that_is_empty_zeroed_or_cut_accepts_no_password() {
    let folder = tempfile::tempdir().unwrap();
    let (list, filter) = (path(&folder, "list.txt"), path(&folder, "leaked.filter"));
    let passwords: Vec<_> = (0..500).map(|number| format!("{number}\n")).collect();
    fs::write(&list, passwords.concat()).unwrap();
    assert_eq!(run(&["breached", "build", &list, &filter], b"").status, Some(0));
    let whole = fs::read(&filter).unwrap();
    let zeroed = |from: usize, to: usize| {
        let mut bytes = whole.clone();
        bytes[from..to].fill(0);
        bytes
    };
    let end = whole.len();
    for bytes in [
        Vec::new(),
        vec![0; 32],
        vec![0; end],
        whole[..end - 8].to_vec(),
        whole[..end / 2].to_vec(),
        zeroed(0, 16),
        zeroed(16, 32),
        zeroed(end - 1, end),
        zeroed(end / 2, end),
        zeroed(512, 1024),
        zeroed(1000, 1001),
    ] {
        fs::write(&filter, bytes).unwrap();
        for command in [&["check", "--stdin", "--breached", &filter][..], &["breached", "info", &filter]] {
            refused(&run(command, PASSWORD), &["breach", &filter]);
        }
    }
}

#[test]
fn a_list_that_may_be_something_else_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let (list, filter) = (path(&folder, "list.txt"), path(&folder, "leaked.filter"));
    let sha256 = "7a".repeat(32);
    for (contents, parts) in [
        (format!("# leaked in May\n{SHA1}:3\n"), &["line 1", "begins with #"][..]),
        (format!("hash:count\n{SHA1}:3\n{SHA1}:4\n"), &["line 1", "take the line out"]),
        (format!("{SHA1}:3\r{SHA1}:4\r"), &["line 1", "carriage return", "tr "]),
        (format!("\"{SHA1}\"\n"), &["line 1", "quotation marks", "--passwords"]),
        (format!("{SHA1},3\n"), &["line 1", "parted from it by a colon", "cut -c1-40"]),
        (format!("{SHA1} 3\n"), &["line 1", "parted from it by a colon"]),
        ("  290729 123456\n   79076 12345\n".into(), &["line 1", "number stands in front", "sed"]),
        (format!("{SHA1}:Wq7#Nv!2pZ\n"), &["line 1", "cut -d: -f1"]),
        (format!("{SHA1}:1,234\n"), &["line 1", "whole number"]),
        (format!("{SHA1}:-1\n"), &["line 1", "whole number"]),
        (format!("{SHA1}:\n"), &["line 1", "whole number"]),
        (format!("{NTLM}\n"), &["line 1", "--ntlm"]),
        (format!("{NTLM}:4\n"), &["line 1", "--ntlm"]),
        (format!("{sha256}\n"), &["line 1", "not a SHA-1 hash"]),
        (format!("{}:9\n", &SHA1[5..]), &["line 1", "the folder of all its files"]),
        ("p\0w\0\n\0".into(), &["line 1", "byte order mark"]),
    ] {
        fs::write(&list, &contents).unwrap();
        refused(&run(&["breached", "build", &list, &filter], b""), &[parts, &[&list]].concat());
        assert!(!Path::new(&filter).exists(), "{contents}");
    }
}

#[test]
fn what_can_be_read_safely_makes_a_filter_that_finds_it() {
    let folder = tempfile::tempdir().unwrap();
    let (list, filter) = (path(&folder, "list.txt"), path(&folder, "leaked.filter"));
    let utf16 = |text: &str| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let make = |contents: &[u8], options: &[&str]| {
        fs::write(&list, contents).unwrap();
        let made = run(&[&["breached", "build", &list, &filter], options].concat(), b"");
        assert_eq!(made.status, Some(0), "{made:?}");
    };
    let finds = |password: &[u8]| {
        let checked = run(&["check", "--stdin", "--breached", &filter], password);
        assert!(checked.output.contains("[breached"), "{checked:?}");
    };
    for (contents, options) in [
        (utf16(&format!("{SHA1}:3\r\n")), &[][..]),
        (utf16("Wq7#Nv!2pZ\r\n"), &[]),
        (format!("\n\n{SHA1}:3\r\n").into_bytes(), &[]),
        (format!("{SHA1}\n").into_bytes(), &["--hashes"]),
        (b"Wq7#Nv!2pZ\n# and a comment\n".to_vec(), &["--passwords"]),
    ] {
        make(&contents, options);
        finds(PASSWORD);
    }
    make(format!("{NTLM}:4\n").as_bytes(), &["--ntlm"]);
    finds(b"password");
    assert!(run(&["breached", "info", &filter], b"").output.contains("kind: NTLM\n"));

    let ranges = path(&folder, "ranges");
    fs::create_dir(&ranges).unwrap();
    fs::write(Path::new(&ranges).join(&SHA1[..5]), format!("{}:3\r\n", &SHA1[5..])).unwrap();
    let command = ["breached", "build", &ranges, &filter, "--partial"];
    refused(&run(&command[..4], b""), &["1048575 of 1048576 ranges are not there", "--partial", &ranges]);
    let answer = run(&command, b"");
    assert!(answer.output.ends_with(": 1 hashes, from 1 ranges of SHA-1 hashes\n"), "{answer:?}");
    finds(PASSWORD);
}

#[test]
fn a_history_that_is_cut_or_costs_too_much_is_refused_before_a_password_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = path(&folder, "jsmith.history");
    let record = |number: u32, cost: &str| {
        let salt = format!("MDEyMzQ1Njc4OWFi{number:02}RlZg");
        format!("$argon2id$v=19${cost}${salt}$M2kfBFN7VbIHNxXfSH0ev/VwB3YpEc4eS8efRWiaaas\n")
    };
    let dear: String = (10..42).map(|number| record(number, "m=262144,t=4,p=1")).collect();
    let usual = record(10, "m=19456,t=2,p=1");
    let cut = usual.trim_end();
    for (contents, parts) in [
        (dear, &["16.0 GiB", "12 GiB is the most", "keep fewer records"][..]),
        (cut[..cut.len() - 3].to_owned(), &["line 1", "32 bytes", "cut"]),
        (format!("{usual}{}", &cut[..cut.len() - 7]), &["line 2", "32 bytes", "cut"]),
        (cut[..cut.len() - 44].to_owned(), &["line 1", "32 bytes"]),
    ] {
        fs::write(&file, contents).unwrap();
        for command in [
            &["check", "--stdin", "--history", &file][..],
            &["history", "check", "--stdin", "--file", &file],
            &["suggest", "--history", &file],
        ] {
            // An empty password would be refused too, with other words.
            refused(&run(command, b""), &[parts, &[&file]].concat());
        }
    }
}

#[test]
fn an_error_quotes_little_of_a_policy_and_a_large_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [toml, json] = ["policy.toml", "policy.json"].map(|name| path(&folder, name));
    let long = "x".repeat(900_000);
    let half = "x".repeat(450_000);
    let rows = "[\"4\", \"a\"], ".repeat(80_000);
    for (contents, part) in [
        (format!("words = [\"{long}\"]\n"), "256 characters"),
        (format!("words = [\"{}\"]\n", "-".repeat(900_000)), "3 letters or more"),
        (format!("{long} = 1\n"), "is not a key of a policy"),
        (format!("{half} = 1\n{half} = 2\n"), "is given twice"),
        (format!("min_length = \"{long}\"\n"), "a whole number"),
        (format!("base = \"{long}\"\n"), "not a preset"),
        (format!("common_password = \"{long}\"\n"), "must be"),
        (format!("readings = [[\"{long}\", \"a\"]]\n"), "1 to 4 characters"),
        (format!("readings = [{rows}]\n"), "more than 512 pairs"),
        (format!("words = [{}]\n", "\"zorblax\", ".repeat(90_000)), "more than 256 words"),
        (format!("words = [{}]\n", format!("\"{}\", ", "x".repeat(250)).repeat(70)), "more than 16 KiB"),
        (format!("# {}\n", "x".repeat(1 << 20)), "larger than 1 MiB"),
    ] {
        fs::write(&toml, &contents).unwrap();
        refused(&run(&["check", "--stdin", "--policy", &toml], PASSWORD), &[part, &toml]);
    }
    for (contents, part) in [
        (format!("{{\"{long}\": 1}}"), "is not a key of a policy"),
        (format!("{{\"base\": \"{long}\"}}"), "not a preset"),
        (format!("{{\"words\": [\"{long}\"]}}"), "256 characters"),
    ] {
        fs::write(&json, &contents).unwrap();
        refused(&run(&["check", "--stdin", "--policy", &json], PASSWORD), &[part, &json]);
    }
    let name = "x".repeat(100_000);
    refused(&run(&["check", "--stdin", "--policy", &name], PASSWORD), &["xxx…"]);
}

#[test]
fn a_batch_line_of_any_length_is_answered_or_refused_with_the_bound() {
    let list = |value: &str, count: usize| format!("[{}]", vec![format!("\"{value}\""); count].join(","));
    let request = |rest: &str| format!("{{\"password\":\"Wq7#Nv!2pZ\",{rest}}}\n");
    let long = "Smith-".repeat(400_000);
    for (line, part) in [
        (format!("{{\"password\":\"{long}\"}}\n"), "max_length"),
        (request(&format!("\"context\":{{\"names\":[\"{long}\"]}}")), "64 KiB"),
        (request(&format!("\"context\":{{\"email\":\"{long}\"}}")), "64 KiB"),
        (request(&format!("\"context\":{{\"subjects\":{}}}", list("Smith", 300_000))), "256 values"),
        (request(&format!("\"previous\":{}", list("Kz7", 300_000))), "256 values"),
        (request(&format!("\"other_accounts\":{}", list("Kz7", 300_000))), "256 values"),
        (request(&format!("\"other_accounts\":[\"{long}\"]")), "64 KiB"),
        (request(&format!("\"history\":{}", list("$argon2id$", 300_000))), "256 values"),
        (request(&format!("\"{long}\":1")), "unknown key"),
        (request(&format!("\"operation\":\"{long}\"")), "must be"),
    ] {
        let answer = run(&["check", "--batch"], line.as_bytes());
        assert!(answer.output.contains(part), "{part}: {answer:?}");
        assert!(answer.output.len() < 1_000, "{part}");
    }
}

#[test]
fn an_account_and_dictionaries_of_any_number_are_judged_or_refused_with_the_bound() {
    let folder = tempfile::tempdir().unwrap();
    let [list, blob, context] = ["words.txt", "words.blob", "context.json"].map(|name| path(&folder, name));
    fs::write(&list, "zorblax\n").unwrap();
    assert_eq!(run(&["dict", "build", &list, &blob], b"").status, Some(0));
    let with = |option: &'static str, value: &str, times: usize| {
        let options = [option, value].repeat(times);
        run(&[&["check", "--stdin"], &options[..]].concat(), PASSWORD)
    };
    for judged in [with("--dictionary", &blob, 8), with("--name", "Smith", 256)] {
        assert!(judged.status < Some(2) && !judged.output.is_empty(), "{judged:?}");
    }
    refused(&with("--dictionary", &blob, 9), &["more than 8 dictionaries"]);
    refused(&with("--name", "Smith", 257), &["`names` has more than 256 values"]);
    refused(&with("--email", &"x".repeat((64 << 10) + 1), 1), &["more than 64 KiB"]);
    fs::write(&context, format!("{{\"subjects\": [{}\"x\"]}}", "\"x\", ".repeat(300))).unwrap();
    refused(&with("--context", &context, 1), &["`subjects`", &context]);
}
