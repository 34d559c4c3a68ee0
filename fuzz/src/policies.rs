//! `policy_made`: of any policy that can be written, what `suggest` makes passes and has no word of the organisation's, as they are or
//! near, and a password that keeps to what `passwordrules` says has what the policy counts.

use std::fmt::Write as _;

use keyward::{
    Characters, Context, Key, Kind, NamedPolicy, PasswordRules, ReadRules, Rule, Style, SuggestError,
    Suggester, Validator,
};

/// A line of keys with a value each, one of characters, one of a user name, one of words with commas between.
struct Input<'a> {
    keys: Vec<[u8; 3]>,
    characters: &'a str,
    username: &'a str,
    words: Vec<&'a str>,
}

impl<'a> Input<'a> {
    fn of(data: &'a [u8]) -> Self {
        let mut lines = data.splitn(4, |byte| *byte == b'\n');
        let keys = lines.next().unwrap_or_default().as_chunks().0.to_vec();
        let mut text = || std::str::from_utf8(lines.next().unwrap_or_default()).unwrap_or_default();
        let (characters, username, words) = (text(), text(), text());
        let words = words.split(',').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        Self { keys, characters, username, words }
    }
}

/// A few are enough to leave little.
const MOST_WORDS: usize = 32;

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
    if !input.words.is_empty() {
        let _ = writeln!(text, "words = {}", serde_json::json!(input.words));
    }
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
                has_no_near_word(&validator, made.password());
            }
            Err(SuggestError::Conflict(one, other)) => assert_ne!(one, other),
            Err(error) => assert!(style == Style::Words, "{error}"),
        }
    }
    keeps_to_the_rules(&validator);
}

/// Every way to make one mistake in a word is tried, where the rule finds them by comparing.
fn has_no_near_word(validator: &Validator<'_>, password: &str) {
    let least = usize::from(validator.policy().near_words);
    let folded = password.to_ascii_lowercase();
    let is_near =
        |word: &&String| word.len() >= least.max(1) && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    if least == 0 {
        return;
    }
    for word in validator.named().words().iter().filter(is_near) {
        for mistaken in one_mistake(&word.to_ascii_lowercase()) {
            assert!(!folded.contains(&mistaken), "{word} is near in {password}");
        }
    }
}

/// A word of ASCII with a letter left out, another letter for one or before one, or two swapped.
fn one_mistake(word: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (place, _) in word.char_indices() {
        let (before, rest) = word.split_at(place);
        let behind = &rest[1..];
        all.push(format!("{before}{behind}"));
        for letter in 'a'..='z' {
            all.push(format!("{before}{letter}{behind}"));
            if place > 0 {
                all.push(format!("{before}{letter}{rest}"));
            }
        }
        if let Some(next) = behind.get(..1) {
            all.push(format!("{before}{next}{}{}", &rest[..1], &behind[1..]));
        }
    }
    all
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
