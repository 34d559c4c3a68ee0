//! The presets: which there are, and what each is.

use keyward::PRESETS;

use crate::border::{OutSize, OutText, guard};
use crate::numbers::{About, AboutNumber, Status, known};

/// How many presets there are.
///
/// Errors: `NULL`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_preset_count(count: OutSize) -> Status {
    guard(|| count.put(PRESETS.len()))
}

/// What is to be told of a preset, from 0, the usual one, to below `keyward_preset_count`: a text in UTF-8 that is never
/// freed.
///
/// Errors: `NULL`, `NOT_FOUND` for any other index, `VALUE` for a number that is not of the enum.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_preset_text(
    index: usize,
    about: AboutNumber,
    text: OutText,
    text_len: OutSize,
) -> Status {
    guard(|| {
        let about = known::<About>(about)?;
        let preset = PRESETS.get(index).ok_or(Status::NotFound)?;
        let told = match about {
            About::Name => preset.id,
            About::Title => preset.title,
            About::Source => preset.source,
            About::Note => preset.note,
        };
        text.text(told, text_len)
    })
}
