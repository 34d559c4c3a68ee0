//! Keeps the module loaded in slapd 2.5, which lets it go after each password.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        // Each load would take one of the 1024 places for what threads own that a process has, and no unload gives it back.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
