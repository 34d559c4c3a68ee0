//! `cargo lab <command>`.

use anyhow::Result;
use clap::Parser;

#[derive(Parser)]
#[command(name = "lab", about = "What judgement and speed are measured with")]
struct Arguments {
    #[command(subcommand)]
    command: lab::Command,
}

fn main() -> Result<()> {
    lab::run(Arguments::parse().command)
}
