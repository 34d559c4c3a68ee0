//! What is said when the command line is not understood. An argument that should not be there may be a password, so no
//! argument is ever repeated: only the names of our own options are.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, Error};

use crate::arguments::Arguments;
use crate::outcome::Outcome;
use crate::output::complain;

/// Prints help, the version or what is wrong, and says how the command ends.
pub(crate) fn report(error: &Error) -> Outcome {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        // A text of ours alone, which may be in bold at a terminal. A reader who has gone is no reason to complain.
        return match error.print().and_then(|()| io::stdout().flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                complain(&format!("cannot write the answer: {error}"));
                Outcome::Unchecked
            }
            _ => Outcome::Accepted,
        };
    }
    let given = Given::read();
    complain(&format!("{}\nTry `{} --help`.", what_is_wrong(error, &given), given.name));
    Outcome::Unchecked
}

/// The command that was asked for, as far as it is one of ours.
struct Given {
    /// Such as `keyward history add`.
    name: String,
    /// The commands that may follow, such as `add`, `check` and `prune` after `keyward history`.
    next: Vec<String>,
}

impl Given {
    fn read() -> Self {
        let (mut name, mut command) = ("keyward".to_owned(), Arguments::command());
        for argument in std::env::args_os().skip(1) {
            let Some(next) = command.find_subcommand(&argument).cloned() else { break };
            name = format!("{name} {}", next.get_name());
            command = next;
        }
        let next = command.get_subcommands().map(|next| next.get_name().to_owned()).collect();
        Self { name, next }
    }

    /// Whether a value too many may be a password: where one is checked, and where no command was named at all.
    fn may_hold_a_password(&self) -> bool {
        ["keyward", "keyward check", "keyward history add", "keyward history check"]
            .contains(&self.name.as_str())
    }
}

fn what_is_wrong(error: &Error, given: &Given) -> String {
    let option = text(error, ContextKind::InvalidArg).filter(|name| name.starts_with("--"));
    match (error.kind(), option) {
        (ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand, _) => unexpected(error, given),
        (ErrorKind::ValueValidation, Some(option)) => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{}: {reason}", name(&option))
        }
        (ErrorKind::InvalidValue, Some(option)) => match values(error, ContextKind::ValidValue) {
            valid if valid.is_empty() => format!("{}: a value is missing", name(&option)),
            valid => format!("{}: not one of {}", name(&option), valid.join(", ")),
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
            let example = given.next.first().map_or("", String::as_str);
            format!("say what to do: {}; such as `{} {example}`", given.next.join(", "), given.name)
        }
        (ErrorKind::TooManyValues, Some(option)) => format!("{} takes no value", name(&option)),
        (kind, Some(option)) => format!("{}: {kind}", name(&option)),
        (kind, None) => kind.to_string(),
    }
}

/// Something that is neither an option nor a command of ours.
fn unexpected(error: &Error, given: &Given) -> String {
    let message = "an argument was not understood; it is not repeated here, as it may be a password";
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .flat_map(|kind| values(error, kind))
        .next();
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let names_a_password = argument.starts_with("-p") || argument.starts_with("--pass");
    let is_option = argument.starts_with('-') && !names_a_password;
    if let Some(meant) = meant {
        format!("{message}. Did you mean `{meant}`?")
    } else if is_option && !argument.starts_with("--") {
        format!("{message}. A value that begins with - is written behind =, such as --username=-x")
    } else if !is_option && given.may_hold_a_password() {
        format!(
            "{message}.\nA password is never an argument: it would be in the shell's history and in the list of processes. \
             Let `keyward check` ask for it, or pass it with --stdin; if it was a password, choose another one"
        )
    } else if is_option || given.next.is_empty() {
        message.to_owned()
    } else {
        format!("{message}. After `{}` comes one of {}", given.name, given.next.join(", "))
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
