//! The system's log as a trial hears it.

use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;

/// What the system's log is told where [`Log::script`] has run.
pub(super) struct Log {
    folder: PathBuf,
    heard: Arc<Mutex<String>>,
}

impl Log {
    /// Listens, at a socket in a folder.
    pub(super) fn listen(folder: &Path) -> Result<Self> {
        let socket = UnixDatagram::bind(folder.join("log"))?;
        let log = Self { folder: folder.to_owned(), heard: Arc::default() };
        let heard = Arc::clone(&log.heard);
        std::thread::spawn(move || {
            let mut line = [0; 4096];
            while let Ok(length) = socket.recv(&mut line) {
                if let Ok(mut log) = heard.lock() {
                    *log += &String::from_utf8_lossy(line.get(..length).unwrap_or_default());
                    log.push('\n');
                }
            }
        });
        Ok(log)
    }

    /// What a shell in a mount namespace of its own does so that its programs tell their log here: `/dev` becomes a copy that vanishes
    /// with the namespace.
    pub(super) fn script(&self) -> String {
        let folder = self.folder.display();
        format!(
            "mkdir -p {folder}/dev && mount -t tmpfs tmpfs {folder}/dev && mkdir {folder}/dev/upper {folder}/dev/work
             mount -t overlay overlay -o lowerdir=/dev,upperdir={folder}/dev/upper,workdir={folder}/dev/work /dev
             rm -f /dev/log && touch /dev/log && mount --bind {folder}/log /dev/log"
        )
    }

    /// What was told since the last time.
    pub(super) fn told(&self) -> String {
        // What was sent is heard in order; a moment for the last line.
        std::thread::sleep(Duration::from_millis(100));
        self.heard.lock().map(|mut log| std::mem::take(&mut *log)).unwrap_or_default()
    }
}
