//! An organisation's own words as a dictionary that can be kept: what `keyward dict build` and `keyward dict info` do.

use keyward::compile_word_list;
use keyward::dictionary::Dictionary;

use crate::border::{Bytes, BytesBuffer, OutNumber32, OutSize, OutText, Place, Unit, Utf8, guard};
use crate::numbers::Status;

/// Builds a dictionary of common words from an organisation's own list in UTF-8, one a line, for
/// `keyward_policy_add_dictionary`. The list is read as `keyward_policy_add_words_utf8` and the command `keyward dict build`
/// read it. `origin` says where the words are from, for
/// `keyward_dictionary_info`. It is built anew on each call, so give a buffer that is large enough at once: 64 KiB and 16
/// bytes a word are.
///
/// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`, `INVALID` as `keyward_policy_add_words_utf8`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_dictionary_build_utf8(
    words: Utf8,
    words_len: usize,
    origin: Utf8,
    origin_len: usize,
    buffer: BytesBuffer,
    capacity: usize,
    needed: OutSize,
) -> Status {
    guard(|| {
        let place: Place<u8> = buffer.of(capacity, needed);
        let blob = u8::read(words, words_len, |words| {
            u8::read(origin, origin_len, |origin| compile_word_list(words, origin))
        })??;
        place.bytes(&blob.map_err(|_| Status::Invalid)?)
    })
}

/// What is in a dictionary: how many entries, how many of them common, and where they are from, in UTF-8. The text lies in
/// the dictionary itself.
///
/// Errors: `NULL`, `LENGTH`, `INVALID` for bytes that are not a dictionary.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_dictionary_info(
    dictionary: Bytes,
    dictionary_len: usize,
    entries: OutNumber32,
    common_entries: OutNumber32,
    origin: OutText,
    origin_len: OutSize,
) -> Status {
    guard(|| {
        entries.given()?;
        common_entries.given()?;
        let bytes = dictionary.bytes(dictionary_len)?;
        let opened = Dictionary::open(bytes).map_err(|_| Status::Invalid)?;
        origin.text(opened.provenance(), origin_len)?;
        entries.put(opened.entries())?;
        common_entries.put(opened.common_entries())
    })
}
