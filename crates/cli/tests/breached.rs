//! `keyward breached`, and checks that ask a filter of leaked passwords.
#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use std::fs;

use common::run;

/// A folder with a list of two passwords and a policy that asks for a filter, and the paths of these and of the filter.
fn folder() -> (tempfile::TempDir, [String; 3]) {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["list.txt", "policy.toml", "leaked.filter"]
        .map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    fs::write(&paths[0], "Wq7#Nv!2pZ\nletmein\n").unwrap();
    fs::write(&paths[1], "breached = true\n").unwrap();
    (folder, paths)
}

#[test]
fn a_filter_is_made_and_asked() {
    let (_folder, [list, policy, filter]) = folder();
    let built = run(&["breached", "build", &list, &filter, "--provenance", "two, November"], b"");
    assert_eq!(built.status, Some(0), "{built:?}");
    assert_eq!(built.output, format!("{filter}: 2 hashes, from a list of passwords\n"));
    let info = run(&["breached", "info", &filter], b"");
    assert_eq!(info.output, "hashes: 2\nkind: SHA-1\nseen at least: 1\nmade from: two, November\n");
    for policy in ["nhs-appendix-a", &policy] {
        for (password, status) in [("Wq7#Nv!2pZ", 1), ("Wq7#Nv!3pZ", 0)] {
            let checked =
                run(&["check", "--stdin", "--breached", &filter, "--policy", policy], password.as_bytes());
            assert_eq!(checked.status, Some(status), "{policy} {password} {checked:?}");
            assert_eq!(checked.output.contains("[breached"), status == 1, "{checked:?}");
        }
    }
    let requests = b"{\"password\":\"Wq7#Nv!2pZ\"}\n{\"password\":\"Wq7#Nv!3pZ\"}\n";
    let batch = run(&["check", "--batch", "--breached", &filter], requests);
    assert_eq!(batch.status, Some(1), "{batch:?}");
    let answers: Vec<&str> = batch.output.lines().collect();
    assert!(
        answers[0].contains("\"rule\":\"breached\"") && answers[1].contains("\"accepted\":true"),
        "{batch:?}"
    );
    let suggested = run(&["suggest", "--breached", &filter, "--policy", &policy], b"");
    assert_eq!(suggested.status, Some(0), "{suggested:?}");
}

#[test]
fn a_list_of_hashes_is_taken_down_to_a_number_of_times() {
    let (_folder, [list, _, filter]) = folder();
    // Of `Wq7#Nv!2pZ` and `letmein`, as they are downloaded.
    let hashes = [
        "79E0A0D307D09B56235207CAD8E9B774EB793121:1\r\n",
        "B7A875FC1EA228B9061041B7CEC4BD3C52AB3CE3:120\r\n",
    ];
    fs::write(&list, hashes.concat()).unwrap();
    let built = run(&["breached", "build", &list, &filter, "--at-least", "100"], b"");
    assert_eq!(built.status, Some(0), "{built:?}");
    assert!(
        built.output.contains(
            "1 hashes, from a list of SHA-1 hashes\nlines left out, seen fewer than 100 times: 1\n"
        ),
        "{built:?}"
    );
    let info = run(&["breached", "info", &filter], b"");
    assert_eq!(info.output, "hashes: 1\nkind: SHA-1\nseen at least: 100\nmade from: list.txt\n");
    let checked = run(&["check", "--stdin", "--breached", &filter], b"letmein");
    assert!(checked.output.contains("[breached"), "{checked:?}");
}

#[test]
fn a_policy_that_asks_for_a_filter_is_not_checked_without() {
    let (_folder, [_, policy, _]) = folder();
    for command in [&["check", "--stdin"][..], &["check", "--batch"], &["suggest"]] {
        let run = run(&[command, &["--policy", &policy]].concat(), b"Wq7#Nv!2pZ");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
        assert!(
            run.errors.contains("asks for a breach filter") && run.errors.contains("--breached"),
            "{run:?}"
        );
    }
    // What judges nothing does not ask for it.
    for command in ["explain", "lint"] {
        let run = run(&[command, &policy], b"");
        assert!(run.status.unwrap() < 2 && !run.output.is_empty(), "{run:?}");
    }
}

#[test]
fn what_is_no_list_or_no_filter_is_said() {
    let (_folder, [list, _, filter]) = folder();
    let hash = "B7A875FC1EA228B9061041B7CEC4BD3C52AB3CE3";
    for (contents, options, expected) in [
        (String::new(), &[][..], "no password is left"),
        (format!("{hash}:1\nletmein\n"), &[], "line 2: not a SHA-1 hash"),
        ("8846F7EAEE8FB117AD06BDD830B7586C:3\n".into(), &[], "line 1: a hash, but not a SHA-1 hash"),
        ("letmein\n".into(), &["--at-least", "2"], "line 1: does not say how often"),
        (format!("{hash}\n"), &["--at-least", "2"], "line 1: does not say how often"),
        (format!("a\n{}\n", "x".repeat(70_000)), &[], "line 2: longer than 65536 bytes"),
    ] {
        fs::write(&list, contents).unwrap();
        let run = run(&[&["breached", "build", &list, &filter], options].concat(), b"");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.errors.contains(expected) && run.errors.contains(&list), "{expected} {run:?}");
        assert!(!fs::exists(&filter).unwrap() && !fs::exists(format!("{filter}.new")).unwrap());
    }
    let ask = ["check", "--stdin", "--breached", &filter];
    let nowhere = run(&ask, b"Wq7#Nv!2pZ");
    assert_eq!(nowhere.status, Some(2), "{nowhere:?}");
    assert!(nowhere.errors.contains("cannot read") && nowhere.errors.contains(&filter), "{nowhere:?}");
    fs::write(&list, "letmein\n").unwrap();
    assert_eq!(run(&["breached", "build", &list, &filter], b"").status, Some(0));
    let whole = fs::read(&filter).unwrap();
    for (bytes, expected) in
        [(&b"letmein\n"[..], "keyward breached build"), (&whole[..whole.len() - 1], "cut off")]
    {
        fs::write(&filter, bytes).unwrap();
        for command in [&ask[..], &["breached", "info", &filter]] {
            let run = run(command, b"Wq7#Nv!2pZ");
            assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{run:?}");
            assert!(run.errors.contains(expected) && run.errors.contains(&filter), "{run:?}");
        }
    }
}
