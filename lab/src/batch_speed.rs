//! How fast `keyward check --batch` is, and how much memory it takes: a million requests made of the judged cases, answered with
//! everything and with the verdict alone, on one thread and on two. Each way is timed once a round, so that whatever else the
//! machine does meets all of them; the command of another build can be timed beside. A machine that does much else says little by
//! the clock, so the processor time is printed too: the rate of one core, or of two at two threads.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;

const REQUESTS: usize = 1_000_000;

#[derive(Args)]
pub struct Arguments {
    /// How often each way is timed; the median is printed
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// The command of another build, timed in the same rounds
    #[arg(long, value_name = "FILE")]
    beside: Option<PathBuf>,
}

/// A way to run the command: what it is called, its options, and the requests a second that it must answer.
const WAYS: [(&str, &[&str], Option<f64>); 4] = [
    ("batch", &[], Some(350e3)),
    ("batch-two-threads", &["--threads", "2"], Some(600e3)),
    ("batch-verdict-only", &["--verdict-only"], Some(700e3)),
    ("batch-verdict-only-two-threads", &["--verdict-only", "--threads", "2"], None),
];

/// Prints requests a second and the most memory that was held.
///
/// # Errors
/// If the command cannot be built or run, or does not answer every request.
pub fn run(arguments: &Arguments) -> Result<()> {
    let top = &crate::root();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--package", "keyward-cli"])
        .current_dir(top)
        .status()?;
    if !built.success() {
        bail!("the command cannot be built");
    }
    let mut commands = vec![top.join("target/release/keyward")];
    commands.extend(arguments.beside.clone());
    let folder = tempfile::tempdir()?;
    let input = folder.path().join("requests.jsonl");
    fs::write(&input, requests(top)?)?;

    let mut rates = vec![[const { Vec::<[f64; 2]>::new() }; WAYS.len()]; commands.len()];
    for _ in 0..arguments.rounds.max(1) {
        for (way, (name, options, _)) in WAYS.iter().enumerate() {
            for (command, rates) in commands.iter().zip(&mut rates) {
                match rate(command, options, &input)
                    .with_context(|| format!("{name} of {}", command.display()))
                {
                    Ok(rate) => rates[way].push(rate),
                    // An older command may not have an option yet.
                    Err(error) if arguments.beside.as_ref() == Some(command) => eprintln!("{error:#}"),
                    Err(error) => return Err(error),
                }
            }
        }
    }
    for (command, rates) in commands.iter().zip(&mut rates) {
        for ((name, _, bound), rates) in WAYS.iter().zip(rates) {
            let [clock, processor] =
                [0, 1].map(|which| median(rates.iter().map(|rate| rate[which]).collect()));
            let (Some(clock), Some(processor)) = (clock, processor) else { continue };
            let bound = bound.map_or_else(String::new, |bound| {
                format!(" bound={bound}/s {}", if clock >= bound { "ok" } else { "over" })
            });
            println!(
                "budget: {name} measured={clock:.0}/s{bound}; by processor time {processor:.0}/s; {}",
                command.display()
            );
        }
    }
    println!("at most {} held", memory(&commands[0], &fs::read(&input)?)?);
    Ok(())
}

/// The middle one of what was measured, if anything was.
pub(crate) fn median(mut measured: Vec<f64>) -> Option<f64> {
    measured.sort_by(f64::total_cmp);
    measured.get(measured.len() / 2).copied()
}

/// The seconds of processor time that the commands which have ended took, by hundredths.
fn processor_time() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = status.rsplit(") ").next()?.split(' ').collect();
    // Behind the name and the state, which is the third field: the 16th and the 17th.
    let ticks = |field: usize| fields.get(field - 3)?.parse::<u32>().ok();
    Some(f64::from(ticks(16)? + ticks(17)?) / 100.0)
}

/// How many requests a second are answered, from a file into one, as an audit does: by the clock, and by the processor time of
/// as many cores as threads.
fn rate(command: &PathBuf, options: &[&str], input: &PathBuf) -> Result<[f64; 2]> {
    let answers = input.with_file_name("answers.jsonl");
    let (start, before) = (Instant::now(), processor_time());
    let ended = Command::new(command)
        .args(["check", "--batch"])
        .args(options)
        .stdin(File::open(input)?)
        .stdout(File::create(&answers)?)
        .stderr(Stdio::null())
        .status()?;
    let seconds = start.elapsed().as_secs_f64();
    let cores = if options.contains(&"--threads") { 2.0 } else { 1.0 };
    let busy = processor_time().zip(before).map_or(f64::NAN, |(after, before)| (after - before) / cores);
    let answers = fs::read(&answers)?.iter().filter(|byte| **byte == b'\n').count();
    if answers != REQUESTS || ended.code() != Some(1) {
        bail!("{answers} answers to {REQUESTS} requests, {ended}");
    }
    #[allow(clippy::cast_precision_loss, reason = "a million is exact")]
    let requests = REQUESTS as f64;
    Ok([requests / seconds, requests / busy])
}

/// The most memory that was held, as the system says it.
fn memory(command: &PathBuf, requests: &[u8]) -> Result<String> {
    let mut child = Command::new(command)
        .args(["check", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("no standard input")?;
    let mut output = child.stdout.take().context("no standard output")?;
    let reader = thread::spawn(move || std::io::copy(&mut output.by_ref(), &mut std::io::sink()));
    input.write_all(requests)?;
    // The command waits for more now, so its memory can be looked at.
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    drop(input);
    child.wait()?;
    reader.join().map_err(|_| anyhow::anyhow!("the reader failed"))??;
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(most.unwrap_or("unknown").trim().to_owned())
}

/// The requests of all judged cases, again and again.
fn requests(top: &Path) -> Result<String> {
    let mut cases = Vec::new();
    for file in fs::read_dir(top.join("tests/vectors"))? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            for line in fs::read_to_string(path)?.lines() {
                let case: serde_json::Value = serde_json::from_str(line)?;
                if case["request"]["password"].as_str().is_some_and(|password| password.len() < 1_000) {
                    cases.push(case["request"].to_string());
                }
            }
        }
    }
    Ok(cases.iter().cycle().take(REQUESTS).map(|request| format!("{request}\n")).collect())
}
