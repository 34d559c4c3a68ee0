//! Policy files are read whole, and their mistakes are told with line, key and the nearest right one.

use super::*;
use keyward_core::{Alphabet, Blocklist, PRESETS};

fn error(text: &str) -> String {
    NamedPolicy::from_toml(text).unwrap_err().to_string()
}

fn error_in_json(text: &str) -> String {
    NamedPolicy::from_json(text).unwrap_err().to_string()
}

#[test]
fn every_key_is_read_from_both_formats() {
    let toml = r#"
        # A policy of our own.
        id = "our-trust"
        base = "ncsc-three-words"
        min_length = 14
        max_length = 128
        alphabet = "ascii"
        uppercase = 1
        lowercase = 3
        digit = 4
        special = 5
        unacceptable_character = false
        dictionary_word = 6
        leet_word = 7
        common_password = "contained"
        sequence = 5
        date = true
        name = true
        personal = false
        history = 12
        recycled = true
        other_account = true
        breached = true
        strength = 3
        expires_after_days = 60
        change_at_first_log_on = true
        lock_after_attempts = 3
        words = ["Riverside", "ICB"]
    "#;
    let read = NamedPolicy::from_toml(toml).unwrap();
    assert_eq!(
        (read.name(), read.words()),
        ("our-trust", ["Riverside".to_owned(), "ICB".to_owned()].as_slice())
    );
    let policy = read.policy();
    assert_eq!((policy.min_length, policy.max_length, policy.alphabet), (14, 128, Alphabet::Ascii));
    assert_eq!((policy.uppercase, policy.lowercase, policy.digit, policy.special), (1, 3, 4, 5));
    assert_eq!((policy.dictionary_word, policy.leet_word, policy.sequence), (6, 7, 5));
    assert_eq!(policy.common_password, Blocklist::Contained);
    assert_eq!(
        (policy.unacceptable_character, policy.date, policy.name, policy.personal),
        (false, true, true, false)
    );
    assert_eq!((policy.history, policy.recycled, policy.other_account), (12, true, true));
    assert_eq!((policy.breached, policy.strength), (true, 3));
    assert_eq!(policy.lifecycle.expires_after_days, Some(60));
    assert_eq!(policy.lifecycle.lock_after_attempts, Some(3));
    assert!(policy.lifecycle.change_at_first_log_on);

    let table: toml::Table = toml.parse().unwrap();
    let json = serde_json::to_string_pretty(&table).unwrap();
    assert_eq!(NamedPolicy::from_json(&json).unwrap(), read);
}

#[test]
fn an_empty_file_is_the_default_preset() {
    for read in [NamedPolicy::from_toml(""), NamedPolicy::from_json("{}")] {
        assert_eq!(*read.unwrap().policy(), Policy::NHS_APPENDIX_A);
    }
}

#[test]
fn presets_are_written_and_read_back() {
    for preset in PRESETS {
        let named = NamedPolicy::preset(preset.id).unwrap();
        let read = NamedPolicy::from_toml(&named.to_toml()).unwrap();
        assert_eq!(read, named, "{}", preset.id);
    }
    let readings = NamedPolicy::from_toml(r#"readings = [["4", "a"], ["\\/", "v"]]"#).unwrap();
    assert_eq!(NamedPolicy::from_toml(&readings.to_toml()).unwrap(), readings);
    assert!(readings.readings().reads_as(b'4', 'a') && !readings.readings().reads_as(b'@', 'a'));
    assert_ne!(readings.digest(), NamedPolicy::preset(NamedPolicy::DEFAULT).unwrap().digest());
    let plain = NamedPolicy::from_toml("readings = []").unwrap();
    assert_eq!(NamedPolicy::from_toml(&plain.to_toml()).unwrap(), plain);
    let own = NamedPolicy::from_toml("id = 'a \"b\"'\nwords = ['Ysbyty Gwynedd']\nstrength = 2").unwrap();
    assert_eq!(NamedPolicy::from_toml(&own.to_toml()).unwrap(), own);
}

#[test]
fn a_policy_made_in_code_is_written_whole() {
    let readings = Readings::new(&[("vv", 'w'), ("€", 'e'), ("(", 'C'), ("x", 'k'), ("()", 'o')]).unwrap();
    for (policy, readings) in [
        (Policy { min_length: 12, ..Policy::HW_5_3_2 }, Readings::STANDARD),
        (Policy::NHS_APPENDIX_A, &readings),
        (Policy::CYBER_ESSENTIALS_12, Readings::PLAIN),
    ] {
        let named = NamedPolicy::of("ours", policy).with_readings(readings.clone());
        let read = NamedPolicy::from_toml(&named.to_toml()).unwrap();
        assert_eq!((read.name(), read.digest()), ("ours", named.digest()));
        assert_eq!(read.policy().clauses, named.policy().clauses);
        assert_eq!(read.readings().rows(), readings.rows());
    }
}

#[test]
fn mistakes_are_shown_with_their_line_and_the_nearest_right_one() {
    let cases = [
        ("min_lenght = 8", "line 1: `min_lenght` is not a key of a policy; the nearest is `min_length`"),
        ("\n\nMIN_LENGTH = 8", "line 3: `MIN_LENGTH` is not a key of a policy; the nearest is `min_length`"),
        ("zzz = 8", "line 1: `zzz` is not a key of a policy"),
        (
            "date = false\n# why\nmin_length = '12'",
            "line 3: `min_length` is \"12\", and must be a whole number from 1 to 256, or 0: the rule is off",
        ),
        (
            "min_length = 1.5",
            "line 1: `min_length` is 1.5, and must be a whole number from 1 to 256, or 0: the rule is off",
        ),
        (
            "min_length = -1",
            "line 1: `min_length` is -1, and must be a whole number from 1 to 256, or 0: the rule is off",
        ),
        ("max_length = 300", "line 1: `max_length` is 300, and must be a whole number from 1 to 256"),
        ("max_length = 0", "line 1: `max_length` is 0, and must be a whole number from 1 to 256"),
        (
            "dictionary_word = 2",
            "line 1: `dictionary_word` is 2, and must be a whole number from 5 to 31, or 0: the rule is off",
        ),
        ("date = 1", "line 1: `date` is a number, and must be true or false"),
        ("date = []", "line 1: `date` is a list, and must be true or false"),
        ("[date]\nx = 1", "line 1: `date` is a table, and must be true or false"),
        (
            "common_password = 'hole'",
            "line 1: `common_password` is \"hole\", and must be \"off\" or \"whole\" or \"fitted\" or \"contained\"; the nearest is `whole`",
        ),
        (
            "base = 'nhs-apendix-a'",
            "line 1: `base` is \"nhs-apendix-a\", which is not a preset; the nearest is `nhs-appendix-a`",
        ),
        (
            "words = ['Riverside',\n 'ab']",
            "line 1: `words` has \"ab\", and a word must have 3 letters or more",
        ),
        ("words = [\"abc\\nword=xyz\"]", "line 1: `words` has \"abc\\nword=xyz\", which cannot be read"),
        (
            "date = false\nreadings = [['*', 'a'], ['*', 'e'], ['*', 'i'], ['*', 'o'], ['*', 'u']]",
            "line 2: `readings` cannot be used: a character may stand for 4 letters at most",
        ),
        (
            "readings = [['', 'a']]",
            "line 1: `readings` cannot be used: a spelling must have 1 to 4 characters",
        ),
        ("id = ''", "line 1: `id` must be a name that can be read"),
        ("id = 7", "line 1: `id` must be a name in quotation marks"),
        ("base = 7", "line 1: `base` must be the name of a preset in quotation marks"),
        ("words = 'Riverside'", "line 1: `words` must be a list of words, such as [\"Riverside\", \"ICB\"]"),
        (
            "words = ['Riverside', 7]",
            "line 1: `words` must be a list of words, such as [\"Riverside\", \"ICB\"]",
        ),
        (
            "readings = [['4', 'apple']]",
            "line 1: `readings` must be a list of pairs, such as [[\"4\", \"a\"], [\"@\", \"a\"]]",
        ),
        (
            "readings = [['4']]",
            "line 1: `readings` must be a list of pairs, such as [[\"4\", \"a\"], [\"@\", \"a\"]]",
        ),
        ("min_length = 8\nmin_length = 9", "line 2: `min_length` is given twice"),
        ("date = true\n# why\n\"date\" = false", "line 3: `date` is given twice"),
        (
            "{ \"min_length\": 8 }",
            "line 1: is JSON, not TOML; a policy in JSON goes into a file whose name ends in .json",
        ),
        (
            "common_password = 'on'",
            "line 1: `common_password` is \"on\", and must be \"off\" or \"whole\" or \"fitted\" or \"contained\"",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error(text), expected, "{text}");
    }
    for (text, line) in
        [("min_length = 8\nmin_length = 9", 2), ("date = true\nmin_length", 2), ("min_length = ", 1)]
    {
        let error = NamedPolicy::from_toml(text).unwrap_err();
        assert_eq!(error.line(), Some(line), "{error}");
    }
}

#[test]
fn mistakes_in_json_are_shown_the_same_way() {
    let cases = [
        (
            "{\n \"min_lenght\": 8\n}",
            "line 2: `min_lenght` is not a key of a policy; the nearest is `min_length`",
        ),
        (
            "{\n\n \"max_length\": 300 }",
            "line 3: `max_length` is 300, and must be a whole number from 1 to 256",
        ),
        ("{ \"date\": null }", "line 1: `date` is empty, and must be true or false"),
        ("{ \"date\": true,\n \"date\": true }", "line 2: `date` is given twice"),
        (
            "{\n \"min_length\": 20,\n \"max_length\": 12 }",
            "line 2: `min_length` = 20 is more than max_length",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error_in_json(text), expected, "{text}");
    }
    let no_keys = "line 1: a policy file has keys with values, such as min_length and 12";
    assert_eq!(error_in_json("[]"), no_keys);
    for text in ["", "[]", "{", "{} {}", "nonsense"] {
        assert!(NamedPolicy::from_json(text).is_err(), "{text}");
    }
}

#[test]
fn what_no_password_can_meet_is_refused() {
    let cases = [
        ("max_length = 12\nmin_length = 20", "line 2: `min_length` = 20 is more than max_length"),
        (
            "# min_length = 8\nmax_length = 7\nmin_length = 7\nspecial = 4",
            "line 4: `special` = 4 leaves no room: more characters are required than max_length allows",
        ),
        ("history = 0", "`recycled` = true needs a history: set history to 1 or more, or recycled to false"),
    ];
    for (text, expected) in cases {
        assert_eq!(error(text), expected, "{text}");
    }
    assert!(NamedPolicy::from_toml("history = 0\nrecycled = false").is_ok());
}

#[test]
fn the_digest_is_of_what_is_asked_for() {
    let digest = |text: &str| NamedPolicy::from_toml(text).unwrap().digest().to_owned();
    let preset = NamedPolicy::preset("nhs-appendix-a").unwrap();
    assert_eq!(digest(""), preset.digest());
    assert_eq!(digest("id = 'x'\n# a comment\nmin_length = 8"), preset.digest());
    assert_eq!(
        digest("words = ['b12', 'A12']\nspecial=3"),
        digest("special = 3\nwords = ['a12', 'B12', 'a12']")
    );
    assert_eq!(preset.digest().len(), 16);
    // What an answer of today is traced by must be found again later.
    assert_eq!(preset.digest(), GOLDEN);
    // The order of readings does not matter, and neither does writing out the usual ones.
    assert_eq!(
        digest("readings = [['@', 'a'], ['vv', 'w'], ['uu', 'w']]"),
        digest("readings = [['uu', 'w'], ['vv', 'w'], ['@', 'a']]")
    );
    assert_eq!(digest("readings = [['4', 'a'], ['\\/', 'v']]"), GOLDEN_OF_READINGS);
    let usual = Readings::STANDARD.rows();
    assert_eq!(digest(&format!("readings = {}", serde_json::to_string(&usual).unwrap())), preset.digest());
    for other in ["special = 3", "words = ['abc']", "expires_after_days = 0", "date = false", "strength = 1"]
    {
        assert_ne!(digest(other), preset.digest(), "{other}");
    }
}

const GOLDEN: &str = "76d4e5c5291f96b8";
const GOLDEN_OF_READINGS: &str = "de8abd96363ece1c";

#[test]
fn own_words_join_the_subjects_of_a_context() {
    let named = NamedPolicy::from_toml("words = ['Riverside']").unwrap();
    let context = Context { subjects: &["Rostering"], ..Context::default() };
    named.in_context(&context, |context| assert_eq!(context.subjects, ["Rostering", "Riverside"]));
}

#[test]
fn a_file_is_opened_by_its_path_and_a_preset_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let toml = NamedPolicy::open(&write("ours.toml", "min_length = 9")).unwrap();
    assert_eq!((toml.name(), toml.policy().min_length), ("ours", 9));
    let json = NamedPolicy::open(&write("ours.json", "{\"min_length\": 10}")).unwrap();
    assert_eq!(json.policy().min_length, 10);
    let bad = write("bad.toml", "\nx = 1");
    assert_eq!(
        NamedPolicy::open(&bad).unwrap_err().to_string(),
        format!("{bad}: line 2: `x` is not a key of a policy")
    );
    assert_eq!(NamedPolicy::open("hw-5.3.2").unwrap().policy(), &Policy::HW_5_3_2);
    let error = NamedPolicy::open("nhs-apendix-a").unwrap_err().to_string();
    assert_eq!(
        error,
        "there is no preset and no file named `nhs-apendix-a`; the nearest is `nhs-appendix-a`"
    );
    let error = NamedPolicy::preset("nhs-apendix-a").unwrap_err().to_string();
    assert_eq!(error, "there is no preset named `nhs-apendix-a`; the nearest is `nhs-appendix-a`");
    assert_eq!(NamedPolicy::open("nhs").unwrap_err().nearest(), Some("nhs-appendix-a"));
    for name in ["no/such/file.toml", "nope.toml", "nope"] {
        let error = NamedPolicy::open(name).unwrap_err().to_string();
        assert_eq!(error, format!("there is no preset and no file named `{name}`"));
    }
    assert_eq!(NamedPolicy::open("hw-5.3").unwrap_err().nearest(), Some("hw-5.3.2"));
}
