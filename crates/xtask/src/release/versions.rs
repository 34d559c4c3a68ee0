//! One version everywhere, which is the workspace's, and what the changelog says of it.

use std::fs;

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
pub(super) fn one_everywhere() -> Result<()> {
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
    println!("{VERSION} everywhere");
    Ok(())
}

/// That the changelog has a section for the version, or for what is not yet released, with something in it.
pub(super) fn changelog() -> Result<()> {
    let text = fs::read_to_string(root().join("CHANGELOG.md"))?;
    let section = section(&text, VERSION).or_else(|| section(&text, "Unreleased"));
    let section =
        section.with_context(|| format!("CHANGELOG.md has no section {VERSION}, and none Unreleased"))?;
    let lines = section.lines().filter(|line| line.starts_with("- ")).count();
    ensure!(lines > 0, "the section of CHANGELOG.md has nothing in it");
    println!("{lines} changes");
    Ok(())
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
    fn every_file_says_the_version() {
        one_everywhere().unwrap();
        changelog().unwrap();
    }
}
