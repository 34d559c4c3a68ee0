//! What a command opens before it judges: the policy, lists and the history. Errors name the file.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Error, Result, anyhow, bail};
use keyward::breached::BreachFilter;
use keyward::dictionary::Dictionary;
use keyward::history::{self, History, Search};
use keyward::{NamedPolicy, PRESETS, Policy, Validator};

use crate::file::{self, Input};
use crate::output::shown;

/// The policy of this name or in this file.
pub(crate) fn policy(name: &str) -> Result<NamedPolicy> {
    let mut is_there = true;
    let read = |path: &Path| {
        let text = file::read_text(path);
        is_there = !matches!(&text, Err(error) if error.kind() == ErrorKind::NotFound);
        text
    };
    NamedPolicy::open_with(name, read).map_err(|error| {
        if is_there {
            return anyhow!(error).context("the policy");
        }
        let presets = PRESETS.iter().map(|preset| preset.id).collect::<Vec<_>>().join(", ");
        anyhow!("{error}; the presets are {presets}")
    })
}

/// The bytes of a word list, plain or compiled.
pub(crate) fn list(path: &Path) -> Result<Vec<u8>> {
    file::read_list(path).with_context(|| format!("cannot read {}", shown(path)))
}

/// The provenance of a list that nothing is said of: its name.
pub(crate) fn name(list: &Path) -> String {
    list.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A compiled dictionary.
pub(crate) fn dictionary<'a>(path: &Path, blob: &'a [u8]) -> Result<Dictionary<'a>> {
    Dictionary::open(blob).with_context(|| shown(path))
}

/// Compiled dictionaries as they lie in their files.
pub(crate) type Blobs<'a> = Vec<(&'a Path, Vec<u8>)>;

/// Reads compiled dictionaries.
pub(crate) fn blobs(paths: &[PathBuf]) -> Result<Blobs<'_>> {
    if paths.len() > Validator::MOST_DICTIONARIES {
        bail!("more than {} dictionaries; build one of several lists", Validator::MOST_DICTIONARIES);
    }
    paths.iter().map(|path| Ok((path.as_path(), list(path)?))).collect()
}

/// A breach filter.
pub(crate) fn filter(path: &Path) -> Result<BreachFilter<'static>> {
    let file = Input::open(path).and_then(Input::into_file);
    let file = file.with_context(|| format!("cannot read {}", shown(path)))?;
    BreachFilter::open_file(file).with_context(|| shown(path))
}

/// A validator for a policy, with dictionaries, and with the breach filter that is given or else none, if the policy does
/// without.
pub(crate) fn validator<'a>(
    policy: NamedPolicy,
    blobs: &'a Blobs<'_>,
    breached: Option<&Path>,
) -> Result<Validator<'a>> {
    let mut validator = Validator::new(policy);
    if let Some(path) = breached {
        validator = validator.with_breach_filter(filter(path)?);
    }
    validator.validate().map_err(|missing| {
        anyhow!("{missing}: give --breached FILE, which `keyward breached build` makes")
    })?;
    for (path, blob) in blobs {
        validator = validator.with_dictionary(dictionary(path, blob)?);
    }
    Ok(validator)
}

/// The history in a file; its error names the line.
pub(crate) fn history(path: &Path) -> Result<History> {
    match file::read_text(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Err(no_history(path)),
        text => read_history(path, &text.with_context(|| format!("cannot read {}", shown(path)))?),
    }
}

/// That there is no such file, and how to make it.
pub(crate) fn no_history(path: &Path) -> Error {
    let name = shown(path);
    anyhow!("there is no file {name}; `keyward history add --file {name}` makes it")
}

/// The history in the text of a file.
pub(crate) fn read_history(path: &Path, text: &str) -> Result<History> {
    text.parse().with_context(|| format!("{} is no history of passwords", shown(path)))
}

/// Reads a history file to compare with under a policy. One that would take too long is refused before a password is asked for.
pub(crate) fn history_for(path: &Path, policy: &Policy) -> Result<History> {
    let history = self::history(path)?;
    history::hashes_for(policy, &history, &Search::DEFAULT).with_context(|| shown(path))?;
    Ok(history)
}
