//! What habits start from: `lab/data/bases.txt`.

use std::fs;

use anyhow::{Result, ensure};

/// A kind of base and its words, in small letters.
pub(super) struct Base {
    pub(super) name: String,
    pub(super) words: Vec<String>,
}

pub(super) fn read() -> Result<Vec<Base>> {
    let mut bases: Vec<Base> = Vec::new();
    for line in fs::read_to_string(crate::root().join("lab/data/bases.txt"))?.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            bases.push(Base { name: name.to_owned(), words: Vec::new() });
        } else if let Some(base) = bases.last_mut() {
            base.words.extend(line.split_whitespace().map(str::to_lowercase));
        }
    }
    ensure!(!bases.is_empty() && bases.iter().all(|base| base.words.len() > 9), "bases without words");
    Ok(bases)
}
