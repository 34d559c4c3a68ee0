//! What a reader may rely on in every file of the repository.

#![allow(clippy::unwrap_used, reason = "tests may")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use keyward_tests::root;

/// Files that git knows or would add, as it names them.
fn files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(listed.status.success());
    let listed = String::from_utf8(listed.stdout).unwrap();
    listed.lines().map(PathBuf::from).filter(|file| root().join(file).is_file()).collect()
}

/// The text of a file; none if it is no text.
fn text(file: &Path) -> Option<String> {
    String::from_utf8(fs::read(root().join(file)).unwrap()).ok()
}

fn sources() -> Vec<(PathBuf, String)> {
    let rust = files().into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    let sources: Vec<_> = rust.map(|file| (file.clone(), text(&file).unwrap())).collect();
    assert!(sources.len() > 20, "{}", sources.len());
    sources
}

/// Made by a generator, which its first line says.
fn is_generated(source: &str) -> bool {
    source.starts_with("//! Made by `cargo xtask")
}

/// Lines without the table of tests at the foot.
fn length(source: &str) -> usize {
    source.lines().take_while(|line| *line != "mod tests {").count()
}

#[test]
fn every_source_opens_with_what_it_holds() {
    let first = |source: &str| {
        source.lines().find(|line| !line.is_empty() && !line.starts_with("#![")).map(str::to_owned)
    };
    let without =
        |(_, source): &(PathBuf, String)| !first(source).is_some_and(|line| line.starts_with("//!"));
    let without: Vec<_> = sources().into_iter().filter(without).map(|(file, _)| file).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn sources_are_short() {
    let long = |(file, source): &(PathBuf, String)| {
        let lines = length(source);
        (lines > 420 && !is_generated(source)).then(|| format!("{}: {lines} lines", file.display()))
    };
    let long: Vec<_> = sources().iter().filter_map(long).collect();
    assert!(long.is_empty(), "{long:?}");
}

/// Each is read at one go: a screen and a half.
#[test]
fn examples_are_short() {
    let programs = files().into_iter().filter(|file| {
        let is_test = file.components().any(|part| part.as_os_str() == "tests");
        file.starts_with("examples")
            && !is_test
            && file.extension().is_some_and(|it| it != "lock" && it != "md")
    });
    let long: Vec<_> = programs
        .map(|file| (text(&file).unwrap_or_default().lines().count(), file))
        .filter(|(lines, _)| *lines > 80)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn unsafe_code_stays_at_the_borders() {
    let keyword = concat!("uns", "afe ");
    for (file, source) in sources() {
        let border = [
            "crates/ffi/src/border",
            "crates/wasm/src/abi.rs",
            // Each client has a border with its host, in one file.
            "clients/cracklib/src/border.rs",
            "clients/krb5/src/border.rs",
            "clients/openldap/src/border.rs",
            "clients/pam/src/border.rs",
            "clients/postgresql/src/border.rs",
            "clients/pwquality/src/border.rs",
            "clients/windows/src/border.rs",
            // Columns that another library lends to Python, as the Arrow C data interface has them.
            "bindings/python/src/arrow.rs",
            // These play the C program on the other side; the last names a function that is nowhere.
            "crates/ffi/tests",
            "crates/ffi/benches",
            "fuzz/src/c.rs",
            "tests/no-panic",
        ]
        .iter()
        .any(|place| file.starts_with(place));
        let code = source.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
        let found = code.filter(|line| line.contains(keyword)).count();
        assert!(border || found == 0, "{}", file.display());
    }
    for library in ["dictionary", "core", "words", "history", "keyward", "cli"] {
        let folder = root().join("crates").join(library).join("src");
        let top = ["lib.rs", "main.rs"].map(|name| folder.join(name)).into_iter().find(|file| file.is_file());
        let source = fs::read_to_string(top.unwrap()).unwrap();
        assert!(source.contains("#![forbid(unsafe_code)]"), "{library}");
    }
}

#[test]
fn nothing_is_left_for_later() {
    let words = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("HA", "CK:")];
    for (file, source) in sources() {
        for word in words {
            assert!(!source.contains(word), "{} has {word}", file.display());
        }
    }
}

#[test]
fn no_file_names_the_host_of_a_registry() {
    let hosts = [
        concat!("crates", ".io/"),
        concat!("registry.npm", "js"),
        concat!("npmjs", ".com"),
        concat!("pypi", ".org"),
        concat!("deb.deb", "ian.org"),
        concat!("static.rust", "-lang"),
    ];
    for file in files() {
        if file.file_name().is_some_and(|name| name == "Cargo.lock" || name == "package-lock.json") {
            continue;
        }
        let Some(text) = text(&file) else { continue };
        for host in hosts {
            assert!(!text.contains(host), "{} names {host}", file.display());
        }
    }
}

#[test]
fn the_tests_that_are_named_for_bad_inputs_and_promises_exist() {
    for (page, heading, least_files, least_tests) in
        [("docs/bad-inputs.md", "# Bad inputs", 20, 8), ("SECURITY.md", "| claim | held by |", 20, 25)]
    {
        let (mut files, mut tests) = (0, 0);
        let page_text = text(Path::new(page)).unwrap();
        let (_, rows) = page_text.split_once(heading).unwrap();
        for row in rows.lines().filter(|line| line.starts_with("| ")) {
            let Some(cell) = row.trim_end_matches(" |").rsplit(" | ").next() else { continue };
            let (mut source, mut folder) = (String::new(), PathBuf::new());
            for name in cell.split('`').skip(1).step_by(2) {
                let beside = folder.join(name);
                let named = [Path::new(name), &beside].into_iter().find(|file| root().join(file).is_file());
                if let Some(file) = named {
                    source = text(file).unwrap();
                    folder = file.parent().unwrap_or(Path::new("")).to_owned();
                    files += 1;
                } else if name.contains(' ') && !name.starts_with("cargo ") {
                    assert!(source.contains(&format!("test(\"{name}\"")), "{page}: {name}");
                    tests += 1;
                } else if name.contains('_')
                    && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                {
                    let is_there =
                        ["fn", "def"].iter().any(|word| source.contains(&format!("{word} {name}(")));
                    assert!(is_there, "{page}: {name}");
                    tests += 1;
                } else {
                    assert!(!name.contains('/') || root().join(name).exists(), "{page}: {name}");
                }
            }
        }
        assert!(files > least_files && tests > least_tests, "{page}: {files} {tests}");
    }
}

/// The rule that CONTRIBUTING.md shows: the files that had to be changed for it, tests and what is generated aside.
#[test]
fn a_rule_is_added_in_the_few_places_that_contributing_names() {
    let page = text(Path::new("CONTRIBUTING.md")).unwrap();
    let names = |source: &str| ["palindrome", "Palindrome"].iter().any(|name| source.contains(name));
    let places: Vec<_> = sources()
        .into_iter()
        .filter(|(file, source)| {
            let code: Vec<_> = source.lines().take_while(|line| *line != "#[cfg(test)]").collect();
            let is_test =
                file.components().any(|part| part.as_os_str() == "tests") || file.ends_with("tests.rs");
            !is_test && !is_generated(source) && names(&code.join("\n"))
        })
        .map(|(file, _)| file.display().to_string())
        .collect();
    assert!((2..=5).contains(&places.len()), "{places:?}");
    for place in places {
        assert!(page.contains(&place), "CONTRIBUTING.md does not name {place}");
    }
}
