//! Links the library of PAM by the name of its file, which every system with PAM has; the headers and their link are not needed.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-link-arg=-l:libpam.so.0");
    }
}
