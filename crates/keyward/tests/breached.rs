//! A validator with a breach filter, without one, and with one that can no longer be read.
#![allow(clippy::unwrap_used, reason = "tests may")]

use std::io::Cursor;

use keyward::breached::{BreachFilter, BreachFilterError, Builder};
use keyward::history::{History, HistoryMode, Search};
use keyward::{
    Context, ExplainFormat, Language, NamedPolicy, Policy, Report, Rule, Style, Suggester, Validator, explain,
};

const ASKING: Policy = Policy { breached: true, ..Policy::NHS_APPENDIX_A };

fn filter() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    // The last is in the list as it is decomposed.
    Builder::new("test").build(&b"Wq7#Nv!2pZ\nletmein\nGye\xcc\x818%Hp5+dMk"[..], &mut bytes).unwrap();
    bytes.into_inner()
}

fn rules(report: &Report) -> Vec<Rule> {
    report.findings().map(|finding| finding.rule).collect()
}

/// A filter of the first version, from `keyward breached build`, with the lines `Wq7#Nv!2pZ` and `letmein`. It opens for ever.
const VERSION_1: &[u8] = include_bytes!("breached/version-1.filter");

/// The same of the second version.
const VERSION_2: &[u8] = include_bytes!("breached/version-2.filter");

#[test]
fn every_version_opens_and_the_last_is_still_made() {
    for version in [VERSION_1, VERSION_2] {
        let filter = BreachFilter::open(version).unwrap();
        assert_eq!((filter.hashes(), filter.provenance()), (2, "two passwords"));
        assert!(filter.lists("Wq7#Nv!2pZ").unwrap() && filter.lists("letmein").unwrap());
        for length in 0..version.len() {
            assert!(BreachFilter::open(&version[..length]).is_err(), "{length}");
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    Builder::new("two passwords").build(&b"Wq7#Nv!2pZ\nletmein\n"[..], &mut bytes).unwrap();
    assert_eq!(bytes.into_inner(), VERSION_2);
}

#[test]
fn what_is_listed_is_refused_as_it_is_typed() {
    let bytes = filter();
    for policy in [ASKING, Policy::NHS_APPENDIX_A] {
        let validator = Validator::new(policy).with_breach_filter(BreachFilter::open(&bytes).unwrap());
        validator.validate().unwrap();
        for (password, listed) in [
            ("Wq7#Nv!2pZ", true),
            ("wq7#Nv!2pZ", false),
            ("letmein", true),
            ("Gye\u{301}8%Hp5+dMk", true),
            ("Gyé8%Hp5+dMk", false),
            // Too long to be read.
            (&"Wq7#Nv!2pZ".repeat(26), false),
        ] {
            let report = validator.check(password, &Context::default());
            assert_eq!(report.finding(Rule::Breached).is_some(), listed, "{password}");
        }
    }
}

#[test]
fn giving_a_filter_turns_the_rule_on() {
    let bytes = filter();
    let plain = Validator::new(Policy::NHS_APPENDIX_A);
    let given = plain.clone().with_breach_filter(BreachFilter::open(&bytes).unwrap());
    let asking = NamedPolicy::of("nhs-appendix-a", ASKING);
    assert_eq!(given.named().digest(), asking.digest());
    assert_ne!(given.named().digest(), plain.named().digest());
    let told = explain(given.named(), Language::English, ExplainFormat::Text);
    assert!(told.contains("not in a list of leaked passwords"), "{told}");
}

#[test]
fn a_policy_that_asks_for_a_filter_does_without_none() {
    let validator = Validator::new(ASKING);
    assert!(matches!(validator.validate(), Err(BreachFilterError::NoFilter)));
    assert_eq!(rules(&validator.check("pY#6vN*3tGLk", &Context::default())), [Rule::Breached]);
    let mut report = Report::default();
    let asked = validator.try_check_into(&mut report, "pY#6vN*3tGLk", &Context::default());
    assert!(matches!(asked, Err(BreachFilterError::NoFilter)) && report.accepted());
    // The history is not asked of what is refused, and nothing is suggested.
    let asked = validator
        .check_with_history(
            "pY#6vN*3tGLk",
            &Context::default(),
            &History::new(),
            HistoryMode::Always,
            &Search::DEFAULT,
        )
        .unwrap();
    assert_eq!(rules(&asked), [Rule::Breached]);
    assert!(Suggester::new(&validator, &Context::default(), Style::Random, None).is_err());
    assert!(asked.findings().all(|finding| {
        let text = finding.message(&ASKING, keyward::Disclosure::Private, Language::English).to_string();
        !text.is_empty()
    }));
}

#[test]
fn a_file_that_cannot_be_read_accepts_nothing() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), filter()).unwrap();
    let opened = BreachFilter::open_file(file.reopen().unwrap()).unwrap();
    let validator = Validator::new(Policy::NHS_APPENDIX_A).with_breach_filter(opened);
    assert!(validator.check("pY#6vN*3tGLk", &Context::default()).accepted());
    file.as_file().set_len(48).unwrap();
    assert_eq!(rules(&validator.check("pY#6vN*3tGLk", &Context::default())), [Rule::Breached]);
    let mut report = Report::default();
    let asked = validator.try_check_into(&mut report, "pY#6vN*3tGLk", &Context::default());
    assert!(asked.unwrap_err().to_string().starts_with("the breach filter cannot be read: "));
}
