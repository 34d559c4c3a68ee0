//! A folder of the ranges that Have I Been Pwned offers: a file for each beginning of five digits, with the rest of each hash.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use super::hash::HashKind;
use super::list::{Lines, Listed};
use super::problem::Problem;

/// The digits that name a range.
const NAME: usize = 5;
/// How many ranges there are.
const ALL: usize = 1 << (4 * NAME);

/// Why a folder cannot be taken.
#[derive(Debug)]
#[non_exhaustive]
pub enum FolderProblem {
    /// A file in it is no range, or one that another one is too.
    Other(PathBuf),
    /// Ranges are not there.
    Missing {
        /// How many.
        count: usize,
        /// The first.
        first: String,
    },
    /// It cannot be read.
    Read(io::Error),
}

impl fmt::Display for FolderProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(path) => write!(
                out,
                "{} is no range, or one that is there twice; the folder may hold files named by the first five digits of their \
                 hashes alone, 00000 to FFFFF, with .txt behind or without",
                path.display()
            ),
            Self::Missing { count, first } => write!(
                out,
                "{count} of {ALL} ranges are not there, the first is {first}; download the rest, or say --partial to do without \
                 the passwords in them"
            ),
            Self::Read(error) => write!(out, "cannot read the folder: {error}"),
        }
    }
}

/// A file with the hashes that begin alike.
pub(super) struct Range {
    pub(super) path: PathBuf,
    name: String,
}

/// The files of a folder in the order of their hashes.
pub(super) fn files(folder: &Path, partial: bool) -> Result<Vec<Range>, FolderProblem> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(FolderProblem::Read)? {
        let entry = entry.map_err(FolderProblem::Read)?;
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_str().map(|name| name.strip_suffix(".txt").unwrap_or(name).to_ascii_uppercase());
        let is_range =
            |name: &String| name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_file = fs::metadata(&path).is_ok_and(|file| file.is_file());
        match name.filter(is_range).filter(|_| is_file) {
            Some(name) if !files.contains_key(&name) => files.insert(name, path),
            _ => return Err(FolderProblem::Other(path)),
        };
    }
    if !partial && files.len() < ALL {
        let names = (0..ALL).map(|number| format!("{number:05X}"));
        let first = names.into_iter().find(|name| !files.contains_key(name)).unwrap_or_default();
        return Err(FolderProblem::Missing { count: ALL - files.len(), first });
    }
    Ok(files.into_iter().map(|(name, path)| Range { path, name }).collect())
}

impl Range {
    /// Takes every line with its number, as a whole hash.
    pub(super) fn each<E>(
        &self,
        kind: HashKind,
        unreadable: impl Fn(io::Error) -> E,
        mut take: impl FnMut(u64, Result<Listed, Problem>) -> Result<(), E>,
    ) -> Result<(), E> {
        let file = File::open(&self.path).map_err(&unreadable)?;
        let mut lines = Lines::of(BufReader::new(file));
        let mut hash = Vec::new();
        while let Some((number, line)) = lines.next().map_err(&unreadable)? {
            let listed = line.and_then(|line| {
                hash.clear();
                hash.extend_from_slice(self.name.as_bytes());
                // Some programs write a mark in front of each file.
                hash.extend_from_slice(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line));
                Listed::hash(&hash, kind)
            });
            take(number, listed)?;
        }
        Ok(())
    }
}
