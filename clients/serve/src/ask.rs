//! What all protocols share: arguments, a password from standard input, and the answer.

use std::io::Read;

use keyward_client::{Disclosure, Judge, Key, OnError, Options, OwnedContext, guarded};
use zeroize::Zeroizing;

/// A line that a page, a terminal or a log can show.
const MOST_BYTES: usize = 1000;

/// More than this is not read from standard input.
const MAX_INPUT: u64 = 4 << 20;

/// What the typist is told where the password cannot be judged.
pub(crate) const CANNOT: &str = "The password cannot be checked. Tell your administrator.";

/// Options, `key=value`, up to the first argument that is none, and what comes from there on.
pub(crate) struct Arguments<'a> {
    options: Vec<&'a str>,
    pub(crate) rest: &'a [String],
}

impl<'a> Arguments<'a> {
    pub(crate) fn split(given: &'a [String]) -> Self {
        let is_option = |item: &&String| {
            let name = item.split('=').next().unwrap_or_default();
            name.starts_with(|letter: char| letter.is_ascii_lowercase())
                && name.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '_'))
        };
        let (options, rest) =
            given.split_at(given.iter().take_while(is_option).take_while(|item| *item != "--").count());
        let rest = rest.strip_prefix(&["--".to_owned()]).unwrap_or(rest);
        Self { options: options.iter().map(String::as_str).collect(), rest }
    }

    /// The options, beside the common ones those of the protocol.
    pub(crate) fn options(&self, own: &'static [Key]) -> Result<Options, String> {
        Options::read(self.options.iter().copied(), own).map_err(|mistake| mistake.to_string())
    }

    /// Whether a password that cannot be judged passes.
    pub(crate) fn is_open(&self) -> bool {
        OnError::of(self.options.iter().copied()) == OnError::Accept
    }
}

/// What became of a password.
pub(crate) enum Answer {
    Accepted,
    /// With a line for the typist, and one for a log.
    Refused(String, String),
    /// With the reason, for a log.
    Failed(String),
}

/// Judges a password that `read` takes from wherever the protocol has it.
pub(crate) fn judge(
    arguments: &Arguments<'_>,
    own: &'static [Key],
    read: impl FnOnce(&Options) -> Result<(OwnedContext, Zeroizing<Vec<u8>>), String>,
) -> Answer {
    let judged = guarded(|| {
        let options = arguments.options(own)?;
        let judge = Judge::open(&options).map_err(|mistake| mistake.to_string())?;
        let (account, password) = read(&options)?;
        ask(&judge, &account, &password)
    });
    judged.unwrap_or_else(Answer::Failed)
}

/// Asks about one password.
pub(crate) fn ask(judge: &Judge, account: &OwnedContext, password: &[u8]) -> Result<Answer, String> {
    let answer = judge.judge(password, account, &[])?;
    if answer.accepted() {
        return Ok(Answer::Accepted);
    }
    let line = |reader| answer.line(reader, MOST_BYTES);
    Ok(Answer::Refused(line(Disclosure::Desk), line(Disclosure::Log)))
}

/// Says on standard error why a password could not be judged.
pub(crate) fn complain(reason: &str) {
    eprintln!("keyward-serve: the password cannot be judged: {reason}");
}

/// All of standard input.
pub(crate) fn input() -> Result<Zeroizing<Vec<u8>>, String> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = std::io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("standard input cannot be read: {error}"))?;
    if bytes.len() as u64 > MAX_INPUT {
        return Err("more than 4 MiB on standard input".to_owned());
    }
    Ok(bytes)
}

/// The lines of standard input, without what ends each.
pub(crate) fn lines(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    let whole = input.strip_suffix(b"\n").unwrap_or(input);
    whole.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

/// Text that names something, rather than a password.
pub(crate) fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_taken_for_an_option() {
        let given = ["policy=x", "debug", "joan", "aB=3", "policy=y"].map(str::to_owned);
        let arguments = Arguments::split(&given);
        assert_eq!(arguments.options, ["policy=x", "debug", "joan"]);
        let given = ["policy=x", "--", "joan", "aB=3"].map(str::to_owned);
        let arguments = Arguments::split(&given);
        assert_eq!((arguments.options.as_slice(), arguments.rest), (&["policy=x"][..], &given[2..]));
    }
}
