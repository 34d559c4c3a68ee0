//! What is written where there are no handles of folders: a new file beside the old one, which then takes its name, under a lock
//! on a file beside them.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::PATIENCE;
use super::input::{Input, read_text};
use crate::output::shown;

/// Writes a file that is made from another one. Who may read it stays as it was.
pub(crate) fn replace<T>(
    path: &Path,
    from: &mut Input,
    write: impl FnOnce(&mut Input, &mut File) -> Result<T>,
) -> Result<T> {
    if fs::canonicalize(path).is_ok_and(|path| path == *from.path()) {
        bail!("{} is the list itself; give what is made from it a name of its own", shown(path));
    }
    make(path, |file| write(from, file))
}

/// A file that several writers change.
pub(crate) struct Updatable<'a> {
    path: &'a Path,
}

impl<'a> Updatable<'a> {
    pub(crate) fn find(path: &'a Path) -> Result<Self> {
        Ok(Self { path })
    }

    /// What is in it, none if there is no such file.
    pub(crate) fn read(&self) -> Result<Option<String>> {
        match read_text(self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            text => text.map(Some).with_context(|| format!("cannot read {}", shown(self.path))),
        }
    }

    /// Makes new contents from the old ones while no other writer is at work on it.
    pub(crate) fn update(&self, mut change: impl FnMut(Option<&str>) -> Result<String>) -> Result<()> {
        let lock = beside(self.path, ".lock");
        let cannot = || format!("cannot lock {}", shown(&lock));
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&lock);
        let file = file.with_context(cannot)?;
        let begun = Instant::now();
        while let Err(error) = file.try_lock() {
            if matches!(error, TryLockError::WouldBlock) && begun.elapsed() < PATIENCE {
                thread::sleep(Duration::from_millis(5));
            } else {
                return Err(error).with_context(cannot);
            }
        }
        let contents = change(self.read()?.as_deref())?;
        make(self.path, |file| Ok(file.write_all(contents.as_bytes())?))
    }
}

/// Writes a file that is made from several others.
pub(crate) fn make<T>(path: &Path, write: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    let cannot = || format!("cannot write {}", shown(path));
    let number = getrandom::u64().map_err(io::Error::other).with_context(cannot)?;
    let new = beside(path, &format!(".keyward-{number:016x}"));
    let mut file =
        OpenOptions::new().read(true).write(true).create_new(true).open(&new).with_context(cannot)?;
    let written = write(&mut file).and_then(|written| {
        file.sync_all().with_context(cannot)?;
        drop(file);
        fs::rename(&new, path).with_context(cannot)?;
        Ok(written)
    });
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
