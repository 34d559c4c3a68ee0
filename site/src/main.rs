//! `site build` and `site check`: the pages about keyward, made from the repository's own documents, its tables, and verdicts of the
//! program itself. `cargo xtask site` runs it, and adds what is not written in Rust: the playground, the search and the
//! reference of the crates.
//!
//! Its own generator and no ready one, because the pages hold what only keyward knows (pictures of readings, tables of rules,
//! texts in two languages), and because they must work from a file, below any path, under a content security policy without
//! inline scripts or styles, at 60 KB for the first page.

mod blocks;
mod generated;
mod html;
mod layout;
mod links;
mod markdown;
mod pages;
mod pictures;
mod site;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "site", about = "The pages about keyward")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the pages
    Build {
        /// The folder of the site
        #[arg(long)]
        to: PathBuf,
    },
    /// Write what the playground is told of the readings and the presets
    Tables {
        /// The file
        #[arg(long)]
        to: PathBuf,
    },
    /// Follow every link of the pages, and run the blocks of code in them
    Check {
        /// The folder of the site
        #[arg(long)]
        site: PathBuf,
        /// The command `keyward`
        #[arg(long)]
        keyward: PathBuf,
        /// The npm package as it is published
        #[arg(long)]
        npm: PathBuf,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Build { to } => {
            let site = site::Site::read(&root())?;
            site.write(&to)?;
            println!("{} pages in {}", site.count(), to.display());
        }
        Command::Tables { to } => std::fs::write(to, generated::tables()?)?,
        Command::Check { site, keyward, npm } => {
            let followed = links::check(&site)?;
            let ran = blocks::run(&root(), &keyward, &npm)?;
            println!("{followed} links followed, {ran} blocks of code run");
        }
    }
    Ok(())
}

/// The root of the workspace, wherever the command was started.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
