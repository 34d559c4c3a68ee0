//! LTB Self Service Password: `$prehook`. It hands over the log-in, the new password and, unless it is a reset, the old one as
//! arguments, where every user of the computer can read them, in base64 if it is told to; 0 lets the password pass, and the
//! first line is shown. With `stdin` they are lines of standard input instead.

use base64ct::{Base64, Encoding as _};
use keyward_client::{Key, Operation, OwnedContext, Takes};
use zeroize::Zeroizing;

use crate::ask::{Answer, Arguments, CANNOT, complain, input, judge, lines, name};

const OWN: &[Key] =
    &[Key { name: "stdin", takes: Takes::Nothing }, Key { name: "base64", takes: Takes::Nothing }];

pub(crate) fn run(arguments: &Arguments<'_>) -> u8 {
    let answer = judge(arguments, OWN, |options| {
        let given: Vec<Zeroizing<Vec<u8>>> = if options.flag("stdin") {
            lines(&input()?).map(|line| Zeroizing::new(line.to_vec())).collect()
        } else {
            arguments.rest.iter().map(|given| Zeroizing::new(given.as_bytes().to_vec())).collect()
        };
        let [login, new, old @ ..] = given.as_slice() else {
            return Err("ltb takes the log-in, the new password and the old one, behind `--`".to_owned());
        };
        let plain = |given: &Zeroizing<Vec<u8>>| {
            if !options.flag("base64") {
                return Ok(given.clone());
            }
            let text = std::str::from_utf8(given).map_err(|_| "a password is not base64".to_owned())?;
            Base64::decode_vec(text).map(Zeroizing::new).map_err(|_| "a password is not base64".to_owned())
        };
        let new = plain(new)?;
        let old = old.first().filter(|old| !old.is_empty()).map(plain).transpose()?;
        let old =
            old.and_then(|old| std::str::from_utf8(&old).ok().map(|old| Zeroizing::new(old.to_owned())));
        let account = OwnedContext {
            operation: if old.is_some() { Operation::Change } else { Operation::Set },
            username: name(login),
            previous: old.into_iter().collect(),
            ..OwnedContext::default()
        };
        Ok((account, new))
    });
    match answer {
        Answer::Accepted => 0,
        Answer::Refused(line, _) => {
            println!("{line}");
            1
        }
        Answer::Failed(reason) => {
            complain(&reason);
            if arguments.is_open() {
                return 0;
            }
            println!("{CANNOT}");
            2
        }
    }
}
