//! Links only if no panic can be reached from what core does with a password: `cargo xtask test no-panic`.
//!
//! The panic handler calls a function that is nowhere. The linker drops what nothing reaches, so it asks for that function
//! only if some panic is left, in core or in what core uses, after the compiler has shown the others to be out of the
//! question.

#![no_std]
#![no_main]

use core::fmt::{Result, Write};
use core::panic::PanicInfo;

use keyward_core::dictionary::{Dictionary, Trie};
use keyward_core::recycled::change_between;
use keyward_core::{Context, Disclosure, Language, Lists, Policy, StandardLists, check};

unsafe extern "C" {
    safe fn a_panic_can_be_reached() -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    a_panic_can_be_reached()
}

/// Whatever is asked, of any size.
struct Question<'a> {
    candidate: &'a str,
    earlier: &'a str,
    context: Context<'a>,
    policy: Policy,
    /// Bytes of a blob.
    own: &'a [u8],
    disclosure: Disclosure,
    language: Language,
}

/// A place for text that grows no memory.
struct Sink(u32);

impl Write for Sink {
    fn write_str(&mut self, text: &str) -> Result {
        self.0 = text.bytes().fold(self.0, |sum, byte| sum.rotate_left(5) ^ u32::from(byte));
        Ok(())
    }
}

/// Where the program starts. The linker does not know who calls it, nor with what.
#[unsafe(no_mangle)]
extern "C" fn _start(question: &Question<'_>) -> u32 {
    let own = Dictionary::open(question.own).ok();
    let standard = StandardLists {
        words: Dictionary::open(keyward_words::WORDS).ok(),
        passwords: Dictionary::open(keyward_words::PASSWORDS).ok(),
        pieces: Trie::open(keyward_words::PIECES).ok(),
        ..StandardLists::NONE
    };
    let lists = Lists {
        standard: &standard,
        own: own.as_slice(),
        own_words: question.context.related,
        ..Lists::NONE
    };
    let report = check(question.candidate, &question.context, &question.policy, &lists);
    let mut sink = Sink(u32::from(report.accepted()));
    for finding in report.findings() {
        let span = finding.span.map(|span| span.in_utf16(question.candidate));
        sink.0 = span.map_or(sink.0, |span| sink.0 ^ u32::from(span.start > 0));
        let message = finding.message(&question.policy, question.disclosure, question.language);
        if write!(sink, "{message}").is_err() {
            return 0;
        }
    }
    if change_between(question.candidate, question.earlier).is_some() {
        sink.0 = !sink.0;
    }
    #[cfg(feature = "deliberate-panic")]
    {
        sink.0 += u32::from(question.own[sink.0 as usize]);
    }
    sink.0
}
