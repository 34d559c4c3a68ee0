//! keyward with the face of libpwquality, for programs that link it: `pam_pwquality`, pwscore, GNOME's settings, installers.
//!
//! Its policy is that of `/etc/keyward/keyward.conf`. Settings of libpwquality are taken, kept and given back, but decide nothing.

mod border;
mod settings;

use keyward::{NamedPolicy, Rule, Style, Suggester, Validator};
use keyward_client::{Answer, Disclosure, Operation, OwnedContext, with_config};

/// A line of a dialogue.
const MOST_BYTES: usize = 500;

/// libpwquality's numbers for what came of a call (`pwquality.h`).
pub(crate) mod number {
    pub(crate) const SUCCESS: i32 = 0;
    pub(crate) const FATAL_FAILURE: i32 = -1;
    pub(crate) const UNKNOWN_SETTING: i32 = -5;
    pub(crate) const NON_INT_SETTING: i32 = -6;
    pub(crate) const NON_STR_SETTING: i32 = -7;
    pub(crate) const TOO_SIMILAR: i32 = -9;
    pub(crate) const MIN_LENGTH: i32 = -14;
    pub(crate) const EMPTY_PASSWORD: i32 = -20;
    pub(crate) const SAME_PASSWORD: i32 = -21;
    pub(crate) const CRACKLIB_CHECK: i32 = -22;
    pub(crate) const RNG: i32 = -23;
    pub(crate) const USER_CHECK: i32 = -25;
}

/// A score from 0 to 100, or a number below 0 with the text that says why.
fn check(password: &[u8], old: Option<&str>, user: Option<&str>) -> (i32, String) {
    let judged = with_config((0, String::new()), |judge, _| {
        let account = OwnedContext {
            operation: if old.is_some() { Operation::Change } else { Operation::Set },
            username: user.unwrap_or_default().to_owned(),
            previous: old.map(|old| old.to_owned().into()).into_iter().collect(),
            ..OwnedContext::default()
        };
        let answer = judge.judge(password, &account, &[])?;
        // A letter more is worth 5 of 100 until 24, where nobody guesses any further.
        let score = i32::try_from(password.len()).unwrap_or(24).min(24) * 100 / 24;
        Ok((
            if answer.accepted() { score } else { number(&answer, password) },
            answer.line(Disclosure::Desk, MOST_BYTES),
        ))
    });
    judged
        .unwrap_or_else(|reason| (number::FATAL_FAILURE, format!("the password cannot be checked: {reason}")))
}

/// The number of libpwquality's that is nearest to what was found.
fn number(answer: &Answer<'_>, password: &[u8]) -> i32 {
    let found: Vec<Rule> = answer.rules().collect();
    let has = |rule: Rule| found.contains(&rule);
    if password.is_empty() {
        number::EMPTY_PASSWORD
    } else if has(Rule::Reused) {
        number::SAME_PASSWORD
    } else if has(Rule::Recycled) {
        number::TOO_SIMILAR
    } else if has(Rule::Personal) {
        number::USER_CHECK
    } else if has(Rule::MinLength) {
        number::MIN_LENGTH
    } else {
        number::CRACKLIB_CHECK
    }
}

/// A password that the policy accepts, of at least so many bits.
fn generate(bits: u32) -> Result<String, String> {
    with_config(String::new(), |_, options| {
        let name = options.text("policy").unwrap_or(NamedPolicy::DEFAULT);
        let policy = NamedPolicy::open(name).map_err(|error| error.to_string())?;
        let (validator, context) = (Validator::new(policy), keyward::Context::default());
        // No character has more than 7 bits.
        let least = usize::try_from(bits / 7).unwrap_or(usize::MAX);
        for length in
            Suggester::lengths(validator.policy(), Style::Random).skip_while(|length| *length < least)
        {
            let suggester = Suggester::new(&validator, &context, Style::Random, Some(length));
            let mut suggester = suggester.map_err(|error| error.to_string())?;
            if suggester.entropy_bits() >= f64::from(bits) {
                return Ok(suggester.suggest().map_err(|error| error.to_string())?.password().to_owned());
            }
        }
        Err("the policy leaves no room for so many bits".to_owned())
    })
}

/// libpwquality's text of a number that came with none of ours.
fn text(number: i32) -> &'static str {
    match number {
        number::SUCCESS => "success",
        number::UNKNOWN_SETTING => "there is no such setting",
        number::NON_INT_SETTING => "the setting takes text",
        number::NON_STR_SETTING => "the setting takes a number",
        number::RNG => "no password could be generated",
        number::FATAL_FAILURE => "the password cannot be checked",
        _ => "the password is refused by the password policy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_has_the_nearest_number_and_our_text() {
        for (password, old, expected, part) in [
            ("Wq7#Nv!2pZ", None, 41, "can be used"),
            ("Mx7#Sword!Qz2", None, number::CRACKLIB_CHECK, "Dictionary words: "),
            ("Zq7#Jquill!4Xv", None, number::USER_CHECK, "Personal information: "),
            ("Wq7#Nv!3pZ", Some("Wq7#Nv!2pZ"), number::TOO_SIMILAR, "Recycled passwords: "),
            ("Wq7#Nv!2pZ", Some("Wq7#Nv!2pZ"), number::SAME_PASSWORD, "[WE-C7]"),
            ("Wq7#", None, number::MIN_LENGTH, "Length: "),
            ("", None, number::EMPTY_PASSWORD, "Length: "),
        ] {
            let (given, text) = check(password.as_bytes(), old, Some("jquill"));
            assert!(given == expected && text.contains(part), "{password}: {given} {text}");
        }
    }

    #[test]
    fn a_password_that_is_generated_passes() {
        for bits in [0, 56, 128] {
            let password = generate(bits).unwrap_or_default();
            assert!(check(password.as_bytes(), None, None).0 > 0);
        }
        assert!(generate(100_000).is_err());
    }
}
