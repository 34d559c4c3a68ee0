//! The prompt at a terminal. What is typed is not shown, and every byte of it is kept or refused: a password that is stored as
//! something else than was typed locks its owner out.
//!
//! ```text
//! terminal quiet ──► prompt ──► bytes as they come ──► Enter ──► terminal as it was ──► kept, or why not
//! ```

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::os::fd::OwnedFd;

use anyhow::{Context as _, Result, bail};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{
    InputModes, LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, Termios, tcflush, tcgetattr,
    tcsetattr,
};
use zeroize::Zeroizing;

use crate::at_end::AtEnd;
use crate::output;

/// More than anybody types.
const MOST: usize = 64 << 10;

/// Asks, and returns what was typed before Enter.
pub(crate) fn ask(prompt: &str) -> Result<Zeroizing<String>> {
    let cannot = "cannot ask at the terminal; use --stdin";
    let terminal = File::options().read(true).write(true).open("/dev/tty").context(cannot)?;
    loop {
        let before = tcgetattr(&terminal).context(cannot)?;
        let quiet = silence(&terminal, &before).context(cannot)?;
        output::write(&mut &terminal, prompt.as_bytes()).context(cannot)?;
        let mut typed = Typed { bytes: Zeroizing::new(Vec::with_capacity(MOST)), too_long: false };
        let end = read_line(&terminal, &before, &mut typed).context(cannot)?;
        let more = end == End::Line && takes_more(&terminal).context(cannot)?;
        drop(quiet);
        output::write(&mut &terminal, b"\n").context(cannot)?;
        match end {
            End::Line if more => {
                bail!("more than one line came at once, as when it is pasted; a password is one line")
            }
            End::Line => return typed.text(),
            End::Nothing => bail!("no password was typed"),
            End::Key(signal) => {
                // As the terminal does it. After ^Z and `fg` it comes back here.
                kill_current_process_group(signal).context(cannot)?;
                if signal != Signal::TSTP {
                    crate::at_end::end_by(signal.as_raw());
                }
            }
        }
    }
}

/// How a line ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Line,
    /// The terminal is gone, or ^D was the first key.
    Nothing,
    /// A key that stands for a signal.
    Key(Signal),
}

/// What was typed until now.
struct Typed {
    /// In room that does not move.
    bytes: Zeroizing<Vec<u8>>,
    too_long: bool,
}

impl Typed {
    fn add(&mut self, byte: u8) {
        if self.bytes.len() < MOST {
            self.bytes.push(byte);
        } else {
            self.too_long = true;
        }
    }

    /// Takes the last character away.
    fn erase(&mut self) {
        while self.bytes.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {}
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.too_long = false;
    }

    /// The text, if it is certain which one was meant.
    fn text(self) -> Result<Zeroizing<String>> {
        if self.too_long {
            bail!("more than {} KiB were typed; a password is one line", MOST >> 10);
        }
        let Ok(text) = std::str::from_utf8(&self.bytes) else {
            bail!("the password is not UTF-8; set the terminal to UTF-8 and type it again")
        };
        if text.chars().any(char::is_control) {
            bail!(
                "a control character was typed, as Tab, Esc, an arrow key or Ctrl with a letter sends it; no password has \
                 one. Type it again, with Backspace or Ctrl-U where a key went wrong"
            );
        }
        Ok(Zeroizing::new(text.to_owned()))
    }
}

/// Lets every key through as it is and shows none, until what is returned is dropped or a signal ends the command.
fn silence(terminal: &File, before: &Termios) -> rustix::io::Result<AtEnd> {
    let mut quiet = before.clone();
    quiet.local_modes -=
        LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN;
    quiet.input_modes -= InputModes::IXON | InputModes::ISTRIP | InputModes::INLCR | InputModes::IGNCR;
    quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
    quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
    let again: OwnedFd = rustix::io::fcntl_dupfd_cloexec(terminal, 0)?;
    let before = before.clone();
    // What was typed ahead is kept.
    let silence = || tcsetattr(terminal, OptionalActions::Now, &quiet);
    let ((), restored) = AtEnd::undo(silence, move || {
        let _ = tcsetattr(&again, OptionalActions::Now, &before);
    })?;
    Ok(restored)
}

/// Reads up to Enter. The keys that edit and that stand for signals are those that the terminal is set to.
fn read_line(mut terminal: &File, before: &Termios, typed: &mut Typed) -> std::io::Result<End> {
    /// Ctrl-H, which some terminals send for Backspace.
    const BACKSPACE: u8 = 8;
    const DELETE: u8 = 0x7f;
    let is_key = |byte: u8, key: SpecialCodeIndex| byte != 0 && before.special_codes[key] == byte;
    let signals = before.local_modes.contains(LocalModes::ISIG);
    loop {
        let mut byte = Zeroizing::new([0]);
        match terminal.read(byte.as_mut_slice()) {
            Ok(0) => return Ok(End::Nothing),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        let [byte] = *byte;
        match byte {
            b'\r' | b'\n' => return Ok(End::Line),
            BACKSPACE | DELETE => typed.erase(),
            _ if is_key(byte, SpecialCodeIndex::VERASE) => typed.erase(),
            _ if is_key(byte, SpecialCodeIndex::VKILL) => typed.clear(),
            _ if is_key(byte, SpecialCodeIndex::VEOF) && typed.bytes.is_empty() => return Ok(End::Nothing),
            _ if signals && is_key(byte, SpecialCodeIndex::VINTR) => return Ok(End::Key(Signal::INT)),
            _ if signals && is_key(byte, SpecialCodeIndex::VQUIT) => return Ok(End::Key(Signal::QUIT)),
            _ if signals && is_key(byte, SpecialCodeIndex::VSUSP) => return Ok(End::Key(Signal::TSTP)),
            _ => typed.add(byte),
        }
    }
}

/// Whether more than a line came at once. It is thrown away: what reads next would be a shell that runs it and keeps it.
fn takes_more(mut terminal: &File) -> std::io::Result<bool> {
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    let has_more = || poll(&mut [PollFd::new(terminal, PollFlags::IN)], Some(&now)).map(|ready| ready > 0);
    if !has_more()? {
        return Ok(false);
    }
    // The other half of the end of a line that was copied on Windows.
    let mut byte = Zeroizing::new([0]);
    let read = terminal.read(byte.as_mut_slice())?;
    if read == 1 && matches!(*byte, [b'\r' | b'\n']) && !has_more()? {
        return Ok(false);
    }
    tcflush(terminal, QueueSelector::IFlush)?;
    Ok(true)
}
