//! No two modules import each other, however far round: a reader can begin at the bottom of every crate.
//!
//! At each level of a crate the modules beside each other are rooms, a room being a module with all that is below it. A path
//! is followed through re-exports to the module that defines what it names, so `crate::Policy` is an arrow to the module of
//! the policy, not to `lib.rs`. Arrows between a module and what is below it count for nothing: that is one room. Tests are
//! passed over.

#![allow(clippy::unwrap_used, reason = "tests may")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use keyward_tests::root;
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, UseTree};

/// The names from a crate's root down to a module; none for the root itself.
type Module = Vec<String>;

/// A module as its file has it.
#[derive(Default)]
struct Source {
    /// Every path of the file, as written.
    paths: BTreeSet<Vec<String>>,
    /// Names that an import gives to something defined elsewhere.
    imports: BTreeMap<String, Vec<String>>,
}

type Crate = BTreeMap<Module, Source>;

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Source {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Mod(module) if is_test(&module.attrs) || module.content.is_none() => {}
            Item::Use(import) => self.import(&import.tree, &mut Vec::new()),
            _ => visit::visit_item(self, item),
        }
    }
}

impl Source {
    fn import(&mut self, tree: &UseTree, before: &mut Vec<String>) {
        let mut named = |last: &syn::Ident, name: &syn::Ident| {
            let path: Vec<_> = before.iter().cloned().chain([last.to_string()]).collect();
            self.paths.insert(path.clone());
            self.imports.insert(name.to_string(), path);
        };
        match tree {
            UseTree::Name(name) => named(&name.ident, &name.ident),
            UseTree::Rename(renamed) => named(&renamed.ident, &renamed.rename),
            UseTree::Glob(_) => {
                self.paths.insert(before.clone());
            }
            UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before);
                before.pop();
            }
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.import(tree, before)),
        }
    }
}

/// Reads a module and all below it.
fn read(file: &Path, module: Module, into: &mut Crate) {
    let File { items, .. } = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
    let folder = match file.file_name().and_then(|name| name.to_str()) {
        Some("lib.rs" | "main.rs" | "mod.rs") => file.parent().unwrap().to_path_buf(),
        _ => file.with_extension(""),
    };
    let mut source = Source::default();
    for item in &items {
        source.visit_item(item);
        if let Item::Mod(child) = item
            && child.content.is_none()
            && !is_test(&child.attrs)
        {
            let name = child.ident.to_string();
            let places = [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")];
            let below = module.iter().cloned().chain([name]).collect();
            read(places.iter().find(|place| place.is_file()).unwrap(), below, into);
        }
    }
    into.insert(module, source);
}

/// The module that defines what a path in `module` names; none if that is another crate's, or local to the file.
fn defines(modules: &Crate, module: &Module, path: &[String], hops: usize) -> Option<Module> {
    let (first, mut rest) = path.split_first()?;
    let mut place = match first.as_str() {
        "crate" => Vec::new(),
        "self" => module.clone(),
        "super" => module.split_last()?.1.to_vec(),
        _ => {
            rest = path;
            module.clone()
        }
    };
    while let Some((name, further)) = rest.split_first() {
        let below: Module = place.iter().chain([name]).cloned().collect();
        if name == "super" {
            place.pop()?;
        } else if modules.contains_key(&below) {
            place = below;
        } else if let Some(import) = modules.get(&place)?.imports.get(name)
            && hops > 0
        {
            let path: Vec<_> = import.iter().chain(further).cloned().collect();
            return defines(modules, &place, &path, hops - 1);
        } else {
            break;
        }
        rest = further;
    }
    (place != *module).then_some(place)
}

/// At each level, which room uses which beside it.
fn arrows(modules: &Crate) -> BTreeMap<Module, BTreeSet<Module>> {
    let mut arrows: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, source) in modules {
        for path in &source.paths {
            let Some(used) = defines(modules, module, path, 8) else { continue };
            let shared = module.iter().zip(&used).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (module.get(..=shared), used.get(..=shared)) {
                arrows.entry(from.to_vec()).or_default().insert(to.to_vec());
            }
        }
    }
    arrows
}

/// The shortest way from a room back to itself, if there is one.
fn way_back(arrows: &BTreeMap<Module, BTreeSet<Module>>, room: &Module) -> Option<Vec<Module>> {
    let mut ways = vec![vec![room.clone()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in arrows.get(way.last()?).into_iter().flatten() {
                let way: Vec<_> = way.iter().chain([next]).cloned().collect();
                if next == room {
                    return Some(way);
                }
                if seen.insert(next.clone()) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

/// Every crate's root file.
fn crates() -> Vec<PathBuf> {
    let folders = fs::read_dir(root().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let folders = folders.chain(["fuzz", "lab"].map(|name| root().join(name)));
    let roots = folders.flat_map(|folder| ["lib.rs", "main.rs"].map(|name| folder.join("src").join(name)));
    roots.filter(|file| file.is_file()).collect()
}

#[test]
fn no_two_modules_import_each_other() {
    let mut loops = Vec::new();
    for file in crates() {
        let mut modules = Crate::new();
        read(&file, Module::new(), &mut modules);
        let arrows = arrows(&modules);
        let mut told = BTreeSet::new();
        for room in arrows.keys() {
            if let Some(way) = way_back(&arrows, room)
                && told.is_disjoint(&way.iter().cloned().collect())
            {
                told.extend(way.iter().cloned());
                let names: Vec<_> = way.iter().map(|module| module.join("::")).collect();
                let name = file.components().rev().nth(2).unwrap().as_os_str().to_str().unwrap();
                loops.push(format!("{name}: {}", names.join(" → ")));
            }
        }
    }
    assert!(loops.is_empty(), "\n{}", loops.join("\n"));
}

#[test]
fn a_loop_is_seen_through_re_exports_and_below_a_folder() {
    let source = |text: &str| {
        let mut source = Source::default();
        syn::parse_file(text).unwrap().items.iter().for_each(|item| source.visit_item(item));
        source
    };
    let module = |path: &str| path.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let modules: Crate = [
        ("", "mod left; mod right; pub use right::inner::Thing;"),
        ("left", "use crate::Thing; pub struct Other;"),
        ("right", "mod inner; mod beside;"),
        (
            "right::inner",
            "pub struct Thing; fn run() { crate::left::other() } use super::super::left::Other;",
        ),
        ("right::beside", "use super::inner::Thing; #[cfg(test)] mod tests { use crate::Thing; }"),
    ]
    .map(|(path, text)| (module(path), source(text)))
    .into();
    let arrows = arrows(&modules);
    let [left, right] = ["left", "right"].map(module);
    assert_eq!(way_back(&arrows, &left), Some(vec![left.clone(), right, left]));
    assert_eq!(way_back(&arrows, &module("right::inner")), None);
    assert_eq!(arrows.get(&module("right::beside")), Some(&[module("right::inner")].into()));
}
