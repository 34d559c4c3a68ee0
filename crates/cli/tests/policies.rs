//! `keyward policy`, `lint`, `explain` and `suggest`: what they answer, and their exit status.

mod common;

use std::fs;

use common::{command, run};
use serde_json::Value;

#[test]
fn presets_are_listed_shown_and_read_back() {
    let list = run(&["policy", "list"], b"");
    assert_eq!((list.status, list.errors.as_str()), (Some(0), ""));
    assert!(list.output.starts_with("nhs-appendix-a "), "{list:?}");
    let list: Value =
        serde_json::from_str(&run(&["policy", "list", "--format", "json"], b"").output).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for preset in list.as_array().unwrap() {
        let (id, digest) = (preset["id"].as_str().unwrap(), preset["digest"].as_str().unwrap());
        let shown = run(&["policy", "show", id], b"");
        let file = folder.path().join("shown.toml");
        fs::write(&file, &shown.output).unwrap();
        let checked = run(&["policy", "check", file.to_str().unwrap()], b"");
        assert_eq!(checked.output, format!("{id} {digest}\n"), "{checked:?}");
    }
    assert_eq!(list.as_array().unwrap().len(), 8);
    let keys = run(&["policy", "keys"], b"");
    assert!(keys.output.contains("| `min_length` |"), "{keys:?}");
}

#[test]
fn a_mistake_in_a_policy_file_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    fs::write(&file, "id = 'ours'\nmin_lenght = 12\n").unwrap();
    let file = file.to_str().unwrap();
    for arguments in [
        &["policy", "check", file][..],
        &["lint", file],
        &["explain", file],
        &["suggest", "--policy", file],
        &["check", "--stdin", "--policy", file],
    ] {
        let run = run(arguments, b"Wq7#Nv!2pZ");
        assert_eq!((run.status, run.output.as_str()), (Some(2), ""), "{arguments:?}");
        let expected = "line 2: `min_lenght` is not a key of a policy; the nearest is `min_length`\n";
        assert!(run.errors.ends_with(expected), "{run:?}");
    }
}

/// What is wrong comes first, and what could be given instead after it.
#[test]
fn a_policy_that_is_not_there_is_told_before_those_that_are() {
    for (name, nearest) in [("nope.toml", ""), ("hw-5.3", "; the nearest is `hw-5.3.2`")] {
        let run = run(&["policy", "check", name], b"");
        let expected =
            format!("keyward: there is no preset and no file named `{name}`{nearest}; the presets are nhs-");
        assert!(run.status == Some(2) && run.errors.starts_with(&expected), "{run:?}");
    }
}

#[test]
fn lint_ends_with_one_where_a_clause_is_broken() {
    let text = run(&["lint"], b"");
    assert_eq!(text.status, Some(1));
    for line in [
        "breaks NIST SP 800-63B-4 3.1.1.2 (5): ",
        "breaks NIST SP 800-63B-4 3.1.1.2 (6): ",
        "breaks OWASP ASVS 5.0 6.2.5: ",
        "breaks OWASP ASVS 5.0 6.2.10: ",
        "the document's own example, FarmHairTree83*, does not meet WE-C6\n",
        "the document's own example, Iu2l@n1TA, does not meet WE-C6\n",
    ] {
        assert!(text.output.contains(line), "{line}: {text:?}");
    }
    let json = run(&["lint", "--format", "json", "nist-800-63b-4-single"], b"");
    let answer: Value = serde_json::from_str(&json.output).unwrap();
    assert_eq!(answer["policy"], "nist-800-63b-4-single");
    assert_eq!(
        run(&["lint", "--policy", "nist-800-63b-4-single", "--format", "json"], b"").output,
        json.output
    );
    let of_nist = |remark: &&Value| remark["standard"] == "nist-800-63b-4" && remark["relation"] == "breaks";
    assert_eq!(answer["remarks"].as_array().unwrap().iter().filter(of_nist).count(), 0);
}

#[test]
fn explain_tells_people_and_browsers() {
    let text = run(&["explain"], b"");
    assert_eq!(text.status, Some(0));
    assert!(text.output.contains("- at least 2 numbers\n"), "{text:?}");
    let welsh = run(&["explain", "--lang", "cy", "--format", "html"], b"");
    assert!(welsh.output.contains("  <li>o leiaf 2 rif</li>\n"), "{welsh:?}");
    let hw = run(&["explain", "--policy", "hw-5.3.2"], b"");
    assert_eq!((hw.status, hw.output), (Some(0), run(&["explain", "hw-5.3.2"], b"").output));
    assert_eq!(run(&["explain", "hw-5.3.2", "--policy", "hw-5.3.2"], b"").status, Some(2));
    let rules = run(&["explain", "--html-passwordrules"], b"");
    assert!(
        rules.output.starts_with("passwordrules=\"minlength: 8; ") && rules.output.ends_with(";\"\n"),
        "{rules:?}"
    );
    assert_eq!(rules.errors.lines().count(), 3);
    assert!(rules.errors.contains("never meets what the policy counts: Chrome"), "{rules:?}");
    assert_eq!(run(&["explain", "--html-passwordrules", "--lang", "cy"], b"").status, Some(2));
}

#[test]
fn words_of_the_organisation_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ours.toml");
    fs::write(&file, "words = ['Riverside', 'Oakfield']\n").unwrap();
    let text = run(&["explain", file.to_str().unwrap()], b"").output;
    assert!(text.contains("- none of your organisation's own words, such as"), "{text}");
}

#[test]
fn what_is_suggested_passes_a_check() {
    for style in ["words", "random"] {
        let arguments = ["suggest", "--style", style, "-n", "5", "--format", "json", "--username", "jsmith"];
        let suggested = run(&arguments, b"");
        assert_eq!((suggested.status, suggested.errors.as_str()), (Some(0), ""));
        assert_eq!(suggested.output.lines().count(), 5);
        for line in suggested.output.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            let password = answer["password"].as_str().unwrap();
            let checked = run(&["check", "--stdin", "--username", "jsmith"], password.as_bytes());
            assert_eq!(checked.status, Some(0), "{checked:?}");
            assert!(answer["entropy_bits"].as_f64().unwrap() > 40.0, "{style}");
            assert_eq!(answer["must_change"], true);
        }
    }
    let text = run(&["suggest", "--lang", "cy"], b"");
    assert_eq!(text.output.lines().count(), 4, "{text:?}");
    assert!(text.output.ends_with("  Newidiwch ef y tro cyntaf i chi fewngofnodi.\n"), "{text:?}");
}

#[test]
fn the_history_is_asked_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    let file = file.to_str().unwrap();
    let added = run(&["history", "add", "--file", file, "--stdin"], "Iu2l@n1TA!".as_bytes());
    assert_eq!(added.status, Some(0), "{added:?}");
    let suggested = run(&["suggest", "--history", file], b"");
    assert_eq!((suggested.status, suggested.errors.as_str()), (Some(0), ""));
    // The sentence of an earlier password gives it again.
    let sentence = "I used to live at number one The Avenue!".as_bytes();
    let again = run(&["suggest", "--style", "initials", "--stdin", "--history", file], sentence);
    assert_eq!(again.status, Some(1));
    assert!(again.output.contains("[reused, WE-C7]"), "{again:?}");
}

/// A thousand suggestions that are compared with hashes take minutes.
#[test]
fn suggestions_end_with_their_reader() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("history");
    let file = file.to_str().unwrap();
    assert_eq!(run(&["history", "add", "--file", file, "--stdin"], b"Iu2l@n1TA!").status, Some(0));
    let mut child = command(&["suggest", "-n", "1000", "--history", file]).spawn().unwrap();
    drop(child.stdout.take());
    let started = std::time::Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert!(started.elapsed() < std::time::Duration::from_secs(60), "{:?}", started.elapsed());
}

#[test]
fn strength_is_advice_to_the_typist() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("strong.toml");
    fs::write(&file, "base = 'nist-800-63b-4-mfa'\nstrength = 4\n").unwrap();
    let file = file.to_str().unwrap();
    let arguments = ["check", "--stdin", "--policy", file, "--disclosure", "private"];
    let weak = run(&arguments, b"tuesday morning");
    assert_eq!(weak.status, Some(0), "{weak:?}");
    assert!(weak.output.contains("out of 4. Add more words"), "{weak:?}");
    assert!(weak.output.contains("  zxcvbn: score ") && weak.output.ends_with(" guesses\n"), "{weak:?}");
    // What the policy knows is guessed first by the advice and by the score alike.
    fs::write(file, "base = 'nist-800-63b-4-mfa'\nstrength = 4\nwords = ['quibbletown']\npersonal = false\n")
        .unwrap();
    let known = run(&arguments, b"Wq7#quibbletown");
    let score = known.output.split("zxcvbn: score ").nth(1).and_then(|rest| rest.chars().next()).unwrap();
    assert!(known.output.contains(&format!("{score} out of 4")), "{known:?}");
    let asked = run(&["check", "--stdin", "--strength", "--format", "json"], b"Wq7#Nv!2pZ");
    // One digit behind the point: all of them would tell one password from another.
    assert!(
        asked.status == Some(0) && asked.output.contains("\"strength\":{\"score\":3,\"guesses_log10\":10.0}"),
        "{asked:?}"
    );
    let desk = run(&["check", "--stdin", "--policy", file], b"tuesday morning");
    assert!(desk.output.contains("[weak, advice]") && !desk.output.contains("zxcvbn"), "{desk:?}");
}

#[test]
fn lengths_that_do_not_fit_are_told() {
    let short = run(&["suggest", "--style", "random", "--length", "5"], b"");
    assert_eq!((short.status, short.output.as_str()), (Some(2), ""));
    assert_eq!(short.errors, "keyward: the length must be from 8 to 256 under this policy\n");
    let nonsense = run(&["suggest", "--style", "initials", "--length", "9"], b"");
    assert_eq!(nonsense.status, Some(2));
    assert_eq!(run(&["suggest", "--stdin"], b"").status, Some(2));
}

/// The document's own example, and what it lacks.
#[test]
fn a_sentence_becomes_its_initials() {
    let sentence = "I used to live at number one The Avenue\n".as_bytes();
    let text = run(&["suggest", "--style", "initials", "--stdin"], sentence);
    assert_eq!(text.status, Some(1));
    assert!(text.output.starts_with("Iu2l@n1TA\n"), "{text:?}");
    assert!(text.output.contains("Use at least 2 special characters"), "{text:?}");
    let better = run(
        &["suggest", "--style", "initials", "--stdin", "--format", "json"],
        "I used to live at number one The Avenue!".as_bytes(),
    );
    assert_eq!(better.status, Some(0), "{better:?}");
    let answer: Value = serde_json::from_str(&better.output).unwrap();
    assert_eq!((answer["password"].as_str(), answer["accepted"].as_bool()), (Some("Iu2l@n1TA!"), Some(true)));
}

/// What a site tells browsers becomes a policy, and what is suggested under it is what the site takes.
#[test]
fn a_passwordrules_text_becomes_a_policy() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("site.toml");
    let file = file.to_str().unwrap();
    let made = run(
        &[
            "policy",
            "from-passwordrules",
            "minlength: 9; maxlength: 12; required: digit; allowed: lower, [-_]",
        ],
        b"",
    );
    assert_eq!((made.status, made.errors.as_str()), (Some(0), ""));
    std::fs::write(file, &made.output).unwrap();
    for _ in 0..5 {
        let suggested = run(&["suggest", "--policy", file, "--style", "random", "--format", "json"], b"");
        let answer: Value = serde_json::from_str(suggested.output.lines().next().unwrap()).unwrap();
        let password = answer["password"].as_str().unwrap();
        let fits = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || "-_".contains(one);
        assert!(password.len() <= 12 && password.chars().all(fits), "{password}");
        assert!(password.contains(|one: char| one.is_ascii_digit()), "{password}");
    }
    let narrow = run(&["policy", "from-passwordrules", "required: lower, upper"], b"");
    assert!(narrow.output.starts_with("# one of upper, lower is wanted: the policy asks for one of upper\n"));
    let wrong = run(&["policy", "from-passwordrules", "minlenth: 9"], b"");
    assert_eq!((wrong.status, wrong.output.as_str()), (Some(2), ""));
    assert!(wrong.errors.contains("the nearest is `minlength`"), "{wrong:?}");
}
