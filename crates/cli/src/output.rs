//! All that the command says. A terminal shows it and never obeys it: whatever in it came from a file name, a policy, a list
//! or a request may hold escape sequences, and characters that turn the direction of text.
//!
//! ```text
//! answer ──► escaped ──► standard output      an output that cannot be written is an error
//! reason ──► escaped ──► standard error       one that cannot be written has nobody left to tell
//! ```

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context as _, Result};

/// Prints a line.
pub(crate) fn say(line: &str) -> Result<()> {
    print(format!("{line}\n").as_bytes())
}

/// Writes an answer out whole. If nobody reads it, the exit status still tells.
pub(crate) fn print(answer: &[u8]) -> Result<()> {
    print_to_reader(answer).map(|_| ())
}

/// Writes an answer out whole, and says whether anybody still reads.
pub(crate) fn print_to_reader(answer: &[u8]) -> Result<bool> {
    match write(&mut io::stdout().lock(), answer) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true).context("cannot write the answer"),
    }
}

/// Says something beside the answer, on standard error.
pub(crate) fn note(line: &str) -> Result<()> {
    write(&mut io::stderr().lock(), format!("{line}\n").as_bytes()).context("cannot write to standard error")
}

/// Says on standard error why the command ends.
pub(crate) fn complain(reason: &str) {
    // If that cannot be written either, the exit status still tells.
    let _ = note(&format!("keyward: {reason}"));
}

/// Writes text out and passes it on at once, with nothing left in it that a terminal would obey. `\u202e` stands for such a
/// character, as in JSON and TOML, so that what is a string of theirs remains the same string.
pub(crate) fn write(output: &mut impl Write, text: &[u8]) -> io::Result<()> {
    let mut rest = text;
    while let Some((before, character, after)) = next_obeyed(rest) {
        output.write_all(before)?;
        write!(output, "\\u{:04x}", u32::from(character))?;
        rest = after;
    }
    output.write_all(rest)?;
    output.flush()
}

/// The first character that [`is_obeyed`], with what stands before and after it.
fn next_obeyed(text: &[u8]) -> Option<(&[u8], char, &[u8])> {
    let mut from = 0;
    loop {
        let at = from + first_that_may_begin_one(text.get(from..)?)?;
        let (before, rest) = text.split_at_checked(at)?;
        let length = match rest.first()? {
            0..=0x7f => 1,
            0xe2 => 3,
            _ => 2,
        };
        let first = rest.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok()?.chars().next());
        if let Some(character) = first.filter(|character| is_obeyed(*character)) {
            return Some((before, character, rest.get(length..)?));
        }
        from = at + 1;
    }
}

/// Where a byte stands that may begin a character that [`is_obeyed`]. Nearly all that is said is printable ASCII, and a batch
/// says much, so eight bytes are looked at together for anything else.
fn first_that_may_begin_one(text: &[u8]) -> Option<usize> {
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let may = |byte: &u8| matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xd8 | 0xe2);
    let (eights, rest) = text.as_chunks();
    for (eight, number) in eights.iter().zip(0..) {
        let bytes = u64::from_le_bytes(*eight);
        // The highest bit of a byte is set below a space, from DEL on and above ASCII; what is borrowed and carried comes from
        // such a byte.
        let others = (bytes.wrapping_sub(all(b' ')) | bytes.wrapping_add(all(1)) | bytes) & all(0x80);
        if others != 0
            && let Some(at) = eight.iter().position(may)
        {
            return Some(8 * number + at);
        }
    }
    Some(8 * eights.len() + rest.iter().position(may)?)
}

/// Control characters (C0 but newline and tab, DEL, C1), those with Unicode's property `Bidi_Control`, and the separators of
/// lines and paragraphs.
fn is_obeyed(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\t'))
        || matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// The name of a file as a part of a line.
pub(crate) fn shown(path: &Path) -> String {
    one_line(&path.to_string_lossy())
}

/// What somebody else wrote as a part of a line: a newline in it must not begin a line that looks like one of ours.
pub(crate) fn one_line(text: &str) -> String {
    text.replace('\n', "\\u000a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_that_a_terminal_obeys_is_escaped_and_no_other() {
        for character in '\0'..=char::MAX {
            let category_cc = matches!(u32::from(character), 0..=0x1f | 0x7f..=0x9f);
            let kept = "\n\t".contains(character);
            let turns = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}"
                .contains(character);
            let separates = "\u{2028}\u{2029}".contains(character);
            let obeyed = (category_cc && !kept) || turns || separates;
            let mut written = Vec::new();
            write(&mut written, character.to_string().as_bytes()).unwrap();
            let expected =
                if obeyed { format!("\\u{:04x}", u32::from(character)) } else { character.to_string() };
            assert_eq!(String::from_utf8(written).unwrap(), expected);
        }
    }

    #[test]
    fn what_stands_around_such_characters_stays() {
        let around = "£€ 34567890 234567890 ŷ234567890 \u{2029}2345678901234567890";
        for place in (0..=around.len()).filter(|place| around.is_char_boundary(*place)) {
            let (before, after) = around.split_at(place);
            let mut written = Vec::new();
            write(&mut written, format!("{before}\u{1b}\u{9b}{after}").as_bytes()).unwrap();
            let expected = format!("{before}\\u001b\\u009b{after}").replace('\u{2029}', "\\u2029");
            assert_eq!(String::from_utf8(written).unwrap(), expected);
        }
    }

    #[test]
    fn a_string_of_json_remains_the_same() {
        let text = "\u{1b}]0;x\u{7}\u{9b}31m\u{202e}£ŷ€";
        let mut written = Vec::new();
        write(&mut written, serde_json::to_string(text).unwrap().as_bytes()).unwrap();
        assert!(!written.contains(&0x1b) && !String::from_utf8_lossy(&written).contains('\u{9b}'));
        assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), text);
    }
}
