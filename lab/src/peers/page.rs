//! The page of the comparison. Every number in it was measured a moment before; what no number says is said in words.

use std::fmt::Write as _;

use super::{CORPORA, HABITS, PROBES, Peer, ROUNDS, STYLES, TIMED};
use crate::share::Share;

/// What others are better at. keyward is the better for none of it.
const BETTER: &str = "\
- **zxcvbn** and **zxcvbn-ts** estimate how many guesses a password takes, on a scale that any policy can draw a line on, and say how
  to make it better. keyward refuses or accepts; where a policy asks for an estimate (`strength`), it asks the zxcvbn crate.
- **passwdqc** fits on any system: one small library without a dictionary file, an answer in one line, and passphrases that it
  makes itself. It looks at the comment field and the old password too, which is not measured here.
- **libpwquality** and **cracklib** are there already on most distributions, and their files of settings are known to those who
  administer them. keyward has libraries that take the place of both.
- All of them have been in use for many years, on many millions of accounts. keyward has not.
";

pub(super) fn page(peers: &[Peer], machine: &str) -> String {
    let mut text = String::from(
        "<!-- Made by `cargo xtask peers`; do not edit. -->\n\
         # Beside others\n\n\
         keyward beside what one would use instead, on the same passwords. Each peer is as it is installed, with its default settings.\n\
         Everything is measured by one command, `cargo xtask peers`, which anybody can run again.\n\n\
         ![Bars of what the tables below say: everyday habits accepted, good styles refused, time a check](comparison.svg)\n\n\
         ## Judgement\n\n",
    );
    let _ = writeln!(
        text,
        "Everyday habits are what people do to get past a policy that counts: a word, a name or a common password with an ending, in \
         leet, doubled, backwards, a row of keys, a date. {HABITS} candidates for each base and habit. Good styles are what password \
         managers make and what the usual advice has, {STYLES} of each; the rules of keyward that count characters are left out of these.\n"
    );
    row(
        &mut text,
        &["", "habits accepted, mean", "worst", "good styles refused, mean", "worst"].map(str::to_owned),
        true,
    );
    for peer in peers {
        let worst = |shares: &[Share]| {
            Share::worst(shares)
                .map_or(String::new(), |share| format!("{:.1} % ({})", share.percent(), share.name))
        };
        let mean = |shares: &[Share]| format!("{:.1} %", Share::mean(shares));
        row(
            &mut text,
            &[
                peer.name.clone(),
                mean(&peer.habits),
                worst(&peer.habits),
                mean(&peer.good),
                worst(&peer.good),
            ],
            false,
        );
    }
    text += "\n## Time and size\n\n";
    let _ = writeln!(
        text,
        "Time of the processor for one check, the least of {ROUNDS} rounds over {TIMED} passwords of each kind. Size is what a program \
         loads for it.\n"
    );
    let kinds = CORPORA.map(|(name, _)| name.to_owned());
    let head = [vec![String::new()], kinds.to_vec(), vec!["size".to_owned(), "which is".to_owned()]].concat();
    row(&mut text, &head, true);
    for peer in peers {
        let times = peer.times.iter().map(|time| duration(*time));
        let size = [format!("{} KB", peer.bytes / 1000), peer.loaded.clone()];
        row(&mut text, &[peer.name.clone()].into_iter().chain(times).chain(size).collect::<Vec<_>>(), false);
    }
    text += "\n## What each sees\n\nOne password of a kind, and whether it is refused for anything.\n\n";
    let names = peers.iter().map(|peer| peer.name.clone());
    row(
        &mut text,
        &["what is in it".to_owned(), "password".to_owned()]
            .into_iter()
            .chain(names.clone())
            .collect::<Vec<_>>(),
        true,
    );
    for (index, (what, password)) in PROBES.iter().enumerate() {
        let said = peers
            .iter()
            .map(|peer| if peer.refuses.get(index) == Some(&true) { "refused" } else { "accepted" });
        let start = [(*what).to_owned(), format!("`{password}`")];
        row(&mut text, &start.into_iter().chain(said.map(str::to_owned)).collect::<Vec<_>>(), false);
    }
    text += "\n## Habit by habit\n\nThe share that is accepted, as a mean over all bases.\n\n";
    row(&mut text, &["habit".to_owned()].into_iter().chain(names.clone()).collect::<Vec<_>>(), true);
    means(&mut text, peers, |peer| Share::means(&peer.habits, 1));
    text += "\n## Style by style\n\nThe share that is refused.\n\n";
    row(&mut text, &["style".to_owned()].into_iter().chain(names).collect::<Vec<_>>(), true);
    means(&mut text, peers, |peer| {
        peer.good.iter().map(|share| (share.name.clone(), share.percent())).collect()
    });
    text += "\n## What others do better\n\n";
    text += BETTER;
    text += "\n## How it was measured\n\n";
    let _ = writeln!(text, "On {machine}.\n");
    row(&mut text, &["", "version", "settings"].map(str::to_owned), true);
    for peer in peers {
        row(&mut text, &[peer.name.clone(), peer.version.clone(), peer.settings.clone()], false);
    }
    text += "\nPassay, a library for Java, is in none of the places that the command installs from, and so was not measured.\n";
    text
}

/// A line for each name, a column for each peer.
fn means(text: &mut String, peers: &[Peer], of: fn(&Peer) -> Vec<(String, f64)>) {
    let columns: Vec<Vec<(String, f64)>> = peers.iter().map(of).collect();
    let Some(first) = columns.first() else { return };
    for (index, (name, _)) in first.iter().enumerate() {
        let values = columns
            .iter()
            .map(|column| column.get(index).map_or(String::new(), |(_, value)| format!("{value:.1} %")));
        row(text, &[name.clone()].into_iter().chain(values).collect::<Vec<_>>(), false);
    }
}

fn row(text: &mut String, cells: &[String], is_head: bool) {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    let _ = writeln!(text, "| {} |", cells.join(" | "));
    if is_head {
        let _ = writeln!(text, "|{}", "---|".repeat(cells.len()));
    }
}

/// Nanoseconds as people read them.
pub(super) fn duration(nanoseconds: f64) -> String {
    if nanoseconds < 1e3 {
        format!("{nanoseconds:.0} ns")
    } else if nanoseconds < 1e6 {
        format!("{:.1} µs", nanoseconds / 1e3)
    } else {
        format!("{:.2} ms", nanoseconds / 1e6)
    }
}
