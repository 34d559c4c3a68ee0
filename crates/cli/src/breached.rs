//! `keyward breached`: a filter of leaked passwords, for `keyward check --breached`. It may have gigabytes, so neither the list
//! nor the filter is ever read into memory whole.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result};
use clap::Subcommand;
use keyward::breached::{BuildError, Builder, Built};

use crate::file::{self, Input};
use crate::outcome::Outcome;
use crate::output::{one_line, say, shown};
use crate::{open, progress};

#[derive(Subcommand)]
pub(crate) enum BreachedCommand {
    /// Makes a filter from a list: passwords, one a line, or the SHA-1 hashes of Have I Been Pwned, `HASH:COUNT`. Up to 67
    /// million lines may be in any order; hashes beyond must be sorted, as they are downloaded.
    Build {
        /// The list.
        #[arg(value_name = "LIST")]
        list: PathBuf,
        /// Where the filter goes: 8 bytes a password.
        #[arg(value_name = "FILE")]
        filter: PathBuf,
        /// Leave out passwords that were seen fewer times, by the count behind each hash.
        #[arg(long, value_name = "N", default_value_t = 1)]
        at_least: u64,
        /// Where the list comes from, kept in the filter. [default: the name of the list]
        #[arg(long, value_name = "TEXT")]
        provenance: Option<String>,
    },
    /// Says what is in a filter.
    Info {
        /// The filter.
        #[arg(value_name = "FILE")]
        filter: PathBuf,
    },
}

/// Does what the options say.
pub(crate) fn run(command: &BreachedCommand) -> Result<Outcome> {
    match command {
        BreachedCommand::Build { list, filter, at_least, provenance } => {
            let provenance = provenance.clone().unwrap_or_else(|| open::name(list));
            let built = build(list, filter, &Builder::new(&provenance).at_least(*at_least))?;
            report(filter, *at_least, built)?;
        }
        BreachedCommand::Info { filter } => {
            let opened = open::filter(filter)?;
            say(&format!("hashes: {}", opened.hashes()))?;
            say(&format!("seen at least: {}", opened.at_least()))?;
            say(&format!("made from: {}", one_line(opened.provenance())))?;
        }
    }
    Ok(Outcome::Accepted)
}

fn build(list: &Path, filter: &Path, builder: &Builder) -> Result<Built> {
    let cannot_read = || format!("cannot read {}", shown(list));
    let mut input = Input::open(list).with_context(cannot_read)?;
    progress::during("Making the breach filter", || {
        file::replace(filter, &mut input, |input, file| {
            builder.build(BufReader::with_capacity(1 << 20, input), file).map_err(|error| match error {
                BuildError::Write(error) => {
                    Error::new(error).context(format!("cannot write {}", shown(filter)))
                }
                BuildError::Read(error) => Error::new(error).context(cannot_read()),
                error => Error::new(error).context(shown(list)),
            })
        })
    })
}

fn report(filter: &Path, at_least: u64, built: Built) -> Result<()> {
    let Built { hashes, from_hashes, seldom, not_text } = built;
    let kind = if from_hashes { "a list of hashes" } else { "a list of passwords" };
    say(&format!("{}: {hashes} hashes, from {kind}", shown(filter)))?;
    if seldom > 0 {
        say(&format!("lines left out, seen fewer than {at_least} times: {seldom}"))?;
    }
    if not_text > 0 {
        say(&format!("lines left out, not UTF-8 as every password is that is checked: {not_text}"))?;
    }
    Ok(())
}
