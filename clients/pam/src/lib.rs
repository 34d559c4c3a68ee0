//! `pam_keyward.so`: judges the new password where PAM changes one, whichever program asks for it. `README.md` beside this
//! crate has the options.
//!
//! All calls into PAM, and the one out of it, are in `border`; what is done in between is here.

mod border;
mod records;

use keyward_client::{
    Disclosure, Judge, Key, OnError, Operation, Options, OwnedContext, Takes, add_gecos, guarded,
};

use crate::border::{Code, Flags, Pam, Priority};
use crate::records::Records;

/// The options beside those that every client has.
const OPTIONS: &[Key] = &[
    Key { name: "retry", takes: Takes::Value("how often a person may try, 1 to 9") },
    Key { name: "history", takes: Takes::Value("the path of a folder that root alone may write to") },
    Key { name: "enforce_for_root", takes: Takes::Nothing },
    Key { name: "debug", takes: Takes::Nothing },
    // PAM itself reads these where it asks for the password.
    Key { name: "use_authtok", takes: Takes::Nothing },
    Key { name: "try_first_pass", takes: Takes::Nothing },
    Key { name: "use_first_pass", takes: Takes::Nothing },
    Key { name: "authtok_type", takes: Takes::Value("a word for the prompt") },
];

/// A line of a dialogue; more does not fit on a screen.
const MOST_BYTES: usize = 1000;

/// What is done where a password is changed: PAM asks twice, first whether it can be.
fn change(pam: &Pam<'_>, flags: Flags, items: &[&str]) -> Code {
    if !flags.is_update() {
        return Code::SUCCESS;
    }
    match guarded(|| update(pam, flags, items)) {
        Ok(code) => code,
        Err(reason) => {
            pam.log(Priority::Error, &format!("the password cannot be judged: {reason}"));
            if OnError::of(items.iter().copied()) == OnError::Accept {
                // The modules after this one are to find a password all the same.
                return pam.new_password().map_or_else(|code| code, |_| pam.repeat_new_password());
            }
            pam.say("BAD PASSWORD: it cannot be checked. Tell your administrator.");
            Code::SERVICE_ERR
        }
    }
}

fn update(pam: &Pam<'_>, flags: Flags, items: &[&str]) -> Result<Code, String> {
    let options = Options::read(items.iter().copied(), OPTIONS).map_err(|mistake| mistake.to_string())?;
    let tries = options.number("retry", 1..=9, 1).map_err(|mistake| mistake.to_string())?;
    let judge = Judge::open(&options).map_err(|mistake| mistake.to_string())?;
    let account = account(pam)?;
    let records = options.text("history").map(|folder| Records::of(folder, &account.username)).transpose()?;
    let history = records.as_ref().map(Records::read).transpose()?.unwrap_or_default();
    let earlier: Vec<_> = history.records().iter().map(|record| record as _).collect();
    // What is wrong with a password that somebody else will use is none of the typist's business, nor what it was like.
    let reader = if account.operation == Operation::Change { Disclosure::Private } else { Disclosure::Desk };
    let enforced = options.flag("enforce_for_root") || flags.is_expired() || !border::is_root();
    for _ in 0..tries {
        let password = match pam.new_password() {
            Ok(password) => password,
            Err(code) => return Ok(code),
        };
        let answer = judge.judge(&password, &account, &earlier)?;
        if options.flag("debug") || !answer.accepted() {
            let priority = if answer.accepted() { Priority::Debug } else { Priority::Notice };
            let line = answer.line(Disclosure::Log, MOST_BYTES);
            pam.log(priority, &format!("user {:?}: {line}", account.username));
        }
        if !answer.accepted() {
            pam.say(&format!("BAD PASSWORD: {}", answer.line(reader, MOST_BYTES)));
            if enforced {
                pam.forget_new_password();
                continue;
            }
        }
        let repeated = pam.repeat_new_password();
        if repeated == Code::SUCCESS {
            if let Some(records) = &records {
                records.add(&password, judge.history())?;
            }
            return Ok(Code::SUCCESS);
        }
        pam.forget_new_password();
        if repeated != Code::TRY_AGAIN {
            return Ok(repeated);
        }
    }
    Ok(if tries > 1 { Code::MAXTRIES } else { Code::AUTHTOK_ERR })
}

/// What PAM and the system know of the account.
fn account(pam: &Pam<'_>) -> Result<OwnedContext, String> {
    let mut account = OwnedContext { username: pam.user()?, ..OwnedContext::default() };
    if let Some(gecos) = pam.gecos(&account.username) {
        add_gecos(&mut account, &gecos);
    }
    match pam.old_password() {
        Some(old) => account.previous.push(old),
        None => account.operation = Operation::Set,
    }
    if let Ok(host) = std::fs::read_to_string("/proc/sys/kernel/hostname") {
        account.subjects.extend(host.trim().split('.').take(1).map(str::to_owned));
    }
    Ok(account)
}
