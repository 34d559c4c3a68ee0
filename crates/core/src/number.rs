//! Numbers as text.

use core::fmt::{Result, Write};

/// Writes a number. A format string would bring along all that it can do besides, which a page would have to load.
///
/// # Errors
///
/// Those of the place that is written to.
pub fn write_number(number: usize, out: &mut dyn Write) -> Result {
    if number >= 10 {
        write_number(number / 10, out)?;
    }
    let digit = number % 10;
    out.write_str("0123456789".get(digit..=digit).unwrap_or_default())
}
