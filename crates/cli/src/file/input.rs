//! What is read: files, and pipes as long as something comes through them. Whatever else has a name in a folder is refused at
//! once, as a device may never end and a pipe may never begin.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
#[cfg(unix)]
use std::time::Duration;

#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::fs::{FileType, Mode, OFlags, Stat};

#[cfg(unix)]
use super::PATIENCE;

/// More than any policy, context or history has.
const MAX_TEXT_MIB: u64 = 16;
/// More than any word list has, plain or compiled.
const MAX_LIST_MIB: u64 = 64;
/// A pipe that something came through may pause: what is at its other end may be a download of gigabytes.
#[cfg(unix)]
const PAUSE: Duration = Duration::from_secs(60);

/// The text of a file that a person or a program wrote.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    Input::open(path)?.text()
}

/// The bytes of a word list.
pub(crate) fn read_list(path: &Path) -> io::Result<Vec<u8>> {
    Input::open(path)?.list()
}

/// A text without the byte order mark that some programs of Windows begin it with.
pub(crate) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What may be opened.
#[cfg(unix)]
#[derive(PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Pipe,
}

#[cfg(unix)]
impl Kind {
    /// What something is, if it may be opened.
    pub(super) fn of(stat: &Stat) -> io::Result<Self> {
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Ok(Self::File),
            FileType::Fifo => Ok(Self::Pipe),
            FileType::Directory => Err(io::Error::other("it is a folder, not a file")),
            _ => Err(io::Error::other("it is a device, not a file")),
        }
    }
}

/// A file or a pipe that is read.
pub(crate) struct Input {
    file: File,
    #[cfg(not(unix))]
    path: std::path::PathBuf,
    /// How long to wait for the next bytes of a pipe; none for a file.
    #[cfg(unix)]
    wait: Option<Duration>,
}

impl Input {
    /// The text that it holds.
    pub(crate) fn text(&mut self) -> io::Result<String> {
        let mut text =
            String::from_utf8(self.bytes(MAX_TEXT_MIB)?).map_err(|_| io::Error::other("it is not UTF-8"))?;
        let mark = text.len() - without_mark(&text).len();
        text.drain(..mark);
        Ok(text)
    }

    /// The bytes of a word list.
    pub(crate) fn list(&mut self) -> io::Result<Vec<u8>> {
        self.bytes(MAX_LIST_MIB)
    }

    fn bytes(&mut self, most_mib: u64) -> io::Result<Vec<u8>> {
        let most = most_mib << 20;
        let mut bytes = Vec::new();
        self.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(io::Error::other(format!("it is larger than {most_mib} MiB")));
        }
        Ok(bytes)
    }

    /// The file, of which parts will be read; a pipe has none.
    pub(crate) fn into_file(self) -> io::Result<File> {
        #[cfg(unix)]
        if self.wait.is_some() {
            return Err(io::Error::other("it is a pipe, not a file"));
        }
        Ok(self.file)
    }
}

#[cfg(unix)]
impl Input {
    /// Opens a file, or a pipe, without waiting for whoever may write to it.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
        Self::of(file)
    }

    /// What is open, to compare it with what is written.
    pub(super) const fn file(&self) -> &File {
        &self.file
    }

    /// What was opened, if it is a file or a pipe.
    pub(super) fn of(file: File) -> io::Result<Self> {
        let wait = match Kind::of(&rustix::fs::fstat(&file)?)? {
            Kind::File => None,
            Kind::Pipe => Some(PATIENCE),
        };
        Ok(Self { file, wait })
    }

    /// Waits until something can be read, or nothing more will come.
    fn wait(&self) -> io::Result<()> {
        let Some(wait) = self.wait else { return Ok(()) };
        let timeout = Timespec { tv_sec: i64::try_from(wait.as_secs()).unwrap_or_default(), tv_nsec: 0 };
        match poll(&mut [PollFd::new(&self.file, PollFlags::IN)], Some(&timeout))? {
            0 => {
                Err(io::Error::other(format!("nothing came through the pipe for {} seconds", wait.as_secs())))
            }
            _ => Ok(()),
        }
    }

    /// Takes note of how much came. A pipe through which nothing ever came is what a program leaves that failed.
    fn came(&mut self, bytes: usize) -> io::Result<usize> {
        match self.wait {
            Some(PATIENCE) if bytes == 0 => Err(io::Error::other("nothing came through the pipe")),
            Some(_) => {
                self.wait = Some(PAUSE);
                Ok(bytes)
            }
            None => Ok(bytes),
        }
    }
}

#[cfg(not(unix))]
impl Input {
    /// Opens a file.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: File::open(path)?, path: path.canonicalize()? })
    }

    /// The path of what is open, to compare it with what is written.
    pub(super) const fn path(&self) -> &std::path::PathBuf {
        &self.path
    }

    fn wait(&self) -> io::Result<()> {
        Ok(())
    }

    fn came(&mut self, bytes: usize) -> io::Result<usize> {
        Ok(bytes)
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.wait()?;
        let bytes = self.file.read(into)?;
        self.came(bytes)
    }
}
