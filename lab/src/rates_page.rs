//! `cargo lab rates-page`: what the rules catch and what they refuse by accident, as the page `docs/rates.md`.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result};

use crate::share::Share;
use crate::{habits, near_words, rates, styles};

/// Writes the page.
pub(crate) fn run() -> Result<()> {
    let file = crate::root().join("docs/rates.md");
    fs::write(&file, page()?).with_context(|| format!("cannot write {}", file.display()))?;
    println!("{}", file.display());
    Ok(())
}

fn page() -> Result<String> {
    let mut text = String::from(
        "<!-- Made by `cargo lab rates-page`; do not edit. -->\n\
         # Catch and false alarms\n\n\
         How often the preset `nhs-appendix-a` is right. Everything is drawn from a fixed seed and judged by the same `Validator` that a\n\
         user has, so that anyone gets the same numbers (`cargo lab rates-page`). Why a false alarm counts as much as a miss is in\n\
         [Why it is so](decisions/false-alarms.md).\n\n\
         ## Bounds that a test holds\n\n\
         300,000 passwords a row; `cargo lab rates`.\n\n\
         | passwords | measured | bound |\n|---|---|---|\n",
    );
    for rate in rates::stated()? {
        let _ = writeln!(text, "| {} | {:.3} % | {} |", rate.name, rate.percent, rate.bound);
    }
    let everyday = habits::everyday()?;
    text += "\n## Everyday habits\n\n\
             What people do to get past the counts, as shares that are **accepted**, of 200 candidates for each base and habit; every\n\
             candidate has two of each class and eight characters, so that only judgement can refuse it. `cargo lab habits`.\n";
    shares(&mut text, "habit", &everyday, 1);
    shares(&mut text, "made of", &everyday, 0);
    text += "\n## Good styles\n\n\
             Passwords as managers make them and as the usual advice has them, as shares that are **refused** by judgement, of 5,000 for\n\
             each style; with nothing known of the account, and with much. `cargo lab styles`.\n";
    let good = styles::good()?;
    shares(&mut text, "style", &good, 0);
    shares(&mut text, "account", &good, 1);
    text += "\n## Near an organisation's own words\n\n\
             What `near_words` adds to what is refused where these 20 words are barred, with 6 letters and with 7: ";
    text += &near_words::WORDS.join(", ");
    text += ".\n300,000 random passwords, as many of three common words run together, and 30,000 of each good style, under a policy that\n\
             looks for whole passwords otherwise. `cargo lab near-words`.\n\n\
             | passwords | `near_words = 6` | `near_words = 7` |\n|---|---|---|\n";
    for [six, seven] in near_words::stated()? {
        let _ = writeln!(text, "| {} | {:.3} % | {:.3} % |", six.name, six.percent(), seven.percent());
    }
    Ok(text)
}

fn shares(text: &mut String, what: &str, all: &[Share], part: usize) {
    let _ = write!(text, "\n| {what} | share |\n|---|---|\n");
    for (name, mean) in Share::means(all, part) {
        let _ = writeln!(text, "| {} | {mean:.2} % |", name.replace('|', "\\\\|"));
    }
    let worst =
        Share::worst(all).map_or(String::new(), |share| format!("{:.2} %, {}", share.percent(), share.name));
    let _ = writeln!(text, "\nMean of all {}: {:.2} %; worst: {worst}.", all.len(), Share::mean(all));
}
