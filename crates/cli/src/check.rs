//! `keyward check`: one password, or many with `--batch`.

use std::io;

use anyhow::{Context as _, Result};
use keyward::{Disclosure, NamedPolicy, Report, Validator};
use zeroize::Zeroizing;

use crate::account::Account;
use crate::answer::Style;
use crate::arguments::{CheckOptions, Format};
use crate::{Outcome, batch, password};

/// Judges what the options say.
pub(crate) fn run(options: &CheckOptions) -> Result<Outcome> {
    let policy = NamedPolicy::open(&options.policy).context("--policy")?;
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
    crate::print(&answer)
}
