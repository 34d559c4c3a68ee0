//! `history_record` and `policy_file`: what is read from files is refused with a reason, or can be used.

use keyward::history::{History, Params, Record};
use keyward::{Context, ExplainFormat, Language, NamedPolicy, Validator, explain, lint};

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
    let validator = Validator::new(policy);
    for candidate in ["", "Wq7#Nv!2pZ", "Pässw0rd", "vvards()|<", &"x9".repeat(300)] {
        let report = validator.check(candidate, &Context::default());
        for finding in report.findings() {
            assert!(validator.policy().applies(finding.rule));
        }
    }
}
