//! What fuzzing starts from and what it has ever found, through the functions that the fuzz targets run.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may")]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use keyward_fuzz::TARGETS;
use keyward_tests::root;

/// The files and folders in a folder; none if it is not there.
fn listed(folder: &PathBuf) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort_unstable();
    paths
}

fn names(folder: &str) -> BTreeSet<String> {
    let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    listed(&root().join("fuzz").join(folder)).into_iter().map(stem).collect()
}

#[test]
fn seeds_and_findings_hold() {
    for (name, target) in TARGETS {
        for folder in ["seeds", "regressions"] {
            let files = listed(&root().join("fuzz").join(folder).join(name));
            assert!(folder != "seeds" || !files.is_empty(), "{name} has no seeds");
            for file in files {
                // What fails here says which file it was.
                println!("{}", file.display());
                target(&fs::read(file).unwrap());
            }
        }
    }
}

#[test]
fn every_file_belongs_to_a_target() {
    let targets: BTreeSet<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("targets"), targets);
    for folder in ["seeds", "regressions", "dictionaries"] {
        assert!(names(folder).is_subset(&targets), "{folder}");
    }
}
