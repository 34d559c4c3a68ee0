//! Gives the library the name that programs ask for, and keeps it loaded.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libcrack.so.2");
        // Each load would take one of the 1024 places for what threads own that a process has, and no unload gives it back.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
