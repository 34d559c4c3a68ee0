//! The site as a whole: every page of the contents, and every file of the repository that they lead to.

use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use crate::html::escape;
use crate::layout::{Parts, document};
use crate::markdown::{Section, Surroundings, render};
use crate::{generated, pages};

/// How much of a section the search knows, in characters.
const SEARCHED: usize = 700;

/// Files of the theme that go beside the pages as they are.
const THEME: [&str; 2] = ["site.css", "icon.svg"];

/// The pages, made.
pub(crate) struct Site {
    /// Each file with its text.
    files: BTreeMap<String, String>,
    /// Pictures, with where they are.
    pictures: BTreeMap<String, PathBuf>,
    /// What the search knows: the page, its title, the address of the section, its heading, its text.
    searched: Vec<[String; 5]>,
}

impl Site {
    /// Makes every page.
    ///
    /// # Errors
    /// If a page is not there, or leads to what is not there.
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let mut way = Way {
            root: root.to_owned(),
            names: BTreeMap::new(),
            waiting: VecDeque::new(),
            pictures: BTreeMap::new(),
        };
        for page in pages::all() {
            way.names.insert(page.source.to_owned(), page.name.to_owned());
            way.waiting.push_back(page.source.to_owned());
        }
        let mut site = Self { files: BTreeMap::new(), pictures: BTreeMap::new(), searched: Vec::new() };
        while let Some(source) = way.waiting.pop_front() {
            let name = way.names.get(&source).context("a page without a name")?.clone();
            let (file, text) = site.page(&mut way, &source, &name).with_context(|| source.clone())?;
            site.files.insert(file, text);
        }
        site.pictures = way.pictures;
        Ok(site)
    }

    fn page(&mut self, way: &mut Way, source: &str, name: &str) -> Result<(String, String)> {
        let mut scripts: Vec<&str> = Vec::new();
        let (title, text, headings) = if has_ending(source, "md") {
            let folder = Path::new(source).parent().unwrap_or(Path::new("")).to_owned();
            let written = fs::read_to_string(way.root.join(source)).context("cannot be read")?;
            let page = render(&written, &mut Here { way, folder })?;
            self.search(name, &page.title, &page.sections);
            if name == "playground" {
                scripts.push("playground.js");
            }
            let headings = page.sections.into_iter().filter(|section| section.level == 2);
            (page.title, page.html, headings.map(|section| (section.id, section.heading)).collect())
        } else if has_ending(source, "h") {
            let (html, functions) = generated::header(&fs::read_to_string(way.root.join(source))?)?;
            for (function, comment) in functions {
                self.searched.push([
                    name.to_owned(),
                    "The C header".to_owned(),
                    function.clone(),
                    function,
                    shortened(&comment),
                ]);
            }
            ("The C header".to_owned(), html, Vec::new())
        } else if way.root.join(source).is_dir() {
            (source.to_owned(), listing(way, source)?, Vec::new())
        } else {
            let code = fs::read_to_string(way.root.join(source)).context("cannot be read")?;
            let html = format!(
                "<h1>{0}</h1>\n<pre tabindex=\"0\"><code>{1}</code></pre>\n",
                escape(source),
                escape(&code)
            );
            (source.to_owned(), html, Vec::new())
        };
        if name == "rules" {
            for (id, text) in generated::rule_texts() {
                self.searched.push([name.to_owned(), title.clone(), id.clone(), id, shortened(&text)]);
            }
        }
        let parts = Parts { name, title: &title, text: &text, headings: &headings, scripts: &scripts };
        Ok((format!("{name}.html"), document(&parts)))
    }

    fn search(&mut self, page: &str, title: &str, sections: &[Section]) {
        let searched = sections.iter().map(|section| {
            [page, title, &section.id, &section.heading, &shortened(&section.text)].map(str::to_owned)
        });
        self.searched.extend(searched);
    }

    /// How many pages there are.
    pub(crate) fn count(&self) -> usize {
        self.files.len()
    }

    /// Writes the pages into a folder, with the theme and what the search knows.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub(crate) fn write(&self, to: &Path) -> Result<()> {
        fs::create_dir_all(to)?;
        for (file, text) in &self.files {
            fs::write(to.join(file), text)?;
        }
        for (file, from) in &self.pictures {
            fs::copy(from, to.join(file))?;
        }
        for file in THEME {
            fs::copy(crate::root().join("site/theme").join(file), to.join(file))?;
        }
        // A script and no data file, which a page that was opened from a disk may not read.
        fs::write(to.join("search-data.js"), format!("self.keywardPages = {};\n", json!(self.searched)))?;
        Ok(())
    }
}

fn shortened(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SEARCHED).collect()
}

fn has_ending(file: &str, ending: &str) -> bool {
    Path::new(file).extension().is_some_and(|it| it == ending)
}

/// What a folder holds, one file below the other.
fn listing(way: &mut Way, folder: &str) -> Result<String> {
    let mut names: Vec<String> = fs::read_dir(way.root.join(folder))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_>>()?;
    names.sort();
    let mut html = format!("<h1>{}</h1>\n<ul>\n", escape(folder));
    for name in names {
        let address = way.page_of(&format!("{folder}/{name}"))?;
        html += &format!("<li><a href=\"{address}\">{}</a></li>\n", escape(&name));
    }
    Ok(html + "</ul>\n")
}

/// What was met and what is still to be made.
struct Way {
    root: PathBuf,
    /// The page of each file of the repository that has one.
    names: BTreeMap<String, String>,
    waiting: VecDeque<String>,
    pictures: BTreeMap<String, PathBuf>,
}

impl Way {
    /// The page of a file of the repository, which is made if it is not yet there.
    fn page_of(&mut self, path: &str) -> Result<String> {
        let at = self.root.join(path);
        if has_ending(path, "svg") || has_ending(path, "png") {
            let name = path.replace('/', "-");
            self.pictures.insert(name.clone(), at);
            return Ok(name);
        }
        let readme = format!("{path}/README.md");
        let path = if at.is_dir() && self.root.join(&readme).is_file() { &readme } else { path };
        if let Some(name) = self.names.get(path) {
            return Ok(format!("{name}.html"));
        }
        if !self.root.join(path).exists() {
            bail!("leads to {path}, which is not there");
        }
        let bare = path.strip_suffix(".md").unwrap_or(path);
        let name = format!("file-{}", bare.replace(['/', '.'], "-").trim_start_matches('-'));
        self.names.insert(path.to_owned(), name.clone());
        self.waiting.push_back(path.to_owned());
        Ok(format!("{name}.html"))
    }
}

/// A text's place in the repository.
struct Here<'a> {
    way: &'a mut Way,
    folder: PathBuf,
}

impl Surroundings for Here<'_> {
    fn address(&mut self, link: &str) -> Result<String> {
        let is_elsewhere = link.contains("://") || link.starts_with("mailto:");
        // The reference of the crates is made by another program, beside the pages.
        if is_elsewhere || link.starts_with('#') || link.starts_with("api/") {
            return Ok(link.to_owned());
        }
        let (path, place) = link.split_once('#').map_or((link, None), |(path, place)| (path, Some(place)));
        let joined = match path.strip_prefix('/') {
            Some(from_root) => PathBuf::from(from_root),
            None => self.folder.join(path),
        };
        let mut parts: Vec<String> = Vec::new();
        for part in joined.components() {
            match part.as_os_str().to_string_lossy().as_ref() {
                ".." => {
                    parts.pop().map(drop).with_context(|| format!("{link} leads out of the repository"))?
                }
                "." => {}
                part => parts.push(part.to_owned()),
            }
        }
        let page = self.way.page_of(&parts.join("/"))?;
        Ok(place.map_or(page.clone(), |place| format!("{page}#{place}")))
    }

    fn file(&mut self, path: &str) -> Result<String> {
        fs::read_to_string(self.way.root.join(path)).with_context(|| format!("{path} cannot be read"))
    }
}
