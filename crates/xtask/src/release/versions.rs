//! One version everywhere, which is the workspace's, and what the changelog says of it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::generated::root;

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Files that say the version, each with how. Where packages are made the nought is replaced, so that there is nothing to raise.
const SAID: [(&str, &str); 13] = [
    ("Cargo.toml", "\nversion = \"VERSION\"\n"),
    ("Cargo.toml", "path = \"crates/keyward\", version = \"VERSION\""),
    ("Cargo.toml", "path = \"crates/dictionary\", version = \"VERSION\""),
    ("Cargo.toml", "path = \"crates/core\", version = \"VERSION\""),
    ("Cargo.toml", "path = \"crates/history\", version = \"VERSION\""),
    ("Cargo.toml", "path = \"crates/words\", version = \"VERSION\""),
    ("bindings/python/Cargo.toml", "version.workspace = true"),
    ("bindings/python/pyproject.toml", "dynamic = [\"version\"]"),
    ("crates/wasm/npm/package.json", "\"version\": \"0.0.0\""),
    ("bindings/java/pom.xml", "<version>0.0.0</version>"),
    ("bindings/php/composer.json", "\"version\": \"0.0.0\""),
    ("bindings/dotnet/Keyward.csproj", "<Version>0.0.0</Version>"),
    ("bindings/ruby/keyward.gemspec", "spec.version = \"0.0.0\""),
];

/// That every file says the version of the workspace.
pub(super) fn one_everywhere() -> Result<String> {
    for (file, how) in SAID {
        let text = fs::read_to_string(root().join(file)).with_context(|| file.to_owned())?;
        let wanted = how.replace("VERSION", VERSION);
        ensure!(text.contains(&wanted), "{file} does not say `{}`", wanted.trim());
    }
    let header = fs::read_to_string(root().join("include/keyward.h"))?;
    ensure!(
        header.contains(&format!("#define KEYWARD_VERSION \"{VERSION}\"\n")),
        "include/keyward.h does not say {VERSION}"
    );
    Ok(format!("{VERSION} everywhere"))
}

/// That the changelog has a section for the version with something in it. Before the commit has its tag, what is not yet released
/// will do.
pub(super) fn changelog() -> Result<String> {
    let mut git = Command::new("git");
    let said = git.current_dir(root()).args(["tag", "--list", "v*", "--points-at", "HEAD"]).output()?;
    ensure!(said.status.success(), "git: {}", String::from_utf8_lossy(&said.stderr));
    let tags = String::from_utf8(said.stdout)?;
    changes(&fs::read_to_string(root().join("CHANGELOG.md"))?, &tags.lines().collect::<Vec<_>>())
}

/// What there is to say of a changelog at a commit with these tags.
fn changes(text: &str, tags: &[&str]) -> Result<String> {
    let tag = format!("v{VERSION}");
    ensure!(
        tags.iter().all(|it| *it == tag),
        "the commit has the tags {tags:?}, and its version is {VERSION}"
    );
    let names = if tags.is_empty() { &[VERSION, "Unreleased"][..] } else { &[VERSION][..] };
    let found = names.iter().find_map(|name| Some((*name, section(text, name)?)));
    let (name, section) =
        found.with_context(|| format!("CHANGELOG.md has no section {}", names.join(", and none ")))?;
    let lines = section.lines().filter(|line| line.starts_with("- ")).count();
    ensure!(lines > 0, "the section {name} of CHANGELOG.md has nothing in it");
    Ok(format!("{lines} changes below {name}"))
}

/// What stands below a heading of the second level.
fn section<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.split("\n## ").skip(1).find(|section| {
        let heading = section.lines().next().unwrap_or_default();
        heading.split([' ', '[', ']']).any(|word| word == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_found_by_its_version() {
        let text = "# Changelog\n\n## Unreleased\n\n- new\n\n## [1.2.3] - 2026-01-01\n\n- old\n";
        assert!(section(text, "1.2.3").unwrap().contains("- old"));
        assert!(section(text, "Unreleased").unwrap().contains("- new"));
        assert_eq!(section(text, "1.2"), None);
    }

    #[test]
    fn a_tag_is_that_of_the_version_and_of_its_section() {
        let (tag, released) = (format!("v{VERSION}"), format!("\n## {VERSION} - 2026-01-01\n\n- new\n"));
        assert!(changes("\n## Unreleased\n\n- new\n", &[]).is_ok());
        assert!(changes("\n## Unreleased\n\n", &[]).is_err());
        assert!(changes("\n## Unreleased\n\n- new\n", &[&tag]).is_err());
        assert!(changes(&released, &[&tag]).is_ok());
        assert!(changes(&released, &["v99.0.0"]).is_err());
    }

    #[test]
    fn every_file_says_the_version() {
        one_everywhere().unwrap();
        changelog().unwrap();
    }
}
