//! The hashes of earlier passwords: a folder with a file for each user, in the form of `keyward history`.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use keyward::history::{History, Params};

/// More than any history has, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// Where one user's hashes are.
pub(crate) struct Records {
    folder: PathBuf,
    file: PathBuf,
}

impl Records {
    /// The file of a user. It need not be there yet, but its folder must.
    pub(crate) fn of(folder: &str, user: &str) -> Result<Self, String> {
        let folder = Path::new(folder);
        if !folder.is_dir() {
            return Err(format!("`history` must be the path of a folder, and {} is none", folder.display()));
        }
        if user.is_empty() || user.starts_with('.') || user.contains(['/', '\0']) {
            return Err(format!("`history` has no place for a user named {user:?}"));
        }
        Ok(Self { folder: folder.to_owned(), file: folder.join(user) })
    }

    /// The hashes, newest first; none of a user who has no file.
    pub(crate) fn read(&self) -> Result<History, String> {
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", self.file.display());
        let mut text = String::new();
        match File::open(&self.file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(History::new()),
            opened => opened.and_then(|file| file.take(MAX_BYTES).read_to_string(&mut text)),
        }
        .map_err(|error| wrong(&error))?;
        text.parse().map_err(|error| wrong(&error))
    }

    /// Adds a password as the newest and keeps so many. Nobody sees the file half written.
    pub(crate) fn add(&self, password: &[u8], keep: usize) -> Result<(), String> {
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", self.file.display());
        // The password was judged, so it is UTF-8, unless root was let past.
        let Ok(password) = std::str::from_utf8(password) else { return Ok(()) };
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| wrong(&error))?;
        let lock = OpenOptions::new().create(true).append(true).open(self.folder.join(".lock"));
        // It is let go when it is dropped.
        let lock = lock.and_then(|lock| lock.lock().map(|()| lock)).map_err(|error| wrong(&error))?;
        let mut history = self.read()?;
        history.add(password, &Params::DEFAULT, &salt).map_err(|error| wrong(&error))?;
        history.prune(keep);
        let written = tempfile::NamedTempFile::new_in(&self.folder).and_then(|mut new| {
            new.write_all(history.to_string().as_bytes())?;
            new.as_file().sync_all()?;
            new.persist(&self.file).map_err(|error| error.error)
        });
        drop(lock);
        written.map(drop).map_err(|error| wrong(&error))
    }
}
