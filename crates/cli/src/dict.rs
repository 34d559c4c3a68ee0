//! `keyward dict`: an organisation's own word list, compiled for `keyward check --dictionary`.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use keyward::dictionary::{Builder, Dictionary, Kind, Tier};
use keyward::{Alphabet, MAX_CHARACTERS, Text};

use crate::arguments::DictCommand;
use crate::file::{Readers, lock, read_list, replace, without_mark};
use crate::{Outcome, progress};

/// So many bad lines are named.
const NAMED: usize = 10;

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
    let bytes = read(list)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => without_mark(text),
        Err(error) => bail!("{} is not UTF-8 (byte {})", list.display(), error.valid_up_to()),
    };
    let mut builder = Builder::new(Kind::Own, provenance);
    let mut bad = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let entry = line.trim();
        if entry.is_empty() || entry.starts_with('#') {
            continue;
        }
        if let Err(error) = builder.add(&folded(entry), Tier::Common) {
            bad.push(format!("line {number}: {error}"));
        }
    }
    if !bad.is_empty() {
        let more = bad.len().saturating_sub(NAMED);
        bad.truncate(NAMED);
        let more = if more > 0 { format!("\n… and {more} more") } else { String::new() };
        bail!("{} has entries that no dictionary can hold:\n{}{more}", list.display(), bad.join("\n"));
    }
    let compiled = progress::during("Compiling the word list", || builder.build())
        .with_context(|| list.display().to_string())?;
    let _lock = lock(blob)?;
    replace(blob, &compiled, Readers::Usual)?;
    crate::say(&format!("{}: {} entries, {} bytes", blob.display(), builder.len(), compiled.len()))?;
    Ok(Outcome::Accepted)
}

/// An entry as candidates are read: letters without case and diacritics, digits, and nothing between them.
fn folded(entry: &str) -> String {
    let letters = |text: &Text<'_>| {
        let read = text.folded().iter().filter(|byte| **byte == 0 || byte.is_ascii_alphanumeric());
        read.map(|byte| char::from(*byte)).collect()
    };
    Text::read(entry, MAX_CHARACTERS, Alphabet::Unicode, letters).unwrap_or_else(|| entry.to_owned())
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
