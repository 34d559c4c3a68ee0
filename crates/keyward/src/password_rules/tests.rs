//! The attribute is read back by Apple's grammar and asks for what the policy counts.

use std::collections::BTreeSet;

use super::*;
use keyward_core::PRESETS;

/// A password field's rules, as Apple's published grammar has them: properties `name: value` between semicolons; the
/// value of `required` and `allowed` is a list of classes between commas; a class is a name or a bracketed set in which
/// `-` comes first and `]` last.
#[derive(Debug, Default, PartialEq)]
struct Parsed {
    minimum: Option<u32>,
    maximum: Option<u32>,
    consecutive: Option<u32>,
    required: Vec<BTreeSet<char>>,
    allowed: BTreeSet<char>,
}

struct Parser<'a>(&'a str);

impl<'a> Parser<'a> {
    fn space(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
    }

    fn take(&mut self, wanted: char) -> bool {
        self.space();
        self.0.strip_prefix(wanted).map(|rest| self.0 = rest).is_some()
    }

    fn run(&mut self, of: impl Fn(char) -> bool) -> &'a str {
        self.space();
        let end = self.0.find(|character| !of(character)).unwrap_or(self.0.len());
        let (run, rest) = self.0.split_at(end);
        self.0 = rest;
        run
    }

    fn class(&mut self) -> Result<BTreeSet<char>, String> {
        if !self.take('[') {
            let printable = |of: fn(&char) -> bool| (' '..='~').filter(of).collect();
            return match self.run(|c| c.is_ascii_alphabetic() || c == '-').to_ascii_lowercase().as_str() {
                "upper" => Ok(printable(char::is_ascii_uppercase)),
                "lower" => Ok(printable(char::is_ascii_lowercase)),
                "digit" => Ok(printable(char::is_ascii_digit)),
                "special" => Ok(printable(|c| !c.is_ascii_alphanumeric())),
                "ascii-printable" | "unicode" => Ok(printable(|_| true)),
                other => Err(format!("class {other:?}")),
            };
        }
        let mut set = BTreeSet::new();
        let end = self.0.find(']').ok_or("no end of a set")?;
        // A set may hold `]` as its last character.
        let end = if self.0[end + 1..].starts_with(']') { end + 1 } else { end };
        for (place, character) in self.0[..end].chars().enumerate() {
            if !(' '..='~').contains(&character) || character == '-' && place > 0 {
                return Err(format!("{character:?} at {place} of a set"));
            }
            set.insert(character);
        }
        self.0 = &self.0[end + 1..];
        if set.is_empty() { Err("an empty set".to_owned()) } else { Ok(set) }
    }

    fn classes(&mut self) -> Result<BTreeSet<char>, String> {
        let mut all = self.class()?;
        while self.take(',') {
            all.extend(self.class()?);
        }
        Ok(all)
    }

    fn number(&mut self) -> Result<u32, String> {
        let digits = self.run(|c| c.is_ascii_digit());
        digits.parse().map_err(|_| format!("number {digits:?}"))
    }
}

fn parse(text: &str) -> Result<Parsed, String> {
    let mut parser = Parser(text);
    let mut parsed = Parsed::default();
    loop {
        parser.space();
        if parser.0.is_empty() {
            return Ok(parsed);
        }
        let name = parser.run(|c| c.is_ascii_alphabetic() || c == '-');
        if !parser.take(':') {
            return Err(format!("no value of {name:?}"));
        }
        match name {
            "minlength" => parsed.minimum = Some(parser.number()?),
            "maxlength" => parsed.maximum = Some(parser.number()?),
            "max-consecutive" | "max-repeating" | "max-sequential" => {
                parsed.consecutive = Some(parser.number()?);
            }
            "required" => parsed.required.push(parser.classes()?),
            "allowed" => parsed.allowed.extend(parser.classes()?),
            other => return Err(format!("property {other:?}")),
        }
        if !parser.take(';') && !parser.0.is_empty() {
            return Err(format!("after {name:?}: {:?}", parser.0));
        }
    }
}

#[test]
fn the_parser_knows_the_grammar() {
    let parsed = parse("required: upper, [-x]]; required: digit; minlength: 8; max-consecutive: 2").unwrap();
    assert_eq!(parsed.required.len(), 2);
    assert!(parsed.required[0].contains(&']') && parsed.required[0].contains(&'-'));
    for wrong in
        ["minlength 8", "minlength: x", "required: capital", "required: [a-z];", "other: 1", "required: [abc"]
    {
        assert!(parse(wrong).is_err(), "{wrong}");
    }
}

type IsIn = fn(&char) -> bool;

/// Any password with one character of each required set has as many of each class as the policy asks for.
#[test]
fn the_rules_of_every_preset_ask_for_what_the_policy_counts() {
    for preset in PRESETS {
        let policy = &preset.policy;
        let rules = PasswordRules::of(policy);
        let parsed = parse(&rules.to_string()).unwrap();
        assert!(rules.is_complete());
        assert_eq!(parsed.minimum, Some(policy.min_length.into()));
        assert_eq!(parsed.maximum, Some(policy.max_length.into()));
        let classes: [(u8, IsIn); 4] = [
            (policy.uppercase, char::is_ascii_uppercase),
            (policy.lowercase, char::is_ascii_lowercase),
            (policy.digit, char::is_ascii_digit),
            (policy.special, char::is_ascii_punctuation),
        ];
        for (number, is_in) in classes {
            let sets: Vec<_> = parsed.required.iter().filter(|set| set.iter().all(is_in)).collect();
            assert_eq!(sets.len(), usize::from(number), "{}", preset.id);
            let all: BTreeSet<_> = sets.iter().copied().flatten().collect();
            assert_eq!(all.len(), sets.iter().map(|set| set.len()).sum::<usize>(), "sets share a character");
            assert!(parsed.allowed.iter().any(is_in));
        }
        assert!(parsed.required.iter().flatten().all(|character| parsed.allowed.contains(character)));
    }
}

#[test]
fn a_class_is_split_evenly_and_no_further_than_its_characters() {
    let split = |class: &str, sets| -> Vec<String> {
        let class: Vec<char> = class.chars().collect();
        super::split(&class, sets).into_iter().map(|set| set.iter().collect()).collect()
    };
    assert_eq!(split("abcdefg", 3), ["abc", "de", "fg"]);
    assert_eq!(split("ab", 5), ["a", "b"]);
    assert!(split("ab", 0).is_empty());
    let policy = Policy { digit: 11, ..Policy::NHS_APPENDIX_A };
    assert!(!PasswordRules::of(&policy).is_complete());
    for special in 1..=16 {
        let policy = Policy { special, ..Policy::NHS_APPENDIX_A };
        assert!(parse(&PasswordRules::of(&policy).to_string()).is_ok(), "{special}");
    }
}

#[test]
fn the_attribute_is_escaped() {
    let attribute = PasswordRules::of(&Policy::NHS_APPENDIX_A).attribute();
    let value = attribute.strip_prefix("passwordrules=\"").and_then(|rest| rest.strip_suffix('"')).unwrap();
    assert!(!value.contains(['"', '<', '>', '&', '\'']), "{value}");
}

#[test]
fn browsers_generators_are_judged_by_what_they_make() {
    let meets = |policy: &Policy| browser_generators(policy).map(|generator| generator.meets);
    assert_eq!(meets(&Policy::NHS_APPENDIX_A), [Meets::Always, Meets::Never, Meets::Never]);
    assert_eq!(meets(&Policy::NIST_800_63B_4_SINGLE), [Meets::Always, Meets::Always, Meets::Always]);
    let two_numbers = Policy { digit: 2, ..Policy::NIST_800_63B_4_MFA };
    assert_eq!(meets(&two_numbers), [Meets::Always, Meets::Never, Meets::Sometimes]);
    assert_eq!(meets(&Policy { min_length: 18, ..Policy::NIST_800_63B_4_MFA })[2], Meets::Never);
}

/// What may be used and what must be there is told; where some classes of the four are asked for, those that come first.
#[test]
fn characters_that_a_policy_bars_are_offered_to_no_generator() {
    let set = |text| Characters::parse(text).unwrap();
    for (policy, text) in [
        (
            Policy { allowed_characters: set("lower, digit, [-<]"), special: 1, ..Policy::ANY },
            "maxlength: 256; required: [-]; allowed: lower, digit, [-];",
        ),
        (
            Policy { forbidden_characters: set("[aeiou]"), classes: 2, repeated: 2, ..Policy::ANY },
            "maxlength: 256; required: upper; required: [bcdfghjklmnpqrstvwxyz]; \
             allowed: upper, [bcdfghjklmnpqrstvwxyz], digit, [-!#$%*+./:=?@^_~]; max-repeating: 2; max-consecutive: 2;",
        ),
        (
            Policy { allowed_characters: set("[<>]"), sequence: 4, ..Policy::ANY },
            "maxlength: 256; allowed: [<>]; max-repeating: 3; max-sequential: 3; max-consecutive: 3;",
        ),
    ] {
        assert_eq!(PasswordRules::of(&policy).to_string(), text);
        assert!(parse(text).is_ok());
    }
}
