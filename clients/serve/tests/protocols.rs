//! Each protocol as the program on the other side speaks it, by the messages that its documentation has.

#![allow(clippy::unwrap_used, reason = "tests may")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use keyward::breached::Builder;

const GOOD: &str = "Wq7#Nv!2pZ";
const RECYCLED: &str = "Wq7#Nv!3pZ";
const WORD: &str = "Mx7#Sword!Qz2";
const PERSONAL: &str = "Kx7#Quillington!2Q";

fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_keyward-serve"));
    program.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// The status, standard output and standard error.
fn said(program: &mut Command, input: &[u8]) -> (i32, String, String) {
    let mut child = program.spawn().unwrap();
    // It need not read what it has no use for.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let (told, log) = (text(output.stdout), text(output.stderr));
    for password in [GOOD, RECYCLED, WORD, PERSONAL] {
        assert!(!told.contains(password) && !log.contains(password), "{told} {log}");
    }
    (output.status.code().unwrap(), told, log)
}

#[test]
fn samba_reads_the_status_and_says_who_it_is_about() {
    for (password, status, part) in [
        (GOOD, 0, ""),
        (WORD, 1, "rejected dictionary_word [WE-C2]"),
        (PERSONAL, 1, "personal"),
        ("", 1, "min_length"),
    ] {
        let mut samba = program(&["samba", "policy=nhs-appendix-a"]);
        samba.env("SAMBA_CPS_ACCOUNT_NAME", "jquill").env("SAMBA_CPS_FULL_NAME", "Joan Quillington");
        let (given, told, log) = said(&mut samba, password.as_bytes());
        assert!(given == status && told.is_empty() && log.contains(part), "{password}: {given} {told} {log}");
        assert!(!log.contains('‘'), "{log}");
    }
}

#[test]
fn heimdal_reads_approved_or_a_reason() {
    let ask = |password: &str| {
        let input = format!("principal: jquill@WHARFDALE.EXAMPLE\nnew-password: {password}\nend\n");
        said(&mut program(&["heimdal"]), input.as_bytes())
    };
    assert_eq!(ask(GOOD), (0, "APPROVED\n".to_owned(), String::new()));
    for (password, part) in [
        (WORD, "Choose a different password. Dictionary words: "),
        ("Zq7#Jquill!4Xv", "Personal information: "),
        ("Zq7#Wh4rfdale!4Xv", "Personal information: "),
    ] {
        let (status, told, reason) = ask(password);
        assert!(status == 0 && told.contains(part) && reason.is_empty(), "{password}: {told} {reason}");
    }
    let (_, told, reason) =
        said(&mut program(&["heimdal"]), b"principal: jquill\nnew-password: Wq7#Nv!2pZ\n");
    assert!(
        told == "The password cannot be checked. Tell your administrator.\n"
            && reason.contains("must have `principal: `, `new-password: ` and `end`"),
        "{reason}"
    );
}

#[test]
fn pwqcheck_is_answered_as_openbsd_and_php_ask() {
    let entry = "jquill:x:1000:1000:Joan Quillington,,01279 555846,07700 900461:/home/jquill:/bin/sh";
    for (arguments, input, status, part) in [
        (&["-1"][..], format!("{GOOD}\n"), 0, "OK\n"),
        (&["-1"], WORD.to_owned(), 1, "Bad passphrase (Choose a different password. Dictionary words: "),
        (&["-2"], format!("{RECYCLED}\n{GOOD}\n"), 1, "Recycled passwords: "),
        (&[], format!("{PERSONAL}\n\n{entry}\n"), 1, "Personal information: "),
        (&[], format!("Zx01279555846!#QRv\n\n{entry}\n"), 1, "Personal information: "),
        (&[], format!("Zx07700900461!#QRv\n\n{entry}\n"), 1, "Personal information: "),
        (&[], "Zq7#Jquill!4Xv\n\njquill\n".to_owned(), 1, "Personal information: "),
        (&[], format!("{GOOD}\n\n{entry}\n"), 0, "OK\n"),
        (&["-3"], format!("{GOOD}\n"), 2, "cannot be checked"),
    ] {
        let arguments: Vec<&str> = ["pwqcheck", "lang=en"].iter().chain(arguments).copied().collect();
        let (given, told, log) = said(&mut program(&arguments), input.as_bytes());
        assert!(given == status && told.contains(part), "{arguments:?}: {given} {told} {log}");
    }
}

#[test]
fn ltb_shows_the_first_line() {
    for (arguments, input, status, part) in [
        (&["ltb", "--", "jquill", GOOD, "TGbq73!%wzRK"][..], "", 0, ""),
        (&["ltb", "--", "jquill", WORD], "", 1, "Dictionary words: "),
        (&["ltb", "--", "jquill", RECYCLED, GOOD], "", 1, "Recycled passwords: "),
        (&["ltb", "base64", "--", "jquill", "TXg3I1N3b3JkIVF6Mg=="], "", 1, "Dictionary words: "),
        (&["ltb", "base64", "--", "jquill", "V3E3I052ITJwWg=="], "", 0, ""),
        (&["ltb", "base64", "--", "jquill", "?"], "", 2, "cannot be checked"),
        (&["ltb", "stdin"], "jquill\nWq7#Nv!3pZ\nWq7#Nv!2pZ\n", 1, "Recycled passwords: "),
        (&["ltb", "stdin"], "jquill\nWq7#Nv!2pZ\n", 0, ""),
        (&["ltb", "--", "jquill"], "", 2, "cannot be checked"),
    ] {
        let (given, told, log) = said(&mut program(arguments), input.as_bytes());
        assert!(given == status && told.contains(part), "{arguments:?}: {given} {told} {log}");
    }
}

#[test]
fn a_mistake_is_named_and_closes_unless_told_otherwise() {
    for (protocol, closed, open) in [("samba", 2, 0), ("pwqcheck", 2, 0), ("ltb", 2, 0)] {
        for (mistake, part) in [
            ("polcy=x", "`polcy` is no option; the options are policy,"),
            ("policy=none.toml", "`policy` cannot be used: there is no preset and no file named `none.toml`"),
            ("lang=fr", "`lang` must be en or cy, not `fr`"),
        ] {
            let input = format!("{GOOD}\n");
            let (status, _, log) = said(&mut program(&[protocol, mistake]), input.as_bytes());
            assert!(status == closed && log.contains(part), "{protocol} {mistake}: {status} {log}");
            let (status, ..) = said(&mut program(&[protocol, mistake, "on_error=accept"]), input.as_bytes());
            assert_eq!(status, open, "{protocol} {mistake}");
        }
    }
    let (status, _, log) = said(&mut program(&["sambo"]), b"");
    assert!(status == 2 && log.contains("usage: keyward-serve samba|heimdal|pwqcheck|ltb|pwm"), "{log}");
}

#[test]
fn megabytes_and_what_is_not_utf8_are_answered() {
    let megabyte = b"aB3!".repeat(250_000);
    let (status, told, _) = said(&mut program(&["pwqcheck", "-1"]), &megabyte);
    assert!(status == 1 && told.contains("Longest length: "), "{told}");
    let (status, told, _) = said(&mut program(&["pwqcheck", "-1"]), b"Kx7\xa3!Lq9xQZ\n");
    assert!(status == 1 && told.contains("not UTF-8"), "{told}");
    let (status, _, log) = said(&mut program(&["samba"]), &b"a".repeat((4 << 20) + 1));
    assert!(status == 2 && log.contains("more than 4 MiB"), "{log}");
}

/// A server on a port that was free, until it is dropped.
struct Pwm(Child, String);

impl Pwm {
    fn start(options: &[&str]) -> Self {
        let arguments: Vec<&str> = ["pwm", "port=0"].iter().chain(options).copied().collect();
        let mut child = program(&arguments).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().strip_prefix("listening at http://").unwrap().trim_end_matches('/').to_owned();
        Self(child, address)
    }

    /// The status and the body.
    fn post(&self, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.1).unwrap();
        let head = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.1,
            body.len()
        );
        // One connection too many is not read at all.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.split(' ').nth(1).unwrap_or("0").parse().unwrap(), body.to_owned())
    }

    /// What it logged, in which no password may be; nothing once it was stopped.
    fn stop(&mut self) -> String {
        let _ = self.0.kill();
        let mut log = String::new();
        if let Some(mut errors) = self.0.stderr.take() {
            errors.read_to_string(&mut log).unwrap();
        }
        let _ = self.0.wait();
        assert!([GOOD, WORD, PERSONAL].iter().all(|password| !log.contains(password)), "{log}");
        log
    }
}

impl Drop for Pwm {
    fn drop(&mut self) {
        self.stop();
    }
}

fn request(password: &str) -> String {
    format!(
        r#"{{"password":"{password}","policy":{{"MinimumLength":"8"}},"userInfo":{{"userDN":"uid=jquill","userID":"jquill",
        "userEmailAddress":"joan.quillington@wharfdale.example","passwordRules":[]}}}}"#
    )
}

#[test]
fn pwm_posts_json_and_reads_an_error_or_none() {
    let pwm = Pwm::start(&["rate=10000"]);
    assert_eq!(pwm.post(&request(GOOD)), (200, r#"{"error":false,"errorMessage":""}"#.to_owned()));
    for (password, part) in [(WORD, "Dictionary words: "), (PERSONAL, "Personal information: ")] {
        let (status, body) = pwm.post(&request(password));
        assert!(
            status == 200
                && body.starts_with(r#"{"error":true,"errorMessage":"Choose"#)
                && body.contains(part),
            "{body}"
        );
        assert!(!body.contains(password), "{body}");
    }
    for (body, status) in [("", 400), ("{}", 400), (r#"{"password":7}"#, 400)] {
        assert_eq!(pwm.post(body).0, status, "{body}");
    }
    assert_eq!(pwm.post(&request(&"aB3!".repeat(250_000))).0, 413);
    let verdicts: Vec<bool> = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    (0..50).all(|_| {
                        pwm.post(&request(GOOD)).1.contains("false")
                            && pwm.post(&request(WORD)).1.contains("true")
                    })
                })
            })
            .collect();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    });
    assert!(verdicts.iter().all(|right| *right));
}

#[test]
fn pwm_is_told_of_an_error_where_nothing_can_be_judged_unless_told_otherwise() {
    for (options, expected) in [
        (
            &[][..],
            r#"{"error":true,"errorMessage":"The password cannot be checked. Tell your administrator."}"#,
        ),
        (&["on_error=accept"], r#"{"error":false,"errorMessage":""}"#),
    ] {
        let filter = tempfile::NamedTempFile::new().unwrap();
        Builder::new("").build(&b"letmein\n"[..], filter.as_file()).unwrap();
        let breached = format!("breached={}", filter.path().display());
        let mut pwm = Pwm::start(&[options, &[&breached]].concat());
        assert_eq!(pwm.post(&request(GOOD)), (200, r#"{"error":false,"errorMessage":""}"#.to_owned()));
        assert!(pwm.post(&request(WORD)).1.starts_with(r#"{"error":true"#));
        // Cut while it is in use.
        filter.as_file().set_len(41).unwrap();
        assert_eq!(pwm.post(&request(GOOD)), (200, expected.to_owned()));
        let log = pwm.stop();
        assert!(log.contains("cannot be"), "{log}");
    }
    let (status, _, log) = said(&mut program(&["pwm", "port=0", "policy=none.toml"]), b"");
    assert!(status == 2 && log.contains("`policy` cannot be used"), "{log}");
}

#[test]
fn pwm_is_not_held_up_by_clients_that_are_slow_or_go() {
    let pwm = Pwm::start(&["rate=10000"]);
    let whole = request(GOOD);
    let half = format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{}", whole.len(), &whole[..40]);
    let begin = |request: &str| {
        let mut stream = TcpStream::connect(&pwm.1).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    };
    let mut slow: Vec<_> = ["", "POST / HT", &half].into_iter().cycle().take(60).map(begin).collect();
    assert_eq!(pwm.post(&request(GOOD)).0, 200);
    // There are so many at a time and no more; who is turned away may find the connection closed.
    let full = |slow: &mut Vec<_>| {
        slow.push(begin(&half));
        matches!(pwm.post(&request(GOOD)).0, 503 | 0)
    };
    assert!((0..1000).any(|_| full(&mut slow)));
    // Those that go away half-way leave room.
    drop(slow);
    assert!((0..1000).any(|_| pwm.post(&request(GOOD)).0 == 200));
}

#[test]
fn pwm_is_not_asked_faster_than_it_is_told() {
    let pwm = Pwm::start(&["rate=1"]);
    // More than a second for each two of them is out of the question.
    let refused = (0..50).filter(|_| pwm.post(&request(GOOD)).0 == 429).count();
    assert!(refused > 0, "{refused}");
    let (status, _, log) = said(&mut program(&["pwm", "port=many"]), b"");
    assert!(
        status == 2 && log.contains("`port` must be a whole number from 0 to 65535, not `many`"),
        "{log}"
    );
}
