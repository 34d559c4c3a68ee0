//! Set-up, generators and the whole test run: `cargo xtask <command>`.

mod changes;
mod recall;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Set-up, generators and the whole test run")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// How many changed passwords are recognised, by kind of change.
    Recall(recall::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Recall(arguments) => recall::run(&arguments),
    }
}
