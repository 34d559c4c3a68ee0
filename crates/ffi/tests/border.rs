//! The border itself, called from Rust as C would, so that Miri can watch:
//! `cargo +nightly miri test -p keyward-ffi --test border`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::cast_ptr_alignment, reason = "that it is not aligned is the test")]

use std::mem::MaybeUninit;
use std::ptr;

use keyward_ffi::border::{Buffer, In, Out, Unit, guard};
use keyward_ffi::check::{keyward_utf8_error, keyward_utf16_error};
use keyward_ffi::context::{
    Context, keyward_context_add_utf8, keyward_context_add_utf16, keyward_context_free, keyward_context_new,
};
use keyward_ffi::numbers::Status;

/// A text as C hands it over.
fn text<T: Copy>(units: &[T]) -> (In<T>, usize) {
    // SAFETY: the pointer is handed on with the length that is beside it, while the slice lives.
    (unsafe { In::new(units.as_ptr()) }, units.len())
}

fn out<T: Copy>(place: *mut T) -> Out<T> {
    // SAFETY: the tests give NULL, or a place that lives longer than the call.
    unsafe { Out::new(place) }
}

fn buffer<U: Unit>(start: *mut U) -> Buffer<U> {
    // SAFETY: the tests give NULL, or the start of an array that lives longer than the call.
    unsafe { Buffer::new(start) }
}

#[test]
fn arrays_are_read_wherever_they_lie() {
    let bytes = [0_u8, b'a', 0, b'b', 0, b'c', 0];
    // SAFETY: three units start at the second byte.
    let odd = unsafe { In::<u16>::new(bytes.as_ptr().add(1).cast()) };
    let expected = [b'a', b'b', b'c'].map(u16::from).map(u16::to_le);
    assert_eq!(odd.elements(3).unwrap().collect::<Vec<_>>(), expected);
    assert_eq!(odd.elements(0).unwrap().next(), None);
    // SAFETY: NULL is allowed.
    let null = unsafe { In::<u8>::new(ptr::null()) };
    assert_eq!(null.bytes(0), Ok(&[][..]));
    assert_eq!(null.bytes(1), Err(Status::Null));
    assert_eq!(null.bytes(usize::MAX), Err(Status::Length));
}

#[test]
fn results_are_written_wherever_they_go() {
    let mut bytes = [0_u8; 9];
    out(bytes.as_mut_ptr().wrapping_add(1).cast::<u64>()).put(u64::MAX).unwrap();
    assert_eq!(bytes, [0, 255, 255, 255, 255, 255, 255, 255, 255]);
    assert_eq!(out(ptr::null_mut::<u64>()).put(1), Err(Status::Null));
}

#[test]
fn text_fills_a_buffer_or_leaves_it() {
    let mut place = [b'~'; 6];
    let mut needed = 0;
    let fill =
        |place: *mut u8, capacity, needed: *mut usize| buffer(place).of(capacity, out(needed)).text("haws");
    assert_eq!(fill(place.as_mut_ptr(), 3, &raw mut needed), Err(Status::BufferTooSmall));
    assert_eq!((&place, needed), (b"~~~~~~", 4));
    assert_eq!(fill(ptr::null_mut(), 0, &raw mut needed), Err(Status::BufferTooSmall));
    assert_eq!(fill(ptr::null_mut(), 4, &raw mut needed), Err(Status::Null));
    assert_eq!(fill(place.as_mut_ptr(), 4, ptr::null_mut()), Err(Status::Null));
    assert_eq!(fill(place.as_mut_ptr(), 6, &raw mut needed), Ok(()));
    assert_eq!((&place, needed), (b"haws~~", 4));

    let mut units = [MaybeUninit::<u16>::uninit(); 3];
    let filled = buffer(units.as_mut_ptr().cast::<u16>()).of(3, out(&raw mut needed)).text("a\u{1F600}");
    assert_eq!((filled, needed), (Ok(()), 3));
    // SAFETY: all three were written, as `needed` says.
    let units = units.map(|unit| unsafe { unit.assume_init() });
    assert_eq!(units, [0x61, 0xD83D, 0xDE00]);
}

#[test]
fn handles_are_handed_over_and_back() {
    let mut handle: *mut Context = ptr::null_mut();
    assert_eq!(keyward_context_new(out(&raw mut handle)), Status::Ok);
    // SAFETY: the handle was just made, and nobody else has it.
    let context = unsafe { &mut *handle };
    let (name, length) = text(b"Ann");
    assert_eq!(keyward_context_add_utf8(Some(&mut *context), 2, name, length), Status::Ok);
    let (name, length) = text(&[0xD83D_u16, 0xDE00]);
    assert_eq!(keyward_context_add_utf16(Some(&mut *context), 7, name, length), Status::Ok);
    let (half, length) = text(&[0xD83D_u16]);
    assert_eq!(keyward_context_add_utf16(Some(&mut *context), 7, half, length), Status::Encoding);
    let long = vec![0xA3_u16; 2000];
    let (long, length) = text(&long);
    assert_eq!(keyward_context_add_utf16(Some(context), 7, long, length), Status::Ok);
    // SAFETY: the handle goes back to where it came from, once.
    keyward_context_free(Some(unsafe { Box::from_raw(handle) }));
    keyward_context_free(None);
    assert_eq!(keyward_context_new(out(ptr::null_mut())), Status::Null);
}

#[test]
fn errors_of_encoding_have_a_place() {
    for (units, status, place) in [
        (&b"ab"[..], Status::Ok, 9),
        (b"ab\xC3", Status::Encoding, 2),
        (b"\xFF", Status::Encoding, 0),
        ("é€😀".as_bytes(), Status::Ok, 9),
    ] {
        let mut found = 9;
        let (start, length) = text(units);
        assert_eq!((keyward_utf8_error(start, length, out(&raw mut found)), found), (status, place));
    }
    let mut found = 9;
    let (start, length) = text(&[0x61_u16, 0xDE00]);
    assert_eq!((keyward_utf16_error(start, length, out(&raw mut found)), found), (Status::Encoding, 1));
}

#[test]
fn a_panic_becomes_a_status() {
    let secret = "Kw#7zQj9!vXb2T";
    for _ in 0..3 {
        #[allow(clippy::panic, reason = "the test is about a panic")]
        let status = guard(|| panic!("{secret}"));
        assert_eq!(status, Status::Internal);
        assert_eq!(guard(|| Ok(())), Status::Ok);
        assert_eq!(guard(|| Err(Status::Value)), Status::Value);
    }
}
