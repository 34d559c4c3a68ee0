//! Heimdal: `external-check`. Standard input has `principal: P`, `new-password: X` and `end`, a line each. `APPROVED` on
//! standard output lets the password pass; another line there is what the client is told.

use keyward_client::{Operation, OwnedContext};
use zeroize::Zeroizing;

use crate::ask::{Answer, Arguments, CANNOT, complain, input, judge, lines, name};

pub(crate) fn run(arguments: &Arguments<'_>) -> u8 {
    let answer = judge(arguments, &[], |_| {
        let input = input()?;
        let (mut principal, mut password) = (None, None);
        let mut whole = false;
        for line in lines(&input) {
            if let Some(value) = line.strip_prefix(b"principal: ") {
                principal = Some(name(value));
            } else if let Some(value) = line.strip_prefix(b"new-password: ") {
                password = Some(Zeroizing::new(value.to_vec()));
            } else if line == b"end" {
                whole = true;
                break;
            }
        }
        let (Some(principal), Some(password), true) = (principal, password, whole) else {
            return Err("standard input must have `principal: `, `new-password: ` and `end`".to_owned());
        };
        let (user, realm) = principal.rsplit_once('@').unwrap_or((&principal, ""));
        let mut parts = user.split('/').map(str::to_owned);
        let account = OwnedContext {
            operation: Operation::Set,
            username: parts.next().unwrap_or_default(),
            subjects: parts.chain(realm.split('.').map(str::to_owned)).collect(),
            ..OwnedContext::default()
        };
        Ok((account, password))
    });
    match answer {
        Answer::Accepted => println!("APPROVED"),
        // Heimdal would put words of its own before a line of standard error.
        Answer::Refused(line, _) => println!("{line}"),
        Answer::Failed(reason) => {
            // It closes standard error when it has its line.
            complain(&reason);
            println!("{}", if arguments.is_open() { "APPROVED" } else { CANNOT });
        }
    }
    0
}
