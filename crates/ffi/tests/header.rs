//! `include/keyward.h` is what the source says, and the interface it describes changes only with a new version.
//!
//! `KEYWARD_BLESS=1 cargo test -p keyward-ffi --test header` writes the files anew.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Clang's words warn where NULL is handed over as it stands, and Swift reads them. They change nothing in what is compiled,
/// unlike gcc's attribute `nonnull`, which would let it drop a caller's own tests for NULL.
const NULLABILITY: &str = "\
// Whether a pointer may be NULL, for clang and the tools built on it. It says what is meant, and is no promise of the
// caller's: NULL is still answered with KEYWARD_STATUS_NULL.
#if defined(__clang__) && !defined(KEYWARD_NO_INCLUDES)
#define KEYWARD_NONNULL _Nonnull
#define KEYWARD_NULLABLE _Nullable
#pragma clang diagnostic push
#pragma clang diagnostic ignored \"-Wnullability-extension\"
#else
#define KEYWARD_NONNULL
#define KEYWARD_NULLABLE
#endif
";

/// After the last declaration.
const NULLABILITY_END: &str = "\
#if defined(__clang__) && !defined(KEYWARD_NO_INCLUDES)
#pragma clang diagnostic pop
#endif

";

/// Makes the header from the source.
fn header() -> String {
    let krate = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut config = cbindgen::Config::from_file(krate.join("cbindgen.toml")).unwrap();
    let first_page = fs::read_to_string(krate.join("src/header.h")).unwrap();
    config.header = Some(first_page.trim_end().to_owned());
    config.after_includes = Some(format!(
        "#ifndef KEYWARD_NO_INCLUDES\n#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#endif\n\n\
         {NULLABILITY}\n\
         // The version of this header; `keyward_version` and `keyward_version_number` give that of the library.\n\
         #define KEYWARD_VERSION \"{}\"\n#define KEYWARD_VERSION_NUMBER 0x{:06x}",
        env!("CARGO_PKG_VERSION"),
        keyward_ffi::version::VERSION_NUMBER,
    ));
    let mut made = Vec::new();
    let mut builder = cbindgen::Builder::new().with_config(config);
    for file in [
        "version",
        "rule",
        "preset",
        "policy",
        "words",
        "explain",
        "dictionary",
        "breached",
        "context",
        "history",
        "border/callback",
        "verify",
        "check",
        "change",
        "report",
        "report_text",
        "status",
        "strength",
        "suggestion",
        "rule_table",
        "numbers",
    ] {
        builder = builder.with_src(krate.join("src").join(file).with_extension("rs"));
    }
    builder.generate().unwrap().write(&mut made);
    let made = String::from_utf8(made).unwrap();
    let (before, end) = made.split_at(made.rfind("#ifdef __cplusplus").unwrap());
    [before, NULLABILITY_END, end].concat().replace("\n\n\n", "\n\n")
}

/// Compares a committed file with what it should be, or writes it when asked to.
fn committed(file: &str, made: &str) {
    let path = root().join(file);
    if env::var_os("KEYWARD_BLESS").is_some() {
        fs::write(path, made).unwrap();
    } else {
        let there = fs::read_to_string(path).unwrap_or_default();
        assert_eq!(there, made, "{file} is not what the source says; see the head of this test");
    }
}

#[test]
fn the_header_is_what_the_source_says() {
    committed("include/keyward.h", &header());
}

/// What a compiled program relies on, one fact a line: the type of each function, the number of each enumerator.
fn facts(header: &str) -> BTreeSet<String> {
    let code: Vec<&str> = header
        .lines()
        .map(|line| line.split("//").next().unwrap_or("").trim())
        .filter(|line| !line.is_empty() && !line.starts_with("#define") && !line.starts_with("#pragma"))
        .collect();
    // Whether a pointer may be NULL is no part of what is compiled.
    let joined = code.join(" ").replace("KEYWARD_NONNULL ", "").replace("KEYWARD_NULLABLE ", "");
    let functions = joined.split(';').filter_map(|statement| {
        let (before, _) = statement.split_once('(')?;
        let start = before.rfind("keyward_")?;
        let name = before.get(start..)?;
        let is_name =
            name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let kind = before.get(..start)?.rsplit(['}', '{']).next()?.trim().rsplit("#endif").next()?.trim();
        let rest = statement.get(start..)?.split_whitespace().collect::<Vec<_>>().join(" ");
        is_name.then(|| format!("function {kind} {rest}"))
    });
    let numbers = code.iter().filter_map(|line| {
        let (name, number) = line.strip_suffix(',')?.split_once(" = ")?;
        name.starts_with("KEYWARD_").then(|| format!("number {name} {number}"))
    });
    functions.chain(numbers).collect()
}

/// The versions between which nothing may change or go: 1.x, or 0.1.x.
fn series() -> String {
    match (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR")) {
        ("0", minor) => format!("0.{minor}"),
        (major, _) => major.to_owned(),
    }
}

#[test]
fn nothing_that_a_program_relies_on_changes_within_a_version() {
    let now = facts(&header());
    assert!(now.len() > 80, "{now:#?}");
    let file = "crates/ffi/abi.txt";
    let before = fs::read_to_string(root().join(file)).unwrap_or_default();
    let heading = format!(
        "# What programs rely on in version {}. Handles are opaque, there are no structs; every enum is a uint32_t.",
        series()
    );
    if before.starts_with(&heading) {
        let gone: Vec<&str> = before.lines().skip(1).filter(|fact| !now.contains(*fact)).collect();
        assert!(gone.is_empty(), "gone or changed without a new major version: {gone:#?}");
    }
    let made = now.iter().fold(heading, |list, fact| list + "\n" + fact) + "\n";
    committed(file, &made);
}

/// The version script of the shared library: what is there stays as it is, and what is new goes to the node of this version.
fn version_script(before: &str, functions: &BTreeSet<String>) -> String {
    const HEAD: &str =
        "/* Which release each function came with, for the linker. Made by the test `header`. */\n";
    let version = format!("KEYWARD_{}", env!("CARGO_PKG_VERSION"));
    let mut nodes: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in before.lines().map(str::trim) {
        if let Some(node) = line.strip_suffix(" {") {
            nodes.push((node.to_owned(), BTreeSet::new()));
        }
        let name = line.strip_suffix(';').filter(|name| name.starts_with("keyward_"));
        if let (Some((_, names)), Some(name)) = (nodes.last_mut(), name) {
            names.insert(name.to_owned());
        }
    }
    let new: Vec<_> =
        functions.iter().filter(|name| !nodes.iter().any(|(_, names)| names.contains(*name))).collect();
    if !new.is_empty() && nodes.last().is_none_or(|(node, _)| *node != version) {
        nodes.push((version, BTreeSet::new()));
    }
    if let Some((_, names)) = nodes.last_mut() {
        names.extend(new.into_iter().cloned());
    }
    let mut script = HEAD.to_owned();
    let mut parent: Option<&str> = None;
    for (node, names) in &nodes {
        let names = names.iter().fold(String::new(), |names, name| names + "        " + name + ";\n");
        let end = match parent {
            None => "    local:\n        *;\n};\n".to_owned(),
            Some(parent) => format!("}} {parent};\n"),
        };
        let _ = write!(script, "\n{node} {{\n    global:\n{names}{end}");
        parent = Some(node);
    }
    script
}

#[test]
fn every_function_has_the_version_it_came_with() {
    let functions: BTreeSet<String> = facts(&header())
        .iter()
        .filter_map(|fact| fact.strip_prefix("function ")?.split('(').next())
        .filter_map(|before| Some(before.rsplit([' ', '*']).next()?.to_owned()))
        .collect();
    let file = "crates/ffi/keyward.map";
    let before = fs::read_to_string(root().join(file)).unwrap_or_default();
    for name in before.lines().filter_map(|line| line.trim().strip_suffix(';')) {
        assert!(!name.starts_with("keyward_") || functions.contains(name), "{name} is gone");
    }
    committed(file, &version_script(&before, &functions));
}

#[test]
fn a_later_release_has_a_node_of_its_own() {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let old = "KEYWARD_0.0.9 {\n    global:\n        keyward_a;\n    local:\n        *;\n};\n";
    let script = version_script(old, &names(&["keyward_a", "keyward_b"]));
    let version = env!("CARGO_PKG_VERSION");
    let added = format!("\nKEYWARD_{version} {{\n    global:\n        keyward_b;\n}} KEYWARD_0.0.9;\n");
    assert!(script.ends_with(&format!("{old}{added}")), "{script}");
    // Nothing new, nothing changed; and what is new within a version joins it.
    assert_eq!(version_script(&script, &names(&["keyward_a", "keyward_b"])), script);
    let more = version_script(&script, &names(&["keyward_a", "keyward_b", "keyward_c"]));
    assert!(more.ends_with(&added.replace("_b;", "_b;\n        keyward_c;")), "{more}");
}
