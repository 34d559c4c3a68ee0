//! Gives the shared library its soname, so that programs ask for the major version that they were linked with, and keeps it
//! loaded.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let major = std::env::var("CARGO_PKG_VERSION_MAJOR").unwrap_or_default();
    if target == "linux" {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libkeyward.so.{major}");
        // Each load would take one of the 1024 places for what threads own that a process has, and no unload gives it back.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
