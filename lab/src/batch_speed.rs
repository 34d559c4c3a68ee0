//! How fast `keyward check --batch` is, and how much memory it takes: 100,000 requests made of the judged cases.

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, bail};

const REQUESTS: usize = 100_000;

/// Prints requests a second and the most memory that was held.
///
/// # Errors
/// If the command cannot be built or run, or does not answer every request.
pub fn run() -> Result<()> {
    let top = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--package", "keyward-cli"])
        .current_dir(top)
        .status()?;
    if !built.success() {
        bail!("the command cannot be built");
    }
    let requests = requests(top)?;
    let start = Instant::now();
    let mut child = Command::new(format!("{top}/target/release/keyward"))
        .args(["check", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().context("no standard input")?;
    let mut output = child.stdout.take().context("no standard output")?;
    let reader = thread::spawn(move || {
        let mut answers = Vec::new();
        output.read_to_end(&mut answers).map(|_| answers.split(|byte| *byte == b'\n').count() - 1)
    });
    input.write_all(requests.as_bytes())?;
    // The command waits for more now, so its memory can be looked at.
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    drop(input);
    child.wait()?;
    let seconds = start.elapsed().as_secs_f64();
    let answers = reader.join().map_err(|_| anyhow::anyhow!("the reader failed"))??;
    if answers != REQUESTS {
        bail!("{answers} answers to {REQUESTS} requests");
    }
    let memory = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim();
    #[allow(clippy::cast_precision_loss, reason = "100,000 is exact")]
    let rate = REQUESTS as f64 / seconds;
    println!("{REQUESTS} requests in {seconds:.2} s: {rate:.0} a second; at most {memory} held");
    Ok(())
}

/// The requests of all judged cases under the first preset, again and again.
fn requests(top: &str) -> Result<String> {
    let mut cases = Vec::new();
    for file in fs::read_dir(format!("{top}/tests/vectors"))? {
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
