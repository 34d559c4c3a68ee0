//! passwdqc's `pwqcheck`: the new password, the old one and an entry of `/etc/passwd` or a user name on standard input, a line each;
//! `-1` and `-2` leave the last ones out. `OK` and 0 let it pass.

use keyward_client::{Key, Operation, OwnedContext, Takes, add_gecos};
use zeroize::Zeroizing;

use crate::ask::{Answer, Arguments, CANNOT, complain, input, judge, lines, name};

const OWN: &[Key] = &[Key { name: "lines", takes: Takes::Value("how many lines there are, 1 to 3") }];

pub(crate) fn run(arguments: &Arguments<'_>) -> u8 {
    let answer = judge(arguments, OWN, |options| {
        let wanted = match arguments.rest {
            [] => options.number("lines", 1..=3, 3).map_err(|mistake| mistake.to_string())?,
            [flag] if flag == "-1" => 1,
            [flag] if flag == "-2" => 2,
            _ => return Err("pwqcheck takes -1, -2 or nothing behind its options".to_owned()),
        };
        let input = input()?;
        let mut lines = lines(&input).take(wanted as usize);
        let password = Zeroizing::new(lines.next().unwrap_or_default().to_vec());
        let old = lines.next().filter(|old| !old.is_empty());
        let old = old.and_then(|old| std::str::from_utf8(old).ok()).map(|old| Zeroizing::new(old.to_owned()));
        let mut account = OwnedContext {
            operation: if old.is_some() { Operation::Change } else { Operation::Set },
            previous: old.into_iter().collect(),
            ..OwnedContext::default()
        };
        if let Some(entry) = lines.next().map(name) {
            let mut fields = entry.split(':');
            fields.next().unwrap_or_default().clone_into(&mut account.username);
            if let Some(gecos) = fields.nth(3) {
                add_gecos(&mut account, gecos);
            }
        }
        Ok((account, password))
    });
    match answer {
        Answer::Accepted => {
            println!("OK");
            0
        }
        Answer::Refused(line, _) => {
            println!("Bad passphrase ({line})");
            1
        }
        Answer::Failed(reason) => {
            complain(&reason);
            let open = arguments.is_open();
            println!("{}", if open { "OK".to_owned() } else { format!("Bad passphrase ({CANNOT})") });
            if open { 0 } else { 2 }
        }
    }
}
