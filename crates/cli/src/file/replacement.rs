//! What is written: a new file, whole and on the disk before it takes the old one's name, and gone if it never does.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use rustix::fs::{
    AtFlags, CWD, FlockOperation, Gid, Mode, OFlags, RawMode, Stat, Uid, fchmod, fchown, flock, fstat, fsync,
    linkat, openat, renameat, unlinkat,
};
use rustix::io::Errno;

use super::PATIENCE;
use super::input::Input;
use super::place::{Place, is_same};
use crate::at_end::AtEnd;
use crate::output::shown;

/// Writes a file that is made from another one. Who may read it stays as it was.
pub(crate) fn replace<T>(
    path: &Path,
    from: &mut Input,
    write: impl FnOnce(&mut Input, &mut File) -> Result<T>,
) -> Result<T> {
    let input = fstat(from.file()).with_context(|| format!("cannot write {}", shown(path)))?;
    put(path, Some(&input), |file| write(from, file))
}

/// Writes a file that is made from several others. Who may read it stays as it was.
pub(crate) fn make<T>(path: &Path, write: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    put(path, None, write)
}

fn put<T>(path: &Path, input: Option<&Stat>, write: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    let cannot = || format!("cannot write {}", shown(path));
    let place = Place::find(path).with_context(cannot)?;
    let old = place.open().with_context(cannot)?;
    let old = old.as_ref().map(|(_, stat)| stat);
    if old.zip(input).is_some_and(|(old, input)| is_same(old, input)) {
        bail!("{} is the list itself; give what is made from it a name of its own", shown(path));
    }
    let mode = if old.is_some() { 0o600 } else { 0o666 };
    let mut new = New::make(&place, mode).with_context(cannot)?;
    if let Some(old) = old {
        // Only an administrator can give a file away. Anybody else keeps what they write.
        let _ = new.give_to_owner_of(old);
        fchmod(&new.file, Mode::from_raw_mode(old.st_mode & 0o777)).with_context(cannot)?;
    }
    let written = write(&mut new.file)?;
    new.take_name_of(&place).with_context(cannot)?;
    Ok(written)
}

/// A file that only its owner may read, and that several writers change.
pub(crate) struct Updatable<'a> {
    path: &'a Path,
    place: Place,
}

impl<'a> Updatable<'a> {
    /// Finds where the file is or will be.
    pub(crate) fn find(path: &'a Path) -> Result<Self> {
        let place = Place::find(path).with_context(|| format!("cannot write {}", shown(path)))?;
        Ok(Self { path, place })
    }

    /// What is in it, none if there is no such file. Whatever would keep it from being written is an error now.
    pub(crate) fn read(&self) -> Result<Option<String>> {
        self.open()?.map(|(file, _)| self.text(file)).transpose()
    }

    /// Makes new contents from the old ones while no other writer is at work on it. `change` is called again when another writer
    /// made the file meanwhile.
    pub(crate) fn update(&self, mut change: impl FnMut(Option<&str>) -> Result<String>) -> Result<()> {
        let cannot = || self.cannot_write();
        let begun = Instant::now();
        loop {
            let Some((file, old)) = self.open()? else {
                let contents = change(None)?;
                match New::whole(&self.place, &contents).and_then(|new| new.take_new_name(&self.place)) {
                    Err(error)
                        if error.kind() == io::ErrorKind::AlreadyExists && begun.elapsed() < PATIENCE =>
                    {
                        continue;
                    }
                    made => return made.with_context(cannot),
                }
            };
            lock(&file, begun).with_context(cannot)?;
            // Who held the lock before may have put another file in its place.
            let now = self.place.look().with_context(cannot)?;
            let Some(now) = now.filter(|now| is_same(now, &old)) else {
                if begun.elapsed() < PATIENCE {
                    continue;
                }
                bail!("{}: another file is put in its place all the time", self.cannot_write());
            };
            self.has_one_name(&now)?;
            let contents = change(Some(&self.text(file.try_clone()?)?))?;
            let replaced = New::whole(&self.place, &contents).and_then(|new| {
                new.give_to_owner_of(&old)?;
                new.take_name_of(&self.place)
            });
            return replaced.with_context(cannot);
        }
    }

    fn open(&self) -> Result<Option<(File, Stat)>> {
        let opened = self.place.open().with_context(|| self.cannot_write())?;
        if let Some((_, stat)) = &opened {
            self.has_one_name(stat)?;
        }
        Ok(opened)
    }

    /// A new file can take one name alone.
    fn has_one_name(&self, stat: &Stat) -> Result<()> {
        if stat.st_nlink > 1 {
            bail!(
                "{} has {} names (hard links), and would go on under one of them alone; keep one, and make the others \
                 symbolic links",
                shown(self.path),
                stat.st_nlink
            );
        }
        Ok(())
    }

    fn text(&self, file: File) -> Result<String> {
        let text = Input::of(file).and_then(|mut input| input.text());
        text.with_context(|| format!("cannot read {}", shown(self.path)))
    }

    fn cannot_write(&self) -> String {
        format!("cannot write {}", shown(self.path))
    }
}

/// Keeps other writers out until the file is closed. The lock is that of the file itself, whichever name it was found by.
fn lock(file: &File, begun: Instant) -> io::Result<()> {
    loop {
        match flock(file, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            Err(Errno::WOULDBLOCK) => {
                let waited = format!("another program has kept it locked for {} seconds", PATIENCE.as_secs());
                return Err(io::Error::other(waited));
            }
            locked => return Ok(locked?),
        }
    }
}

/// A file that is being written, gone with this unless it took a name.
struct New {
    file: File,
    folder: OwnedFd,
    /// The name that it goes by meanwhile, where a file cannot be without.
    name: Option<(OsString, AtEnd)>,
}

impl New {
    /// An empty file in the folder of a place.
    fn make(place: &Place, mode: RawMode) -> io::Result<Self> {
        let folder = place.folder.try_clone()?;
        let mode = Mode::from_raw_mode(mode);
        if let Some(file) = nameless(&folder, mode)? {
            return Ok(Self { file, folder, name: None });
        }
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let (file, name, removed) =
            name_until_end(&folder, |name| Ok(File::from(openat(&folder, name, flags, mode)?)))?;
        Ok(Self { file, folder, name: Some((name, removed)) })
    }

    /// A file that only its owner may read.
    fn whole(place: &Place, contents: &str) -> io::Result<Self> {
        let mut new = Self::make(place, 0o600)?;
        new.file.write_all(contents.as_bytes())?;
        Ok(new)
    }

    /// What an administrator writes must not lock out the account that uses it.
    fn give_to_owner_of(&self, old: &Stat) -> io::Result<()> {
        let new = fstat(&self.file)?;
        if (new.st_uid, new.st_gid) == (old.st_uid, old.st_gid) {
            return Ok(());
        }
        Ok(fchown(&self.file, Some(Uid::from_raw(old.st_uid)), Some(Gid::from_raw(old.st_gid)))?)
    }

    /// Puts it in the place of whatever is there.
    fn take_name_of(mut self, place: &Place) -> io::Result<()> {
        self.file.sync_all()?;
        let (name, _removed) = if let Some(named) = self.name.take() {
            named
        } else {
            // A name can only be taken over by another name.
            let ((), name, removed) = name_until_end(&self.folder, |name| self.link(name))?;
            (name, removed)
        };
        renameat(&self.folder, &name, &self.folder, &place.name)?;
        sync_folder(&self.folder)
    }

    /// Puts it where nothing is.
    fn take_new_name(self, place: &Place) -> io::Result<()> {
        self.file.sync_all()?;
        match &self.name {
            Some((name, _)) => linkat(&self.folder, name, &self.folder, &place.name, AtFlags::empty())?,
            None => self.link(&place.name)?,
        }
        sync_folder(&self.folder)
    }

    /// Gives a name to a file without one.
    fn link(&self, name: &OsString) -> io::Result<()> {
        let number = self.file.as_raw_fd();
        let this = format!("/proc/self/fd/{number}");
        Ok(linkat(CWD, this, &self.folder, name, AtFlags::SYMLINK_FOLLOW)?)
    }
}

/// A file that nobody can open and that goes with the process, however that ends; none where the system or the file system has
/// no such thing.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn nameless(folder: &OwnedFd, mode: Mode) -> io::Result<Option<File>> {
    // It gets its name through /proc.
    if rustix::fs::access("/proc/self/fd", rustix::fs::Access::EXISTS).is_err() {
        return Ok(None);
    }
    match openat(folder, ".", OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, mode) {
        Ok(file) => Ok(Some(File::from(file))),
        Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn nameless(_folder: &OwnedFd, _mode: Mode) -> io::Result<Option<File>> {
    Ok(None)
}

/// Makes a name in a folder, which is removed at the end if it is still there.
fn name_until_end<T>(
    folder: &OwnedFd,
    create: impl FnOnce(&OsString) -> io::Result<T>,
) -> io::Result<(T, OsString, AtEnd)> {
    let number = getrandom::u64().map_err(|error| io::Error::other(format!("no randomness: {error}")))?;
    // That is nobody else's.
    let name = OsString::from(format!(".keyward-{number:016x}"));
    let (place, left) = (folder.try_clone()?, name.clone());
    let (made, removed) = AtEnd::undo(
        || create(&name),
        move || {
            let _ = unlinkat(&place, &left, AtFlags::empty());
        },
    )?;
    Ok((made, name, removed))
}

/// Makes sure that the new name is on the disk too. Who may not read the folder cannot ask for that.
fn sync_folder(folder: &OwnedFd) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    match openat(folder, ".", flags, Mode::empty()) {
        Err(Errno::ACCESS) => Ok(()),
        readable => Ok(fsync(readable?)?),
    }
}
