//! `keyward check --batch`: order, errors by line, bounded memory.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests may")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};

use common::{command, run};
use keyward::history::{History, Params};
use serde_json::{Value, json};

fn answers(arguments: &[&str], input: &[u8]) -> (Vec<Value>, Option<i32>) {
    let run = run(&[&["check", "--batch"], arguments].concat(), input);
    assert_eq!(run.errors, "", "{run:?}");
    (run.output.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), run.status)
}

#[test]
fn requests_are_answered_in_order_under_their_ids() {
    let input = br#"{"id":7,"password":"Wq7#Nv!2pZ"}
{"id":"b","password":"FarmHairTree83*"}
{"id":{"a":[1, 2.50]},"password":"Wq7#Nv!2pZ"}
{"id":null,"password":"Wq7#Nv!2pZ"}
{"password":"KwSmithTv72#Zq!m","context":{"names":["John Smith"]},"operation":"set"}"#;
    let (answers, status) = answers(&[], input);
    let short: Vec<Value> =
        answers.iter().map(|answer| json!([answer.get("id"), answer["accepted"]])).collect();
    let expected = json!([[7, true], ["b", false], [{"a": [1, 2.50]}, true], [null, true], [null, false]]);
    assert_eq!(Value::from(short), expected);
    assert!(answers[4]["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "personal"));
    assert!(answers[4].get("id").is_none() && answers[3].get("id").is_some());
    assert_eq!(status, Some(1));
}

#[test]
fn the_verdict_alone_is_that_of_a_whole_answer() {
    let input = r#"{"id":7,"password":"Wq7#Nv!2pZ"}
{"id":[1, 2],"password":"FarmHairTree83*"}
{"password":"Kw#900456&rTB","context":{"phone":"07700 900123, 07700 900456"}}
{"password":"Wq7#Nv!3pZ","previous":["Wq7#Nv!2pZ"]}
{"password":"Wq7#Nv!2pZ","history":["$argon2id$v=19$m=8,t=1,p=1$MTYgcmFuZG9tIGJ5dGVz$not a hash"]}
nonsense"#;
    let mut history = History::new();
    history.add("Wq7#Nv!2pZ", &Params::new(8, 1, 1).unwrap(), b"16 random bytes!").unwrap();
    let record = history.to_string();
    let hashed = format!(r#"{{"password":"Wq7#Nv!2pZ","history":[{:?}]}}"#, record.trim());
    let input = format!("{hashed}\n{}", input.replace("[1, 2]", "[1,\r2]"));
    let (whole, status) = answers(&[], input.as_bytes());
    let (alone, same) = answers(&["--verdict-only"], input.as_bytes());
    assert_eq!((whole.len(), status, same), (7, Some(2), Some(2)));
    for (whole, alone) in whole.iter().zip(&alone) {
        let mut expected = whole.clone();
        for key in ["findings", "policy", "policy_digest"] {
            expected.as_object_mut().unwrap().remove(key);
        }
        assert_eq!(*alone, expected);
    }
    let accepted: Vec<_> = alone.iter().map(|answer| answer["accepted"].as_bool()).collect();
    assert_eq!(accepted, [Some(false), Some(true), Some(false), Some(false), Some(false), None, None]);
}

#[test]
fn the_page_about_batches_shows_what_comes() {
    let page = fs::read_to_string("../../docs/batch.md").unwrap().replace("\r\n", "\n");
    let blocks: Vec<_> =
        page.split("```json\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [requests, expected] = blocks[..] else { panic!("{blocks:?}") };
    let run = run(&["check", "--batch"], requests.as_bytes());
    assert_eq!(run.output, expected);
}

/// As Windows PowerShell writes it.
#[test]
fn a_byte_order_mark_is_no_part_of_the_first_request() {
    let (answers, status) = answers(&[], b"\xef\xbb\xbf{\"password\":\"Wq7#Nv!2pZ\"}\r\n");
    assert_eq!((answers[0]["accepted"].as_bool(), status), (Some(true), Some(0)));
}

#[test]
fn an_id_is_echoed_as_it_is_written() {
    for id in ["1e400", "12345678901234567890123", "\"\\u00e9\"", "[1,  2]", "-0.0", "true", "\"\""] {
        let run =
            run(&["check", "--batch"], format!("{{\"password\":\"Wq7#Nv!2pZ\",\"id\":{id}}}").as_bytes());
        assert!(run.output.starts_with(&format!("{{\"id\":{id},\"accepted\":true")), "{run:?}");
    }
}

#[test]
fn the_status_is_the_worst_of_all() {
    let good = r#"{"password":"Wq7#Nv!2pZ"}"#;
    let bad = r#"{"password":"abc"}"#;
    for (lines, status) in [
        (&[][..], 0),
        (&[good][..], 0),
        (&[good, bad], 1),
        (&[bad, good], 1),
        (&[good, "{}", bad], 2),
        (&[good, ""], 0),
        (&[good, "", good], 2),
    ] {
        assert_eq!(answers(&[], lines.join("\n").as_bytes()).1, Some(status), "{lines:?}");
    }
}

/// On so many threads that their blocks end in any order.
#[test]
fn threads_keep_the_order_of_the_requests() {
    let mut input = String::new();
    for id in 0..20_000 {
        match id % 7 {
            0 => writeln!(input, "nonsense {id}"),
            1 => writeln!(input, r#"{{"id":{id},"password":"Wq7#Nv!2pZ"}}"#),
            _ => writeln!(input, r#"{{"id":{id},"password":"Password{id}"}}"#),
        }
        .unwrap();
    }
    let one = run(&["check", "--batch"], input.as_bytes());
    for arguments in [&["--threads", "2"][..], &["--threads", "7", "--disclosure", "desk"]] {
        let several = run(&[&["check", "--batch"], arguments].concat(), input.as_bytes());
        assert!(several.output == one.output && several.errors.is_empty(), "{arguments:?}");
        assert_eq!(several.status, Some(2));
    }
    assert_eq!(run(&["check", "--batch", "--threads", "4"], b"").status, Some(0));
    for threads in ["0", "257", "-1", "two"] {
        let refused = run(&["check", "--batch", &format!("--threads={threads}")], b"");
        assert!(refused.status == Some(2) && refused.errors.contains("from 1 to 256"), "{refused:?}");
    }
}

#[test]
fn a_summary_says_how_many_were_accepted_and_which_rules_objected() {
    let input = br#"{"password":"Wq7#Nv!2pZ"}
{"password":"FarmHairTree83*"}
{"password":"Wq7#Nv!p"}
{"password":"Wq7Nv!p"}
nonsense
"#;
    for threads in ["1", "3"] {
        let summed = run(&["check", "--batch", "--summary", "--threads", threads], input);
        assert_eq!(
            summed.errors,
            "5 requests: 1 accepted, 3 rejected, 1 could not be checked
             2  digit (WE-C5)
             2  special (WE-C6)
             1  min_length (WE-C1)
"
        );
        assert_eq!((summed.output.lines().count(), summed.status), (5, Some(2)));
    }
    let verdicts = run(&["check", "--batch", "--summary", "--verdict-only"], input);
    assert_eq!(verdicts.errors, "5 requests: 1 accepted, 3 rejected, 1 could not be checked\n");
}

/// A line that cannot be checked, and the reason that is given.
const BAD_LINES: &[(&[u8], &str)] = &[
    (b"", "the line is empty"),
    (b"   ", "the line is empty"),
    (b"Kw7Lq9x", "is not JSON"),
    (b"\"Kw7Lq9x\"", "must be a JSON object"),
    (b"[\"Kw7Lq9x\"]", "must be a JSON object"),
    (b"null", "must be a JSON object"),
    (b"{\"password\":\"Kw7Lq9x\"", "is not JSON"),
    (b"{\"password\":\"Kw7Lq9x\"} trailing", "is not JSON"),
    (b"{\"password\":\"Kw7Lq9x", "is not JSON"),
    (b"{'password':'Kw7Lq9x'}", "is not JSON"),
    (b"{}", "no `password`"),
    (b"{\"password\":null}", "no `password`"),
    (b"{\"password\":7}", "`password` must be a string"),
    (b"{\"password\":[\"Kw7Lq9x\"]}", "`password` must be a string"),
    (b"{\"pasword\":\"Kw7Lq9x\"}", "unknown key `pasword`; did you mean `password`?"),
    (b"{\"password\":\"Kw7Lq9x\",\"usrname\":\"x\"}", "unknown key `usrname`"),
    (b"{\"password\":\"Kw7Lq9x\",\"Kw7Lq9x\":1}", "unknown key; the keys are id, password"),
    (b"{\"password\":\"Kw7Lq9x\",\"password\":\"Kw7Lq9x\"}", "`password` twice"),
    (b"{\"password\":\"Kw7Lq9x\\ud800\"}", "surrogate"),
    (b"{\"password\":\"Kw7Lq9x\\ud800\\u0041\"}", "surrogate"),
    (b"{\"password\":\"Kw7Lq9x\\udc00\"}", "surrogate"),
    (b"{\"password\":\"Kw7Lq9x\x00\"}", "control character"),
    (b"{\"password\":\"Kw7Lq9x\\q\"}", "invalid escape"),
    (b"{\"password\":\"Kw7\xa3Lq9x\"}", "not UTF-8 (byte 17)"),
    (b"{\"password\":\"Kw7Lq9x\",\"operation\":\"Kw7Lq9x\"}", "\"change\" or \"set\""),
    (b"{\"password\":\"Kw7Lq9x\",\"operation\":1}", "\"change\" or \"set\""),
    (b"{\"password\":\"Kw7Lq9x\",\"context\":\"Kw7Lq9x\"}", "the context must be a JSON object"),
    (b"{\"password\":\"Kw7Lq9x\",\"context\":{\"names\":\"Kw7Lq9x\"}}", "`names` must be a list of strings"),
    (b"{\"password\":\"Kw7Lq9x\",\"context\":{\"mail\":\"x\"}}", "unknown key `mail`; did you mean `email`?"),
    (b"{\"password\":\"Kw7Lq9x\",\"context\":{\"date_of_birth\":\"Kw7Lq9x\"}}", "YYYY-MM-DD"),
    (b"{\"password\":\"Kw7Lq9x\",\"previous\":\"Kw7Lq9x\"}", "`previous` must be a list of strings"),
    (b"{\"password\":\"Kw7Lq9x\",\"other_accounts\":[null]}", "`other_accounts` must be a list of strings"),
    (b"{\"password\":\"Kw7Lq9x\",\"history\":\"Kw7Lq9x\"}", "`history` must be a list of argon2 records"),
    (b"{\"password\":\"Kw7Lq9x\",\"history\":[\"Kw7Lq9x\"]}", "`history`, record 1: not an argon2"),
];

#[test]
fn a_bad_line_is_named_and_the_rest_goes_on() {
    let mut input = Vec::new();
    for (line, _) in BAD_LINES {
        input.extend_from_slice(line);
        input.extend_from_slice(b"\n{\"id\":1,\"password\":\"Wq7#Nv!2pZ\"}\n");
    }
    let (answers, status) = answers(&[], &input);
    assert_eq!(status, Some(2));
    assert_eq!(answers.len(), 2 * BAD_LINES.len());
    for (place, ((line, expected), pair)) in BAD_LINES.iter().zip(answers.chunks(2)).enumerate() {
        let line = String::from_utf8_lossy(line);
        assert_eq!(pair[0]["line"], 2 * place + 1, "{line}");
        let error = pair[0]["error"].as_str().unwrap();
        assert!(error.contains(expected), "{line}: {error}");
        assert!(!error.contains("Kw7") && !error.contains("Lq9x"), "{line}: {error}");
        assert_eq!(pair[0].as_object().unwrap().len(), 2, "{line}");
        assert_eq!(pair[1]["accepted"], true, "{line}");
    }
}

#[test]
fn every_part_of_a_request_is_judged() {
    for (request, rule) in [
        (json!({"password": "KW\u{0}pq12!!"}), "unacceptable_character"),
        (json!({"password": "Wq7#Nv!2pZ", "previous": ["Wq7#Nv!2pZ"]}), "reused"),
        (json!({"password": "Wq7#Nv!2pZ", "other_accounts": ["x", "Wq7#Nv!2pZ"]}), "other_account"),
        (json!({"password": "Wq7#Nv!2pZ\"\\"}), ""),
        (json!({"password": "aB3!".repeat(65)}), "max_length"),
    ] {
        let (answers, _) = answers(&["--disclosure", "log"], request.to_string().as_bytes());
        let rules: Vec<_> = answers[0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["rule"].clone())
            .collect();
        let expected: Vec<Value> =
            Some(rule).filter(|rule| !rule.is_empty()).map(Value::from).into_iter().collect();
        assert_eq!(rules, expected, "{request}");
    }
}

#[test]
fn an_answer_comes_before_the_next_request_is_sent() {
    for threads in ["1", "2"] {
        let mut child = command(&["check", "--batch", "--threads", threads]).spawn().unwrap();
        let mut requests = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        for id in 0..10 {
            writeln!(requests, r#"{{"id":{id},"password":"Wq7#Nv!2pZ"}}"#).unwrap();
            let mut answer = String::new();
            answers.read_line(&mut answer).unwrap();
            assert!(answer.starts_with(&format!("{{\"id\":{id},\"accepted\":true")), "{answer}");
        }
        drop(requests);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_long_password_is_too_long_and_a_longer_line_is_passed_over() {
    let long = "aB3!".repeat(10 << 18);
    let mut input = String::new();
    for password in [&long, "Wq7#Nv!2pZ", &long.repeat(2), "Wq7#Nv!2pZ"] {
        writeln!(input, r#"{{"password":"{password}"}}"#).unwrap();
    }
    let (answers, status) = answers(&["--disclosure", "log"], input.as_bytes());
    assert_eq!(
        answers[0]["findings"],
        json!([{"rule": "max_length", "clause": "", "severity": "violation"}])
    );
    assert_eq!(answers[1]["accepted"], true);
    assert_eq!(answers[2], json!({"line": 3, "error": "the line is longer than 16 MiB"}));
    assert_eq!(answers[3]["accepted"], true);
    assert_eq!(status, Some(2));
}

#[test]
fn a_reader_that_stops_reading_ends_the_batch_quietly() {
    for threads in ["1", "2"] {
        let mut child = command(&["check", "--batch", "--threads", threads]).spawn().unwrap();
        let mut requests = child.stdin.take().unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        writeln!(requests, r#"{{"password":"Wq7#Nv!2pZ"}}"#).unwrap();
        answers.read_line(&mut String::new()).unwrap();
        drop(answers);
        while writeln!(requests, r#"{{"password":"Wq7#Nv!2pZ"}}"#).is_ok() {}
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        // Requests are left that nobody was told of.
        assert_eq!((child.wait().unwrap().code(), errors.as_str()), (Some(2), ""));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_even_while_a_request_is_waited_for() {
    for threads in ["1", "2"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let arguments = ["check", "--batch", "--threads", threads];
        let mut child = command(&arguments).stdout(full).spawn().unwrap();
        let mut requests = child.stdin.take().unwrap();
        writeln!(requests, r#"{{"password":"Wq7#Nv!2pZ"}}"#).unwrap();
        let ended = child.wait_with_output().unwrap();
        drop(requests);
        let errors = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(2), "{errors}");
        assert!(errors.contains("cannot write the answers"), "{errors}");
    }
}

/// The most memory that a batch of this many requests ever held, in KiB, read while the command waits for more.
#[cfg(target_os = "linux")]
fn peak_memory(requests: usize) -> usize {
    let mut child = command(&["check", "--batch"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let line = b"{\"password\":\"KwSmithTv72#Zq!m\",\"context\":{\"names\":[\"John Smith\"]}}\n";
    for _ in 0..requests {
        input.write_all(line).unwrap();
    }
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(input);
    child.wait().unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_the_batch() {
    // A pipe holds a thousand lines at most, so that each run has judged nearly all when it is looked at.
    let (small, large) = (peak_memory(5_000), peak_memory(100_000));
    assert!(large <= small + 1024, "{small} KiB for 5,000 requests, {large} KiB for 100,000");
}
