//! Links the library of PAM by the name of its file, which every system with PAM has; the headers and their link are not needed.
//! Keeps the module loaded when PAM lets it go.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-link-arg=-l:libpam.so.0");
        // Each load would take one of the 1024 places for what threads own that a process has, and no unload gives it back.
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
