//! The border between C and Rust: the only unsafe code of the library.
//!
//! [`In`] is the start of a caller's array, [`Out`] a place for one result, [`Buffer`] the start of a place for text,
//! [`Callback`] a function of the caller's, and [`guard()`] the wall that no panic passes; [`Unit`] is what texts are counted in.
//! Values of these types come from C, which vouches for them by the header's first page: a pointer is NULL, or valid for the
//! length given beside it until the call returns. All are read and written through raw pointers without alignment, so that C
//! may let them overlap. Each has a name for each C type that it stands for, which cbindgen.toml gives: [`Utf8`] is
//! `const char *`.
//!
//! Handles need none of this: `Option<&Policy>`, `Option<&mut Context>` and `Option<Box<Report>>` are pointers to C, and
//! the compiler keeps the rest in order. Their names stand beside each handle.

mod buffer;
mod callback;
mod guard;
mod input;
mod memory;
mod output;
mod text;

pub use buffer::{Buffer, BytesBuffer, Place, Utf8Buffer, Utf16Buffer};
pub use callback::{Callback, Untyped, UserData, Verify};
pub use guard::guard;
pub use input::{Bytes, Elements, Flag, In, Utf8, Utf16, given, given_mut};
pub(crate) use memory::boxed;
pub use output::{Lent, Out, OutBool, OutNumber32, OutNumber64, OutReal, OutSize, OutText};
pub use text::Unit;
pub(crate) use text::owned;
