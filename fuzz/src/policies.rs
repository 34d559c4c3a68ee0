//! `policy_made`: of any policy that can be written, what `suggest` makes passes, and a password that keeps to what `passwordrules`
//! says has what the policy counts.

use std::fmt::Write as _;

use keyward::{
    Characters, Context, Key, Kind, NamedPolicy, PasswordRules, ReadRules, Rule, Style, SuggestError,
    Suggester, Validator,
};

/// A line of keys with a value each, one of characters, one of a user name.
struct Input<'a> {
    keys: Vec<[u8; 3]>,
    characters: &'a str,
    username: &'a str,
}

impl<'a> Input<'a> {
    fn of(data: &'a [u8]) -> Self {
        let mut lines = data.splitn(3, |byte| *byte == b'\n');
        let keys = lines.next().unwrap_or_default().as_chunks().0.to_vec();
        let mut text = || std::str::from_utf8(lines.next().unwrap_or_default()).unwrap_or_default();
        Self { keys, characters: text(), username: text() }
    }
}

/// What a class of a site has, and some that leave little.
const SETS: [&str; 8] = [
    "upper, lower, digit, [-_.]",
    "unicode",
    "lower",
    "digit",
    "[!]",
    "upper, digit, [aei]",
    "special",
    "[ab12!?]",
];

/// The keys in any order, each with one of the values that it may have.
fn written(input: &Input<'_>) -> String {
    let mut text = "base = \"nist-800-63b-4-mfa\"\n".to_owned();
    let mut seen = Vec::new();
    for [key, low, high] in input.keys.iter().copied() {
        let (key, value) = (Key::ALL[usize::from(key) % Key::ALL.len()], u16::from_le_bytes([low, high]));
        // Without a filter no password is accepted.
        if seen.contains(&key) || key == Key::Breached {
            continue;
        }
        seen.push(key);
        let _ = match key.kind() {
            Kind::Number { from, to, .. } => {
                writeln!(text, "{} = {}", key.id(), from + value % (to - from + 1))
            }
            Kind::Flag => writeln!(text, "{} = {}", key.id(), value % 2 == 1),
            Kind::Choice(names) => {
                writeln!(text, "{} = \"{}\"", key.id(), names[usize::from(value) % names.len()])
            }
            Kind::Characters => {
                let given = Characters::parse(input.characters).map(|set| set.to_string());
                let set = SETS.get(usize::from(value) % 16).map(|set| (*set).to_owned()).or(given.ok());
                writeln!(text, "{} = {:?}", key.id(), set.unwrap_or_default())
            }
            _ => continue,
        };
    }
    text
}

/// Builds a policy, suggests in each style, and fills in the `passwordrules`.
pub fn policy_made(data: &[u8]) {
    let input = Input::of(data);
    let policy = match NamedPolicy::from_toml(&written(&input)) {
        Ok(policy) => policy,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let validator = Validator::new(policy);
    let context = Context { username: input.username, ..Context::default() };
    for style in [Style::Words, Style::Random] {
        match Suggester::new(&validator, &context, style, None).and_then(|mut suggester| suggester.suggest())
        {
            Ok(made) => {
                let lengths = Suggester::lengths(validator.policy(), style);
                assert!(lengths.contains(&made.password().chars().count()));
                assert!(validator.accepts(made.password(), &context) && made.entropy_bits() >= 0.0);
            }
            Err(SuggestError::Conflict(one, other)) => assert_ne!(one, other),
            Err(error) => assert!(style == Style::Words, "{error}"),
        }
    }
    keeps_to_the_rules(&validator);
}

/// A password with one character of each set that is required, and others that are allowed, has what the policy counts.
fn keeps_to_the_rules(validator: &Validator<'_>) {
    let policy = validator.policy();
    let told = PasswordRules::of(policy);
    let rules: ReadRules = told.to_string().parse().expect("its own rules are read");
    let Some(allowed) = rules.allowed else { return };
    let least = usize::from(rules.min_length.unwrap_or(1)).max(rules.required.len()).max(1);
    if !told.is_complete() || least > usize::from(policy.max_length) {
        return;
    }
    let mut password: String = rules.required.iter().filter_map(|set| set.printable().next()).collect();
    let others: Vec<char> = allowed.printable().filter(|one| *one != ' ').collect();
    let mut others = others.iter().cycle();
    while password.len() < least {
        // No two alike beside each other, as `max-repeating` may say.
        let Some(next) = others.next() else { return };
        password.push(*next);
    }
    let report = validator.check(&password, &Context::default());
    for counted in [
        Rule::MinLength,
        Rule::MaxLength,
        Rule::Uppercase,
        Rule::Lowercase,
        Rule::Digit,
        Rule::Special,
        Rule::Classes,
        Rule::ForbiddenCharacter,
        Rule::UnacceptableCharacter,
    ] {
        assert!(report.finding(counted).is_none(), "{told}: {password} {}", counted.id());
    }
}
