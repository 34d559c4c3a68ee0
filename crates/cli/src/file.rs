//! Files that are read no further than they can be meant, and never seen half written: everything goes into a new file beside
//! the old one, which then takes its name.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::output::shown;

/// More than any context or history has.
const MAX_TEXT_MIB: u64 = 16;
/// More than any word list has, plain or compiled.
const MAX_LIST_MIB: u64 = 64;

/// The text of a file that a person or a program wrote.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    let mut text =
        String::from_utf8(read(path, MAX_TEXT_MIB)?).map_err(|_| io::Error::other("it is not UTF-8"))?;
    let mark = text.len() - without_mark(&text).len();
    text.drain(..mark);
    Ok(text)
}

/// A text without the byte order mark that some programs of Windows begin it with.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The bytes of a word list.
pub(crate) fn read_list(path: &Path) -> io::Result<Vec<u8>> {
    read(path, MAX_LIST_MIB)
}

/// The bytes of a file. One that never ends, such as a device, must not fill the memory.
fn read(path: &Path, most_mib: u64) -> io::Result<Vec<u8>> {
    let most = most_mib << 20;
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("it is larger than {most_mib} MiB")));
    }
    Ok(bytes)
}

/// Who may read a file.
#[derive(Clone, Copy)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Everybody, within the limits that the user has set.
    Usual,
}

/// Keeps other writers out until it is dropped, or the process ends in any way.
pub(crate) struct Lock(File);

/// Waits until no other writer is at work on a file. What is locked is a file beside it, since the file itself is replaced.
pub(crate) fn lock(path: &Path) -> Result<Lock> {
    let beside = beside(path, ".lock");
    let file = open_lock(&beside, path).with_context(|| format!("cannot open {}", shown(&beside)))?;
    file.lock().with_context(|| format!("cannot lock {}", shown(&beside)))?;
    Ok(Lock(file))
}

/// Opens the file that is locked, or makes it. One that is there may be a link to anything, so its owner is left alone.
fn open_lock(lock: &Path, path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    private(options.write(true), Readers::Owner);
    match options.clone().create_new(true).open(lock) {
        Ok(new) => {
            if let Ok(old) = fs::metadata(path) {
                keep_owner(&new, &old);
            }
            Ok(new)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => options.open(lock),
        Err(error) => Err(error),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing it unlocks it too.
        let _ = self.0.unlock();
    }
}

/// Puts new contents in the place of a file's, all or nothing, and on the disk before it returns. Call it under a [`lock`].
pub(crate) fn replace(path: &Path, contents: &[u8], readers: Readers) -> Result<()> {
    replace_with(path, readers, |file| {
        file.write_all(contents).with_context(|| format!("cannot write {}", shown(path)))
    })
}

/// [`replace`] with what is written bit by bit.
pub(crate) fn replace_with<T>(
    path: &Path,
    readers: Readers,
    write: impl FnOnce(&mut File) -> Result<T>,
) -> Result<T> {
    let cannot = || format!("cannot write {}", shown(path));
    // A link keeps pointing where it does.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let new = beside(&path, ".new");
    // A writer that was killed may have left one. Under the lock nobody else is at work on it.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot remove {}", shown(&new)));
        }
        _ => {}
    }
    let written = open_new(&new, fs::metadata(&path).ok().as_ref(), readers).with_context(cannot).and_then(
        |mut file| {
            let written = write(&mut file)?;
            let synced = file.sync_all();
            drop(file);
            let renamed = synced.and_then(|()| fs::rename(&new, &path)).and_then(|()| sync_folder(&path));
            renamed.with_context(cannot).map(|()| written)
        },
    );
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// Makes a file that is to replace an old one: its owner stays, and unless only they may read it, who may read it.
fn open_new(new: &Path, old: Option<&Metadata>, readers: Readers) -> io::Result<File> {
    let mut options = OpenOptions::new();
    private(options.write(true).create_new(true), readers);
    let file = options.open(new)?;
    if let Some(old) = old {
        keep_owner(&file, old);
        if matches!(readers, Readers::Usual) {
            file.set_permissions(old.permissions())?;
        }
    }
    Ok(file)
}

#[cfg(unix)]
fn private(options: &mut OpenOptions, readers: Readers) {
    use std::os::unix::fs::OpenOptionsExt;
    if matches!(readers, Readers::Owner) {
        options.mode(0o600);
    }
}

#[cfg(not(unix))]
fn private(_options: &mut OpenOptions, _readers: Readers) {}

/// Gives a file to the owner of an old one: what an administrator writes must not lock out the account that uses it. Only an
/// administrator may; anybody else keeps what they write.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(old.uid()), Some(old.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _old: &Metadata) {}

/// Makes sure that the new name is on the disk too.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}
