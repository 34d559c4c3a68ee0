//! The border with JavaScript: fixed buffers, the exported functions, and every `unsafe` block of the crate.
//!
//! The glue writes a request at `buffers()`, calls `configure` or `check` with the number of bytes it wrote, and reads as many
//! bytes as the call returned of the answer, which lies behind the room for a request. The buffers keep their place as long as
//! the instance lives, so there is nothing to allocate or free. The request is wiped before a call returns, the stack that
//! `check` used too; the glue wipes the answer once it has read it.

use core::cell::UnsafeCell;

use keyward_core::dictionary::transfer::Workspace;
use keyward_words::{PASSWORDS, PIECES, WIRE, WORDS};

use crate::answer::Lines;
use crate::engine::Engine;
use crate::settings::Problem;

/// Room for one request; the glue counts on it.
const REQUEST: usize = 1 << 16;
/// Room for one answer: a finding of every rule, or every requirement, in either language.
const ANSWER: usize = 1 << 14;
/// More of the stack than a check uses.
const STACK: usize = 32 << 10;

/// Room for the blobs that the word lists become. The module itself holds none of them.
const BLOBS: usize = WORDS.len() + PASSWORDS.len() + PIECES.len();

/// What the instance owns. WebAssembly without threads calls one function at a time.
struct Shared<T>(UnsafeCell<T>);

// SAFETY: the module is built without threads and its exported functions never call out of it, so no two of them run at
// the same time and no reference outlives a call.
unsafe impl<T> Sync for Shared<T> {}

/// What the glue writes and reads.
#[repr(C)]
struct Buffers {
    request: [u8; REQUEST],
    answer: [u8; ANSWER],
}

// Apart from one another, so that the empty ones take no place in the module.
static BUFFERS: Shared<Buffers> =
    Shared(UnsafeCell::new(Buffers { request: [0; REQUEST], answer: [0; ANSWER] }));
static LISTS: Shared<[u8; BLOBS]> = Shared(UnsafeCell::new([0; BLOBS]));
static ROOM: Shared<Workspace> = Shared(UnsafeCell::new(Workspace::NEW));
static ENGINE: Shared<Engine> = Shared(UnsafeCell::new(Engine::NEW));

/// Where the glue writes a request.
#[unsafe(no_mangle)]
extern "C" fn buffers() -> *mut u8 {
    BUFFERS.0.get().cast()
}

/// Reads the settings in the first `length` bytes of the request. Returns the length of the list of rules, or minus the
/// length of what is wrong. The first call opens the word lists.
#[unsafe(no_mangle)]
extern "C" fn configure(length: usize) -> isize {
    // SAFETY: see `Shared`: these are the only references there are.
    let (Buffers { request, answer }, engine) = unsafe { (&mut *BUFFERS.0.get(), &mut *ENGINE.0.get()) };
    let mut lines = Lines::new(answer);
    if !engine.is_open() {
        // SAFETY: see `Shared`. What is open keeps `LISTS` for good; it is lent again only if nothing was opened.
        let (room, lists) = unsafe { (&mut *ROOM.0.get(), &mut *LISTS.0.get()) };
        if let Err(problem) = engine.open(WIRE, room, lists) {
            lines.refuse("the word lists", &Problem::Text(problem));
            return lines.length();
        }
    }
    match request.get(..length) {
        Some(settings) => engine.configure(settings, &mut lines),
        None => lines.refuse("the settings", &Problem::Text("longer than 64 KiB")),
    }
    wipe(request, length);
    lines.length()
}

/// Judges the request in the first `length` bytes, for the verdict alone if that is not nought. Returns the length of the
/// answer, or minus the length of what is wrong with the request.
#[unsafe(no_mangle)]
extern "C" fn check(length: usize, verdict_alone: u32) -> isize {
    // SAFETY: see `Shared`: these are the only references there are.
    let (Buffers { request, answer }, engine) = unsafe { (&mut *BUFFERS.0.get(), &mut *ENGINE.0.get()) };
    let mut lines = Lines::new(answer);
    let verdict_alone = verdict_alone != 0;
    if request.get(..length).and_then(|request| judge(engine, request, verdict_alone, &mut lines)).is_none() {
        lines.refuse(
            "context",
            &Problem::Text(
                "more than 256 values of a field or 64 KiB of text, or 256 words or 16 KiB of them",
            ),
        );
    }
    wipe(request, length);
    wipe_stack();
    lines.length()
}

/// Apart from `check`, so that what it leaves on the stack lies where `wipe_stack` writes.
#[inline(never)]
fn judge(engine: &Engine, request: &[u8], verdict_alone: bool, lines: &mut Lines<'_>) -> Option<()> {
    engine.check(request, verdict_alone, lines)
}

/// Wipes so many bytes, or all if there are not so many.
fn wipe(buffer: &mut [u8], length: usize) {
    if let Some(used) = buffer.get_mut(..length.min(REQUEST)) {
        used.fill(0);
        core::hint::black_box(used);
    }
}

/// Overwrites the part of the stack that the functions below the caller have used.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "that is the purpose")]
fn wipe_stack() {
    let mut used = [0_u8; STACK];
    core::hint::black_box(&mut used);
}

#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
