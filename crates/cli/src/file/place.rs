//! Where a file is or will be: a handle of its folder, and its name in it. Others may own folders on the way, and rename and
//! replace what is in them at any moment, so each name is looked up once and nothing is looked up by a path again.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStringExt;
use std::path::{Component, Path};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, fstat, openat, readlinkat, statat};
use rustix::io::Errno;

use super::input::Kind;

/// As many as Linux follows.
const MOST_LINKS: usize = 40;

pub(super) struct Place {
    pub(super) folder: OwnedFd,
    pub(super) name: OsString,
}

/// What bears a name in a folder.
enum Named {
    Folder(OwnedFd),
    /// What a link says, if it may be followed.
    Link(OsString),
    Other,
}

impl Place {
    /// Walks a path. A link is followed if it belongs to who runs the command, or to an administrator: whoever else made it could
    /// lead the command to any file of the one who runs it.
    pub(super) fn find(path: &Path) -> io::Result<Self> {
        let mut folder = start(path)?;
        let mut left = names(path);
        let mut links = 0;
        while let Some(name) = left.pop() {
            match named(&folder, &name) {
                Ok(Named::Folder(next)) if !left.is_empty() => folder = next,
                Ok(Named::Link(target)) => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(Errno::LOOP.into());
                    }
                    let target = Path::new(&target);
                    if target.is_absolute() {
                        folder = start(target)?;
                    }
                    left.extend(names(target));
                }
                Err(error) if error.kind() != io::ErrorKind::NotFound || !left.is_empty() => {
                    return Err(error);
                }
                _ if left.is_empty() => return Ok(Self { folder, name }),
                _ => return Err(Errno::NOTDIR.into()),
            }
        }
        Err(is_folder())
    }

    /// Opens the file that is here, if any, with the right to write, as it is only replaced by who might write to it. Nothing
    /// but a file is opened, and no link.
    pub(super) fn open(&self) -> io::Result<Option<(File, Stat)>> {
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = match openat(&self.folder, &self.name, flags, Mode::empty()) {
            Ok(file) => File::from(file),
            Err(Errno::NOENT) => return Ok(None),
            Err(Errno::ISDIR) => return Err(is_folder()),
            Err(error) => return Err(error.into()),
        };
        let stat = fstat(&file)?;
        if Kind::of(&stat)? == Kind::Pipe {
            return Err(io::Error::other("it is a pipe, not a file"));
        }
        // An administrator may open it all the same; who made it so did not mean it to change.
        if stat.st_mode & 0o200 == 0 {
            return Err(io::Error::other("it is read-only; `chmod u+w` lets it be written"));
        }
        Ok(Some((file, stat)))
    }

    /// What the name is of now, if of anything.
    pub(super) fn look(&self) -> io::Result<Option<Stat>> {
        match statat(&self.folder, &self.name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => Ok(None),
            looked => Ok(Some(looked?)),
        }
    }
}

/// Whether both are one file, whatever its names.
pub(super) const fn is_same(one: &Stat, other: &Stat) -> bool {
    one.st_dev == other.st_dev && one.st_ino == other.st_ino
}

fn is_folder() -> io::Error {
    io::Error::other("it is a folder, not a file")
}

/// The folder that a path begins at.
fn start(path: &Path) -> io::Result<OwnedFd> {
    let folder = if path.is_absolute() { "/" } else { "." };
    Ok(rustix::fs::open(folder, WALK, Mode::empty())?)
}

/// The names of a path, the first one last.
fn names(path: &Path) -> Vec<OsString> {
    let names = path.components().rev().filter_map(|component| match component {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some(OsString::from("..")),
        _ => None,
    });
    names.collect()
}

fn followed(target: Vec<u8>, owner: u32) -> io::Result<Named> {
    if owner != rustix::process::geteuid().as_raw() && owner != 0 {
        return Err(io::Error::other("a link of another user leads there; give the path that it stands for"));
    }
    Ok(Named::Link(OsString::from_vec(target)))
}

/// To walk through a folder, the right to look names up in it is enough.
#[cfg(any(target_os = "linux", target_os = "android"))]
const WALK: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// The handle is that of what bears the name, a link itself too, so that its owner and what it says are of one thing.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn named(folder: &OwnedFd, name: &OsStr) -> io::Result<Named> {
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let here = openat(folder, name, flags, Mode::empty())?;
    let stat = fstat(&here)?;
    Ok(match FileType::from_raw_mode(stat.st_mode) {
        FileType::Directory => Named::Folder(here),
        FileType::Symlink => followed(readlinkat(&here, "", Vec::new())?.into_bytes(), stat.st_uid)?,
        _ => Named::Other,
    })
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
const WALK: OFlags = OFlags::DIRECTORY.union(OFlags::CLOEXEC);

/// A link has no handle here, so it could be another one from one look at it to the next. What counts as its owner is therefore
/// whoever could do that: the owner of the folder.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn named(folder: &OwnedFd, name: &OsStr) -> io::Result<Named> {
    let stat = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
    Ok(match FileType::from_raw_mode(stat.st_mode) {
        FileType::Directory => Named::Folder(openat(folder, name, WALK | OFlags::NOFOLLOW, Mode::empty())?),
        FileType::Symlink => {
            followed(readlinkat(folder, name, Vec::new())?.into_bytes(), fstat(folder)?.st_uid)?
        }
        _ => Named::Other,
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// What was looked up was a file; what is opened afterwards is a link, which may not lead elsewhere.
    #[test]
    fn a_link_in_the_place_of_what_was_looked_up_is_not_followed() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let [here, elsewhere] = ["here", "elsewhere"].map(|name| folder.path().join(name));
        std::fs::write(&here, "ours")?;
        std::fs::write(&elsewhere, "not to be opened")?;
        let place = Place::find(&here)?;
        assert!(place.open()?.is_some());
        std::fs::remove_file(&here)?;
        symlink(&elsewhere, &here)?;
        let opened = place.open().map(|file| file.is_some()).map_err(|error| error.raw_os_error());
        assert_eq!(opened, Err(Some(Errno::LOOP.raw_os_error())));
        Ok(())
    }
}
