//! What every host that sets passwords needs of keyward, and no host's own: [`Options`] as its administrator writes them, a
//! [`Judge`] with the policy they name, what a host knows of an account ([`OwnedContext`]), the [`Answer`] as one bounded line of
//! text, and the [`guarded`] wall that no panic passes.
//!
//! A host that cannot judge refuses the password and says why in its log, unless its options say `on_error=accept`.

#![forbid(unsafe_code)]

mod answer;
mod gecos;
mod judge;
mod library;
mod options;
mod wall;

pub use answer::Answer;
pub use gecos::add_gecos;
pub use judge::Judge;
pub use keyward::{Disclosure, Language, Operation, OwnedContext};
pub use library::{CONFIG, stays, with_config};
pub use options::{COMMON, Key, Mistake, OnError, Options, Takes};
pub use wall::guarded;

/// Wipes whatever memory a client gives back, so that no copy of a password outlives its use, whichever library made it.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);
