//! `cargo xtask sbom`: what each product is made of, as a bill of materials (CycloneDX) that is handed on with a release. What
//! the tool writes is compared with what cargo says before it is believed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::generated::root;
use crate::process::finish;
use crate::supply::tool;

/// A thing that users get.
struct Product {
    /// The name of the file.
    name: &'static str,
    package: &'static str,
    folder: &'static str,
    /// Where it runs: the parts for every such system are listed.
    target: &'static str,
}

const PRODUCTS: [Product; 3] = [
    Product { name: "libkeyward", package: "keyward-ffi", folder: "crates/ffi", target: "all" },
    Product { name: "keyward-command", package: "keyward-cli", folder: "crates/cli", target: "all" },
    Product {
        name: "keyward-npm",
        package: "keyward-wasm",
        folder: "crates/wasm",
        target: "wasm32-unknown-unknown",
    },
];

/// Writes a bill for each product to `target/sbom`.
///
/// # Errors
/// If the tool cannot be installed or fails, or a bill is not whole.
pub(crate) fn run() -> Result<()> {
    tool("cargo-cyclonedx")?;
    fs::create_dir_all(root().join("target/sbom"))?;
    for product in &PRODUCTS {
        let mut bill = serde_json::from_str(&without_place(&write(product)?)?)?;
        let built = built(product)?;
        let parts = prune(&mut bill, &built)
            .and_then(|()| check(product, &bill, &built))
            .with_context(|| format!("the bill of {}", product.name))?;
        let file = root().join(format!("target/sbom/{}.json", product.name));
        fs::write(&file, serde_json::to_string_pretty(&bill)? + "\n")?;
        println!("{}: {parts} parts", file.canonicalize()?.display());
    }
    Ok(())
}

/// What the tool writes for a product.
fn write(product: &Product) -> Result<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"]);
    cargo.args(["--no-build-deps", "--target", product.target, "--override-filename", product.name]);
    let ended = finish(cargo.arg("--manifest-path").arg(root().join(product.folder).join("Cargo.toml")));
    // The tool writes beside every manifest of the workspace.
    let mut wanted = None;
    for file in written(&format!("{}.json", product.name))? {
        if file.starts_with(root().canonicalize()?.join(product.folder)) {
            wanted = Some(fs::read_to_string(&file)?);
        }
        fs::remove_file(&file)?;
    }
    ended?;
    wanted.context("the tool wrote no bill")
}

/// The files of a name beside the manifests of the workspace.
fn written(name: &str) -> Result<Vec<PathBuf>> {
    let mut cargo = Command::new(env!("CARGO"));
    let said = cargo.current_dir(root()).args(["metadata", "--format-version=1", "--no-deps"]).output()?;
    ensure!(said.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&said.stderr));
    let metadata: Value = serde_json::from_slice(&said.stdout)?;
    let members = metadata["packages"].as_array().context("packages")?;
    let manifests = members.iter().filter_map(|member| member["manifest_path"].as_str());
    Ok(manifests
        .map(|manifest| Path::new(manifest).with_file_name(name))
        .filter(|file| file.is_file())
        .collect())
}

/// The bill without the place where it was made, which tells a reader nothing that is true elsewhere.
fn without_place(bill: &str) -> Result<String> {
    let here = root().canonicalize()?;
    let bill = bill.replace(&format!("path+file://{}/", here.display()), "path+file:///");
    let mut pieces = bill.split("?download_url=file://");
    let mut clean = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(['"', '#']).context("an address that does not end")?;
        clean.push_str(piece.get(end..).unwrap_or_default());
    }
    ensure!(!clean.contains(&here.display().to_string()), "the bill names {}", here.display());
    Ok(clean)
}

/// Takes out what the product is not built of. The tool asks what the whole workspace needs, where a test or a bench turns on
/// features of a crate that the product does without.
fn prune(bill: &mut Value, built: &BTreeSet<String>) -> Result<()> {
    let parts = bill["components"].as_array_mut().context("components")?;
    let mut others = BTreeSet::new();
    parts.retain(|part| {
        let is_built = built.contains(&name(part));
        others.extend(part["bom-ref"].as_str().filter(|_| !is_built).map(str::to_owned));
        is_built
    });
    let is_other = |place: &Value| place.as_str().is_some_and(|place| others.contains(place));
    let uses = bill["dependencies"].as_array_mut().context("dependencies")?;
    uses.retain(|part| !is_other(&part["ref"]));
    for used in uses.iter_mut().filter_map(|part| part.get_mut("dependsOn")?.as_array_mut()) {
        used.retain(|place| !is_other(place));
    }
    Ok(())
}

/// A part's name and version.
fn name(part: &Value) -> String {
    let text = |key| part[key].as_str().unwrap_or_default();
    format!("{} {}", text("name"), text("version"))
}

/// How many parts a bill has: those that the product is built of, each with what belongs to it.
fn check(product: &Product, bill: &Value, built: &BTreeSet<String>) -> Result<usize> {
    ensure!(bill["bomFormat"] == "CycloneDX" && bill["specVersion"] == "1.5", "another format");
    ensure!(bill["metadata"]["component"]["name"] == product.package, "of another product");
    let mut listed = BTreeSet::new();
    for part in bill["components"].as_array().context("components")? {
        let name = name(part);
        ensure!(part["purl"] == format!("pkg:cargo/{}", name.replace(' ', "@")), "{name}: {}", part["purl"]);
        let licence = &part["licenses"][0];
        ensure!(licence["expression"].is_string() || licence["license"].is_object(), "{name} has no licence");
        let ours = name.starts_with("keyward");
        ensure!(ours || part["hashes"][0]["alg"] == "SHA-256", "{name} has no hash");
        listed.insert(name);
    }
    let missing: Vec<_> = built.difference(&listed).collect();
    ensure!(missing.is_empty() && listed.len() > 3, "not listed: {missing:?}");
    Ok(listed.len())
}

/// What cargo builds a product of, by name and version.
fn built(product: &Product) -> Result<BTreeSet<String>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(["tree", "--locked", "--edges", "normal", "--prefix", "none"]);
    let said = cargo.args(["--package", product.package, "--target", product.target]).output()?;
    ensure!(said.status.success(), "cargo tree: {}", String::from_utf8_lossy(&said.stderr));
    let tree = String::from_utf8(said.stdout)?;
    // Each line is `name vVERSION`, and some more for parts of the workspace and such as came before.
    let part = |line: &str| {
        let mut words = line.split(' ');
        Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
    };
    let mut parts: BTreeSet<String> = tree.lines().filter_map(part).collect();
    parts.retain(|part| part.split(' ').next() != Some(product.package));
    Ok(parts)
}
