//! What is said when the command line is not understood. An argument that should not be there may be a password, so no
//! argument is ever repeated: only the names of our own options are.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::Outcome;

/// Prints help, the version or what is wrong, and says how the command ends.
pub(crate) fn report(error: &Error) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A closed output is no reason to complain about a help text.
        let _ = error.print();
        return Outcome::Accepted;
    }
    eprintln!("keyward: {}", what_is_wrong(error));
    eprintln!("Try `keyward --help` or `keyward check --help`.");
    Outcome::Unchecked
}

fn what_is_wrong(error: &Error) -> String {
    let option = text(error, ContextKind::InvalidArg).filter(|name| name.starts_with("--"));
    match (error.kind(), option) {
        (ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand, _) => unexpected(error),
        (ErrorKind::ValueValidation, Some(option)) => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{option}: {reason}")
        }
        (ErrorKind::InvalidValue, Some(option)) => match values(error, ContextKind::ValidValue) {
            valid if valid.is_empty() => format!("{option}: a value is missing"),
            valid => format!("{option}: not one of {}", valid.join(", ")),
        },
        (ErrorKind::ArgumentConflict, Some(option)) => {
            let others = values(error, ContextKind::PriorArg);
            if others.contains(&option) {
                return format!("{} was given twice", name(&option));
            }
            let others: Vec<_> = others.iter().map(|other| name(other)).collect();
            format!("{} cannot be used together with {}", name(&option), others.join(", "))
        }
        (ErrorKind::MissingRequiredArgument, _) => {
            format!("something is missing: {}", values(error, ContextKind::InvalidArg).join(", "))
        }
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand, _) => {
            "say what to do, such as `keyward check`".to_owned()
        }
        (ErrorKind::TooManyValues, Some(option)) => format!("{option} takes no value"),
        (kind, Some(option)) => format!("{option}: {kind}"),
        (kind, None) => kind.to_string(),
    }
}

/// Something that is neither an option nor a command of ours.
fn unexpected(error: &Error) -> String {
    let message = "an argument was not understood; it is not repeated here, as it may be a password";
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .flat_map(|kind| values(error, kind))
        .next();
    if let Some(meant) = meant {
        format!("{message}. Did you mean `{meant}`?")
    } else {
        format!(
            "{message}.\nA password is never an argument: it would be in the shell's history and in the list of processes. \
             Let `keyward check` ask for it, or pass it with --stdin; if it was a password, choose another one"
        )
    }
}

/// The name of an option, without what it takes.
fn name(option: &str) -> &str {
    option.split(' ').next().unwrap_or_default()
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    values(error, kind).into_iter().next()
}

fn values(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(value)) => vec![value.clone()],
        Some(ContextValue::Strings(values)) => values.clone(),
        _ => Vec::new(),
    }
}
