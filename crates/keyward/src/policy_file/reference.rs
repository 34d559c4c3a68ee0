//! The references for people, made from the tables that the program itself goes by: the keys of a policy file, and what
//! each preset does and does not check.

use std::fmt::Write as _;

use keyward_core::{Key, Language, PRESETS, Policy, Preset, Rule, Value};

use super::read::{OTHER_KEYS, text_of};

/// The keys of a policy file, as Markdown: `docs/policy-file.md`.
#[must_use]
pub fn policy_file_reference() -> String {
    let mut text = String::from(
        "# Policy files\n\
         \n\
         A policy file is TOML, or JSON with the same keys in one object. Whatever it leaves out is as in its `base`.\n\
         A key that is unknown, a value outside its range and a combination that no password could meet are errors, with\n\
         the line, the key and the nearest right one.\n\
         \n\
         ```toml\n\
         id = \"our-trust\"\n\
         base = \"nhs-appendix-a\"\n\
         min_length = 12\n\
         words = [\"Riverside\", \"Oakfield\"]\n\
         ```\n\
         \n\
         | key | value | in the default preset | meaning |\n\
         |---|---|---|---|\n",
    );
    for name in OTHER_KEYS {
        let (values, meaning) = other_key(name);
        let _ = writeln!(text, "| `{name}` | {values} | | {meaning} |");
    }
    for key in Key::ALL {
        let default = text_of(*key, &Policy::NHS_APPENDIX_A);
        let _ = writeln!(text, "| `{}` | {} | `{default}` | {} |", key.id(), key.kind(), key.doc());
    }
    text += "\nOf all this a digest is made, the first 16 digits of a SHA-256, which goes with every answer: equal digests mean\n\
             that the same was asked for, whatever the order of the keys, the comments or the name.\n";
    text
}

fn other_key(name: &str) -> (&'static str, &'static str) {
    match name {
        "id" => ("a name", "What answers call the policy; the name of the file if it is left out."),
        "base" => (
            "the name of a preset",
            "The preset that the policy starts from; `nhs-appendix-a` if it is left out.",
        ),
        "words" => (
            "a list of words, each of 3 letters or digits at least and 256 characters at most, 256 words and \
             16 KiB at most",
            "Words of the organisation: sites, systems, projects. No password may have one, in any reading, also \
             backwards, even where `personal` is false; one of 3 letters only counts where no letter touches it.",
        ),
        _ => (
            "a list of pairs, `[[\"4\", \"a\"], [\"@\", \"a\"]]`",
            "What may be read as a letter, in place of the standard table: 1 to 4 characters, and the letter.",
        ),
    }
}

/// What each preset does and does not check, as Markdown: `docs/presets.md`.
#[must_use]
pub fn presets_reference() -> String {
    let mut text = String::from(
        "# Presets\n\
         \n\
         Policies made ready from published documents. The first is taken when nothing is said.\n",
    );
    for preset in PRESETS {
        let _ = write!(
            text,
            "\n## `{}`\n\n{}.\n\nSource: {}.\n\n{}\n\nIt checks:\n\n",
            preset.id, preset.title, preset.source, preset.note
        );
        for rule in Rule::ALL.iter().copied().filter(|rule| preset.policy.applies(*rule)) {
            let clause = preset.policy.clause(rule);
            let clause = if clause.is_empty() { String::new() } else { format!(" ({clause})") };
            let requirement = rule.requirement(&preset.policy, Language::English);
            let _ = writeln!(text, "- `{}`: {requirement}{clause}", rule.id());
        }
        let off: Vec<_> = Rule::ALL
            .iter()
            .copied()
            .filter(|rule| !preset.policy.applies(*rule))
            .map(|rule| format!("`{}`", rule.id()))
            .collect();
        let _ = write!(text, "\nIt does not check: {}.\n", off.join(", "));
        let _ = write!(text, "\n{}", lifecycle(preset));
    }
    text += "\n## In one table\n\n| rule |";
    for preset in PRESETS {
        let _ = write!(text, " `{}` |", preset.id);
    }
    text += "\n|---|";
    text += &"---|".repeat(PRESETS.len());
    for &rule in Rule::ALL {
        let _ = write!(text, "\n| `{}` |", rule.id());
        for preset in PRESETS {
            let _ = write!(text, " {} |", setting(rule, &preset.policy));
        }
    }
    text + "\n"
}

/// The value of the key that a rule goes by.
fn setting(rule: Rule, policy: &Policy) -> String {
    if !policy.applies(rule) {
        return "–".to_owned();
    }
    let key = Key::ALL.iter().find(|key| key.rule() == Some(rule));
    match key.map(|key| key.value(policy)) {
        Some(Value::Flag(true)) => "yes".to_owned(),
        value => value.map_or_else(String::new, |value| value.to_string()),
    }
}

fn lifecycle(preset: &Preset) -> String {
    let lifecycle = &preset.policy.lifecycle;
    let expiry = lifecycle.expires_after_days.map_or_else(
        || "Passwords do not expire.".to_owned(),
        |days| format!("Passwords expire after {days} days."),
    );
    let first = if lifecycle.change_at_first_log_on {
        " A new or reset password is changed at the first log-on."
    } else {
        ""
    };
    let lock = lifecycle
        .lock_after_attempts
        .map_or_else(String::new, |most| format!(" The account is locked after {most} wrong attempts."));
    format!("{expiry}{first}{lock}\n")
}
