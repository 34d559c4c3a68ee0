//! `cargo lab load`: many threads check at full speed, each verdict is compared with the one recorded in tests/vectors,
//! and memory may not grow.

use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use keyward::history::{History, HistoryMode, Params, Search};
use keyward::{Context, Disclosure, Language, NamedPolicy, PRESETS, Rule, Validator};
use keyward_tests::Case;

#[derive(clap::Args)]
pub struct Arguments {
    /// How many threads check at once
    #[arg(long, default_value_t = 16)]
    threads: usize,
    /// For how many minutes
    #[arg(long, default_value_t = 10.0)]
    minutes: f64,
}

/// What memory may grow by after the first tenth of the run, in KiB: allocators of so many threads settle slowly.
const MAY_GROW: u64 = 2048;

/// A judged case with what checks it.
struct Job {
    name: String,
    case: Case,
    validator: usize,
}

/// What the threads share.
struct Shared {
    validators: Vec<Validator<'static>>,
    jobs: Vec<Job>,
    history: History,
    stop: AtomicBool,
    checks: AtomicU64,
    wrong: Mutex<Vec<String>>,
}

/// Runs the threads and says what they did.
///
/// # Errors
/// If a verdict is not the recorded one, or memory grows.
pub fn run(arguments: &Arguments) -> Result<()> {
    let shared = Shared::new()?;
    let length = Duration::from_secs_f64(arguments.minutes * 60.0);
    let start = Instant::now();
    let mut early = None;
    let mut most = 0;
    std::thread::scope(|scope| {
        for thread in 0..arguments.threads {
            let shared = &shared;
            scope.spawn(move || shared.work(thread));
        }
        while start.elapsed() < length {
            std::thread::sleep(Duration::from_millis(200));
            let now = resident();
            most = most.max(now);
            if start.elapsed() > length / 10 {
                early.get_or_insert(now);
            }
        }
        shared.stop.store(true, Relaxed);
    });
    let (late, checks, seconds) = (resident(), shared.checks.load(Relaxed), start.elapsed().as_secs_f64());
    let early = early.unwrap_or(late);
    println!(
        "load: {} threads, {seconds:.0} s, {checks} checks, {:.0} a second; {early} KiB of memory after a tenth of the time, \
         {late} KiB at the end, {most} KiB at most",
        arguments.threads,
        checks as f64 / seconds,
    );
    let wrong = shared.wrong.into_inner().map_err(|_| anyhow!("a thread failed"))?;
    ensure!(wrong.is_empty(), "{} verdicts are not those recorded:\n{}", wrong.len(), wrong.join("\n"));
    ensure!(most <= early + MAY_GROW, "memory grows");
    Ok(())
}

impl Shared {
    fn new() -> Result<Self> {
        let mut validators: Vec<Validator<'static>> = Vec::new();
        for preset in PRESETS {
            validators.push(Validator::new(preset.policy.clone()));
        }
        // Cases name a preset, or have a policy of their own.
        let mut policies: Vec<_> = PRESETS.iter().map(|preset| preset.id.to_owned()).collect();
        let mut jobs = Vec::new();
        for (file, cases) in keyward_tests::cases().map_err(|error| anyhow!(error))? {
            for case in cases {
                let known = policies.iter().position(|policy| *policy == case.policy);
                let validator = match known {
                    Some(known) => known,
                    None => {
                        validators.push(Validator::new(NamedPolicy::from_json(&case.policy)?));
                        policies.push(case.policy.clone());
                        policies.len() - 1
                    }
                };
                jobs.push(Job { name: case.name(&file), case, validator });
            }
        }
        ensure!(jobs.len() > 100, "{} cases", jobs.len());
        let mut history = History::new();
        history.add("Zt5%Hm&3dR", &Params::new(8, 1, 1)?, b"0123456789abcdef")?;
        Ok(Self {
            validators,
            jobs,
            history,
            stop: AtomicBool::new(false),
            checks: AtomicU64::new(0),
            wrong: Mutex::new(Vec::new()),
        })
    }

    /// Checks from a place of its own on, round after round, until it is told to stop.
    fn work(&self, thread: usize) {
        let mut message = String::new();
        for round in 0_u64.. {
            for job in self.jobs.iter().cycle().skip(thread * 37).take(self.jobs.len()) {
                self.check(job, &mut message);
            }
            self.checks.fetch_add(self.jobs.len() as u64, Relaxed);
            if round % 16 == 0 {
                self.slow_parts();
            }
            if self.stop.load(Relaxed) {
                return;
            }
        }
    }

    fn check(&self, job: &Job, message: &mut String) {
        let Some(validator) = self.validators.get(job.validator) else { return };
        let report = job.case.with_context(|context| validator.check(job.case.password(), context));
        let rules: Vec<String> = report.findings().map(|finding| finding.rule.id().to_owned()).collect();
        if let Some(reason) = job.case.expect.unmet(report.accepted(), &rules) {
            self.complain(format!("{}: {reason}", job.name));
        }
        message.clear();
        for finding in report.findings() {
            // Writing to a string cannot fail.
            let _ = write!(message, "{}", validator.message(&finding, Disclosure::Desk, Language::Welsh));
        }
    }

    /// What a service does now and then: a history is asked, a policy is loaded.
    fn slow_parts(&self) {
        let Some(validator) = self.validators.first() else { return };
        for (password, rule) in [("Zt5%Hm&3dR", Some(Rule::Reused)), ("Wq7#Nv!2pZ", None)] {
            let (context, search) = (Context::default(), Search::DEFAULT);
            let report =
                validator.check_with_history(password, &context, &self.history, HistoryMode::Always, &search);
            let found = report.ok().and_then(|report| report.findings().map(|finding| finding.rule).next());
            if found != rule {
                self.complain(format!("the history: {found:?} instead of {rule:?}"));
            }
        }
        let policy = validator.named();
        if !NamedPolicy::from_toml(&policy.to_toml()).is_ok_and(|read| read.digest() == policy.digest()) {
            self.complain("a policy that was written is not the one that is read".to_owned());
        }
    }

    fn complain(&self, reason: String) {
        if let Ok(mut wrong) = self.wrong.lock()
            && wrong.len() < 20
        {
            wrong.push(reason);
        }
    }
}

/// The memory of this process that is not of a file, in KiB, as the system counts it; 0 where it does not.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
