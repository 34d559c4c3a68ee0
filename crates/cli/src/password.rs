//! Where a password comes from: the terminal, without showing it, or standard input.

use std::io::{IsTerminal, Read};

use anyhow::{Context as _, Result, bail};
use zeroize::Zeroizing;

use crate::prompt;

/// More than this is not read from standard input: no password is that long, and memory stays bounded.
pub(crate) const MAX_BYTES: usize = 16 << 20;

/// Asks at the terminal.
pub(crate) fn ask(prompt: &str) -> Result<Zeroizing<String>> {
    if !std::io::stdin().is_terminal() {
        bail!("standard input is no terminal to ask at; add --stdin to read the password from it");
    }
    prompt::ask(prompt)
}

/// Reads standard input to its end and takes exactly one newline (LF or CR LF) off it.
pub(crate) fn read(input: impl Read) -> Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let limit = MAX_BYTES as u64 + 1;
    input.take(limit).read_to_end(&mut bytes).context("cannot read standard input")?;
    if bytes.is_empty() {
        bail!("nothing on standard input; an empty password is an empty line");
    }
    if bytes.len() > MAX_BYTES {
        bail!("more than {} MiB on standard input; a password ends after one line", MAX_BYTES >> 20);
    }
    if bytes.ends_with(b"\n") {
        bytes.pop();
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
    }
    match std::str::from_utf8(&bytes) {
        Ok(password) => Ok(Zeroizing::new(password.to_owned())),
        // Its place would tell how long a part of the password is.
        Err(_) => bail!("the password is not UTF-8; send it as UTF-8"),
    }
}

/// Reads two lines, the current password and the new one. The second is read as [`read`] reads the only one.
pub(crate) fn read_two(input: impl Read) -> Result<(Zeroizing<String>, Zeroizing<String>)> {
    let both = read(input)?;
    let Some((current, new)) = both.split_once('\n') else {
        bail!(
            "one line on standard input; with --current there are two, the current password and the new one"
        )
    };
    let current = current.strip_suffix('\r').unwrap_or(current);
    Ok((Zeroizing::new(current.to_owned()), Zeroizing::new(new.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_are_the_current_one_and_the_new_one() {
        for (given, expected) in [
            ("old\nnew\n", Some(("old", "new"))),
            ("old\r\nnew\r\n", Some(("old", "new"))),
            ("old\nnew", Some(("old", "new"))),
            (" old \n new \n", Some((" old ", " new "))),
            ("old\nnew\n\n", Some(("old", "new\n"))),
            ("\nnew", Some(("", "new"))),
            ("old\n\n", Some(("old", ""))),
            ("old\n", None),
            ("old", None),
        ] {
            let read = read_two(given.as_bytes()).ok();
            let read = read.as_ref().map(|(current, new)| (current.as_str(), new.as_str()));
            assert_eq!(read, expected, "{given:?}");
        }
    }

    #[test]
    fn one_newline_is_taken_off_and_nothing_else() {
        for (given, expected) in [
            ("Kw7\n", "Kw7"),
            ("Kw7\r\n", "Kw7"),
            ("Kw7", "Kw7"),
            ("Kw7\n\n", "Kw7\n"),
            ("Kw7\r\n\r\n", "Kw7\r\n"),
            ("Kw7\r", "Kw7\r"),
            (" Kw7 \n", " Kw7 "),
            ("\n", ""),
            ("\r\n", ""),
        ] {
            assert_eq!(read(given.as_bytes()).unwrap().as_str(), expected, "{given:?}");
        }
    }

    #[test]
    fn nothing_at_all_is_no_password() {
        assert!(read(&b""[..]).unwrap_err().to_string().contains("nothing on standard input"));
    }

    #[test]
    fn what_is_not_utf8_is_said_without_its_place() {
        let error = read(&b"Kw7\xa3Lq9x\n"[..]).unwrap_err().to_string();
        assert!(error.contains("not UTF-8") && !error.contains(['4', 'K']), "{error}");
    }

    #[test]
    fn input_without_end_is_refused() {
        let error = read(std::io::repeat(b'a')).unwrap_err().to_string();
        assert!(error.contains("16 MiB"), "{error}");
    }
}
