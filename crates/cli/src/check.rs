//! `keyward check`: one password, or many with `--batch`.

use std::io;
use std::path::Path;

use anyhow::{Result, anyhow};
use keyward::history::Ask;
use keyward::{Disclosure, NamedPolicy, Operation, PRESETS, Report, Rule, Strength};
use zeroize::Zeroizing;

use crate::account::Account;
use crate::answer::Style;
use crate::arguments::{CheckOptions, Format};
use crate::batch::Batch;
use crate::{Outcome, breached, dict, history, password, progress};

/// Judges what the options say.
pub(crate) fn run(options: &CheckOptions) -> Result<Outcome> {
    let policy = open_policy(&options.answer.policy)?;
    let blobs = options.dictionaries.iter().map(|path| dict::read(path)).collect::<Result<Vec<_>>>()?;
    let mut validator = breached::validator(policy, options.breached.as_deref())?;
    for (path, blob) in options.dictionaries.iter().zip(&blobs) {
        validator = validator.with_dictionary(dict::open(path, blob)?);
    }
    let operation = options.operation.unwrap_or_default();
    // Who sets a password for somebody is not to learn from it what that person's others are like.
    let typed_by_owner = !options.stdin && !options.batch && operation == Operation::Change;
    let otherwise = if typed_by_owner { Disclosure::Private } else { Disclosure::Desk };
    let style = Style {
        policy: validator.named(),
        disclosure: options.disclosure.unwrap_or(otherwise),
        language: options.answer.lang,
    };
    let ask = if options.thorough { Ask::Always } else { Ask::IfAccepted };
    if options.batch {
        let batch = Batch { validator: &validator, style: &style, operation, ask };
        return batch.run(&mut io::stdin().lock(), &mut io::stdout().lock());
    }
    let mut account = Account::from_options(&options.account)?;
    account.operation = operation;
    if let Some(path) = &options.history {
        account.history = history::read(path)?;
    }
    let password =
        if options.stdin { password::read(io::stdin().lock())? } else { password::ask("New password: ")? };
    let report =
        progress::during("Comparing with earlier passwords", || account.judge(&password, &validator, ask))?;
    let advised = style.disclosure == Disclosure::Private
        && options.answer.format == Format::Text
        && validator.policy().applies(Rule::Weak);
    // The policy's own words are guessed first too, as they are for its advice.
    let estimate = || {
        account.in_context(|context| style.policy.in_context(context, |known| Strength::of(&password, known)))
    };
    let strength = (options.strength || advised).then(estimate);
    print(&password, &report, strength, &style, options.answer.format)?;
    Ok(outcome(&report))
}

/// The policy of this name or in this file.
pub(crate) fn open_policy(name: &str) -> Result<NamedPolicy> {
    NamedPolicy::open(name).map_err(|error| {
        if Path::new(name).exists() {
            return anyhow!(error).context("the policy");
        }
        let presets = PRESETS.iter().map(|preset| preset.id).collect::<Vec<_>>().join(", ");
        anyhow!("{error}; the presets are {presets}")
    })
}

/// What a report comes to.
pub(crate) fn outcome(report: &Report) -> Outcome {
    if report.accepted() { Outcome::Accepted } else { Outcome::Rejected }
}

/// Prints the answer to one password.
pub(crate) fn print(
    password: &str,
    report: &Report,
    strength: Option<Strength>,
    style: &Style<'_>,
    format: Format,
) -> Result<()> {
    let mut answer = Zeroizing::new(Vec::new());
    match format {
        Format::Text => style.write_text(&mut *answer, password, report, strength)?,
        Format::Json => style.write_json(&mut *answer, None, report, strength)?,
    }
    crate::print(&answer)
}
