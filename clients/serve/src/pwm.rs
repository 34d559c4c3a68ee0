//! PWM: "External Password Check REST Server URLs". A small HTTP server that only this computer reaches: it takes a JSON document
//! with the password and what is known of the account, and says whether it is an error. Nothing of a request is logged.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use keyward_client::{Judge, Key, Operation, OwnedContext, Takes, guarded};
use serde::{Deserialize, Serialize};

use crate::ask::{Answer, Arguments, CANNOT, ask, complain};
use crate::http;

const OWN: &[Key] = &[
    Key { name: "port", takes: Takes::Value("a port of this computer, 0 for any that is free") },
    Key { name: "rate", takes: Takes::Value("how many requests a second are answered, 1 to 10000") },
];

/// What is read of a request; the rest of it is PWM's affair.
#[derive(Deserialize)]
struct Asked {
    /// All memory is wiped when it is given back.
    password: String,
    #[serde(default, rename = "userInfo")]
    user: User,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct User {
    #[serde(rename = "userID")]
    user_id: String,
    user_email_address: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answered {
    error: bool,
    error_message: String,
}

/// Counts requests, and refuses what is more than so many in one second.
struct Rate {
    most: u32,
    since: Instant,
    count: u32,
}

impl Rate {
    fn allows(&mut self, now: Instant) -> bool {
        if now.duration_since(self.since) >= Duration::from_secs(1) {
            (self.since, self.count) = (now, 0);
        }
        self.count += 1;
        self.count <= self.most
    }
}

pub(crate) fn run(arguments: &Arguments<'_>) -> u8 {
    match serve(arguments) {
        Ok(()) => 0,
        Err(reason) => {
            eprintln!("keyward-serve: {reason}");
            2
        }
    }
}

fn serve(arguments: &Arguments<'_>) -> Result<(), String> {
    let options = arguments.options(OWN)?;
    let told = |mistake: keyward_client::Mistake| mistake.to_string();
    let judge = Judge::open(&options).map_err(told)?;
    let port = options.number("port", 0..=65535, 8085).map_err(told)?;
    let most = options.number("rate", 1..=10000, 100).map_err(told)?;
    let port = u16::try_from(port).unwrap_or(0);
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let listener = bound.map_err(|error| format!("`port` cannot be listened at: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("listening at http://{address}/");
    let rate = Mutex::new(Rate { most, since: Instant::now(), count: 0 });
    let open = arguments.is_open();
    http::serve(&listener, &|body| {
        let allowed = rate.lock().unwrap_or_else(PoisonError::into_inner).allows(Instant::now());
        if allowed { answer(body, &judge, open) } else { (429, Vec::new()) }
    });
    Ok(())
}

fn answer(body: &[u8], judge: &Judge, open: bool) -> http::Answer {
    let Ok(Asked { password, user }) = serde_json::from_slice(body) else { return (400, Vec::new()) };
    let account = OwnedContext {
        operation: Operation::Set,
        username: user.user_id,
        email: user.user_email_address,
        ..OwnedContext::default()
    };
    let answered = match guarded(|| ask(judge, &account, password.as_bytes())) {
        Ok(Answer::Accepted) => Answered { error: false, error_message: String::new() },
        Ok(Answer::Refused(line, _)) => Answered { error: true, error_message: line },
        Ok(Answer::Failed(reason)) | Err(reason) => {
            complain(&reason);
            Answered { error: !open, error_message: if open { String::new() } else { CANNOT.to_owned() } }
        }
    };
    serde_json::to_vec(&answered).map_or_else(|_| (500, Vec::new()), |body| (200, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_in_a_second_and_no_more() {
        let start = Instant::now();
        let mut rate = Rate { most: 2, since: start, count: 0 };
        let at = |milliseconds| start + Duration::from_millis(milliseconds);
        let answers = [0, 10, 999, 1000, 1001, 1500, 2100].map(|time| rate.allows(at(time)));
        assert_eq!(answers, [true, true, false, true, true, false, true]);
    }
}
