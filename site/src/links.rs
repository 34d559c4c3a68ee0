//! Follows every link of a site: the file must be there, and the place in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

/// What is loaded by itself: a page may name only files of its own there.
const LOADED: [&str; 2] = ["<script", "<link"];

/// How many links lead to where they say.
///
/// # Errors
/// If one does not, with all that do not.
pub(crate) fn check(site: &Path) -> Result<usize> {
    let site = site.canonicalize().with_context(|| format!("{} is not there", site.display()))?;
    let pages = pages(&site)?;
    ensure!(pages.len() > 30, "the site has {} pages", pages.len());
    let mut places: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut broken = Vec::new();
    let mut followed = 0;
    for page in &pages {
        let text = fs::read_to_string(page)?;
        for (tag, target) in targets(&text) {
            let shown = || format!("{} → {target}", page.strip_prefix(&site).unwrap_or(page).display());
            if target.contains("://") || target.starts_with("mailto:") || target.starts_with("data:") {
                let loads = LOADED.iter().any(|loaded| tag.starts_with(loaded)) || tag.contains(" src=");
                if loads && !target.starts_with("data:") {
                    broken.push(format!("{}: loaded from elsewhere", shown()));
                }
                continue;
            }
            // The buttons of rustdoc's settings.
            if target.starts_with("javascript:") && page.starts_with(site.join("api")) {
                continue;
            }
            followed += 1;
            let target = target.replace("&amp;", "&");
            let (path, place) = target.split_once('#').unwrap_or((&target, ""));
            let path = path.split('?').next().unwrap_or_default();
            let file = if path.is_empty() { page.clone() } else { page.with_file_name("").join(path) };
            let Ok(file) = file.canonicalize() else {
                broken.push(shown());
                continue;
            };
            if !file.is_file() || !file.starts_with(&site) {
                broken.push(shown());
                continue;
            }
            // Lines of source are numbered by a script.
            if place.is_empty() || file.components().any(|part| part.as_os_str() == "src") {
                continue;
            }
            if !places.contains_key(&file) {
                places.insert(file.clone(), ids(&fs::read_to_string(&file).unwrap_or_default()));
            }
            if !places.get(&file).is_some_and(|ids| ids.contains(place)) {
                broken.push(shown());
            }
        }
    }
    ensure!(broken.is_empty(), "{} links lead nowhere:\n{}", broken.len(), broken.join("\n"));
    Ok(followed)
}

/// Every page below a folder.
fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(pages(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "html") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Each tag that names another file, with the name.
fn targets(html: &str) -> Vec<(&str, String)> {
    let mut found = Vec::new();
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or_default();
        for attribute in [" href=\"", " src=\""] {
            if let Some((_, rest)) = tag.split_once(attribute) {
                found.push((tag, rest.split('"').next().unwrap_or_default().to_owned()));
            }
        }
    }
    found
}

/// The places of a page.
fn ids(html: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attribute in [" id=\"", " id='"] {
        let quote = if attribute.ends_with('"') { '"' } else { '\'' };
        found.extend(
            html.split(attribute).skip(1).filter_map(|rest| Some(rest.split(quote).next()?.to_owned())),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_names_is_found() {
        let html = "<p id=\"here\"><a class=\"x\" href=\"a.html#b\">a &lt;a href=&quot;no&quot;</a><script defer src=\"s.js\"></script>";
        let names: Vec<_> = targets(html).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["a.html#b", "s.js"]);
        assert!(ids(html).contains("here"));
    }
}
