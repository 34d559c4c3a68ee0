//! The clauses of each standard, and what a policy does about them.

use keyward_core::{Blocklist, Characters, MAX_CHARACTERS, Policy, Rule};

use super::Remarks;
use crate::NamedPolicy;

/// The sample passwords that the document of Appendix A gives itself (WE-G1, WE-G2).
const EXAMPLES: [&str; 2] = ["FarmHairTree83*", "Iu2l@n1TA"];

/// How many entries of the list of common passwords have so many characters or more, from 5 to 18: a test counts them.
const LISTED: [u16; 14] = [9_706, 9_051, 5_608, 3_395, 628, 283, 104, 56, 20, 13, 9, 4, 2, 1];

/// How many in a hundred of the 3,000 most used passwords of a length `fitted` refuses, where that is below 99: the most used are known
/// of 8, 12 and 15 characters or more. Measured on the public list that these are from.
const fn fitted_refuses(min_length: u16) -> Option<u8> {
    match min_length {
        9 => Some(68),
        10 => Some(61),
        11 => Some(74),
        13 => Some(78),
        14 => Some(90),
        16.. => Some(86),
        _ => None,
    }
}

/// How many common passwords a policy of this length refuses by the list alone.
pub(super) fn listed_from(min_length: u16) -> u16 {
    let place = usize::from(min_length).saturating_sub(5);
    LISTED.get(place).copied().unwrap_or(0)
}

/// The character classes that the policy counts: `2 capital letters, 2 numbers`.
fn composition(policy: &Policy) -> Option<String> {
    let classes = [
        (policy.uppercase, "capital letters"),
        (policy.lowercase, "lower case letters"),
        (policy.digit, "numbers"),
        (policy.special, "special characters"),
    ];
    let counted: Vec<_> = classes
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, class)| format!("{number} {class}"))
        .collect();
    let classes =
        (policy.classes > 0).then(|| format!("{} of the four classes of characters", policy.classes));
    let counted: Vec<_> = counted.into_iter().chain(classes).collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}

/// The rules that look for something inside a password.
fn looks_inside(named: &NamedPolicy) -> Vec<&'static str> {
    let policy = named.policy();
    let inside = [
        (Rule::DictionaryWord, policy.applies(Rule::DictionaryWord)),
        (Rule::LeetWord, policy.applies(Rule::LeetWord)),
        (Rule::CommonPassword, policy.common_password == Blocklist::Contained),
        (Rule::Sequence, policy.applies(Rule::Sequence)),
        (Rule::Date, policy.applies(Rule::Date)),
        (Rule::Name, policy.applies(Rule::Name)),
        (Rule::Personal, policy.personal || !named.words().is_empty()),
    ];
    inside.into_iter().filter(|(_, on)| *on).map(|(rule, _)| rule.id()).collect()
}

/// The verb for so many rules.
fn look(rules: &[&str]) -> &'static str {
    if rules.len() == 1 { "looks" } else { "look" }
}

fn expiry(policy: &Policy) -> Option<String> {
    policy.lifecycle.expires_after_days.map(|days| format!("passwords expire after {days} days"))
}

fn no_blocklist(policy: &Policy) -> bool {
    policy.common_password == Blocklist::Off && !policy.breached
}

pub(super) fn nist(named: &NamedPolicy, remarks: &mut Remarks) {
    let policy = named.policy();
    let Policy { min_length, max_length, .. } = *policy;
    if min_length < 8 {
        remarks.breaks(
            "3.1.1.2 (1)",
            format!("{min_length} characters are enough; at least 8 shall be required, and 15 where the password stands alone"),
        );
    } else if min_length < 15 {
        remarks.breaks(
            "3.1.1.2 (1)",
            format!("{min_length} characters are enough; a password without a second factor shall have 15, with one 8"),
        );
    }
    if max_length < 64 {
        remarks.short(
            "3.1.1.2 (2)",
            format!("no more than {max_length} characters; at least 64 should be permitted"),
        );
    }
    if (' '..='~').any(|character| !policy.allows(character)) {
        let text = "some printing characters of ASCII, or the space, are refused; all should be accepted";
        remarks.short("3.1.1.2 (3)", text);
    }
    if !policy.allows('\u{e9}') {
        remarks.short("3.1.1.2 (4)", "characters beyond ASCII are refused; they should be accepted");
    }
    if let Some(classes) = composition(policy) {
        remarks.breaks("3.1.1.2 (5)", format!("requires {classes}; composition rules shall not be imposed"));
    }
    if let Some(expiry) = expiry(policy) {
        remarks.breaks("3.1.1.2 (6)", format!("{expiry}; periodic change shall not be required"));
    }
    if no_blocklist(policy) {
        remarks.breaks("3.1.1.2 blocklist", "common passwords are not looked for; a blocklist shall be");
    }
    let inside = looks_inside(named);
    if !inside.is_empty() {
        remarks.breaks(
            "3.1.1.2 blocklist",
            format!(
                "{} {} for substrings; the entire password shall be compared, not words that it contains",
                inside.join(", "),
                look(&inside)
            ),
        );
    }
    if policy.history > 0 {
        remarks.beyond(
            "3.1.1.2",
            format!("the last {} passwords may not be used again; no history is asked for", policy.history),
        );
    }
}

pub(super) fn asvs(named: &NamedPolicy, remarks: &mut Remarks) {
    let policy = named.policy();
    let Policy { min_length, max_length, .. } = *policy;
    if min_length < 8 {
        remarks.breaks("6.2.1", format!("{min_length} characters are enough; at least 8 are required"));
    } else if min_length < 15 {
        remarks.short("6.2.1", format!("{min_length} characters are enough; 15 are strongly recommended"));
    }
    if policy.common_password == Blocklist::Off {
        remarks.breaks("6.2.4", "common passwords are not looked for; at least the top 3000 are to be");
    } else if policy.common_password == Blocklist::Whole && !policy.breached {
        // What is contained in a password is looked for at every length.
        let listed = listed_from(min_length);
        if listed < 3_000 {
            remarks.breaks(
                "6.2.4",
                format!("the list has {listed} passwords of {min_length} characters or more; the top 3000 that match the policy are to be looked for, which common_password = \"fitted\" does"),
            );
        }
    } else if policy.common_password == Blocklist::Fitted
        && !policy.breached
        && let Some(percent) = fitted_refuses(min_length)
    {
        remarks.short(
            "6.2.4",
            format!("of the 3,000 most used passwords of {min_length} characters or more {percent} % are refused; with a min_length of 8, 12 or 15 it is 99 %"),
        );
    }
    if let Some(classes) = composition(policy) {
        remarks
            .breaks("6.2.5", format!("requires {classes}; passwords of any composition are to be allowed"));
    }
    if policy.allowed_characters != Characters::ALL || !policy.forbidden_characters.is_empty() {
        remarks.breaks("6.2.5", "some characters are refused; any are to be allowed");
    }
    if max_length < 64 {
        remarks.breaks("6.2.9", format!("no more than {max_length} characters; 64 are to be permitted"));
    }
    if let Some(expiry) = expiry(policy) {
        remarks.breaks("6.2.10", format!("{expiry}; periodic rotation is not to be required"));
    }
    if !policy.personal && named.words().is_empty() {
        remarks.short("6.2.11", "words of the context are not refused (level 2)");
    }
    if !policy.breached {
        remarks.short("6.2.12", "breached passwords are not looked for (level 3)");
    }
    let inside: Vec<_> =
        looks_inside(named).into_iter().filter(|rule| *rule != Rule::Personal.id()).collect();
    if !inside.is_empty() {
        remarks.beyond(
            "6.2.4",
            format!(
                "{} {} inside a password; a list of whole ones is enough",
                inside.join(", "),
                look(&inside)
            ),
        );
    }
}

pub(super) fn cyber_essentials(policy: &Policy, remarks: &mut Remarks) {
    const QUALITY: &str = "password-based authentication (quality)";
    const GUESSING: &str = "password-based authentication (brute force)";
    const NOT_ASKED: &str = "password-based authentication (not asked for)";
    let Policy { min_length, max_length, .. } = *policy;
    let deny_list = policy.common_password != Blocklist::Off;
    if min_length < 8 {
        remarks.breaks(
            QUALITY,
            format!("{min_length} characters are enough; 8 with a deny list or 12 without are the least"),
        );
    } else if min_length < 12 && !deny_list {
        remarks.breaks(
            QUALITY,
            format!("{min_length} characters without a deny list; 12 are required, or 8 with one"),
        );
    } else if min_length > 12 {
        remarks.beyond(QUALITY, format!("{min_length} characters; 12 are required"));
    }
    if usize::from(max_length) < MAX_CHARACTERS {
        remarks.breaks(
            QUALITY,
            format!("no more than {max_length} characters; there is to be no maximum length"),
        );
    }
    match policy.lifecycle.lock_after_attempts {
        Some(most) if most > 10 => {
            remarks.breaks(
                GUESSING,
                format!(
                    "locked after {most} attempts; no more than 10 are allowed, unless guesses are throttled"
                ),
            );
        }
        None => {
            remarks.short(GUESSING, "no lock; guesses are to be throttled, or a second factor used, instead");
        }
        Some(_) => {}
    }
    if let Some(classes) = composition(policy) {
        remarks.beyond(NOT_ASKED, format!("requires {classes}; complexity is not asked for"));
    }
    if let Some(expiry) = expiry(policy) {
        remarks.beyond(NOT_ASKED, format!("{expiry}; regular expiry is advised against"));
    }
}

pub(super) fn service_manual(policy: &Policy, remarks: &mut Remarks) {
    const INPUT: &str = "password input (avoid restricting the user's input)";
    const NCSC: &str = "NCSC password policy";
    let Policy { min_length, max_length, .. } = *policy;
    if min_length < 12 {
        remarks.breaks(INPUT, format!("{min_length} characters are enough; at least 12 are asked for"));
    }
    if max_length < 64 {
        remarks.breaks(INPUT, format!("no more than {max_length} characters; at least 64 are to be allowed"));
    }
    if policy.allowed_characters != Characters::ALL || !policy.forbidden_characters.is_empty() {
        remarks.breaks(INPUT, "some characters are refused; all are to be allowed");
    }
    if policy.common_password == Blocklist::Off {
        remarks.breaks(NCSC, "common passwords are not looked for; a deny list is asked for");
    }
    if let Some(classes) = composition(policy) {
        remarks.breaks(NCSC, format!("requires {classes}; complexity requirements are advised against"));
    }
    if let Some(expiry) = expiry(policy) {
        remarks.breaks(NCSC, format!("{expiry}; regular expiry is advised against"));
    }
    if let Some(most) = policy.lifecycle.lock_after_attempts.filter(|most| !(5..=10).contains(most)) {
        remarks.short(
            NCSC,
            format!("locked after {most} attempts; where accounts are locked, 5 to 10 are advised"),
        );
    }
}

pub(super) fn pci_dss(policy: &Policy, remarks: &mut Remarks) {
    let Policy { min_length, uppercase, lowercase, digit, classes, history, .. } = *policy;
    match policy.lifecycle.lock_after_attempts {
        Some(most) if most > 10 => {
            remarks.breaks("8.3.4", format!("locked after {most} attempts; 10 are the most"));
        }
        None => remarks.breaks("8.3.4", "no lock; an account is to be locked after 10 attempts at the most"),
        Some(_) => {}
    }
    if !policy.lifecycle.change_at_first_log_on {
        remarks.short("8.3.5", "a new or reset password need not be changed at the first log-on");
    }
    if min_length < 12 {
        remarks.breaks(
            "8.3.6",
            format!("{min_length} characters are enough; 12 are required, or 8 where a system takes no more"),
        );
    }
    let letters = uppercase > 0 || lowercase > 0;
    // Of any three classes one is letters, and of all four one is numbers.
    if !(letters && digit > 0 || classes == 4 || classes == 3 && digit > 0) {
        remarks.breaks("8.3.6", "letters and numbers are not both required; they are to be");
    }
    if policy.relaxed_from > 0 {
        remarks.breaks(
            "8.3.6",
            format!("from {} characters on, neither letters nor numbers need be there", policy.relaxed_from),
        );
    }
    if history < 4 {
        remarks.breaks(
            "8.3.7",
            format!("the last {history} passwords may not be used again; the last four may not be"),
        );
    }
    match policy.lifecycle.expires_after_days {
        Some(days) if days > 90 => remarks.short(
            "8.3.9",
            format!("passwords expire after {days} days; every 90 where there is no second factor and no dynamic analysis"),
        ),
        None => remarks.short(
            "8.3.9",
            "passwords do not expire; every 90 days where there is no second factor and no dynamic analysis",
        ),
        Some(_) => {}
    }
}

pub(super) fn cis_controls(policy: &Policy, remarks: &mut Remarks) {
    let Policy { min_length, .. } = *policy;
    if min_length < 8 {
        remarks.breaks(
            "5.2",
            format!("{min_length} characters are enough; 14 are the least, with a second factor 8"),
        );
    } else if min_length < 14 {
        remarks.breaks(
            "5.2",
            format!("{min_length} characters are enough; an account without a second factor is to have 14"),
        );
    }
}

/// The document that keyward began with. What a policy asks beyond it is not listed: that is every other standard's side.
pub(super) fn appendix_a(policy: &Policy, remarks: &mut Remarks) {
    let asked = &Policy::NHS_APPENDIX_A;
    let counts = [
        ("WE-C1", policy.min_length, asked.min_length, "characters"),
        ("WE-C3", policy.uppercase.into(), asked.uppercase.into(), "capital letters"),
        ("WE-C4", policy.lowercase.into(), asked.lowercase.into(), "lower case letters"),
        ("WE-C5", policy.digit.into(), asked.digit.into(), "numbers"),
        ("WE-C6", policy.special.into(), asked.special.into(), "special characters"),
        ("WE-C7", policy.history.into(), asked.history.into(), "earlier passwords barred"),
    ];
    for (clause, has, least, what) in counts {
        if has < least {
            remarks.breaks(clause, format!("{has} {what}; at least {least} are required"));
        }
    }
    // The smaller the length from which a word counts, the more is refused.
    let words = [
        (Rule::DictionaryWord, policy.dictionary_word, asked.dictionary_word),
        (Rule::LeetWord, policy.leet_word, asked.leet_word),
        (Rule::Sequence, policy.sequence, asked.sequence),
    ];
    for (rule, from, most) in words {
        if from > most {
            let text = format!("{} counts from {from} letters; it is to count from {most}", rule.id());
            remarks.breaks(Policy::NHS_APPENDIX_A.clause(rule), text);
        }
    }
    if matches!(policy.common_password, Blocklist::Whole | Blocklist::Fitted) {
        remarks.breaks("WE-O5", "only whole common passwords are refused; none is to be built on one");
    }
    if policy.own_details && !policy.personal {
        let clause = asked.clause(Rule::Personal);
        remarks.breaks(clause, "only whole details are refused; no password is to be based on one");
    }
    for &rule in Rule::ALL {
        let counted = matches!(
            rule,
            Rule::MinLength | Rule::Uppercase | Rule::Lowercase | Rule::Digit | Rule::Special | Rule::Reused
        );
        let clause = asked.clause(rule);
        if !counted && !clause.is_empty() && asked.applies(rule) && !policy.applies(rule) {
            remarks.breaks(clause, format!("{} is not checked", rule.id()));
        }
    }
    match policy.lifecycle.expires_after_days {
        Some(days) if days <= 90 => {}
        Some(days) => remarks.breaks("WE-S1", format!("passwords expire after {days} days; 90 are the most")),
        None => remarks.breaks("WE-S1", "passwords do not expire; they are to be changed every 90 days"),
    }
    if !policy.lifecycle.change_at_first_log_on {
        remarks.breaks("WE-M1", "a new or reset password need not be changed at the first log-on");
    }
    match policy.lifecycle.lock_after_attempts {
        Some(3..=5) => {}
        Some(most) => remarks.breaks("WE-M2", format!("locked after {most} attempts; usually after 3 to 5")),
        None => remarks.breaks("WE-M2", "no lock after wrong attempts; usually after 3 to 5"),
    }
    for (example, clause) in EXAMPLES.into_iter().zip(["WE-G1", "WE-G2"]) {
        let report = keyward_core::check(
            example,
            &keyward_core::Context::default(),
            policy,
            &keyward_core::Lists::NONE,
        );
        let objections: Vec<_> = report
            .findings()
            .map(|finding| match policy.clause(finding.rule) {
                "" => finding.rule.id(),
                clause => clause,
            })
            .collect();
        if !report.accepted() {
            remarks.breaks(
                clause,
                format!("the document's own example, {example}, does not meet {}", objections.join(", ")),
            );
        }
    }
}
