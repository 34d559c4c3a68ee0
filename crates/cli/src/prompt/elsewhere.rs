//! The prompt where there is no terminal of Unix.

use std::io::ErrorKind;

use anyhow::{Context as _, Result, bail};
use zeroize::Zeroizing;

/// Asks, and returns what was typed before Enter.
pub(crate) fn ask(prompt: &str) -> Result<Zeroizing<String>> {
    match rpassword::prompt_password(prompt).map(Zeroizing::new) {
        // What the terminal sends that is not UTF-8 arrives as this character. It would be another password.
        Ok(password) if password.contains(char::REPLACEMENT_CHARACTER) => {
            bail!("the password is not UTF-8; set the terminal to UTF-8 and type it again")
        }
        Ok(password) => Ok(password),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => bail!("no password was typed"),
        Err(error) => Err(error).context("cannot ask at the terminal; use --stdin"),
    }
}
