//! The shared library with a version for each of its symbols, so that a program says by itself, and a package manager reads off it,
//! which release it needs. rustc gives the linker a version script of its own, and no linker takes two; so the library is linked
//! once more, of the static one, by the script in `crates/ffi/keyward.map`.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::generated::root;
use crate::process::finish;

const MAP: &str = "crates/ffi/keyward.map";

/// A function, and the release that it came with: `keyward_version`, `0.1.0`.
struct Symbol<'a> {
    name: &'a str,
    since: &'a str,
}

/// Links the shared library of the static one.
pub(crate) fn link(archive: &Path, to: &Path, soname: &str) -> Result<()> {
    let map = fs::read_to_string(root().join(MAP))?;
    // A program that runs may have the old file open; it keeps it.
    let _ = fs::remove_file(to);
    let mut cc = Command::new("cc");
    cc.args(["-shared", "-o"]).arg(to);
    cc.args(symbols(&map)?.iter().map(|symbol| format!("-Wl,--undefined={}", symbol.name)));
    cc.arg(archive).arg(format!("-Wl,--version-script={}", root().join(MAP).display()));
    // As rustc links, and `nodelete` as crates/ffi/build.rs says.
    cc.arg(format!("-Wl,-soname,{soname},--gc-sections,-O1,--strip-debug,--as-needed,--no-undefined"));
    finish(cc.args(["-Wl,-z,relro,-z,now,-z,nodelete", "-lgcc_s", "-lm", "-lc"]))
}

/// Debian's list of symbols for the package of the library, compared with what the library has.
pub(crate) fn debian(library: &Path, package: &str, soname: &str, version: &str) -> Result<String> {
    let map = fs::read_to_string(root().join(MAP))?;
    let symbols = symbols(&map)?;
    let mut releases: Vec<&str> = symbols.iter().map(|symbol| symbol.since).collect();
    releases.dedup();
    let releases = releases.iter().map(|since| format!(" KEYWARD_{since}@KEYWARD_{since} {since}\n"));
    let names = symbols.iter().map(|it| format!(" {}@KEYWARD_{} {}\n", it.name, it.since, it.since));
    let list: String =
        std::iter::once(format!("{soname} {package} #MINVER#\n")).chain(releases).chain(names).collect();
    // It wants to run where a source package is.
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("debian"))?;
    fs::write(
        folder.path().join("debian/control"),
        format!("Source: keyward\n\nPackage: {package}\nArchitecture: any\n"),
    )?;
    fs::write(folder.path().join("symbols"), &list)?;
    let mut compare = Command::new("dpkg-gensymbols");
    compare
        .current_dir(folder.path())
        .args(["-c4", "-Isymbols", "-Omade"])
        .arg(format!("-e{}", library.display()));
    finish(compare.args([format!("-p{package}"), format!("-v{version}")]))?;
    Ok(list)
}

/// What a version script makes public.
fn symbols(map: &str) -> Result<Vec<Symbol<'_>>> {
    let (mut since, mut found) = (None, Vec::new());
    for line in map.lines().map(str::trim) {
        if let Some(node) = line.strip_prefix("KEYWARD_").and_then(|rest| rest.strip_suffix(" {")) {
            since = Some(node);
        } else if let Some(name) = line.strip_suffix(';').filter(|name| name.starts_with("keyward_")) {
            found.push(Symbol { name, since: since.context("a name stands in no release")? });
        }
    }
    ensure!(!found.is_empty(), "{MAP} names nothing");
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_function_has_the_release_it_came_with() {
        let map = "/* A text. */\nKEYWARD_0.1.0 {\n    global:\n        keyward_a;\n    local:\n        *;\n};\n\n\
                   KEYWARD_0.2.0 {\n    global:\n        keyward_b;\n} KEYWARD_0.1.0;\n";
        let found: Vec<_> = symbols(map).unwrap().iter().map(|it| (it.name, it.since)).collect();
        assert_eq!(found, [("keyward_a", "0.1.0"), ("keyward_b", "0.2.0")]);
        assert!(symbols("keyward_a;").is_err() && symbols("").is_err());
    }
}
