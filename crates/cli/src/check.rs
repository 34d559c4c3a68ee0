//! `keyward check`: one password, or many with `--batch`.

use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use keyward::{Disclosure, NamedPolicy, PRESETS, Report, Validator};
use zeroize::Zeroizing;

use crate::account::Account;
use crate::answer::Style;
use crate::arguments::{CheckOptions, Format};
use crate::{Outcome, batch, password};

/// Judges what the options say.
pub(crate) fn run(options: &CheckOptions) -> Result<Outcome> {
    let policy = open_policy(&options.policy)?;
    let validator = Validator::new(policy);
    let at_prompt = !options.stdin && !options.batch;
    let otherwise = if at_prompt { Disclosure::Private } else { Disclosure::Desk };
    let style = Style {
        policy: validator.policy(),
        disclosure: options.disclosure.unwrap_or(otherwise),
        language: options.lang,
    };
    if options.batch {
        let defaults = options.operation.unwrap_or_default();
        return batch::run(&validator, &style, defaults, &mut io::stdin().lock(), &mut io::stdout().lock());
    }
    let mut account = Account::from_options(&options.account)?;
    account.operation = options.operation.unwrap_or_default();
    let password =
        if options.stdin { password::read(io::stdin().lock())? } else { password::ask("New password: ")? };
    let report = account.with_context(|context| validator.check(&password, context));
    print(&password, &report, &style, options.format)?;
    Ok(outcome(&report))
}

/// The policy of this name or in this file.
pub(crate) fn open_policy(name: &str) -> Result<NamedPolicy> {
    NamedPolicy::open(name).with_context(|| {
        if Path::new(name).exists() {
            return "--policy".to_owned();
        }
        let presets = PRESETS.iter().map(|preset| preset.id).collect::<Vec<_>>().join(", ");
        format!("--policy: give a policy file or a preset; the presets are {presets}")
    })
}

/// What a report comes to.
pub(crate) fn outcome(report: &Report) -> Outcome {
    if report.accepted() { Outcome::Accepted } else { Outcome::Rejected }
}

fn print(password: &str, report: &Report, style: &Style<'_>, format: Format) -> Result<()> {
    let mut answer = Zeroizing::new(Vec::new());
    match format {
        Format::Text => style.write_text(&mut *answer, password, report)?,
        Format::Json => style.write_json(&mut *answer, None, report)?,
    }
    let mut output = io::stdout().lock();
    match output.write_all(&answer).and_then(|()| output.flush()) {
        // Nobody reads the answer, but the exit status still gives the verdict.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write the answer"),
    }
}
