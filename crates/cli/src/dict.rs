//! `keyward dict`: an organisation's own word list, compiled for `keyward check --dictionary`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use keyward::compile_word_list;
use keyward::dictionary::{Dictionary, Kind};

use crate::arguments::DictCommand;
use crate::file::{Readers, lock, read_list, replace};
use crate::{Outcome, progress};

/// Does what the options say.
pub(crate) fn run(command: &DictCommand) -> Result<Outcome> {
    match command {
        DictCommand::Build { list, blob, provenance } => {
            let provenance = provenance.clone().unwrap_or_else(|| named(list));
            build(list, blob, &provenance)
        }
        DictCommand::Info { blob } => {
            let bytes = read(blob)?;
            let dictionary = open(blob, &bytes)?;
            let kind = match dictionary.kind() {
                Kind::Words => "words of a language",
                Kind::Passwords => "common passwords",
                Kind::Names => "names",
                _ => "an organisation's own list",
            };
            let say = |line: String| crate::say(&line);
            say(format!("kind: {kind}"))?;
            say(format!("entries: {}", dictionary.entries()))?;
            say(format!("common entries: {}", dictionary.common_entries()))?;
            say(format!("bytes: {}", bytes.len()))?;
            say(format!("made from: {}", dictionary.provenance()))?;
            Ok(Outcome::Accepted)
        }
    }
}

fn build(list: &Path, blob: &Path, provenance: &str) -> Result<Outcome> {
    if fs::canonicalize(list).is_ok_and(|list| fs::canonicalize(blob).is_ok_and(|blob| blob == list)) {
        bail!("{} is the list itself; give the compiled dictionary a name of its own", blob.display());
    }
    let bytes = read(list)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => bail!("{} is not UTF-8 (byte {})", list.display(), error.valid_up_to() + 1),
    };
    let compiled = progress::during("Compiling the word list", || compile_word_list(text, provenance))
        .with_context(|| list.display().to_string())?;
    let _lock = lock(blob)?;
    replace(blob, &compiled, Readers::Usual)?;
    let entries = open(blob, &compiled)?.entries();
    crate::say(&format!("{}: {entries} entries, {} bytes", blob.display(), compiled.len()))?;
    Ok(Outcome::Accepted)
}

/// The provenance of a list that nothing is said of: its name.
pub(crate) fn named(list: &Path) -> String {
    list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    read_list(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A compiled dictionary.
pub(crate) fn open<'a>(path: &Path, blob: &'a [u8]) -> Result<Dictionary<'a>> {
    Dictionary::open(blob).with_context(|| path.display().to_string())
}
