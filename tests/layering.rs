//! Who may depend on whom: the arrows of ARCHITECTURE.md, and the outside crates that stay in one place.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests may")]

use std::collections::BTreeSet;
use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use keyward_tests::root;

/// A crate of ours and all of ours that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("keyward-dictionary", &[]),
    ("keyward-core", &["keyward-dictionary"]),
    ("keyward-words", &["keyward-core"]),
    ("keyward-history", &["keyward-core"]),
    ("keyward", &["keyward-core", "keyward-words", "keyward-history"]),
    ("keyward-ffi", &["keyward", "keyward-core", "keyward-words", "keyward-history"]),
    ("keyward-wasm", &["keyward-core", "keyward-words"]),
    ("keyward-cli", &["keyward", "keyward-core"]),
    ("keyward-python", &["keyward"]),
    ("keyward-tests", &["keyward"]),
];

/// A crate of others and the only ones of ours that may use it in what they ship.
const STAYS_IN: &[(&str, &[&str])] = &[
    ("argon2", &["keyward-history"]),
    ("password-hash", &["keyward-history"]),
    ("sha1", &["keyward"]),
    ("zxcvbn", &["keyward"]),
    ("serde", &["keyward", "keyward-cli", "keyward-ffi", "keyward-python", "keyward-tests"]),
    ("serde_json", &["keyward", "keyward-cli", "keyward-ffi", "keyward-python", "keyward-tests"]),
    ("pyo3", &["keyward-python"]),
    ("toml", &["keyward", "keyward-cli"]),
    ("anyhow", &["keyward-cli"]),
    ("clap", &["keyward-cli"]),
];

fn metadata() -> Metadata {
    MetadataCommand::new().current_dir(root()).no_deps().exec().unwrap()
}

/// What a package uses in what it ships, features that are to be asked for aside; what builds and tests it is its own affair.
fn uses(package: &Package) -> BTreeSet<&str> {
    let shipped = package.dependencies.iter().filter(|used| used.kind == DependencyKind::Normal);
    let shipped = shipped.filter(|used| !(used.optional && used.name == "serde_core"));
    shipped.map(|used| used.name.as_str()).collect()
}

/// The parts of the workspace that users get; generators and benches are not among them.
fn shipped(metadata: &Metadata) -> impl Iterator<Item = &Package> {
    metadata.packages.iter().filter(|package| MAY_USE.iter().any(|(name, _)| *name == package.name.as_str()))
}

#[test]
fn arrows_point_one_way() {
    let metadata = metadata();
    assert_eq!(shipped(&metadata).count(), MAY_USE.len());
    for package in shipped(&metadata) {
        let (_, may_use) = MAY_USE.iter().find(|(name, _)| *name == package.name.as_str()).unwrap();
        for used in uses(package).into_iter().filter(|used| used.starts_with("keyward")) {
            assert!(may_use.contains(&used), "{} uses {used}", package.name);
        }
    }
}

#[test]
fn every_published_crate_has_its_place() {
    for package in &metadata().packages {
        let published = package.publish.as_ref().is_none_or(|registries| !registries.is_empty());
        let known = MAY_USE.iter().any(|(name, _)| *name == package.name.as_str());
        assert!(!published || known, "{} is not in the table of arrows", package.name);
    }
}

/// What `cargo package` would put into a package, and with it what a user gets.
#[test]
fn every_published_crate_carries_its_licences() {
    let metadata = metadata();
    let published = metadata.packages.iter().filter(|package| package.publish.is_none());
    for package in published {
        let folder = package.manifest_path.parent().unwrap();
        let listed = Command::new(env!("CARGO"))
            .args(["package", "--list", "--offline", "--allow-dirty", "--package", &package.name])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
        let files = String::from_utf8(listed.stdout).unwrap();
        let own = ("LICENSE", "LICENSE");
        let others: &[_] = match package.name.as_str() {
            "keyward-core" => &[("LICENSE-UNICODE", "crates/core/LICENSE-UNICODE")],
            "keyward-words" => &[("LICENSE-SCOWL", "crates/words/data/LICENSE-SCOWL")],
            _ => &[],
        };
        for (name, source) in others.iter().chain([&own]) {
            assert!(files.lines().any(|file| file == *name), "{} has no {name}", package.name);
            let text = |path: &str| std::fs::read_to_string(path).unwrap();
            assert_eq!(
                text(folder.join(name).as_str()),
                text(root().join(source).to_str().unwrap()),
                "{name}"
            );
        }
    }
}

#[test]
fn what_others_made_stays_in_its_place() {
    let metadata = metadata();
    for package in shipped(&metadata) {
        for (name, places) in STAYS_IN {
            let here = places.contains(&package.name.as_str());
            assert!(here || !uses(package).contains(name), "{} uses {name}", package.name);
        }
    }
}

#[test]
fn core_needs_nothing_that_needs_std() {
    let metadata = metadata();
    let core = shipped(&metadata).find(|package| package.name == "keyward-core").unwrap();
    assert_eq!(uses(core), ["keyward-dictionary", "unicode-segmentation", "zeroize"].into());
    let dictionary = shipped(&metadata).find(|package| package.name == "keyward-dictionary").unwrap();
    assert_eq!(uses(dictionary), ["zeroize"].into());
}

/// The names in the first column of the tables.
fn explained() -> BTreeSet<String> {
    let page = std::fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let cells = page.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    cells
        .flat_map(|cell| cell.split(['`', ',', ' ']))
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn why_each_dependency_is_there_is_written_down() {
    let metadata = metadata();
    let used = metadata.packages.iter().flat_map(|package| &package.dependencies);
    let used: BTreeSet<String> =
        used.filter(|used| used.path.is_none()).map(|used| used.name.clone()).collect();
    assert_eq!(explained(), used);
}
