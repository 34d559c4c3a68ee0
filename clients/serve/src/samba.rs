//! Samba: `check password script`. The password is on standard input, what is known of the account in the environment; 0 lets
//! it pass.

use std::env::var;

use keyward_client::{Operation, OwnedContext};
use zeroize::Zeroizing;

use crate::ask::{Answer, Arguments, complain, input, judge};

pub(crate) fn run(arguments: &Arguments<'_>) -> u8 {
    let answer = judge(arguments, &[], |_| {
        let known = |name: &str| var(name).ok().filter(|value| !value.is_empty());
        let account = OwnedContext {
            // Samba does not say whether it is changed or set.
            operation: Operation::Set,
            username: known("SAMBA_CPS_ACCOUNT_NAME").unwrap_or_default(),
            names: known("SAMBA_CPS_FULL_NAME").into_iter().collect(),
            email: known("SAMBA_CPS_USER_PRINCIPAL_NAME").unwrap_or_default(),
            ..OwnedContext::default()
        };
        let password = input()?;
        let end = password.strip_suffix(b"\n").unwrap_or(&password).len();
        Ok((account, Zeroizing::new(password.get(..end).unwrap_or_default().to_vec())))
    });
    match answer {
        Answer::Accepted => 0,
        // Samba writes what a script says to its log.
        Answer::Refused(_, log) => {
            eprintln!("keyward-serve: {log}");
            1
        }
        Answer::Failed(reason) => {
            complain(&reason);
            if arguments.is_open() { 0 } else { 2 }
        }
    }
}
