//! The rules, one a file: each looks at a `Text` and says what it finds.

mod counts;
mod date;
mod earlier;
mod personal;
mod sequence;
mod words;

pub(crate) use counts::{lengths_and_classes, too_long, unacceptable_character};
pub(crate) use date::date;
pub(crate) use earlier::{other_account, recycled, reused};
pub(crate) use personal::personal;
pub(crate) use sequence::sequence;
pub(crate) use words::{common_password, name, words};
