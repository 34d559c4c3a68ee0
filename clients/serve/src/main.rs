//! `keyward-serve`: answers programs that have another program judge a password, each in its own protocol. `README.md` beside
//! this crate has them.
//!
//! It is a program of its own so that the command `keyward` has no code that listens to a network, and none that takes a
//! password from an argument, as one of these protocols does.

#![forbid(unsafe_code)]

mod ask;
mod heimdal;
mod http;
mod ltb;
mod pwm;
mod pwqcheck;
mod samba;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::ask::Arguments;

const USAGE: &str = "usage: keyward-serve samba|heimdal|pwqcheck|ltb|pwm [policy=PRESET|FILE] [lang=en|cy] …
README.md beside its source has the options of each.";

fn main() -> ExitCode {
    let Ok(given) = std::env::args_os().skip(1).map(OsString::into_string).collect::<Result<Vec<_>, _>>()
    else {
        eprintln!("keyward-serve: an argument is not UTF-8");
        return ExitCode::from(2);
    };
    let (protocol, rest) = given.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let arguments = Arguments::split(rest);
    let status = match protocol {
        "samba" => samba::run(&arguments),
        "heimdal" => heimdal::run(&arguments),
        "pwqcheck" => pwqcheck::run(&arguments),
        "ltb" => ltb::run(&arguments),
        "pwm" => pwm::run(&arguments),
        _ => {
            eprintln!("{USAGE}");
            2
        }
    };
    ExitCode::from(status)
}
