//! How each judge is asked, and timed.

use std::fs;
use std::hint::black_box;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use keyward::{Context, Policy, Rule, Validator};

use super::{Peer, ROUNDS};
use crate::{bounded, styles};

/// How a judge is asked.
pub(super) enum Judge {
    Keyward,
    Zxcvbn,
    /// A program that answers as `lab/peers/judge.h` says.
    Program(Vec<String>),
}

impl Judge {
    pub(super) fn of(peer: &Peer) -> Result<Self> {
        Ok(match (&peer.command, peer.name.as_str()) {
            (Some(command), _) => Self::Program(command.clone()),
            (None, "keyward") => Self::Keyward,
            (None, "zxcvbn") => Self::Zxcvbn,
            (None, name) => bail!("{name} has no command"),
        })
    }

    /// Which passwords it accepts.
    pub(super) fn accepts(&self, passwords: &[String]) -> Result<Vec<bool>> {
        Ok(match self {
            Self::Keyward => {
                let validator = Validator::new(Policy::NHS_APPENDIX_A);
                passwords.iter().map(|password| validator.accepts(password, &Context::default())).collect()
            }
            Self::Zxcvbn => passwords.iter().map(|password| zxcvbn(password)).collect(),
            Self::Program(command) => ask(command, passwords, 0)?.0,
        })
    }

    /// Which passwords it refuses, of which it accepted some. Of keyward those rules are left out that count characters: what is measured is judgement, and a
    /// policy that counts fewer is as easily had.
    pub(super) fn refuses_by_judgement(&self, passwords: &[String], accepted: &[bool]) -> Vec<bool> {
        if !matches!(self, Self::Keyward) {
            return accepted.iter().map(|is_accepted| !is_accepted).collect();
        }
        let validator = Validator::new(Policy::NHS_APPENDIX_A);
        let judged = |password: &String| {
            let report = validator.check(password, &Context::default());
            let mut rules = Rule::ALL.iter().copied().filter(|rule| report.finding(*rule).is_some());
            rules.any(|rule| !styles::COUNTING.contains(&rule))
        };
        passwords.iter().map(judged).collect()
    }

    /// Nanoseconds of a processor that one password takes: the least of some rounds.
    pub(super) fn time(&self, passwords: &[String]) -> Result<f64> {
        let timed = |judge: &dyn Fn(&str) -> bool| {
            let once = || {
                for password in passwords {
                    black_box(judge(black_box(password)));
                }
            };
            1e6 * bounded::time(ROUNDS, once) / count(passwords.len())
        };
        Ok(match self {
            Self::Keyward => {
                let validator = Validator::new(Policy::NHS_APPENDIX_A);
                timed(&|password| validator.check(password, &Context::default()).accepted())
            }
            Self::Zxcvbn => timed(&zxcvbn),
            Self::Program(command) => ask(command, passwords, ROUNDS)?.1,
        })
    }
}

/// Whether zxcvbn gives it the score that its authors call safely unguessable.
fn zxcvbn(password: &str) -> bool {
    u8::from(zxcvbn::zxcvbn(password, &[]).score()) >= 3
}

/// What a program answers, and the nanoseconds it took for each.
fn ask(command: &[String], passwords: &[String], rounds: usize) -> Result<(Vec<bool>, f64)> {
    let file = tempfile::NamedTempFile::new()?;
    let lines: String = passwords.iter().flat_map(|password| [password.as_str(), "\n"]).collect();
    fs::write(file.path(), lines)?;
    let (program, arguments) = command.split_first().context("a command")?;
    let said = Command::new(program).args(arguments).arg(file.path()).arg(rounds.to_string()).output()?;
    ensure!(said.status.success(), "{program}: {}", String::from_utf8_lossy(&said.stderr));
    let text = String::from_utf8(said.stdout)?;
    let (verdicts, time) = text.trim_end().split_once('\n').context("two lines")?;
    ensure!(
        verdicts.len() == passwords.len(),
        "{program}: {} of {} verdicts",
        verdicts.len(),
        passwords.len()
    );
    Ok((verdicts.chars().map(|verdict| verdict == '1').collect(), time.parse().context("the time")?))
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn count(count: usize) -> f64 {
    count as f64
}
