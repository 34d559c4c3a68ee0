//! What is wrong with a policy file.

use std::fmt;

use keyward_core::PRESETS;

use crate::excerpt::excerpt;

/// Why a policy cannot be used. It says where: the file, the line and the key, and the nearest right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFileError {
    pub(super) file: Option<String>,
    pub(super) line: Option<usize>,
    pub(super) key: Option<String>,
    pub(super) nearest: Option<String>,
    pub(super) problem: String,
}

impl PolicyFileError {
    /// A problem that no key is to blame for.
    pub(super) fn plain(problem: String) -> Self {
        Self { file: None, line: None, key: None, nearest: None, problem }
    }

    pub(super) fn about(key: &str, problem: String) -> Self {
        Self { key: Some(excerpt(key).into_owned()), ..Self::plain(problem) }
    }

    pub(super) fn no_preset(name: &str) -> Self {
        let nearest = nearest(name, PRESETS.iter().map(|preset| preset.id));
        Self { nearest, ..Self::plain(format!("there is no preset named `{}`", excerpt(name))) }
    }

    pub(super) fn neither(name: &str) -> Self {
        let problem = format!("there is no preset and no file named `{}`", excerpt(name));
        Self { problem, ..Self::no_preset(name) }
    }

    pub(super) fn unreadable(file: &str, error: &std::io::Error) -> Self {
        Self::plain(format!("the file cannot be read: {error}")).in_file(file)
    }

    pub(super) fn at(self, line: Option<usize>) -> Self {
        Self { line: self.line.or(line), ..self }
    }

    /// Where there is no file whose line it could be.
    pub(super) fn without_line(self) -> Self {
        Self { line: None, ..self }
    }

    pub(super) fn in_file(self, file: &str) -> Self {
        // No system opens a longer path, and a shorter one is needed whole.
        let shown = if file.len() > 4096 { excerpt(file).into_owned() } else { file.to_owned() };
        Self { file: Some(shown), ..self }
    }

    /// The line, from 1, if it is about one.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        self.line
    }

    /// The key, if it is about one.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The nearest right key or value.
    #[must_use]
    pub fn nearest(&self) -> Option<&str> {
        self.nearest.as_deref()
    }
}

impl fmt::Display for PolicyFileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(formatter, "{file}: ")?;
        }
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        if let Some(key) = &self.key {
            write!(formatter, "`{key}` ")?;
        }
        formatter.write_str(&self.problem)?;
        self.nearest.as_ref().map_or(Ok(()), |nearest| write!(formatter, "; the nearest is `{nearest}`"))
    }
}

impl std::error::Error for PolicyFileError {}

/// The line that a byte of a text is in, from 1.
pub(super) fn line_at(text: &str, place: usize) -> usize {
    text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
}

/// A text of the file in an error, in quotation marks.
pub(super) fn shown(text: &str) -> String {
    serde_json::Value::from(excerpt(text)).to_string()
}

/// The name that is most like another one: with the fewest mistakes, or one that it is a part of.
/// None is like a name of more than twice as many characters as any has, which costs more to compare than it is worth.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    const LONGEST: usize = 64;
    if name.chars().nth(LONGEST).is_some() {
        return None;
    }
    let known: Vec<_> = known.collect();
    let name = name.to_lowercase();
    let mistakes = |other: &str| strsim::damerau_levenshtein(&name, other);
    // Half a name of mistakes is another name.
    let alike =
        known.iter().min_by_key(|other| mistakes(other)).filter(|best| 2 * mistakes(best) <= best.len());
    let part = |other: &&&str| name.len() > 2 && other.contains(&name);
    alike.or_else(|| known.iter().find(part)).map(|&other| other.to_owned())
}
