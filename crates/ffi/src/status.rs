//! What to tell a person whose password could not be judged.

use keyward::{Disclosure, not_utf8};

use crate::border::{OutSize, OutText, guard};
use crate::numbers::{Language, LanguageNumber, Status, StatusNumber, known};

/// What to tell a person where a status says that their password could not be judged, in UTF-8, never freed: with `ENCODING`
/// that it is not well-formed and how to type it so, with any other that it could not be checked. What was wrong is for the
/// administrator, and is said beside each status.
///
/// Errors: `NULL`, `VALUE` for a number that is no status or no language, `NONE` for `OK`.
#[unsafe(no_mangle)]
pub extern "C" fn keyward_status_text(
    status: StatusNumber,
    language: LanguageNumber,
    text: OutText,
    text_len: OutSize,
) -> Status {
    guard(|| {
        let (status, language) = (known::<Status>(status)?, known::<Language>(language)?);
        let told = match (status, language) {
            (Status::Ok, _) => return Err(Status::None),
            (Status::Encoding, language) => not_utf8(Disclosure::Desk, language.into()),
            (_, Language::English) => "Your password could not be checked. Try again later.",
            (_, Language::Welsh) => {
                "Nid oedd modd gwirio'ch cyfrinair. Rhowch gynnig arall arni yn nes ymlaen."
            }
        };
        text.text(told, text_len)
    })
}
