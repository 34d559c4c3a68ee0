//! `keyward dict`: an organisation's own word list, compiled for `keyward check --dictionary`.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::Subcommand;
use keyward::compile_word_list;
use keyward::dictionary::Kind;

use crate::file::{self, Input};
use crate::outcome::Outcome;
use crate::output::{one_line, say, shown};
use crate::{open, progress};

#[derive(Subcommand)]
pub(crate) enum DictCommand {
    /// Compiles a list: one entry a line, `#` begins a comment. Case, diacritics and what is between letters do not matter.
    Build {
        /// The list, UTF-8.
        #[arg(value_name = "LIST.txt")]
        list: PathBuf,
        /// Where the compiled dictionary goes.
        #[arg(value_name = "FILE.blob")]
        blob: PathBuf,
        /// Where the list comes from, kept in the dictionary. [default: the name of the list]
        #[arg(long, value_name = "TEXT")]
        provenance: Option<String>,
    },
    /// Says what is in a compiled dictionary.
    Info {
        /// The compiled dictionary.
        #[arg(value_name = "FILE.blob")]
        blob: PathBuf,
    },
}

/// Does what the options say.
pub(crate) fn run(command: &DictCommand) -> Result<Outcome> {
    match command {
        DictCommand::Build { list, blob, provenance } => {
            let provenance = provenance.clone().unwrap_or_else(|| open::name(list));
            build(list, blob, &provenance)
        }
        DictCommand::Info { blob } => {
            let bytes = open::list(blob)?;
            let dictionary = open::dictionary(blob, &bytes)?;
            let kind = match dictionary.kind() {
                Kind::Words => "words of a language",
                Kind::Passwords => "common passwords",
                Kind::Names => "names",
                _ => "an organisation's own list",
            };
            say(&format!("kind: {kind}"))?;
            say(&format!("entries: {}", dictionary.entries()))?;
            say(&format!("common entries: {}", dictionary.common_entries()))?;
            say(&format!("bytes: {}", bytes.len()))?;
            say(&format!("made from: {}", one_line(dictionary.provenance())))?;
            Ok(Outcome::Accepted)
        }
    }
}

fn build(list: &Path, blob: &Path, provenance: &str) -> Result<Outcome> {
    let cannot = || format!("cannot read {}", shown(list));
    let mut input = Input::open(list).with_context(cannot)?;
    let (entries, bytes) = file::replace(blob, &mut input, |input, file| {
        let bytes = input.list().with_context(cannot)?;
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text,
            Err(error) => bail!("{} is not UTF-8 (byte {})", shown(list), error.valid_up_to() + 1),
        };
        let compiled = progress::during("Compiling the word list", || compile_word_list(text, provenance))
            .with_context(|| shown(list))?;
        file.write_all(&compiled).with_context(|| format!("cannot write {}", shown(blob)))?;
        Ok((open::dictionary(blob, &compiled)?.entries(), compiled.len()))
    })?;
    say(&format!("{}: {entries} entries, {bytes} bytes", shown(blob)))?;
    Ok(Outcome::Accepted)
}
