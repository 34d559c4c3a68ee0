//! What a library needs that takes the place of another one: its options come from a file, as its callers give it none, and the
//! texts that it tells stay where they are, as its callers never give them back.

use std::collections::BTreeSet;
use std::ffi::{CStr, CString};
use std::fs;
use std::io::ErrorKind;
use std::sync::Mutex;

use crate::{Judge, OnError, Options, guarded};

/// Where the options are: `key=value`, one a line; `#` begins a comment.
pub const CONFIG: &str = "/etc/keyward/keyward.conf";

/// Texts that were told. There are as many as the policy has ways to refuse, and no more than this.
static TOLD: Mutex<BTreeSet<&'static CStr>> = Mutex::new(BTreeSet::new());
const MOST_TOLD: usize = 10_000;

/// The options in the text of the file.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Runs something with the policy of the file; `open` is what comes of it where that is broken and the file says
/// `on_error=accept`. Without a file everything is as it is without options.
///
/// # Errors
/// What is wrong with the file or the policy, or that of `run`.
pub fn with_config<T>(open: T, run: impl FnOnce(&Judge, &Options) -> Result<T, String>) -> Result<T, String> {
    let text = match fs::read_to_string(CONFIG) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.map_err(|error| format!("{CONFIG}: {error}"))?,
    };
    let done = guarded(|| {
        let options = Options::read(items(&text), &[]).map_err(|mistake| format!("{CONFIG}: {mistake}"))?;
        let judge = Judge::open(&options).map_err(|mistake| format!("{CONFIG}: {mistake}"))?;
        run(&judge, &options)
    });
    done.or_else(|reason| if OnError::of(items(&text)) == OnError::Accept { Ok(open) } else { Err(reason) })
}

/// The same text for ever, as the same pointer.
#[must_use]
pub fn stays(line: &str) -> &'static CStr {
    const REFUSED: &CStr = c"the password is refused by the password policy";
    let (Ok(line), Ok(mut told)) = (CString::new(line), TOLD.lock()) else { return REFUSED };
    if let Some(known) = told.get(line.as_c_str()) {
        return known;
    }
    if told.len() >= MOST_TOLD {
        return REFUSED;
    }
    let line: &'static CStr = Box::leak(line.into_boxed_c_str());
    told.insert(line);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_told_twice_takes_room_once() {
        assert!(std::ptr::eq(stays("one"), stays("one")) && stays("one") != stays("two"));
    }

    #[test]
    fn comments_and_blanks_are_passed_over() {
        let given: Vec<_> = items("# ours\n\npolicy=hw-5.3.2\n  lang=cy  \n").collect();
        assert_eq!(given, ["policy=hw-5.3.2", "lang=cy"]);
    }
}
