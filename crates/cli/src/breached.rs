//! `keyward breached`: a filter of leaked passwords, for `keyward check --breached`. It may have gigabytes, so neither the list
//! nor the filter is ever read into memory whole.

use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, anyhow, bail};
use clap::Subcommand;
use keyward::breached::{BuildError, Builder, Built, HashKind, ListKind};

use crate::file::{self, Input};
use crate::outcome::Outcome;
use crate::output::{one_line, say, shown};
use crate::{open, progress};

#[derive(Subcommand)]
pub(crate) enum BreachedCommand {
    /// Makes a filter from a list: passwords, one a line, or hashes, `HASH:COUNT`, as Have I Been Pwned has them. Up to 67
    /// million lines may be in any order; hashes beyond must be sorted, as they are downloaded. The first lines tell what the list is
    /// of, and what may be something else is refused.
    Build {
        /// The list, or the folder of all files of the ranges of Have I Been Pwned.
        #[arg(value_name = "LIST")]
        list: PathBuf,
        /// Where the filter goes: 8 bytes a password.
        #[arg(value_name = "FILE")]
        filter: PathBuf,
        /// Every line is a password, whatever it looks like.
        #[arg(long, conflicts_with_all = ["hashes", "ntlm"])]
        passwords: bool,
        /// Every line is a SHA-1 hash.
        #[arg(long, conflicts_with = "ntlm")]
        hashes: bool,
        /// Every line is an NTLM hash, as Active Directory keeps.
        #[arg(long)]
        ntlm: bool,
        /// Of a folder of ranges, do without those that are not there.
        #[arg(long)]
        partial: bool,
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
        BreachedCommand::Build { list, filter, passwords, hashes, ntlm, partial, at_least, provenance } => {
            let provenance = provenance.clone().unwrap_or_else(|| open::name(list));
            let kind = match (passwords, hashes, ntlm) {
                (true, ..) => ListKind::Passwords,
                (_, true, _) => ListKind::Hashes(HashKind::Sha1),
                (.., true) => ListKind::Hashes(HashKind::Ntlm),
                _ => ListKind::Detect,
            };
            let builder = Builder::new(&provenance).at_least(*at_least).kind(kind);
            let builder = if *partial { builder.partial() } else { builder };
            let built = build(list, filter, &builder, kind, *partial)?;
            report(filter, *at_least, built)?;
        }
        BreachedCommand::Info { filter } => {
            let opened = open::filter(filter)?;
            say(&format!("hashes: {}", opened.hashes()))?;
            say(&format!("kind: {}", opened.kind()))?;
            say(&format!("seen at least: {}", opened.at_least()))?;
            say(&format!("made from: {}", one_line(opened.provenance())))?;
        }
    }
    Ok(Outcome::Accepted)
}

fn build(list: &Path, filter: &Path, builder: &Builder, kind: ListKind, partial: bool) -> Result<Built> {
    let cannot_read = || format!("cannot read {}", shown(list));
    let because = |error| match error {
        BuildError::Write(error) => Error::new(error).context(format!("cannot write {}", shown(filter))),
        BuildError::Read(error) => Error::new(error).context(cannot_read()),
        error => anyhow!(one_line(&error.to_string())).context(shown(list)),
    };
    if list.is_dir() {
        if kind == ListKind::Passwords {
            bail!("{} is a folder, which holds ranges of hashes and no passwords", shown(list));
        }
        return progress::during("Making the breach filter", || {
            file::make(filter, |file| builder.build_ranges(list, file).map_err(because))
        });
    }
    if partial {
        bail!("--partial is for a folder of ranges, and {} is none", shown(list));
    }
    let mut input = Input::open(list).with_context(cannot_read)?;
    progress::during("Making the breach filter", || {
        file::replace(filter, &mut input, |input, file| {
            builder.build(BufReader::with_capacity(1 << 20, input), file).map_err(because)
        })
    })
}

fn report(filter: &Path, at_least: u64, built: Built) -> Result<()> {
    let Built { hashes, from_hashes, seldom, not_text, ranges, .. } = built;
    let kind = match from_hashes {
        None => "a list of passwords".to_owned(),
        Some(kind) if ranges > 0 => format!("{ranges} ranges of {kind} hashes"),
        Some(kind) => format!("a list of {kind} hashes"),
    };
    say(&format!("{}: {hashes} hashes, from {kind}", shown(filter)))?;
    if seldom > 0 {
        say(&format!("lines left out, seen fewer than {at_least} times: {seldom}"))?;
    }
    if not_text > 0 {
        say(&format!("lines left out, not UTF-8 as every password is that is checked: {not_text}"))?;
    }
    Ok(())
}
