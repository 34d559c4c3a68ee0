//! `keyward check` of one password: verdicts, exit status, and what is said when nothing can be checked.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests may")]

mod common;

use std::fs;
use std::process::Stdio;

use common::{command, run};

const GOOD: &str = "Wq7#Nv!2pZ";

#[test]
fn the_exit_status_is_the_verdict() {
    for (input, arguments, status) in [
        ("Wq7#Nv!2pZ\n", &[][..], 0),
        ("Wq7#Nv!2pZ\r\n", &[], 0),
        ("Wq7#Nv!2pZ", &[], 0),
        ("Wq7#Nv!2pZ\n\n", &[], 1),
        (" Wq7#Nv!2pZ", &[], 0),
        ("\n", &[], 1),
        ("\r\n", &[], 1),
        ("FarmHairTree83*\n", &[], 1),
        ("FarmHairTree83*\n", &["--policy", "hw-5.3.2"], 1),
        ("Wq7#Nv!2pZ", &["--name", "John Kvrzq"], 0),
        ("KwKvrzqTv72#Zq!m", &["--name", "John Kvrzq"], 1),
        ("KwKvrzqTv72#Zq!m", &["--name", "Amy Wqbdk", "--name", "John Kvrzq"], 1),
        ("Wq7#jbloggs1!Z", &["--username", "jbloggs1"], 1),
        ("Wq7#jbloggs1!Z", &["--email", "jbloggs1@example.org"], 1),
        ("WqN#900123!pZ", &["--phone", "07700 900123"], 1),
        ("14021987Xy!!Qr", &["--date-of-birth", "1987-02-14"], 1),
        ("Wq7#Zqrrw!2pZ", &["--related", "Zqrrw"], 1),
        ("Wq7#Zqrrw!2pZ", &["--subject", "Zqrrw"], 1),
        ("Wq7#Nv!2pZ", &["--operation", "set", "--lang", "cy", "--format", "json"], 0),
    ] {
        let run = run(&[&["check", "--stdin"], arguments].concat(), input.as_bytes());
        assert_eq!(run.status, Some(status), "{input:?} {arguments:?} {run:?}");
        assert_eq!(run.errors, "", "{input:?}");
        assert_ne!(run.output, "", "{input:?}");
    }
}

/// Arguments, standard input, and what must be on standard error.
const CANNOT_CHECK: &[(&[&str], &[u8], &str)] = &[
    (&["check", "--stdin"], b"Kw7\xa3Lq9x", "not UTF-8; send it"),
    (&["check", "--stdin"], b"\xffKw7Lq9x", "not UTF-8; send it"),
    (&["check", "--stdin"], b"", "nothing on standard input"),
    (&["check", "--stdin", "--format", "json"], b"", "nothing on standard input"),
    (&["suggest", "--style", "initials", "--stdin"], b"", "nothing on standard input"),
    (&["check"], b"Kw7Lq9x\n", "--stdin"),
    (&["check", "Kw7Lq9x"], b"", "A password is never an argument"),
    (&["check", "--stdin", "Kw7Lq9x"], b"", "A password is never an argument"),
    (&["check", "--password", "Kw7Lq9x"], b"", "not understood"),
    (&["check", "--password=Kw7Lq9x"], b"", "not understood"),
    (&["check", "-pKw7Lq9x"], b"", "not understood"),
    (&["check", "--", "Kw7Lq9x"], b"", "A password is never an argument"),
    (&["Kw7Lq9x"], b"", "A password is never an argument"),
    (&["check", "--stdin=Kw7Lq9x"], b"", "--stdin takes no value"),
    (&["check", "--usrname", "Kw7Lq9x"], b"", "`--username`"),
    (&["check", "--operation", "Kw7Lq9x"], b"", "change, set"),
    (&["check", "--disclosure", "Kw7Lq9x"], b"", "private, desk, log"),
    (&["check", "--format", "Kw7Lq9x"], b"", "text, json"),
    (&["check", "--lang", "Kw7Lq9x"], b"", "en, cy"),
    (&["check", "--date-of-birth", "Kw7Lq9x"], b"", "YYYY-MM-DD"),
    (&["check", "--date-of-birth", "1987-02-30"], b"", "YYYY-MM-DD"),
    (&["check", "--username"], b"", "a value is missing"),
    (&["check", "--stdin", "--stdin"], b"", "twice"),
    (&["check", "--batch", "--stdin"], b"", "cannot be used together"),
    (&["check", "--batch", "--username", "Kw7Lq9x"], b"", "cannot be used together"),
    (&["check", "--stdin", "--policy", "hw-5.3"], b"", "the presets are nhs-appendix-a, hw-5.3.2"),
    (&["check", "--stdin", "--context", "/nowhere/context.json"], b"", "/nowhere/context.json"),
    (&[], b"", "keyward check"),
];

#[test]
fn what_cannot_be_checked_is_said_without_repeating_a_password() {
    for (arguments, input, expected) in CANNOT_CHECK {
        let run = run(arguments, input);
        assert_eq!(run.status, Some(2), "{arguments:?} {run:?}");
        assert_eq!(run.output, "", "{arguments:?}");
        assert!(run.errors.contains(expected), "{arguments:?} {run:?}");
        assert!(!run.errors.contains("Kw7") && !run.errors.contains("Lq9x"), "{arguments:?} {run:?}");
    }
}

/// What is wrong is said of the command that was asked for; that passwords are no arguments, only where one may have been.
#[test]
fn advice_is_about_the_command_that_was_given() {
    const NEVER: &str = "A password is never an argument";
    for (arguments, expected, help, warned) in [
        (&["check", "Kw7Lq9x"][..], NEVER, "keyward check", true),
        (&["check", "--password=Kw7Lq9x"], NEVER, "keyward check", true),
        (&["history", "add", "Kw7Lq9x"], NEVER, "keyward history add", true),
        (&["Kw7Lq9x"], NEVER, "keyward", true),
        (&["check", "--username", "-x"], "behind =, such as --username=-x", "keyward check", false),
        (&["suggest", "--polcy", "x"], "`--policy`", "keyward suggest", false),
        (&["suggest", "--xyzzy"], "as it may be a password\nTry", "keyward suggest", false),
        (&["policy", "xyz"], "one of list, show, check, keys", "keyward policy", false),
        (&["dict", "foo"], "one of build, info", "keyward dict", false),
        (&["dict"], "say what to do: build, info; such as `keyward dict build`", "keyward dict", false),
        (&["history"], "such as `keyward history add`", "keyward history", false),
        (&["history", "prune", "--keep", "-1"], "--keep: not a whole number", "keyward history prune", false),
        (&["suggest", "--length", "abc"], "--length: not a whole number", "keyward suggest", false),
        (&["suggest", "-n", "abc"], "--count: not a whole number from 1 to 1000", "keyward suggest", false),
        (&["suggest", "-n", "1001"], "--count: not a whole number from 1 to 1000", "keyward suggest", false),
    ] {
        let run = run(arguments, b"");
        assert_eq!(run.status, Some(2), "{arguments:?}");
        assert!(run.errors.contains(expected), "{arguments:?} {run:?}");
        assert!(run.errors.ends_with(&format!("\nTry `{help} --help`.\n")), "{arguments:?} {run:?}");
        assert_eq!(run.errors.contains(NEVER), warned, "{arguments:?} {run:?}");
        assert!(!run.errors.contains("Kw7"), "{arguments:?} {run:?}");
    }
}

#[test]
fn a_context_file_is_read_in_the_shape_of_a_request() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("context.json");
    let path = path.to_str().unwrap();
    for (json, status, expected) in [
        (r#"{"names":["John Kvrzq"]}"#, 1, "personal"),
        ("\u{feff}{\"names\":[\"John Kvrzq\"]}", 1, "personal"),
        (r#"{"names":["Amy Wqbdk"],"username":null,"date_of_birth":""}"#, 0, ""),
        (r#"{"name":["John Kvrzq"]}"#, 2, "unknown key `name`; did you mean `names`?"),
        (r#"{"dateOfBirth":"1987-02-14"}"#, 2, "did you mean `date_of_birth`?"),
        (
            r#"{"dob":"1987-02-14"}"#,
            2,
            "unknown key `dob`; the keys are username, names, email, phone, date_of_birth",
        ),
        (r#"{"names":"John Kvrzq"}"#, 2, "`names` must be a list of strings"),
        (r#"{"names":[1]}"#, 2, "`names` must be a list of strings"),
        (r#"{"username":7}"#, 2, "`username` must be a string"),
        (r#"{"date_of_birth":"14/02/1987"}"#, 2, "`date_of_birth` must be a day"),
        (r#"{"username":"a","username":"b"}"#, 2, "`username` twice"),
        (r#"["John Kvrzq"]"#, 2, "must be a JSON object"),
        ("", 2, "is not JSON"),
        ("{", 2, "is not JSON"),
    ] {
        fs::write(path, json).unwrap();
        let run = run(&["check", "--stdin", "--context", path], b"KwKvrzqTv72#Zq!m");
        assert_eq!(run.status, Some(status), "{json} {run:?}");
        let said = if status == 2 { &run.errors } else { &run.output };
        assert!(said.contains(expected), "{json} {run:?}");
        assert!(status != 2 || !said.contains("Kvrzq"), "{json} {run:?}");
    }
}

#[test]
fn options_come_on_top_of_the_context_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("context.json");
    fs::write(&path, r#"{"names":["John Kvrzq"],"username":"zqrrw"}"#).unwrap();
    let path = path.to_str().unwrap();
    for (password, arguments, status) in [
        ("KwKvrzqTv72#Zq!m", &["--name", "Amy Wqbdk"][..], 1),
        ("KwWqbdkTv72#Zq!m", &["--name", "Amy Wqbdk"], 1),
        ("Wq7#Zqrrw!2pZ", &[], 1),
        ("Wq7#Zqrrw!2pZ", &["--username", "amy"], 0),
    ] {
        let run = run(&[&["check", "--stdin", "--context", path], arguments].concat(), password.as_bytes());
        assert_eq!(run.status, Some(status), "{password} {arguments:?} {run:?}");
    }
}

#[test]
fn each_reader_is_told_what_is_theirs() {
    let json = |disclosure| {
        let run = run(
            &["check", "--stdin", "--format", "json", "--username", "smithy", "--disclosure", disclosure],
            "Ł7#Smithy!2pZ".as_bytes(),
        );
        assert_eq!(run.status, Some(1), "{run:?}");
        let answer: serde_json::Value = serde_json::from_str(&run.output).unwrap();
        assert_eq!(answer["policy"], "nhs-appendix-a");
        assert!(answer["policy_digest"].is_string());
        assert_eq!(answer["accepted"], false);
        assert!(answer.get("id").is_none());
        let finding = answer["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "personal");
        finding.unwrap_or_else(|| panic!("{answer}")).clone()
    };
    let private = json("private");
    assert_eq!(private["clause"], "WE-O1 to WE-O3");
    assert_eq!(private["severity"], "violation");
    assert_eq!((&private["start"], &private["end"]), (&4.into(), &10.into()));
    assert_eq!(private["found"], "smithy");
    assert!(private["message"].is_string());
    let desk = json("desk");
    assert!(desk["message"].is_string() && !desk.to_string().contains("smithy"), "{desk}");
    let log = json("log");
    for hidden in ["start", "end", "found"] {
        assert!(desk.get(hidden).is_none(), "{desk}");
        assert!(log.get(hidden).is_none(), "{log}");
    }
    assert!(log.get("message").is_none(), "{log}");
}

#[test]
fn standard_input_is_answered_for_the_desk_unless_told_otherwise() {
    let run = run(&["check", "--stdin", "--username", "zqrrw"], b"Wq7#Zqrrw!2pZ");
    assert!(!run.output.to_lowercase().contains("zqrrw"), "{run:?}");
}

#[test]
fn messages_are_in_the_language_asked_for() {
    let english = run(&["check", "--stdin"], b"FarmHairTree83*");
    let welsh = run(&["check", "--stdin", "--lang", "cy"], b"FarmHairTree83*");
    assert!(english.output.contains("special characters"), "{english:?}");
    assert!(welsh.output.contains("nod arbennig"), "{welsh:?}");
}

/// What is searched is the same in every language, and says the rule and the clause alone.
#[test]
fn a_log_is_told_verdict_rule_and_clause() {
    for lang in ["en", "cy"] {
        let log = |password: &[u8]| {
            run(&["check", "--stdin", "--disclosure", "log", "--lang", lang], password).output
        };
        assert_eq!(log(b"FarmHairTree83*"), "rejected\n  [special, WE-C6]\n");
        assert_eq!(log(GOOD.as_bytes()), "accepted\n");
    }
}

#[test]
fn the_strength_is_told_in_the_language_asked_for() {
    for (lang, expected) in
        [("en", "score 3 of 4, about 10^10.0 guesses"), ("cy", "sgôr 3 o 4, tua 10^10.0 cynnig")]
    {
        let told = run(&["check", "--stdin", "--strength", "--lang", lang], GOOD.as_bytes());
        assert!(told.output.contains(expected), "{told:?}");
    }
}

#[test]
fn a_password_of_many_megabytes_is_too_long_and_an_endless_one_is_not_read() {
    let long = "aB3!".repeat(10 << 18);
    let answered = run(&["check", "--stdin"], long.as_bytes());
    assert_eq!(answered.status, Some(1), "{answered:?}");
    assert!(answered.output.contains("max_length"), "{answered:?}");
    let endless = run(&["check", "--stdin"], long.repeat(2).as_bytes());
    assert_eq!(endless.status, Some(2), "{endless:?}");
    assert!(endless.errors.contains("16 MiB"), "{endless:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut child = command(&["check", "--stdin"]).stdout(full).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), GOOD.as_bytes()).unwrap();
    let ended = child.wait_with_output().unwrap();
    let errors = String::from_utf8(ended.stderr).unwrap();
    assert_eq!(ended.status.code(), Some(2), "{errors}");
    assert!(errors.contains("cannot write the answer"), "{errors}");
}

#[test]
fn a_closed_output_still_leaves_the_verdict() {
    for (password, status) in [(GOOD, 0), ("FarmHairTree83*", 1)] {
        let mut child = command(&["check", "--stdin"]).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), password.as_bytes()).unwrap();
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(status), "{ended:?}");
        assert!(ended.stderr.is_empty(), "{ended:?}");
    }
}

#[test]
fn help_and_version_are_no_errors() {
    for arguments in [&["--help"][..], &["check", "--help"], &["--version"]] {
        let run = run(arguments, b"");
        assert_eq!((run.status, run.errors.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(run.output.contains("keyward"), "{arguments:?}");
    }
}

#[test]
fn what_is_made_from_the_current_password_is_refused() {
    for (input, status, rule) in [
        ("Wq7#Nv!2pZ\nWq7#Nv!3pZ\n", 1, "recycled"),
        ("Wq7#Nv!2pZ\r\nWq7#Nv!2pZ\r\n", 1, "reused"),
        ("Ht5$Rb@9mYcg\nWq7#Nv!2pZ\n", 0, ""),
    ] {
        let run = run(&["check", "--stdin", "--current"], input.as_bytes());
        assert_eq!(run.status, Some(status), "{input} {run:?}");
        assert!(run.output.contains(rule) && !format!("{run:?}").contains("Nv!"), "{input} {run:?}");
    }
    let one = run(&["check", "--stdin", "--current"], b"Wq7#Nv!2pZ\n");
    assert!(one.status == Some(2) && one.errors.contains("there are two"), "{one:?}");
    let batch = run(&["check", "--batch", "--current"], b"");
    assert!(batch.status == Some(2) && batch.errors.contains("--current"), "{batch:?}");
}
