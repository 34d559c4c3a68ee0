//! The program `keyward`. All memory is wiped when it is given back, so that no copy of a password outlives its use,
//! whichever library made it.

#![forbid(unsafe_code)]

use std::process::ExitCode;

#[global_allocator]
static WIPED_WHEN_FREED: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    keyward_cli::run()
}
