//! `history_record` and `policy_file`: what is read from files is refused with a reason, or can be used.

use keyward::dictionary::work;
use keyward::history::{History, Params, Record};
use keyward::{Context, ExplainFormat, Language, Lists, NamedPolicy, Validator, explain, lint};

/// The most that a check of 256 characters may look at under any policy that loads: prefixes and edges of lists, nodes of names,
/// characters of terms. A nanosecond or less each, in 50 ms. Counted where it is built for fuzzing.
const MOST_STEPS: usize = 50_000_000;
/// As many characters as a password may have.
const LONGEST: usize = 256;

/// A record that is read is within the caps, keeps its text, and can be compared with.
pub fn history_record(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match text.parse::<History>() {
        Ok(history) => {
            let again: History = history.to_string().parse().expect("what was written is read");
            assert_eq!(history.to_string(), again.to_string());
        }
        Err(error) => assert!(error.line >= 1 && error.line <= text.lines().count()),
    }
    let Ok(record) = text.parse::<Record>() else { return };
    assert_eq!(record.as_str(), text);
    let number = |name: &str| -> u32 {
        let after = text.split(['$', ',']).find_map(|part| part.strip_prefix(name));
        after.and_then(|number| number.parse().ok()).expect("a number")
    };
    let (memory, passes, lanes) = (number("m="), number("t="), number("p="));
    assert!(memory <= Params::MAX_MEMORY && passes <= Params::MAX_PASSES && lanes <= Params::MAX_LANES);
    let hash = text.rsplit('$').next().unwrap_or_default();
    assert!(!format!("{record:?}").contains(hash), "the hash is shown");
    if memory <= 64 && passes <= 4 {
        let verified = record.verify("Kw7#candidate");
        assert!(verified.is_ok());
        assert_eq!(verified, record.verify("Kw7#candidate"));
    }
}

/// A policy that is read can be written, read again to the same policy, explained, checked against standards and used.
pub fn policy_file(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let is_json = text.trim_start().starts_with('{');
    let read = if is_json { NamedPolicy::from_json(text) } else { NamedPolicy::from_toml(text) };
    let policy = match read {
        Ok(policy) => policy,
        Err(error) => {
            // Whatever the file holds, little of it is repeated.
            assert!((1..600).contains(&error.to_string().chars().count()));
            return;
        }
    };
    let again = NamedPolicy::from_toml(&policy.to_toml()).expect("what was written is read");
    assert_eq!(policy.policy(), again.policy());
    assert_eq!((policy.name(), policy.words()), (again.name(), again.words()));
    assert_eq!(policy.digest(), again.digest());
    for &language in Language::ALL {
        let _ = explain(&policy, language, ExplainFormat::Text);
    }
    let _ = lint(&policy);
    let bytes: usize = policy.words().iter().map(String::len).sum();
    assert!(policy.words().len() <= Lists::MOST_OWN_WORDS && bytes <= Lists::MOST_OWN_BYTES);
    // As long as may be: the words that are barred, and what can be read in many ways.
    let own = policy.words().concat();
    let long = [own.as_str(), &own.replace(['a', 'e'], "4"), "vvuuvuvvuph()1|!l", "a", "é*"];
    let long = long.map(|pattern| pattern.chars().cycle().take(LONGEST).collect::<String>());
    let short = ["", "Wq7#Nv!2pZ", "Pässw0rd", "vvards()|<", &"x9".repeat(300)];
    let validator = Validator::new(policy);
    for candidate in short.into_iter().chain(long.iter().map(String::as_str)) {
        let _ = work::take();
        let report = validator.check(candidate, &Context::default());
        let steps = work::take();
        assert!(steps <= MOST_STEPS, "{steps} steps");
        for finding in report.findings() {
            assert!(validator.policy().applies(finding.rule));
        }
    }
}
